"""Tells which released cell each submitted cell is, also when an editor has stripped or changed its marks."""

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

import msgspec

from autograder.submission.accidents import Accident
from autograder.submission.notebook import Cell, Notebook, squeezed


def identified(released: Notebook, submitted: Notebook) -> tuple[list[Cell], list[Accident]]:
    """Give every submitted cell that can be recognised its released mark, and every other one none.

    A known mark is believed. A cell without one is recognised by its Jupyter cell id, failing that by its text, failing
    that by its place, as long as no other cell carries the mark.
    """
    known = {cell.grade_id for cell in released.cells if cell.grade_id}
    free = known - {cell.grade_id for cell in submitted.cells}
    by_id = _unique((cell.cell_id, cell) for cell in released.cells)
    by_text = _unique((squeezed(cell.source), cell) for cell in released.cells)
    cells: list[Cell] = []
    recognised = 0
    for cell in submitted.cells:
        if cell.grade_id in known:
            cells.append(cell)
            continue
        twin = by_id.get(cell.cell_id) or by_text.get(squeezed(cell.source)) if free else None
        mark = twin.grade_id if twin and twin.grade_id in free else None
        free.discard(mark or "")
        recognised += mark is not None
        cells.append(msgspec.structs.replace(cell, grade_id=mark))
    by_place = _texts_by_place(released, cells, free)
    cells = [msgspec.structs.replace(cell, grade_id=by_place.get(cell.index, cell.grade_id)) for cell in cells]
    return cells, _told(recognised + len(by_place))


def _texts_by_place(released: Notebook, cells: Sequence[Cell], free: Collection[str | None]) -> dict[int, str]:
    """Written answers define no names: an unmarked text right behind the cell that the answer follows is the answer."""
    follows = {
        before.grade_id: cell.grade_id
        for before, cell in pairwise(released.cells)
        if before.grade_id and cell.grade_id in free and cell.kind == "markdown"
    }
    return {
        cell.index: follows[before.grade_id] or ""
        for before, cell in pairwise(cells)
        if cell.grade_id is None and cell.kind == "markdown" and before.grade_id in follows
    }


def _unique(pairs: Iterable[tuple[str | None, Cell]]) -> dict[str | None, Cell]:
    """Index cells by a key; a key that two cells share recognises neither."""
    seen: dict[str | None, Cell] = {}
    twice: set[str | None] = {None, ""}
    for key, cell in pairs:
        if key in seen:
            twice.add(key)
        seen[key] = cell
    return {key: cell for key, cell in seen.items() if key not in twice}


def _told(recognised: int) -> list[Accident]:
    if not recognised:
        return []
    cells = (
        "1 cell had lost its mark and was" if recognised == 1 else f"{recognised} cells had lost their marks and were"
    )
    return [
        Accident("stripped-metadata", f"{cells} recognised by id, text or place. Work in Jupyter to keep the marks.")
    ]
