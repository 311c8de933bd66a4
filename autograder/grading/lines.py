"""Finds the line of a student's code that a recognised mistake lies in.

That two programs answer alike does not say which line is to blame. A line is named when it looks like one that sets the
mistake apart from the reference, more than like any line of the reference, and when it is the only one of that kind.
"""

import ast
import difflib
import functools
import re
from collections.abc import Iterator

from autograder.mistakes.catalogue import Mistake

# Of the signs of two lines so many are the same, in the same order.
_ALIKE = 0.7
_SIGN = re.compile(r"\w+|[^\w\s]")
_FRAMES = (ast.FunctionDef, ast.ClassDef, ast.With)
_Line = tuple[int, tuple[str, ...]]


def likely_line(answer: str, mistake: Mistake, reference: str) -> str | None:
    """The line of an answer that a mistake lies in, without indentation; None where none stands out.

    Args:
        answer: source of the student's cell.
        mistake: the one that was recognised.
        reference: source of the reference module.
    """
    right = {signs for _, signs in _lines(reference, mistake.replaces)}
    wrong = {signs for _, signs in _lines(mistake.source, mistake.replaces)} - right
    found = []
    for number, signs in _lines(answer, mistake.replaces):
        likeness = _best(signs, wrong)
        if likeness >= _ALIKE and likeness > _best(signs, right):
            found.append((likeness, number))
    found.sort(reverse=True)
    if not found or (len(found) > 1 and found[0][0] == found[1][0]):
        return None
    return answer.splitlines()[found[0][1] - 1].strip()


@functools.lru_cache(maxsize=256)
def _lines(source: str, name: str) -> tuple[_Line, ...]:
    """Statements of a function or class, by line, in signs; its own variables are called alike."""
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ()
    named = [node for node in body if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name == name]
    return tuple(_of_definition(named[-1])) if named else ()


def _of_definition(definition: ast.stmt) -> Iterator[_Line]:
    stored = {n.id for n in ast.walk(definition) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    # Arguments are called by their place: the largest score of what was passed in is not that of something else.
    arguments = [node.arg for node in ast.walk(definition) if isinstance(node, ast.arg) and node.arg != "self"]
    names = dict.fromkeys(stored, "_") | {name: f"argument {place}" for place, name in enumerate(arguments)}
    for node in ast.walk(definition):
        if not isinstance(node, ast.stmt) or _is_text(node) or isinstance(node, _FRAMES):
            continue
        yield node.lineno, tuple(names.get(sign, sign) for sign in _SIGN.findall(_said(node)))


def _said(node: ast.stmt) -> str:
    """The first line of a statement; whether its value is returned or kept is a matter of style."""
    value = node.value if isinstance(node, ast.Return | ast.Assign | ast.AnnAssign) else None
    return ast.unparse(value or node).splitlines()[0]


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _best(signs: tuple[str, ...], others: set[tuple[str, ...]]) -> float:
    return max((difflib.SequenceMatcher(None, signs, other, autojunk=False).ratio() for other in others), default=0.0)
