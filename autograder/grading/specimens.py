"""Submissions made for proving a course: the reference, the untouched stubs, and each entry of the catalogue."""

import ast
from pathlib import Path

import msgspec

from autograder.course.model import Chapter
from autograder.mistakes.catalogue import Variant
from autograder.submission import Notebook, read_notebook


class Specimens:
    """Makes notebooks of one chapter out of its instructor's version, which holds the reference in the answer cells."""

    def __init__(self, chapter: Chapter, source_notebook: Path) -> None:
        self._exercises = {exercise.id for exercise in chapter.exercises}
        self._solved = read_notebook(source_notebook)

    def reference(self) -> Notebook:
        """A submission with the reference in every answer cell."""
        return self._solved

    def with_entry(self, entry: Variant) -> Notebook:
        """The reference submission with one function replaced by an entry of the catalogue."""
        return self.with_answer(entry.exercise, self.answer_with(entry))

    def answer_with(self, entry: Variant) -> str:
        """Source of the answer cell in which the entry stands in for the function that it replaces."""
        source = next(cell.source for cell in self._solved.cells if cell.grade_id == entry.exercise)
        for node in ast.parse(source).body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name == entry.replaces:
                lines = source.splitlines()
                return "\n".join([*lines[: node.lineno - 1], entry.source.rstrip(), *lines[node.end_lineno :]])
        return f"{source}\n\n\n{entry.source}"

    def with_answer(self, exercise: str, answer: str) -> Notebook:
        """The reference submission with another source in one answer cell."""
        cells = tuple(
            msgspec.structs.replace(cell, source=answer) if cell.grade_id == exercise else cell
            for cell in self._solved.cells
        )
        return Notebook(cells)
