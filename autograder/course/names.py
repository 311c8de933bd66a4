"""A reference body may use only what the notebook has: a helper of its module alone would be missing there."""

import ast
from collections.abc import Iterable
from pathlib import Path

from autograder.course.cells import Cell
from autograder.course.lesson import Lesson, place
from autograder.course.solution import Reference
from autograder.errors import LessonError


def check_names(lesson: Lesson, reference: Reference) -> None:
    """Refuse a reference whose bodies need a name of their module that no cell of the lesson defines.

    Raises:
        LessonError: names the function, the name and the file.
    """
    in_lesson = {name for cell in lesson.cells if cell.is_code for name in _names_of_cell(lesson.path, cell)}
    only_in_reference = _top_level("\n".join(reference.lines)) - in_lesson
    for name, function in reference.functions.items():
        if name.partition(".")[0] in in_lesson:
            _check_function(lesson.path, reference, name, function, only_in_reference)


def _check_function(
    lesson_path: Path, reference: Reference, name: str, function: ast.FunctionDef, missing: set[str]
) -> None:
    # The signature stays in the module; the body is what goes into the notebook.
    nodes = [node for statement in function.body for node in ast.walk(statement)]
    local = {argument.arg for argument in ast.walk(function) if isinstance(argument, ast.arg)}
    local |= {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    for node in nodes:
        if isinstance(node, ast.Name) and node.id in missing - local:
            where = place(reference.path, node.lineno)
            raise LessonError(
                f"{where}: '{name}' uses '{node.id}', which no cell of {place(lesson_path)} defines. "
                "Define it in a given cell or do without it."
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
