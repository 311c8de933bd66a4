"""Rules for what is done with values: operators, comparisons, conditions, calls."""

import ast
from collections.abc import Iterator

from autograder.mutants.context import Context

_OPERATORS: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub, ast.Mult),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div, ast.Add),
    ast.Div: (ast.Mult, ast.FloorDiv),
    ast.FloorDiv: (ast.Div, ast.Mult),
    ast.Mod: (ast.FloorDiv,),
    ast.Pow: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
    ast.BitAnd: (ast.BitOr,),
    ast.BitOr: (ast.BitAnd,),
}
_SWAPPED = (ast.Sub, ast.Div, ast.FloorDiv, ast.MatMult, ast.Pow, ast.Mod)
_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_REDUCTIONS = frozenset({"sum", "mean", "max", "min", "argmax", "argmin", "prod", "any", "all", "std", "var"})
_SIZES = frozenset({"len", "range", "arange"})


def binary(node: ast.BinOp, _: Context) -> Iterator[ast.expr]:
    """Another operator, one side only, the sides exchanged."""
    for operator in _OPERATORS.get(type(node.op), ()):
        yield ast.BinOp(node.left, operator(), node.right)
    yield node.left
    yield node.right
    if isinstance(node.op, _SWAPPED):
        yield ast.BinOp(node.right, node.op, node.left)
    if isinstance(node.op, ast.MatMult):
        yield ast.BinOp(_transposed(node.left), node.op, node.right)
        yield ast.BinOp(node.left, node.op, _transposed(node.right))


def unary(node: ast.UnaryOp, _: Context) -> Iterator[ast.expr]:
    """Without its sign, or without `not`."""
    yield node.operand


def comparison(node: ast.Compare, _: Context) -> Iterator[ast.expr]:
    """Another comparison."""
    for place, operator in enumerate(node.ops):
        for other in _COMPARISONS[type(operator)]:
            yield ast.Compare(node.left, [*node.ops[:place], other(), *node.ops[place + 1 :]], node.comparators)


def condition(node: ast.BoolOp, _: Context) -> Iterator[ast.expr]:
    """`or` for `and`, or one condition less."""
    yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
    for place in range(len(node.values)):
        left = [*node.values[:place], *node.values[place + 1 :]]
        yield left[0] if len(left) == 1 else ast.BoolOp(node.op, left)


def choice(node: ast.IfExp, _: Context) -> Iterator[ast.expr]:
    """Always the one, always the other, or the two exchanged."""
    yield node.body
    yield node.orelse
    yield ast.IfExp(node.test, node.orelse, node.body)


def comprehension(node: ast.ListComp | ast.GeneratorExp | ast.SetComp, _: Context) -> Iterator[ast.expr]:
    """Without its condition."""
    for place, part in enumerate(node.generators):
        for test in part.ifs:
            kept = [other for other in part.ifs if other is not test]
            bare = ast.comprehension(part.target, part.iter, kept, part.is_async)
            yield type(node)(node.elt, [*node.generators[:place], bare, *node.generators[place + 1 :]])


def call(node: ast.Call, _: Context) -> Iterator[ast.expr]:
    """Left out (missing copy, cast, transposition), arguments exchanged or missing, another axis, off by one."""
    if isinstance(node.func, ast.Attribute) and not _is_module(node.func.value):
        yield node.func.value
    yield from (argument for argument in node.args if not isinstance(argument, ast.Starred))
    for place in range(len(node.args) - 1):
        swapped = [*node.args[:place], node.args[place + 1], node.args[place], *node.args[place + 2 :]]
        yield ast.Call(node.func, swapped, node.keywords)
    if len(node.args) > 1:
        yield ast.Call(node.func, node.args[:-1], node.keywords)
    for place in range(len(node.keywords)):
        yield ast.Call(node.func, node.args, [*node.keywords[:place], *node.keywords[place + 1 :]])
    yield from _axes(node)
    yield from _off_by_one(node)
    if _name(node) == "dot" and len(node.args) == 2:
        first, second = node.args
        yield ast.Call(node.func, [_transposed(first), second], node.keywords)
        yield ast.Call(node.func, [first, _transposed(second)], node.keywords)


def _axes(node: ast.Call) -> Iterator[ast.expr]:
    # numpy.sum(x, 0) gives its axis by place, x.sum(0) too.
    by_place = len(node.args) > (1 if isinstance(node.func, ast.Attribute) and _is_module(node.func.value) else 0)
    reduces = _name(node) in _REDUCTIONS and isinstance(node.func, ast.Attribute) and not by_place
    # A wrong axis comes from the rule of constants.
    if reduces and not any(keyword.arg == "axis" for keyword in node.keywords):
        yield ast.Call(node.func, node.args, [*node.keywords, ast.keyword("axis", ast.Constant(0))])


def _off_by_one(node: ast.Call) -> Iterator[ast.expr]:
    if _name(node) not in _SIZES or not node.args:
        return
    if _name(node) == "len":
        yield from (ast.BinOp(node, operator, ast.Constant(1)) for operator in (ast.Add(), ast.Sub()))
        return
    end = min(1, len(node.args) - 1)
    if not isinstance(node.args[end], ast.Constant):
        for operator in (ast.Add(), ast.Sub()):
            moved = ast.BinOp(node.args[end], operator, ast.Constant(1))
            yield ast.Call(node.func, [*node.args[:end], moved, *node.args[end + 1 :]], node.keywords)
    if len(node.args) == 1:
        yield ast.Call(node.func, [ast.Constant(1), *node.args], node.keywords)


def _name(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _is_module(node: ast.expr) -> bool:
    return ast.unparse(node).split(".")[0] in ("np", "numpy", "plt", "math", "random")


def _transposed(node: ast.expr) -> ast.expr:
    return ast.Attribute(node, "T", ast.Load())
