"""The page that a student reads after a grading."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from autograder.reports.page import template
from autograder.reports.parts import NOTHING_VISIBLE, Part, part_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from autograder.grading.result import ExerciseResult, SubmissionResult
    from autograder.reports.visible import Visible

NOTHING: Mapping[str, Visible] = MappingProxyType({})

_DATA_SETS = {
    "mnist": "MNIST, the real data set",
    "digits": "the small embedded digits, because real MNIST was not available",
}
_SANDBOXES = {"strict": "in the strict sandbox", "reduced": "in a reduced sandbox", "none": "without a sandbox"}


def feedback_page(result: SubmissionResult, visible: Mapping[str, Visible] = NOTHING) -> str:
    """Return one self-contained HTML page without any script.

    Args:
        result: of one submission; everything in it may be hostile.
        visible: the student's own figures, how the visible checks failed, and the lesson's hints, by exercise id.
    """
    parts = [part_of(exercise, visible.get(exercise.id, NOTHING_VISIBLE)) for exercise in result.exercises]
    return template("feedback.html.j2").render(
        result=result,
        parts=parts,
        right=sum(part.wording.tone == "good" for part in parts),
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


def _open_points(exercise: ExerciseResult) -> float:
    return exercise.max_score if exercise.verdict in ("needs-review", "internal-error") else 0.0


def _start_here(parts: list[Part]) -> Part | None:
    """Return the exercise to look at first: the earliest with something to win, since later ones build on it."""
    todo = [part for part in parts if part.wording.tone in ("bad", "part") or part.exercise.verdict == "not-attempted"]
    started = [part for part in todo if part.exercise.verdict != "not-attempted"]
    return next(iter(started or todo), None)


def _greeting(result: SubmissionResult) -> str:
    reached = share(result.score, result.max_score - sum(_open_points(exercise) for exercise in result.exercises))
    written = any(exercise.verdict not in ("not-attempted", "needs-review") for exercise in result.exercises)
    if not written:
        return "Nothing is written yet, so everything can still be won."
    if reached >= 1:
        return "All that could be checked is right. Well done!"
    if reached >= 0.75:
        return "Well done, most of it stands. What is left is listed below."
    if reached >= 0.4:
        return "A good part stands. The marked exercises show what to change."
    return "You have begun. Take the exercises one at a time; the first one to look at is named here."
