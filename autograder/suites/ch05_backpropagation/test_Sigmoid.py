"""Hidden tests of Sigmoid: forward, backward, numbers far from 0, the argument, and what is remembered."""

import numpy as np
import pytest

from autograder.grading.api import assert_close, assert_gradient, assert_unchanged, check_layer


def expected(x, dout):
    """Output and dx."""
    out = 1 / (1 + np.exp(-np.clip(x, -700, None)))
    return out, dout * out * (1 - out)


@pytest.mark.points(0.75)
def test_forward(student, rng):
    """Forward gives the sigmoid of every entry."""
    batches = [rng.normal(size=shape) * 2 for shape in [(5,), (3, 4)]]
    outputs = [student.Sigmoid().forward(x) for x in batches]
    for out, x in zip(outputs, batches, strict=True):
        assert_close(out, expected(x, 1)[0])


@pytest.mark.points(1.5)
def test_backward(student, rng):
    """Backward multiplies what arrives by y (1 - y)."""
    batches = [(rng.normal(size=shape) * 2, rng.normal(size=shape)) for shape in [(3, 4), (2, 2, 3)]]
    answers = []
    for x, dout in batches:
        layer = student.Sigmoid()
        layer.forward(x)
        answers.append(layer.backward(dout))
    for dx, (x, dout) in zip(answers, batches, strict=True):
        assert_gradient(dx, expected(x, dout)[1], what="dx", batch=len(x))


@pytest.mark.points(0.75)
def test_far_from_zero(student, rng):
    """Very large and very small entries give finite numbers, forward and backward."""
    x = rng.normal(size=(2, 4)) + rng.permutation(np.array([[1000.0, -1000.0, 0.0, 800.0], [-900.0, 0.5, 950.0, -2.0]]))
    dout = rng.normal(size=x.shape)
    layer = student.Sigmoid()
    out, dx = layer.forward(x), layer.backward(dout)
    assert_close(out, expected(x, dout)[0])
    assert_gradient(dx, expected(x, dout)[1], what="dx", batch=len(x))


@pytest.mark.points(0.25)
def test_x_stays(student, rng):
    """The array x is the same after forward as before."""
    x = rng.normal(size=(2, 5))
    assert_close(assert_unchanged(student.Sigmoid().forward, x, what="x"), expected(x, 1)[0])


@pytest.mark.points(0.75)
def test_several_forwards(student, reference, rng):
    """Backward belongs to the last forward of the same layer, whatever other layers have seen since."""
    x, dout = rng.normal(size=(3, 4)), rng.normal(size=(3, 4))
    layer, other = student.Sigmoid(), student.Sigmoid()
    layer.forward(x)
    other.forward(x - 2)
    assert_gradient(layer.backward(dout), expected(x, dout)[1], what="dx")
    check_layer(student.Sigmoid, reference.Sigmoid, x, dout)
