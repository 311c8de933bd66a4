"""`autograder check --seeds N`: the catalogue under other hidden inputs, N times.

In this process and without a sandbox, so that a hundred seeds are affordable: every mistake loses points and is named
as itself, every variant loses nothing, neither in its own exercise nor in those that build on it.

Tests that train take seconds each and are left out. With `--trainings` they are run, on the embedded digits, for what
is right and might fail by bad luck: the reference and the variants of the exercises that train. What is wrong loses
points, and is named, by the other tests.
"""

import itertools
import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from autograder.commands.check import Part, Proved
from autograder.commands.proofs import Finding
from autograder.course import find_chapter, load_course
from autograder.datasets import embedded_digits, locate
from autograder.errors import AutograderError, UsageError, portable
from autograder.grading.diagnose import Diagnoser
from autograder.grading.local import References, forget_references
from autograder.grading.memory import Remembering
from autograder.grading.run import Environment, Outcome, run_tests
from autograder.grading.suite import HiddenTest, load_suites
from autograder.grading.training import training_of
from autograder.mistakes.catalogue import Mistake, Variant
from autograder.scheduling.job import WorkerSettings

_Failures = dict[str, list[tuple[int, str]]]


def prove_with_seeds(parts: Sequence[Part], seeds: int, jobs: int, *, trainings: bool = False) -> Proved:
    """Tell a finding for each entry of the catalogue of these exercises, chapter by chapter.

    Raises:
        UsageError: trainings are wanted, and these exercises have none.
    """
    exercises = [part for part in parts if part.exercise]
    if trainings:
        exercises = [part for part in exercises if _trains(part)]
        if not exercises:
            raise UsageError("None of these exercises has a test that trains: leave --trainings out.")
    found = _found(exercises, partial(_of_training if trainings else _of_part, seeds), jobs)
    for slug, group in itertools.groupby(found, lambda pair: pair[0].settings.chapter):
        yield slug, (finding for _, findings in group for finding in findings)


def _trains(part: Part) -> bool:
    chapter = find_chapter(load_course(Path(part.settings.course_root)), part.settings.chapter)
    return any(test.is_training for test in load_suites(chapter).get(part.exercise or "", ()))


def _found(
    exercises: Sequence[Part], one: Callable[[Part], list[Finding]], jobs: int
) -> Iterator[tuple[Part, list[Finding]]]:
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


def _of_training(seeds: int, part: Part) -> list[Finding]:
    try:
        forget_references()
        chapter = find_chapter(load_course(Path(part.settings.course_root)), part.settings.chapter)
        exercise, data = part.exercise or "", embedded_digits()
        os.environ["MNIST_DIR"] = str(data.folder)
        suites = {exercise: load_suites(chapter)[exercise]}
        failures: _Failures = {f"the reference of {exercise}": []}
        references = References(chapter)
        diagnoser = Diagnoser(chapter, suites, Environment(None, data, b""))
        for seed in range(seeds):
            secret = f"seed {seed}".encode()
            training = training_of(chapter, suites, data, secret)
            if training is not None:
                os.environ["TRAINING_DIR"] = str(training.folder)
            environment = Environment(Remembering(references.student()), data, secret, training)
            lost = _lost(run_tests(suites[exercise], references.student, environment)[0])
            if lost:
                failures[f"the reference of {exercise}"].append((seed, lost))
            diagnoser.use(environment)
            for variant in (entry for entry in diagnoser.catalogue.variants if entry.exercise == exercise):
                found = failures.setdefault(f"variant {exercise}/{variant.id}", [])
                if problem := _of_variant(diagnoser, variant, [exercise]):
                    found.append((seed, problem))
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
    return _lost(outcomes)


def _lost(outcomes: Iterable[Outcome]) -> str:
    lost = sorted(f"{outcome.test.exercise}/{outcome.test.id}" for outcome in outcomes if outcome.share < 1)
    return f"loses points in {', '.join(lost)}" if lost else ""


def _finding(what: str, found: list[tuple[int, str]], seeds: int) -> Finding:
    if not found:
        return Finding(f"{what} with {seeds} seeds")
    seed, problem = found[0]
    return Finding(what, f"{problem} (with {len(found)} of {seeds} seeds, first with seed {seed})")
