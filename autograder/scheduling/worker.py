"""One worker process: an engine that grades job after job and writes each student's files."""

import base64
import hashlib
import signal
import traceback
from collections.abc import Iterator
from pathlib import Path

import msgspec

import autograder
from autograder.course import Chapter, find_chapter, load_course
from autograder.datasets import locate
from autograder.errors import AutograderError, InternalError, SubmissionError
from autograder.gradebook.autograded import AutogradedWriter, safe_student
from autograder.grading.engine import Engine, Graded
from autograder.grading.result import SubmissionResult, Verdict
from autograder.reports.feedback import feedback_page
from autograder.scheduling.job import Job, Stored, WorkerSettings
from autograder.scheduling.store import ResultStore, write_atomically
from autograder.submission import Accident

_MAX_FIGURES = 3


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
        self._engine = Engine(self.chapter, released, data, settings.secret, settings.sandbox)
        self._store = ResultStore(self._class_dir, self.chapter.slug)
        self._autograded = AutogradedWriter(self._class_dir / "autograded", self.chapter.slug, released)
        self._version = _version(settings, self.chapter, released, data.fingerprint)

    def grade(self, job: Job) -> Stored:
        """The result of one job: stored before where nothing changed since, else graded now."""
        safe_student(job.student)
        folder = Path(job.folder)
        key = hashlib.sha256(self._version + _content(folder)).hexdigest()
        stored = self._store.get(job.student)
        if stored is not None and stored.key == key and self._feedback_path(job.student).is_file():
            return stored
        graded = self._engine.grade_folder(folder, job.student)
        self._write_files(job.student, graded)
        stored = Stored(key, graded.result)
        if graded.result.verdict is not Verdict.INTERNAL_ERROR:  # ours: to be graded again next time
            self._store.put(job.student, stored)
        return stored

    def _write_files(self, student: str, graded: Graded) -> None:
        if graded.alignment is not None:
            outputs = [run.outputs if run else None for run in graded.runs]
            self._autograded.write(student, graded.alignment.cells, outputs)
        page = feedback_page(graded.result, figures_of(graded))
        write_atomically(self._feedback_path(student), page.encode())

    def _feedback_path(self, student: str) -> Path:
        slug = self.chapter.slug
        return self._class_dir / "feedback" / safe_student(student) / slug / f"{slug}.html"

    def close(self) -> None:
        """End the fork server."""
        self._engine.close()


def released_notebook(root: Path, chapter: Chapter) -> Path:
    """The notebook that students received."""
    path = root / "release" / chapter.slug / f"{chapter.slug}.ipynb"
    if not path.is_file():
        raise InternalError(f"{path}: not found. Run `autograder build {chapter.slug}` first.")
    return path


def figures_of(graded: Graded) -> dict[str, tuple[bytes, ...]]:
    """The student's own figures, by exercise: what answer and check cells of plot exercises showed."""
    if graded.alignment is None:
        return {}
    found: dict[str, list[bytes]] = {}
    for cell, run in zip(graded.alignment.cells, graded.runs, strict=False):
        exercise = cell.exercise or (cell.grade_id or "").removeprefix("test_")
        if run and (cell.exercise or (cell.grade_id or "").startswith("test_")):
            found.setdefault(exercise, []).extend(_pictures(run.outputs))
    return {exercise: tuple(pictures[:_MAX_FIGURES]) for exercise, pictures in found.items() if pictures}


def _pictures(outputs: tuple[dict[str, object], ...]) -> Iterator[bytes]:
    for output in outputs:
        data = output.get("data")
        picture = data.get("image/png") if isinstance(data, dict) else None
        if isinstance(picture, str):
            try:
                yield base64.b64decode(picture, validate=False)
            except ValueError:
                continue


def _version(settings: WorkerSettings, chapter: Chapter, released: Path, data: str) -> bytes:
    """Digest of everything that a result depends on besides the student's own files."""
    digest = hashlib.sha256(autograder.__version__.encode())
    catalogue = chapter.mistakes_path
    files = [released, chapter.solution_path, *sorted(chapter.suites_dir.glob("*.py"))]
    files += sorted(catalogue.glob("*.py")) if catalogue.is_dir() else [catalogue] if catalogue.is_file() else []
    files += sorted(path for path in Path(autograder.__file__).parent.rglob("*.py") if "suites" not in path.parts)
    for path in files:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    digest.update(data.encode() + settings.secret + msgspec.json.encode(_ordered(settings)))
    return digest.digest()


def _ordered(settings: WorkerSettings) -> list[object]:
    return [sorted(settings.sandbox.layers), settings.sandbox.limits, settings.sandbox.figures]


def _content(folder: Path) -> bytes:
    """Digest of a submission's files, without following links."""
    digest = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        if path.is_symlink() or not path.is_file():
            digest.update(f"{path.name} is no file\0".encode(errors="replace"))
            continue
        with path.open("rb") as file:
            digest.update(path.name.encode(errors="replace") + b"\0" + hashlib.file_digest(file, "sha256").digest())
    return digest.digest()


_worker: Worker | None = None
_start_failure = ""


def start(settings: WorkerSettings) -> None:
    """Called once in each worker process; a failure is kept for the first job, where it can be told."""
    global _worker, _start_failure  # noqa: PLW0603  # a process pool offers no other place
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the asking process, which lets running jobs end
    try:
        _worker = Worker(settings)
    except AutograderError as error:
        _start_failure = str(error)


def grade(job: Job) -> Stored:
    """Called for each job."""
    if _worker is None:
        raise InternalError(_start_failure or "the worker has not been started")
    try:
        return _worker.grade(job)
    except SubmissionError as error:
        return refused(job, _worker.settings, error)
    except AutograderError:
        raise
    except Exception as error:  # noqa: BLE001  # whatever we did wrong, it costs this submission its grading, not the class
        traceback.print_exc()
        return internal_error(job, _worker.settings, f"{type(error).__name__}: {error}")


def refused(job: Job, settings: WorkerSettings, error: SubmissionError) -> Stored:
    """A result for a submission that somebody has to mend before it can be graded at all."""
    return _undecided(job, settings, Accident("refused", str(error)))


def internal_error(job: Job, settings: WorkerSettings, reason: str) -> Stored:
    """A result that blames us: no points given or taken."""
    return _undecided(job, settings, Accident("internal-error", f"our own machinery failed: {reason}"))


def _undecided(job: Job, settings: WorkerSettings, accident: Accident) -> Stored:
    result = SubmissionResult(
        settings.chapter, job.student, Verdict.INTERNAL_ERROR, 0.0, 0.0, "", settings.sandbox.level(), (), (accident,)
    )
    return Stored("", result)
