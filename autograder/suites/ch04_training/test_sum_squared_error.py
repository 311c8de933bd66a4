"""Hidden tests of sum_squared_error: one answer, batches, and the arguments."""

import numpy as np
import pytest

from autograder.grading.api import assert_close, assert_unchanged


def answer_and_target(rng, *shape):
    """Probabilities with a one-hot target of the same shape."""
    y = rng.random(shape) + 0.1
    return y / y.sum(axis=-1, keepdims=True), np.eye(shape[-1], dtype=int)[rng.integers(0, shape[-1], shape[:-1])]


@pytest.mark.points(1.5)
def test_one_answer(student, reference, rng):
    """The loss of one answer is half the sum of its squared differences."""
    cases = [answer_and_target(rng, 10), (rng.normal(size=4), rng.normal(size=4))]
    answers = [(student.sum_squared_error(*case), reference.sum_squared_error(*case)) for case in cases]
    for got, want in answers:
        assert_close(got, want)


@pytest.mark.points(1)
def test_batch(student, reference, rng):
    """The loss of a batch is one number, and nothing is divided by the number of rows."""
    y, t = answer_and_target(rng, 3, 5)
    assert_close(student.sum_squared_error(y, t), reference.sum_squared_error(y, t))


@pytest.mark.points(0.5)
def test_arguments_stay(student, reference, rng):
    """Both arguments are the same after the call as before, also when they hold whole numbers."""
    y, t = rng.integers(-5, 6, size=(2, 6))
    t[0] = y[0] + 3  # an odd difference: half a square has to survive
    assert_close(assert_unchanged(student.sum_squared_error, y, t), reference.sum_squared_error(y, t))
