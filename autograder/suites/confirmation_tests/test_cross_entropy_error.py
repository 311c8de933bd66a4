"""Hidden tests of cross_entropy_error: one-hot rows, labels, one sample, a probability of 0."""

import numpy as np
import pytest

from autograder.grading.api import Tolerance, assert_close, assert_unchanged, require

# The guard may be an added 1e-7, a limit of 1e-7, or smaller: with probabilities above 0.01 that is within 1e-5.
TOL = Tolerance(rel=1e-4, abs=1e-6)


def batch(rng, N, K):
    """Probabilities from about 0.02 up, and labels of which not all are alike."""
    raw = rng.random(size=(N, K)) + 0.2
    return raw / raw.sum(axis=1, keepdims=True), rng.permutation(np.arange(N) % K)


@pytest.mark.points(0.75)
def test_one_hot(student, reference, rng):
    """With one-hot rows the result is the mean of minus log of the right classes' probabilities."""
    # As many samples as classes first, with labels whose table is not symmetric.
    cases = [(batch(rng, 3, 3)[0], np.eye(3, dtype=int)[[1, 2, 0]])]
    y, labels = batch(rng, 5, 3)
    cases.append((y, np.eye(3)[labels]))
    answers = [
        (assert_unchanged(student.cross_entropy_error, *case), reference.cross_entropy_error(*case)) for case in cases
    ]
    for got, want in answers:
        assert_close(got, want, TOL)


@pytest.mark.points(0.5)
def test_labels(student, reference, rng):
    """Labels mean the same as one-hot rows, also with as many samples as classes."""
    cases = [batch(rng, 4, 4), batch(rng, 2, 5)]
    answers = [(student.cross_entropy_error(*case), reference.cross_entropy_error(*case)) for case in cases]
    for got, want in answers:
        assert_close(got, want, TOL)


@pytest.mark.points(0.5)
def test_one_sample(student, reference, rng):
    """One sample, with one axis, is treated like a batch of one."""
    y, _ = batch(rng, 1, 4)
    case = (y[0], rng.permutation([0, 0, 1, 0]))
    assert_close(student.cross_entropy_error(*case), reference.cross_entropy_error(*case), TOL)


@pytest.mark.points(0.25)
def test_probability_zero(student, rng):
    """A right class of probability 0 costs much, and is finite."""
    y = np.array([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0]])[:, rng.permutation(3)]
    got = student.cross_entropy_error(y, np.eye(3, dtype=int)[y.argmin(axis=1)])
    number = isinstance(got, int | float | np.generic | np.ndarray) and np.size(got) == 1
    require(number, "The result has to be one number.")
    require(np.isfinite(got), "The result is not finite where the right class has the probability 0.")
    require(got > 5, "The right class has the probability 0, and the error is small.")
