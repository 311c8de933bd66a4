"""The one result that everything else is derived from: gradebook rows, pages, reports, LMS files.

Plain, frozen data without times or paths, so that the same submission gives the same bytes.
"""

from collections.abc import Sequence
from enum import StrEnum

import msgspec

from autograder.submission.accidents import Accident

SCHEMA_VERSION = 1


class Verdict(StrEnum):
    """What became of a test, an exercise or a submission, in order of precedence."""

    INTERNAL_ERROR = "internal-error"  # ours: no points given or taken; grade again
    OVER_LIMIT = "over-limit"
    CRASHED = "crashed"
    WRONG = "wrong"
    NOT_ATTEMPTED = "not-attempted"
    NEEDS_REVIEW = "needs-review"  # a written answer waits for a person
    PASSED = "passed"


PRECEDENCE = {verdict: place for place, verdict in enumerate(Verdict)}


def first_in_precedence(verdicts: Sequence[Verdict]) -> Verdict:
    """The verdict that counts for the whole; PASSED for nothing at all."""
    return min(verdicts, key=PRECEDENCE.__getitem__, default=Verdict.PASSED)


class TestResult(msgspec.Struct, frozen=True):
    """One hidden test: its fact is told to students, its inputs never."""

    __test__ = False  # for pytest: this is no test class

    id: str
    verdict: Verdict
    score: float
    max_score: float
    fact: str = ""
    message: str = ""


class Curve(msgspec.Struct, frozen=True):
    """How one training went, for a picture.

    Attributes:
        name: what was trained, for the reader.
        every: each entry of `losses` is the mean loss of so many iterations; the last one may be of fewer.
        losses: what the training reported, rounded; no longer than about a hundred entries.
        iterations: after how many iterations the network was evaluated by us.
        train_accuracy, test_accuracy: shares of right answers at these places; the test pictures are ours alone.
        goals: test accuracies that points were given for.
    """

    name: str
    every: int
    losses: tuple[float, ...]
    iterations: tuple[int, ...]
    train_accuracy: tuple[float, ...]
    test_accuracy: tuple[float, ...]
    goals: tuple[float, ...] = ()


class ExerciseResult(msgspec.Struct, frozen=True):
    """One exercise of one submission.

    Attributes:
        mistakes: ids of catalogued mistakes that behave exactly like the student's code.
        messages: sentences for the student.
        line: the student's own line that an exception came from.
        follow_through: points of the score that were given because a wrong earlier answer was replaced by the
            reference.
        curves: learning curves of the trainings that were run.
    """

    id: str
    title: str
    section: str
    verdict: Verdict
    score: float
    max_score: float
    mistakes: tuple[str, ...] = ()
    messages: tuple[str, ...] = ()
    tests: tuple[TestResult, ...] = ()
    line: str | None = None
    follow_through: float = 0.0
    curves: tuple[Curve, ...] = ()


class SubmissionResult(msgspec.Struct, frozen=True):
    """One submission. `sandbox` names how strictly it was run, `data_set` what it was run on."""

    assignment: str
    student: str
    verdict: Verdict
    score: float
    max_score: float
    data_set: str
    sandbox: str
    exercises: tuple[ExerciseResult, ...]
    accidents: tuple[Accident, ...] = ()
    schema_version: int = SCHEMA_VERSION


def to_json(result: SubmissionResult) -> bytes:
    """The result as JSON, the same bytes for the same result."""
    return msgspec.json.encode(result)
