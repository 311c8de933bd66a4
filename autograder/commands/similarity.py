"""`autograder similarity`: answers that share passages, on a page for the instructor. Nothing else calls it."""

from pathlib import Path

from rich.console import Console

from autograder.course import Chapter
from autograder.errors import SubmissionError, UsageError
from autograder.files import write_atomically
from autograder.reports.similarity import similar_pairs, similarity_page
from autograder.reports.text import one_line
from autograder.scheduling.job import jobs_of_class
from autograder.scheduling.worker import released_notebook
from autograder.submission import align, find_notebook, read_notebook

_SHOWN = 10


def compare_class(chapter: Chapter, course_root: Path, class_dir: Path, console: Console, *, least: float) -> None:
    """Compare all answers to the code exercises of a chapter, write the page, tell the most alike pairs.

    Raises:
        UsageError: nothing to compare was handed in, or the least share is no share.
    """
    if not 0 < least <= 1:
        raise UsageError(f"--least {least:g}: write a part of one's own code, above 0 and at most 1.")
    answers, given = _answers(chapter, course_root, class_dir)
    if len(answers) < 2:
        raise UsageError(f"{class_dir / 'submitted'}: holds fewer than two submissions of {chapter.slug} with code.")
    pairs = similar_pairs(answers, given, least)
    path = class_dir / "reports" / f"{chapter.slug}-similarity" / "similarity.html"
    write_atomically(path, similarity_page(chapter.slug, pairs, len(answers)).encode("utf-8", "replace"))
    many = "1 pair shares" if len(pairs) == 1 else f"{len(pairs)} pairs share"
    console.print(f"{many} {100 * least:g} % or more of one's own code, among {len(answers)} students")
    for pair in pairs[:_SHOWN]:
        names = f"{one_line(pair.first)} and {one_line(pair.second)}"
        shares = f"{100 * pair.first_share:.0f} % and {100 * pair.second_share:.0f} %"
        console.print(f"  {names}: {shares}", markup=False, highlight=False)
    console.print("A place to look, and no finding: short exercises have few solutions.")
    console.print(f"page:      {path}")


def _answers(chapter: Chapter, course_root: Path, class_dir: Path) -> tuple[dict[str, str], list[str]]:
    """The code that each student wrote, and the code that all were given."""
    released = read_notebook(released_notebook(course_root, chapter))
    names = {exercise.id: exercise.defines for exercise in chapter.exercises}
    written = {exercise.id for exercise in chapter.exercises if exercise.kind == "written"}
    found: dict[str, str] = {}
    for job in jobs_of_class(class_dir, chapter.slug):
        path = find_notebook(Path(job.folder), chapter.slug).path
        if path is None:
            continue
        try:
            alignment = align(released, read_notebook(path), list(names), names)
        except SubmissionError:
            continue
        code = [a.source for a in alignment.answers.values() if not a.untouched and a.exercise not in written]
        if code:
            found[job.student] = "\n\n\n".join(code) + "\n"
    return found, [cell.source for cell in released.cells if cell.kind == "code"]
