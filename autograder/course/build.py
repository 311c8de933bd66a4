"""Building a chapter: lesson + reference -> source/<slug>/ -> nbgrader -> release/<slug>/."""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from autograder.course.lesson import read_lesson
from autograder.course.loading import find_chapter, load_course
from autograder.course.model import Chapter, Course

__all__ = ["BuiltChapter", "build_chapter", "find_chapter", "load_course"]

_NOT_SHIPPED = shutil.ignore_patterns("__pycache__", "*.pyc", ".*")


@dataclass(frozen=True, slots=True)
class BuiltChapter:
    """The two folders that a build writes."""

    source: Path
    release: Path


def build_chapter(course: Course, chapter: Chapter, out_root: Path | None = None) -> BuiltChapter:
    """Write source/<slug>/ and release/<slug>/ below `out_root` (by default the course's own root).

    Everything is made in a temporary folder first, so that a build that fails leaves the last one in place.

    Raises:
        CourseError: the lesson, the reference or a suite is wrong; the message names file and line.
    """
    # nbgrader and nbformat take half a second to import, and only a build needs them.
    from autograder.course.release import generate_release

    target = (out_root or course.root).resolve()
    with tempfile.TemporaryDirectory(prefix="autograder-build-") as folder:
        workspace = Path(folder).resolve()
        source = _write_source(chapter, workspace)
        release = generate_release(workspace, chapter.slug)
        return BuiltChapter(_replace(source, target / "source"), _replace(release, target / "release"))


def _write_source(chapter: Chapter, workspace: Path) -> Path:
    source = workspace / "source" / chapter.slug
    source.parent.mkdir()
    if chapter.files_dir.is_dir():
        shutil.copytree(chapter.files_dir, source, ignore=_NOT_SHIPPED)
    source.mkdir(exist_ok=True)
    from autograder.course.notebook import source_notebook

    text = source_notebook(chapter, read_lesson(chapter.lesson_path))
    (source / f"{chapter.slug}.ipynb").write_text(text, encoding="utf-8")
    return source


def _replace(built: Path, parent: Path) -> Path:
    """Put a built folder in the place of an earlier one, files of which may not exist any more."""
    target = parent / built.name
    parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(built, target, copy_function=shutil.copyfile)
    return target
