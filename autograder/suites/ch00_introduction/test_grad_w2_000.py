"""Hidden tests of grad_w2_000: numbers, shape, whole numbers, arguments."""

import numpy as np
import pytest

from autograder.grading.api import Tolerance, assert_close, assert_unchanged

TOL = Tolerance(rel=1e-6, abs=1e-9)


def network(rng, D, H):
    """A network with fresh weights and biases, an input and a target."""
    shapes = {"w1": (H, D), "b1": H, "w2": (1, H), "b2": 1}
    return {name: rng.normal(size=shape) for name, shape in shapes.items()}, rng.normal(size=D), rng.normal(size=1) * 3


def flat(array):
    """The numbers in a row: their shape has a test of its own."""
    return array.ravel() if isinstance(array, np.ndarray) else array


@pytest.mark.points(4)
def test_numbers(student, reference, rng):
    """Each entry is the product of all links from the loss back to that weight."""
    cases = [network(rng, 3, 2), network(rng, 4, 6)]
    answers = [(student.grad_w2_000(*case), reference.grad_w2_000(*case)) for case in cases]
    for got, want in answers:
        assert_close(flat(got), flat(want), TOL)


@pytest.mark.points(1)
def test_shape(student, reference, rng):
    """The gradient has the shape of w2, also with one hidden neuron."""
    cases = [network(rng, 2, 1), network(rng, 2, 4)]
    answers = [(student.grad_w2_000(*case), reference.grad_w2_000(*case)) for case in cases]
    for got, want in answers:
        assert_close(got, want, TOL)


@pytest.mark.points(1)
def test_whole_numbers_and_arguments(student, reference, rng):
    """A network of whole numbers gives decimals; neither the network nor x nor t is changed."""
    net, x, t = network(rng, 3, 4)
    net, x = {name: np.rint(2 * array).astype(int) for name, array in net.items()}, np.rint(2 * x).astype(int)
    case = net, x, np.rint(t).astype(int) + 2
    got = assert_unchanged(student.grad_w2_000, *case, what="the network, x or t")
    assert_close(flat(got), flat(reference.grad_w2_000(*case)), TOL, dtype="float")
