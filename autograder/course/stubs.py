"""The holes of a stub: the functions that a student has to write, found by syntax.

A function or method has a hole when its body ends in `raise NotImplementedError`. Statements before that line
are given to the student and stay.
"""

import ast
from dataclasses import dataclass
from pathlib import Path

from autograder.course.cells import Cell
from autograder.course.lesson import place
from autograder.errors import LessonError

STUB_LINE = "raise NotImplementedError"


@dataclass(frozen=True, slots=True)
class Hole:
    """One function to write; `name` is qualified, as in `Relu.forward`."""

    name: str
    function: ast.FunctionDef

    @property
    def given(self) -> list[ast.stmt]:
        """Statements between the docstring and the hole."""
        return self.function.body[has_docstring(self.function) : -1]

    @property
    def line(self) -> int:
        """Line of the hole within the cell, from 1."""
        return self.function.body[-1].lineno


def find_holes(lesson_path: Path, cell: Cell) -> list[Hole]:
    """Return the holes of a stub in the order of the cell.

    Raises:
        LessonError: the stub is no Python, has no hole, has one elsewhere, or lacks a name that it declares.
    """
    tree = _parse(lesson_path, cell)
    lines = cell.source.splitlines()
    holes = [Hole(name, node) for name, node in functions_by_name(tree.body).items()]
    holes = [hole for hole in holes if lines[hole.line - 1].strip() == STUB_LINE]
    if not holes:
        where = place(lesson_path, cell.line)
        raise LessonError(f"{where}: '{cell.name}' leaves nothing to write. End a function in `{STUB_LINE}`.")
    _refuse_other_raises(lesson_path, cell, tree, {hole.line for hole in holes})
    _check_defines(lesson_path, cell, tree)
    return holes


def functions_by_name(body: list[ast.stmt], prefix: str = "") -> dict[str, ast.FunctionDef]:
    """Return functions and methods by qualified name."""
    found: dict[str, ast.FunctionDef] = {}
    for node in body:
        if isinstance(node, ast.FunctionDef):
            found[prefix + node.name] = node
        elif isinstance(node, ast.ClassDef):
            found |= functions_by_name(node.body, f"{prefix}{node.name}.")
    return found


def has_docstring(function: ast.FunctionDef) -> bool:
    """Tell whether the body begins with a docstring; usable as an index of what follows it."""
    return ast.get_docstring(function, clean=False) is not None


def _parse(lesson_path: Path, cell: Cell) -> ast.Module:
    try:
        return ast.parse(cell.source)
    except SyntaxError as error:
        where = place(lesson_path, cell.line + (error.lineno or 0))
        raise LessonError(f"{where}: the stub of '{cell.name}' is no Python: {error.msg}.") from error


def _refuse_other_raises(lesson_path: Path, cell: Cell, tree: ast.Module, holes: set[int]) -> None:
    """A hole that the build does not see would stay empty in the instructor's notebook, without a word."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise) and "NotImplementedError" in ast.unparse(node) and node.lineno not in holes:
            where = place(lesson_path, cell.line + node.lineno)
            raise LessonError(f"{where}: no hole of '{cell.name}'. A function to write ends in exactly `{STUB_LINE}`.")


def _check_defines(lesson_path: Path, cell: Cell, tree: ast.Module) -> None:
    defined = {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    for name in cell.declaration.defines if cell.declaration else ():
        if name not in defined:
            where = place(lesson_path, cell.line)
            raise LessonError(f"{where}: '{cell.name}' declares '{name}', but its stub does not define it.")
