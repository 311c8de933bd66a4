"""Putting the reference into the stubs: each is written in one place, and they cannot drift apart unnoticed.

The holes of a stub are filled with the bodies of the reference functions of the same names, between the delimiters that
nbgrader turns back into the holes.
"""

import ast
import copy
import inspect
from dataclasses import dataclass
from pathlib import Path

from autograder.course.annotations import without_annotations
from autograder.course.cells import Cell
from autograder.course.lesson import place
from autograder.course.stubs import Hole, find_holes, functions_by_name, has_docstring
from autograder.errors import LessonError

BEGIN_SOLUTION = "### BEGIN SOLUTION"
END_SOLUTION = "### END SOLUTION"


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference module as text and syntax."""

    path: Path
    lines: tuple[str, ...]
    functions: dict[str, ast.FunctionDef]


def read_reference(path: Path) -> Reference:
    """Read a reference module without importing it."""
    try:
        text = path.read_text(encoding="utf-8")
        tree = ast.parse(text)
    except (OSError, SyntaxError, UnicodeDecodeError) as error:
        raise LessonError(f"{place(path)}: is no readable Python file ({error}).") from error
    return Reference(path, tuple(text.splitlines()), functions_by_name(tree.body))


def fill_stub(lesson_path: Path, cell: Cell, reference: Reference) -> str:
    """Return the source of a stub with the reference bodies in its holes.

    Raises:
        LessonError: the stub is malformed, or name, signature or docstring differ from the reference.
    """
    lines = cell.source.splitlines()
    # From the last hole to the first: filling one then moves no line of those still to come.
    for hole in sorted(find_holes(lesson_path, cell), key=lambda hole: hole.line, reverse=True):
        body = _reference_body(place(lesson_path, cell.line + hole.function.lineno), hole, reference)
        indent = lines[hole.line - 1].partition("raise")[0]
        lines[hole.line - 1 : hole.line] = [indent + BEGIN_SOLUTION, *body, indent + END_SOLUTION]
    return "\n".join(lines)


def _reference_body(here: str, hole: Hole, reference: Reference) -> list[str]:
    """Lines of the reference from behind its docstring (and what the stub gives) to its end."""
    function = reference.functions.get(hole.name)
    if function is None:
        raise LessonError(f"{here}: '{hole.name}' has no reference. Add it to {place(reference.path)}.")
    there = place(reference.path, function.lineno)
    for what, wanted, got in _facts(hole, function):
        if wanted != got:
            raise LessonError(f"{here}: the {what} of '{hole.name}' differs from {there}. Make the two the same.")
    skipped = has_docstring(function) + len(hole.given)
    if len(function.body) == skipped:
        raise LessonError(f"{there}: the reference of '{hole.name}' has no body to put into the stub.")
    # Comments above the first statement belong to the body, so it starts right behind what is skipped.
    start = function.body[skipped - 1].end_lineno if skipped else function.body[0].lineno - 1
    lines = reference.lines if _is_annotated(hole.function) else without_annotations(reference.lines, function)
    body = list(lines[start : function.body[-1].end_lineno])
    return body[next(number for number, line in enumerate(body) if line.strip()) :]


def _facts(hole: Hole, function: ast.FunctionDef) -> list[tuple[str, str, str]]:
    """What a stub and its reference have to agree on: what it is called, in the stub, in the reference."""
    annotated = _is_annotated(hole.function)
    first = has_docstring(function)
    return [
        ("signature", _signature(hole.function, annotated=annotated), _signature(function, annotated=annotated)),
        ("docstring", _docstring(hole.function), _docstring(function)),
        ("given beginning", _text(hole.given), _text(function.body[first : first + len(hole.given)])),
    ]


def _docstring(function: ast.FunctionDef) -> str:
    return inspect.cleandoc(ast.get_docstring(function) or "")


def _text(statements: list[ast.stmt]) -> str:
    return "\n".join(ast.unparse(statement) for statement in statements)


def _is_annotated(function: ast.FunctionDef) -> bool:
    arguments = [node for node in ast.walk(function.args) if isinstance(node, ast.arg)]
    return function.returns is not None or any(argument.annotation for argument in arguments)


def _signature(function: ast.FunctionDef, *, annotated: bool) -> str:
    """Name, decorators, arguments and defaults; annotations only when the students' stub has them."""
    bare = copy.deepcopy(function)
    bare.body = [ast.Pass()]
    if not annotated:
        bare.returns = None
        for node in ast.walk(bare.args):
            if isinstance(node, ast.arg):
                node.annotation = None
    return ast.unparse(bare)
