"""What has to be graded and what is known: found in the asking process, before any worker starts."""

from collections.abc import Iterable
from pathlib import Path

from autograder.course import Chapter, Course
from autograder.datasets import locate
from autograder.grading.continuity import earlier_folders
from autograder.scheduling import keys
from autograder.scheduling.job import Job, Stored, WorkerSettings
from autograder.scheduling.store import ResultStore
from autograder.scheduling.worker import released_notebook


def split(
    jobs: Iterable[Job], settings: WorkerSettings, course: Course, chapter: Chapter
) -> tuple[dict[str, Stored], list[Job]]:
    """The stored results that are still right, by student, and the jobs that have none."""
    released = released_notebook(course.root, chapter)
    data = locate(Path(settings.data_dir) if settings.data_dir else None)
    version = keys.version(settings, course, chapter, released, data.fingerprint)
    store = ResultStore(Path(settings.class_dir), chapter.slug)
    known: dict[str, Stored] = {}
    stale: list[Job] = []
    for job in jobs:
        folder = Path(job.folder)
        stored = store.get(job.student)
        if stored and stored.key == keys.of_submission(version, folder, earlier_folders(chapter, folder)).whole:
            known[job.student] = stored
        else:
            stale.append(job)
    return known, stale
