"""Files for platforms, read back by the platforms' own rules."""

import csv
import io
import json
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from autograder.collecting import Roster, Student
from autograder.commands.collect import collect
from autograder.exporting import TABLES, Grade, Score, table_text
from autograder.exporting.collected import Known, on_platform
from autograder.exporting.feedback import write_feedback
from autograder.exporting.gradescope import results, write_results
from autograder.exporting.worksheet import fill, is_worksheet
from autograder.reports.text import one_line

SLUG = "ch03_neural_networks"
NAME = f"{SLUG}.ipynb"
FORMULA_SIGNS = ("=", "+", "-", "@", "|", "%", "\t", "\r")


def score(student, points=9.75, **facts):
    grades = (Grade("test_double", points, 10, waits=False, comment='say "=1+1", <b>not</b>\nmore'),)
    known = {"first_name": "", "last_name": "", "email": "", "platform_id": "", "raw": points, "penalty": 0.0}
    return Score(student, **(known | {"waits": 0, "timestamp": "", "grades": grades} | facts))


def collected(tmp_path, names, content=b"{}"):
    with zipfile.ZipFile(tmp_path / "download.zip", "w") as archive:
        for name in names:
            archive.writestr(name, content)
    return collect(tmp_path / "download.zip", [SLUG], tmp_path, Console(file=io.StringIO()))


def fed_back(tmp_path, table, kind):
    for row in table:
        page = tmp_path / "feedback" / row.student / SLUG / f"{SLUG}.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f"<p>{row.student}</p>")
    write_feedback(tmp_path, SLUG, kind, tmp_path / "feedback.zip")
    with zipfile.ZipFile(tmp_path / "feedback.zip") as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode() for name in archive.namelist()}


def moodle_finds(name):
    """Participant and file, as Moodle's upload of feedback files takes a path apart."""
    folder, *rest = name.split("/")
    parts = folder.split("_", 4)
    assert len(parts) >= 4
    assert parts[2:4] == ["assignsubmission", "file"]
    return int(parts[1]), "/".join(rest)


@pytest.mark.parametrize("folder", ["Ann Lee_71_assignsubmission_file_", "Ann Lee_71_assignsubmission_file"])
def test_feedback_goes_back_to_moodles_folders_old_and_new(tmp_path, folder):
    table = collected(tmp_path, [f"{folder}/{NAME}", f"Zoë_72{folder[10:]}/work/{NAME}"])
    pages = fed_back(tmp_path, table, "moodle")
    assert {moodle_finds(name): page for name, page in pages.items()} == {
        (71, f"{SLUG}.html"): "<p>Ann Lee</p>", (72, f"{SLUG}.html"): "<p>Zoë</p>",
    }  # fmt: skip
    assert {known.id for known in on_platform(tmp_path, SLUG, "moodle").values()} == {"71", "72"}


def test_feedback_goes_back_to_canvas_under_the_two_numbers_that_it_looks_for(tmp_path):
    table = collected(tmp_path, [f"leeann_LATE_101_9001_{NAME}", f"raybob_102_9002_{SLUG}-1.ipynb"])
    pages = fed_back(tmp_path, table, "canvas")
    found = {tuple([part for part in name.split("_") if part.isdigit()][:2]): page for name, page in pages.items()}
    assert found == {("101", "9001"): "<p>leeann_101</p>", ("102", "9002"): "<p>raybob_102</p>"}


def test_feedback_finds_who_handed_in_a_zip(tmp_path):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr(f"work/{NAME}", "{}")
    table = collected(tmp_path, [f"leeann_101_9001_{SLUG}.zip"], inner.getvalue())
    assert list(fed_back(tmp_path, table, "canvas")) == [f"leeann_101_9001_{SLUG}.html"]


WORKSHEET = (
    '\ufeffIdentifier,"Full name","Email address",Status,Grade,"Maximum Grade","Grade can be changed",'
    '"Last modified (submission)","Last modified (grade)","Feedback comments"\r\n'
    'Participant 71,"Lee, Ann",ann@x.org,"Submitted for grading - ",,45.00,Yes,"Monday, 2 November 2026",-,\r\n'
    'Participant 72,Zoë,zoe@x.org,"Submitted for grading - Graded",3.00,45.00,Yes,-,"Tuesday, 3 November 2026",'
    '"<p>see ""me"",\r\n=now</p>"\r\n'
    'Participant 73,"Bob Ray",bob@x.org,"No submission - ",,45.00,Yes,-,-,\r\n'
    'Participant 74,Twin,,"Submitted for grading - ",,45.00,Yes,-,-,\r\n'
)  # fmt: skip


def test_moodles_own_worksheet_is_filled_in_and_else_unchanged(tmp_path):
    path = tmp_path / "worksheet.csv"
    path.write_bytes(WORKSHEET.encode())
    assert is_worksheet(path)
    scores = [score("ann"), score("zoe@x.org", 40), score("t1", first_name="Twin"), score("t2", first_name="Twin")]
    filled = fill(path, scores, {"ann": Known("Ann Lee_71_assignsubmission_file", "Ann Lee", "71")})
    before = list(csv.reader(io.StringIO(WORKSHEET.removeprefix("\ufeff"), newline="")))
    after = list(csv.reader(io.StringIO(filled.text, newline="")))
    assert filled.students == {"ann", "zoe@x.org"}
    changes = {
        (row[0], column): new[at]
        for row, new in zip(before, after, strict=True)
        for at, column in enumerate(before[0])
        if row[at] != new[at]
    }
    assert changes == {("Participant 71", "Grade"): "9.75", ("Participant 72", "Grade"): "40"}


def test_a_worksheet_of_our_own_has_what_moodle_needs_and_empties_no_comment():
    known = {"ann": Known("", "Ann", "71")}
    text = table_text("moodle-worksheet", [score("ann")], 45, "", roster=None, collected=known)
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert {"Identifier", "Grade", "Last modified (grade)"} <= row.keys()
    assert row["Identifier"] == "Participant 71"
    assert "Feedback comments" not in row


def test_canvas_finds_its_columns_and_its_second_row():
    roster = Roster([Student("ann", 'Lee, "Ann"', "ann@x.org", "101"), Student("bob", "Zoë\nRay", "", "102")])
    text = table_text("canvas", [score("ann")], 45, "Chapter 3 (5551)", roster=roster, collected={})
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert rows[0] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Chapter 3 (5551)"]
    assert rows[1][0].strip() == "Points Possible"
    assert float(rows[1][5]) == 45
    assert [row[:2] for row in rows[2:]] == [['Lee, "Ann"', "101"], ["Zoë Ray", "102"]]
    assert [row[5] for row in rows[2:]] == ["9.75", ""]


def test_ids_of_the_school_that_no_folder_can_be_called_come_back_as_they_are():
    text = table_text("canvas", [score("2026_17")], 45, "x", roster=Roster([Student("2026/17", "Ann")]), collected={})
    (row,) = list(csv.DictReader(io.StringIO(text, newline="")))[1:]
    assert (row["Student"], row["SIS User ID"], row["x"]) == ("Ann", "2026/17", "9.75")


@settings(deadline=None)
@given(name=st.text(max_size=40), kind=st.sampled_from(sorted(TABLES)))
def test_no_name_breaks_a_table_or_becomes_a_formula(name, kind):
    roster = Roster([Student("ann", name, name, "101"), Student("bob", name)])
    known = {"ann": Known("", name, "71")}
    text = table_text(kind, [score("ann")], 45, name, roster=roster, collected=known)
    text.encode()
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert len({len(row) for row in rows}) == 1
    cells = [cell for row in rows for cell in row if cell != "-"]
    assert not [cell for cell in cells if cell.startswith(FORMULA_SIGNS)]
    assert not one_line(name) or any(one_line(name) in cell for row in rows for cell in row)


NUMBER = (int, float)
SHARED = {"score": NUMBER, "output": str, "output_format": str, "visibility": str, "extra_data": dict}
TOP = SHARED | {
    "execution_time": NUMBER, "test_output_format": str, "test_name_format": str, "stdout_visibility": str,
    "tests": list, "leaderboard": list,
}  # fmt: skip
TEST = SHARED | {"max_score": NUMBER, "status": str, "name": str, "name_format": str, "number": str, "tags": list}
FORMATS = {"text", "html", "simple_format", "md", "ansi"}
VISIBILITIES = {"hidden", "after_due_date", "after_published", "visible"}


def check_keys(part, schema):
    for key, value in part.items():
        assert isinstance(value, schema[key]), key
        assert not key.endswith("format") or value in FORMATS
        assert not key.endswith("visibility") or value in VISIBILITIES


def test_gradescope_reads_every_key(tmp_path):
    (path,) = write_results([score("ann/../../eve", 7.5, penalty=2.0, waits=1)], tmp_path / "out")
    assert path.parent.parent == tmp_path / "out"
    told = json.loads(path.read_text(encoding="utf-8"), parse_constant=pytest.fail)
    check_keys(told, TOP)
    for test in told["tests"]:
        check_keys(test, TEST)
    assert told["score"] == 5.5
    assert told["tests"][0]["output"] == 'say "=1+1", <b>not</b>\nmore'
    assert told == results(score("ann", 7.5, penalty=2.0, waits=1))
