"""Suites and lessons that are worth a second look, judged by what a class did with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from autograder.reports.items import ExerciseNumbers

_ENOUGH = 10
# One or two students who differ from all others make a correlation that is chance.
_FEW = 3
_LOW = 0.1
_HARD = 0.3
_UNTOUCHED = 0.3


class Look(msgspec.Struct, frozen=True):
    """One thing to look at: in which exercise and which of its tests, and what was seen."""

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
        reason = f"those who tried it won {100 * exercise.difficulty:.0f} % of its points: is the lesson clear?"
        yield Look(exercise.id, "", reason)
    lost = exercise.attempted - exercise.right
    if exercise.discrimination is not None and exercise.discrimination < _LOW and lost >= _FEW:
        reason = f"points here say little about the rest (discrimination {exercise.discrimination:.2f})"
        yield Look(exercise.id, "", reason)
    tests = [test for test in exercise.tests if test.tried >= _ENOUGH]
    idle = [test.id for test in tests if not test.failed]
    if idle:
        yield Look(exercise.id, ", ".join(idle), "nobody fails it" if len(idle) == 1 else "nobody fails these")
    for test in tests:
        if test.failed == test.tried:
            yield Look(exercise.id, test.id, f"all of {test.tried} fail it: is it fair?")
        elif test.failed >= _FEW and (test.discrimination or 0.0) < -_LOW:
            reason = f"strong work fails it more often than weak work ({test.discrimination:.2f})"
            yield Look(exercise.id, test.id, reason)
