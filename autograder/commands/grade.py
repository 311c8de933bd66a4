"""`autograder grade`: a whole class, in parallel, into nbgrader's gradebook."""

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from autograder.commands.report import stored_results, write_everybody
from autograder.course import Chapter
from autograder.course.settings import COURSE_ID
from autograder.errors import UsageError
from autograder.gradebook.lateness import Penalties, handed_in_at
from autograder.gradebook.writer import CHUNK_STUDENTS, GradebookWriter
from autograder.grading.result import SubmissionResult
from autograder.reports.class_report import ReportFiles
from autograder.reports.digest import digest
from autograder.reports.numbers import ClassNumbers
from autograder.reports.summary import print_summary
from autograder.scheduling.job import Job, Stored, WorkerSettings, jobs_of_class
from autograder.scheduling.pool import grade_all
from autograder.scheduling.store import ResultStore
from autograder.scheduling.worker import released_notebook


def grade_class(
    chapter: Chapter,
    settings: WorkerSettings,
    students: Sequence[str],
    workers: int,
    console: Console,
) -> list[SubmissionResult]:
    """Grade all submissions of a chapter below settings.class_dir, write gradebook and report, show the table.

    Raises:
        UsageError: nothing was submitted, or a named student handed in nothing.
    """
    class_dir = Path(settings.class_dir)
    jobs = _chosen(jobs_of_class(class_dir, chapter.slug), students, class_dir, chapter)
    results: list[SubmissionResult] = []
    names, root = [job.student for job in jobs], Path(settings.course_root)
    with contextlib.ExitStack() as stack:
        write: list[Callable[[Stored], None]] = []

        def open_gradebook() -> None:
            write.append(stack.enter_context(gradebook_of(class_dir, root, chapter, names, again=settings.again)))

        graded = grade_all(jobs, settings, workers, meanwhile=open_gradebook)
        for _, stored in with_progress(graded, len(jobs), console):
            results.append(stored.result)
            write[0](stored)
    results.sort(key=lambda result: result.student)
    files, numbers = write_reports(class_dir, chapter.slug, results)
    print_summary(results, console)
    console.print(digest(numbers))
    console.print(f"gradebook: {class_dir / 'gradebook.db'}")
    console.print(f"feedback:  {class_dir / 'feedback'}")
    console.print(f"report:    {files.page}")
    return results


@contextlib.contextmanager
def gradebook_of(
    class_dir: Path, course_root: Path, chapter: Chapter, students: Sequence[str], *, again: bool = False
) -> Iterator[Callable[[Stored], None]]:
    """The gradebook of a class: call what is yielded with each result. With `again`, also for what it holds already."""
    times = {student: handed_in_at(class_dir / "submitted" / student / chapter.slug) for student in students}
    configs = (folder / "nbgrader_config.py" for folder in (class_dir, course_root))
    penalties = Penalties(configs) if any(times.values()) else None
    path = class_dir / "gradebook.db"
    fresh = again or not path.exists()
    with GradebookWriter(path, COURSE_ID, penalties) as gradebook:
        gradebook.prepare(chapter.slug, released_notebook(course_root, chapter))
        writer = _Chunks(gradebook, ResultStore(class_dir, chapter.slug), times, fresh=fresh)
        try:
            yield writer.add
        finally:
            writer.flush()


def write_reports(
    class_dir: Path, slug: str, results: Sequence[SubmissionResult] = ()
) -> tuple[ReportFiles, ClassNumbers]:
    """The class report of everybody: the given results, and the stored ones of all others. Its files and numbers."""
    found = {result.student: result for result in (*stored_results(class_dir, slug), *results)}
    everybody = sorted(found.values(), key=lambda result: result.student)
    return write_everybody(class_dir, slug, everybody)


class _Chunks:
    """The one writer of the gradebook: a commit for each hundred students, and none for what it already holds."""

    def __init__(
        self, gradebook: GradebookWriter, store: ResultStore, times: Mapping[str, datetime | None], *, fresh: bool
    ) -> None:
        self._gradebook, self._store, self._times = gradebook, store, times
        self._known = {} if fresh else store.keys_in_gradebook()
        self._waiting: list[Stored] = []

    def add(self, stored: Stored) -> None:
        if not stored.key or self._known.get(stored.result.student) != stored.key:
            self._waiting.append(stored)
        if len(self._waiting) >= CHUNK_STUDENTS:
            self.flush()

    def flush(self) -> None:
        if not self._waiting:
            return
        results = [stored.result for stored in self._waiting if stored.result.exercises]
        self._gradebook.write(results, {student: time for student, time in self._times.items() if time})
        # Without a key: a failure of ours, to be graded and written again.
        self._store.note_in_gradebook(stored for stored in self._waiting if stored.key)
        self._waiting.clear()


def _chosen(jobs: list[Job], students: Sequence[str], class_dir: Path, chapter: Chapter) -> list[Job]:
    if not jobs:
        raise UsageError(
            f"{class_dir / 'submitted'}: holds no submission of {chapter.slug}. "
            f"Put notebooks at submitted/<student>/{chapter.slug}/{chapter.slug}.ipynb, "
            "or name the folder with --class-dir."
        )
    missing = sorted(set(students) - {job.student for job in jobs})
    if missing:
        raise UsageError(f"--student {missing[0]}: handed in nothing for {chapter.slug} in {class_dir / 'submitted'}.")
    return [job for job in jobs if not students or job.student in students]


def with_progress(graded: Iterator[tuple[Job, Stored]], total: int, console: Console) -> Iterator[tuple[Job, Stored]]:
    """Pass on what is graded, and show how far it is."""
    columns = (
        TextColumn("grading"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("grading", total=total, rate="")
        for item in graded:
            progress.advance(task)
            speed = progress.tasks[0].speed
            progress.update(task, rate=f"{speed:.1f}/s" if speed else "")
            yield item
