"""From the instructor's notebook (`source/`) to the students' one (`release/`), by nbgrader's own converter."""

import logging
from pathlib import Path

from nbgrader.converters import GenerateAssignment
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory

from autograder.course.quick import nbformat
from autograder.course.settings import nbgrader_settings
from autograder.errors import LessonError


def generate_release(course_folder: Path, slug: str) -> Path:
    """Run nbgrader's generate_assignment on `source/<slug>` below a course folder; return `release/<slug>`."""
    settings = nbgrader_settings(course_folder)
    # A build has no gradebook: that belongs to `grade`, and a fresh one costs a start of the alembic program.
    settings.GenerateAssignment.no_database = True
    settings.SaveCells.enabled = False
    settings.CourseDirectory.assignment_id = slug
    course_directory = CourseDirectory(config=settings)
    converter = GenerateAssignment(coursedir=course_directory, config=settings)
    converter.log = _quiet_log()
    try:
        converter.start()
    except NbGraderException as error:
        raise LessonError(
            f"{slug}: nbgrader could not make the release notebook; its own words stand above."
        ) from error
    release = course_folder / "release" / slug
    nbformat.validate(nbformat.read(release / f"{slug}.ipynb", as_version=nbformat.NO_CONVERT))
    return release


def _quiet_log() -> logging.Logger:
    """Pass on what nbgrader reports as an error; its progress is not the author's concern."""
    log = logging.getLogger("autograder.course.nbgrader")
    log.setLevel(logging.ERROR)
    return log
