"""Hidden tests of cross_entropy_variants: the four forms, and probabilities of exactly 0."""

import numpy as np
import pytest

from autograder.grading.api import Tolerance, assert_close, require

# The guard may be an added 1e-7, a limit of 1e-7, or nothing: with probabilities above 0.01 that is within 1e-5.
TOL = Tolerance(rel=1e-4, abs=1e-6)


def batch(rng, N, K):
    """Probabilities from 0.02 up, and one-hot targets of which at least two differ."""
    raw = rng.random(size=(N, K)) + 0.2
    labels = rng.permutation(np.arange(N) % K)
    return raw / raw.sum(axis=1, keepdims=True), np.eye(K, dtype=int)[labels]


def answers(student, reference, cases, mode):
    """What both say to each case."""
    return [(student.cross_entropy_variants(*c, mode), reference.cross_entropy_variants(*c, mode)) for c in cases]


@pytest.mark.points(1.5)
def test_per_sample(student, reference, rng):
    """'per_sample' gives each sample's minus log of the right class's probability."""
    # As many samples as classes first: a sum over the wrong axis fits there, and shows in the numbers.
    for got, want in answers(student, reference, [batch(rng, 4, 4), batch(rng, 5, 3)], "per_sample"):
        assert_close(got, want, TOL)


@pytest.mark.points(0.75)
def test_class_mean(student, reference, rng):
    """'class_mean' gives each sample's error divided by the number of classes."""
    for got, want in answers(student, reference, [batch(rng, 5, 3)], "class_mean"):
        assert_close(got, want, TOL)


@pytest.mark.points(0.75)
def test_sum_all(student, reference, rng):
    """'sum_all' gives one number, the errors of all samples added up."""
    for got, want in answers(student, reference, [batch(rng, 4, 3)], "sum_all"):
        assert_close(got, want, TOL)


@pytest.mark.points(1)
def test_batch_mean(student, reference, rng):
    """'batch_mean' gives one number, the sum of all errors divided by the number of samples."""
    for got, want in answers(student, reference, [batch(rng, 6, 3), batch(rng, 2, 5)], "batch_mean"):
        assert_close(got, want, TOL)


@pytest.mark.points(1)
def test_probability_zero(student, reference, rng):
    """A probability of exactly 0 is harmless for a wrong class; for the right one it costs much, but is finite."""
    p = float(rng.uniform(0.3, 0.7))
    y, t = np.array([[p, 0.0, 1 - p], [0.0, 1 - p, p]]), np.array([[1, 0, 0], [0, 1, 0]])
    harmless = student.cross_entropy_variants(y, t, "per_sample")
    costly = student.cross_entropy_variants(y, np.array([[0, 1, 0], [0, 0, 1]]), "sum_all")
    assert_close(harmless, reference.cross_entropy_variants(y, t, "per_sample"), TOL)
    number = np.asarray(costly) if isinstance(costly, int | float | np.generic | np.ndarray) else np.asarray(np.nan)
    require(number.size == 1, "'sum_all' has to be one number.")
    require(np.isfinite(number).all(), "The result is not finite where the right class has the probability 0.")
    require((number > 5).all(), "The right class has the probability 0, and the loss is small.")
