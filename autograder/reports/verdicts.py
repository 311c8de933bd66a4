"""What each verdict is called, and what a student does about it: the one table for all reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from autograder.grading.result import ExerciseResult


class Wording(NamedTuple):
    """How a verdict is shown.

    Attributes:
        title: the verdict in words.
        mark: one character in front of it, so that colour is never the only difference.
        tone: css class: good, part, bad, quiet or ours.
        next_step: what the student does now; empty when nothing is left to do.
    """

    title: str
    mark: str
    tone: str
    next_step: str


_WORDINGS = {
    "passed": Wording("right", "✓", "good", ""),
    "wrong": Wording("not right yet", "✗", "bad", ""),
    "not-attempted": Wording(
        "not written yet",
        "○",
        "quiet",
        "The place for your answer is as it was handed out. In a code cell, put your code in place of the line "
        "`raise NotImplementedError` and run the check below it.",
    ),
    "crashed": Wording(
        "stopped with an error",
        "!",
        "bad",
        "Restart the kernel and run all cells from the top. The last line of an error names what went wrong, "
        "and the arrow above it the line where.",
    ),
    "over-limit": Wording(
        "stopped at a limit",
        "!",
        "bad",
        "Look for a loop that never ends, or an array that is far larger than its input.",
    ),
    "needs-review": Wording(
        "waiting for a reader", "…", "quiet", "A person reads this answer and adds its points later."
    ),
    "internal-error": Wording(
        "could not be graded",
        "?",
        "ours",
        "This is a fault of the grader and not yours. No points were given or taken; the exercise is graded again.",
    ),
}
_FOLLOWED = Wording("right with follow-through", "✓", "good", "")
_PARTLY = Wording("partly right", "◐", "part", "")
_UNKNOWN = Wording("unknown", "?", "ours", "")

# In this order they are told in tables and counted in totals.
ORDER = ("passed", "wrong", "not-attempted", "crashed", "over-limit", "needs-review", "internal-error")


def wording(verdict: str) -> Wording:
    """Return how the verdict is shown."""
    return _WORDINGS.get(verdict, _UNKNOWN)


def exercise_wording(exercise: ExerciseResult) -> Wording:
    """Return how the verdict of an exercise is shown.

    A wrong one with points is called partly right. One that fell only over an earlier answer is called by what its
    own code earned, whatever the earlier answer made of it.
    """
    if exercise.follow_through > 0 and exercise.score >= exercise.max_score:
        return _FOLLOWED
    if exercise.score > 0 and (exercise.verdict == "wrong" or exercise.follow_through > 0):
        return _PARTLY
    return wording(exercise.verdict)
