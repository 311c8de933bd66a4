"""A class of any size out of the reference and the catalogue; the same number gives the same class every time."""

import itertools
import json
import random
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from autograder.course import Chapter, find_chapter, load_course
from autograder.grading.specimens import Specimens
from autograder.mistakes.catalogue import Variant, catalogue
from autograder.submission import Notebook
from support import CHAPTER, PROJECT

# Of ten submissions: one as the reference has it, three in another right form, four with one mistake, two half done.
_MIX = ("reference", "variant", "mistake", "half", "mistake", "variant", "mistake", "half", "variant", "mistake")
_MARKERS = ("### BEGIN SOLUTION", "### END SOLUTION")

Answers = dict[str, str]
KeepCell = Callable[[str], bool]


class MadeClass:
    """Makes the answers of one student after the other, and notebooks that hold them."""

    def __init__(self, seed: int = 3, slug: str = CHAPTER) -> None:
        """Read the reference and the catalogue."""
        self.chapter: Chapter = find_chapter(load_course(PROJECT), slug)
        self._specimens = Specimens(self.chapter, PROJECT / "source" / slug / f"{slug}.ipynb")
        entries = catalogue(slug)
        chance = random.Random(seed)
        self._entries: dict[str, list[Variant]] = {
            "mistake": chance.sample(entries.mistakes, len(entries.mistakes)),
            "variant": chance.sample(entries.variants, len(entries.variants)),
        }
        self._exercises = [exercise.id for exercise in self.chapter.exercises]

    def students(self, count: int) -> Iterator[tuple[str, Answers]]:
        """Student ids and their answer cells, by exercise; an exercise that is missing is left as handed out."""
        taken = dict.fromkeys(self._entries, 0)
        for number in range(count):
            kind = _MIX[number % len(_MIX)]
            if kind in taken:
                entry = self._entries[kind][taken[kind] % len(self._entries[kind])]
                taken[kind] += 1
                answers = self._answers(self._specimens.with_entry(entry))
            else:
                answers = self._answers(self._specimens.reference())
            if kind == "half":
                done = self._exercises[: len(self._exercises) // 2]
                answers = {name: answers[name] for name in done if name in answers}
            yield f"student{number:04}", answers

    def _answers(self, notebook: Notebook) -> Answers:
        return {
            cell.grade_id: _without_markers(cell.source)
            for cell in notebook.cells
            if cell.grade_id in self._exercises and cell.kind == "code"
        }


def with_answers(handed_out: Mapping[str, Any], answers: Answers, note: str) -> dict[str, Any]:
    """A copy of a notebook's JSON with the answers in their cells; the note makes no two submissions alike."""
    cells = []
    for cell in handed_out["cells"]:
        answer = answers.get(grade_id(cell))
        cells.append(cell if answer is None else {**cell, "source": f"{answer}\n\n# {note}"})
    return {**handed_out, "cells": cells}


def lay_out(
    folder: Path,
    count: int,
    handed_out: Mapping[str, Any] | None = None,
    *,
    first: int = 0,
    keep: KeepCell = lambda _: True,
    leave_out: frozenset[str] = frozenset(),
    slug: str = CHAPTER,
) -> list[str]:
    """Write `submitted/` of a class below folder; return the ids of its students.

    Args:
        folder: of the class.
        count: number of students.
        handed_out: the notebook that they received, as JSON; the released one if not given.
        first: number of the first student to write; those before it are there already.
        keep: which cells of it they hand in, by grade id.
        leave_out: exercises that nobody has touched.
        slug: of the chapter.
    """
    notebook = handed_out or released(slug)
    notebook = {**notebook, "cells": [cell for cell in notebook["cells"] if keep(grade_id(cell))]}
    students = []
    for student, answers in itertools.islice(MadeClass(slug=slug).students(count), first, None):
        path = folder / "submitted" / student / slug / f"{slug}.ipynb"
        path.parent.mkdir(parents=True)
        kept = {exercise: answer for exercise, answer in answers.items() if exercise not in leave_out}
        path.write_text(json.dumps(with_answers(notebook, kept, student)))
        students.append(student)
    return students


def grade_id(cell: Mapping[str, Any]) -> str:
    """The name that nbgrader knows a cell by; empty for a cell without one."""
    return str(cell["metadata"].get("nbgrader", {}).get("grade_id", ""))


def released(slug: str = CHAPTER) -> dict[str, Any]:
    """The chapter's notebook as students receive it."""
    return dict(json.loads((PROJECT / "release" / slug / f"{slug}.ipynb").read_text()))


def _without_markers(source: str) -> str:
    return "\n".join(line for line in source.splitlines() if line.strip() not in _MARKERS)
