"""Hidden tests of simpleNet: weights, scores, loss, and slopes."""

import numpy as np
import pytest

from autograder.grading.api import Tolerance, assert_close, require

NEAR = Tolerance(rel=1e-4, abs=1e-6)
# Networks draw from NumPy's own generator: it is set, so that an answer is the same in every grading.
MAKE = """
import numpy as np

def seeded(seed, weights):
    np.random.seed(seed)
    network = notebook["simpleNet"]()
    if weights is not None:
        network.W = weights
    return network
"""


def softmax(scores):
    """Rows of probabilities."""
    weights = np.exp(scores)
    return weights / weights.sum(axis=-1, keepdims=True)


def with_weights(student, weights):
    """A network of the student's that has these weights."""
    student.define(MAKE, ["seeded"])
    return student.seeded(1, weights)


# Scores differ by 6 at most, so that no probability is below 8e-4: there 1e-7 inside of the logarithm, or a clip in its
# place, changes the loss by less than NEAR allows.
def samples(rng, count):
    """Inputs and one-hot targets; a single sample for None."""
    x, t = rng.uniform(-1.5, 1.5, size=(count or 1, 2)), np.eye(3)[rng.integers(0, 3, count or 1)]
    return (x, t) if count else (x[0], t[0])


def pair(student, reference, rng):
    """The student's network and ours with the same fresh weights."""
    weights = rng.uniform(-1, 1, size=(2, 3))
    return with_weights(student, weights), with_weights(reference, weights)


@pytest.mark.points(1)
def test_weights(student, rng):
    """Every network draws its own six weights, a row for each input."""
    student.define(MAKE, ["seeded"])
    first, second = (student.seeded(int(rng.integers(1 << 31)), None).W for _ in range(2))
    require(isinstance(first, np.ndarray), "self.W is no array.")
    require(first.shape == (2, 3), "self.W has not the shape (2, 3).")
    require(not np.array_equal(first, second), "Two networks have the same weights: draw them at random.")
    require(np.unique(first).size == 6, "The six weights are not drawn one by one.")
    # Of 240 normally distributed numbers the deviation is within 5 % or so of 1, and never 30 % away.
    many = np.array([np.ravel(student.seeded(int(rng.integers(1 << 31)), None).W) for _ in range(40)])
    require(many.shape == (40, 6), "self.W has not always the shape (2, 3).")
    normal = abs(many.mean()) < 0.3 and 0.7 < many.std() < 1.3
    require(normal, "The weights are not spread around 0 as np.random.standard_normal draws them.")


@pytest.mark.points(1)
def test_scores(student, reference, rng):
    """Predict multiplies x by the weights, for one sample and for a batch."""
    mine, ours = pair(student, reference, rng)
    for count in (None, 4):
        x, _ = samples(rng, count)
        got, want = mine.predict(x), ours.predict(x)
        squashed = (
            isinstance(got, np.ndarray) and got.shape == want.shape and np.allclose(got, softmax(want), atol=1e-6)
        )
        # Probabilities are accepted here; a loss that applies softmax to them again is found out below.
        assert_close(softmax(want) if squashed else got, softmax(want) if squashed else want, NEAR)


@pytest.mark.points(2)
def test_loss(student, reference, rng):
    """The loss is the cross entropy of the softmax of the scores, for one sample and for a batch."""
    mine, ours = pair(student, reference, rng)
    for count in (None, 5):
        x, t = samples(rng, count)
        assert_close(mine.loss(x, t), ours.loss(x, t), NEAR, what="the loss")


@pytest.mark.points(2)
def test_gradient(student, reference, rng):
    """Gradient returns the slopes of the loss for all six weights, and leaves the weights as they are."""
    mine, ours = pair(student, reference, rng)
    for count in (None, 3):
        x, t = samples(rng, count)
        assert_close(mine.gradient(x, t), ours.gradient(x, t), NEAR, what="the gradient")
    require(np.allclose(mine.W, ours.W, rtol=0, atol=1e-12), "The weights are not the same after gradient.")
