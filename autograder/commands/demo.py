"""`autograder demo`: a made-up class of chapter 3, graded as any other class."""

import os
import shlex
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec
from rich.console import Console
from rich.markup import escape

from autograder.commands.context import chapter_of, course_at, worker_settings
from autograder.commands.grade import grade_class
from autograder.course import Chapter, Course, build_chapter, check_built
from autograder.demo import SPECIMENS, deviations, lay_out
from autograder.errors import StaleBuildError
from autograder.grading.result import SubmissionResult
from autograder.reports.text import one_line
from autograder.sandbox.config import Limits

_CHAPTER = "ch03"
# An endless loop costs its whole limit in every cell and test that it stands in; a demo need not wait for that.
_LIMITS = Limits(notebook_cpu_s=10.0, cell_cpu_s=2.0)


def run_demo(folder: Path, data_dir: Path | None, sandbox: str, console: Console) -> list[SubmissionResult]:
    """Build the course where needed, lay out the class, grade it, and say what is where.

    Args:
        folder: where the class is laid out; an earlier demo there is replaced.
        data_dir: where to look for the data set, None for the usual order.
        sandbox: strict, reduced or none.
        console: where the table goes.

    Raises:
        UsageError: the folder holds something else than an earlier demo.
    """
    started = time.monotonic()
    folder = folder.resolve()
    course = course_at(None)
    chapter = chapter_of(course, _CHAPTER)
    settings = worker_settings(course, chapter, folder, data_dir, sandbox, figures=True)
    settings = msgspec.structs.replace(settings, sandbox=msgspec.structs.replace(settings.sandbox, limits=_LIMITS))
    _build_where_stale(course, chapter, console)
    lay_out(folder, course, chapter)
    console.print(f"{len(SPECIMENS)} made-up submissions of {chapter.slug}, each named after what it is")
    results = grade_class(chapter, settings, [], os.cpu_count() or 1, console)
    _tell_deviations(results, console)
    console.print(f"took {time.monotonic() - started:.0f} s\n\n{escape(_where_to_look(folder))}", soft_wrap=True)
    return results


def _build_where_stale(course: Course, chapter: Chapter, console: Console) -> None:
    try:
        check_built(course, chapter)
    except StaleBuildError:
        built = build_chapter(course, chapter)
        console.print(f"built {escape(str(built.release))}")


def _tell_deviations(results: Sequence[SubmissionResult], console: Console) -> None:
    by_name = {result.student: result for result in results}
    found = [(one.name, problem) for one in SPECIMENS for problem in deviations(one.expected, by_name[one.name])]
    for name, problem in found:
        console.print(f"[red]NOT AS EXPECTED[/red] {escape(one_line(name))}: {escape(problem)}", soft_wrap=True)
    if not found:
        console.print("every submission ended as its name says")


def _where_to_look(folder: Path) -> str:
    as_root = " --allow-root" if os.geteuid() == 0 else ""
    return (
        "To look at the class in formgrader (answers, points, comments; the written answers wait there for a person):\n"
        f"    cd {shlex.quote(str(folder))} && {shlex.quote(sys.executable)} -m jupyter lab{as_root}\n"
        "and choose Formgrader in the menu Nbgrader, or open /formgrader below the address that it prints."
    )
