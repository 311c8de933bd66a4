"""Shares the mutants of a chapter out to processes, each with an engine and a trial of its own."""

import atexit
import contextlib
import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from autograder.course import Chapter, find_chapter, load_course
from autograder.course.model import Exercise
from autograder.datasets import embedded_digits, locate
from autograder.errors import AutograderError, portable
from autograder.grading.engine import Engine
from autograder.mistakes.equivalents import load_equivalents
from autograder.mutants.generate import Mutant
from autograder.mutants.strength import Strength, judged
from autograder.mutants.trial import Trial, Verdicts
from autograder.scheduling.job import WorkerSettings
from autograder.scheduling.worker import released_notebook

# Small enough that both processes end together, large enough that each learns which tests kill most.
_PER_TASK = 12


def strengths(
    chapter: Chapter, settings: WorkerSettings, exercises: Sequence[Exercise], jobs: int, *, all_tests: bool
) -> Iterator[Strength]:
    """Try all mutants of some exercises; yield each exercise as it is done.

    Args:
        chapter: with the declared equivalents.
        settings: as for grading; class_dir is not used.
        exercises: with a suite, in any order.
        jobs: worker processes.
        all_tests: run every test on every mutant, for the kill matrix.
    """
    declared = load_equivalents(chapter.mistakes_path)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_set_up, initargs=(settings,)) as pool:
        prepared = list(pool.map(_prepare, exercises))
        tasks = [
            [pool.submit(_try, exercise, part, all_tests=all_tests) for part in _parts(mutants)]
            for exercise, (_, mutants) in zip(exercises, prepared, strict=True)
        ]
        try:
            for exercise, (tests, _), futures in zip(exercises, prepared, tasks, strict=True):
                tried = [pair for future in futures for pair in future.result()]
                yield judged(exercise.id, tests, tried, declared)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _parts(mutants: Sequence[Mutant]) -> Iterator[Sequence[Mutant]]:
    return (mutants[start : start + _PER_TASK] for start in range(0, len(mutants), _PER_TASK))


_settings: WorkerSettings | None = None
_trial: Trial | None = None
_kept = contextlib.ExitStack()


def _set_up(settings: WorkerSettings) -> None:
    # Nothing that can fail: a pool tells an error of a task, and not what stopped its initializer.
    global _settings  # noqa: PLW0603  # a process pool offers no other place
    _settings = settings


def _prepare(exercise: Exercise) -> tuple[tuple[str, ...], tuple[Mutant, ...]]:
    """Tests and mutants of an exercise whose reference passes."""
    try:
        trial = _own_trial()
        trial.check_reference(exercise)
        return trial.tests(exercise.id), trial.mutants(exercise.id)
    except AutograderError as error:
        raise portable(error) from None


def _try(exercise: Exercise, mutants: Sequence[Mutant], *, all_tests: bool) -> list[tuple[Mutant, Verdicts]]:
    try:
        return [(mutant, _own_trial().verdicts(exercise, mutant, all_tests=all_tests)) for mutant in mutants]
    except AutograderError as error:
        raise portable(error) from None


def _own_trial() -> Trial:
    global _trial  # noqa: PLW0603  # as above
    assert _settings is not None
    if _trial is None:
        course = load_course(Path(_settings.course_root))
        chapter = find_chapter(course, _settings.chapter)
        released = released_notebook(course.root, chapter)
        data = locate(Path(_settings.data_dir) if _settings.data_dir else None)
        # A training of the small data set tells as much of a suite, in a fraction of the time.
        engine = Engine(chapter, released, data, _settings.secret, _settings.sandbox, trained_on=embedded_digits())
        _kept.enter_context(engine)
        source = course.root / "source" / chapter.slug / released.name
        _trial = _kept.enter_context(Trial(engine, source))
        atexit.register(_kept.close)
    return _trial
