"""Right answers to chapter 1 that its visible checks talk students out of, and that cost no points all the same."""

from pathlib import Path

import numpy as np
import pytest

from autograder.course.loading import find_chapter, load_course
from autograder.grading.local import LocalStudent, References
from autograder.grading.run import Environment, run_tests
from autograder.grading.suite import load_suites

CHAPTER = find_chapter(load_course(Path(__file__).resolve().parents[2]), "ch01")


@pytest.mark.parametrize(
    ("answer", "share"),
    [
        (lambda a, b: np.array([(a + b) / 2, a**b, a / b]), 1),
        (lambda a, b: np.array([[(a + b) / 2, a**b, a / b]]), 0),
        (lambda a, b: np.array((a + b) / 2), 0),
    ],
)
def test_three_numbers_may_come_in_an_array(answer, share):
    environment = Environment(References(CHAPTER).student(), None, b"spring")
    student = LocalStudent({"arithmetic": answer})
    outcomes, _ = run_tests(load_suites(CHAPTER)["arithmetic"], lambda: student, environment)
    assert [outcome.share for outcome in outcomes] == [share] * 3
