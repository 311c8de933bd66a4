"""The rows that one result becomes: pure functions, no database."""

import html
import re
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import msgspec

_COMMENT_CHARACTERS = 4000
# formgrader and the feedback pages render comments as markdown.
_MARKDOWN = re.compile(r"([\\`*_{}\[\]#|~$])")


class GradedExercise(Protocol):
    """What the gradebook needs of the result of one exercise."""

    @property
    def id(self) -> str:
        """Id of the exercise."""
        ...

    @property
    def verdict(self) -> Any:
        """An Enum or its value."""
        ...

    @property
    def score(self) -> float:
        """Points."""
        ...

    @property
    def messages(self) -> Sequence[str]:
        """Sentences for the student."""
        ...


class GradedSubmission(Protocol):
    """What the gradebook needs of the result of one submission."""

    @property
    def student(self) -> str:
        """Id of the student."""
        ...

    @property
    def exercises(self) -> Sequence[GradedExercise]:
        """All exercises of the chapter."""
        ...


class GradeRow(msgspec.Struct, frozen=True):
    """One automatic grade; a score of None waits for a person."""

    name: str
    auto_score: float | None
    needs_manual_grade: bool


def grade_rows(result: GradedSubmission, names: Sequence[str]) -> list[GradeRow]:
    """Grades for every grade cell: `test_<exercise>` of code, `<exercise>` of written answers."""
    exercises = {exercise.id: exercise for exercise in result.exercises}
    return [_grade_row(name, exercises.get(name) or exercises.get(name.removeprefix("test_"))) for name in names]


def _grade_row(name: str, exercise: GradedExercise | None) -> GradeRow:
    # What we could not grade is nobody's zero: it is shown to the instructor as to be graded.
    if exercise is None or verdict_text(exercise) in {"needs-review", "internal-error"}:
        return GradeRow(name, None, needs_manual_grade=True)
    return GradeRow(name, float(exercise.score), needs_manual_grade=False)


def comment_rows(result: GradedSubmission, names: Sequence[str]) -> Mapping[str, str | None]:
    """Automatic comments for every solution cell."""
    exercises = {exercise.id: exercise for exercise in result.exercises}
    return {name: _comment(exercises[name]) if name in exercises else None for name in names}


def _comment(exercise: GradedExercise) -> str | None:
    if exercise.messages:
        return as_plain_markdown("\n".join(exercise.messages))
    return "No response." if verdict_text(exercise) == "not-attempted" else None


def as_plain_markdown(text: str) -> str:
    """Text that a markdown page shows letter by letter, whatever a student put into it."""
    kept = "".join(letter for letter in text[:_COMMENT_CHARACTERS] if letter == "\n" or letter.isprintable())
    return _MARKDOWN.sub(r"\\\1", html.escape(kept, quote=False)).replace("\n", "\n\n")


def verdict_text(exercise: GradedExercise) -> str:
    """The verdict's value, be it an Enum or a string."""
    return str(getattr(exercise.verdict, "value", exercise.verdict))
