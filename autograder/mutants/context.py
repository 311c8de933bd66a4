"""What a rule has to know of the function that it changes: its variables, keys, and the functions it calls."""

import ast
import builtins
from dataclasses import dataclass

Function = ast.FunctionDef | ast.AsyncFunctionDef
_BUILTINS = frozenset(vars(builtins))
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


@dataclass(frozen=True, slots=True)
class Context:
    """The names of one function.

    Attributes:
        first_line: of each variable, the line from which on it may have a value.
        called: functions of the course that are called by their bare name.
        keys: texts that serve as a key, in the order of the code.
        attributes: attributes of `self` that are read and not called.
    """

    first_line: dict[str, int]
    called: tuple[str, ...]
    keys: tuple[str, ...]
    attributes: tuple[str, ...]


def context_of(function: Function) -> Context:
    """Collect the names of a function."""
    nodes = list(ast.walk(function))
    calls = [node.func for node in nodes if isinstance(node, ast.Call)]
    inside = {id(inner) for node in nodes if isinstance(node, _COMPREHENSIONS) for inner in ast.walk(node)}
    first_line: dict[str, int] = {}
    for node in nodes:
        if isinstance(node, ast.arg) and node.arg != "self":
            first_line.setdefault(node.arg, 0)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and id(node) not in inside:
            first_line[node.id] = min(node.lineno, first_line.get(node.id, node.lineno))
    called = [func.id for func in calls if isinstance(func, ast.Name) and func.id not in _BUILTINS]
    # What is assigned is a variable, also when it is called: that one is exchanged as a variable.
    called = [name for name in called if name not in first_line]
    methods = {id(func) for func in calls}
    attributes = [
        node.attr
        for node in nodes
        if isinstance(node, ast.Attribute) and is_own_attribute(node) and id(node) not in methods
    ]
    return Context(first_line, _once(called), _once(_keys(nodes)), _once(attributes))


def is_own_attribute(node: ast.AST) -> bool:
    """Whether a node reads `self.something`."""
    if not (isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load)):
        return False
    return isinstance(node.value, ast.Name) and node.value.id == "self"


def _keys(nodes: list[ast.AST]) -> list[str]:
    found: list[ast.AST | None] = []
    for node in nodes:
        if isinstance(node, ast.Subscript):
            found.append(node.slice)
        elif isinstance(node, ast.Dict):
            found += node.keys
    return [node.value for node in found if isinstance(node, ast.Constant) and isinstance(node.value, str)]


def _once(names: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
