"""One exercise as the feedback page shows it: each thing said once, and in its own place."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, NamedTuple

from autograder.grading.messages import PART_OF_IT, place_in_text, read_again
from autograder.reports.curves import Drawing, drawing
from autograder.reports.errors import meaning
from autograder.reports.text import clean, words
from autograder.reports.verdicts import Wording, exercise_wording, wording
from autograder.reports.visible import Hint, Visible

if TYPE_CHECKING:
    from autograder.grading.result import ExerciseResult

_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_FIGURE_LIMIT_BYTES = 2 * 2**20
_FIGURES_PER_EXERCISE = 6
# Of these nothing can be said but what the verdict means.
_TOLD_BY_WORDING = ("not-attempted", "needs-review", "internal-error")
_SAID = "The reason is said above."
_STOPPED = ("crashed", "over-limit")
_TRIED = ("wrong", *_STOPPED)
_TOLD = {"passed": "holds", "wrong": "does not hold"}
_FOLLOW_THROUGH = "An earlier answer that this one builds on"
_COUNT_OF_FACTS = "facts do not hold yet"


class Check(NamedTuple):
    """One fact that was tested, as the page shows it; `told` says in words what `mark` says as a sign."""

    fact: str
    message: str
    passed: bool
    mark: str
    told: str
    tone: str
    score: float
    max_score: float


class Part(NamedTuple):
    """One exercise as the page shows it.

    Attributes:
        headline: what is wrong, in one sentence; empty where the list of facts tells it.
        messages: what else there is to say.
        python: what Python said when the cell of the answer was run.
        error: what the error means that the code ended in.
        read: the heading in the notebook below which to read again; empty where there is nothing to read.
        section: the same as a section of the book, or a part of the notebook.
        example: how the visible check failed.
        held: how many of the facts hold, in words.
    """

    exercise: ExerciseResult
    wording: Wording
    headline: str
    messages: tuple[str, ...]
    python: str
    error: str
    next_step: str
    read: str
    section: str
    example: str
    hints: tuple[Hint, ...]
    checks: tuple[Check, ...]
    held: str
    drawings: tuple[Drawing, ...]
    figures: tuple[str, ...]


NOTHING_VISIBLE = Visible()


def part_of(exercise: ExerciseResult, visible: Visible = NOTHING_VISIBLE) -> Part:
    """Return what the page says about one exercise."""
    shown = exercise_wording(exercise)
    messages = _messages(exercise)
    if not messages or (exercise.verdict in _STOPPED and messages[0].startswith(PART_OF_IT)):
        messages = (*_first_reason(exercise), *messages)  # what surely happened comes before what may be
    checks = _checks(exercise, messages)
    tried = shown.tone in ("bad", "part")
    open_ = tried or exercise.verdict == "not-attempted"
    headline, *others = messages or ("",)
    error = _error(exercise) if tried and not exercise.mistakes else ""
    return Part(
        exercise=exercise,
        wording=shown,
        headline=headline,
        messages=tuple(others),
        python=visible.error if tried else "",
        error=error,
        next_step="" if error else _next_step(exercise, shown, messages),
        read=(visible.heading or exercise.title) if open_ else "",
        section=place_in_text(exercise.section) if open_ else "",
        example=visible.example if tried else "",
        hints=visible.hints if open_ else (),
        checks=checks,
        held=_held(checks),
        drawings=tuple(drawing(curve) for curve in exercise.curves),
        figures=_data_uris(visible.figures),
    )


def _held(checks: tuple[Check, ...]) -> str:
    held = sum(check.passed for check in checks)
    if not checks or held == len(checks):
        return ""
    return f"{held} of {len(checks)} facts hold." if held else ""


def _messages(exercise: ExerciseResult) -> tuple[str, ...]:
    """Return each message that tells more than the page says anyway."""
    if exercise.verdict == "not-attempted":
        # A name that is missing, for instance, because its cell was renamed or did not run: only the tests tell that.
        texts = [test.message for test in exercise.tests]
    elif exercise.verdict in _TOLD_BY_WORDING:
        texts = []
    else:
        texts = [text for text in exercise.messages if not _is_told(text, exercise)]
    return tuple(dict.fromkeys(clean(text).strip() for text in texts if text.strip()))


def _is_told(text: str, exercise: ExerciseResult) -> bool:
    """Whether the page has a place for the same: list of checks, student's line, follow-through, where to read."""
    if text == read_again(exercise.section) or (exercise.follow_through and _FOLLOW_THROUGH in text):
        return True
    facts = [test.fact for test in exercise.tests if test.fact]
    is_line = bool(exercise.line) and text.endswith(f": {exercise.line}")
    return is_line or any(fact in text for fact in facts) or (bool(facts) and _COUNT_OF_FACTS in text)


def _next_step(exercise: ExerciseResult, shown: Wording, messages: tuple[str, ...]) -> str:
    """Return the general advice of the verdict, unless the page has better: a named mistake, a line, a reason."""
    is_specific = exercise.mistakes or exercise.line or (messages and exercise.verdict == "not-attempted")
    return "" if is_specific else shown.next_step


def _first_reason(exercise: ExerciseResult) -> tuple[str, ...]:
    """What the first test that failed says, where nothing is said of the whole."""
    if exercise.verdict not in _TRIED:
        return ()
    found = (clean(test.message).strip() for test in exercise.tests if test.verdict in _TRIED)
    return tuple(text for text in [next(filter(None, found), "")] if text)


def _error(exercise: ExerciseResult) -> str:
    return meaning((*exercise.messages, *(test.message for test in exercise.tests)))


def _checks(exercise: ExerciseResult, messages: tuple[str, ...]) -> tuple[Check, ...]:
    if exercise.verdict in _TOLD_BY_WORDING:
        return ()
    said = {*exercise.messages, *messages, ""}
    checks = []
    for test in exercise.tests:
        passed = test.verdict == "passed"
        message = "" if passed or test.message == test.fact else test.message
        if message and message in said:  # its mark says that a fact was stopped; why, once on the page is enough
            message = "" if test.verdict in _STOPPED else _SAID
        said.add(message)
        shown = wording(test.verdict)
        told = _TOLD.get(test.verdict, shown.title)
        mark = (passed, shown.mark, told, shown.tone)
        checks.append(Check(test.fact or words(test.id), message, *mark, test.score, test.max_score))
    return tuple(checks)


def _data_uris(figures: tuple[bytes, ...]) -> tuple[str, ...]:
    """Return the figures as data addresses; what is no PNG or huge stems from nobody's plot and is left out."""
    fit = [png for png in figures if png.startswith(_PNG_SIGNATURE) and len(png) <= _FIGURE_LIMIT_BYTES]
    return tuple(base64.b64encode(png).decode("ascii") for png in fit[:_FIGURES_PER_EXERCISE])
