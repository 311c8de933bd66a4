"""Hidden tests of select_greater: entries above a threshold, the threshold itself, entries at three places."""

import numpy as np
import pytest

from autograder.grading.api import assert_close, assert_unchanged, require

NAMES = ("the array of entries above thr", "the array of the places 0, 2 and 4")


def compare(student, reference, cases, place):
    """Compare one of the two results."""
    for case in cases:
        got = assert_unchanged(student.select_greater, *case)
        require(isinstance(got, (tuple, list)) and len(got) == 2, "select_greater has to give back two arrays.")
        assert_close(got[place], reference.select_greater(*case)[place], what=NAMES[place])


def tables(rng):
    """A tall table of different whole numbers and a wide one of decimals, each with a threshold between its entries."""
    return [(rng.permutation(40)[:12].reshape(6, 2) * 2, 27), (rng.normal(size=(3, 4)), float(rng.normal()) / 10)]


@pytest.mark.points(0.5)
def test_greater(student, reference, rng):
    """The first result holds the entries above the threshold, row after row."""
    compare(student, reference, [*tables(rng), (rng.uniform(0.0, 1.0, size=(2, 3)), 5)], 0)


@pytest.mark.points(0.5)
def test_equal_to_the_threshold(student, reference, rng):
    """An entry that equals the threshold is not greater."""
    X = rng.permutation(np.arange(9)).reshape(3, 3)
    compare(student, reference, [(X, 4), (X.astype(float), 6.0)], 0)


@pytest.mark.points(1)
def test_places(student, reference, rng):
    """The second result holds the entries at the places 0, 2 and 4 of the flattened table."""
    compare(student, reference, [*tables(rng), (rng.permutation(np.arange(9)).reshape(3, 3), 2)], 1)
