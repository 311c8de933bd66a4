"""Hidden tests of sigmoid and sigmoid_forward_000: the function, large numbers, other networks."""

import numpy as np
import pytest

from autograder.grading.api import Tolerance, assert_close, assert_unchanged

# Wide enough for a calculation in float32.
TOL = Tolerance(rel=1e-6, abs=1e-6)


def network(rng, D, H, K):
    """A network with fresh weights and biases."""
    shapes = {"w1": (H, D), "b1": H, "w2": (K, H), "b2": K}
    return {name: rng.normal(size=shape) for name, shape in shapes.items()}


@pytest.mark.points(1)
def test_sigmoid(student, reference, rng):
    """The sigmoid is right for arrays of any shape and for whole numbers, and leaves its input unchanged."""
    inputs = (rng.normal(size=6) * 3, rng.permutation([-5, -2, 0, 1, 2, 4]).reshape(2, 3))
    answers = [(assert_unchanged(student.sigmoid, u), reference.sigmoid(u)) for u in inputs]
    for got, want in answers:
        assert_close(got, want, TOL, dtype="float")


@pytest.mark.points(0.5)
def test_large_numbers(student, reference, rng):
    """The sigmoid is 0 or 1, and finite, for numbers as far from 0 as 1000."""
    u = rng.permutation([-1000.0, -730.0, 760.0, 1000.0])
    assert_close(student.sigmoid(u), reference.sigmoid(u), TOL)


@pytest.mark.points(1.5)
def test_network(student, reference, rng):
    """Both layers end in a sigmoid."""
    cases = [(network(rng, 3, 2, 1), rng.normal(size=3)), (network(rng, 4, 5, 3), rng.normal(size=4))]
    answers = [(student.sigmoid_forward_000(*case), reference.sigmoid_forward_000(*case)) for case in cases]
    for got, want in answers:
        assert_close(got, want, TOL)


@pytest.mark.points(1)
def test_network_of_whole_numbers(student, reference, rng):
    """A network of whole numbers gives decimals, and neither the network nor x is changed."""
    net = {name: np.rint(2 * array).astype(int) for name, array in network(rng, 3, 4, 2).items()}
    x = rng.integers(-2, 3, size=3)
    got = assert_unchanged(student.sigmoid_forward_000, net, x, what="the network or x")
    assert_close(got, reference.sigmoid_forward_000(net, x), TOL, dtype="float")
