"""Hidden tests of relu: both signs, integers, and the argument."""

import numpy as np
import pytest

from autograder.grading.api import assert_close, assert_unchanged


@pytest.mark.points(1)
def test_both_signs(student, reference, rng):
    """Positive numbers pass unchanged and all others become 0, in arrays of any shape."""
    large = rng.uniform(1, 9, size=(2, 4)) * [[10, 100, 1e4, 1e6], [-10, -100, -1e4, -1e6]]  # no cap at 6, no clip
    inputs = (np.append(rng.normal(size=6), 0.0), rng.normal(size=(3, 4)) * 5, large)
    answers = [(student.relu(x), reference.relu(x)) for x in inputs]
    for got, want in answers:
        assert_close(got, want)


@pytest.mark.points(0.5)
def test_whole_numbers(student, reference, rng):
    """Integers are treated like decimal numbers."""
    x = rng.permutation([-7, -2, -1, 0, 3, 9]).reshape(2, 3)
    assert_close(student.relu(x), reference.relu(x), dtype="number")


@pytest.mark.points(0.5)
def test_argument_stays(student, reference, rng):
    """The answer is a new array, and x is the same after the call as before."""
    x = rng.normal(size=(4, 3))
    assert_close(assert_unchanged(student.relu, x), reference.relu(x))
