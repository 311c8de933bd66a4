"""Picks, for each exercise, the student's cell that counts as the answer."""

from collections.abc import Mapping, Sequence

import msgspec

from autograder.submission.accidents import Accident
from autograder.submission.definitions import defined_names
from autograder.submission.notebook import Cell, squeezed


class Choice(msgspec.Struct, frozen=True):
    """The answer to one exercise.

    Attributes:
        cell: the cell that answers it, None when there is none.
        source: the text that counts, which a later cell may have defined anew.
        dropped: cells that must not run because they would undo the answer.
        accidents: what was unusual about it.
    """

    cell: Cell | None
    source: str | None
    dropped: frozenset[int]
    accidents: tuple[Accident, ...]


class Pool:
    """The cells of one submission from which answers are picked."""

    def __init__(self, cells: Sequence[Cell], stubs: Mapping[str, Cell], locked: Mapping[str, Cell]) -> None:
        self._by_mark: dict[str, list[Cell]] = {}
        for cell in cells:
            self._by_mark.setdefault(cell.grade_id or "", []).append(cell)
        # A locked cell in which a student wrote is replaced, but what was written there may be an answer.
        self._overwritten = [
            cell for mark, one in locked.items() for cell in self._by_mark.get(mark, []) if not same(cell, one)
        ]
        self._stubs = stubs
        self.taken: set[int] = set()

    def choose(self, exercise: str, names: Sequence[str]) -> Choice:
        """Choose the answer: the last marked cell that differs from the stub, else the cell that defines the names."""
        stub = self._stubs[exercise]
        marked = self._by_mark.get(exercise, [])
        written = [cell for cell in marked if not same(cell, stub)]
        elsewhere = (
            None if stub.kind == "markdown" else self._defining(names, stub, written[-1].index if written else -1)
        )
        if elsewhere is not None:
            return self._from_elsewhere(exercise, elsewhere, marked, written)
        if not marked:
            message = f"The answer cell of {exercise} is missing; the released stub stands in its place."
            return Choice(None, None, frozenset(), (Accident("missing-cell", message),))
        cell = (written or marked)[-1]
        told = [*_duplicated(exercise, marked), *_retyped(exercise, cell, stub)]
        later = frozenset(other.index for other in marked if other.index > cell.index)
        return Choice(cell, cell.source, later, tuple(told))

    def _defining(self, names: Sequence[str], stub: Cell, after: int) -> Cell | None:
        spare = [cell for cell in (*self._by_mark.get("", []), *self._overwritten) if not same(cell, stub)]
        behind = [c for c in spare if c.index > after and c.index not in self.taken and c.kind != "markdown"]
        if after < 0:
            # Code in a text cell counts only where there is no other answer.
            behind = behind or [c for c in spare if c.index not in self.taken]
        matches = [(len(defined_names(c.source, names)), c.index, c) for c in behind]
        found = [match for match in matches if match[0]]
        return max(found, key=lambda match: (match[0] == len(names), match[1]))[2] if found else None

    def _from_elsewhere(self, exercise: str, cell: Cell, marked: list[Cell], written: list[Cell]) -> Choice:
        if written:
            message = f"{exercise} is defined again in cell {cell.index + 1} of your file; the last definition counts."
            return Choice(written[-1], cell.source, frozenset(), (Accident("redefined", message),))
        self.taken.add(cell.index)
        why = "is untouched" if marked else "is missing or has lost its mark"
        message = (
            f"The answer cell of {exercise} {why}; cell {cell.index + 1} of your file, which defines it, was graded."
        )
        # The stub must not run behind the answer and define the name anew.
        return Choice(
            cell, cell.source, frozenset(other.index for other in marked), (Accident("answer-elsewhere", message),)
        )


def same(cell: Cell, released: Cell) -> bool:
    """Whether a cell holds the released source, white space aside."""
    return cell.source == released.source or squeezed(cell.source) == squeezed(released.source)


def _duplicated(exercise: str, marked: list[Cell]) -> list[Accident]:
    if len(marked) < 2:
        return []
    message = f"The answer cell of {exercise} is there {len(marked)} times; the last one that you changed counts."
    return [Accident("duplicate-cell", message)]


def _retyped(exercise: str, cell: Cell, stub: Cell) -> list[Accident]:
    if cell.kind == stub.kind:
        return []
    message = f"The answer cell of {exercise} was turned from {stub.kind} to {cell.kind}; it was graded as {stub.kind}."
    return [Accident("retyped-cell", message)]
