"""Hidden tests of TwoLayerNet: parameters, probabilities, loss, accuracy, and gradients."""

import numpy as np
import pytest

from autograder.grading.api import Tolerance, assert_close, require

NEAR = Tolerance(rel=1e-4, abs=1e-6)
# Networks draw from NumPy's own generator: it is set, so that an answer is the same in every grading.
MAKE = """
import numpy as np

def seeded(seed, sizes, params):
    np.random.seed(seed)
    network = notebook["TwoLayerNet"](*sizes)
    for key, values in params.items():
        network.params[key] = values
    return network
"""


def made(student, rng, *sizes, params=None):
    """A network of the student's, with these parameters in place of its own."""
    student.define(MAKE, ["seeded"])
    return student.seeded(int(rng.integers(1 << 31)), list(sizes), params or {})


def pair(student, reference, rng, *sizes):
    """The student's network and ours with the same fresh parameters."""
    inputs, hidden, outputs = sizes
    shapes = {"W1": (inputs, hidden), "b1": hidden, "W2": (hidden, outputs), "b2": outputs}
    params = {key: rng.normal(size=shape) for key, shape in shapes.items()}
    return made(student, rng, *sizes, params=params), made(reference, rng, *sizes, params=params)


def samples(rng, count, inputs, outputs):
    """Inputs and one-hot targets."""
    return rng.normal(size=(count, inputs)), np.eye(outputs)[rng.integers(0, outputs, count)]


@pytest.mark.points(1.5)
def test_parameters(student, rng):
    """Params holds W1, b1, W2 and b2 in the asked shapes, and the biases begin at 0."""
    params = made(student, rng, 5, 4, 3).params
    shapes = {"W1": (5, 4), "b1": (4,), "W2": (4, 3), "b2": (3,)}
    require(set(params) == set(shapes), "params has other keys than W1, b1, W2 and b2.")
    for key, shape in shapes.items():
        require(np.shape(params[key]) == shape, f"params[{key!r}] has another shape than {shape}.")
    require(not params["b1"].any() and not params["b2"].any(), "The biases do not begin at 0.")


@pytest.mark.points(1)
def test_size_of_weights(student, rng):
    """The weights are random, around 0, and as large as weight_init_std says, 0.01 where it is not given."""
    for key, sizes, std in (("W1", (40, 30, 5), 0.01), ("W2", (5, 40, 30), 0.01), ("W1", (40, 30, 5, 0.5), 0.5)):
        weights = made(student, rng, *sizes).params[key]
        require(isinstance(weights, np.ndarray) and weights.size == 1200, "The weights have another shape.")
        require(np.unique(weights).size > 1000, "The weights are not drawn at random.")
        require(0.85 * std < weights.std() < 1.15 * std, "The weights are not as large as weight_init_std says.")
        require(abs(weights.mean()) < 0.2 * std, "The weights do not lie around 0.")
    one, other = (made(student, rng, 5, 4, 3).params["W1"] for _ in range(2))
    require(not np.array_equal(one, other), "Two networks have the same weights: is a seed set in __init__?")


@pytest.mark.points(2)
def test_predict(student, reference, rng):
    """Predict returns probabilities: sigmoid in the hidden layer, softmax at the end."""
    mine, ours = pair(student, reference, rng, 4, 3, 5)
    for count in (6, 1):
        x, _ = samples(rng, count, 4, 5)
        assert_close(mine.predict(x), ours.predict(x), NEAR, what="the answer of predict")


@pytest.mark.points(1.5)
def test_loss(student, reference, rng):
    """Loss is the mean cross entropy of a batch, for one-hot targets and for labels."""
    mine, ours = pair(student, reference, rng, 3, 5, 4)
    x, t = samples(rng, 6, 3, 4)
    for targets in (t, t.argmax(axis=1)):
        assert_close(mine.loss(x, targets), ours.loss(x, targets), NEAR, what="the loss")


@pytest.mark.points(0.5)
def test_loss_of_one_sample(student, reference, rng):
    """Loss takes one sample without a batch axis, too."""
    mine, ours = pair(student, reference, rng, 3, 4, 3)
    (x,), (t,) = samples(rng, 1, 3, 3)
    assert_close(mine.loss(x, t), ours.loss(x, t), NEAR, what="the loss of one sample")


def right_and_wrong(ours, rng, right):
    """As many samples as classes, and targets of which this many are what the network answers."""
    x = 4 * samples(rng, 6, 3, 6)[0]  # far apart, so that the answers differ
    answers = ours.predict(x).argmax(axis=1)
    return x, np.where(np.arange(6) < right, answers, (answers + 1) % 6)


@pytest.mark.points(1)
def test_accuracy(student, reference, rng):
    """The accuracy is the share of right answers, for one-hot targets."""
    mine, ours = pair(student, reference, rng, 3, 4, 6)
    cases = [(right, *right_and_wrong(ours, rng, right)) for right in (5, 2, 3)]
    shares = [mine.accuracy(x, np.eye(6)[labels]) for _, x, labels in cases]
    for (right, *_), share in zip(cases, shares, strict=True):
        assert_close(share, right / 6, what="the accuracy")


@pytest.mark.points(0.5)
def test_accuracy_for_labels(student, reference, rng):
    """For labels, too, the accuracy is the share of right answers."""
    mine, ours = pair(student, reference, rng, 3, 4, 6)
    x, labels = right_and_wrong(ours, rng, 4)
    assert_close(mine.accuracy(x, labels), 4 / 6, what="the accuracy")


@pytest.mark.points(2)
def test_numerical_gradient(student, reference, rng):
    """numerical_gradient returns the slopes of the loss for every parameter, and leaves the parameters as they are."""
    mine, ours = pair(student, reference, rng, 2, 3, 2)
    x, t = samples(rng, 3, 2, 2)
    got, want = mine.numerical_gradient(x, t), ours.numerical_gradient(x, t)
    require(
        isinstance(got, dict) and got.keys() == want.keys(),
        "numerical_gradient returns no dict with the keys of params.",
    )
    for key, gradient in want.items():
        assert_close(got[key], gradient, NEAR, what=f"the gradient for {key}")
    loss = mine.loss(x, t)
    assert_close(loss, ours.loss(x, t), NEAR, what="the loss after numerical_gradient")
