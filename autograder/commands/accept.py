"""`autograder accept`: would this file be graded? The same salvage as in grading, without running anything."""

import ast
from pathlib import Path

import msgspec
from rich.console import Console
from rich.markup import escape

from autograder.course import Chapter
from autograder.reports.text import one_line
from autograder.submission import Accident, align, read_notebook

_MAGIC = ("%", "!", "?")


class Acceptance(msgspec.Struct, frozen=True):
    """What grading would find in a file.

    Attributes:
        answered: ids of exercises with an answer.
        untouched: ids of exercises that stand as they were released.
        missing: ids of exercises whose cell is not there.
        broken: (id, line of the answer) of answers that are no Python.
        accidents: what would be repaired or guessed.
    """

    answered: tuple[str, ...]
    untouched: tuple[str, ...]
    missing: tuple[str, ...]
    broken: tuple[tuple[str, int], ...]
    accidents: tuple[Accident, ...]


def examine(path: Path, chapter: Chapter, released: Path) -> Acceptance:
    """Lay a file over the released notebook.

    Raises:
        SubmissionError: the file cannot be read as a notebook.
    """
    names = {exercise.id: exercise.defines for exercise in chapter.exercises}
    alignment = align(read_notebook(released), read_notebook(path), list(names), names)
    answers = [alignment.answers[exercise.id] for exercise in chapter.exercises]
    written = {exercise.id for exercise in chapter.exercises if exercise.kind == "written"}
    broken = [
        (answer.exercise, line)
        for answer in answers
        if answer.exercise not in written and (line := _broken_line(answer.source))
    ]
    return Acceptance(
        answered=tuple(answer.exercise for answer in answers if not answer.untouched),
        untouched=tuple(answer.exercise for answer in answers if answer.untouched and not answer.missing),
        missing=tuple(answer.exercise for answer in answers if answer.missing),
        broken=tuple(broken),
        accidents=alignment.accidents,
    )


def print_acceptance(found: Acceptance, title: str, console: Console) -> bool:
    """Say it; whether the file can be handed in: at least one answer, every answer is Python, and no cell is lost."""
    total = len(found.answered) + len(found.untouched) + len(found.missing)
    console.print(f"{escape(title)}: {len(found.answered)} of {total} exercises are answered.", highlight=False)
    lines = [f"{name}: line {line} of the answer is no Python; it would get no points." for name, line in found.broken]
    if found.missing:
        lines.append(f"The cells of these answers are missing, and would get no points: {', '.join(found.missing)}.")
        lines.append("Copy such a cell out of a fresh notebook of this chapter, and put your answer into it.")
    lines += [one_line(accident.message) for accident in found.accidents if accident.kind != "missing-cell"]
    if found.untouched:
        lines.append(f"Untouched: {', '.join(found.untouched)}.")
    if not found.answered:
        lines.append("Nothing is answered. Is this the file that you worked in? Did you save it?")
    for line in lines:
        console.print(f"- {escape(line)}", highlight=False, soft_wrap=True)
    good = bool(found.answered) and not found.broken and not found.missing
    console.print("It can be handed in." if good else "Look at it again before you hand it in.")
    return good


def _broken_line(source: str) -> int:
    """The line where an answer stops being Python; 0 where it is Python, but for lines that Jupyter understands."""
    lines = ["" if line.lstrip().startswith(_MAGIC) else line for line in source.splitlines()]
    try:
        ast.parse("\n".join(lines))
    except SyntaxError as error:
        return error.lineno or 1
    except (ValueError, RecursionError, MemoryError):
        return 1
    return 0
