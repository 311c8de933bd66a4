"""Where the milliseconds of one submission go: one process, sandbox strict, with figures and without.

Run: python benchmarks/breakdown.py [--submissions 30]
"""

import argparse
import contextlib
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from support import CHAPTER, PROJECT
from support.clock import Clock
from support.made_class import grade_id, lay_out, released
from support.show import machine, table

from autograder.commands.context import chapter_of, course_at, worker_settings
from autograder.gradebook.autograded import AutogradedWriter
from autograder.gradebook.writer import GradebookWriter
from autograder.grading import engine, run
from autograder.grading.diagnose import Diagnoser
from autograder.grading.exercises import ExerciseGrader
from autograder.sandbox import notebook, server, session
from autograder.scheduling import store, worker
from autograder.scheduling.job import Stored, jobs_of_class

WARM_UP = 10  # the first ones also make the logs of the catalogue and the given figures, once a process
_REST = "the rest of ours"


def install(clock: Clock) -> None:
    """Put the clock around the steps of a grading."""
    clock.wrap(engine, "find_notebook", "read")
    clock.wrap(engine, "read_notebook", "read")
    clock.wrap(engine, "align", "align")
    clock.wrap(server.ForkServer, "open", "open a sandbox")
    clock.wrap(server.Sandbox, "close", "close the sandbox")
    clock.wrap(engine, "run_notebook", "cells: our side")
    notebook.CELLS_AT_ONCE = 1  # so that each can be timed; asking for each costs about a quarter of a millisecond
    clock.wrap(notebook, "run_cells", cell_label)
    clock.wrap(session.Process, "fork", lambda *_, **__: fork_label(clock))
    clock.wrap(ExerciseGrader, "_own", own_label)
    clock.wrap(ExerciseGrader, "_outcomes", tests_label)
    clock.wrap(session.Process, "foresee", "tests: foreseen calls into the sandbox")
    clock.wrap(session.Process, "request", lambda _, message, *__, **___: request_label(clock, message))
    clock.wrap(Diagnoser, "diagnose", "diagnosis")
    clock.wrap(AutogradedWriter, "write", "write the autograded notebook")
    clock.wrap(worker, "feedback_page", "feedback page")
    clock.wrap(worker, "write_atomically", "write the feedback page")
    clock.wrap(store.ResultStore, "put", "store the result")
    clock.wrap(run, "generator", "tests: seeds")


def own_label(_grader: Any, exercise: Any, _tests: Any) -> str:
    """The first and mostly the only test of an exercise."""
    return f"tests of {exercise.id}"


def tests_label(_grader: Any, exercise: Any, _tests: Any, replaced: Any) -> str:
    """An exercise is tested a second time with the reference in place of wrong earlier answers."""
    return "follow-through" if replaced else f"tests of {exercise.id}"


def cell_label(_process: Any, cells: list[tuple[int, str]], *_: Any, **__: Any) -> str:
    """Cells are told by their place among the code cells."""
    return f"cell {cells[0][0]}"


def fork_label(clock: Clock) -> str:
    """The notebook's process is forked before its cells, snapshots before the tests of an exercise."""
    if clock.inside("follow-through"):
        return "follow-through"
    return "tests: fork of a snapshot" if clock.inside("tests") else "cells: fork of the notebook's process"


def request_label(clock: Clock, message: dict[str, Any]) -> str | None:
    """Requests for tests: a cell's belongs to the cell, which has a label already."""
    if not clock.inside("tests"):
        return None
    return "tests: figures drawn" if message.get("op") == "figures" else "tests: calls into the sandbox"


class Side:
    """One class and the worker that grades it, with figures or without."""

    def __init__(self, folder: Path, count: int, *, figures: bool) -> None:
        """Lay out the class and start the worker."""
        lay_out(folder, WARM_UP + count)
        course = course_at(PROJECT)
        settings = worker_settings(course, chapter_of(course, CHAPTER), folder, None, "strict", figures=figures)
        self.worker = worker.Worker(settings)
        self.jobs = jobs_of_class(folder, CHAPTER)
        self.seconds: Counter[str] = Counter()
        self.graded: list[Stored] = []
        self._folder = folder

    def grade(self, clock: Clock, number: int) -> None:
        """Grade one submission; what the first ones take does not count."""
        clock.write_to(self.seconds if number >= WARM_UP else Counter())
        with clock.measure(_REST):
            self.graded.append(self.worker.grade(self.jobs[number]))

    def milliseconds(self) -> Counter[str]:
        """Of one submission, by label."""
        count = len(self.graded) - WARM_UP
        mean = Counter({label: 1e3 * spent / count for label, spent in self.seconds.items()})
        mean["gradebook (in chunks)"] = 1e3 * _gradebook_s(self._folder, self.graded) / len(self.graded)
        return mean


def _gradebook_s(folder: Path, graded: list[Stored]) -> float:
    own = Clock()
    with GradebookWriter(folder / "gradebook.db", "benchmark") as writer:
        writer.prepare(CHAPTER, PROJECT / "release" / CHAPTER / f"{CHAPTER}.ipynb")
        with own.measure("write"):
            writer.write([stored.result for stored in graded])
    return own.seconds["write"]


def grouped(milliseconds: Counter[str]) -> Counter[str]:
    """The single cells and exercises added up."""
    groups: Counter[str] = Counter()
    for label, spent in milliseconds.items():
        kind = "cells" if label.startswith("cell ") else "tests: our side" if label.startswith("tests of ") else label
        groups[kind] += spent
    return groups


def named_cells(milliseconds: Counter[str]) -> Iterator[tuple[str, float]]:
    """Cells under the names that the lesson gives them, the costly ones first."""
    names = [grade_id(cell) for cell in released()["cells"] if cell["cell_type"] == "code"]
    cells = {label: spent for label, spent in milliseconds.items() if label.startswith("cell ")}
    for label, spent in sorted(cells.items(), key=lambda item: -item[1]):
        yield names[int(label.split()[1])], spent


def main() -> None:
    """Grade the same class with figures and without, in turn, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--submissions", type=int, default=30)
    count = parser.parse_args().submissions
    print(machine())
    clock = Clock()
    install(clock)
    with tempfile.TemporaryDirectory(prefix="breakdown-") as name, contextlib.ExitStack() as stack:
        sides = [Side(Path(name) / str(figures), count, figures=figures) for figures in (True, False)]
        for side in sides:
            stack.callback(side.worker.close)
        for number in range(WARM_UP + count):
            for side in sides:
                side.grade(clock, number)
        report([side.milliseconds() for side in sides], count)


def report(both: list[Counter[str]], count: int) -> None:
    """Print the steps with figures and without side by side, and the cells that cost most."""
    groups = [grouped(milliseconds) for milliseconds in both]
    labels = sorted(groups[0] | groups[1], key=lambda label: -groups[0][label])
    rows = [(label, *(f"{group[label]:.1f}" for group in groups)) for label in labels]
    rows.append(("together", *(f"{sum(group.values()):.1f}" for group in groups)))
    table(f"Mean milliseconds a submission ({count} submissions, 1 process)", ("step", "figures", "no figures"), rows)
    with_figures, without = (dict(named_cells(milliseconds)) for milliseconds in both)
    costly = [(name, f"{spent:.1f}", f"{without.get(name, 0):.1f}") for name, spent in list(with_figures.items())[:10]]
    table("The costliest cells", ("cell", "figures", "no figures"), costly)


if __name__ == "__main__":
    main()
