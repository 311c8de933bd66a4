"""`autograder check`: proves a chapter or some of its exercises, in one process or in several."""

import atexit
import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from autograder.commands.proofs import Finding, Proofs
from autograder.course import Chapter, find_chapter, load_course
from autograder.datasets import locate
from autograder.errors import AutograderError, UsageError, portable
from autograder.grading.engine import Engine
from autograder.scheduling.job import WorkerSettings
from autograder.scheduling.worker import released_notebook

_Part = tuple[str | None, bool]
"""An exercise, and whether it is looked at alone; None for what concerns the whole chapter."""


def check_exercises(chapter: Chapter, settings: WorkerSettings, wanted: Sequence[str], jobs: int) -> Iterator[Finding]:
    """Tell each finding as it is made; without wanted exercises those of the whole chapter.

    Raises:
        UsageError: the chapter has no exercise of a wanted name.
    """
    chosen = chosen_exercises(chapter, wanted)
    parts: list[_Part] = [(name, bool(wanted)) for name in chosen]
    return _found(settings, parts if wanted else [(None, False), *parts], jobs)


def chosen_exercises(chapter: Chapter, wanted: Sequence[str]) -> list[str]:
    """The wanted exercises in their order, or all that have a suite.

    Raises:
        UsageError: the chapter has no exercise of a wanted name.
    """
    known = [exercise.id for exercise in chapter.exercises if exercise.kind != "written"]
    unknown = [name for name in wanted if name not in known]
    if unknown:
        raise UsageError(f"'{unknown[0]}' is no exercise of {chapter.slug}. It has: {', '.join(known)}.")
    return [name for name in known if name in wanted] if wanted else known


def _found(settings: WorkerSettings, parts: list[_Part], jobs: int) -> Iterator[Finding]:
    if jobs == 1:
        prover = _Prover(settings)
        try:
            for part in parts:
                yield from prover.findings(part)
        finally:
            prover.close()
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_set_up, initargs=(settings,)) as pool:
        for findings in pool.map(_prove, parts):
            yield from findings


class _Prover:
    """An engine and the proofs of one process."""

    def __init__(self, settings: WorkerSettings) -> None:
        course = load_course(Path(settings.course_root))
        chapter = find_chapter(course, settings.chapter)
        released = released_notebook(course.root, chapter)
        data = locate(Path(settings.data_dir) if settings.data_dir else None)
        self.engine = Engine(chapter, released, data, settings.secret, settings.sandbox)
        self._proofs = Proofs(self.engine, course.root / "source" / chapter.slug / released.name, released)

    def close(self) -> None:
        """End its sandboxes."""
        self._proofs.close()
        self.engine.close()

    def findings(self, part: _Part) -> Iterator[Finding]:
        exercise, alone = part
        return self._proofs.of_exercise(exercise, alone=alone) if exercise else self._proofs.of_chapter()


_settings: WorkerSettings | None = None
_prover: _Prover | None = None


def _set_up(settings: WorkerSettings) -> None:
    # Nothing that can fail: a pool tells an error of a task, and not what stopped its initializer.
    global _settings  # noqa: PLW0603  # a process pool offers no other place
    _settings = settings


def _prove(part: _Part) -> list[Finding]:
    global _prover  # noqa: PLW0603  # as above
    assert _settings is not None
    try:
        if _prover is None:
            _prover = _Prover(_settings)
            atexit.register(_prover.close)
        return list(_prover.findings(part))
    except AutograderError as error:
        raise portable(error) from None
