"""Two mistakes in one answer: what each changes in the reference is put together, where the two changes lie apart."""

import ast
import difflib
import io
import tokenize
from collections.abc import Iterator

from autograder.errors import MistakeError
from autograder.mistakes.alter import ReferenceText
from autograder.mistakes.catalogue import Mistake, Variant
from autograder.mistakes.declare import Altered, Declaration

_Token = tuple[int, str]
_Change = tuple[int, int, list[_Token]]
_LEAVES = (ast.Return, ast.Raise, ast.Break, ast.Continue)


def combined(reference: ReferenceText, one: Mistake, other: Mistake) -> Variant | None:
    """An entry with both changes; None where they concern the same words, or make no Python together.

    Args:
        reference: of the chapter.
        one: an entry of an exercise.
        other: another entry of that exercise.
    """
    source = _source(reference, one, other)
    return None if source is None else Variant(f"{one.id} and {other.id}", one.exercise, one.replaces, source)


def _source(reference: ReferenceText, one: Mistake, other: Mistake) -> str | None:
    if one.replaces != other.replaces:
        return f"{one.source}\n\n{other.source}"
    if one.edit and other.edit:
        declaration = Declaration(one.exercise, None, one.replaces)
        try:
            return reference.altered("", Altered("", declaration, one.edit + other.edit))
        except MistakeError:
            return None
    return _merged(reference.definition(one.replaces), one.source, other.source)


def _merged(reference: str, one: str, other: str) -> str | None:
    try:
        names = _arguments(reference)
        base = _tokens(reference, names)
        changes = sorted([*_changes(base, _tokens(one, names)), *_changes(base, _tokens(other, names))])
        done, end, last = list[_Token](), 0, -1
        for start, stop, new in changes:
            if start < end or start == last:
                return None
            done += [*base[end:start], *new]
            end, last = stop, start
        source: str = tokenize.untokenize([*done, *base[end:]])
        idle = _idle_parts(source) - _idle_parts(one) - _idle_parts(other)
    except (SyntaxError, ValueError, tokenize.TokenError):
        return None
    return None if idle else source


def _idle_parts(source: str) -> set[str]:
    """What has no effect: statements behind a return or the like, and variables that nothing reads.

    Words of two programs can fit together so that they make Python in which the one mistake, or both, never happens.
    """
    nodes = list(ast.walk(ast.parse(source)))
    blocks = [block for node in nodes for block in vars(node).values() if isinstance(block, list)]
    ends = any(isinstance(node, _LEAVES) for block in blocks for node in block[:-1])
    names = [node for node in nodes if isinstance(node, ast.Name)]
    added_to = [node.target for node in nodes if isinstance(node, ast.AugAssign)]
    read = {name.id for name in names if isinstance(name.ctx, ast.Load) or name in added_to}
    return {name.id for name in names} - read | ({"return"} if ends else set())


def _changes(base: list[_Token], changed: list[_Token]) -> Iterator[_Change]:
    matcher = difflib.SequenceMatcher(None, base, changed, autojunk=False)
    for kind, start, stop, first, last in matcher.get_opcodes():
        if kind != "equal":
            yield start, stop, changed[first:last]


def _tokens(source: str, arguments: dict[str, list[str]]) -> list[_Token]:
    """The tokens of a definition without docstrings, comments and layout, its arguments named as in the reference."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node) is not None:
            node.body = node.body[1:] or [ast.Pass()]
        if isinstance(node, ast.FunctionDef):
            _rename(node, arguments.get(node.name, []))
    lines = io.StringIO(ast.unparse(tree) + "\n").readline
    return [(token.type, token.string) for token in tokenize.generate_tokens(lines)]


def _arguments(source: str) -> dict[str, list[str]]:
    functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]
    return {node.name: [argument.arg for argument in node.args.args] for node in functions}


def _rename(function: ast.FunctionDef, names: list[str]) -> None:
    new = {argument.arg: name for argument, name in zip(function.args.args, names, strict=False)}
    if len(set(new.values())) != len(new):
        return
    for node in ast.walk(function):
        if isinstance(node, ast.arg) and node.arg in new:
            node.arg = new[node.arg]
        elif isinstance(node, ast.Name) and node.id in new:
            node.id = new[node.id]
