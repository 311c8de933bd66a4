"""The numbers of a class, from which the class page, the JSON and the CSV are all derived."""

from __future__ import annotations

from collections import Counter, defaultdict
from statistics import fmean, median
from typing import TYPE_CHECKING

import msgspec

from autograder.reports.feedback import share
from autograder.reports.verdicts import ORDER

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from autograder.grading.result import ExerciseResult, SubmissionResult

SCHEMA_VERSION = 1
BINS = 10
# Verdicts whose score says nothing about the student yet; they count in no mean.
_UNDECIDED = ("internal-error", "needs-review")


class ExerciseNumbers(msgspec.Struct, frozen=True):
    """How a class did on one exercise; means are over the decided submissions, None where there is none."""

    id: str
    title: str
    section: str
    max_score: float
    graded: int
    attempted: int
    right: int
    mean: float | None
    verdicts: dict[str, int]


class MistakeNumbers(msgspec.Struct, frozen=True):
    """One recognised mistake and who made it."""

    exercise: str
    id: str
    count: int
    students: tuple[str, ...]


class AccidentNumbers(msgspec.Struct, frozen=True):
    """Something that happened to one submitted file."""

    student: str
    kind: str
    message: str


class StudentNumbers(msgspec.Struct, frozen=True):
    """One line of the class list."""

    student: str
    verdict: str
    score: float
    max_score: float
    scores: dict[str, float]
    mistakes: tuple[str, ...]
    accidents: tuple[str, ...]


class ClassNumbers(msgspec.Struct, frozen=True):
    """All numbers of one graded assignment.

    Attributes:
        distribution: decided submissions by tenths of max_score; the last tenth holds the full scores.
    """

    schema_version: int
    assignment: str
    data_sets: tuple[str, ...]
    sandboxes: tuple[str, ...]
    submissions: int
    decided: int
    max_score: float
    mean: float | None
    median: float | None
    distribution: tuple[int, ...]
    verdicts: dict[str, int]
    exercises: tuple[ExerciseNumbers, ...]
    mistakes: tuple[MistakeNumbers, ...]
    accidents: tuple[AccidentNumbers, ...]
    students: tuple[StudentNumbers, ...]


def class_numbers(results: Sequence[SubmissionResult]) -> ClassNumbers:
    """Count a class; the order of the results does not matter."""
    results = sorted(results, key=lambda result: result.student)
    scores = [result.score for result in results if result.verdict != "internal-error"]
    max_score = max((result.max_score for result in results), default=0.0)
    return ClassNumbers(
        schema_version=SCHEMA_VERSION,
        assignment=results[0].assignment if results else "",
        data_sets=tuple(sorted({result.data_set for result in results if result.data_set})),
        sandboxes=tuple(sorted({result.sandbox for result in results})),
        submissions=len(results),
        decided=len(scores),
        max_score=max_score,
        mean=fmean(scores) if scores else None,
        median=median(scores) if scores else None,
        distribution=_distribution(scores, max_score),
        verdicts=_counts(result.verdict for result in results),
        exercises=_exercises(results),
        mistakes=_mistakes(results),
        accidents=tuple(AccidentNumbers(r.student, a.kind, a.message) for r in results for a in r.accidents),
        students=tuple(_student(result) for result in results),
    )


def _distribution(scores: list[float], max_score: float) -> tuple[int, ...]:
    bins = Counter(min(BINS - 1, int(share(score, max_score) * BINS)) for score in scores)
    return tuple(bins[index] for index in range(BINS))


def _exercises(results: list[SubmissionResult]) -> tuple[ExerciseNumbers, ...]:
    by_id: dict[str, list[ExerciseResult]] = defaultdict(list)
    # The longest list first: an unreadable file has no exercises, and the order of the chapter must survive it.
    for result in sorted(results, key=lambda result: -len(result.exercises)):
        for exercise in result.exercises:
            by_id[exercise.id].append(exercise)
    return tuple(_exercise(group) for group in by_id.values())


def _exercise(group: list[ExerciseResult]) -> ExerciseNumbers:
    decided = [exercise.score for exercise in group if exercise.verdict not in _UNDECIDED]
    return ExerciseNumbers(
        id=group[0].id,
        title=group[0].title,
        section=group[0].section,
        max_score=group[0].max_score,
        graded=len(decided),
        attempted=sum(exercise.verdict not in ("not-attempted", "internal-error") for exercise in group),
        right=sum(exercise.verdict == "passed" for exercise in group),
        mean=fmean(decided) if decided else None,
        verdicts=_counts(exercise.verdict for exercise in group),
    )


def _mistakes(results: list[SubmissionResult]) -> tuple[MistakeNumbers, ...]:
    made: dict[tuple[str, str], list[str]] = defaultdict(list)
    for result in results:
        for exercise in result.exercises:
            for mistake in exercise.mistakes:
                made[exercise.id, mistake].append(result.student)
    found = [MistakeNumbers(exercise, mistake, len(who), tuple(who)) for (exercise, mistake), who in made.items()]
    return tuple(sorted(found, key=lambda entry: (-entry.count, entry.exercise, entry.id)))


def _student(result: SubmissionResult) -> StudentNumbers:
    return StudentNumbers(
        student=result.student,
        verdict=result.verdict,
        score=result.score,
        max_score=result.max_score,
        scores={exercise.id: exercise.score for exercise in result.exercises},
        mistakes=tuple(f"{exercise.id}:{mistake}" for exercise in result.exercises for mistake in exercise.mistakes),
        accidents=tuple(accident.kind for accident in result.accidents),
    )


def _counts(verdicts: Iterable[str]) -> dict[str, int]:
    counts = Counter(map(str, verdicts))
    return {verdict: counts[verdict] for verdict in sorted(counts, key=_place)}


def _place(verdict: str) -> int:
    return ORDER.index(verdict) if verdict in ORDER else len(ORDER)
