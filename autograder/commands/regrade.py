"""`autograder regrade`: who would get other points after a change of the course, and why; written when confirmed."""

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from autograder.commands.grade import gradebook_of, with_progress, write_reports
from autograder.course import Chapter, Course
from autograder.errors import UsageError
from autograder.files import write_atomically
from autograder.reports.text import csv_cell, number, one_line
from autograder.scheduling.job import Stored, WorkerSettings, jobs_of_class
from autograder.scheduling.plan import split
from autograder.scheduling.pool import grade_all
from autograder.scheduling.regrading import Change, Trial, changes
from autograder.scheduling.store import ResultStore

_COLUMNS = ("student", "exercise", "before", "after", "no longer holds", "holds now")


def regrade(
    course: Course,
    chapter: Chapter,
    settings: WorkerSettings,
    workers: int,
    console: Console,
    *,
    confirm: Callable[[str], bool],
) -> list[Change]:
    """Grade what changed beside the grades that stand, show the differences, and write them when confirmed.

    Raises:
        UsageError: nothing was graded yet.
    """
    class_dir = Path(settings.class_dir)
    store = ResultStore(class_dir, chapter.slug)
    jobs = jobs_of_class(class_dir, chapter.slug)
    known, stale = split(jobs, settings, course, chapter)
    before = {job.student: stored for job in stale if (stored := store.get(job.student)) is not None}
    if not known and not before:
        raise UsageError(f"{class_dir}: {chapter.slug} was not graded yet. Run `autograder grade {chapter.slug}`.")
    console.print(f"{len(known)} submissions are confirmed unchanged; {len(stale)} are graded once more")
    if not stale:
        return []
    trial = Trial(class_dir, chapter.slug)
    trial.clear()
    trial_settings = msgspec.structs.replace(settings, class_dir=str(trial.folder), known_dir=str(class_dir))
    after = [stored for _, stored in with_progress(grade_all(stale, trial_settings, workers), len(stale), console)]
    found = changes(
        {student: stored.result for student, stored in before.items()},
        {stored.result.student: stored.result for stored in after},
    )
    _tell(found, len(after), class_dir / "reports" / chapter.slug / "regrade.csv", console)
    if confirm(f"Write the new grades of {len(after)} submissions?"):
        run = trial.accept(after, before)
        _write(after, class_dir, course, chapter)
        console.print(f"written; `autograder regrade {chapter.slug} --restore {run}` brings the earlier grades back")
    else:
        trial.clear()
        console.print("nothing was written")
    return found


def restore(course: Course, chapter: Chapter, class_dir: Path, number_of_run: int | None, console: Console) -> None:
    """Bring back the grades that a regrade replaced.

    Raises:
        UsageError: there is no such run.
    """
    run, back = Trial(class_dir, chapter.slug).restore(number_of_run)
    _write(back, class_dir, course, chapter)
    console.print(f"run {run}: the grades of {len(back)} submissions are back; the next `grade` grades them anew")


def _write(results: Sequence[Stored], class_dir: Path, course: Course, chapter: Chapter) -> None:
    with gradebook_of(class_dir, course.root, chapter, [stored.result.student for stored in results]) as write:
        for stored in results:
            write(stored)
    write_reports(class_dir, chapter.slug)


def _tell(found: Sequence[Change], graded: int, path: Path, console: Console) -> None:
    shown, text = Table(*_COLUMNS), io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for change in found:
        cells = _cells(change)
        shown.add_row(*(escape(one_line(cell)) for cell in cells))
        writer.writerow([csv_cell(cell) for cell in cells])
    write_atomically(path, text.getvalue().encode())
    console.print(shown if found else "no score and no test changes")
    students = {change.student for change in found if change.before != change.after}
    total = sum(change.after - (change.before or 0.0) for change in found)
    console.print(f"{len(students)} of {graded} would get other points, {total:+g} together")
    console.print(f"table: {escape(str(path))}", soft_wrap=True)


def _cells(change: Change) -> tuple[str, ...]:
    before = "" if change.before is None else number(change.before)
    return change.student, change.exercise, before, number(change.after), ", ".join(change.lost), ", ".join(change.won)
