"""Hidden tests of identity_function: samples and batches come back as they are, and stay so."""

import pytest

from autograder.grading.api import assert_close, assert_unchanged


@pytest.mark.points(0.5)
def test_one_sample(student, reference, rng):
    """The numbers of one sample come back as they are, and x is the same after the call as before."""
    x = rng.normal(size=4) * 10
    assert_close(assert_unchanged(student.identity_function, x), reference.identity_function(x))


@pytest.mark.points(0.5)
def test_batch(student, reference, rng):
    """A batch comes back with the same numbers in the same shape."""
    inputs = (rng.normal(size=(3, 5)) * 10, rng.normal(size=(1, 2)))
    answers = [(student.identity_function(x), reference.identity_function(x)) for x in inputs]
    for got, want in answers:
        assert_close(got, want)
