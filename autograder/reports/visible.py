"""What a student has seen or could see herself: her figures, the visible check of an exercise, and the lesson's hints.

All of it comes from the notebook's own run, before any hidden test, so no hidden input can be in it.
"""

import base64
import re
from collections.abc import Iterator
from typing import NamedTuple

from autograder.grading.engine import Graded
from autograder.reports.text import clean
from autograder.submission import AlignedCell

_MAX_FIGURES = 3
_MAX_EXAMPLE_LINES = 14
_MAX_LINE = 160
_NOT_YET, _NEXT = "NotYet", "The next one does not yet: "
_STOPPED = "your code stopped while this was tried"
_CHECK, _HINTS = "test_", "_hints"
_OWN_CELL = re.compile(r"\(<cell \d+>, line (\d+)\)$")
_LIMIT_REACHED = "CpuLimitReached"
_HEADING = re.compile(r"^#{1,6} +(.+?) *#*$", re.MULTILINE)
_FORMULA = re.compile(r"\$([^$`]+)\$")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,2})(?=[^\s*])([^*]+)\1(?![\w*])")
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
        heading: of the lesson, above the exercise; empty where there is none.
        error: what Python said when the cell of the answer itself was run; empty when it came to its end.
    """

    figures: tuple[bytes, ...] = ()
    example: str = ""
    hints: tuple[Hint, ...] = ()
    heading: str = ""
    error: str = ""


def visible_parts(graded: Graded) -> dict[str, Visible]:
    """What is visible of each exercise, by its id."""
    if graded.alignment is None:
        return {}
    found = {exercise: _Found() for exercise in graded.alignment.answers}
    runs = graded.runs or (None,) * len(graded.alignment.cells)
    heading = ""
    for cell, run in zip(graded.alignment.cells, runs, strict=False):
        mark = cell.grade_id or ""
        if cell.origin == "released" and cell.kind == "markdown":
            heading = next(iter(reversed(_HEADING.findall(cell.source))), heading)
        if cell.origin == "released" and mark.endswith(_HINTS) and mark.removesuffix(_HINTS) in found:
            found[mark.removesuffix(_HINTS)].hints = hints_of(cell.source)
        exercise = cell.exercise or mark.removeprefix(_CHECK)
        if exercise in found and (cell.exercise or mark.startswith(_CHECK)):
            found[exercise].see(cell, run.outputs if run else None, heading)
    return {exercise: one.visible() for exercise, one in found.items()}


class _Found:
    """What was found so far of one exercise."""

    def __init__(self) -> None:
        self.figures: list[bytes] = []
        self.hints: tuple[Hint, ...] = ()
        self.example = self.heading = self.error = ""

    def see(self, cell: AlignedCell, outputs: tuple[dict[str, object], ...] | None, heading: str) -> None:
        """Take in the cell of the answer, or of its visible check."""
        if cell.exercise:
            self.heading = heading
        if outputs is None:
            return
        self.figures.extend(_pictures(outputs))
        if cell.exercise:
            self.error = _own_error(cell.source, outputs)
        else:
            self.example = _story(outputs)

    def visible(self) -> Visible:
        """All of it; when the answer's own cell stopped, the check below only tells that its name is missing."""
        example = "" if self.error else self.example
        return Visible(tuple(self.figures[:_MAX_FIGURES]), example, self.hints, clean(self.heading), self.error)


def hints_of(markdown: str) -> tuple[Hint, ...]:
    """The folded hints in a text cell."""
    found = (tuple(" ".join(part.split()) for part in match) for match in _HINT.findall(markdown))
    return tuple(Hint(question, _plain(answer)) for question, answer in found if answer)


def _plain(markdown: str) -> str:
    """Formulas become code, and emphasis is left out: pages show backticks only."""
    pieces = _FORMULA.sub(r"`\1`", markdown).split("`")
    return "`".join(piece if place % 2 else _EMPHASIS.sub(r"\2", piece) for place, piece in enumerate(pieces))


def _story(outputs: tuple[dict[str, object], ...]) -> str:
    """The words in which a visible check failed: what was tried, the input, what came back, what was expected."""
    error = next((output for output in outputs if output.get("kind") == "error"), None)
    if error is None or error.get("ename") == _LIMIT_REACHED:  # that it took too long is said without an example
        return ""
    lines = clean(str(error.get("evalue", ""))).splitlines() or [""]
    if error.get("ename") == _NOT_YET:
        # The first line begins with the name of the exercise and a count of what holds.
        return "\n".join([lines[0].rpartition(_NEXT)[2], *lines[1:_MAX_EXAMPLE_LINES]]).strip()
    told = error.get("traceback")
    notes = [clean(str(line)).strip() for line in told if _STOPPED in str(line)] if isinstance(told, list) else []
    return "\n".join([*notes[-1:], f"{clean(str(error.get('ename', '')))}: {lines[0]}"])


def _own_error(source: str, outputs: tuple[dict[str, object], ...]) -> str:
    """The line on which an answer's own cell stopped, where Python names one, and Python's words."""
    error = next((output for output in outputs if output.get("kind") == "error"), None)
    if error is None or error.get("ename") == _LIMIT_REACHED:
        return ""
    words = next(iter(clean(str(error.get("evalue", ""))).splitlines()), "")
    place = _OWN_CELL.search(words)
    said = f"{clean(str(error.get('ename', '')))}: {_OWN_CELL.sub('', words)}".strip()
    lines = source.splitlines()
    if place is None or not 1 <= int(place[1]) <= len(lines):
        return said
    return f"line {place[1]}: {clean(lines[int(place[1]) - 1]).strip()[:_MAX_LINE]}\n{said}"


def _pictures(outputs: tuple[dict[str, object], ...]) -> Iterator[bytes]:
    for output in outputs:
        data = output.get("data")
        picture = data.get("image/png") if isinstance(data, dict) else None
        if isinstance(picture, str):
            try:
                yield base64.b64decode(picture, validate=False)
            except ValueError:
                continue
