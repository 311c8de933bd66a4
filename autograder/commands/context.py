"""What every command needs first: the course, its secret, and the sandbox that this machine can offer."""

import contextlib
import os
import secrets
from pathlib import Path

from autograder.course.build import find_chapter, load_course
from autograder.course.model import Chapter, Course
from autograder.errors import UsageError
from autograder.sandbox import doctor
from autograder.sandbox.config import LEVELS, Limits, SandboxConfig
from autograder.scheduling.job import WorkerSettings

_PROJECT = Path(__file__).resolve().parents[2]
_SECRET_BYTES = 32


def course_at(root: Path | None) -> Course:
    """The course in root, or in the nearest folder above the current one, or the one that this package came with."""
    if root is not None:
        if not (root / "exercises").is_dir():
            raise UsageError(
                f"{root}: no course here (it has no folder exercises/). Name the course's folder with --course."
            )
        return load_course(root.resolve())
    here = Path.cwd()
    for folder in (here, *here.parents, _PROJECT):
        if (folder / "exercises").is_dir() and (folder / "solutions").is_dir():
            return load_course(folder)
    raise UsageError(f"{here}: no course here or above. Name the course's folder with --course.")


def chapter_of(course: Course, prefix: str) -> Chapter:
    """The chapter whose slug begins with prefix."""
    return find_chapter(course, prefix)


def course_secret(root: Path) -> bytes:
    """The secret from which hidden inputs are drawn: AUTOGRADER_SECRET, or a file made on first use.

    Keep the file: with another secret the same submissions are tested on other inputs.
    """
    given = os.environ.get("AUTOGRADER_SECRET")
    if given:
        return given.encode()
    path = root / ".autograder" / "secret"
    if not path.exists():
        _make_secret(path)
    return path.read_bytes()


def _make_secret(path: Path) -> None:
    """Write a secret that is there whole or not at all; of two commands that make one at once, the first wins."""
    path.parent.mkdir(exist_ok=True)
    draft = path.with_name(f".secret.{os.getpid()}.draft")
    draft.touch(mode=0o600)
    try:
        draft.write_text(secrets.token_hex(_SECRET_BYTES))
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink()


def sandbox_config(level: str, limits: Limits | None = None, *, figures: bool = True) -> SandboxConfig:
    """The sandbox for a level that was asked for.

    Raises:
        UsageError: no such level, or this machine cannot offer it.
    """
    if level not in LEVELS:
        raise UsageError(f"--sandbox {level}: no such level. Choose one of {', '.join(LEVELS)}.")
    layers = doctor.examine()
    offered = doctor.level_of(layers)
    order = list(LEVELS)
    if order.index(offered) > order.index(level):
        missing = ", ".join(layer.name for layer in layers if layer.state == "missing")
        raise UsageError(
            f"this machine offers no {level} sandbox (missing: {missing}); `autograder doctor` tells why and what to "
            f"do. To grade with less, say --sandbox={offered}."
        )
    return SandboxConfig(layers=LEVELS[level] & doctor.available(layers), limits=limits or Limits(), figures=figures)


def worker_settings(
    course: Course,
    chapter: Chapter,
    class_dir: Path,
    data_dir: Path | None,
    level: str,
    *,
    figures: bool,
    again: bool = False,
) -> WorkerSettings:
    """What every worker of a grading is told."""
    return WorkerSettings(
        course_root=str(course.root),
        chapter=chapter.slug,
        class_dir=str(class_dir.resolve()),
        data_dir=str(data_dir) if data_dir else None,
        secret=course_secret(course.root),
        sandbox=sandbox_config(level, figures=figures),
        again=again,
    )
