"""Hidden tests of cross_entropy_backward: one sample, batches, probabilities of 0, and the arguments."""

import numpy as np
import pytest

from autograder.grading.api import Tolerance, assert_close, assert_unchanged

# Whoever adds 1e-7 to y, as the loss does inside its logarithm, is right as well.
NEAR = Tolerance(rel=1e-4, abs=1e-6)


def sample(rng, samples, classes):
    """Fresh probabilities, none of them tiny, and one-hot targets."""
    y = rng.uniform(0.1, 1, size=(samples, classes))
    return y / y.sum(axis=1, keepdims=True), np.eye(classes, dtype=int)[rng.integers(classes, size=samples)]


def unlikely(rng, t):
    """Probabilities that are small where t is 1; 1e-7 more is still no more than NEAR allows."""
    small = rng.uniform(0.004, 0.006, size=(len(t), 1))
    return np.where(t == 1, small, (1 - small) / (t.shape[1] - 1))


@pytest.mark.points(0.75)
def test_one_sample(student, reference, rng):
    """For one sample, -t / y comes back."""
    y, t = sample(rng, 1, 5)
    assert_close(student.cross_entropy_backward(y[0], t[0]), reference.cross_entropy_backward(y[0], t[0]), NEAR)


@pytest.mark.points(1)
def test_batch(student, reference, rng):
    """For a batch, each entry is -t / y, for targets of whole and of decimal numbers."""
    (y, t), (other_y, other_t) = sample(rng, 4, 3), sample(rng, 3, 3)
    cases = [(y, t), (other_y, other_t.astype(float)), sample(rng, 1, 4), (unlikely(rng, other_t), other_t)]
    answers = [(student.cross_entropy_backward(*case), reference.cross_entropy_backward(*case)) for case in cases]
    for got, want in answers:
        assert_close(got, want, NEAR)


@pytest.mark.points(1)
def test_probability_of_zero(student, reference, rng):
    """Where t is 0 the answer is 0, also where the probability is exactly 0."""
    y, t = sample(rng, 4, 3)
    y[t == 0] *= rng.permutation([0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0])
    assert_close(student.cross_entropy_backward(y, t), reference.cross_entropy_backward(y, t), NEAR)


@pytest.mark.points(0.25)
def test_arguments_stay(student, reference, rng):
    """The arrays y and t are the same after the call as before."""
    y, t = sample(rng, 2, 4)
    got = assert_unchanged(student.cross_entropy_backward, y, t.astype(float), what="an input")
    assert_close(got, reference.cross_entropy_backward(y, t), NEAR)
