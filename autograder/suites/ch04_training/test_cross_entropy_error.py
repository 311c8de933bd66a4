"""Hidden tests of cross_entropy_error: both forms of targets, one sample, a batch of one, a probability of 0."""

import numpy as np
import pytest

from autograder.grading.api import Tolerance, assert_close, assert_unchanged, require

# The guard inside the logarithm may be 1e-7 or anything smaller, or a limit: all of these agree to 1e-4.
GUARD = Tolerance(rel=1e-4, abs=1e-6)


def batch(rng, count, classes):
    """Probabilities of at least about 0.02, and labels that are not all alike."""
    y = rng.random((count, classes)) + 0.1
    return y / y.sum(axis=1, keepdims=True), (rng.permutation(count) + rng.integers(0, classes)) % classes


@pytest.mark.points(2)
def test_one_hot(student, reference, rng):
    """For one-hot targets the loss is the mean over the samples of the batch."""
    y, labels = batch(rng, 4, 6)
    t = np.eye(6)[labels]
    assert_close(student.cross_entropy_error(y, t), reference.cross_entropy_error(y, t), GUARD)


@pytest.mark.points(2)
def test_labels(student, reference, rng):
    """Targets may be the right classes themselves."""
    y, labels = batch(rng, 5, 3)
    assert_close(student.cross_entropy_error(y, labels), reference.cross_entropy_error(y, labels), GUARD)


@pytest.mark.points(1)
def test_as_many_rows_as_classes(student, reference, rng):
    """Both forms are told apart also when there are as many samples as classes, and one-hot rows are integers."""
    y, labels = batch(rng, 4, 4)
    cases = [(y, np.eye(4, dtype=int)[labels]), (y, labels)]
    answers = [(student.cross_entropy_error(*case), reference.cross_entropy_error(*case)) for case in cases]
    for got, want in answers:
        assert_close(got, want, GUARD)


@pytest.mark.points(1)
def test_one_sample(student, reference, rng):
    """One sample needs no batch axis."""
    (y,), _ = batch(rng, 1, 7)
    # Not the most probable class: a target made out of the answer itself shows.
    t = np.eye(7)[y.argmin()]
    assert_close(student.cross_entropy_error(y, t), reference.cross_entropy_error(y, t), GUARD)


@pytest.mark.points(0.5)
def test_batch_of_one(student, reference, rng):
    """The loss of a batch with one row is one number, too."""
    y, labels = batch(rng, 1, 5)
    assert_close(student.cross_entropy_error(y, labels), reference.cross_entropy_error(y, labels), GUARD)


@pytest.mark.points(0.5)
def test_probability_of_zero(student, rng):
    """A probability of 0 for the right class gives a large finite loss."""
    y, labels = batch(rng, 2, 3)
    y[:, labels[0]] = 0.0
    loss = student.cross_entropy_error(y, np.full(2, labels[0]))
    require(isinstance(loss, float | np.floating), "The loss of a batch has to be one number.")
    require(np.isfinite(loss), "The loss is not finite when a right class has the probability 0.")
    require(loss > 5, "The loss is too small when the right classes have the probability 0.")


@pytest.mark.points(1)
def test_arguments_stay(student, reference, rng):
    """Probabilities and small integer labels are the same after the call as before."""
    y, labels = batch(rng, 3, 8)
    t = labels.astype(np.uint8)
    assert_close(assert_unchanged(student.cross_entropy_error, y, t), reference.cross_entropy_error(y, t), GUARD)
