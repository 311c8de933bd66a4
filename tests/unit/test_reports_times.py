"""How long the code of a class ran: kept beside the results, told in the report."""

import csv
import json

from autograder.grading.times import RunTimes
from autograder.reports.class_report import write_class_report
from autograder.reports.digest import digest
from autograder.reports.numbers import class_numbers
from autograder.reports.times import class_times
from autograder.scheduling.store import ResultStore
from tests.unit.reports_samples import exercise, submission

TIMES = {
    "ann": RunTimes(0.5, {"softmax": 0.1}),
    "bert": RunTimes(0.7, {"softmax": 30.0}),
    "carl": RunTimes(9.0, {"softmax": 0.2, "relu": 1.5}),
}


def results():
    return [submission(name, [exercise(), exercise("relu")]) for name in ("ann", "bert", "carl", "dora")]


def test_the_middle_the_longest_and_who_is_far_slower_are_told():
    found = class_times(TIMES, ["softmax", "relu", "sigmoid"])
    assert (found.notebook.median, found.notebook.longest, found.notebook.longest_student) == (0.7, 9.0, "carl")
    told = [(row.exercise, row.students, row.median, row.longest, row.longest_student) for row in found.exercises]
    assert told == [("softmax", 3, 0.2, 30.0, "bert"), ("relu", 1, 1.5, 1.5, "carl")]
    assert [(one.student, one.exercise, one.seconds) for one in found.slow] == [
        ("bert", "softmax", 30.0),
        ("carl", "", 9.0),
    ]


def test_what_is_slow_for_everybody_is_nobodys_fault():
    assert class_times({f"s{n}": RunTimes(1.0, {"train": 20.0 + n}) for n in range(9)}, ["train"]).slow == ()


def test_without_times_nothing_is_said(tmp_path):
    assert class_numbers(results()).times is None
    assert 'id="times"' not in write_class_report(results(), tmp_path).page.read_text()


def test_page_json_csv_and_terminal_tell_the_same_times(tmp_path):
    files = write_class_report(results(), tmp_path, times=TIMES | {"gone": RunTimes(99.0, {})})
    page, told = files.page.read_text(), json.loads(files.json.read_text())
    assert "The softmax: 30.0 s; the median of the class is 0.20 s" in page
    assert "cells of the notebook: 9.0 s; the median of the class is 0.70 s" in page
    assert told["times"]["slow"][0] == {"student": "bert", "exercise": "softmax", "seconds": 30.0, "median": 0.2}
    assert told["times"]["notebook"]["longest"] == 9.0
    rows = list(csv.DictReader(files.csv.read_text().splitlines()))
    assert [row["seconds"] for row in rows] == ["0.60", "30.70", "10.70", ""]
    assert (
        "far slower than the others: 2 answers (softmax 30.0 s, cells of the notebook 9.0 s)"
        in digest(class_numbers(results(), times=TIMES)).plain
    )


def test_without_names_times_have_none_either(tmp_path):
    files = write_class_report(results(), tmp_path, times=TIMES, hide_names=True)
    for file in files:
        assert not [name for name in TIMES if name in file.read_text().split("</style>")[-1]]
    assert "30.0" in files.json.read_text()


def test_times_are_kept_beside_the_results(tmp_path):
    store = ResultStore(tmp_path, "ch03")
    assert store.times("ann") is None
    store.put_times("ann", TIMES["ann"])
    assert ResultStore(tmp_path, "ch03").times("ann") == TIMES["ann"]
    assert store.get("ann") is None
    (tmp_path / ".autograder" / "times" / "ch03" / "ann.json").write_text("{")
    assert store.times("ann") is None
