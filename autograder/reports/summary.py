"""The grading of a class as a table in the terminal."""

from __future__ import annotations

from collections import Counter
from statistics import fmean
from typing import TYPE_CHECKING

from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from autograder.reports.parts import part_of
from autograder.reports.text import number, one_line, words
from autograder.reports.verdicts import ORDER, exercise_wording, wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.grading.result import ExerciseResult, SubmissionResult

_TONES = {"good": "green", "part": "yellow", "bad": "red", "quiet": "dim", "ours": "magenta"}
_SHOWN = 3


def summary(results: Sequence[SubmissionResult]) -> Group:
    """Return the table and the totals below it, ready for a rich console."""
    return Group(summary_table(results), totals(results))


def print_summary(results: Sequence[SubmissionResult], console: Console | None = None) -> None:
    """Print the table and the totals."""
    (console or Console()).print(summary(results))


def print_result(result: SubmissionResult, console: Console | None = None) -> None:
    """Print one submission, exercise by exercise."""
    table = Table(show_edge=False, pad_edge=False, header_style="bold")
    table.add_column("exercise", no_wrap=True)
    table.add_column("points", justify="right", no_wrap=True)
    table.add_column("result", no_wrap=True)
    table.add_column("what to know", overflow="fold")
    for exercise in result.exercises:
        shown = exercise_wording(exercise)
        said = Text("\n").join(_safe(line) for line in _told(exercise))
        state = Text(f"{shown.mark} {shown.title}", style=_TONES[shown.tone])
        table.add_row(_safe(exercise.id), _score(exercise), state, said)
    files = [_safe(f"file: {accident.message}") for accident in result.accidents]
    (console or Console()).print(Group(table, *files, totals([result])))


def summary_table(results: Sequence[SubmissionResult]) -> Table:
    """Return one row per submission: student, score, verdict, mistakes and accidents."""
    table = Table(show_edge=False, pad_edge=False, header_style="bold")
    table.add_column("student", overflow="fold", min_width=12, max_width=32)
    table.add_column("score", justify="right", no_wrap=True)
    table.add_column("gravest result", no_wrap=True)
    # Mistakes and accidents share a column: with one each, a student's name has no room at 80 characters.
    table.add_column("recognised mistakes, accidents", overflow="fold")
    for result in results:
        shown = wording(result.verdict)
        table.add_row(
            _safe(result.student),
            _score(result),
            Text(f"{shown.mark} {shown.title}", style=_TONES[shown.tone]),
            Text("\n").join(_safe(line) for line in _notes(result)),
        )
    return table


def totals(results: Sequence[SubmissionResult]) -> Text:
    """Return how many submissions there are, their mean, and how many of each verdict."""
    # Without a decided score a submission would pull the mean down for a fault that is ours.
    scores = [result.score for result in results if result.verdict != "internal-error"]
    counts = Counter(str(result.verdict) for result in results)
    parts = [f"{len(results)} submission{'' if len(results) == 1 else 's'}"]
    if scores:
        best = max(result.max_score for result in results)
        parts.append(f"mean {number(fmean(scores))} of {number(best)}")
    parts += [f"{counts[verdict]} {wording(verdict).title}" for verdict in ORDER if counts[verdict]]
    parts += _machine_facts(results)
    return Text("; ".join(parts))


def _told(exercise: ExerciseResult) -> list[str]:
    """Return the sentences for an exercise; where there are none, the first facts that do not hold."""
    part = part_of(exercise)
    facts = [f"Not yet: {check.fact}" for check in part.checks if not check.passed]
    lines = [text for text in (part.headline, *part.messages) if text] or facts[:_SHOWN]
    return [*lines, f"Your line: {exercise.line}"] if exercise.line else lines


def _score(result: SubmissionResult | ExerciseResult) -> str:
    return f"{number(result.score)} / {number(result.max_score)}"


def _machine_facts(results: Sequence[SubmissionResult]) -> list[str]:
    data_sets = sorted({one_line(result.data_set) for result in results if result.data_set})
    sandboxes = sorted({one_line(result.sandbox) for result in results})
    return [f"data set {', '.join(data_sets) or 'none'}", f"sandbox {', '.join(sandboxes)}"] if results else []


def _notes(result: SubmissionResult) -> list[str]:
    found = [f"{exercise.id}: {words(mistake)}" for exercise in result.exercises for mistake in exercise.mistakes]
    rest = len(found) - _SHOWN
    more = [f"and {rest} more"] if rest > 0 else []
    accidents = dict.fromkeys(f"file: {words(accident.kind)}" for accident in result.accidents)
    return [*found[:_SHOWN], *more, *accidents]


def _safe(text: str) -> Text:
    """Return a Text: rich never reads markup or emoji codes in one, and no escape sequence is left."""
    return Text(one_line(text))
