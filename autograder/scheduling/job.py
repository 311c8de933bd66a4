"""What a worker is told and what it answers: plain frozen data that crosses between our own processes."""

from pathlib import Path

import msgspec

from autograder.grading.result import SubmissionResult
from autograder.sandbox.config import SandboxConfig


class Job(msgspec.Struct, frozen=True):
    """One submission to grade."""

    student: str
    folder: str


class WorkerSettings(msgspec.Struct, frozen=True):
    """Everything a worker needs to build its engine; it reads the course and the data set by itself.

    Attributes:
        course_root: folder with exercises/ and solutions/.
        chapter: slug of the chapter.
        class_dir: folder with submitted/, in which autograded/ and feedback/ are written.
        data_dir: where to look for the data set, None for the usual order.
        secret: secret of the course, from which all hidden inputs are drawn.
        sandbox: layers and limits; data_dir and files_dir in it are filled by the worker.
        again: grade also what is stored and did not change.
        known_dir: where stored results are looked for, when that is not class_dir.
    """

    course_root: str
    chapter: str
    class_dir: str
    data_dir: str | None
    secret: bytes
    sandbox: SandboxConfig
    again: bool = False
    known_dir: str | None = None


class Key(msgspec.Struct, frozen=True):
    """Digests of what a result depends on.

    Attributes:
        whole: of everything.
        shared: of the submission and all that every exercise depends on.
        parts: of what each exercise depends on besides.
    """

    whole: str
    shared: str
    parts: dict[str, str]


class Stored(msgspec.Struct, frozen=True):
    """A result with the key of everything that it depends on; `shared` and `parts` are those of the key."""

    key: str
    result: SubmissionResult
    shared: str = ""
    parts: dict[str, str] = {}


def jobs_of_class(class_dir: Path, slug: str) -> list[Job]:
    """One job for each folder submitted/<student>/<slug>, in the order of the student ids."""
    submitted = class_dir / "submitted"
    folders = sorted(submitted.glob(f"*/{slug}")) if submitted.is_dir() else []
    # A link or a file of that name too: the student has handed in something, and is told what became of it.
    return [Job(folder.parent.name, str(folder)) for folder in folders if folder.parent.is_dir()]
