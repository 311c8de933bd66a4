"""A term with nbgrader's own commands on this course: released, fetched, submitted, collected, graded, returned."""

import csv
import os
import shutil
import sys
import zipfile
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from tests.integration import mini_class
from tests.integration.mini_class import SLUG
from tests.integration.test_nbgrader_doors import configure, nbgrader

COURSE = "deep-learning-from-scratch"
SETTINGS = """
c.Exchange.root = {exchange!r}
c.FileNameCollectorPlugin.named_regexp = r".*/(?P<student_id>[a-z]+)_(?P<file_id>.*)"
"""
HOSTILE = mini_class.RIGHT.replace(
    "# %% why\n", "# %% why\n<script>alert('essay')</script><img src=x onerror=alert(2)>\n"
).replace("# %% scale_rows\n", "# %% scale_rows\nprint('<script>alert(3)</script>')\n")


@pytest.fixture(scope="module")
def term(tmp_path_factory):
    """Folders of a course and of a student, with an exchange between them."""

    def make(folder):
        root = mini_class.mini_course(tmp_path_factory)
        (folder / "exchange").mkdir(mode=0o777)
        (folder / "exchange").chmod(0o777)
        for name in ("course", "student"):
            place = configure(folder / name, root)
            with (place / "nbgrader_config.py").open("a") as config:
                config.write(SETTINGS.format(exchange=str(folder / "exchange")))
        (folder / "course" / "source").symlink_to(root / "source")

    return mini_class.once(tmp_path_factory, "term", make)


def test_a_term(term, tmp_path_factory):
    """One test, because each step needs the one before."""
    root = mini_class.mini_course(tmp_path_factory)
    course, student = term / "course", term / "student"

    def run(place, *words, fails=False):
        done = nbgrader(root, place, *words)
        assert (done.returncode != 0) == fails, f"nbgrader {' '.join(words)}: {done.stderr}"
        return done.stdout + done.stderr

    # People and assignments.
    (course / "class.csv").write_text("id,first_name,last_name,email\nben,Ben,Bit,b@x.org\nzoe,Zoë,Zed,z@x.org\n")
    run(course, "db", "student", "import", "class.csv")
    run(course, "db", "student", "add", "gone", "--first-name", "Gone")
    run(course, "db", "student", "remove", "gone")
    listed = run(course, "db", "student", "list")
    assert "ben (Bit, Ben)" in listed
    assert "gone" not in listed
    run(course, "db", "assignment", "add", SLUG)
    assert SLUG in run(course, "db", "assignment", "list")

    # Out to the students, by the exchange.
    run(course, "generate_assignment", SLUG)
    assert (course / "release" / SLUG / f"{SLUG}.ipynb").read_text() == released(root)
    run(course, "release_assignment", SLUG)
    assert f"{COURSE} {SLUG}" in run(student, "list")
    run(student, "fetch_assignment", SLUG, "--course", COURSE)
    handed = student / SLUG / f"{SLUG}.ipynb"
    assert "You did not provide a response" in run(student, "validate", str(handed))
    handed.write_bytes(mini_class.notebook(root, HOSTILE))
    assert "Success!" in run(student, "validate", str(handed))
    run(student, "submit", SLUG, "--course", COURSE)

    # Back: by the exchange, and as a zip from a platform.
    run(course, "collect", SLUG)
    (name,) = [path.name for path in (course / "submitted").iterdir()]
    archive = course / "downloaded" / SLUG / "archive"
    archive.mkdir(parents=True)
    with zipfile.ZipFile(archive / "notebooks.zip", "w") as zipped:
        zipped.writestr(f"ben_{SLUG}.ipynb", mini_class.notebook(root, mini_class.RIGHT))
    run(course, "zip_collect", SLUG)
    assert (course / "submitted" / "ben" / SLUG / f"{SLUG}.ipynb").is_file()

    # Graded, read, returned.
    run(course, "autograde", SLUG)
    run(course, "generate_feedback", SLUG)
    assert_tame((course / "feedback" / name / SLUG / f"{SLUG}.html").read_text())
    run(course, "generate_feedback", SLUG, "--force", "--student", name)
    page = (course / "feedback" / name / SLUG / f"{SLUG}.html").read_text()
    assert "nbgrader" in page
    assert "hidden_slope" not in page
    assert "<script>alert" not in page.replace(" ", "")
    run(course, "release_feedback", SLUG)  # ben did not come through the exchange; it must not end there
    run(student, "fetch_feedback", SLUG, "--course", COURSE)
    assert list((student / SLUG / "feedback").rglob("*.html"))
    run(course, "export")
    with (course / "grades.csv").open(newline="") as file:
        rows = {row["student_id"]: row for row in csv.DictReader(file)}
    assert {student: float(row["score"]) for student, row in rows.items()} == {name: 8.0, "ben": 8.0, "zoe": 0.0}
    assert rows["ben"]["last_name"] == "Bit"
    assert rows[name]["timestamp"]


def released(root):
    return (root / "release" / SLUG / f"{SLUG}.ipynb").read_text()


def test_a_gradebook_of_stock_nbgrader_is_taken_over(tmp_path_factory, tmp_path, monkeypatch):
    """Made by nbgrader alone, with manual grades in it; then the class is graded by us."""
    programs = str(Path(sys.executable).parent)  # for a new gradebook nbgrader starts alembic, which lies there
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    root = mini_class.mini_course(tmp_path_factory)
    (tmp_path / "nbgrader_config.py").write_text(f"c = get_config()\nc.CourseDirectory.course_id = {COURSE!r}\n")
    shutil.copytree(root / "source", tmp_path / "source")
    for student in ("ann", "bob"):
        mini_class.hand_in(tmp_path, student, mini_class.notebook(root, mini_class.RIGHT))
        shutil.copy(root / "release" / SLUG / "mini_data.py", tmp_path / "submitted" / student / SLUG)
    for words in (
        ("db", "student", "add", "ann", "--first-name", "Ann", "--last-name", "Lee"),
        ("generate_assignment", SLUG),
        ("autograde", SLUG),
    ):
        done = nbgrader(root, tmp_path, *words)
        assert done.returncode == 0, done.stderr
    with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}", COURSE) as book:
        essay = book.find_grade("why", SLUG, SLUG, "ann")
        essay.manual_score, essay.needs_manual_grade = 1.5, False
        book.find_grade("test_double", SLUG, SLUG, "ann").manual_score = 0.25
        book.find_grade("test_scale_rows", SLUG, SLUG, "ann").extra_credit = 0.5
        book.find_comment("why", SLUG, SLUG, "ann").manual_comment = "well argued"
        book.grant_extension(SLUG, "bob", days=2)
        book.db.commit()
    done = mini_class.grade(root, tmp_path, "--jobs", "1", "--no-figures")
    assert done.returncode == 0, done.stderr
    with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}", COURSE) as book:
        essay = book.find_grade("why", SLUG, SLUG, "ann")
        assert (essay.manual_score, essay.needs_manual_grade) == (1.5, False)
        assert book.find_grade("test_double", SLUG, SLUG, "ann").score == 0.25
        assert book.find_grade("test_scale_rows", SLUG, SLUG, "ann").extra_credit == 0.5
        assert book.find_comment("why", SLUG, SLUG, "ann").comment == "well argued"
        assert book.find_student("ann").last_name == "Lee"
        assert book.find_submission(SLUG, "bob").extension.days == 2
        assert book.find_submission(SLUG, "bob").score == 8.0
        assert book.find_submission(SLUG, "ann").score == 0.25 + 3.5 + 2.0 + 1.5
    assert nbgrader(root, tmp_path, "export").returncode == 0


def assert_tame(page):
    assert "<script" not in page
    assert "onerror=alert" not in page.replace("&lt;img src=x onerror=alert", "")
    assert "hidden_slope" not in page
