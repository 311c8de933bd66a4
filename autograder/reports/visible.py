"""What a student has seen or could see herself: her figures, the visible check of an exercise, and the lesson's hints.

All of it comes from the notebook's own run, before any hidden test, so no hidden input can be in it.
"""

import base64
import re
from collections.abc import Iterator
from typing import NamedTuple

from autograder.grading.engine import Graded
from autograder.reports.text import clean

_MAX_FIGURES = 3
_MAX_EXAMPLE_LINES = 14
_NOT_YET, _NEXT = "NotYet", "The next one does not yet: "
_STOPPED = "your code stopped while this was tried"
_CHECK, _HINTS = "test_", "_hints"
_HINT = re.compile(r"<details>\s*<summary>(.*?)</summary>(.*?)</details>", re.DOTALL)


class Hint(NamedTuple):
    """One hint of the lesson: the question that it answers, and the answer in a few sentences."""

    question: str
    answer: str


class Visible(NamedTuple):
    """What belongs to one exercise in the notebook.

    Attributes:
        figures: the student's own, as PNG bytes.
        example: what the visible check told: an input, what came back, what was expected; empty when it passed.
        hints: of the lesson, below the exercise.
    """

    figures: tuple[bytes, ...] = ()
    example: str = ""
    hints: tuple[Hint, ...] = ()


def visible_parts(graded: Graded) -> dict[str, Visible]:
    """What is visible of each exercise, by its id."""
    if graded.alignment is None:
        return {}
    figures: dict[str, list[bytes]] = {}
    examples: dict[str, str] = {}
    hints: dict[str, tuple[Hint, ...]] = {}
    runs = graded.runs or (None,) * len(graded.alignment.cells)
    for cell, run in zip(graded.alignment.cells, runs, strict=False):
        mark = cell.grade_id or ""
        is_check = mark.startswith(_CHECK)
        if cell.origin == "released" and mark.endswith(_HINTS):
            hints[mark.removesuffix(_HINTS)] = hints_of(cell.source)
        elif run and (cell.exercise or is_check):
            exercise = cell.exercise or mark.removeprefix(_CHECK)
            figures.setdefault(exercise, []).extend(_pictures(run.outputs))
            if is_check:
                examples[exercise] = _story(run.outputs)
    return {
        exercise: Visible(
            tuple(figures.get(exercise, ())[:_MAX_FIGURES]), examples.get(exercise, ""), hints.get(exercise, ())
        )
        for exercise in graded.alignment.answers
    }


def hints_of(markdown: str) -> tuple[Hint, ...]:
    """The folded hints in a text cell."""
    found = (tuple(" ".join(part.split()) for part in match) for match in _HINT.findall(markdown))
    return tuple(Hint(question, answer) for question, answer in found if answer)


def _story(outputs: tuple[dict[str, object], ...]) -> str:
    """The words in which a visible check failed: what was tried, the input, what came back, what was expected."""
    error = next((output for output in outputs if output.get("kind") == "error"), None)
    if error is None:
        return ""
    lines = clean(str(error.get("evalue", ""))).splitlines() or [""]
    if error.get("ename") == _NOT_YET:
        # The first line begins with the name of the exercise and a count of what holds.
        return "\n".join([lines[0].rpartition(_NEXT)[2], *lines[1:_MAX_EXAMPLE_LINES]]).strip()
    told = error.get("traceback")
    notes = [clean(str(line)).strip() for line in told if _STOPPED in str(line)] if isinstance(told, list) else []
    return "\n".join([*notes[-1:], f"{clean(str(error.get('ename', '')))}: {lines[0]}"])


def _pictures(outputs: tuple[dict[str, object], ...]) -> Iterator[bytes]:
    for output in outputs:
        data = output.get("data")
        picture = data.get("image/png") if isinstance(data, dict) else None
        if isinstance(picture, str):
            try:
                yield base64.b64decode(picture, validate=False)
            except ValueError:
                continue
