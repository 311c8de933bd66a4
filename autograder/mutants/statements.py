"""Rules for statements: left out, exchanged, done once, written into the argument."""

import ast
from collections.abc import Iterator

_ALWAYS = ast.Constant(value=True)
_INPLACE = (ast.Add, ast.Sub, ast.Mult, ast.Div)
_AUGMENTED: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div,),
    ast.Div: (ast.Mult,),
}


def changed(node: ast.stmt) -> Iterator[ast.stmt]:
    """What may stand in place of one statement."""
    if not isinstance(node, ast.FunctionDef | ast.Pass | ast.Import | ast.ImportFrom | ast.Global | ast.Nonlocal):
        yield ast.Pass()
    if isinstance(node, ast.If):
        yield from _of_if(node)
    elif isinstance(node, ast.For | ast.While):
        yield from _of_loop(node)
    elif isinstance(node, ast.With):
        yield ast.If(_ALWAYS, node.body, [])
    elif isinstance(node, ast.AugAssign):
        yield from _of_augmented(node)
    elif isinstance(node, ast.Assign):
        yield from _of_assignment(node)
    elif isinstance(node, ast.Break):
        yield ast.Continue()


def exchanged(first: ast.stmt, second: ast.stmt) -> bool:
    """Whether the order of two neighbours may matter: one sets what the other reads or sets."""
    if any(isinstance(node, ast.FunctionDef | ast.Return | ast.Import | ast.ImportFrom) for node in (first, second)):
        return False
    return bool(_set(first) & (_read(second) | _set(second)) or _read(first) & _set(second))


def _of_if(node: ast.If) -> Iterator[ast.stmt]:
    yield ast.If(_ALWAYS, node.body, [])
    yield ast.If(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse)
    if node.orelse:
        yield ast.If(_ALWAYS, node.orelse, [])
        yield ast.If(node.test, node.body, [])


def _of_loop(node: ast.For | ast.While) -> Iterator[ast.stmt]:
    body = [*node.body, ast.Break()]
    if isinstance(node, ast.While):
        yield ast.While(node.test, body, node.orelse)
        return
    yield ast.For(node.target, node.iter, body, node.orelse)
    for change in ("[1:]", "[:-1]"):
        part = ast.parse(f"list(x){change}", mode="eval").body
        assert isinstance(part, ast.Subscript)
        part.value = ast.Call(ast.Name("list", ast.Load()), [node.iter], [])
        yield ast.For(node.target, part, node.body, node.orelse)


def _of_augmented(node: ast.AugAssign) -> Iterator[ast.stmt]:
    yield ast.Assign([node.target], node.value, lineno=0)
    for operator in _AUGMENTED.get(type(node.op), ()):
        yield ast.AugAssign(node.target, operator(), node.value)


def _of_assignment(node: ast.Assign) -> Iterator[ast.stmt]:
    """`x -= m` for `x = x - m`: the caller's array changes too."""
    value, target = node.value, node.targets[0]
    if not (isinstance(value, ast.BinOp) and isinstance(value.op, _INPLACE) and isinstance(target, ast.Name)):
        return
    if isinstance(value.left, ast.Name) and len(node.targets) == 1:
        inplace = ast.AugAssign(ast.Name(value.left.id, ast.Store()), value.op, value.right)
        yield inplace if value.left.id == target.id else ast.If(_ALWAYS, [inplace, _alias(target, value.left)], [])


def _alias(target: ast.Name, source: ast.Name) -> ast.stmt:
    return ast.Assign([target], source, lineno=0)


def _set(node: ast.stmt) -> set[str]:
    """Names that a statement gives a value, and the base of what it writes into."""
    found = {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store)}
    for inner in ast.walk(node):
        if isinstance(inner, ast.Subscript | ast.Attribute) and isinstance(inner.ctx, ast.Store):
            found.add(ast.unparse(inner))
    return found


def _read(node: ast.stmt) -> set[str]:
    loads = (ast.Name, ast.Attribute, ast.Subscript)
    return {
        ast.unparse(inner) for inner in ast.walk(node) if isinstance(inner, loads) and isinstance(inner.ctx, ast.Load)
    }
