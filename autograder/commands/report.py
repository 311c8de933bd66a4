"""`autograder report`: the class report from the stored results, without grading anything."""

from pathlib import Path

import msgspec
from rich.console import Console

from autograder.course import Chapter
from autograder.errors import UsageError
from autograder.grading.result import SubmissionResult
from autograder.reports.class_report import ReportFiles, write_class_report
from autograder.reports.digest import digest
from autograder.reports.numbers import ClassNumbers
from autograder.reports.summary import totals
from autograder.scheduling.job import jobs_of_class
from autograder.scheduling.store import ResultStore


def report_class(chapter: Chapter, class_dir: Path, console: Console, *, hide_names: bool) -> None:
    """Write the report of everybody who was graded, and tell the main facts.

    Raises:
        UsageError: nobody was graded yet.
    """
    results = stored_results(class_dir, chapter.slug)
    if not results:
        raise UsageError(
            f"{class_dir}: holds no result of {chapter.slug}. Run `autograder grade {chapter.slug}` first, or name the "
            "folder with --class-dir."
        )
    files, numbers = write_everybody(class_dir, chapter.slug, results, hide_names=hide_names)
    console.print(totals(results))
    console.print(digest(numbers))
    console.print(f"report:    {files.page}")


def stored_results(class_dir: Path, slug: str) -> list[SubmissionResult]:
    """What is known of everybody who has handed in, in the order of their names."""
    store = ResultStore(class_dir, slug)
    found = (store.get(job.student) for job in jobs_of_class(class_dir, slug))
    return [stored.result for stored in found if stored is not None]


def write_everybody(
    class_dir: Path, slug: str, results: list[SubmissionResult], *, hide_names: bool = False
) -> tuple[ReportFiles, ClassNumbers]:
    """Write the report into the class's folder; without names into a folder of its own, which may be handed on.

    Returns:
        The files, and the numbers that stand in them.
    """
    out_dir = class_dir / "reports" / (f"{slug}-without-names" if hide_names else slug)
    history = class_dir / ".autograder" / "history" / f"{slug}.json"
    store = ResultStore(class_dir, slug)
    times = {result.student: known for result in results if (known := store.times(result.student)) is not None}
    files = write_class_report(
        results, out_dir, class_dir / "feedback", history=history, times=times, hide_names=hide_names
    )
    return files, msgspec.json.decode(files.json.read_bytes(), type=ClassNumbers)
