"""Hidden tests of IdentityWithSSE: loss and gradient of batches and of one sample, and dout."""

import pytest

from autograder.grading.api import assert_close, assert_gradient


def batch(rng, samples, outputs):
    """Fresh predictions and targets."""
    return rng.normal(size=(samples, outputs)) * 3, rng.normal(size=(samples, outputs))


@pytest.mark.points(1)
def test_loss(student, rng):
    """Forward gives half the sum of squares, divided by the number of samples."""
    batches = [batch(rng, 5, 3), batch(rng, 2, 4)]
    found = [student.IdentityWithSSE().forward(y, t) for y, t in batches]
    for loss, (y, t) in zip(found, batches, strict=True):
        assert_close(loss, 0.5 * ((y - t) ** 2).sum() / len(y), what="the loss")


@pytest.mark.points(1.5)
def test_gradient(student, rng):
    """Backward gives (y - t) / N, for the last forward."""
    y, t = batch(rng, 5, 3)
    layer = student.IdentityWithSSE()
    layer.forward(*batch(rng, 2, 4))
    layer.forward(y, t)
    assert_gradient(layer.backward(), (y - t) / 5, what="dx", batch=5)


@pytest.mark.points(0.5)
def test_dout(student, rng):
    """Backward multiplies by dout, also where dout is not 1."""
    y, t = batch(rng, 4, 2)
    dout = float(rng.uniform(2, 5))
    layer = student.IdentityWithSSE()
    layer.forward(y, t)
    assert_gradient(layer.backward(dout), (y - t) / 4 * dout, what="dx", batch=4)


@pytest.mark.points(1)
def test_one_sample(student, rng):
    """One sample alone is a batch of one: nothing is divided by its number of outputs."""
    y, t = rng.normal(size=4), rng.normal(size=4)
    layer = student.IdentityWithSSE()
    loss, dx = layer.forward(y, t), layer.backward()
    assert_close(loss, 0.5 * ((y - t) ** 2).sum(), what="the loss")
    assert_gradient(dx, y - t, what="dx", batch=4)
