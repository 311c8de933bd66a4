"""Bulk statements on nbgrader's tables: insert what is new, update what is ours, keep what people entered."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.dialects.sqlite import insert

from autograder.gradebook.nbgrader_api import api
from autograder.gradebook.rows import GradeRow

_students, _submissions = api.Student.__table__, api.SubmittedAssignment.__table__
_notebooks, _grades, _comments = api.SubmittedNotebook.__table__, api.Grade.__table__, api.Comment.__table__


class Upserts:
    """Statements for the cells of one assignment, which are looked up once."""

    def __init__(self, gradebook: Any, assignment: str) -> None:
        self._db, self.assignment = gradebook.db, assignment
        notebook = gradebook.find_notebook(assignment, assignment)
        self._assignment_id, self._notebook_id = notebook.assignment_id, notebook.id
        self._grade_cells = {cell.name: cell.id for cell in notebook.grade_cells}
        self._solution_cells = {cell.name: cell.id for cell in notebook.solution_cells}
        self.grade_names = tuple(self._grade_cells)
        self.comment_names = tuple(self._solution_cells)

    def notebooks(self, timestamps: Mapping[str, datetime | None]) -> dict[str, str]:
        """Make sure that students, submissions and submitted notebooks are there; return notebook ids by student."""
        students = list(timestamps)
        self._run(insert(_students).on_conflict_do_nothing(), [{"id": student} for student in students])
        statement = insert(_submissions)
        # Without a time stamp, one that was entered earlier or by hand stays.
        kept = func.coalesce(statement.excluded.timestamp, _submissions.c.timestamp)
        self._run(
            statement.on_conflict_do_update(index_elements=["assignment_id", "student_id"], set_={"timestamp": kept}),
            [
                {"assignment_id": self._assignment_id, "student_id": student, "timestamp": timestamp}
                for student, timestamp in timestamps.items()
            ],
        )
        submissions = self._ids_by_student(students)
        self._run(
            insert(_notebooks).on_conflict_do_nothing(),
            [{"assignment_id": one, "notebook_id": self._notebook_id} for one in submissions.values()],
        )
        query = select(_notebooks.c.assignment_id, _notebooks.c.id).where(
            _notebooks.c.notebook_id == self._notebook_id, _notebooks.c.assignment_id.in_(submissions.values())
        )
        by_submission = dict(map(tuple, self._db.execute(query)))
        return {student: by_submission[one] for student, one in submissions.items()}

    def grades(self, of_notebooks: Iterable[tuple[str, Sequence[GradeRow]]]) -> None:
        """Set automatic scores; a grade given by hand keeps its score, its credit and whether it waits for a person."""
        statement = insert(_grades)
        waits = case(
            (_grades.c.manual_score.is_(None), statement.excluded.needs_manual_grade),
            else_=_grades.c.needs_manual_grade,
        )
        statement = statement.on_conflict_do_update(
            index_elements=["cell_id", "notebook_id"],
            set_={"auto_score": statement.excluded.auto_score, "needs_manual_grade": waits},
        )
        rows = [
            {
                "cell_id": self._grade_cells[row.name],
                "notebook_id": notebook,
                "auto_score": row.auto_score,
                "needs_manual_grade": row.needs_manual_grade,
            }
            for notebook, grades in of_notebooks
            for row in grades
        ]
        self._run(statement, rows)

    def comments(self, of_notebooks: Iterable[tuple[str, Mapping[str, str | None]]]) -> None:
        """Set automatic comments; those written by hand stay and are shown in their place."""
        rows = [
            {"cell_id": self._solution_cells[name], "notebook_id": notebook, "auto_comment": text}
            for notebook, comments in of_notebooks
            for name, text in comments.items()
        ]
        self._run(_updating(insert(_comments), ("cell_id", "notebook_id"), ("auto_comment",)), rows)

    def _ids_by_student(self, students: Sequence[str]) -> dict[str, str]:
        query = select(_submissions.c.student_id, _submissions.c.id).where(
            _submissions.c.assignment_id == self._assignment_id, _submissions.c.student_id.in_(students)
        )
        return dict(map(tuple, self._db.execute(query)))

    def _run(self, statement: Any, rows: Sequence[Mapping[str, Any]]) -> None:
        if rows:
            self._db.execute(statement, rows)


def _updating(statement: Any, keys: Sequence[str], columns: Sequence[str]) -> Any:
    new = {column: statement.excluded[column] for column in columns}
    return statement.on_conflict_do_update(index_elements=list(keys), set_=new)
