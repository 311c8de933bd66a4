"""Results without names, for reports that leave the instructor's desk."""

import random
import re
from collections.abc import Mapping, Sequence

import msgspec

from autograder.grading.result import SubmissionResult
from autograder.reports.history import Change
from autograder.submission import Accident

_GONE = "a student who left"


def pseudonyms(results: Sequence[SubmissionResult]) -> dict[str, str]:
    """Names "student 1", "student 2", ... in an order that is drawn anew each time."""
    numbers = list(range(1, len(results) + 1))
    random.SystemRandom().shuffle(numbers)
    width = len(str(len(results)))
    return {result.student: f"student {number:0{width}}" for result, number in zip(results, numbers, strict=True)}


def renamed(results: Sequence[SubmissionResult], names: Mapping[str, str]) -> list[SubmissionResult]:
    """The same results under other names.

    Messages about files become their kind in words, because students put their names into file names.
    """
    return [
        msgspec.structs.replace(
            result,
            student=names[result.student],
            accidents=tuple(Accident(one.kind, re.sub(r"[-_]", " ", one.kind)) for one in result.accidents),
        )
        for result in results
    ]


def renamed_change(change: Change | None, names: Mapping[str, str]) -> Change | None:
    """The same change under other names."""
    if change is None:
        return None
    moves = tuple(msgspec.structs.replace(move, student=names.get(move.student, _GONE)) for move in change.moves)
    return msgspec.structs.replace(change, moves=moves)
