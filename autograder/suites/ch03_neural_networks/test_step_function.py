"""Hidden tests of step_function: the two sides of 0, 0 itself, the type, and the argument."""

import pytest

from autograder.grading.api import assert_close, assert_unchanged


@pytest.mark.points(0.5)
def test_positive_and_negative_numbers(student, reference, rng):
    """Positive numbers give 1 and negative numbers give 0, in arrays of any shape."""
    row, table, whole = rng.normal(size=7), rng.normal(size=(3, 4)), rng.permutation([-4, -2, -1, 1, 3, 8])
    answers = [(student.step_function(x), reference.step_function(x)) for x in (row, table, whole)]
    for got, want in answers:
        assert_close(got, want)


@pytest.mark.points(0.5)
def test_zero(student, reference, rng):
    """Exactly 0 is not positive, so it gives 0."""
    x = rng.permutation([-2.5, -0.0, 0.0, 0.0, 1.5, 4.0])
    assert_close(student.step_function(x), reference.step_function(x))


@pytest.mark.points(0.5)
def test_integers(student, reference, rng):
    """The answers are integers: neither True and False nor decimal numbers."""
    x = rng.normal(size=(2, 5))
    assert_close(student.step_function(x), reference.step_function(x), dtype="int")


@pytest.mark.points(0.5)
def test_argument_stays(student, reference, rng):
    """The answer is a new array, and x is the same after the call as before."""
    x = rng.normal(size=(4, 3))
    assert_close(assert_unchanged(student.step_function, x), reference.step_function(x))
