"""Rules for values: constants, variables, attributes, parts of a sequence."""

import ast
import copy
from collections.abc import Iterator, Sequence

from autograder.mutants.context import Context, is_own_attribute

_TYPES = {"int": "float", "float": "int", "True": "False"}
_FUNCTIONS = (
    ("max", "min"), ("sum", "mean"), ("sum", "max"), ("argmax", "argmin"), ("argmax", "max"), ("zeros", "ones"),
    ("zeros_like", "ones_like"), ("exp", "log"), ("log", "log2"), ("maximum", "minimum"), ("any", "all"),
    ("floor", "ceil"), ("sqrt", "square"), ("hstack", "vstack"), ("sin", "cos"), ("rand", "randn"),
    ("choice", "permutation"), ("append", "extend"), ("keys", "values"), ("dot", "multiply"), ("tanh", "exp"),
)  # fmt: skip
_TWINS: dict[str, list[str]] = {}
for _one, _other in _FUNCTIONS:
    _TWINS.setdefault(_one, []).append(_other)
    _TWINS.setdefault(_other, []).append(_one)


def constant(node: ast.Constant, context: Context) -> Iterator[ast.expr]:
    """Another number, text or truth value."""
    value = node.value
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int | float):
        others = [value + 1, value - 1, -value, 0, 1, 2 * value]
        yield from (ast.Constant(other) for other in others if other != value)
    elif isinstance(value, str):
        others_text = [key for key in context.keys if key != value] if value in context.keys else [f"{value}_"]
        yield from (ast.Constant(other) for other in others_text)


def name(node: ast.Name, context: Context) -> Iterator[ast.expr]:
    """A wrong variable that has a value here, or the wrong one of the functions that are called."""
    if not isinstance(node.ctx, ast.Load):
        return
    others: Sequence[str] = ()
    if node.id in context.called:
        others = context.called
    elif node.id in context.first_line:
        others = [other for other, line in context.first_line.items() if line < node.lineno]
    elif node.id in _TYPES:
        others = [_TYPES[node.id]]
    yield from (ast.Name(other, ast.Load()) for other in others if other != node.id)


def attribute(node: ast.Attribute, context: Context) -> Iterator[ast.expr]:
    """Not transposed, the wrong function of NumPy, another attribute of the object."""
    if not isinstance(node.ctx, ast.Load):
        return
    if node.attr == "T":
        yield node.value
    for twin in _TWINS.get(node.attr, ()):
        yield ast.Attribute(node.value, twin, ast.Load())
    if is_own_attribute(node) and node.attr in context.attributes:
        others = [other for other in context.attributes if other != node.attr]
        yield from (ast.Attribute(node.value, other, ast.Load()) for other in others)


def subscript(node: ast.Subscript, _: Context) -> Iterator[ast.expr]:
    """The whole in place of a part."""
    if isinstance(node.ctx, ast.Load):
        yield node.value


def bounds(node: ast.Slice, _: Context) -> Iterator[ast.expr]:
    """A slice without one of its ends, or off by one at it."""
    for end in ("lower", "upper", "step"):
        value = getattr(node, end)
        if value is None:
            continue
        yield _with(node, end, None)
        # A constant is moved by its own rule.
        if end != "step" and not isinstance(value, ast.Constant):
            yield from (_with(node, end, _moved(value, operator)) for operator in (ast.Add(), ast.Sub()))


def sequence(node: ast.Tuple | ast.List, _: Context) -> Iterator[ast.expr]:
    """Two neighbours exchanged, one of several left out."""
    parts = node.elts
    for place in range(len(parts) - 1):
        yield type(node)([*parts[:place], parts[place + 1], parts[place], *parts[place + 2 :]], node.ctx)
    if isinstance(node.ctx, ast.Load) and len(parts) > 1:
        yield from (type(node)([*parts[:place], *parts[place + 1 :]], node.ctx) for place in range(len(parts)))


def dictionary(node: ast.Dict, _: Context) -> Iterator[ast.expr]:
    """One entry left out."""
    for place in range(len(node.keys)):
        keys, values = ([*parts[:place], *parts[place + 1 :]] for parts in (node.keys, node.values))
        yield ast.Dict(keys, values)


def _with(node: ast.Slice, end: str, value: ast.expr | None) -> ast.Slice:
    other = copy.copy(node)
    setattr(other, end, value)
    return other


def _moved(value: ast.expr, operator: ast.operator) -> ast.expr:
    return ast.BinOp(value, operator, ast.Constant(1))
