"""The rows that one result becomes: pure functions, no database."""

import html
import re
from collections.abc import Mapping, Sequence

import msgspec

from autograder.grading.result import ExerciseResult, SubmissionResult, Verdict

_COMMENT_CHARACTERS = 4000
# Feedback pages render comments as markdown; an underscore inside a name means nothing there.
_MARKDOWN = re.compile(r"([\\`*{}\[\]#|~$]|(?<!\w)_|_(?!\w))")
_ESCAPED = re.compile(r"\\([\\`*{}\[\]#|~$_])")


class GradeRow(msgspec.Struct, frozen=True):
    """One automatic grade; a score of None waits for a person."""

    name: str
    auto_score: float | None
    needs_manual_grade: bool


def grade_rows(result: SubmissionResult, names: Sequence[str]) -> list[GradeRow]:
    """Grades for every grade cell: `test_<exercise>` of code, `<exercise>` of written answers."""
    exercises = {exercise.id: exercise for exercise in result.exercises}
    return [_grade_row(name, exercises.get(name) or exercises.get(name.removeprefix("test_"))) for name in names]


def _grade_row(name: str, exercise: ExerciseResult | None) -> GradeRow:
    # What we could not grade is nobody's zero: it is shown to the instructor as to be graded.
    if exercise is None or exercise.verdict in {Verdict.NEEDS_REVIEW, Verdict.INTERNAL_ERROR}:
        return GradeRow(name, None, needs_manual_grade=True)
    return GradeRow(name, float(exercise.score), needs_manual_grade=False)


def comment_rows(result: SubmissionResult, names: Sequence[str]) -> Mapping[str, str | None]:
    """Automatic comments for every solution cell."""
    exercises = {exercise.id: exercise for exercise in result.exercises}
    return {name: _comment(exercises[name]) if name in exercises else None for name in names}


def _comment(exercise: ExerciseResult) -> str | None:
    if exercise.messages:
        return as_plain_markdown("\n".join(exercise.messages))
    return "No response." if exercise.verdict == Verdict.NOT_ATTEMPTED else None


def as_plain_markdown(text: str) -> str:
    """Text that a markdown page shows letter by letter, whatever a student put into it."""
    kept = "".join(letter for letter in text[:_COMMENT_CHARACTERS] if letter == "\n" or letter.isprintable())
    return _MARKDOWN.sub(r"\\\1", html.escape(kept, quote=False)).replace("\n", "\n\n")


def as_plain_text(comment: str) -> str:
    """What `as_plain_markdown` was made of."""
    return html.unescape(_ESCAPED.sub(r"\1", comment.replace("\n\n", "\n")))
