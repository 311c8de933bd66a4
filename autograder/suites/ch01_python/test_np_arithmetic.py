"""Hidden tests of np_arithmetic: the five results, for rows and tables, and the error for shapes that do not fit."""

import numpy as np
import pytest

from autograder.grading.api import assert_close, assert_raises, assert_unchanged, require

NAMES = ("x + y", "x - y", "x * y", "x / y", "x / 2.0")


def parts(student, reference, rng, places):
    """Compare some of the five results, for a row, a square table and a table of integers."""
    row, square = rng.uniform(0.5, 3.0, size=(2, 5)), rng.uniform(0.5, 3.0, size=(2, 3, 3))
    whole = rng.integers(1, 9, size=(2, 2, 4)) * 2 - 1
    for x, y in (row, square, whole):
        got = assert_unchanged(student.np_arithmetic, x, y)
        require(isinstance(got, (tuple, list)) or np.ndim(got) > x.ndim, "np_arithmetic has to give back five arrays.")
        require(len(got) == 5, "np_arithmetic has to give back five arrays.")
        want = reference.np_arithmetic(x, y)
        for place in places:
            assert_close(got[place], want[place], what=NAMES[place])


@pytest.mark.points(0.5)
def test_sum_and_difference(student, reference, rng):
    """The results x + y and x - y are made entry by entry."""
    parts(student, reference, rng, (0, 1))


@pytest.mark.points(0.5)
def test_product(student, reference, rng):
    """The result x * y multiplies each entry with its partner."""
    parts(student, reference, rng, (2,))


@pytest.mark.points(0.5)
def test_quotients(student, reference, rng):
    """The results x / y and x / 2.0 keep their decimal places, also for integers."""
    parts(student, reference, rng, (3, 4))


@pytest.mark.points(0.5)
def test_shapes_that_do_not_fit(student, rng):
    """Shapes that do not fit end in NumPy's ValueError."""
    # First a call that is right, so that a function which always fails does not earn this point.
    x = rng.uniform(1.0, 2.0, size=4)
    require(student.np_arithmetic(x, x) is not None, "np_arithmetic gives back None: is the return line missing?")
    sentence = "Shapes that do not fit end in no ValueError. Do not catch NumPy's error."
    assert_raises(student.np_arithmetic, x, np.ones(3), kind="ValueError", sentence=sentence)
