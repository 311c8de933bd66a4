"""Hidden tests of cross_entropy_single: the formula, its exactness, a probability of 0, and the arguments."""

import numpy as np
import pytest

from autograder.grading.api import Tolerance, assert_close, assert_unchanged, require

# The guard inside the logarithm may be 1e-7 or anything smaller, or a limit: all of these agree to 1e-4.
GUARD = Tolerance(rel=1e-4, abs=1e-6)


def sample(rng, classes, right):
    """Probabilities, that of the right class as given, with the target."""
    y = rng.random(classes) + 0.2
    target = int(rng.integers(0, classes))
    y *= (1 - right) / (y.sum() - y[target])
    y[target] = right
    return y, np.eye(classes)[target]


@pytest.mark.points(2)
def test_loss(student, reference, rng):
    """The loss is minus the natural logarithm of the probability of the right class."""
    cases = [sample(rng, 4, rng.uniform(0.2, 0.8)), sample(rng, 10, rng.uniform(0.05, 0.15))]
    answers = [(student.cross_entropy_single(*case), reference.cross_entropy_single(*case)) for case in cases]
    for got, want in answers:
        assert_close(got, want, Tolerance(rel=0.05))


@pytest.mark.points(0.5)
def test_exactness(student, reference, rng):
    """What is added inside the logarithm is so small that it does not show."""
    case = sample(rng, 3, rng.uniform(0.3, 0.6))
    assert_close(student.cross_entropy_single(*case), reference.cross_entropy_single(*case), GUARD)


@pytest.mark.points(1)
def test_probability_of_zero(student, rng):
    """A probability of 0 for the right class gives a large finite loss."""
    y, t = sample(rng, 5, 0.0)
    loss = student.cross_entropy_single(y, t)
    require(isinstance(loss, float | np.floating), "The loss of one sample has to be one number.")
    require(np.isfinite(loss), "The loss is not finite when the right class has the probability 0.")
    require(loss > 5, "The loss is too small when the right class has the probability 0.")


@pytest.mark.points(0.5)
def test_arguments_stay(student, reference, rng):
    """Probabilities and target are the same after the call as before."""
    y, t = sample(rng, 6, 0.4)
    loss = assert_unchanged(student.cross_entropy_single, y, t.astype(int))
    assert_close(loss, reference.cross_entropy_single(y, t), GUARD)
