"""What went wrong in a class: recognised mistakes, and what is said of wrong answers that none of them explains."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import msgspec

from autograder.grading.score import LATER_CELL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.grading.result import ExerciseResult, SubmissionResult

_SEVERAL, _MOST_SHOWN = 2, 30
_TRIED = ("wrong", "crashed", "over-limit")


class MistakeNumbers(msgspec.Struct, frozen=True):
    """One recognised mistake and who made it; `sentence` is what they read of it, empty where it was never alone."""

    exercise: str
    id: str
    count: int
    students: tuple[str, ...]
    sentence: str = ""


class UnnamedNumbers(msgspec.Struct, frozen=True):
    """What several students with wrong answers read first, none of whom made a mistake of the catalogue."""

    exercise: str
    sentence: str
    count: int
    students: tuple[str, ...]


def mistakes_of(results: Sequence[SubmissionResult]) -> tuple[MistakeNumbers, ...]:
    """The recognised mistakes, the most frequent ones first."""
    made: dict[tuple[str, str], list[str]] = defaultdict(list)
    told: dict[tuple[str, str], str] = {}
    for result in results:
        for exercise in result.exercises:
            for mistake in exercise.mistakes:
                made[exercise.id, mistake].append(result.student)
                if is_told_alone(exercise):
                    told.setdefault((exercise.id, mistake), exercise.messages[0])
    found = [MistakeNumbers(*key, len(who), tuple(who), told.get(key, "")) for key, who in made.items()]
    return tuple(sorted(found, key=lambda entry: (-entry.count, entry.exercise, entry.id)))


def unnamed_of(results: Sequence[SubmissionResult]) -> tuple[UnnamedNumbers, ...]:
    """What is said of wrong answers without a name, where several students read the same."""
    read: dict[tuple[str, str], list[str]] = defaultdict(list)
    for result in results:
        for exercise in result.exercises:
            if exercise.verdict in _TRIED and not exercise.mistakes and _is_of_answer(exercise):
                read[exercise.id, exercise.messages[0]].append(result.student)
    found = [UnnamedNumbers(*key, len(who), tuple(who)) for key, who in read.items() if len(who) >= _SEVERAL]
    return tuple(sorted(found, key=lambda entry: (-entry.count, entry.exercise, entry.sentence))[:_MOST_SHOWN])


def is_told_alone(exercise: ExerciseResult) -> bool:
    """Whether the first message is the sentence of the one mistake that was recognised."""
    return len(exercise.mistakes) == 1 and _is_of_answer(exercise)


def _is_of_answer(exercise: ExerciseResult) -> bool:
    """Whether the first message is about the answer itself, and not about what stands before or behind it."""
    first = next(iter(exercise.messages), LATER_CELL)
    return not exercise.follow_through and not first.startswith(LATER_CELL)
