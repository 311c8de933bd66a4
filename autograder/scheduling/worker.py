"""One worker process: an engine that grades job after job and writes each student's files."""

import gc
import os
import signal
import traceback
from collections.abc import Mapping
from functools import partial
from multiprocessing.util import Finalize
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.course import Chapter, find_chapter, load_course
from autograder.datasets import locate
from autograder.errors import AutograderError, InternalError, StaleBuildError, SubmissionError, portable
from autograder.files import write_atomically
from autograder.gradebook.autograded import AutogradedWriter, safe_student
from autograder.gradebook.exchange import pass_on
from autograder.grading import score
from autograder.grading.continuity import earlier_folders
from autograder.grading.engine import Engine, Graded
from autograder.grading.result import ExerciseResult, SubmissionResult, Verdict
from autograder.grading.times import RunTimes
from autograder.reports.feedback import NOTHING, feedback_page
from autograder.reports.visible import Visible, visible_parts
from autograder.scheduling import keys
from autograder.scheduling.job import Job, Stored, WorkerSettings
from autograder.scheduling.store import ResultStore
from autograder.submission import Accident

if TYPE_CHECKING:
    from multiprocessing.queues import SimpleQueue


class Worker:
    """Grades jobs of one chapter and keeps their results."""

    def __init__(self, settings: WorkerSettings) -> None:
        """Build the engine; costs about a second."""
        self.settings = settings
        course = load_course(Path(settings.course_root))
        self.chapter = find_chapter(course, settings.chapter)
        self._class_dir = Path(settings.class_dir)
        released = released_notebook(course.root, self.chapter)
        data = locate(Path(settings.data_dir) if settings.data_dir else None)
        self._new_engine = partial(Engine, self.chapter, released, data, settings.secret, settings.sandbox)
        self._engine = self._new_engine()
        self._store = ResultStore(self._class_dir, self.chapter.slug)
        self._known = ResultStore(Path(settings.known_dir or settings.class_dir), self.chapter.slug)
        self._autograded = AutogradedWriter(self._class_dir / "autograded", self.chapter.slug, released)
        self._version = keys.version(settings, course, self.chapter, released, data.fingerprint)

    def grade(self, job: Job) -> Stored:
        """The result of one job: stored before where nothing changed since, else graded now."""
        safe_student(job.student)
        folder = Path(job.folder)
        key = keys.of_submission(self._version, folder, earlier_folders(self.chapter, folder))
        stored = None if self.settings.again else self._known.get(job.student)
        if stored is not None and stored.key == key.whole and self._has_files(job.student):
            return stored
        kept = keys.still_right(self.chapter, stored, key)
        graded = self._graded(folder, job.student, kept)
        self._write_files(job.student, graded)
        page = _page_path(self.settings, job.student)
        pass_on(folder, self._notebook_path(job.student).parent, page.parent, self.settings.secret)
        if graded.times is not None:
            self._store.put_times(job.student, self._with_earlier(job.student, graded.times, kept))
        if graded.result.verdict is Verdict.INTERNAL_ERROR:
            return Stored("", graded.result)  # ours: to be graded again next time
        stored = Stored(key.whole, graded.result, key.shared, key.parts)
        self._store.put(job.student, stored)
        return stored

    def _graded(self, folder: Path, student: str, kept: Mapping[str, ExerciseResult]) -> Graded:
        graded = self._engine.grade_folder(folder, student, kept)
        if not any(accident.kind == "internal-error" for accident in graded.result.accidents):
            return graded
        # A fork server that died serves nobody after it either: once more with a new one.
        self._engine.close()
        self._engine = self._new_engine()
        return self._engine.grade_folder(folder, student)

    def _with_earlier(self, student: str, times: RunTimes, kept: Mapping[str, ExerciseResult]) -> RunTimes:
        """Run times with those of the exercises that were not tested again."""
        earlier = self._known.times(student) if kept else None
        before = {name: time for name, time in earlier.exercises.items() if name in kept} if earlier else {}
        return RunTimes(times.notebook, {**before, **times.exercises})

    def _write_files(self, student: str, graded: Graded) -> None:
        if graded.alignment is not None:
            outputs = [run.outputs if run else None for run in graded.runs]
            self._autograded.write(student, graded.alignment.cells, outputs)
        _write_page(self.settings, graded.result, visible_parts(graded))

    def _has_files(self, student: str) -> bool:
        return self._notebook_path(student).is_file() and _page_path(self.settings, student).is_file()

    def _notebook_path(self, student: str) -> Path:
        slug = self.chapter.slug
        return self._class_dir / "autograded" / student / slug / f"{slug}.ipynb"

    def prepare_forks(self) -> None:
        """Work out what forks of this process will need, each of them."""
        self._engine.prepare_forks()

    def continue_in_fork(self, processor: int | None) -> None:
        """Called once in a fork of the process that made this worker."""
        self._engine.continue_in_fork(processor)

    def close(self) -> None:
        """End the fork server."""
        self._engine.close()


def released_notebook(root: Path, chapter: Chapter) -> Path:
    """The notebook that students received."""
    path = root / "release" / chapter.slug / f"{chapter.slug}.ipynb"
    if not path.is_file():
        raise StaleBuildError(f"{path}: not found. Run `autograder build {chapter.slug}` first.")
    return path


def _page_path(settings: WorkerSettings, student: str) -> Path:
    slug = settings.chapter
    return Path(settings.class_dir) / "feedback" / safe_student(student) / slug / f"{slug}.html"


def _write_page(settings: WorkerSettings, result: SubmissionResult, visible: Mapping[str, Visible] = NOTHING) -> None:
    write_atomically(_page_path(settings, result.student), feedback_page(result, visible).encode())


_worker: Worker | None = None


def start(settings: WorkerSettings) -> None:
    """Called once in a worker process that was started afresh."""
    _begin(Worker(settings))


def start_fork(prepared: Worker, places: "SimpleQueue[int | None]") -> None:
    """Called once in each worker process that was forked from one that has prepared a worker.

    `places` holds, once for each worker, the processor that it and its sandbox run on; None leaves it to the system.
    """
    place = places.get()
    if place is not None:
        os.sched_setaffinity(0, {place})
    prepared.continue_in_fork(place)
    _begin(prepared)


def _begin(prepared: Worker) -> None:
    global _worker  # noqa: PLW0603  # a process pool offers no other place
    _worker = prepared
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the asking process, which lets running jobs end
    Finalize(None, prepared.close, exitpriority=1)
    gc.collect()
    gc.freeze()  # suites, reference and catalogue stay for ever; looking through them again and again finds nothing


def grade(job: Job) -> Stored:
    """Called for each job."""
    if _worker is None:
        raise InternalError("the worker has not been started")
    try:
        return _worker.grade(job)
    except SubmissionError as error:
        return refused(job, _worker.settings, error)
    except AutograderError as error:
        raise portable(error) from None
    except Exception as error:  # noqa: BLE001  # whatever we did wrong, it costs this submission its grading, not the class
        traceback.print_exc()
        return internal_error(job, _worker.settings, f"{type(error).__name__}: {error}")


def refused(job: Job, settings: WorkerSettings, error: SubmissionError) -> Stored:
    """A result for a submission that somebody has to mend first; without a usable name it gets no row and no page."""
    return Stored("", _undecided(job, settings, Accident("refused", str(error)), ()))


def internal_error(job: Job, settings: WorkerSettings, reason: str) -> Stored:
    """A result that blames us: no points given or taken, everything open for a person to decide."""
    chapter = find_chapter(load_course(Path(settings.course_root)), settings.chapter)
    accident = Accident("internal-error", f"our own machinery failed: {reason}")
    exercises = tuple(score.undecided(exercise) for exercise in chapter.exercises)
    result = _undecided(job, settings, accident, exercises)
    _write_page(settings, result)
    return Stored("", result)


def _undecided(
    job: Job, settings: WorkerSettings, accident: Accident, exercises: tuple[ExerciseResult, ...]
) -> SubmissionResult:
    return SubmissionResult(
        assignment=settings.chapter,
        student=job.student,
        verdict=Verdict.INTERNAL_ERROR,
        score=0.0,
        max_score=score.points(sum(exercise.max_score for exercise in exercises)),
        data_set="",
        sandbox=settings.sandbox.level(),
        exercises=exercises,
        accidents=(accident,),
    )
