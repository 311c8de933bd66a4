"""Difficulty, discrimination, what stands out, what changed, and reports without names."""

import json

import pytest

from autograder.reports.class_report import write_class_report
from autograder.reports.history import Move, change_since_last
from autograder.reports.items import correlation
from autograder.reports.numbers import class_numbers
from tests.unit.reports_samples import accident, check, exercise, submission


def work(student, *shares, **fields):
    """A submission with the given shares of the points of several exercises, 2 points each."""
    exercises = [
        exercise(f"e{place}", "passed" if share == 1 else "wrong", 2.0 * share, tests=(check("t", score=share),))
        for place, share in enumerate(shares)
    ]
    return submission(student, exercises, **fields)


def ordered_class():
    """Twelve students: e0 goes along with the rest, e1 against it, e2 is won by all."""
    return [work(f"s{n:02}", n / 11, 1 - n / 11, 1, n / 11, n / 11) for n in range(12)]


def test_points_that_go_along_with_the_rest_discriminate():
    along, against, all_right, *_ = class_numbers(ordered_class()).exercises
    assert along.discrimination > 0.9
    assert against.discrimination < -0.9
    assert all_right.discrimination is None
    assert (all_right.difficulty, along.difficulty) == (1, pytest.approx(0.5))


def test_correlation_is_pearsons():
    xs, ys = [1.0, 2, 3, 4, 5, 6, 7, 8], [2.0, 1, 4, 3, 6, 5, 8, 7]
    assert correlation(xs, ys) == pytest.approx(0.9048, abs=1e-4)
    assert correlation(xs[:7], ys[:7]) is None  # too few
    assert correlation(xs, [3.0] * 8) is None


def test_difficulty_is_of_those_who_tried():
    results = [
        submission("a", [exercise(verdict="wrong", score=4.0)]),
        submission("b", [exercise(verdict="not-attempted")]),
    ]
    (softmax,) = class_numbers(results).exercises
    assert (softmax.difficulty, softmax.mean, softmax.attempted) == (0.5, 2.0, 1)
    assert softmax.students == {"wrong": ("a",), "not-attempted": ("b",)}


def looks(results):
    return [(look.exercise, look.test, look.reason) for look in class_numbers(results).looks]


def test_what_stands_out_is_named():
    found = looks(ordered_class())
    assert ("e2", "t", "nobody fails it") in found
    assert any(name == "e1" and "strong work fails it more often" in reason for name, _, reason in found)
    assert any(name == "e1" and "say little about the rest" in reason for name, test, reason in found if not test)
    assert not [found for found in found if found[0] == "e0"]


def test_untouched_and_failing_tests_of_ours_stand_out():
    untouched = [submission(f"s{n}", [exercise(verdict="not-attempted" if n < 5 else "passed")]) for n in range(10)]
    assert any("5 of 10 left it untouched" in reason for *_, reason in looks(untouched))
    assert any(
        "a test of ours failed for 1" in reason
        for *_, reason in looks([submission("a", [exercise(verdict="internal-error")])])
    )


def test_a_small_class_says_nothing_about_tests():
    assert looks([work(f"s{n}", 1, 0) for n in range(5)]) == []


def test_completion_and_stops_are_counted():
    stopped = exercise(
        "relu", "over-limit", tests=(check(verdict="over-limit", score=0.0, message="It took too long."),)
    )
    numbers = class_numbers(
        [submission("a", [exercise(), stopped]), submission("b", [exercise(), exercise("relu", "not-attempted")])]
    )
    assert numbers.completion == (0, 1, 1)
    (stop,) = numbers.stops
    assert (stop.student, stop.exercise, stop.message) == ("a", "relu", "It took too long.")


def test_the_last_grading_with_other_scores_is_compared(tmp_path):
    path = tmp_path / "history.json"
    first, second = [work("a", 1), work("b", 0)], [work("a", 0.5), work("c", 1)]
    assert change_since_last(first, path) is None
    assert change_since_last(first, path) is None
    for _ in range(2):  # grading once more, with nothing changed, still tells what the last change was
        change = change_since_last(second, path)
        assert change.moves == (Move("a", 2, 1), Move("b", 0, None), Move("c", None, 2))
        assert (change.mean_before, change.mean_after) == (2, 1)


@pytest.mark.parametrize("text", ["", "{}", "[1]", "\ud800"])
def test_a_broken_history_is_begun_anew(tmp_path, text):
    path = tmp_path / "history.json"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    assert change_since_last([work("a", 1)], path) is None
    assert change_since_last([work("a", 0)], path).moves == (Move("a", 2, 0),)


def test_nothing_tells_a_name_that_is_to_be_hidden(tmp_path):
    stopped = exercise(verdict="crashed", mistakes=("batch_axis",))
    results = [
        submission(f"namely{n}", [stopped], (accident("renamed", f"found as namely{n}.ipynb"),)) for n in range(12)
    ]
    history = tmp_path / "history.json"
    change_since_last([submission("namely77"), *results[1:]], history)
    files = write_class_report(results, tmp_path / "out", tmp_path / "feedback", history=history, hide_names=True)
    for file in files:
        assert "namely" not in file.read_text()
        assert "feedback/" not in file.read_text()
    numbers = json.loads(files.json.read_text())
    assert {row["student"] for row in numbers["students"]} == {f"student {n:02}" for n in range(1, 13)}
    assert numbers["mistakes"][0]["count"] == 12
    assert len(numbers["change"]["moves"]) == 2
