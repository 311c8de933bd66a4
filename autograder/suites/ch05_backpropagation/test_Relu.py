"""Hidden tests of Relu: forward, backward, the value 0, the argument, and what is remembered."""

import numpy as np
import pytest

from autograder.grading.api import assert_close, assert_gradient, assert_unchanged, check_layer


def pair(rng, *shape):
    """Fresh x, away from 0 and of both signs, and a gradient of both signs."""
    x = rng.uniform(0.1, 3, size=shape) * rng.permutation(np.resize([1.0, -1.0], int(np.prod(shape)))).reshape(shape)
    return x, rng.normal(size=shape)


@pytest.mark.points(1)
def test_forward(student, rng):
    """Forward lets positive entries pass and makes the others 0."""
    batches = [pair(rng, *shape)[0] for shape in [(7,), (3, 4), (2, 2, 3)]]
    batches.append(1000 * pair(rng, 4, 2)[0])  # nothing caps it
    outputs = [student.Relu().forward(x) for x in batches]
    for out, x in zip(outputs, batches, strict=True):
        assert_close(out, np.maximum(x, 0))


@pytest.mark.points(1.5)
def test_backward(student, rng):
    """Backward lets pass what belongs to a positive x, and nothing else."""
    batches = [pair(rng, *shape) for shape in [(3, 4), (2, 2, 3)]]
    answers = []
    for x, dout in batches:
        layer = student.Relu()
        layer.forward(x)
        answers.append(layer.backward(dout))
    for dx, (x, dout) in zip(answers, batches, strict=True):
        assert_gradient(dx, np.where(x > 0, dout, 0), what="dx", batch=len(x))


@pytest.mark.points(1)
def test_zero(student, rng):
    """Where x is exactly 0, forward gives 0, and nothing goes back."""
    x, dout = pair(rng, 3, 4)
    x[rng.integers(3), :] = 0
    layer = student.Relu()
    out, dx = layer.forward(x), layer.backward(dout)
    assert_close(out, np.maximum(x, 0))
    assert_gradient(dx, np.where(x > 0, dout, 0), what="dx", batch=len(x))


@pytest.mark.points(0.5)
def test_x_stays(student, rng):
    """The array x is the same after forward as before."""
    x, _ = pair(rng, 2, 5)
    out = assert_unchanged(student.Relu().forward, x, what="x")
    assert_close(out, np.maximum(x, 0))


@pytest.mark.points(0.5)
def test_last_forward_counts(student, reference, rng):
    """After a second forward, backward belongs to the second one."""
    x, dout = pair(rng, 3, 4)
    check_layer(student.Relu, reference.Relu, x, dout)


@pytest.mark.points(0.5)
def test_two_layers(student, rng):
    """Two layers keep apart what they remember."""
    x, dout = pair(rng, 3, 4)
    first, second = student.Relu(), student.Relu()
    first.forward(x)
    second.forward(-x)
    one, other = first.backward(dout), second.backward(dout)
    assert_gradient(one, np.where(x > 0, dout, 0), what="dx of the first of two layers")
    assert_gradient(other, np.where(x < 0, dout, 0), what="dx of the second of two layers")
