"""The page that a student reads after a grading."""

from __future__ import annotations

import base64
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from autograder.reports.page import template
from autograder.reports.text import clean, words
from autograder.reports.verdicts import Wording, exercise_wording

if TYPE_CHECKING:
    from collections.abc import Mapping

    from autograder.grading.result import ExerciseResult, SubmissionResult

NO_FIGURES: Mapping[str, tuple[bytes, ...]] = MappingProxyType({})
_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_FIGURE_LIMIT_BYTES = 2 * 2**20
_FIGURES_PER_EXERCISE = 6

_DATA_SETS = {
    "mnist": "MNIST, the real data set",
    "digits": "the small embedded digits, because real MNIST was not available",
}
_SANDBOXES = {"strict": "in the strict sandbox", "reduced": "in a reduced sandbox", "none": "without a sandbox"}


class Check(NamedTuple):
    """One fact that was tested, as the page shows it."""

    fact: str
    message: str
    passed: bool
    score: float
    max_score: float


class Part(NamedTuple):
    """One exercise as the page shows it."""

    exercise: ExerciseResult
    wording: Wording
    messages: tuple[str, ...]
    checks: tuple[Check, ...]
    figures: tuple[str, ...]


def feedback_page(result: SubmissionResult, figures: Mapping[str, tuple[bytes, ...]] = NO_FIGURES) -> str:
    """Return one self-contained HTML page without any script.

    Args:
        result: of one submission; everything in it may be hostile.
        figures: the student's own figures as PNG bytes, by exercise id.
    """
    parts = [_part(exercise, figures.get(exercise.id, ())) for exercise in result.exercises]
    return template("feedback.html.j2").render(
        result=result,
        parts=parts,
        right=sum(part.exercise.verdict == "passed" for part in parts),
        share=share(result.score, result.max_score),
        waiting=sum(_open_points(exercise) for exercise in result.exercises),
        greeting=_greeting(result),
        start=_start_here(parts),
        data_set=_DATA_SETS.get(result.data_set, result.data_set),
        sandbox=_SANDBOXES.get(result.sandbox, result.sandbox),
    )


def share(score: float, max_score: float) -> float:
    """Return score as a part of max_score in [0, 1]; 0 when nothing could be won."""
    return min(1.0, max(0.0, score / max_score)) if max_score > 0 else 0.0


def _part(exercise: ExerciseResult, figures: tuple[bytes, ...]) -> Part:
    return Part(exercise, exercise_wording(exercise), _messages(exercise), _checks(exercise), _data_uris(figures))


def _messages(exercise: ExerciseResult) -> tuple[str, ...]:
    """Return each message once; several tests may have failed for one reason."""
    return tuple(dict.fromkeys(clean(text).strip() for text in exercise.messages if text.strip()))


def _checks(exercise: ExerciseResult) -> tuple[Check, ...]:
    if exercise.verdict in ("not-attempted", "needs-review", "internal-error"):
        return ()
    said = {*exercise.messages, ""}
    checks = []
    for test in exercise.tests:
        passed = test.verdict == "passed"
        message = "" if passed or test.message in said or test.message == test.fact else test.message
        said.add(message)
        checks.append(Check(test.fact or words(test.id), message, passed, test.score, test.max_score))
    return tuple(checks)


def _data_uris(figures: tuple[bytes, ...]) -> tuple[str, ...]:
    """Return the figures as data addresses; what is no PNG or huge stems from nobody's plot and is left out."""
    fit = [png for png in figures if png.startswith(_PNG_SIGNATURE) and len(png) <= _FIGURE_LIMIT_BYTES]
    return tuple(base64.b64encode(png).decode("ascii") for png in fit[:_FIGURES_PER_EXERCISE])


def _open_points(exercise: ExerciseResult) -> float:
    return exercise.max_score if exercise.verdict in ("needs-review", "internal-error") else 0.0


def _start_here(parts: list[Part]) -> Part | None:
    """Return the exercise to look at first: the earliest with something to win, since later ones build on it."""
    todo = [part for part in parts if part.exercise.verdict not in ("passed", "needs-review", "internal-error")]
    started = [part for part in todo if part.exercise.verdict != "not-attempted"]
    return next(iter(started or todo), None)


def _greeting(result: SubmissionResult) -> str:
    reached = share(result.score, result.max_score - sum(_open_points(exercise) for exercise in result.exercises))
    written = any(exercise.verdict not in ("not-attempted", "needs-review") for exercise in result.exercises)
    if not written:
        return "A page full of room. Start with the first exercise: it is a short one."
    if reached >= 1:
        return "All that could be checked is right. Well done!"
    if reached >= 0.75:
        return "Well done, most of it stands. What is left is listed below."
    if reached >= 0.4:
        return "A good part stands. The marked exercises show what to change."
    return "You have begun. Take the exercises one at a time; the first one to look at is named here."
