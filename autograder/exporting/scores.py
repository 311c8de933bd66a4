"""Scores out of nbgrader's gradebook, a class in one query; nbgrader itself asks once for each student."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import UsageError
from autograder.gradebook.rows import as_plain_text

# A manual score wins over the automatic one, extra credit is added, as nbgrader's Grade.score has it.
_SCORE = """
    CASE WHEN coalesce(grade.manual_score, grade.auto_score) IS NULL THEN 0.0
    ELSE coalesce(grade.manual_score, grade.auto_score) + coalesce(grade.extra_credit, 0.0) END
"""
_TOTALS = f"""
    SELECT student.id, coalesce(student.first_name, ''), coalesce(student.last_name, ''), coalesce(student.email, ''),
           coalesce(student.lms_user_id, ''), coalesce(sum({_SCORE}), 0.0),
           (SELECT coalesce(sum(late_submission_penalty), 0.0) FROM submitted_notebook
            WHERE assignment_id = submitted_assignment.id),
           coalesce(sum(grade.needs_manual_grade), 0), submitted_assignment.timestamp
    FROM assignment
    JOIN submitted_assignment ON submitted_assignment.assignment_id = assignment.id
    JOIN student ON student.id = submitted_assignment.student_id
    LEFT JOIN submitted_notebook ON submitted_notebook.assignment_id = submitted_assignment.id
    LEFT JOIN grade ON grade.notebook_id = submitted_notebook.id
    WHERE assignment.name = ?
    GROUP BY submitted_assignment.id ORDER BY student.id
"""  # noqa: S608  # no text from outside
_GRADES = f"""
    SELECT submitted_assignment.student_id, base_cell.name, {_SCORE}, grade_cells.max_score, grade.needs_manual_grade,
           comment.manual_comment, coalesce(comment.auto_comment, '')
    FROM assignment
    JOIN submitted_assignment ON submitted_assignment.assignment_id = assignment.id
    JOIN submitted_notebook ON submitted_notebook.assignment_id = submitted_assignment.id
    JOIN grade ON grade.notebook_id = submitted_notebook.id
    JOIN base_cell ON base_cell.id = grade.cell_id
    JOIN grade_cells ON grade_cells.id = grade.cell_id
    LEFT JOIN base_cell AS answer ON answer.notebook_id = base_cell.notebook_id AND answer.type = 'SolutionCell'
         AND answer.name = replace(base_cell.name, 'test_', '')
    LEFT JOIN comment ON comment.notebook_id = submitted_notebook.id AND comment.cell_id = answer.id
    WHERE assignment.name = ?
    ORDER BY submitted_assignment.student_id, base_cell.rowid
"""  # noqa: S608  # no text from outside


@dataclass(frozen=True, slots=True)
class Grade:
    """One graded cell of one student; `comment` is what the student reads about it."""

    name: str
    score: float
    max_score: float
    waits: bool
    comment: str


@dataclass(frozen=True, slots=True)
class Score:
    """One student in one assignment.

    Attributes:
        raw: points with manual grading and extra credit, before a late penalty.
        penalty: late penalty.
        waits: how many answers wait for a person; with any, the score is not final.
    """

    student: str
    first_name: str
    last_name: str
    email: str
    platform_id: str
    raw: float
    penalty: float
    waits: int
    timestamp: str
    grades: tuple[Grade, ...]

    @property
    def score(self) -> float:
        """What counts; a penalty never makes it negative."""
        return round(max(0.0, self.raw - self.penalty), 6)


def read_scores(path: Path, assignment: str) -> tuple[list[Score], float]:
    """Everybody's scores in an assignment, and the points that it has.

    Raises:
        UsageError: there is no such gradebook, or it does not know the assignment.
    """
    if not path.is_file():
        raise UsageError(f"{path}: no such file. Grade first, or name the class's folder with --class-dir.")
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
            found = database.execute(_MAX_POINTS, (assignment,)).fetchone()
            if found is None or found[0] is None:
                raise UsageError(f"{path}: knows no assignment {assignment}. Grade it first.")
            grades = _grades(database, assignment)
            rows = database.execute(_TOTALS, (assignment,)).fetchall()
    except sqlite3.Error as error:
        raise UsageError(f"{path}: {error}. Is it nbgrader's gradebook?") from error
    return [_score(row, grades) for row in rows], float(found[0])


_MAX_POINTS = """
    SELECT sum(grade_cells.max_score) FROM assignment JOIN notebook ON notebook.assignment_id = assignment.id
    JOIN base_cell ON base_cell.notebook_id = notebook.id JOIN grade_cells ON grade_cells.id = base_cell.id
    WHERE assignment.name = ?
"""


def _score(row: tuple[str, str, str, str, str, float, float, int, str | None], grades: dict[str, list[Grade]]) -> Score:
    student, first, last, email, platform, raw, penalty, waits, timestamp = row
    own = tuple(grades.get(student, ()))
    return Score(student, first, last, email, platform, round(raw, 6), penalty, waits, timestamp or "", own)


def _grades(database: sqlite3.Connection, assignment: str) -> dict[str, list[Grade]]:
    found: dict[str, list[Grade]] = {}
    for student, name, score, max_score, waits, manual, automatic in database.execute(_GRADES, (assignment,)):
        # Automatic comments are stored as markdown that shows them letter by letter.
        comment = manual or as_plain_text(automatic)
        found.setdefault(student, []).append(Grade(name, round(score, 6), max_score, bool(waits), comment))
    return found
