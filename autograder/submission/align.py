"""Lays a submission over the released notebook: answers from the student, all the rest from the instructor."""

from collections.abc import Collection, Mapping, Sequence

import msgspec

from autograder.submission.accidents import Accident, listed
from autograder.submission.alignment import AlignedCell, Alignment, Answer
from autograder.submission.answers import Choice, Pool, same
from autograder.submission.identify import identified
from autograder.submission.notebook import Cell, Notebook, squeezed


def align(
    released: Notebook, submitted: Notebook, solution_ids: Collection[str], names_of: Mapping[str, Sequence[str]]
) -> Alignment:
    """Say which cells of a submission run, in which order, and which of them answer the exercises.

    Args:
        released: the notebook as students received it.
        submitted: the notebook as one student handed it in.
        solution_ids: exercise ids; their released cells belong to the student, all other released cells are locked.
        names_of: the names that each exercise's cell defines; the exercise id itself where it is left out.

    Returns:
        The student's cells in the student's order, locked cells with their released source, missing cells put back
        behind the released cell that they followed.
    """
    marks = {cell.grade_id: cell for cell in released.cells if cell.grade_id}
    stubs = {mark: cell for mark, cell in marks.items() if mark in solution_ids}
    locked = {mark: cell for mark, cell in marks.items() if mark not in stubs}
    cells, accidents = identified(released, submitted)
    pool = Pool(cells, stubs, locked)
    choices = {mark: pool.choose(mark, tuple(names_of.get(mark, (mark,)))) for mark in stubs}
    ordered = _with_missing(released, _ordered(cells, choices, stubs, locked))
    accidents = [
        *submitted.problems,
        *accidents,
        *(accident for choice in choices.values() for accident in choice.accidents),
        *_locked_accidents(cells, locked),
    ]
    return Alignment(tuple(ordered), _answers(ordered, stubs, choices), tuple(accidents))


def _ordered(
    cells: Sequence[Cell], choices: Mapping[str, Choice], stubs: Mapping[str, Cell], locked: Mapping[str, Cell]
) -> list[AlignedCell]:
    """The cells that the student's file has, each once where the released notebook has it once."""
    chosen = {choice.cell.index: mark for mark, choice in choices.items() if choice.cell}
    dropped = frozenset(index for choice in choices.values() for index in choice.dropped)
    # An answer inside another exercise's cell: its stub runs before that cell and not behind it.
    before = {mark: choice.counts.index for mark, choice in choices.items() if choice.counts and not choice.cell}
    stub_texts = {squeezed(stub.source) for stub in stubs.values()}
    aligned: list[AlignedCell] = []
    placed: set[str] = set()
    for cell in cells:
        mark = cell.grade_id or ""
        aligned += [_released_cell(stubs[stub], None) for stub, at in before.items() if at == cell.index]
        if cell.index in chosen:
            aligned.append(_answer_cell(cell, chosen[cell.index], stubs))
        if mark in locked:
            # Second copies of locked cells are left out.
            if mark not in placed:
                aligned.append(_released_cell(locked[mark], cell.index))
            placed.add(mark)
        elif cell.index not in chosen and cell.index not in dropped and squeezed(cell.source) not in stub_texts:
            # A second copy of a stub would define the name anew, behind the answer.
            aligned.append(AlignedCell(cell.kind, cell.source, "student", index=cell.index, cell_id=cell.cell_id))
    return aligned


def _answer_cell(cell: Cell, exercise: str, stubs: Mapping[str, Cell]) -> AlignedCell:
    stub = stubs[exercise]
    return AlignedCell(stub.kind, cell.source, "student", exercise, exercise, cell.index, stub.cell_id)


def _released_cell(cell: Cell, index: int | None) -> AlignedCell:
    return AlignedCell(cell.kind, cell.source, "released", cell.grade_id, None, index, cell.cell_id)


def _with_missing(released: Notebook, aligned: list[AlignedCell]) -> list[AlignedCell]:
    """Put released cells that are not there behind the released cell before them."""
    there = {cell.grade_id for cell in aligned}
    behind: dict[str | None, list[AlignedCell]] = {}
    anchor: str | None = None
    for cell in released.cells:
        if not cell.grade_id:
            continue
        if cell.grade_id in there:
            anchor = cell.grade_id
        else:
            behind.setdefault(anchor, []).append(_released_cell(cell, None))
    result = list(behind.get(None, []))
    for placed in aligned:
        result.append(placed)
        if placed.grade_id:
            result += behind.get(placed.grade_id, [])
    return result


def _answers(ordered: list[AlignedCell], stubs: Mapping[str, Cell], choices: Mapping[str, Choice]) -> dict[str, Answer]:
    own = {cell.index: position for position, cell in enumerate(ordered) if cell.origin == "student"}
    answers = {}
    for position, cell in enumerate(ordered):
        mark = cell.grade_id or ""
        if mark not in stubs:
            continue
        ordered[position] = msgspec.structs.replace(cell, exercise=mark)
        counts = choices[mark].counts
        untouched = counts is None or same(counts, stubs[mark])
        place = position if counts is None else own.get(counts.index, position)
        answers[mark] = Answer(mark, counts.source if counts else cell.source, untouched, counts is None, place)
    return {mark: answers[mark] for mark in stubs}


def _locked_accidents(cells: Sequence[Cell], locked: Mapping[str, Cell]) -> list[Accident]:
    by_mark: dict[str, list[Cell]] = {}
    for cell in cells:
        if cell.grade_id and cell.grade_id in locked:
            by_mark.setdefault(cell.grade_id, []).append(cell)
    copied = [mark for mark, found in by_mark.items() if len(found) > 1]
    altered = [mark for mark, found in by_mark.items() if not all(same(cell, locked[mark]) for cell in found)]
    retyped = [mark for mark, found in by_mark.items() if any(cell.kind != locked[mark].kind for cell in found)]
    gone = [mark for mark, cell in locked.items() if mark not in by_mark and cell.kind == "code"]
    told = (
        ("copied-locked-cell", copied, "were copied; each counts once"),
        ("altered-locked-cell", altered, "were changed; the released text was used in their place"),
        ("retyped-locked-cell", retyped, "were turned into another kind of cell; they were used as released"),
        ("missing-locked-cell", gone, "are missing; they were put back"),
    )
    return [Accident(kind, f"These given cells {words}: {listed(marks)}.") for kind, marks, words in told if marks]
