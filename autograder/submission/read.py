"""Turns the bytes of a submitted notebook into cells, trusting neither their size nor their shape.

Outputs are skipped while decoding and never become Python objects: a notebook with 100 MB of output costs little more
than reading the file, and nothing in an output can exhaust memory.
"""

import contextlib
import warnings
from pathlib import Path
from typing import Any

import msgspec

from autograder.errors import UnreadableNotebookError
from autograder.submission.accidents import Accident, shown
from autograder.submission.notebook import Cell, CellKind, Notebook
from autograder.submission.raw_bytes import read_bytes
from autograder.submission.salvage import complete_cells
from autograder.submission.text import as_utf8, kind_of_other_file, strict_json, without_bom

MAX_CELLS = 5000
MAX_SOURCE_CHARACTERS = 20_000_000
_OLD_FORMAT_BYTES = 20 * 2**20
_ABSENT = msgspec.Raw(b"null")
_KINDS: dict[str, CellKind] = {"code": "code", "markdown": "markdown", "raw": "raw"}


class _RawNotebook(msgspec.Struct):
    cells: list[msgspec.Raw] | None = None
    worksheets: msgspec.Raw = _ABSENT
    content: msgspec.Raw = _ABSENT


class _RawCell(msgspec.Struct):
    cell_type: Any = "code"
    source: Any = ""
    metadata: msgspec.Raw = _ABSENT
    id: Any = None


class _Mark(msgspec.Struct):
    grade_id: str | None = None


class _Metadata(msgspec.Struct):
    nbgrader: _Mark | None = None


_notebooks = msgspec.json.Decoder(_RawNotebook)
_cells = msgspec.json.Decoder(_RawCell)
_metadata = msgspec.json.Decoder(_Metadata | None)


def read_notebook(path: Path) -> Notebook:
    """Read the cells of a notebook file.

    Args:
        path: a file that a student handed in.

    Returns:
        Its cells, and in `problems` what had to be repaired to get at them.

    Raises:
        UnreadableNotebookError: nothing of it can be graded; the message says what the file is and what to do.
    """
    try:
        return parse_notebook(read_bytes(path))
    except UnreadableNotebookError as error:
        message = str(error)
        raise UnreadableNotebookError(
            message if message.startswith("'") else f"{shown(path.name)} {message}."
        ) from error


def parse_notebook(data: bytes) -> Notebook:
    """Read the cells of a notebook from its bytes; errors as in `read_notebook`, without the file's name."""
    data, converted = without_bom(data)
    what = kind_of_other_file(data)
    if what:
        raise UnreadableNotebookError(what)
    found, problems = _decoded(data)
    if converted:
        problems = [converted, *problems]
    cells, limits = _typed(found)
    if not cells:
        raise UnreadableNotebookError("holds no cells. Hand in the notebook in which you worked")
    return Notebook(tuple(cells), (*problems, *limits))


def _decoded(data: bytes) -> tuple[list[_RawCell], list[Accident]]:
    """The raw cells: straight, else after repairs, from the cheap and certain to the doubtful."""
    try:
        return _straight(data), []
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        data, recoded = as_utf8(data)
        problems = [recoded] if recoded else []
    data = strict_json(data)
    try:
        return _straight(data), problems
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        cells = [cell for cell in map(_cell, complete_cells(data)) if cell is not None]
    if not cells:
        raise UnreadableNotebookError(
            "is not a notebook: its text is no JSON. Open it in Jupyter, save it, and hand it in again"
        )
    message = f"The file is damaged or was cut off; the {len(cells)} cells that are whole were read."
    return cells, [*problems, Accident("damaged-file", message)]


def _straight(data: bytes) -> list[_RawCell]:
    notebook = _notebooks.decode(data)
    if notebook.cells is None and notebook.worksheets is not _ABSENT:
        return _old_format(data)
    if notebook.cells is None and notebook.content is not _ABSENT:
        with contextlib.suppress(msgspec.ValidationError):  # as Jupyter's server hands it to programs: in an envelope
            notebook = _notebooks.decode(notebook.content)
    cells = [_cells.decode(raw) for raw in notebook.cells or []]
    if notebook.cells is None:
        raise UnreadableNotebookError("is JSON, but not a notebook: it has no list of cells")
    return cells


def _old_format(data: bytes) -> list[_RawCell]:
    import nbformat  # takes a while to import, and hardly any submission needs it

    if len(data) > _OLD_FORMAT_BYTES:
        raise UnreadableNotebookError(
            "has an old notebook format and is too large. Open it in Jupyter, clear its outputs, save it"
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            new = nbformat.reads(data.decode("utf-8", "replace"), as_version=4)
        return [_RawCell(c.cell_type, c.source, msgspec.Raw(msgspec.json.encode(c.metadata))) for c in new.cells]
    except Exception as error:  # a converter for well-formed files meets a student's file: anything may be raised
        raise UnreadableNotebookError(
            "has an old notebook format that cannot be read. Open it in Jupyter, save it"
        ) from error


def _cell(raw: bytes) -> _RawCell | None:
    try:
        return _cells.decode(raw)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return None


def _typed(found: list[_RawCell]) -> tuple[list[Cell], list[Accident]]:
    cells: list[Cell] = []
    room = MAX_SOURCE_CHARACTERS
    for index, raw in enumerate(found[:MAX_CELLS]):
        source = _source(raw.source)
        room -= len(source)
        if room < 0:
            break
        cell_id = raw.id if isinstance(raw.id, str) else None
        cells.append(Cell(index, _kind(raw.cell_type), source, _grade_id(raw.metadata), cell_id))
    if len(cells) == len(found):
        return cells, []
    message = f"The notebook has more cells or text than can be read; its first {len(cells)} cells were graded."
    return cells, [Accident("too-long", message)]


def _kind(cell_type: object) -> CellKind:
    return _KINDS.get(cell_type, "raw") if isinstance(cell_type, str) else "raw"


def _source(source: object) -> str:
    lines = source if isinstance(source, list) else [source]
    texts = [line for line in lines if isinstance(line, str)]
    # Lines keep their ends in a notebook, but some programs cut them off.
    cut = len(texts) > 1 and not any("\n" in line for line in texts)
    text = ("\n" if cut else "").join(texts)
    # Half a surrogate pair cannot be written to any file or socket.
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def _grade_id(metadata: msgspec.Raw) -> str | None:
    try:
        found = _metadata.decode(metadata)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return None
    return found.nbgrader.grade_id if found and found.nbgrader else None
