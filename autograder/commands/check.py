"""`autograder check`: proves a chapter. Everything it says was seen in the real sandbox, on the ordinary path."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from autograder.course import Chapter
from autograder.grading.engine import Engine
from autograder.grading.result import ExerciseResult, Verdict
from autograder.grading.specimens import Specimens
from autograder.mistakes.catalogue import Mistake, Variant
from autograder.submission import Notebook, read_notebook


class Finding(msgspec.Struct, frozen=True):
    """One thing that was tried, and what is wrong with it; an empty problem means it holds."""

    what: str
    problem: str = ""


def check_chapter(engine: Engine, chapter: Chapter, source: Path, released: Path) -> Iterator[Finding]:
    """Try the reference, the untouched stubs, every mistake and every variant; tell each as it is done."""
    specimens = Specimens(chapter, source)
    yield _check_reference(engine, specimens.reference())
    yield _check_stubs(engine, read_notebook(released))
    for mistake in engine.diagnoser.catalogue.mistakes:
        yield _check_mistake(engine, specimens, mistake)
    for variant in engine.diagnoser.catalogue.variants:
        yield _check_variant(engine, specimens, variant)
    yield from _idle_tests(engine)


def _check_reference(engine: Engine, notebook: Notebook) -> Finding:
    result = engine.grade_notebook(notebook, "reference").result
    lost = [_lost(exercise) for exercise in result.exercises if not _full(exercise)]
    return Finding("the reference gets full points", "; ".join(lost))


def _check_stubs(engine: Engine, notebook: Notebook) -> Finding:
    result = engine.grade_notebook(notebook, "stubs").result
    odd = [f"{e.id} is {e.verdict}" for e in result.exercises if e.verdict is not Verdict.NOT_ATTEMPTED]
    return Finding("untouched stubs are not-attempted", "; ".join(odd))


def _check_mistake(engine: Engine, specimens: Specimens, mistake: Mistake) -> Finding:
    what = f"mistake {mistake.exercise}/{mistake.id}"
    (own,) = engine.grade_notebook(specimens.with_entry(mistake), mistake.id, only=mistake.exercise).result.exercises
    if own.score >= own.max_score:
        return Finding(what, "loses no points: sharpen the suite")
    if mistake.id not in own.mistakes:
        return Finding(what, f"is not recognised as itself (verdict {own.verdict}, named {list(own.mistakes)})")
    others = set(own.mistakes) - {mistake.id} - set(mistake.also)
    if others:
        remedy = "add a test that tells them apart, or list them in also="
        return Finding(what, f"cannot be told from {sorted(others)}: {remedy}")
    return Finding(what)


def _check_variant(engine: Engine, specimens: Specimens, variant: Variant) -> Finding:
    result = engine.grade_notebook(specimens.with_entry(variant), variant.id).result
    lost = [_lost(exercise) for exercise in result.exercises if not _full(exercise)]
    return Finding(f"variant {variant.exercise}/{variant.id} loses nothing", "; ".join(lost))


def _idle_tests(engine: Engine) -> Iterator[Finding]:
    """Tests that no catalogued mistake fails prove nothing."""
    failed: set[tuple[str, str]] = set()
    for mistake in engine.diagnoser.catalogue.mistakes:
        outcomes, _ = engine.diagnoser.try_entry(mistake)
        failed |= {(o.test.exercise, o.test.id) for o in outcomes if o.share < 1}
    for exercise, tests in engine.suites.items():
        for test in tests:
            problem = "" if (exercise, test.id) in failed else "no catalogued mistake fails it"
            yield Finding(f"test {exercise}/{test.id} is of use", problem)


def _full(exercise: ExerciseResult) -> bool:
    return exercise.verdict is Verdict.NEEDS_REVIEW or exercise.score == exercise.max_score


def _lost(exercise: ExerciseResult) -> str:
    failed = [test for test in exercise.tests if test.verdict is not Verdict.PASSED]
    tests = [f"{test.id}: {test.message or test.verdict}" for test in failed]
    return f"{exercise.id} gets {exercise.score:g} of {exercise.max_score:g} ({'; '.join(tests) or exercise.verdict})"
