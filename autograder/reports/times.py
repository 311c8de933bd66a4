"""How long the code of a class ran: for each exercise, and who took far longer than the others."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from autograder.grading.times import RunTimes

# Slow is what takes so many seconds and so many times as long as the middle of the class.
SLOW_S, SLOW_TIMES = 2.0, 5.0


class ExerciseTimes(msgspec.Struct, frozen=True):
    """Seconds that the tests of one exercise took, over all students whose answer was run."""

    exercise: str
    students: int
    median: float
    longest: float
    longest_student: str


class SlowAnswer(msgspec.Struct, frozen=True):
    """One answer that took far longer than those of the others; without an exercise, the cells of the notebook."""

    student: str
    exercise: str
    seconds: float
    median: float


class ClassTimes(msgspec.Struct, frozen=True):
    """All run times of one class; `notebook` is the run of the cells before any test."""

    notebook: ExerciseTimes
    exercises: tuple[ExerciseTimes, ...]
    slow: tuple[SlowAnswer, ...]


def class_times(times: Mapping[str, RunTimes], exercises: Sequence[str]) -> ClassTimes | None:
    """Put the run times of a class together; None where none are known."""
    if not times:
        return None
    notebook = {student: one.notebook for student, one in times.items()}
    taken = {key: {who: one.exercises[key] for who, one in times.items() if key in one.exercises} for key in exercises}
    rows = tuple(_row(key, seconds) for key, seconds in taken.items() if seconds)
    cells = _row("", notebook)
    slow = [
        SlowAnswer(who, row.exercise, seconds, row.median)
        for row in (cells, *rows)
        for who, seconds in (taken[row.exercise] if row.exercise else notebook).items()
        if seconds >= SLOW_S and seconds >= SLOW_TIMES * row.median
    ]
    return ClassTimes(cells, rows, tuple(sorted(slow, key=lambda one: (-one.seconds, one.student))))


def _row(exercise: str, seconds: Mapping[str, float]) -> ExerciseTimes:
    who = max(sorted(seconds), key=seconds.__getitem__)
    return ExerciseTimes(exercise, len(seconds), round(median(seconds.values()), 3), seconds[who], who)
