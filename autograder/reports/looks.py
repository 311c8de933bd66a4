"""Suites and lessons that are worth a second look, judged by what a class did with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from autograder.reports.items import ExerciseNumbers

_ENOUGH = 10
_LOW = 0.1
_HARD = 0.3
_UNTOUCHED = 0.3


class Look(msgspec.Struct, frozen=True):
    """One thing to look at: where, and what was seen."""

    exercise: str
    test: str
    reason: str


def looks_at(exercises: Sequence[ExerciseNumbers]) -> tuple[Look, ...]:
    """Everything that stands out; nothing of it is wrong for sure."""
    return tuple(look for exercise in exercises for look in _of(exercise))


def _of(exercise: ExerciseNumbers) -> Iterator[Look]:
    ours = exercise.verdicts.get("internal-error", 0)
    if ours:
        yield Look(exercise.id, "", f"a test of ours failed for {ours}: see the log, and grade again")
    untouched = exercise.verdicts.get("not-attempted", 0)
    everybody = sum(exercise.verdicts.values())
    if everybody >= _ENOUGH and untouched >= _UNTOUCHED * everybody:
        reason = f"{untouched} of {everybody} left it untouched: is it too long, or too late in the chapter?"
        yield Look(exercise.id, "", reason)
    if exercise.attempted < _ENOUGH:
        return
    if exercise.difficulty is not None and exercise.difficulty < _HARD:
        reason = f"those who tried it won {exercise.difficulty:.0%} of its points: is the lesson clear?"
        yield Look(exercise.id, "", reason)
    if exercise.discrimination is not None and exercise.discrimination < _LOW:
        reason = f"points here say little about the rest (discrimination {exercise.discrimination:.2f})"
        yield Look(exercise.id, "", reason)
    for test in exercise.tests:
        if test.tried >= _ENOUGH:
            yield from _of_test(exercise.id, test.id, test.tried, test.failed, test.discrimination)


def _of_test(exercise: str, test: str, tried: int, failed: int, discrimination: float | None) -> Iterator[Look]:
    if not failed:
        yield Look(exercise, test, f"nobody of {tried} fails it")
    elif failed == tried:
        yield Look(exercise, test, f"all of {tried} fail it: is it fair?")
    elif discrimination is not None and discrimination < -_LOW:
        yield Look(exercise, test, f"strong work fails it more often than weak work ({discrimination:.2f})")
