"""Hidden tests of MulLayer: forward, backward, arrays, several nodes, several forwards."""

import pytest

from autograder.grading.api import assert_close


def numbers(rng, count):
    """Fresh numbers that cannot be mistaken for each other."""
    return [float(number) for number in rng.permutation([-7.0, -2.0, 3.0, 5.0, 11.0])[:count] * rng.uniform(1.1, 1.3)]


@pytest.mark.points(0.5)
def test_forward(student, rng):
    """Forward returns the product."""
    x, y = numbers(rng, 2)
    assert_close(student.MulLayer().forward(x, y), x * y)


@pytest.mark.points(1.5)
def test_backward(student, rng):
    """Backward returns dx and dy: what arrives, times the other input."""
    x, y, dout = numbers(rng, 3)
    layer = student.MulLayer()
    layer.forward(x, y)
    assert_close(layer.backward(dout), (dout * y, dout * x))


@pytest.mark.points(0.5)
def test_arrays(student, rng):
    """Arrays of one shape are multiplied entry by entry, forward and backward."""
    x, y, dout = (rng.normal(size=(2, 3)) for _ in range(3))
    layer = student.MulLayer()
    out = layer.forward(x, y)
    back = layer.backward(dout)
    assert_close(out, x * y)
    assert_close(back, (dout * y, dout * x))


@pytest.mark.points(1)
def test_two_nodes(student, rng):
    """Two nodes keep their numbers apart."""
    x, y, other_x, other_y, dout = numbers(rng, 5)
    first, second = student.MulLayer(), student.MulLayer()
    first.forward(x, y)
    second.forward(other_x, other_y)
    one, other = first.backward(dout), second.backward(dout)
    assert_close(one, (dout * y, dout * x), what="what the first of two nodes sends back")
    assert_close(other, (dout * other_y, dout * other_x), what="what the second of two nodes sends back")


@pytest.mark.points(0.5)
def test_last_forward_counts(student, rng):
    """After a second forward, backward belongs to the second one."""
    x, y, other_x, other_y, dout = numbers(rng, 5)
    layer = student.MulLayer()
    layer.forward(other_x, other_y)
    layer.forward(x, y)
    assert_close(layer.backward(dout), (dout * y, dout * x))
