"""Writes results into nbgrader's gradebook, many students to a commit.

nbgrader's own API takes a query and a commit per cell. The structure of an assignment is made through it; grades and
comments go in as bulk statements on the tables of its models, through its session.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from autograder.errors import UsageError
from autograder.gradebook.connection import database_errors, open_gradebook
from autograder.gradebook.lateness import Penalties
from autograder.gradebook.rows import comment_rows, grade_rows
from autograder.gradebook.structure import load_notebook, register
from autograder.grading.result import SubmissionResult

if TYPE_CHECKING:
    from autograder.gradebook.upserts import Upserts

CHUNK_STUDENTS = 100


class GradebookWriter:
    """The one writer of a course's gradebook.

    Use as a context manager: `with GradebookWriter(path, "course") as writer: writer.prepare(...); writer.write(...)`.
    """

    def __init__(self, db_path: Path, course_id: str, penalties: Penalties | None = None) -> None:
        """Name the file.

        Args:
            db_path: gradebook.db, made when it is not there.
            course_id: nbgrader's name of the course.
            penalties: for those who handed in late; none without.
        """
        self._path = Path(db_path).absolute()
        self._course_id = course_id
        self._penalties = penalties
        self._gradebook: Any = None
        self._upserts: Upserts | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._gradebook is not None:
            self._gradebook.close()

    def prepare(self, assignment: str, release_notebook: Path | Mapping[str, Any]) -> None:
        """Open the file, and make assignment, notebook and cells what the released notebook says.

        Args:
            assignment: the chapter's slug, which names the assignment and its notebook.
            release_notebook: the released notebook, a file or its JSON data.
        """
        from autograder.gradebook.upserts import Upserts as Statements  # loads nbgrader's gradebook

        if self._gradebook is None:
            self._gradebook = open_gradebook(self._path, self._course_id)
        data = load_notebook(release_notebook) if isinstance(release_notebook, Path) else release_notebook
        with database_errors(self._path):
            register(self._gradebook, assignment, data)
            self._upserts = Statements(self._gradebook, assignment)

    def write(self, results: Sequence[SubmissionResult], timestamps: Mapping[str, datetime] | None = None) -> None:
        """Write results, one commit per chunk; what people entered by hand stays.

        Args:
            results: one for each student; a student's second result replaces the first.
            timestamps: when students handed in, UTC, where known.
        """
        if self._upserts is None:
            raise UsageError(
                "prepare() must be called before write(): the gradebook does not know the assignment's cells."
            )
        for chunk in _chunks(results):
            with database_errors(self._path):
                self._write_chunk(self._upserts, chunk, timestamps or {})

    def _write_chunk(
        self, upserts: "Upserts", chunk: Mapping[str, SubmissionResult], timestamps: Mapping[str, datetime]
    ) -> None:
        try:
            notebooks = upserts.notebooks({student: timestamps.get(student) for student in chunk})
            upserts.grades(
                (notebooks[student], grade_rows(result, upserts.grade_names)) for student, result in chunk.items()
            )
            upserts.comments(
                (notebooks[student], comment_rows(result, upserts.comment_names)) for student, result in chunk.items()
            )
            if self._penalties:
                stamped = [student for student in chunk if timestamps.get(student)]
                self._penalties.assign(self._gradebook, upserts.assignment, stamped)
            self._gradebook.db.commit()
        except BaseException:
            self._gradebook.db.rollback()
            raise


def _chunks(results: Sequence[SubmissionResult]) -> Iterator[dict[str, SubmissionResult]]:
    for start in range(0, len(results), CHUNK_STUDENTS):
        yield {result.student: result for result in results[start : start + CHUNK_STUDENTS]}
