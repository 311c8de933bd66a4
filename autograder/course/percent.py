"""Reading Jupytext percent scripts without importing Jupytext, which takes longer than reading all lessons.

Only the form that lessons have is read here: a header of comments, cells whose options are key=value, text as comments.
Whatever else a script may hold is left to Jupytext; a test compares both on every lesson.
"""

import json
import re
from dataclasses import dataclass
from typing import Any

_MARKER = re.compile(r"# %%(?: (\[markdown\]))?((?: \w+=(?:\"[^\"\\]*\"|-?\d+(?:\.\d+)?|true|false))*)")
_OPTION = re.compile(r"(\w+)=(\"[^\"]*\"|\S+)")
_ANY_MARKER = re.compile(r"#\s*%%")
_COMMENTED_MAGIC = re.compile(r"#\s*[%!?]|#\s*\+|#\s*(get_ipython|cd|ls|cat|conda|pip)\b|(%|!|\?)|.*\?\s*$")


@dataclass(frozen=True, slots=True)
class ScriptCell:
    """One cell: kind is raw, markdown or code, as in a notebook."""

    cell_type: str
    source: str
    metadata: dict[str, Any]


def read_script(text: str) -> list[ScriptCell]:
    """The cells of a script, the header first."""
    cells = _plain_cells(text)
    if cells is not None:
        return cells
    from autograder.course.quick import jupytext

    notebook = jupytext.reads(text, fmt="py:percent")
    return [ScriptCell(cell.cell_type, cell.source, dict(cell.metadata)) for cell in notebook.cells]


def _plain_cells(text: str) -> list[ScriptCell] | None:
    """The cells; None where the script holds something that this reader does not know."""
    lines = text.splitlines()
    if "\f" in text or lines[:1] != ["# ---"] or "# ---" not in lines[1:]:
        return None
    end = lines.index("# ---", 1) + 1
    cells = [ScriptCell("raw", "\n".join(line[2:] for line in lines[:end]), {})]
    starts = [number for number, line in enumerate(lines) if _ANY_MARKER.match(line)]
    if not starts or any(line.strip() for line in lines[end : starts[0]]):
        return None
    for start, stop in zip(starts, [*starts[1:], len(lines)], strict=True):
        cell = _cell(lines[start], lines[start + 1 : stop])
        if cell is None:
            return None
        cells.append(cell)
    return cells


def _cell(marker: str, body: list[str]) -> ScriptCell | None:
    found = _MARKER.fullmatch(marker)
    if found is None:
        return None
    metadata = {key: json.loads(value) for key, value in _OPTION.findall(found[2])}
    while body and not body[-1].strip():
        body = body[:-1]
    if found[1]:
        if not all(line == "#" or line.startswith("# ") for line in body):
            return None
        return ScriptCell("markdown", "\n".join(line[2:] for line in body), metadata)
    if any(_COMMENTED_MAGIC.match(line) for line in body) or (body and not body[0].strip()):
        return None
    return ScriptCell("code", "\n".join(body), metadata)
