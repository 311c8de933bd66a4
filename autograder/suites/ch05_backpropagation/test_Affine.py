"""Hidden tests of Affine: forward, the three gradients, pictures, and what has to stay."""

import pytest

from autograder.grading.api import assert_close, assert_gradient, check_layer


def case(rng, samples, inputs, neurons):
    """Fresh x, W, b and dout."""
    shapes = [(samples, inputs), (inputs, neurons), (neurons,), (samples, neurons)]
    return tuple(rng.normal(size=shape) for shape in shapes)


def cases(rng):
    """First all sizes alike, where what is turned round fits and shows in the numbers; then all different."""
    return [case(rng, 3, 3, 3), case(rng, 5, 4, 3)]


@pytest.mark.points(1)
def test_forward(student, rng):
    """Forward gives x W + b."""
    batches = cases(rng)
    outputs = [student.Affine(W, b).forward(x) for x, W, b, _ in batches]
    for out, (x, W, b, _) in zip(outputs, batches, strict=True):
        assert_close(out, x @ W + b)


def gradients(student, rng, name, expected):
    """Go forward and back, and compare one of the gradients."""
    found = []
    for x, W, b, dout in cases(rng):
        layer = student.Affine(W, b)
        layer.forward(x)
        dx = layer.backward(dout)
        found.append((dx if name == "dx" else getattr(layer, name), expected(x, W, dout), len(x)))
    for got, want, samples in found:
        assert_gradient(got, want, what=name, batch=samples)


@pytest.mark.points(1.5)
def test_dx(student, rng):
    """Backward returns dx."""
    gradients(student, rng, "dx", lambda _, W, dout: dout @ W.T)


@pytest.mark.points(1.5)
def test_dW(student, rng):  # noqa: N802
    """After backward, dW holds the gradient of W, summed over the samples."""
    gradients(student, rng, "dW", lambda x, _, dout: x.T @ dout)


@pytest.mark.points(1.5)
def test_db(student, rng):
    """After backward, db holds the gradient of b, summed over the samples."""
    gradients(student, rng, "db", lambda _, __, dout: dout.sum(axis=0))


@pytest.mark.points(1.5)
def test_pictures(student, rng):
    """Pictures (N, C, H, W) are read as rows, and dx comes back in their shape."""
    x, W, b, dout = case(rng, 3, 12, 4)
    pictures = x.reshape(3, 1, 2, 6) if rng.random() < 0.5 else x.reshape(3, 2, 3, 2)
    layer = student.Affine(W, b)
    out, dx = layer.forward(pictures), layer.backward(dout)
    assert_close(out, x @ W + b)
    assert_gradient(dx, (dout @ W.T).reshape(pictures.shape), what="dx", batch=3)
    assert_gradient(layer.dW, x.T @ dout, what="dW", batch=len(x))


@pytest.mark.points(0.5)
def test_weights_stay(student, rng):
    """Going forward and back twice gives the same twice: W and b stay, and nothing piles up."""
    x, W, b, dout = case(rng, 4, 3, 2)
    layer = student.Affine(W, b)
    layer.forward(x)
    layer.backward(dout)
    out, dx = layer.forward(x), layer.backward(dout)
    assert_close(out, x @ W + b)
    assert_gradient(dx, dout @ W.T, what="dx", batch=len(x))
    assert_gradient(layer.dW, x.T @ dout, what="dW", batch=len(x))
    assert_gradient(layer.db, dout.sum(axis=0), what="db", batch=len(x))


@pytest.mark.points(0.5)
def test_several_forwards(student, reference, rng):
    """Backward belongs to the last forward of the same layer, whatever other layers have seen since."""
    x, W, b, dout = case(rng, 4, 3, 2)
    layer, other = student.Affine(W, b), student.Affine(W + 1, b)
    layer.forward(x)
    other.forward(x + 3)
    layer.backward(dout)
    assert_gradient(layer.dW, x.T @ dout, what="dW", batch=len(x))
    check_layer(lambda: student.Affine(W, b), lambda: reference.Affine(W, b), x, dout, grads=("dW", "db"))
