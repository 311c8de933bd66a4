"""`autograder check --seeds N`: the catalogue under other hidden inputs, N times.

In this process and without a sandbox, so that a hundred seeds are affordable: every mistake loses points and is named
as itself, every variant loses nothing, neither in its own exercise nor in those that build on it.
"""

import itertools
import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from autograder.commands.check import Part, Proved
from autograder.commands.proofs import Finding
from autograder.course import find_chapter, load_course
from autograder.datasets import locate
from autograder.errors import AutograderError, portable
from autograder.grading.diagnose import Diagnoser
from autograder.grading.local import References, forget_references
from autograder.grading.memory import Remembering
from autograder.grading.run import Environment
from autograder.grading.suite import HiddenTest, load_suites
from autograder.mistakes.catalogue import Mistake, Variant
from autograder.scheduling.job import WorkerSettings

_Failures = dict[str, list[tuple[int, str]]]


def prove_with_seeds(parts: Sequence[Part], seeds: int, jobs: int) -> Proved:
    """Tell a finding for each entry of the catalogue of these exercises, chapter by chapter."""
    for slug, found in itertools.groupby(_found(parts, seeds, jobs), lambda pair: pair[0].settings.chapter):
        yield slug, (finding for _, findings in found for finding in findings)


def _found(parts: Sequence[Part], seeds: int, jobs: int) -> Iterator[tuple[Part, list[Finding]]]:
    exercises = [part for part in parts if part.exercise]
    one = partial(_of_part, seeds)
    if jobs == 1:
        yield from ((part, one(part)) for part in exercises)
        return
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield from zip(exercises, pool.map(one, exercises), strict=True)


def _of_part(seeds: int, part: Part) -> list[Finding]:
    return _of_exercise(part.settings, seeds, part.exercise or "")


def _of_exercise(settings: WorkerSettings, seeds: int, exercise: str) -> list[Finding]:
    try:
        forget_references()  # of another chapter, which this process may have proved before
        chapter = find_chapter(load_course(Path(settings.course_root)), settings.chapter)
        data = locate(Path(settings.data_dir) if settings.data_dir else None)
        os.environ["MNIST_DIR"] = str(data.folder)
        suites = _without_trainings(load_suites(chapter))
        tested = [exercise, *(other for other in chapter.in_need_of(exercise) if other in suites)]
        failures: _Failures = {}
        references = References(chapter)
        diagnoser = Diagnoser(chapter, suites, Environment(None, data, b""))  # reads the catalogue once
        for seed in range(seeds):
            diagnoser.use(Environment(Remembering(references.student()), data, f"seed {seed}".encode()))
            _try_seed(diagnoser, tested, seed, failures)
    except AutograderError as error:
        raise portable(error) from None
    return [_finding(what, found, seeds) for what, found in failures.items()]


def _without_trainings(suites: dict[str, tuple[HiddenTest, ...]]) -> dict[str, tuple[HiddenTest, ...]]:
    return {name: tuple(test for test in tests if not test.is_training) for name, tests in suites.items()}


def _try_seed(diagnoser: Diagnoser, tested: Sequence[str], seed: int, failures: _Failures) -> None:
    exercise = tested[0]
    catalogue = diagnoser.catalogue
    for entry in (*catalogue.mistakes, *catalogue.variants):
        if entry.exercise != exercise:
            continue
        kind = "mistake" if isinstance(entry, Mistake) else "variant"
        found = failures.setdefault(f"{kind} {exercise}/{entry.id}", [])
        problem = _of_mistake(diagnoser, entry) if isinstance(entry, Mistake) else _of_variant(diagnoser, entry, tested)
        if problem:
            found.append((seed, problem))


def _of_mistake(diagnoser: Diagnoser, mistake: Mistake) -> str:
    outcomes, log = diagnoser.try_entry(mistake)
    named = {other.id for other in diagnoser.match(mistake.exercise, log)}
    if all(outcome.share == 1 for outcome in outcomes):
        return "loses no points"
    if mistake.id not in named:
        return f"is not named as itself, but as {sorted(named)}"
    others = named - {mistake.id} - set(mistake.also)
    return f"cannot be told from {sorted(others)}" if others else ""


def _of_variant(diagnoser: Diagnoser, variant: Variant, tested: Sequence[str]) -> str:
    outcomes = [outcome for exercise in tested for outcome in diagnoser.try_entry(variant, exercise)[0]]
    lost = sorted(f"{outcome.test.exercise}/{outcome.test.id}" for outcome in outcomes if outcome.share < 1)
    return f"loses points in {', '.join(lost)}" if lost else ""


def _finding(what: str, found: list[tuple[int, str]], seeds: int) -> Finding:
    if not found:
        return Finding(f"{what} with {seeds} seeds")
    seed, problem = found[0]
    return Finding(what, f"{problem} (with {len(found)} of {seeds} seeds, first with seed {seed})")
