"""Exercises and hidden tests as items of an exam: how hard they are, and whether they tell strong from weak work."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from statistics import fmean
from typing import TYPE_CHECKING

import msgspec

from autograder.reports.verdicts import ORDER

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from autograder.grading.result import ExerciseResult, SubmissionResult

# Verdicts whose score says nothing about the student yet; they count in no mean.
UNDECIDED = ("internal-error", "needs-review")
# Fewer answers make a correlation that is mostly chance.
_ENOUGH = 8
_LITTLE = 1e-12
_Scored = tuple["SubmissionResult", "ExerciseResult"]


class TestNumbers(msgspec.Struct, frozen=True):
    """How a class did on one hidden test, over the attempted and decided answers."""

    __test__ = False  # for pytest: this is no test class

    id: str
    fact: str
    tried: int
    failed: int
    discrimination: float | None


class ExerciseNumbers(msgspec.Struct, frozen=True):
    """How a class did on one exercise; means are over the decided submissions, None where there is none.

    Attributes:
        difficulty: mean share of the points among those who attempted it; 1 is very easy.
        discrimination: correlation of the points here with the points of all other exercises, -1 to 1; None where
            there are too few answers, or all are alike.
        students: who ended in each verdict but passed.
    """

    id: str
    title: str
    section: str
    max_score: float
    graded: int
    attempted: int
    right: int
    mean: float | None
    difficulty: float | None
    discrimination: float | None
    verdicts: dict[str, int]
    students: dict[str, tuple[str, ...]]
    tests: tuple[TestNumbers, ...]


def exercises_of(results: Sequence[SubmissionResult]) -> tuple[ExerciseNumbers, ...]:
    """Count every exercise, in the order of the chapter."""
    by_id: dict[str, list[_Scored]] = defaultdict(list)
    # The longest list first: an unreadable file has no exercises, and the order of the chapter must survive it.
    for result in sorted(results, key=lambda result: -len(result.exercises)):
        for exercise in result.exercises:
            by_id[exercise.id].append((result, exercise))
    return tuple(_exercise(group) for group in by_id.values())


def counts(verdicts: Iterable[str]) -> dict[str, int]:
    """Count verdicts, in the order in which they are told."""
    found = Counter(map(str, verdicts))
    return {verdict: found[verdict] for verdict in sorted(found, key=_place)}


def correlation(xs: Sequence[float], ys: Sequence[float]) -> float | None:
    """Pearson's correlation; None for few pairs, or where one side does not vary."""
    if len(xs) < _ENOUGH:
        return None
    x_mean, y_mean = fmean(xs), fmean(ys)
    x_spread = math.fsum((x - x_mean) ** 2 for x in xs)
    y_spread = math.fsum((y - y_mean) ** 2 for y in ys)
    if x_spread < _LITTLE or y_spread < _LITTLE:
        return None
    shared = math.fsum((x - x_mean) * (y - y_mean) for x, y in zip(xs, ys, strict=True))
    return round(shared / math.sqrt(x_spread * y_spread), 4)


def _exercise(group: list[_Scored]) -> ExerciseNumbers:
    decided = [(result, exercise) for result, exercise in group if exercise.verdict not in UNDECIDED]
    tried = [pair for pair in decided if pair[1].verdict != "not-attempted"]
    first = group[0][1]
    best = first.max_score
    return ExerciseNumbers(
        id=first.id,
        title=first.title,
        section=first.section,
        max_score=best,
        graded=len(decided),
        attempted=sum(e.verdict not in ("not-attempted", "internal-error") for _, e in group),
        right=sum(exercise.verdict == "passed" for _, exercise in group),
        mean=fmean(exercise.score for _, exercise in decided) if decided else None,
        difficulty=fmean(exercise.score / best for _, exercise in tried) if tried and best else None,
        discrimination=correlation([e.score for _, e in tried], [_rest(pair) for pair in tried]),
        verdicts=counts(exercise.verdict for _, exercise in group),
        students=_students(group),
        tests=_tests(tried),
    )


def _students(group: list[_Scored]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for result, exercise in group:
        if exercise.verdict != "passed":
            found[str(exercise.verdict)].append(result.student)
    return {verdict: tuple(sorted(found[verdict])) for verdict in sorted(found, key=_place)}


def _tests(tried: list[_Scored]) -> tuple[TestNumbers, ...]:
    longest = max((exercise for _, exercise in tried), key=lambda exercise: len(exercise.tests), default=None)
    shares: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for pair in tried:
        rest = _rest(pair)
        for test in pair[1].tests:
            if test.verdict != "internal-error" and test.max_score:
                shares[test.id].append((test.score / test.max_score, rest))
    return tuple(
        TestNumbers(
            id=test.id,
            fact=test.fact,
            tried=len(shares[test.id]),
            failed=sum(share < 1 for share, _ in shares[test.id]),
            discrimination=correlation([s for s, _ in shares[test.id]], [rest for _, rest in shares[test.id]]),
        )
        for test in (longest.tests if longest else ())
    )


def _rest(pair: _Scored) -> float:
    result, exercise = pair
    return result.score - exercise.score


def _place(verdict: str) -> int:
    return ORDER.index(verdict) if verdict in ORDER else len(ORDER)
