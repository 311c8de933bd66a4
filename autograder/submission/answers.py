"""Picks, for each exercise, the student's cell that counts as the answer."""

from collections.abc import Mapping, Sequence

import msgspec

from autograder.submission.accidents import Accident
from autograder.submission.definitions import defined_names
from autograder.submission.notebook import Cell, squeezed


class Choice(msgspec.Struct, frozen=True):
    """The answer to one exercise.

    Attributes:
        cell: the cell that gets the exercise's mark, None when the released stub has to.
        counts: the cell that defines the exercise's names last; it differs from `cell` where the student defined them
            anew, or in a cell that answers another exercise too. None when there is no answer.
        dropped: cells that must not run because they would undo the answer.
        accidents: what was unusual about it.
    """

    cell: Cell | None
    counts: Cell | None
    dropped: frozenset[int] = frozenset()
    accidents: tuple[Accident, ...] = ()


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
        self._taken: dict[int, Cell] = {}

    def choose(self, exercise: str, names: Sequence[str]) -> Choice:
        """Choose the answer: the last marked cell that differs from the stub, else the cell that defines the names."""
        stub = self._stubs[exercise]
        marked = self._by_mark.get(exercise, [])
        written = [cell for cell in marked if not same(cell, stub)]
        if stub.kind == "code":
            choice = self._redefined(exercise, names, written) if written else self._elsewhere(exercise, names, marked)
            if choice:
                return choice
        if not marked:
            message = f"The answer cell of {exercise} is missing; the released stub stands in its place."
            return Choice(None, None, accidents=(Accident("missing-cell", message),))
        cell = (written or marked)[-1]
        told = [*_duplicated(exercise, marked), *_retyped(exercise, cell, stub)]
        later = frozenset(other.index for other in marked if other.index > cell.index)
        return Choice(cell, cell, later, tuple(told))

    def _redefined(self, exercise: str, names: Sequence[str], written: list[Cell]) -> Choice | None:
        behind = [cell for cell in self._by_mark.get("", []) if cell.index > written[-1].index and cell.kind == "code"]
        cell = self._defining(_main(exercise, names), behind, self._stubs[exercise])
        if cell is None:
            return None
        message = f"{exercise} is defined again in cell {cell.index + 1} of your file; the last definition counts."
        return Choice(written[-1], cell, accidents=(Accident("redefined", message),))

    def _elsewhere(self, exercise: str, names: Sequence[str], marked: list[Cell]) -> Choice | None:
        """Search the cells without a mark, the overwritten ones, and those that answer other exercises."""
        stub = self._stubs[exercise]
        spare = [cell for cell in (*self._by_mark.get("", []), *self._overwritten) if cell.index not in self._taken]
        others = [c for mark, one in self._stubs.items() for c in self._by_mark.get(mark, []) if not same(c, one)]
        free = self._defining(names, [cell for cell in spare if cell.kind != "markdown"], stub)
        free = free or self._defining(names, spare, stub)
        cell = free or self._defining(_main(exercise, names), [*self._taken.values(), *others], stub)
        if cell is None:
            return None
        if free:
            self._taken[free.index] = free
        why = "is untouched" if marked else "is missing or has lost its mark"
        message = f"The answer cell of {exercise} {why}; cell {cell.index + 1} of your file defines it and was graded."
        # The stub must not run behind the answer and define the name anew.
        undone = frozenset(other.index for other in marked)
        return Choice(free, cell, undone, (Accident("answer-elsewhere", message),))

    @staticmethod
    def _defining(names: Sequence[str], cells: Sequence[Cell], stub: Cell) -> Cell | None:
        """The last cell that defines all names, else the last that defines any."""
        counted = [(len(defined_names(cell.source, names)), cell) for cell in cells if not same(cell, stub)]
        found = [(count == len(names), cell.index, cell) for count, cell in counted if count]
        return max(found, key=lambda match: match[:2])[2] if found else None


def _main(exercise: str, names: Sequence[str]) -> Sequence[str]:
    """Helpers of an exercise have common names (`accuracy`), which other cells may use for something else."""
    return (exercise,) if exercise in names else names


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
