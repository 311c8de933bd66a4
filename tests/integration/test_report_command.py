import re

import msgspec
import pytest

from autograder.grading.times import RunTimes
from tests.integration import mini_class
from tests.integration.mini_class import RIGHT, SLUG, autograder, grade, hand_in, notebook


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    root = mini_class.mini_course(tmp_path_factory)
    folder = tmp_path_factory.mktemp("class")
    hand_in(folder, "ann", notebook(root, RIGHT))
    hand_in(folder, "bert", notebook(root, RIGHT.replace("2 * np.asarray(values)", "np.asarray(values) ** 2")))
    done = grade(root, folder)
    assert done.returncode == 0, done.stderr
    return root, folder, done


def report(root, folder, *options):
    done = autograder("report", SLUG, "--course", root, "--class-dir", folder, *options)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_grading_tells_what_stands_out(graded):
    *_, done = graded
    assert "most frequent mistakes: double: squares 1" in done.stdout
    assert "hardest exercises" in done.stdout


def test_the_report_is_written_anew_from_stored_results(graded):
    root, folder, _ = graded
    page = folder / "reports" / SLUG / f"{SLUG}.html"
    before = page.read_bytes()
    page.unlink()
    assert "2 submissions" in report(root, folder)
    assert page.read_bytes() == before


def test_run_times_are_told_and_kept_out_of_the_results(graded):
    root, folder, _ = graded
    page = (folder / "reports" / SLUG / f"{SLUG}.html").read_text()
    assert "Run times" in page
    stored = sorted((folder / ".autograder" / "results" / SLUG).glob("*.json"))
    before = [path.read_bytes() for path in stored]
    times = folder / ".autograder" / "times" / SLUG / "ann.json"
    known = msgspec.json.decode(times.read_bytes(), type=RunTimes)
    assert known.notebook > 0
    assert min(known.exercises.values()) > 0
    times.unlink()
    assert grade(root, folder, "--again").returncode == 0
    assert times.exists()
    assert [path.read_bytes() for path in stored] == before


def test_a_report_without_names_lies_in_a_folder_of_its_own(graded):
    root, folder, _ = graded
    report(root, folder, "--hide-names")
    files = sorted((folder / "reports" / f"{SLUG}-without-names").iterdir())
    assert [file.suffix for file in files] == [".csv", ".html", ".json"]
    for file in files:
        assert not re.search(r"\b(ann|bert)\b", file.read_text())
    assert "bert" in (folder / "reports" / SLUG / f"{SLUG}.csv").read_text()


def test_without_results_it_is_told_what_to_do(graded, tmp_path):
    root, *_ = graded
    done = autograder("report", SLUG, "--course", root, "--class-dir", tmp_path)
    assert done.returncode == 2
    assert "Run `autograder grade" in done.stderr


def test_a_second_grading_tells_what_changed_of_the_whole_class(graded, tmp_path):
    root, *_ = graded
    wrong = notebook(root, RIGHT.replace("2 * np.asarray(values)", "np.asarray(values) ** 2"))
    hand_in(tmp_path, "ann", wrong)
    hand_in(tmp_path, "bert", wrong)
    first = grade(root, tmp_path)
    assert "since the last grading" not in first.stdout
    hand_in(tmp_path, "ann", notebook(root, RIGHT))
    told = grade(root, tmp_path, "--student", "ann").stdout
    assert "since the last grading 1 score changed; mean" in told
    assert "most frequent mistakes: double: squares 1" in told  # bert's, who was not graded now
    assert "since the last grading 1 score changed; mean" in report(root, tmp_path)
    numbers = msgspec.json.decode((tmp_path / "reports" / SLUG / f"{SLUG}.json").read_bytes())
    (move,) = numbers["change"]["moves"]
    assert move["student"] == "ann"
    assert move["before"] < move["after"]
    page = (tmp_path / "reports" / SLUG / f"{SLUG}.html").read_text()
    assert "1 score changed, came or went" in page
