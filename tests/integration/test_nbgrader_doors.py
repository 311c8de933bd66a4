"""nbgrader's own commands and formgrader's button lead to our engine: same class, same grades, nothing lost."""

import contextlib
import os
import sqlite3
import subprocess
import sys
from datetime import datetime

import pytest
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from autograder.doors import nbgrader_autograde
from tests.integration import mini_class
from tests.integration.mini_class import SLUG
from tests.integration.test_grade_command import SCORES, lay_out, rows

CONFIG = """
import sys
from pathlib import Path
sys.path.insert(0, {project!r})
from autograder.course.settings import nbgrader_settings
from autograder.doors.nbgrader_autograde import install
c = get_config()
c.merge(nbgrader_settings(Path({class_dir!r})))
c.LateSubmissionPlugin.penalty_method = {penalty!r}
install(Path({course!r}))
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return mini_class.mini_course(tmp_path_factory)


def environment(root):
    wanted = {"AUTOGRADER_SECRET": mini_class.SECRET, "MNIST_DIR": str(root.parent / "data"), "AUTOGRADER_OFFLINE": "1"}
    return {**os.environ, **wanted, "PYTHONWARNINGS": "ignore", "JUPYTER_PLATFORM_DIRS": "1"}


def configure(class_dir, root, penalty="none"):
    class_dir.mkdir(exist_ok=True, parents=True)
    text = CONFIG.format(project=str(mini_class.ROOT), class_dir=str(class_dir), course=str(root), penalty=penalty)
    (class_dir / "nbgrader_config.py").write_text(text)
    return class_dir


def nbgrader(root, class_dir, *words):
    command = [sys.executable, "-m", "nbgrader", *words]
    return subprocess.run(
        command, cwd=class_dir, env=environment(root), capture_output=True, text=True, timeout=240, check=False
    )


@pytest.fixture(scope="module")
def graded(root, tmp_path_factory):
    """The class of accidents, graded by `nbgrader autograde`."""

    def make(class_dir):
        configure(class_dir, root)
        lay_out(root, class_dir)
        done = nbgrader(root, class_dir, "autograde", SLUG)
        assert done.returncode == 0, done.stderr
        (class_dir / "stderr").write_text(done.stderr)

    return mini_class.once(tmp_path_factory, "graded_by_nbgrader", make)


def all_grades(class_dir):
    with contextlib.closing(sqlite3.connect(class_dir / "gradebook.db")) as database:
        return sorted(database.execute(
            "SELECT submitted_assignment.student_id, base_cell.name, grade.auto_score, grade.needs_manual_grade "
            "FROM grade JOIN submitted_notebook ON grade.notebook_id = submitted_notebook.id "
            "JOIN submitted_assignment ON submitted_notebook.assignment_id = submitted_assignment.id "
            "JOIN base_cell ON grade.cell_id = base_cell.id"
        ))  # fmt: skip


def test_every_accident_has_the_grade_that_our_command_gives(graded, root, tmp_path):
    assert rows(graded) == SCORES
    lay_out(root, tmp_path)
    done = mini_class.grade(root, tmp_path, "--jobs", "2")
    assert done.returncode == 0, done.stderr
    assert all_grades(graded) == all_grades(tmp_path)
    assert len(all_grades(graded)) == 4 * len(SCORES)


def test_without_force_what_is_graded_is_skipped(graded, root):
    before = all_grades(graded)
    done = nbgrader(root, graded, "autograde", SLUG, "--student", "right")
    assert done.returncode == 0
    assert "Skipping existing assignment" in done.stderr
    assert all_grades(graded) == before


def test_nobody_to_grade_is_an_error(graded, root):
    done = nbgrader(root, graded, "autograde", SLUG, "--student", "nobody")
    assert done.returncode == 1
    assert "No submission of" in done.stderr


@pytest.fixture
def api(root, tmp_path, monkeypatch):
    """What formgrader calls when its button is pressed, on a class of one."""
    for name, value in environment(root).items():
        monkeypatch.setenv(name, value)
    mini_class.hand_in(tmp_path, "ann", mini_class.notebook(root, mini_class.RIGHT))
    monkeypatch.setattr("nbgrader.apps.api.Autograde", nbgrader_autograde.nbgrader.apps.api.Autograde)
    monkeypatch.setattr("nbgrader.apps.autogradeapp.Autograde", nbgrader_autograde.nbgrader.apps.autogradeapp.Autograde)
    nbgrader_autograde.install(root)
    config = Config()
    config.CourseDirectory.root = str(tmp_path)
    config.CourseDirectory.course_id = "deep-learning-from-scratch"
    configure(tmp_path, root, penalty="zero")
    return NbGraderAPI(CourseDirectory(config=config), config=config)


def test_the_button_grades_and_says_what_happened(api, tmp_path):
    done = api.autograde(SLUG, "ann")
    assert done["success"], done
    assert "Grading 1 submissions" in done["log"]
    assert rows(tmp_path) == {"ann": 8.0}
    assert (tmp_path / "autograded" / "ann" / SLUG / f"{SLUG}.ipynb").is_file()
    failed = api.autograde(SLUG, "nobody")
    assert not failed["success"]
    assert "No submission of" in failed["log"]


def test_a_name_that_is_a_pattern_means_itself(api, root, tmp_path):
    mini_class.hand_in(tmp_path, "ann [red]", mini_class.notebook(root, mini_class.RIGHT))
    done = api.autograde(SLUG, "ann [red]")
    assert done["success"], done
    assert rows(tmp_path)["ann [red]"] == 8.0


def gradebook(class_dir):
    return Gradebook(f"sqlite:///{class_dir / 'gradebook.db'}", "deep-learning-from-scratch")


def test_what_people_entered_survives_grading_again(api, root, tmp_path):
    assert api.autograde(SLUG, "ann")["success"]
    with gradebook(tmp_path) as book:
        essay = book.find_grade("why", SLUG, SLUG, "ann")
        essay.manual_score, essay.needs_manual_grade = 1.5, False
        book.find_grade("test_double", SLUG, SLUG, "ann").extra_credit = 0.5
        book.find_comment("double", SLUG, SLUG, "ann").manual_comment = "well said"
        book.grant_extension(SLUG, "ann", days=1)
        book.db.commit()
    mini_class.hand_in(tmp_path, "ann", mini_class.notebook(root, mini_class.RIGHT.replace("return 2 *", "return 3 *")))
    assert api.autograde(SLUG, "ann")["success"]
    with gradebook(tmp_path) as book:
        assert rows(tmp_path)["ann"] == 6.0
        essay = book.find_grade("why", SLUG, SLUG, "ann")
        assert (essay.manual_score, essay.needs_manual_grade) == (1.5, False)
        assert book.find_grade("test_double", SLUG, SLUG, "ann").extra_credit == 0.5
        assert book.find_comment("double", SLUG, SLUG, "ann").comment == "well said"
        assert book.find_submission(SLUG, "ann").extension.days == 1


def test_late_penalties_come_from_the_course_and_are_taken_back(api, tmp_path):
    stamp = tmp_path / "submitted" / "ann" / SLUG / "timestamp.txt"
    stamp.write_text("2026-11-02 10:00:00 UTC")
    assert api.autograde(SLUG, "ann")["success"]
    with gradebook(tmp_path) as book:
        assert book.find_submission(SLUG, "ann").timestamp == datetime(2026, 11, 2, 10)  # noqa: DTZ001  # nbgrader keeps UTC without saying so
        assert book.find_submission(SLUG, "ann").score == 8.0
        book.update_or_create_assignment(SLUG, duedate="2026-11-01 10:00:00")
    assert api.autograde(SLUG, "ann")["success"]
    with gradebook(tmp_path) as book:
        assert book.find_submission(SLUG, "ann").late_submission_penalty == 8.0
        book.grant_extension(SLUG, "ann", days=2)
    assert api.autograde(SLUG, "ann")["success"]
    with gradebook(tmp_path) as book:
        assert book.find_submission(SLUG, "ann").late_submission_penalty == 0
    stamp.write_text("no time at all")
    assert api.autograde(SLUG, "ann")["success"]
