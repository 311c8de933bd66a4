"""What must become of a made-up submission."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import msgspec

from autograder.demo.sheet import Sheet
from autograder.grading.result import ExerciseResult, SubmissionResult, Verdict

NOTHING: Mapping[str, str] = MappingProxyType({})


class Expected(msgspec.Struct, frozen=True):
    """What must become of a submission.

    Attributes:
        verdict: of the whole.
        exercises: verdicts of the exercises that are not right by themselves.
        mistakes: for each exercise the known mistake that must be named; none may be named elsewhere.
        rest: verdict of all other exercises; PASSED asks for full points (a written answer waits for a person).
        accidents: kinds of accidents, exactly these.
    """

    verdict: Verdict
    exercises: Mapping[str, Verdict] = MappingProxyType({})
    mistakes: Mapping[str, str] = NOTHING
    rest: Verdict = Verdict.PASSED
    accidents: frozenset[str] = frozenset()


class Specimen(msgspec.Struct, frozen=True):
    """One made-up submission.

    Attributes:
        name: the student's, which says what it is.
        expected: what must become of it.
        change: what makes it so.
        pack: from slug and notebook to the file's name and its bytes.
    """

    name: str
    expected: Expected
    change: Callable[[Sheet], object]
    pack: Callable[[str, bytes], tuple[str, bytes]] = lambda slug, notebook: (f"{slug}.ipynb", notebook)


def deviations(expected: Expected, result: SubmissionResult) -> list[str]:
    """Sentences about what is not as expected; none when all is."""
    found = [problem for exercise in result.exercises for problem in _of_exercise(expected, exercise)]
    if result.verdict is not expected.verdict:
        found.insert(0, f"is {result.verdict}, not {expected.verdict}")
    accidents = {accident.kind for accident in result.accidents}
    if accidents != expected.accidents:
        found.append(f"has accidents {sorted(accidents)}, not {sorted(expected.accidents)}")
    return found


def _of_exercise(expected: Expected, exercise: ExerciseResult) -> list[str]:
    wanted = expected.exercises.get(exercise.id, expected.rest)
    if wanted is Verdict.PASSED and exercise.verdict is Verdict.NEEDS_REVIEW:
        wanted = Verdict.NEEDS_REVIEW
    name = expected.mistakes.get(exercise.id)
    full = exercise.verdict is Verdict.PASSED
    found = []
    if exercise.verdict is not wanted:
        found.append(f"{exercise.id} is {exercise.verdict}, not {wanted}")
    if (exercise.score == exercise.max_score) is not full:
        found.append(f"{exercise.id} gets {exercise.score:g} of {exercise.max_score:g}")
    if name not in exercise.mistakes if name else exercise.mistakes:
        found.append(f"{exercise.id} is recognised as {list(exercise.mistakes)}, not {name or 'nothing'}")
    return found
