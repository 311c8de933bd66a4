"""Grades on their way to platforms: the numbers are nbgrader's own, and no text of a student becomes a formula."""

import contextlib
import csv
import io
import json
import shutil
import sqlite3
import zipfile
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbgrader.api import Gradebook
from nbgrader.plugins import CsvExportPlugin
from rich.console import Console

from autograder.commands.collect import collect
from autograder.commands.export import export
from autograder.course import find_chapter, load_course
from autograder.doors.nbgrader_export import QuickCsvExport
from autograder.errors import UsageError
from autograder.exporting import read_scores
from autograder.gradebook.rows import as_plain_markdown, as_plain_text
from tests.integration import mini_class
from tests.integration.mini_class import SLUG

WRONG = mini_class.RIGHT.replace("return 2 *", "return 3 *")


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return mini_class.mini_course(tmp_path_factory)


@pytest.fixture(scope="module")
def graded(root, tmp_path_factory):
    """A class that came from Canvas, graded, with what people entered by hand."""

    def make(class_dir):
        with zipfile.ZipFile(class_dir / "download.zip", "w") as archive:
            archive.writestr(f"leeann_101_9001_{SLUG}.ipynb", mini_class.notebook(root, mini_class.RIGHT))
            archive.writestr(f"bob_102_9002_{SLUG}.ipynb", mini_class.notebook(root, WRONG))
            archive.writestr(f"=cmd_LATE_103_9003_{SLUG}.ipynb", mini_class.notebook(root, ""))
        collect(class_dir / "download.zip", [SLUG], class_dir, Console(file=io.StringIO()))
        done = mini_class.grade(root, class_dir, "--jobs", "1")
        assert done.returncode == 0, done.stderr
        with Gradebook(f"sqlite:///{class_dir / 'gradebook.db'}", "deep-learning-from-scratch") as book:
            essay = book.find_grade("why", SLUG, SLUG, "leeann_101")
            essay.manual_score, essay.needs_manual_grade = 1.5, False
            book.find_grade("test_double", SLUG, SLUG, "leeann_101").extra_credit = 0.25
            book.find_submission_notebook(SLUG, SLUG, "bob_102").late_submission_penalty = 2.0
            book.find_comment("double", SLUG, SLUG, "bob_102").manual_comment = "see me, <b>Bob</b>"
            book.db.commit()

    return mini_class.once(tmp_path_factory, "exported", make)


@pytest.fixture
def run(graded, root):
    def call(kind, **options):
        said = io.StringIO()
        chapter = find_chapter(load_course(root), SLUG)
        options = {"title": "", "roster_path": None} | options
        export(chapter, graded, kind, options["title"], options["roster_path"], Console(file=said, width=300))
        return said.getvalue()

    return call


def table(graded, kind):
    with (graded / "export" / f"{SLUG}-{kind}.csv").open(newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def test_the_numbers_are_nbgraders_own(graded):
    scores, max_score = read_scores(graded / "gradebook.db", SLUG)
    with Gradebook(f"sqlite:///{graded / 'gradebook.db'}", "deep-learning-from-scratch") as book:
        own = {one["student"]: one for one in book.submission_dicts(SLUG)}
        assert max_score == book.find_assignment(SLUG).max_score == 10
        for score in scores:
            submission = book.find_submission(SLUG, score.student)
            assert score.raw == pytest.approx(submission.score) == pytest.approx(own[score.student]["score"])
            assert score.penalty == submission.late_submission_penalty
            assert {g.name: g.score for g in score.grades} == {
                g.name: pytest.approx(g.score) for g in submission.notebooks[0].grades
            }
    assert {score.student: score.score for score in scores} == {"leeann_101": 9.75, "bob_102": 4.0, "=cmd_103": 0.0}
    assert {score.student: score.waits for score in scores} == {"leeann_101": 0, "bob_102": 1, "=cmd_103": 0}


def test_plain_csv(run, graded):
    said = run("csv")
    assert "1 of them are not final" in said
    rows = {row["student_id"]: row for row in table(graded, "csv")}
    assert rows["leeann_101"]["score"] == "9.75"
    assert (rows["bob_102"]["raw_score"], rows["bob_102"]["penalty"], rows["bob_102"]["score"]) == ("6", "2", "4")
    assert "'=cmd_103" in rows


def test_canvas_gets_its_second_row_and_its_names_back(run, graded, tmp_path):
    roster = tmp_path / "roster.csv"
    roster.write_text("id,name,email,canvas id\nleeann_101,Ann Lee,a@x.org,101\nbob_102,Bob,,102\ns9,Cy,,109\n")
    said = run("canvas", title="Chapter 1 (5551)", roster_path=roster)
    assert "not in the roster" not in said  # Canvas knows the number that stood in the file's name
    rows = table(graded, "canvas")
    assert list(rows[0]) == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Chapter 1 (5551)"]
    assert rows[0]["Student"] == "    Points Possible"
    assert rows[0]["Chapter 1 (5551)"] == "10"
    marks = {row["ID"]: row["Chapter 1 (5551)"] for row in rows[1:]}
    assert marks == {"101": "9.75", "102": "4", "103": "0", "109": ""}
    schools = {row["ID"]: (row["SIS User ID"], row["SIS Login ID"]) for row in rows[1:]}
    assert schools["101"] == ("leeann_101", "a@x.org")
    assert schools["103"] == ("", "")  # made of a file's name, it might be somebody else's
    with zipfile.ZipFile(graded / "export" / f"{SLUG}-canvas-feedback.zip") as archive:
        names = archive.namelist()
        page = archive.read(f"leeann_101_9001_{SLUG}.html")
    assert set(names) == {f"{start}_{SLUG}.html" for start in ("leeann_101_9001", "bob_102_9002", "=cmd_LATE_103_9003")}
    assert page == (graded / "feedback" / "leeann_101" / SLUG / f"{SLUG}.html").read_bytes()


def test_moodle(run, graded):
    run("moodle", title="Week 1")
    assert {row["Username"]: row["Week 1"] for row in table(graded, "moodle")} == {
        "leeann_101": "9.75", "bob_102": "4", "'=cmd_103": "0",
    }  # fmt: skip
    assert not (graded / "export" / f"{SLUG}-moodle-feedback.zip").exists()  # they came from Canvas


def test_without_a_roster_canvas_finds_people_by_the_numbers_in_its_own_archive(run, graded):
    run("canvas", title="Chapter 1")
    assert [row["ID"] for row in table(graded, "canvas")] == ["", "103", "102", "101"]


def test_nobody_came_from_moodle(run):
    with pytest.raises(UsageError, match="nobody was collected from Moodle"):
        run("moodle-worksheet")


def test_what_came_from_moodle_goes_back_as_its_worksheet(root, graded, tmp_path):
    with zipfile.ZipFile(tmp_path / "download.zip", "w") as archive:
        archive.writestr(f"Ann Lee_71_assignsubmission_file_/{SLUG}.ipynb", mini_class.notebook(root, mini_class.RIGHT))
        archive.writestr(f"Bo_72_assignsubmission_file_/{SLUG}.ipynb", mini_class.notebook(root, ""))
    said = Console(file=io.StringIO(), width=300)
    ids = [row.student for row in collect(tmp_path / "download.zip", [SLUG], tmp_path, said)]
    shutil.copy(graded / "gradebook.db", tmp_path)
    with contextlib.closing(sqlite3.connect(tmp_path / "gradebook.db")) as database:  # graded as two of the other class
        database.execute("PRAGMA foreign_keys = OFF")
        for old, new in zip(("leeann_101", "bob_102"), ids, strict=True):
            database.execute("UPDATE student SET id = ? WHERE id = ?", (new, old))
            database.execute("UPDATE submitted_assignment SET student_id = ? WHERE student_id = ?", (new, old))
        database.commit()
    page = tmp_path / "feedback" / ids[0] / SLUG / f"{SLUG}.html"
    page.parent.mkdir(parents=True)
    page.write_text("<p>well done</p>")
    chapter = find_chapter(load_course(root), SLUG)
    export(chapter, tmp_path, "moodle-worksheet", "", None, said)
    rows = table(tmp_path, "moodle-worksheet")
    found = [(row["Identifier"], row["Full name"], row["Grade"], row["Maximum Grade"]) for row in rows]
    assert found == [("Participant 71", "Ann Lee", "9.75", "10"), ("Participant 72", "Bo", "4", "10")]
    assert {row["Last modified (grade)"] for row in rows} == {"-"}
    with zipfile.ZipFile(tmp_path / "export" / f"{SLUG}-moodle-feedback.zip") as archive:
        assert archive.namelist() == [f"Ann Lee_71_assignsubmission_file_/{SLUG}.html"]


def test_moodles_own_worksheet_comes_back_filled_in(run, graded, tmp_path):
    given = tmp_path / "worksheet.csv"
    given.write_text(
        "Identifier,Full name,Grade,Maximum Grade,Last modified (grade),Feedback comments\n"
        "Participant 71,leeann_101,,100.00,-,well done\nParticipant 72,Bo,3.00,100.00,-,\n"
    )
    said = run("moodle-worksheet", roster_path=given)
    assert "highest grade is 100.00, the assignment's 10" in said
    assert "not in the worksheet, or not to be told apart there: =cmd_103, bob_102" in said
    rows = table(graded, "moodle-worksheet")
    assert [(row["Grade"], row["Feedback comments"]) for row in rows] == [("9.75", "well done"), ("3.00", "")]


def test_gradescope(run, graded):
    run("gradescope")
    told = json.loads((graded / "export" / "gradescope" / SLUG / "bob_102" / "results.json").read_text())
    assert told["score"] == 4.0
    assert [test["name"] for test in told["tests"]] == ["double", "scale_rows", "draw_line", "why"]
    assert sum(test["score"] for test in told["tests"]) == 6.0
    assert told["tests"][0]["output"] == "see me, <b>Bob</b>"
    assert {test["output_format"] for test in told["tests"]} == {"text"}
    assert "penalty" in told["output"]


@pytest.mark.parametrize(("kind", "words"), [("blackboard", "no such format")])
def test_wrong_formats_are_named(run, kind, words):
    with pytest.raises(UsageError, match=words):
        run(kind)


def test_a_class_without_grades_is_named(tmp_path, graded):
    with pytest.raises(UsageError, match="no such file"):
        read_scores(tmp_path / "gradebook.db", SLUG)
    with pytest.raises(UsageError, match="knows no assignment"):
        read_scores(graded / "gradebook.db", "ch99")
    (tmp_path / "gradebook.db").write_text("text, not a database")
    with pytest.raises(UsageError, match="nbgrader's gradebook"):
        read_scores(tmp_path / "gradebook.db", SLUG)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=60))
def test_comments_come_back_as_they_were(text):
    assert as_plain_text(as_plain_markdown(text)) == text


@pytest.mark.parametrize("options", [{}, {"student": ["bob_102", "nobody"]}, {"assignment": ["another"]}])
def test_nbgraders_own_export_is_the_same_when_it_asks_once(graded, tmp_path, options):
    shutil.copy(graded / "gradebook.db", tmp_path)
    written = []
    for number, plugin in enumerate((CsvExportPlugin, QuickCsvExport)):
        with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}", "deep-learning-from-scratch") as book:
            book.update_or_create_student("absent", last_name="Doe")
            book.find_submission(SLUG, "bob_102").timestamp = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
            book.db.commit()
            plugin(to=str(tmp_path / f"{number}.csv"), **options).export(book)
        written.append((tmp_path / f"{number}.csv").read_text())
    assert written[0] == written[1]
    assert ("bob_102" in written[0]) == ("assignment" not in options)
