"""From outcomes to points and verdicts: pure functions."""

from collections.abc import Sequence

import msgspec

from autograder.course.model import Exercise
from autograder.grading.diagnosis import NOTHING, Diagnosis
from autograder.grading.messages import exercise_messages, test_message
from autograder.grading.result import ExerciseResult, TestResult, Verdict, first_in_precedence
from autograder.grading.run import Outcome

# Points are shown to people; halves and thirds of them must not read 0.30000000000000004.
_DIGITS = 6
LATER_CELL = "A later cell gives"


def score_exercise(
    exercise: Exercise, outcomes: Sequence[Outcome], found: Diagnosis = NOTHING, line: str | None = None
) -> ExerciseResult:
    """The result of an exercise from the outcomes of its tests, in their order."""
    tests = tuple(
        TestResult(
            outcome.test.id,
            outcome.verdict,
            points(outcome.test.points * outcome.share),
            outcome.test.points,
            outcome.test.fact,
            test_message(outcome),
        )
        for outcome in outcomes
    )
    verdict = first_in_precedence([test.verdict for test in tests])
    if verdict is Verdict.NOT_ATTEMPTED and any(test.score for test in tests):
        verdict = Verdict.WRONG
    return ExerciseResult(
        id=exercise.id,
        title=exercise.title,
        section=exercise.section,
        verdict=verdict,
        # Of the exact shares: three rounded thirds are less than the whole.
        score=points(sum(outcome.test.points * outcome.share for outcome in outcomes)),
        max_score=points(exercise.points),
        mistakes=() if found.partly else tuple(mistake.id for mistake in found.mistakes),
        messages=exercise_messages(exercise, verdict, outcomes, found, line),
        tests=tests,
        line=line,
        curves=tuple(curve for outcome in outcomes for curve in outcome.curves),
    )


def not_attempted(exercise: Exercise) -> ExerciseResult:
    """The result of an exercise whose stub is untouched; its tests need not run."""
    messages = exercise_messages(exercise, Verdict.NOT_ATTEMPTED, ())
    worth = points(exercise.points)
    return ExerciseResult(
        exercise.id, exercise.title, exercise.section, Verdict.NOT_ATTEMPTED, 0.0, worth, messages=messages
    )


def written(exercise: Exercise, *, untouched: bool) -> ExerciseResult:
    """The result of a written answer: nothing to do, or to be read by a person."""
    verdict = Verdict.NOT_ATTEMPTED if untouched else Verdict.NEEDS_REVIEW
    return msgspec.structs.replace(
        not_attempted(exercise), verdict=verdict, messages=exercise_messages(exercise, verdict, ())
    )


def undecided(exercise: Exercise) -> ExerciseResult:
    """The result of an exercise that our own machinery could not grade: it stays open, and nobody loses points."""
    return msgspec.structs.replace(not_attempted(exercise), verdict=Verdict.INTERNAL_ERROR, messages=())


def with_follow_through(own: ExerciseResult, helped: ExerciseResult) -> ExerciseResult:
    """The student's own result, with what it is worth once wrong earlier answers are replaced by the reference."""
    gain = points(helped.score - own.score)
    if gain <= 0:
        return own
    message = (
        "An earlier answer that this one builds on is wrong or missing. "
        "With a right one in its place your code earns what you see here."
    )
    return msgspec.structs.replace(helped, follow_through=gain, messages=(message, *helped.messages))


def before_overwriting(result: ExerciseResult, name: str) -> ExerciseResult:
    """The result of an answer in the state before a later cell took the meaning of this name; '' for a star import."""
    what = f"`{name}`" if name else "names by a star import"
    message = (
        f"{LATER_CELL} {what} another meaning, which this answer uses. "
        "It was tested as it stood before that cell; in your notebook, choose another name there."
    )
    return msgspec.structs.replace(result, messages=(message, *result.messages))


def points(value: float) -> float:
    """Points without the last digits that addition leaves."""
    return round(float(value), _DIGITS)
