"""The numbers of a class, from which the class page, the JSON and the CSV are all derived."""

from __future__ import annotations

from collections import Counter
from statistics import fmean, median
from types import MappingProxyType
from typing import TYPE_CHECKING

import msgspec

from autograder.reports.feedback import share
from autograder.reports.history import Change  # noqa: TC001  # msgspec looks it up
from autograder.reports.items import ExerciseNumbers, counts, exercises_of
from autograder.reports.looks import Look, looks_at
from autograder.reports.mistaken import MistakeNumbers, UnnamedNumbers, is_told_alone, mistakes_of, unnamed_of
from autograder.reports.times import ClassTimes, class_times

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from autograder.grading.result import ExerciseResult, SubmissionResult
    from autograder.grading.times import RunTimes

SCHEMA_VERSION = 3
BINS = 10
NO_TIMES: Mapping[str, RunTimes] = MappingProxyType({})
_STOPPED = ("over-limit", "crashed")


class AccidentNumbers(msgspec.Struct, frozen=True):
    """Something that happened to one submitted file."""

    student: str
    kind: str
    message: str


class StopNumbers(msgspec.Struct, frozen=True):
    """One exercise whose code did not come to its end: a limit or a crash."""

    student: str
    exercise: str
    verdict: str
    message: str


class StudentNumbers(msgspec.Struct, frozen=True):
    """One line of the class list; `seconds` that all of the code ran, None where nobody knows."""

    student: str
    verdict: str
    score: float
    max_score: float
    attempted: int
    seconds: float | None
    scores: dict[str, float]
    mistakes: tuple[str, ...]
    accidents: tuple[str, ...]


class ClassNumbers(msgspec.Struct, frozen=True):
    """All numbers of one graded assignment.

    Attributes:
        distribution: decided submissions by tenths of max_score; the last tenth holds the full scores.
        completion: how many submissions attempted 0, 1, 2, ... exercises.
        unnamed: wrong answers of several students that no mistake of the catalogue explains, by what is said of them.
        looks: what is worth a second look.
        change: against the last grading; None where there is nothing to compare with.
        times: how long the code ran; None where nobody knows.
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
    completion: tuple[int, ...]
    verdicts: dict[str, int]
    exercises: tuple[ExerciseNumbers, ...]
    mistakes: tuple[MistakeNumbers, ...]
    unnamed: tuple[UnnamedNumbers, ...]
    stops: tuple[StopNumbers, ...]
    accidents: tuple[AccidentNumbers, ...]
    looks: tuple[Look, ...]
    students: tuple[StudentNumbers, ...]
    change: Change | None = None
    times: ClassTimes | None = None


def class_numbers(
    results: Sequence[SubmissionResult],
    change: Change | None = None,
    times: Mapping[str, RunTimes] = NO_TIMES,
) -> ClassNumbers:
    """Count a class; the order of the results does not matter.

    Args:
        results: all of one assignment.
        change: against the last grading.
        times: how long each student's code ran.
    """
    results = sorted(results, key=lambda result: result.student)
    scores = [result.score for result in results if result.verdict != "internal-error"]
    max_score = max((result.max_score for result in results), default=0.0)
    exercises = exercises_of(results)
    students = tuple(_student(result, times.get(result.student)) for result in results)
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
        completion=_completion(students, len(exercises)),
        verdicts=counts(result.verdict for result in results),
        exercises=exercises,
        mistakes=mistakes_of(results),
        unnamed=unnamed_of(results),
        stops=tuple(stop for result in results for stop in _stops(result)),
        accidents=tuple(AccidentNumbers(r.student, a.kind, a.message) for r in results for a in r.accidents),
        looks=looks_at(exercises),
        students=students,
        change=change,
        times=class_times(times, [exercise.id for exercise in exercises]),
    )


def _distribution(scores: list[float], max_score: float) -> tuple[int, ...]:
    bins = Counter(min(BINS - 1, int(share(score, max_score) * BINS)) for score in scores)
    return tuple(bins[index] for index in range(BINS))


def _completion(students: Sequence[StudentNumbers], exercises: int) -> tuple[int, ...]:
    found = Counter(student.attempted for student in students)
    return tuple(found[number] for number in range(exercises + 1))


def _stops(result: SubmissionResult) -> list[StopNumbers]:
    return [
        StopNumbers(result.student, exercise.id, str(exercise.verdict), _what_is_read(exercise))
        for exercise in result.exercises
        if exercise.verdict in _STOPPED
    ]


def _what_is_read(exercise: ExerciseResult) -> str:
    """How the code ended and, where a mistake was recognised, which."""
    named = exercise.messages[:1] if is_told_alone(exercise) else ()
    return " ".join([*_reasons(exercise.tests)[:1], *named])


def _reasons(tests: Sequence[object]) -> list[str]:
    return [test.message for test in tests if test.verdict in _STOPPED and test.message]  # type: ignore[attr-defined]


def _student(result: SubmissionResult, times: RunTimes | None) -> StudentNumbers:
    return StudentNumbers(
        student=result.student,
        verdict=result.verdict,
        score=result.score,
        max_score=result.max_score,
        attempted=sum(e.verdict not in ("not-attempted", "internal-error") for e in result.exercises),
        seconds=None if times is None else round(times.notebook + sum(times.exercises.values()), 3),
        scores={exercise.id: exercise.score for exercise in result.exercises},
        mistakes=tuple(f"{exercise.id}:{mistake}" for exercise in result.exercises for mistake in exercise.mistakes),
        accidents=tuple(accident.kind for accident in result.accidents),
    )
