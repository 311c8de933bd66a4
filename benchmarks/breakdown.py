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
    clock.wrap(notebook, "_run_cell", cell_label)
    clock.wrap(session.Process, "fork", lambda *_, **__: fork_label(clock))
    clock.wrap(ExerciseGrader, "_outcomes", tests_label)
    clock.wrap(session.Process, "request", lambda _, message, *__, **___: request_label(clock, message))
    clock.wrap(Diagnoser, "match", "diagnosis")
    clock.wrap(AutogradedWriter, "write", "write the autograded notebook")
    clock.wrap(worker, "feedback_page", "feedback page")
    clock.wrap(worker, "write_atomically", "write the feedback page")
    clock.wrap(store.ResultStore, "put", "store the result")
    clock.wrap(run, "generator", "tests: seeds")


def tests_label(_grader: Any, exercise: Any, _tests: Any, replaced: Any) -> str:
    """An exercise is tested a second time with the reference in place of wrong earlier answers."""
    return "follow-through" if replaced else f"tests of {exercise.id}"


def cell_label(_process: Any, number: int, *_: Any, **__: Any) -> str:
    """Cells are told by their place among the code cells."""
    return f"cell {number}"


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


def measure(folder: Path, clock: Clock, count: int, *, figures: bool) -> tuple[Counter[str], float]:
    """Grade a class in this process; return milliseconds a submission by label, and those of the gradebook."""
    course = course_at(PROJECT)
    chapter = chapter_of(course, CHAPTER)
    settings = worker_settings(course, chapter, folder, None, "strict", figures=figures)
    grader = worker.Worker(settings)
    jobs = jobs_of_class(folder, CHAPTER)
    with contextlib.closing(grader):
        for job in jobs[:WARM_UP]:
            grader.grade(job)
        clock.reset()
        graded = []
        for job in jobs[WARM_UP:]:
            with clock.measure(_REST):
                graded.append(grader.grade(job))
    seconds = Counter({label: 1e3 * spent / count for label, spent in clock.seconds.items()})
    return seconds, 1e3 * _gradebook_s(folder, graded) / count


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
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--submissions", type=int, default=30)
    count = parser.parse_args().submissions
    clock = Clock()
    install(clock)
    found = {}
    for figures in (True, False):
        with tempfile.TemporaryDirectory(prefix="breakdown-") as folder:
            lay_out(Path(folder), WARM_UP + count)
            found[figures] = measure(Path(folder), clock, count, figures=figures)
    report(found, count)


def report(found: dict[bool, tuple[Counter[str], float]], count: int) -> None:
    """Print steps, cells and exercises, with figures and without side by side."""
    print(machine())
    both = [grouped(found[figures][0]) for figures in (True, False)]
    for groups, figures in zip(both, (True, False), strict=True):
        groups["gradebook (in chunks)"] = found[figures][1]
    labels = sorted(both[0] | both[1], key=lambda label: -both[0][label])
    rows = [(label, f"{both[0][label]:.1f}", f"{both[1][label]:.1f}") for label in labels]
    rows.append(("together", *(f"{sum(groups.values()):.1f}" for groups in both)))
    table(f"Mean milliseconds a submission ({count} submissions, 1 process)", ("step", "figures", "no figures"), rows)
    table("The costliest cells", ("cell", "ms"), [(n, f"{ms:.1f}") for n, ms in list(named_cells(found[True][0]))[:10]])


if __name__ == "__main__":
    main()
