"""Hidden tests of SoftmaxWithLoss: loss and gradient for one-hot targets and labels, dout, one sample, memory."""

import numpy as np
import pytest

from autograder.grading.api import Tolerance, assert_close, assert_gradient

# 1e-7 inside the logarithm, or clipped there, or not at all: probabilities here are above 1e-3.
GUARD = Tolerance(rel=1e-4)


def softmax(scores):
    """Probabilities of a batch."""
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    return weights / weights.sum(axis=1, keepdims=True)


def loss_of(scores, labels):
    """Mean cross entropy."""
    return -np.mean(np.log(softmax(scores)[np.arange(len(labels)), labels]))


def gradient_of(scores, labels):
    """Its gradient."""
    return (softmax(scores) - np.eye(scores.shape[1])[labels]) / len(labels)


def batches(rng):
    """First as many samples as classes, where labels and one-hot rows are easily mixed up; then other sizes."""
    return [(rng.normal(size=(n, k)), rng.permutation(np.resize(np.arange(k), n))) for n, k in [(4, 4), (5, 3)]]


def one_hot(scores, labels):
    """Labels as one-hot rows of integers."""
    return np.eye(scores.shape[1], dtype=int)[labels]


def losses(student, rng, form):
    """Compare the loss of fresh batches."""
    found = [(student.SoftmaxWithLoss().forward(x, form(x, t)), loss_of(x, t)) for x, t in batches(rng)]
    for got, want in found:
        assert_close(got, want, GUARD, what="the loss")


def gradients(student, rng, form, *dout):
    """Compare the gradient of fresh batches."""
    found = []
    for x, t in batches(rng):
        layer = student.SoftmaxWithLoss()
        layer.forward(x, form(x, t))
        found.append((layer.backward(*dout), gradient_of(x, t) * (dout[0] if dout else 1)))
    for got, want in found:
        assert_gradient(got, want, what="dx", batch=len(want))


@pytest.mark.points(1)
def test_loss_one_hot(student, rng):
    """For one-hot targets, forward gives the mean cross entropy."""
    losses(student, rng, one_hot)


@pytest.mark.points(1)
def test_loss_labels(student, rng):
    """For labels, forward gives the mean cross entropy."""
    losses(student, rng, lambda _, labels: labels)


@pytest.mark.points(1.5)
def test_gradient_one_hot(student, rng):
    """For one-hot targets, backward gives (y - t) / N."""
    gradients(student, rng, one_hot)


@pytest.mark.points(1.5)
def test_gradient_labels(student, rng):
    """For labels, backward gives (y - t) / N, with t as one-hot rows."""
    gradients(student, rng, lambda _, labels: labels, 1)


@pytest.mark.points(0.75)
def test_dout(student, rng):
    """Backward multiplies by dout, also where dout is not 1."""
    gradients(student, rng, one_hot, float(rng.uniform(2, 5)))


@pytest.mark.points(1)
def test_one_sample(student, rng):
    """One sample alone, with its one-hot target, is a batch of one."""
    scores = rng.normal(size=5)
    label = int(rng.integers(5))
    layer = student.SoftmaxWithLoss()
    loss = layer.forward(scores, np.eye(5)[label])
    dx = layer.backward()
    assert_close(loss, loss_of(scores[np.newaxis], np.array([label])), GUARD, what="the loss")
    assert_gradient(dx, gradient_of(scores[np.newaxis], np.array([label]))[0], what="dx")


@pytest.mark.points(0.75)
def test_backward_twice(student, rng):
    """A second backward gives the same as the first."""
    found = []
    for form in (one_hot, lambda _, labels: labels):
        x, t = rng.normal(size=(4, 3)), rng.integers(3, size=4)
        layer = student.SoftmaxWithLoss()
        layer.forward(x, form(x, t))
        layer.backward()
        found.append((layer.backward(), gradient_of(x, t)))
    for got, want in found:
        assert_gradient(got, want, what="dx of the second backward", batch=4)


@pytest.mark.points(0.5)
def test_several_forwards(student, rng):
    """Backward belongs to the last forward of the same layer, whatever other layers have seen since."""
    (x, t), (other_x, other_t) = ((rng.normal(size=(4, 3)), rng.permutation([0, 1, 2, 2])) for _ in range(2))
    layer, other = student.SoftmaxWithLoss(), student.SoftmaxWithLoss()
    layer.forward(other_x[:2], other_t[:2])
    layer.forward(x, t)
    other.forward(other_x, other_t)
    assert_gradient(layer.backward(), gradient_of(x, t), what="dx", batch=4)
