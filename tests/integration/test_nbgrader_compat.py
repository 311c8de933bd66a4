"""What our gradebook writer leaves, nbgrader itself must be able to use."""

import os
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.errors import UsageError
from autograder.gradebook import AutogradedWriter, GradebookWriter
from autograder.grading.result import ExerciseResult, SubmissionResult, Verdict
from autograder.submission import align, read_notebook

SLUG = "ch_mini"


def exercise(name, verdict, score, messages=()):
    return ExerciseResult(name, name, "1.1", Verdict(verdict), score, 3.0, messages=messages)


def submission(student, *exercises):
    score = sum(one.score for one in exercises)
    return SubmissionResult(SLUG, student, Verdict.WRONG, score, 5.0, "digits", "strict", exercises)


def marked(cell, grade_id, *, grade=False, solution=False, points=None):
    from nbgrader.utils import compute_checksum

    mark = {
        "grade": grade,
        "grade_id": grade_id,
        "locked": not solution,
        "schema_version": 3,
        "solution": solution,
        "task": False,
    }
    if points is not None:
        mark["points"] = points
    cell.metadata["nbgrader"] = mark
    cell.id = f"id-{grade_id}"
    if grade or not solution:
        mark["cell_type"] = cell.cell_type
    mark["checksum"] = compute_checksum(cell)
    return cell


def release_notebook():
    return new_notebook(
        cells=[
            marked(new_markdown_cell("# Mini $a<b$"), "intro"),
            marked(new_code_cell("import math"), "imports"),
            marked(new_code_cell("def double(x):\n    raise NotImplementedError"), "double", solution=True),
            marked(new_code_cell("assert double(2) == 4"), "test_double", grade=True, points=3),
            marked(new_markdown_cell("Your answer"), "essay", grade=True, solution=True, points=2),
        ],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    )


@pytest.fixture
def course(tmp_path):
    path = tmp_path / "release" / SLUG / f"{SLUG}.ipynb"
    path.parent.mkdir(parents=True)
    nbformat.write(release_notebook(), path)
    return tmp_path


def release_path(course) -> Path:
    return course / "release" / SLUG / f"{SLUG}.ipynb"


def result(student="ada", score=1.5, essay="needs-review", messages=()):
    return submission(student, exercise("double", "wrong", score, messages), exercise("essay", essay, 0.0))


def write(course, *results):
    with GradebookWriter(course / "gradebook.db", "mini") as writer:
        writer.prepare(SLUG, release_path(course))
        writer.write(results)


def gradebook(course):
    from nbgrader.api import Gradebook

    return Gradebook(f"sqlite:///{course / 'gradebook.db'}", "mini")


def grade_of(course, cell, student="ada"):
    with gradebook(course) as book:
        grade = book.find_grade(cell, SLUG, SLUG, student)
        return grade.auto_score, grade.manual_score, grade.extra_credit, grade.needs_manual_grade, grade.score


def test_scores_stand_in_the_gradebook(course, monkeypatch):
    """A new gradebook is made without the environment's programs on PATH."""
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    write(course, result(), result("bob", 3.0))
    assert grade_of(course, "test_double") == (1.5, None, None, False, 1.5)
    assert grade_of(course, "test_double", "bob")[0] == 3.0
    assert os.environ["PATH"] == "/usr/bin:/bin"
    with gradebook(course) as book:
        submission = book.find_submission(SLUG, "ada")
        assert (submission.score, submission.max_score, submission.max_written_score) == (1.5, 5.0, 2.0)
        assert [one.id for one in book.db.query(type(book.check_course("mini"))).all()] == ["mini"]


def test_a_written_answer_waits_for_a_person(course):
    write(course, result())
    assert grade_of(course, "essay") == (None, None, None, True, 0.0)
    write(course, result(essay="not-attempted"))
    assert grade_of(course, "essay") == (0.0, None, None, False, 0.0)


def test_our_own_failure_is_nobodys_zero(course):
    write(course, submission("ada", exercise("double", "internal-error", 0.0)))
    assert grade_of(course, "test_double") == (None, None, None, True, 0.0)


def test_grading_again_keeps_what_people_entered(course):
    write(course, result(messages=("first",)))
    with gradebook(course) as book:
        grade = book.find_grade("essay", SLUG, SLUG, "ada")
        grade.manual_score, grade.extra_credit, grade.needs_manual_grade = 1.0, 0.5, False
        book.find_comment("double", SLUG, SLUG, "ada").manual_comment = "See me."
        book.db.commit()
    write(course, result(score=2.0, messages=("second",)))
    assert grade_of(course, "essay") == (None, 1.0, 0.5, False, 1.5)
    assert grade_of(course, "test_double")[0] == 2.0
    with gradebook(course) as book:
        comment = book.find_comment("double", SLUG, SLUG, "ada")
        assert (comment.auto_comment, comment.manual_comment, comment.comment) == ("second", "See me.", "See me.")
        assert len(book.assignment_submissions(SLUG)) == 1


def test_formgrader_can_list_what_was_written(course):
    write(course, *(result(f"student-{number}") for number in range(7)))
    with gradebook(course) as book:
        rows = book.submission_dicts(SLUG)
        assert len(rows) == 7
        assert {row["score"] for row in rows} == {1.5}
        assert all(row["needs_manual_grade"] for row in rows)
        assert len(book.notebook_submission_dicts(SLUG, SLUG)) == 7
        assert len(book.student_dicts()) == 7


def test_nbgrader_itself_accepts_the_structure(course):
    """nbgrader's own SaveCells finds the cells that it would have made."""
    write(course, result())
    from nbgrader.preprocessors import SaveCells

    resources = {
        "nbgrader": {"notebook": SLUG, "assignment": SLUG, "db_url": f"sqlite:///{course / 'gradebook.db'}"},
        "metadata": {},
    }
    SaveCells().preprocess(release_notebook(), resources)
    with gradebook(course) as book:
        assert book.find_source_cell("double", SLUG, SLUG).locked is False
        assert book.find_source_cell("test_double", SLUG, SLUG).locked is True


def test_a_changed_lesson_updates_points_and_cells(course):
    write(course, result())
    notebook = release_notebook()
    notebook.cells[3].metadata.nbgrader["points"] = 4
    notebook.cells.append(marked(new_code_cell("def triple(x):\n    ..."), "triple", solution=True))
    del notebook.cells[1]
    nbformat.write(notebook, release_path(course))
    write(course, result())
    with gradebook(course) as book:
        assert book.find_submission(SLUG, "ada").max_score == 6.0
        assert [cell.name for cell in book.find_notebook(SLUG, SLUG).source_cells if cell.name == "imports"] == []


def test_a_cell_graded_by_hand_is_never_removed(course):
    write(course, result())
    with gradebook(course) as book:
        book.find_grade("essay", SLUG, SLUG, "ada").manual_score = 2.0
        book.db.commit()
    notebook = release_notebook()
    del notebook.cells[4]
    nbformat.write(notebook, release_path(course))
    with pytest.raises(UsageError, match="essay"):
        write(course, result())
    assert grade_of(course, "essay")[1] == 2.0


def test_a_file_that_is_no_gradebook_is_named(course):
    (course / "gradebook.db").write_text("no database, but long enough to be looked at" * 50)
    with pytest.raises(UsageError, match="gradebook"):
        write(course, result())


def autograded(course, tmp_source, student="ada"):
    submitted = course / "submitted" / student / SLUG / f"{SLUG}.ipynb"
    submitted.parent.mkdir(parents=True)
    notebook = release_notebook()
    notebook.cells[2].source = tmp_source
    notebook.cells[4].source = "My <script>alert('essay')</script> [x](javascript:alert(1)) $a<b$"
    notebook.cells.append(nbformat.v4.new_raw_cell("<img src=x onerror=alert('raw')>"))
    nbformat.write(notebook, submitted)
    cells = align(read_notebook(release_path(course)), read_notebook(submitted), {"double", "essay"}, {}).cells
    outputs = [[] if cell.kind == "code" else None for cell in cells]
    outputs[2] = [
        {"kind": "stream", "name": "stdout", "text": "<b>printed</b>\x1b[31m"},
        {"kind": "display", "data": {"text/html": "<script>alert('out')</script>", "text/plain": "plain words"}},
        {"output_type": "error", "ename": "E", "evalue": "<script>e</script>", "traceback": ["<script>t</script>"]},
    ]
    return AutogradedWriter(course / "autograded", SLUG, release_path(course)).write(student, cells, outputs)


def test_the_autograded_notebook_is_valid_and_tame(course):
    path = autograded(course, "def double(x):\n    return 2 * x")
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert [cell.metadata.nbgrader.grade_id for cell in notebook.cells[:5]] == [
        "intro", "imports", "double", "test_double", "essay",
    ]  # fmt: skip
    text = path.read_text()
    assert "<script>alert" not in text
    assert "<img" not in text
    assert "](javascript" not in text
    assert "$a<b$" not in notebook.cells[4].source
    assert list(path.parent.glob(".*")) == []


@pytest.mark.filterwarnings("default")
def test_generate_feedback_makes_a_page(course, monkeypatch):
    """nbgrader's own feedback shows score and comment, and obeys nothing that a student wrote."""
    write(course, result(messages=("Look at <script>alert('hi')</script> your *line* 2.",)))
    autograded(course, "def double(x):\n    return 2 * x  # </pre><script>alert('code')</script>")
    monkeypatch.chdir(course)
    from nbgrader.apps import NbGrader
    from nbgrader.converters import GenerateFeedback
    from nbgrader.coursedir import CourseDirectory
    from traitlets.config import Config

    config = Config()
    config.CourseDirectory.root = str(course)
    config.CourseDirectory.course_id = "mini"
    config.CourseDirectory.assignment_id = SLUG
    assert NbGrader
    GenerateFeedback(coursedir=CourseDirectory(config=config), config=config).start()
    page = (course / "feedback" / "ada" / SLUG / f"{SLUG}.html").read_text()
    assert "1.5 / 5.0" in page
    assert "your *line* 2." in page
    assert "plain words" in page
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_a_new_gradebook_has_the_schema_version_that_nbgrader_would_write(course, monkeypatch):
    import sqlite3
    import sys

    write(course, result())
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=":")
    from nbgrader.api import get_alembic_version

    with sqlite3.connect(course / "gradebook.db") as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(get_alembic_version(),)]
    connection.close()
