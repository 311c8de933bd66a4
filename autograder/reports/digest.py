"""What stands out in a class, in a few lines for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from autograder.reports.text import number, one_line, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from autograder.reports.numbers import ClassNumbers

_SHOWN = 3


def digest(numbers: ClassNumbers) -> Text:
    """Return the lines; nothing in them is read as markup."""
    return Text("\n").join(Text(one_line(line, 400)) for line in _lines(numbers))


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _lines(numbers: ClassNumbers) -> Iterator[str]:
    tried = [one for one in numbers.exercises if one.difficulty is not None and one.difficulty < 1]
    hard = sorted(tried, key=lambda one: (one.difficulty or 0, one.id))
    if hard:
        told = ", ".join(f"{exercise.id} {100 * (exercise.difficulty or 0):.0f} %" for exercise in hard[:_SHOWN])
        yield f"hardest exercises (points of those who tried): {told}"
    untouched = [(e.verdicts.get("not-attempted", 0), e.id) for e in numbers.exercises]
    left = [f"{name} {count}" for count, name in sorted(untouched, reverse=True)[:_SHOWN] if count]
    if left:
        yield f"left untouched most: {', '.join(left)}"
    if numbers.mistakes:
        made = ", ".join(f"{m.exercise}: {words(m.id)} {m.count}" for m in numbers.mistakes[:_SHOWN])
        yield f"most frequent mistakes: {made}"
    if numbers.stops:
        students = len({stop.student for stop in numbers.stops})
        yield f"ended by a limit or a crash: {_many(len(numbers.stops), 'exercise')}, {_many(students, 'student')}"
    if numbers.times and numbers.times.slow:
        slowest = numbers.times.slow[:_SHOWN]
        slow = ", ".join(f"{one.exercise or 'cells of the notebook'} {one.seconds:.1f} s" for one in slowest)
        yield f"far slower than the others: {_many(len(numbers.times.slow), 'answer')} ({slow})"
    if numbers.change and numbers.change.moves:
        before, after = numbers.change.mean_before, numbers.change.mean_after
        means = "" if before is None or after is None else f"; mean {number(before)} before, {number(after)} now"
        yield f"since the last grading {_many(len(numbers.change.moves), 'score')} changed{means}"
    if numbers.looks:
        yield f"worth a second look: {len(numbers.looks)}, listed in the report"
