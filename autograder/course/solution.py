"""Putting the reference into the stubs: stub and solution come from one place each and cannot drift apart.

A function of a stub that ends in `raise NotImplementedError` has a hole. The hole is filled with the body of
the reference function of the same name, between the delimiters that nbgrader turns back into the hole.
"""

import ast
import copy
import inspect
from dataclasses import dataclass
from pathlib import Path

from autograder.course.cells import Cell
from autograder.course.lesson import place
from autograder.errors import LessonError

BEGIN_SOLUTION = "### BEGIN SOLUTION"
END_SOLUTION = "### END SOLUTION"
STUB_LINE = "raise NotImplementedError"


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference module as text and syntax."""

    path: Path
    lines: tuple[str, ...]
    functions: dict[str, ast.FunctionDef]


@dataclass(frozen=True, slots=True)
class _Hole:
    name: str
    function: ast.FunctionDef
    given: tuple[ast.stmt, ...]
    line: int


def read_reference(path: Path) -> Reference:
    """Read a reference module without importing it."""
    try:
        text = path.read_text(encoding="utf-8")
        tree = ast.parse(text)
    except (OSError, SyntaxError, UnicodeDecodeError) as error:
        raise LessonError(f"{place(path)}: is no readable Python file ({error}).") from error
    return Reference(path, tuple(text.splitlines()), _functions(tree.body))


def fill_stub(lesson_path: Path, cell: Cell, reference: Reference) -> str:
    """Return the source of a stub with the reference bodies in its holes.

    Raises:
        LessonError: the stub has no hole, or name, signature or docstring differ from the reference.
    """
    holes = _holes(lesson_path, cell)
    lines = cell.source.splitlines()
    # From the last hole to the first: filling one then moves no line of those still to come.
    for hole in sorted(holes, key=lambda hole: hole.line, reverse=True):
        here = place(lesson_path, cell.line + hole.function.lineno)
        body = _reference_body(here, hole, reference)
        indent = lines[hole.line - 1].partition("raise")[0]
        lines[hole.line - 1 : hole.line] = [indent + BEGIN_SOLUTION, *body, indent + END_SOLUTION]
    return "\n".join(lines)


def _functions(body: list[ast.stmt], prefix: str = "") -> dict[str, ast.FunctionDef]:
    """Functions and methods by qualified name, as in `Relu.forward`."""
    found: dict[str, ast.FunctionDef] = {}
    for node in body:
        if isinstance(node, ast.FunctionDef):
            found[prefix + node.name] = node
        elif isinstance(node, ast.ClassDef):
            found |= _functions(node.body, f"{prefix}{node.name}.")
    return found


def _holes(lesson_path: Path, cell: Cell) -> list[_Hole]:
    try:
        tree = ast.parse(cell.source)
    except SyntaxError as error:
        line = cell.line + (error.lineno or 0)
        raise LessonError(
            f"{place(lesson_path, line)}: the stub of '{cell.name}' is no Python: {error.msg}."
        ) from error
    functions = _functions(tree.body)
    holes = [
        _Hole(name, node, _given(node), node.body[-1].lineno) for name, node in functions.items() if _is_hole(node)
    ]
    raises = [
        node for node in ast.walk(tree) if isinstance(node, ast.Raise) and "NotImplementedError" in ast.unparse(node)
    ]
    filled = {hole.line for hole in holes}
    for node in raises:
        if node.lineno not in filled:
            where = place(lesson_path, cell.line + node.lineno)
            raise LessonError(f"{where}: not a stub's last line. A function to write ends in exactly `{STUB_LINE}`.")
    _check_defines(lesson_path, cell, tree, bool(holes))
    return holes


def _check_defines(lesson_path: Path, cell: Cell, tree: ast.Module, has_holes: bool) -> None:  # noqa: FBT001
    where = place(lesson_path, cell.line)
    if not has_holes:
        raise LessonError(f"{where}: '{cell.name}' leaves nothing to write. End a function in `{STUB_LINE}`.")
    defined = {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    missing = [name for name in (cell.declaration.defines if cell.declaration else ()) if name not in defined]
    if missing:
        raise LessonError(f"{where}: '{cell.name}' declares '{missing[0]}', but its stub does not define it.")


def _is_hole(function: ast.FunctionDef) -> bool:
    last = function.body[-1]
    return isinstance(last, ast.Raise) and ast.unparse(last) == STUB_LINE


def _given(function: ast.FunctionDef) -> tuple[ast.stmt, ...]:
    """Statements that the stub hands to the student before the hole."""
    return tuple(function.body[_has_docstring(function) : -1])


def _has_docstring(function: ast.FunctionDef) -> bool:
    return ast.get_docstring(function, clean=False) is not None


def _reference_body(here: str, hole: _Hole, reference: Reference) -> list[str]:
    """Lines of the reference between its docstring (and what the stub gives) and its end."""
    function = reference.functions.get(hole.name)
    if function is None:
        raise LessonError(f"{here}: '{hole.name}' has no reference. Add it to {place(reference.path)}.")
    there = place(reference.path, function.lineno)
    _check_same("signature", here, there, hole.name, _signature(hole.function, hole), _signature(function, hole))
    _check_same("docstring", here, there, hole.name, _docstring(hole.function), _docstring(function))
    skipped = _has_docstring(function) + len(hole.given)
    given = function.body[_has_docstring(function) : skipped]
    _check_same("given first lines", here, there, hole.name, _dump(hole.given), _dump(given))
    if len(function.body) == skipped:
        raise LessonError(f"{there}: the reference of '{hole.name}' has no body to put into the stub.")
    # Comments above the first statement belong to the body, so it starts after what is skipped.
    start = function.body[skipped - 1].end_lineno if skipped else function.body[0].lineno - 1
    body = list(reference.lines[start : function.body[-1].end_lineno])
    while not body[0].strip():
        del body[0]
    return body


def _check_same(what: str, here: str, there: str, name: str, stub: str, reference: str) -> None:
    if stub != reference:
        raise LessonError(f"{here}: the {what} of '{name}' differs from {there}. Make the two the same.")


def _docstring(function: ast.FunctionDef) -> str:
    return inspect.cleandoc(ast.get_docstring(function) or "")


def _dump(statements: tuple[ast.stmt, ...] | list[ast.stmt]) -> str:
    return "\n".join(ast.unparse(statement) for statement in statements)


def _signature(function: ast.FunctionDef, hole: _Hole) -> str:
    """Arguments, defaults and decorators; annotations count only where the stub has them."""
    bare = copy.deepcopy(function)
    bare.body = [ast.Pass()]
    stub_arguments = [node for node in ast.walk(hole.function.args) if isinstance(node, ast.arg)]
    if hole.function.returns is None and all(argument.annotation is None for argument in stub_arguments):
        bare.returns = None
        for node in ast.walk(bare.args):
            if isinstance(node, ast.arg):
                node.annotation = None
    return ast.unparse(bare)
