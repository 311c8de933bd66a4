"""Hidden tests of sigmoid: ordinary and very large numbers, integers, and the argument."""

import pytest

from autograder.grading.api import assert_close, assert_unchanged


@pytest.mark.points(0.5)
def test_ordinary_numbers(student, reference, rng):
    """Every entry of the array gets its own value of the sigmoid, and the shape stays."""
    inputs = (rng.normal(size=6) * 3, rng.normal(size=(3, 4)) * 2)
    answers = [(student.sigmoid(x), reference.sigmoid(x)) for x in inputs]
    for got, want in answers:
        assert_close(got, want)


@pytest.mark.points(0.5)
def test_very_large_numbers(student, reference, rng):
    """Numbers as far from 0 as -1000 and 1000 give finite answers."""
    x = rng.permutation([-1000.0, -800.0, -1.0, 2.0, 800.0, 1000.0]).reshape(2, 3)
    assert_close(student.sigmoid(x), reference.sigmoid(x))


@pytest.mark.points(0.5)
def test_whole_numbers(student, reference, rng):
    """An array of integers gives decimal numbers, not rounded ones."""
    x = rng.permutation([-3, -1, 0, 2, 4, 5]).reshape(3, 2)
    assert_close(student.sigmoid(x), reference.sigmoid(x), dtype="float")


@pytest.mark.points(0.5)
def test_argument_stays(student, reference, rng):
    """The answer is a new array, and x is the same after the call as before."""
    x = rng.normal(size=(4, 3))
    assert_close(assert_unchanged(student.sigmoid, x), reference.sigmoid(x))
