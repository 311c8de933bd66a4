"""What aligning a submission with its released notebook gives."""

from typing import Literal

import msgspec

from autograder.submission.accidents import Accident
from autograder.submission.notebook import CellKind


class AlignedCell(msgspec.Struct, frozen=True):
    """One cell to run (code) or to show (the rest), in its place.

    Attributes:
        kind: as released for released cells, whatever the student's file says.
        source: the released one for locked cells, the student's otherwise.
        origin: whose source it is.
        grade_id: nbgrader's mark, unique among the aligned cells; None for a student's own extra cell.
        exercise: id of the exercise that this cell answers.
        index: its position in the student's file, None for a released cell that the student's file lacks.
    """

    kind: CellKind
    source: str
    origin: Literal["released", "student"]
    grade_id: str | None = None
    exercise: str | None = None
    index: int | None = None
    cell_id: str | None = None


class Answer(msgspec.Struct, frozen=True):
    """What a student handed in for one exercise.

    Attributes:
        source: the source that counts; the released stub when the answer is missing.
        untouched: the source is the released stub but for white space, or the answer is missing.
        missing: the student's file has no cell for it.
        position: index in `Alignment.cells` of the cell that holds this source.
    """

    exercise: str
    source: str
    untouched: bool
    missing: bool
    position: int


class Alignment(msgspec.Struct, frozen=True):
    """The cells of a submission as they are run, its answers by exercise, and what was repaired."""

    cells: tuple[AlignedCell, ...]
    answers: dict[str, Answer]
    accidents: tuple[Accident, ...]
