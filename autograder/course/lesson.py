"""Reading a lesson: a Jupytext percent script becomes a title, a number and typed cells, or one clear line."""

import re
from dataclasses import dataclass
from pathlib import Path

from autograder.course.cells import Cell, Role, make_cell
from autograder.course.percent import read_script
from autograder.errors import LessonError

_MARKER = re.compile(r"# %%+(\s|$)")
_HEADER_KEYS = ("title", "chapter", "files")


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson script, read and checked."""

    path: Path
    title: str
    number: int
    cells: tuple[Cell, ...]
    files: str = ""
    """The chapter whose helper files this one uses too; empty for its own."""

    def of_role(self, role: Role) -> dict[str, Cell]:
        """Return the cells of one role by name, in the order of the lesson."""
        return {cell.name: cell for cell in self.cells if cell.role is role}


def place(path: Path, line: int | None = None) -> str:
    """Name a file of the course as an author knows it: folder/file.py:line."""
    short = f"{path.parent.name}/{path.name}"
    return short if line is None else f"{short}:{line}"


def read_lesson(path: Path) -> Lesson:
    """Read and check one lesson script.

    Raises:
        LessonError: the file cannot be read, or a line of it declares what the course does not know.
    """
    text = _read(path)
    script = read_script(text)
    found = [cell for cell in script if cell.cell_type != "raw"]
    title, number, files = _header(path, [cell.source for cell in script if cell.cell_type == "raw"])
    lines = [number for number, line in enumerate(text.splitlines(), 1) if _MARKER.match(line)]
    if len(lines) != len(found):
        raise LessonError(
            f"{place(path, lines[0] if lines else 1)}: {len(found)} cells but {len(lines)} lines '# %%'. "
            "Start the lesson with the header and a '# %%' line, and use '# %%' at a line's start for nothing else."
        )
    cells = tuple(
        make_cell(place(path, line), line, cell.source, cell.metadata, is_code=cell.cell_type == "code")
        for line, cell in zip(lines, found, strict=True)
    )
    lesson = Lesson(path, title, number, cells, files)
    _check_names(lesson)
    return lesson


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LessonError(f"{place(path)}: cannot be read ({error}). Save it as UTF-8 text.") from error


def _header(path: Path, raw: list[str]) -> tuple[str, int, str]:
    facts: dict[str, str] = {}
    for offset, line in enumerate(raw[0].splitlines() if raw else ()):
        if line.strip() == "---":
            continue
        key, _, value = (part.strip() for part in line.partition(":"))
        if key not in _HEADER_KEYS:
            known = ", ".join(_HEADER_KEYS)
            raise LessonError(f"{place(path, offset + 1)}: unknown key '{key}' in the header. Known keys: {known}.")
        facts[key] = value.strip("\"'")
    if not facts.get("title") or not facts.get("chapter", "").isdecimal():
        raise LessonError(
            f"{place(path, 1)}: the header needs '# title: ...' and '# chapter: 3' between '# ---' lines."
        )
    return facts["title"], int(facts["chapter"]), facts.get("files", "")


def _check_names(lesson: Lesson) -> None:
    """Refuse ids used twice, and cells that refer to what is not there."""
    seen: dict[str, Cell] = {}
    for cell in lesson.cells:
        # A rubric is folded into the cell of its written answer and has no id of its own.
        identity = f"rubric of {cell.name}" if cell.role is Role.RUBRIC else cell.grade_id
        if identity in seen:
            raise LessonError(
                f"{place(lesson.path, cell.line)}: '{identity}' is used twice, first in line {seen[identity].line}."
            )
        seen[identity] = cell
        _check_reference(lesson, cell, seen)


def _check_reference(lesson: Lesson, cell: Cell, seen: dict[str, Cell]) -> None:
    where = place(lesson.path, cell.line)
    owner = seen.get(cell.name)
    if cell.role is Role.CHECK and (owner is None or owner.role is not Role.STUB):
        raise LessonError(f"{where}: check of '{cell.name}', but no exercise of that name stands above.")
    if cell.role is Role.RUBRIC and (owner is None or owner.role is not Role.WRITTEN):
        raise LessonError(f"{where}: rubric of '{cell.name}', but no written answer of that name stands above.")
    for name in cell.declaration.requires if cell.declaration else ():
        required = seen.get(name)
        if required is None or required is cell or required.role is not Role.STUB:
            raise LessonError(f"{where}: '{cell.name}' requires '{name}', which is no exercise above it.")
