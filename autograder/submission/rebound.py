"""Which global names an answer looks up when it is called, and the later cell that gives one another meaning."""

import ast
import functools
import symtable
import warnings
from collections.abc import Collection, Iterator, Sequence

from autograder.submission.alignment import AlignedCell, Answer
from autograder.submission.definitions import PARSED_CHARACTERS, defined_names, without_magics

_CANNOT_BE_READ = (SyntaxError, ValueError, RecursionError, MemoryError)
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
_SCOPES_OF_LOOPS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
EVERYTHING = "*"
"""Stands for the names that a star import brings, which only running it would tell."""


def overwritten(cells: Sequence[AlignedCell], answer: Answer, own: Collection[str]) -> tuple[int, str] | None:
    """Find the first cell behind an answer that takes from it what it needs.

    Args:
        cells: of the notebook.
        answer: to one exercise.
        own: the names that the answer defines. In a cell of the student's own a new definition is the new answer; in
            the answer to another exercise it is not.

    Returns:
        Place of the cell, and the name that it gives another meaning; '' for one that a star import brings.
    """
    theirs = [(place, cell) for place, cell in enumerate(cells) if cell.kind == "code" and cell.origin == "student"]
    names = _all_names(answer, [cell.source for place, cell in theirs if place <= answer.position]) - set(own)
    for place, cell in theirs:
        wanted = names.union(own) if cell.exercise not in {None, answer.exercise} else names
        taken = bound_names(cell.source, wanted) if place > answer.position else None
        if taken:
            return place, min(taken - {EVERYTHING}, default="")
    return None


def _all_names(answer: Answer, before: Sequence[str]) -> frozenset[str]:
    """What the answer looks up, and what the functions look up that it calls."""
    names, size = global_names(answer.source), -1
    while len(names) > size:
        size = len(names)
        names = names.union(*(global_names(source) for source in before if defined_names(source, names)))
    return names


@functools.lru_cache(maxsize=1000)
def global_names(source: str) -> frozenset[str]:
    """Names that functions of the cell look up each time they are called, and not when the cell runs."""
    if len(source) > PARSED_CHARACTERS:
        return frozenset()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return frozenset(_looked_up(symtable.symtable(without_magics(source), "cell", "exec")))
    except _CANNOT_BE_READ:
        return frozenset()


def _looked_up(table: symtable.SymbolTable) -> Iterator[str]:
    for inner in table.get_children():
        if inner.get_type() == "function":
            yield from (symbol.get_name() for symbol in inner.get_symbols() if symbol.is_global())
        yield from _looked_up(inner)


def bound_names(source: str, wanted: Collection[str]) -> frozenset[str]:
    """Those of the wanted names that running the cell binds or deletes; imports of modules are left alone.

    A star import counts as EVERYTHING.
    """
    likely = {name for name in wanted if name in source}
    if len(source) > PARSED_CHARACTERS or not (likely or "import *" in source):
        return frozenset()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(without_magics(source))
    except _CANNOT_BE_READ:
        return frozenset()
    return frozenset(_bound(tree)) & {*likely, EVERYTHING}


def _bound(node: ast.AST) -> Iterator[str]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Name) and not isinstance(child.ctx, ast.Load):
            yield child.id
        elif isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield child.name
        elif isinstance(child, ast.ImportFrom):
            yield from (alias.asname or alias.name for alias in child.names)
        if not isinstance(child, (*_SCOPES, *_SCOPES_OF_LOOPS)):
            yield from _bound(child)
