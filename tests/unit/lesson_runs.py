"""Runs a lesson's code cells in this process, as a notebook would, and tells what its visible checks said."""

import importlib
from pathlib import Path

import matplotlib as mpl

mpl.use("agg")

from matplotlib import pyplot as plt

from autograder.course.cells import Role
from autograder.course.lesson import read_lesson
from autograder.course.solution import fill_stub, read_reference

ROOT = Path(__file__).resolve().parents[2]


class LessonRuns:
    """One chapter: its lesson, its reference, and runs of the one with or without the other."""

    def __init__(self, slug):
        self.lesson = read_lesson(ROOT / "exercises" / f"{slug}.py")
        self.reference = read_reference(ROOT / "solutions" / f"{slug}.py")
        self.files = ROOT / "exercises" / f"{slug}_files"
        self.exercises = list(self.lesson.of_role(Role.STUB))
        self.checks = self.lesson.of_role(Role.CHECK)
        self.slug = slug
        # Now, because tests change the working directory and bring courses of their own.
        self.solutions = importlib.import_module(f"solutions.{slug}")

    def run(self, *, solved, answers=None):
        """Run all code cells in one namespace; return it, and the sentence of each check that did not hold.

        Args:
            solved: fill the stubs from the reference.
            answers: source by exercise, in the place of its stub.
        """
        names, said = {"__name__": "__main__"}, {}
        for cell in self.lesson.cells:
            if not cell.is_code:
                continue
            source = cell.source
            if cell.role is Role.STUB:
                source = fill_stub(self.lesson.path, cell, self.reference) if solved else source
                source = (answers or {}).get(cell.name, source)
            try:
                exec(compile(source, cell.grade_id, "exec"), names)
            except AssertionError as error:
                assert cell.role is Role.CHECK
                said[cell.name] = str(error)
        plt.close("all")
        return names, said

    def said_of(self, entries):
        """Put each entry of the catalogue into a solved notebook; yield it, and what its visible check says or None."""
        names, _ = self.run(solved=True)
        for entry in entries:
            stub, check = self.lesson.of_role(Role.STUB)[entry.exercise], self.checks[entry.exercise]
            said = None
            try:
                exec(entry.source, names)
                exec(check.source, names)
            except Exception as error:  # noqa: BLE001  # a student sees her own traceback
                said = str(error) or type(error).__name__
            finally:
                exec(fill_stub(self.lesson.path, stub, self.reference), names)
                plt.close("all")
            yield entry, said

    def shown_lines_of_bodies(self):
        """Lines of the reference's bodies that stand in a text or a check, and would hand out the solution."""
        shown = {line.strip() for cell in self.lesson.cells for line in cell.source.splitlines()}
        bodies = [node for function in self.reference.functions.values() for node in function.body[1:]]
        numbers = {n for node in bodies for n in range(node.lineno, (node.end_lineno or 0) + 1)}
        return {line for line in (self.reference.lines[n - 1].strip() for n in numbers) if line in shown}
