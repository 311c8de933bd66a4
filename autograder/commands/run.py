"""`autograder run`: one notebook file, its result on the screen or as JSON."""

from pathlib import Path

import msgspec

from autograder.course import Chapter, Course
from autograder.datasets import DataSet
from autograder.errors import SubmissionError, UsageError
from autograder.grading.engine import Engine
from autograder.grading.result import SubmissionResult
from autograder.sandbox.config import SandboxConfig
from autograder.submission import read_notebook


def run_file(
    path: Path, chapter: Chapter, released: Path, data: DataSet, *, secret: bytes, sandbox: SandboxConfig
) -> SubmissionResult:
    """Grade one notebook file.

    Raises:
        UsageError: there is no such file.
    """
    if not path.is_file():
        raise UsageError(f"{path}: no such file. Name the notebook to run.")
    with Engine(chapter, released, data, secret, sandbox) as engine:
        return engine.grade_file(path, path.stem).result


def as_json(result: SubmissionResult) -> str:
    """One JSON object with stable names; see docs/instructor.md."""
    return msgspec.json.format(msgspec.json.encode(result)).decode()


def chapter_for(course: Course, notebook: Path) -> Chapter:
    """The chapter that a notebook belongs to: its name says it, or its folder's, or the marks of its cells.

    Raises:
        UsageError: nothing tells.
    """
    if not notebook.is_file():
        raise UsageError(f"{notebook}: no such file. Name the notebook to run.")
    for name in (notebook.name, notebook.resolve().parent.name):
        for chapter in course.chapters:
            if name.startswith((chapter.slug, chapter.slug.split("_")[0])):
                return chapter
    marks = _marks(notebook)
    # The marks name exercises; a name that two chapters share is outvoted by the others.
    best = max(course.chapters, key=lambda chapter: len(marks & {exercise.id for exercise in chapter.exercises}))
    if marks & {exercise.id for exercise in best.exercises}:
        return best
    raise UsageError(f"{notebook}: neither its name nor its cells tell the chapter. Say which with --chapter.")


def _marks(notebook: Path) -> set[str | None]:
    try:
        return {cell.grade_id for cell in read_notebook(notebook).cells}
    except SubmissionError:
        return set()
