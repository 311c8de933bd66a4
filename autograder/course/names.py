"""A filled stub may use only what the notebook has: a helper of the reference module alone would be missing there."""

import ast
from collections.abc import Iterable
from pathlib import Path

from autograder.course.cells import Cell
from autograder.course.lesson import Lesson, place
from autograder.course.solution import Reference
from autograder.course.stubs import functions_by_name
from autograder.errors import LessonError


def names_only_in(reference: Reference, lesson: Lesson) -> set[str]:
    """Return the module-level names of the reference that no code cell of the lesson binds."""
    in_lesson = {name for cell in lesson.cells if cell.is_code for name in _names_of_cell(lesson.path, cell)}
    taken_over = {name for cell in lesson.cells for name in cell.names}
    return _top_level("\n".join(reference.lines)) - in_lesson - taken_over


def check_names(filled: str, reference: Reference, only_in_reference: set[str]) -> None:
    """Refuse a filled stub that would fail in the notebook for want of a name.

    Raises:
        LessonError: names the reference function and what it uses.
    """
    for name, function in functions_by_name(ast.parse(filled).body).items():
        nodes = list(ast.walk(function))
        local = {node.arg for node in nodes if isinstance(node, ast.arg)}
        local |= {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
        used = {node.id for node in nodes if isinstance(node, ast.Name)}
        for missing in sorted(used & (only_in_reference - local)):
            where = place(reference.path, reference.functions[name].lineno if name in reference.functions else None)
            raise LessonError(
                f"{where}: '{name}' uses '{missing}', which no cell of the lesson defines. "
                "Define it in a given cell, or do without it."
            )


def _names_of_cell(lesson_path: Path, cell: Cell) -> set[str]:
    # Blank lines in place of magics keep the line numbers right.
    lines = ["" if line.startswith(("%", "!")) else line for line in cell.source.splitlines()]
    try:
        return _top_level("\n".join(lines))
    except SyntaxError as error:
        where = place(lesson_path, cell.line + (error.lineno or 0))
        raise LessonError(f"{where}: the code of '{cell.grade_id}' is no Python: {error.msg}.") from error


def _top_level(source: str) -> set[str]:
    """Names that a module or a cell binds at its top level."""
    return {name for statement in ast.parse(source).body for name in _bound(statement)}


def _bound(statement: ast.stmt) -> Iterable[str]:
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        return [statement.name]
    if isinstance(statement, ast.Import | ast.ImportFrom):
        return [alias.asname or alias.name.partition(".")[0] for alias in statement.names]
    return [node.id for node in ast.walk(statement) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]
