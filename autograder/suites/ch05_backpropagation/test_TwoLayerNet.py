"""Hidden tests of TwoLayerNet: fresh parameters, scores, loss, accuracy, gradients, and parameters that are shared.

What is right is worked out here from the network's own parameters, so it does not matter how they are drawn.
"""

import numpy as np
import pytest

from autograder.grading.api import Tolerance, assert_close, assert_gradient, overwrite, require

NAMES = ("W1", "b1", "W2", "b2")
# What is measured would be right, but is no pass back. The class loses the method, because an object may take none.
GRADIENT_ALONE = """
def gradient_without_measuring(network, x, t):
    kind = type(network)
    kept = vars(kind).get("numerical_gradient")
    kind.numerical_gradient = None
    try:
        return network.gradient(x, t)
    finally:
        del kind.numerical_gradient
        if kept is not None:
            kind.numerical_gradient = kept
"""
# 1e-7 inside the logarithm, or clipped there, or not at all: probabilities here are above 1e-3.
GUARD = Tolerance(rel=1e-4)


def sizes_of(rng):
    """Three sizes, all different: what is turned round does not fit."""
    return tuple(int(size) for size in rng.permutation([3, 4, 6]))


def parameters(rng, inputs, hidden, outputs):
    """Numbers to write over those that a fresh network has drawn; the biases are not 0."""
    shapes = [(inputs, hidden), (hidden,), (hidden, outputs), (outputs,)]
    return {name: rng.normal(size=shape) * 0.5 for name, shape in zip(NAMES, shapes, strict=True)}


def steer_random_numbers(student, rng):
    """Let the usual ways to draw weights draw from rng, so that known mistakes draw alike and are recognised."""
    seed = int(rng.integers(2**32))
    dice = [np.random.default_rng(seed)]

    def start_again(*_):
        dice[0] = np.random.default_rng(seed)

    student.set_module_attr("numpy.random", "randn", lambda *shape: dice[0].normal(size=shape))
    student.set_module_attr("numpy.random", "rand", lambda *shape: dice[0].random(shape))
    student.set_module_attr("numpy.random", "seed", start_again)


class Net:
    """A student's network of fresh size with its data; what params hold is written over in place."""

    def __init__(self, student, rng, samples=5):
        self.sizes = sizes_of(rng)
        steer_random_numbers(student, rng)
        self.remote = student.TwoLayerNet(*self.sizes, weight_init_std=0.4)
        self.x = rng.normal(size=(samples, self.sizes[0]))
        self.labels = rng.permutation(np.resize(np.arange(self.sizes[2]), samples))
        self.one_hot = np.eye(self.sizes[2], dtype=int)[self.labels]
        self.write(rng)

    def write(self, rng):
        """Write fresh numbers into the arrays of params."""
        self.params = parameters(rng, *self.sizes)
        for name, array in self.params.items():
            overwrite(self.remote.params, name, array)

    def scores(self):
        """What predict has to return."""
        p = self.params
        return np.maximum(self.x @ p["W1"] + p["b1"], 0) @ p["W2"] + p["b2"]

    def probabilities(self):
        """Softmax of the scores."""
        weights = np.exp(self.scores())
        return weights / weights.sum(axis=1, keepdims=True)

    def loss(self):
        """What loss has to return."""
        return -np.mean(np.log(self.probabilities()[np.arange(len(self.x)), self.labels]))

    def gradients(self):
        """What gradient has to return."""
        p = self.params
        hidden = np.maximum(self.x @ p["W1"] + p["b1"], 0)
        d_scores = (self.probabilities() - self.one_hot) / len(self.x)
        d_hidden = (d_scores @ p["W2"].T) * (hidden > 0)
        return {
            "W1": self.x.T @ d_hidden,
            "b1": d_hidden.sum(axis=0),
            "W2": hidden.T @ d_scores,
            "b2": d_scores.sum(axis=0),
        }


def compare_gradients(got, want, names, what=""):
    """Compare some of the gradients by name."""
    require(isinstance(got, dict), "gradient has to return a dict.")
    for name in names:
        require(name in got, f"gradient returns a dict without {name!r}.")
        assert_gradient(got[name], want[name], what=f"the gradient of {name}{what}", batch=5)


@pytest.mark.points(1.5)
def test_fresh_parameters(student, rng):
    """A fresh network has W1, b1, W2 and b2 of the right shapes, weights of the size asked for, and biases 0."""
    std = float(rng.uniform(0.1, 0.5))
    steer_random_numbers(student, rng)
    nets = [student.TwoLayerNet(40, 30, 20, weight_init_std=std), *(student.TwoLayerNet(40, 30, 20) for _ in range(2))]
    fresh = [{name: np.asarray(net.params[name]) for name in NAMES} for net in nets]
    for params, scale in zip(fresh, (std, 0.01, 0.01), strict=True):
        for name, shape in zip(NAMES, [(40, 30), (30,), (30, 20), (20,)], strict=True):
            check_fresh(name, params[name], shape, scale)
    require(not np.array_equal(fresh[1]["W1"], fresh[2]["W1"]), "Two fresh networks have the same weights.")


def check_fresh(name, array, shape, scale):
    """Check one parameter of a fresh network."""
    require(array.shape == shape, f"params[{name!r}] of a fresh network has the wrong shape.")
    if name in ("b1", "b2"):
        require(not array.any(), f"params[{name!r}] of a fresh network is not all zero.")
        return
    # 600 numbers or more: a right standard deviation is off by 3 % or so, and never by 25 %.
    sized = 0.75 * scale < array.std() < 1.25 * scale and abs(array.mean()) < 0.25 * scale
    require(sized, f"params[{name!r}] of a fresh network is not spread as weight_init_std says.")


@pytest.mark.points(1.5)
def test_predict(student, rng):
    """Predict returns the scores: Affine, ReLU, Affine, and nothing behind."""
    nets = [Net(student, rng), Net(student, rng, samples=1)]
    found = [net.remote.predict(net.x) for net in nets]
    for scores, net in zip(found, nets, strict=True):
        assert_close(scores, net.scores(), what="the table of scores")


@pytest.mark.points(1)
def test_loss(student, rng):
    """Loss is the mean cross entropy, for one-hot targets and for labels."""
    net = Net(student, rng)
    found = [net.remote.loss(net.x, t) for t in (net.one_hot, net.labels)]
    for loss in found:
        assert_close(loss, net.loss(), GUARD, what="the loss")


@pytest.mark.points(1)
def test_accuracy(student, rng):
    """Accuracy is the share of right answers, for one-hot targets and for labels."""
    found, shares = [], []
    for samples, wrong in [(7, 2), (9, 4)]:
        net = Net(student, rng, samples=samples)
        classes = net.one_hot.shape[1]
        labels = net.scores().argmax(axis=1)
        labels[:wrong] = (labels[:wrong] + 1) % classes
        found += [net.remote.accuracy(net.x, t) for t in (labels, np.eye(classes, dtype=int)[labels])]
        shares += [1 - wrong / samples] * 2
    for accuracy, share in zip(found, shares, strict=True):
        assert_close(accuracy, share, what="the accuracy")


@pytest.mark.points(1.25)
def test_gradient_of_the_last_layer(student, rng):
    """Gradient returns the gradients of W2 and b2."""
    net = Net(student, rng)
    compare_gradients(net.remote.gradient(net.x, net.one_hot), net.gradients(), ("W2", "b2"))


@pytest.mark.points(1.25)
def test_gradient_of_the_first_layer(student, rng):
    """Gradient returns the gradients of W1 and b1, which came back through all layers."""
    net = Net(student, rng)
    compare_gradients(net.remote.gradient(net.x, net.labels), net.gradients(), ("W1", "b1"))


@pytest.mark.points(1)
def test_gradient_again(student, rng):
    """A second gradient, with another batch, is right as well, and so are scores after it."""
    net = Net(student, rng)
    student.define(GRADIENT_ALONE, ["gradient_without_measuring"])
    student.gradient_without_measuring(net.remote, net.x[:2] + 1, net.labels[:2])
    got = student.gradient_without_measuring(net.remote, net.x, net.labels)
    scores = net.remote.predict(net.x)
    compare_gradients(got, net.gradients(), NAMES, " in a second call")
    assert_close(scores, net.scores(), what="what predict returns after gradient")


@pytest.mark.points(1.5)
def test_shared_parameters(student, rng):
    """A step that writes into params changes what the network predicts, and its gradients."""
    net = Net(student, rng)
    net.remote.gradient(net.x, net.labels)
    net.write(rng)
    scores, got = net.remote.predict(net.x), net.remote.gradient(net.x, net.labels)
    assert_close(scores, net.scores(), what="what predict returns after a step")
    compare_gradients(got, net.gradients(), NAMES, " after a step")
