"""After a change of the course: who changes and why, nothing written unasked, and the way back."""

import csv
import io
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from rich.console import Console

from autograder.commands import regrade as command
from autograder.course import find_chapter, load_course
from autograder.errors import UsageError
from autograder.grading.exercises import ExerciseGrader
from autograder.sandbox.config import SandboxConfig
from autograder.scheduling.job import WorkerSettings
from autograder.scheduling.regrading import Trial
from autograder.scheduling.worker import Worker
from tests.integration import mini_class
from tests.integration.mini_class import SLUG

STUDENTS = {"ann": mini_class.RIGHT, "bob": mini_class.RIGHT.replace("return 2 *", "return 3 *"), "cy": ""}


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A course of its own and a graded class; to be copied."""
    root = mini_class.mini_course(tmp_path_factory)

    def make(folder):
        course = Path(shutil.copytree(root, folder / "course"))
        for student, text in STUDENTS.items():
            mini_class.hand_in(folder / "class", student, mini_class.notebook(course, text))
        shutil.copytree(root.parent / "data", folder / "data")
        done = mini_class.grade(course, folder / "class", "--jobs", "1", "--no-figures")
        assert done.returncode == 0, done.stderr

    return mini_class.once(tmp_path_factory, "regraded", make)


class Class:
    """A graded class that a test may change."""

    def __init__(self, folder):
        self.root, self.class_dir, self.data = folder / "course", folder / "class", folder / "data"
        self.asked = []

    def course(self):
        course = load_course(self.root)
        return course, find_chapter(course, SLUG)

    def regrade(self, *, yes):
        said = io.StringIO()
        sandbox = SandboxConfig(figures=False)
        settings = WorkerSettings(
            str(self.root), SLUG, str(self.class_dir), str(self.data), mini_class.SECRET.encode(), sandbox
        )

        def confirm(question):
            self.asked.append(question)
            return yes

        found = command.regrade(*self.course(), settings, 1, Console(file=said, width=200), confirm=confirm)
        return found, said.getvalue()

    def restore(self, number=None):
        command.restore(*self.course(), self.class_dir, number, Console(file=io.StringIO()))

    def make_the_suite_milder(self):
        """All tests of the first exercise hold, whatever the answer is."""
        path = self.root / "suites" / SLUG / "test_double.py"
        lines = path.read_text().splitlines()
        milder = ["    return" if line.strip().startswith("assert") else line for line in lines]
        assert milder != lines
        path.write_text("\n".join(milder) + "\n")

    def rows(self):
        with closing(sqlite3.connect(self.class_dir / "gradebook.db")) as database:
            return dict(database.execute(
                "SELECT student_id, round(sum(auto_score), 6) FROM grade JOIN submitted_notebook ON "
                "grade.notebook_id = submitted_notebook.id JOIN submitted_assignment ON "
                "submitted_notebook.assignment_id = submitted_assignment.id GROUP BY 1"
            ))  # fmt: skip

    def files(self):
        places = [self.class_dir / name for name in ("feedback", "autograded", ".autograder/results")]
        return {
            path: path.read_bytes()
            for place in places
            for path in place.rglob("*")
            if path.is_file() and path.name != "written.txt"
        }


@pytest.fixture
def a_class(graded, tmp_path):
    return Class(Path(shutil.copytree(graded, tmp_path / "copy")))


def test_unchanged_submissions_are_confirmed_without_grading(a_class, monkeypatch):
    monkeypatch.setattr(command, "grade_all", None)
    before = a_class.files()
    found, said = a_class.regrade(yes=True)
    assert found == []
    assert "3 submissions are confirmed unchanged; 0 are graded once more" in said
    assert (a_class.files(), a_class.asked) == (before, [])


def test_the_change_is_shown_and_nothing_is_written_unasked(a_class):
    before, rows = a_class.files(), a_class.rows()
    a_class.make_the_suite_milder()
    found, said = a_class.regrade(yes=False)
    double, scale_rows = found
    assert (double.student, double.exercise) == ("bob", "double")
    assert double.after > double.before
    assert double.won
    assert not double.lost
    # It builds on the first one, which counts as right now and is not replaced any more.
    assert (scale_rows.student, scale_rows.exercise) == ("bob", "scale_rows")
    assert scale_rows.after < scale_rows.before
    assert "1 of 3 would get other points" in said
    assert "nothing was written" in said
    assert (a_class.files(), a_class.rows()) == (before, rows)
    with (a_class.class_dir / "reports" / SLUG / "regrade.csv").open(newline="") as file:
        assert [row["student"] for row in csv.DictReader(file)] == ["bob", "bob"]


def test_what_is_confirmed_is_written_and_can_be_taken_back(a_class):
    before, rows = a_class.files(), a_class.rows()
    a_class.make_the_suite_milder()
    found, said = a_class.regrade(yes=True)
    assert "--restore 1" in said
    gain = sum(change.after - change.before for change in found)
    assert gain
    assert a_class.rows() == rows | {"bob": rows["bob"] + gain}
    assert a_class.files().keys() == before.keys()
    assert a_class.files() != before
    assert a_class.regrade(yes=True)[0] == []
    a_class.restore()
    assert (a_class.files(), a_class.rows()) == (before, rows)
    with pytest.raises(UsageError, match="None was ever replaced"):
        a_class.restore()


@pytest.mark.parametrize("moves", [1, 4])
def test_writing_that_was_interrupted_is_completed_by_the_next_grading(a_class, monkeypatch, moves):
    pages = {path.read_bytes() for path in a_class.files() if path.suffix == ".html"}
    a_class.make_the_suite_milder()
    left, move = [moves], Trial._move

    def interrupted(*args):
        if not left[0]:
            raise KeyboardInterrupt
        left[0] -= 1
        move(*args)

    monkeypatch.setattr(Trial, "_move", interrupted)
    with pytest.raises(KeyboardInterrupt):
        a_class.regrade(yes=True)
    monkeypatch.undo()
    kept = {path.read_bytes() for path in a_class.class_dir.rglob("*") if path.is_file()}
    assert len(pages) == len(STUDENTS)
    assert pages <= kept  # here, or among the earlier ones
    options = ("--jobs", "1", "--no-figures")
    assert mini_class.grade(a_class.root, a_class.class_dir, *options).returncode == 0
    completed = a_class.files(), a_class.rows()
    assert mini_class.grade(a_class.root, a_class.class_dir, *options, "--again").returncode == 0
    assert completed == (a_class.files(), a_class.rows())


def changed_files(a_class, kind):
    """Change what one exercise depends on; the exercises that have to be tested again."""
    slug, root = SLUG, a_class.root
    if kind == "suite":
        path, old, new = root / "suites" / slug / "test_draw_line.py", "rng.uniform(1.5, 3.0)", "rng.uniform(1.5, 2.0)"
    elif kind == "reference":
        path, old, new = root / "solutions" / f"{slug}.py", "1.0, 21)", "1.0, 20 + 1)"
    elif kind == "limit":
        path, old, new = root / "exercises" / f"{slug}.py", '="draw_line" title', '="draw_line" cpu_limit_s=3 title'
    else:
        path, old, new = root / "suites" / slug / "test_double.py", "size=(3, 5)", "size=(3, 6)"
    text = path.read_text()
    assert text.count(old) == 1, (kind, text)
    path.write_text(text.replace(old, new))
    return {"double", "scale_rows"} if kind == "needed by another" else {"draw_line"}


@pytest.mark.parametrize("kind", ["suite", "reference", "limit", "needed by another"])
def test_only_what_a_change_concerns_is_tested_again(a_class, tmp_path, monkeypatch, kind):
    tested = changed_files(a_class, kind)
    seen = watched(monkeypatch)
    a_class.regrade(yes=True)
    assert seen == tested
    partly = a_class.files()
    shutil.rmtree(a_class.class_dir / ".autograder" / "results")
    done = mini_class.grade(a_class.root, a_class.class_dir, "--jobs", "1", "--no-figures", "--again")
    assert done.returncode == 0, done.stderr
    assert a_class.files() == partly


def watched(monkeypatch):
    """The exercises that are tested; in this process, because workers would not tell."""
    seen = set()
    grade = ExerciseGrader._grade

    def watching(self, exercise):
        seen.add(exercise.id)
        return grade(self, exercise)

    def in_this_process(jobs, settings, _workers):
        with closing(Worker(settings)) as worker:
            for job in jobs:
                yield job, worker.grade(job)

    monkeypatch.setattr(ExerciseGrader, "_grade", watching)
    monkeypatch.setattr(command, "grade_all", in_this_process)
    monkeypatch.setenv("MNIST_DIR", "set by the engine and restored behind it")
    return seen


def test_a_change_that_all_share_tests_everything_again(a_class, monkeypatch):
    seen = watched(monkeypatch)
    (a_class.root / "suites" / SLUG / "shared.py").write_text("FACTOR = 2")
    a_class.regrade(yes=True)
    assert seen == {"double", "scale_rows", "draw_line", "why"}


def test_a_change_in_one_submission_grades_that_one(a_class):
    text = mini_class.RIGHT.replace("return 2 *", "return 4 *")
    mini_class.hand_in(a_class.class_dir, "ann", mini_class.notebook(a_class.root, text))
    found, said = a_class.regrade(yes=False)
    assert {change.student for change in found} == {"ann"}
    assert "2 submissions are confirmed unchanged; 1 are graded once more" in said


def test_what_was_never_graded_cannot_be_regraded(a_class, tmp_path):
    a_class.class_dir = tmp_path / "empty"
    with pytest.raises(UsageError, match="not graded yet"):
        a_class.regrade(yes=True)


def test_the_environment_of_this_process_stays_as_it_was(a_class, monkeypatch):
    monkeypatch.setenv("MNIST_DIR", "somebody's own")
    a_class.make_the_suite_milder()
    a_class.regrade(yes=False)
    assert os.environ["MNIST_DIR"] == "somebody's own"
