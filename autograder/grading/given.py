"""Given cells that only show something: run once for the whole class, not once for each student.

A lesson's own figures look the same in every notebook and cost more than all functions of a student together. A locked
cell is closed when it draws, reads nothing but imported modules and its own names, and no other cell reads its names.
"""

import ast
import builtins
import re
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from autograder.sandbox.notebook import CellRun, run_notebook
from autograder.sandbox.server import ForkServer
from autograder.submission import AlignedCell, Notebook

_BUILTINS = frozenset(vars(builtins))
_WORD = re.compile(r"\w+")


class _Names(msgspec.Struct, frozen=True):
    read: frozenset[str]
    stored: frozenset[str]
    imported: frozenset[str]


class GivenFigures:
    """Outputs of the closed cells of a released notebook, by grade id."""

    def __init__(self, released: Notebook, answers: set[str], server: ForkServer) -> None:
        """Find the closed cells and run them in a sandbox of their own.

        Args:
            released: the notebook as students received it.
            answers: exercise ids; their cells are the students'.
            server: opens the sandbox.
        """
        given = {
            cell.grade_id: cell.source
            for cell in released.cells
            if cell.kind == "code" and cell.grade_id and cell.grade_id not in answers
        }
        names = {grade_id: _names(source) for grade_id, source in given.items()}
        imported = frozenset(name for found in names.values() for name in found.imported)
        self._stored = {
            grade_id: found.stored
            for grade_id, found in names.items()
            if _is_closed(found, imported)
            and not any(found.stored & (other.read - other.stored) for key, other in names.items() if key != grade_id)
        }
        self._all_stored: frozenset[str] = frozenset().union(*self._stored.values())
        self._runs = self._run(released, answers, server)

    def runs_of(self, cells: Sequence[AlignedCell]) -> dict[int, CellRun]:
        """What the closed cells of a notebook show, by position; without those whose names a student's cell reads."""
        read: set[str] = set()
        for cell in cells:
            if cell.kind == "code" and cell.origin == "student":
                read |= _read_names(cell.source, self._all_stored)
        return {
            position: self._runs[cell.grade_id]
            for position, cell in enumerate(cells)
            if cell.origin == "released" and cell.grade_id in self._runs and not self._stored[cell.grade_id] & read
        }

    def _run(self, released: Notebook, answers: set[str], server: ForkServer) -> dict[str, CellRun]:
        cells = [c for c in released.cells if c.kind == "code" and c.grade_id not in answers]
        with server.open() as sandbox:
            _, runs = run_notebook(sandbox, [cell.source for cell in cells], server.config.limits)
        kept = {cell.grade_id or "": run for cell, run in zip(cells, runs, strict=True)}
        return {grade_id: kept[grade_id] for grade_id in self._stored if kept[grade_id].status == "ok"}


def _read_names(source: str, names: frozenset[str]) -> frozenset[str]:
    """Those of the names that a student's cell reads without having made them; all in it where it cannot be told."""
    there = names.intersection(_WORD.findall(source))
    if not there:
        return there
    try:
        found = _names(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return there
    return there & (found.read - found.stored)


def _is_closed(names: _Names, imported: frozenset[str]) -> bool:
    return "plt" in names.read and not names.imported and names.read <= names.stored | imported | _BUILTINS


@lru_cache(maxsize=1024)
def _names(source: str) -> _Names:
    read: set[str] = set()
    stored: set[str] = set()
    imported: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Name):
            (read if isinstance(node.ctx, ast.Load) else stored).add(node.id)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            imported.update((alias.asname or alias.name).partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            stored.add(node.name)
        elif isinstance(node, ast.arg):
            stored.add(node.arg)
    return _Names(frozenset(read), frozenset(stored), frozenset(imported))
