"""What `autograder check` proves of a chapter. Everything was seen in the real sandbox, on the ordinary path."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from autograder.grading.engine import Engine
from autograder.grading.result import ExerciseResult, Verdict
from autograder.grading.specimens import Specimens
from autograder.grading.variations import Variations
from autograder.mistakes.catalogue import Mistake, Variant
from autograder.submission import Notebook, read_notebook


class Finding(msgspec.Struct, frozen=True):
    """One thing that was tried, and what is wrong with it; an empty problem means it holds."""

    what: str
    problem: str = ""


class Proofs:
    """Tries the reference, the untouched stubs, every mistake and every variant of one chapter."""

    def __init__(self, engine: Engine, source: Path, released: Path) -> None:
        """Prepare.

        Args:
            engine: grades the chapter.
            source: the instructor's notebook, with the reference in it.
            released: the notebook as students received it.
        """
        self._engine = engine
        self._specimens = Specimens(engine.chapter, source)
        self._variations = Variations(engine, self._specimens.reference())
        self._stubs = read_notebook(released)
        self._failed: set[tuple[str, str]] = set()
        """Tests that some mistake has failed."""

    def of_chapter(self) -> Iterator[Finding]:
        """What can only be seen with all exercises together."""
        yield self._of_reference(self._specimens.reference(), None)
        yield self._of_stubs(None)

    def of_exercise(self, exercise: str, *, alone: bool) -> Iterator[Finding]:
        """Everything about one exercise.

        Args:
            exercise: its id.
            alone: leave the other exercises out; else each variant is also seen to cost nothing in those that need it.
        """
        if alone:
            yield self._of_reference(self._specimens.reference(), exercise)
            yield self._of_stubs(exercise)
        catalogue = self._engine.diagnoser.catalogue
        mistakes = [entry for entry in catalogue.mistakes if entry.exercise == exercise]
        for mistake in mistakes:
            yield self._of_mistake(mistake)
        for variant in catalogue.variants:
            if variant.exercise == exercise:
                yield self._of_variant(variant, () if alone else self._engine.chapter.in_need_of(exercise))
        yield from self._of_tests(exercise)

    def _of_reference(self, notebook: Notebook, only: str | None) -> Finding:
        result = self._engine.grade_notebook(notebook, "reference", only=only and (only,)).result
        lost = [_lost(exercise) for exercise in result.exercises if not _full(exercise)]
        return Finding(f"the reference gets full points{f' for {only}' if only else ''}", "; ".join(lost))

    def _of_stubs(self, only: str | None) -> Finding:
        result = self._engine.grade_notebook(self._stubs, "stubs", only=only and (only,)).result
        odd = [f"{e.id} is {e.verdict}" for e in result.exercises if e.verdict is not Verdict.NOT_ATTEMPTED]
        return Finding(f"untouched stubs{f' of {only}' if only else ''} are not-attempted", "; ".join(odd))

    def _of_mistake(self, mistake: Mistake) -> Finding:
        what = f"mistake {mistake.exercise}/{mistake.id}"
        notebook = self._specimens.with_entry(mistake)
        (own,) = self._variations.results(notebook, mistake.exercise, (mistake.exercise,))
        self._failed |= {(own.id, test.id) for test in own.tests if test.score < test.max_score}
        if own.score >= own.max_score:
            return Finding(what, "loses no points: sharpen the suite")
        if mistake.id not in own.mistakes:
            return Finding(what, f"is not recognised as itself (verdict {own.verdict}, named {list(own.mistakes)})")
        others = set(own.mistakes) - {mistake.id} - set(mistake.also)
        if others:
            remedy = "add a test that tells them apart, or list them in also="
            return Finding(what, f"cannot be told from {sorted(others)}: {remedy}")
        if mistake.edit and not self._engine.diagnoser.same_by_edit(mistake):
            return Finding(what, "answers other than the reference with its edit=: correct the edit")
        return Finding(what)

    def _of_variant(self, variant: Variant, others: Sequence[str]) -> Finding:
        notebook, tested = self._specimens.with_entry(variant), (variant.exercise, *others)
        results = self._variations.results(notebook, variant.exercise, tested)
        lost = [_lost(exercise) for exercise in results if not _full(exercise)]
        return Finding(f"variant {variant.exercise}/{variant.id} loses nothing", "; ".join(lost))

    def close(self) -> None:
        """End the sandbox that is kept open."""
        self._variations.close()

    def _of_tests(self, exercise: str) -> Iterator[Finding]:
        """Tests that no catalogued mistake fails prove nothing."""
        for test in self._engine.suites.get(exercise, ()):
            problem = "" if (exercise, test.id) in self._failed else "no catalogued mistake fails it"
            yield Finding(f"test {exercise}/{test.id} is of use", problem)


def _full(exercise: ExerciseResult) -> bool:
    return exercise.verdict is Verdict.NEEDS_REVIEW or exercise.score == exercise.max_score


def _lost(exercise: ExerciseResult) -> str:
    failed = [test for test in exercise.tests if test.verdict is not Verdict.PASSED]
    tests = [f"{test.id}: {test.message or test.verdict}" for test in failed]
    return f"{exercise.id} gets {exercise.score:g} of {exercise.max_score:g} ({'; '.join(tests) or exercise.verdict})"
