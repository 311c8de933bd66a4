"""Taking type annotations out of a reference body.

The reference modules are typed for mypy; a notebook of the course is not, and does not know their type names.
The text is cut, not generated anew, because comments and layout are part of a good solution.
"""

import ast
import re
from collections.abc import Iterator

_TOOL_COMMENT = re.compile(r"\s+# (noqa|type: ignore)\b.*$")
_DEFAULT = re.compile(r"\b(\w+) = ")  # of an argument that was annotated
Span = tuple[int, int, int]
"""Line from 1, first and last column; columns count UTF-8 bytes, as syntax trees do."""


def without_annotations(lines: tuple[str, ...], function: ast.FunctionDef) -> list[str]:
    """Return all lines of a module with the annotations in the body of one function taken out."""
    body = range(function.body[0].lineno - 1, function.end_lineno or len(lines))
    cut = _cut(lines, [node for statement in function.body for node in ast.walk(statement)])
    return [_TOOL_COMMENT.sub("", text) if number in body else text for number, text in enumerate(cut)]


def definition_of(lines: tuple[str, ...], node: ast.FunctionDef | ast.ClassDef, *, docstrings: bool = True) -> str:
    """Return the lines of one function or class with its annotations taken out, perhaps its docstrings too."""
    left_out = {s.lineno for s in ast.walk(node) if isinstance(s, ast.AnnAssign) and s.value is None}
    if not docstrings:
        left_out |= {number for inner in ast.walk(node) for number in _docstring_lines(inner)}
    first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
    last = node.end_lineno or len(lines)
    cut = _cut(lines, list(ast.walk(node)))
    kept = [cut[number - 1] for number in range(first, last + 1) if number not in left_out]
    return "\n".join(_TOOL_COMMENT.sub("", text) for text in kept) + "\n"


def _docstring_lines(node: ast.AST) -> range:
    if not isinstance(node, ast.FunctionDef | ast.ClassDef) or ast.get_docstring(node) is None or len(node.body) == 1:
        return range(0)
    return range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1)


def _cut(lines: tuple[str, ...], nodes: list[ast.AST]) -> list[str]:
    # Comments for the project's own tools are cut by the callers: they would puzzle a reader of the notebook.
    cut = [line.encode() for line in lines]
    for line, start, end in sorted({span for node in nodes for span in _spans(node, cut)}, reverse=True):
        cut[line - 1] = cut[line - 1][:start] + cut[line - 1][end:]
    return [line.decode() for line in cut]


def shown_as_given(lines: tuple[str, ...], statement: ast.stmt) -> str:
    """Return one top-level statement as given code: no annotations, and of docstrings the first line."""
    if not isinstance(statement, ast.FunctionDef | ast.ClassDef):
        last = statement.end_lineno or statement.lineno
        return "\n".join(_cut(lines, list(ast.walk(statement)))[statement.lineno - 1 : last])
    found = definition_of(lines, statement).splitlines()
    (bare,) = ast.parse("\n".join(found)).body
    for number in _signature_lines(bare):
        found[number] = _DEFAULT.sub(r"\1=", found[number])
    for text in sorted(_docstrings(bare), key=lambda node: node.lineno, reverse=True):
        first, last = text.lineno - 1, text.end_lineno or text.lineno
        if last > first + 1:
            found[first:last] = [f'{found[first].rstrip()}"""']
    return "\n".join(found)


def _signature_lines(statement: ast.stmt) -> Iterator[int]:
    for node in ast.walk(statement):
        if isinstance(node, ast.FunctionDef):
            yield from range(node.lineno - 1, node.body[0].lineno - 1)


def _docstrings(statement: ast.stmt) -> Iterator[ast.stmt]:
    for node in ast.walk(statement):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node, clean=False) is not None:
            yield node.body[0]


def _spans(node: ast.AST, lines: list[bytes]) -> Iterator[Span]:
    if isinstance(node, ast.AnnAssign) and node.value is not None:
        yield from _one_line(node.target.end_lineno, node.target.end_col_offset, node.annotation)
    if isinstance(node, ast.arg) and node.annotation is not None:
        yield from _one_line(node.lineno, node.col_offset + len(node.arg.encode()), node.annotation)
    if isinstance(node, ast.FunctionDef) and node.returns is not None:
        before = lines[node.returns.lineno - 1][: node.returns.col_offset]
        if b"->" in before:
            yield from _one_line(node.returns.lineno, len(before[: before.rindex(b"->")].rstrip()), node.returns)


def _one_line(line: int | None, start: int | None, annotation: ast.expr) -> Iterator[Span]:
    """An annotation over several lines stays; the check of names then says what the notebook lacks."""
    if line is not None and line == annotation.end_lineno and start is not None and annotation.end_col_offset:
        yield line, start, annotation.end_col_offset
