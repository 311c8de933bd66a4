"""The part of a notebook that grading needs: cells with their kind, source and marks."""

from typing import Literal

import msgspec

from autograder.submission.accidents import Accident

CellKind = Literal["code", "markdown", "raw"]


class Cell(msgspec.Struct, frozen=True):
    """One cell as it stands in the file.

    Attributes:
        index: position in the file, from 0.
        kind: code, markdown or raw.
        source: its text.
        grade_id: nbgrader's mark, None where the cell has none.
        cell_id: the id that Jupyter gives every cell, None in older files.
    """

    index: int
    kind: CellKind
    source: str
    grade_id: str | None = None
    cell_id: str | None = None


class Notebook(msgspec.Struct, frozen=True):
    """The cells of one file, and what was wrong with the file."""

    cells: tuple[Cell, ...]
    problems: tuple[Accident, ...] = ()


def squeezed(source: str) -> str:
    """The source without any white space: equal for two cells that differ in layout alone."""
    return "".join(source.split())
