"""`autograder run`: one notebook file, its result on the screen or as JSON."""

from pathlib import Path

import msgspec

from autograder.course import Chapter, Course
from autograder.datasets import DataSet
from autograder.errors import UsageError
from autograder.grading.engine import Engine
from autograder.grading.result import SubmissionResult
from autograder.sandbox.config import SandboxConfig


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
    """The chapter whose slug the file's name or folder begins with.

    Raises:
        UsageError: none does.
    """
    for name in (notebook.name, notebook.resolve().parent.name):
        for chapter in course.chapters:
            if name.startswith((chapter.slug, chapter.slug.split("_")[0])):
                return chapter
    if len(course.chapters) == 1:
        return course.chapters[0]
    raise UsageError(f"{notebook}: its name does not tell the chapter. Say which with --chapter.")
