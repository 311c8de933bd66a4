"""Makes the mutants of an answer: every rule at every place of every function that a student has to write."""

import ast
import warnings
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from types import CodeType
from typing import Any

import msgspec

from autograder.mutants import operations, statements, values
from autograder.mutants.context import Context, Function, context_of

_RULES: dict[type[ast.AST], Callable[[Any, Context], Iterator[ast.expr]]] = {
    ast.Constant: values.constant,
    ast.Name: values.name,
    ast.Attribute: values.attribute,
    ast.Subscript: values.subscript,
    ast.Slice: values.bounds,
    ast.Tuple: values.sequence,
    ast.List: values.sequence,
    ast.Dict: values.dictionary,
    ast.BinOp: operations.binary,
    ast.UnaryOp: operations.unary,
    ast.Compare: operations.comparison,
    ast.BoolOp: operations.condition,
    ast.IfExp: operations.choice,
    ast.ListComp: operations.comprehension,
    ast.GeneratorExp: operations.comprehension,
    ast.SetComp: operations.comprehension,
    ast.Call: operations.call,
}
# The signature is given to the student; annotations and the texts of prints do nothing.
_LEFT_ALONE = (ast.arguments, ast.JoinedStr, ast.expr_context, ast.operator, ast.cmpop)
_FIELDS_LEFT_ALONE = ("annotation", "returns", "decorator_list", "type_params")
_CONTEXT = 30
_NO_PROGRAM = "no program"
_HOLE = "### BEGIN SOLUTION"
# A slot gives its content away and takes another.
_Slot = tuple[ast.AST, Callable[[Any], None]]


class Mutant(msgspec.Struct, frozen=True):
    """One changed answer.

    Attributes:
        function: qualified name of the function that is changed.
        before, after: the lines that differ, as Python prints them; "pass" stands for a statement left out.
        source: the whole answer cell.
    """

    function: str
    before: str
    after: str
    source: str

    @property
    def shown(self) -> str:
        """The change in one line, without what is alike at both ends of long ones."""
        before, after = (" ; ".join(text.splitlines()) for text in (self.before, self.after))
        start = _alike(before, after)
        end = _alike(before[start:][::-1], after[start:][::-1])
        first, last = max(0, start - _CONTEXT), max(0, end - _CONTEXT)
        old, new = (
            f"{'...' if first else ''}{text[first : len(text) - last]}{'...' if last else ''}"
            for text in (before, after)
        )
        return f"{self.function}: {old}  ->  {new}"


def mutants_of(answer: str) -> tuple[Mutant, ...]:
    """All mutants of the source of an answer cell that are different programs.

    Only functions with a hole for the student are changed; where there is no hole at all, every function is.
    """
    module = ast.parse(answer)
    functions = dict(_functions(module.body))
    lines = answer.splitlines()
    with_hole = {
        name: node
        for name, node in functions.items()
        if any(_HOLE in line for line in lines[node.lineno - 1 : node.end_lineno])
    }
    original = ast.unparse(module)
    seen = {_fingerprint(original), _NO_PROGRAM}
    found = []
    for name, function in (with_hole or functions).items():
        for _ in _changes(function):
            source = ast.unparse(module)
            fingerprint = _fingerprint(source)
            if fingerprint not in seen:
                seen.add(fingerprint)
                found.append(Mutant(name, *_difference(original, source), source))
    return tuple(found)


def _functions(body: list[ast.stmt], prefix: str = "") -> Iterator[tuple[str, Function]]:
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield prefix + node.name, node
        elif isinstance(node, ast.ClassDef):
            yield from _functions(node.body, f"{prefix}{node.name}.")


def _changes(function: Function) -> Iterator[None]:
    """Make one change after the other; each is in the tree while it is yielded, and undone afterwards."""
    context = context_of(function)
    first = int(ast.get_docstring(function, clean=False) is not None)
    for node, put in list(_slots(function, "body", first)):
        rule = _RULES.get(type(node))
        replacements = rule(node, context) if rule else statements.changed(node) if isinstance(node, ast.stmt) else ()
        for replacement in replacements:
            if not hasattr(replacement, "lineno"):
                ast.copy_location(replacement, node)
            put(replacement)
            yield
            put(node)
    for body in list(_bodies(function)):
        yield from _exchanges(body, first if body is function.body else 0)


def _exchanges(body: list[ast.stmt], first: int) -> Iterator[None]:
    for place in range(first, len(body) - 1):
        if statements.exchanged(body[place], body[place + 1]):
            body[place], body[place + 1] = body[place + 1], body[place]
            yield
            body[place], body[place + 1] = body[place + 1], body[place]


def _bodies(node: ast.AST) -> Iterator[list[ast.stmt]]:
    for inner in ast.walk(node):
        for field in ("body", "orelse"):
            body = getattr(inner, field, None)
            if isinstance(body, list):
                yield body


def _slots(node: ast.AST, field: str, first: int = 0) -> Iterator[_Slot]:
    """The content of a field and everything below it, each with the way to put something else there."""
    value = getattr(node, field)
    if isinstance(value, list):
        for place in range(first, len(value)):
            yield from _slot(value[place], partial(value.__setitem__, place))
    elif isinstance(value, ast.AST):
        yield from _slot(value, partial(setattr, node, field))


def _slot(node: Any, put: Callable[[Any], None]) -> Iterator[_Slot]:
    if not isinstance(node, ast.AST) or isinstance(node, _LEFT_ALONE):
        return
    yield node, put
    for field in node._fields:
        if field not in _FIELDS_LEFT_ALONE:
            yield from _slots(node, field)


def _fingerprint(source: str) -> object:
    """Equal for sources that compile to the same program."""
    try:
        with warnings.catch_warnings(action="ignore"):  # about `10[labels]` and the like
            return _of_code(compile(source, "mutant", "exec"))
    except (SyntaxError, ValueError):
        return _NO_PROGRAM


def _of_code(code: CodeType) -> object:
    constants = tuple(_of_code(c) if isinstance(c, CodeType) else (type(c), repr(c)) for c in code.co_consts)
    names = (code.co_names, code.co_varnames, code.co_freevars, code.co_cellvars)
    return code.co_code, constants, names, code.co_exceptiontable


def _difference(before: str, after: str) -> tuple[str, str]:
    """The lines that differ, without indentation."""
    old, new = before.splitlines(), after.splitlines()
    start = _alike(old, new)
    end = _alike(old[start:][::-1], new[start:][::-1])
    first, second = ("\n".join(line.strip() for line in lines[start : len(lines) - end]) for lines in (old, new))
    return first, second


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many characters or lines at the beginning are the same."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))
