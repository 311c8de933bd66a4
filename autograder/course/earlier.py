"""The cell that brings functions of an earlier chapter: ours, or the student's own, as course.toml says."""

import ast
import inspect
import textwrap
from pathlib import Path

from autograder.course import own_functions
from autograder.course.annotations import shown_as_given
from autograder.course.cells import Cell
from autograder.course.given import given_source
from autograder.course.lesson import place
from autograder.course.model import Chapter, Earlier
from autograder.errors import LessonError

_OWN = """\
# Your own {names} from your notebook {slug}.ipynb: this cell reads their definitions, and runs nothing else of it.
import ast
import json
from pathlib import Path


{definitions_in}


for place in (Path("../{slug}/{slug}.ipynb"), Path("{slug}.ipynb")):
    if place.is_file():
        break
else:
    raise FileNotFoundError("{slug}.ipynb is not there. Copy it into the folder of this notebook, then run this cell.")
cells = [cell for cell in json.loads(place.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]
exec("\\n\\n".join(definitions_in(["".join(cell["source"]) for cell in cells], {list})))
missing = [name for name in {list} if name not in globals()]
if missing:
    raise NameError(f"{{place}} does not define {{', '.join(missing)}}. Write it there, save, and run this cell again.")
"""


def earlier_cell(chapter: Chapter, lesson_path: Path, cell: Cell) -> str:
    """Return the text of a cell that takes over names of an earlier chapter.

    Raises:
        LessonError: the cell holds code of its own, or the earlier chapter lacks a name.
    """
    where = place(lesson_path, cell.line)
    if any(line.strip() and not line.startswith("#") for line in cell.source.splitlines()):
        raise LessonError(f"{where}: a cell with earlier= is written by the build. Leave it empty, but for comments.")
    earlier = next(item for item in chapter.earlier if item.slug == cell.name)
    if cell.name == chapter.slug or not earlier.solution_path.is_file():
        raise LessonError(f"{where}: '{cell.name}' is no other chapter. Name one that has solutions/{cell.name}.py.")
    given = given_of(earlier)  # also for "own": a name that is nowhere defined is found out now
    body = _own_cell(earlier) if chapter.continuity == "own" else given
    return f"{cell.source}\n{body}".strip()


def given_of(earlier: Earlier) -> str:
    """Return the reference's definitions of the names, with a line that says where they come from."""
    source = given_source(earlier.solution_path, earlier.names)
    return f"# Given, from {earlier.slug}: {', '.join(earlier.names)}\n{source}"


def _own_cell(earlier: Earlier) -> str:
    text = inspect.getsource(own_functions)
    (function,) = (node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef))
    code = shown_as_given(tuple(text.splitlines()), function)
    names = " and ".join(filter(None, (", ".join(earlier.names[:-1]), earlier.names[-1])))
    filled = _OWN.format(names=names, slug=earlier.slug, definitions_in=code, list=list(earlier.names))
    return textwrap.dedent(filled).strip()
