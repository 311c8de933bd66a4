"""Hidden tests of grad_w1_000: numbers, direction, whole numbers, arguments."""

import numpy as np
import pytest

from autograder.grading.api import Tolerance, assert_close, assert_unchanged

TOL = Tolerance(rel=1e-6, abs=1e-9)


def network(rng, D, H):
    """A network with fresh weights and biases, an input and a target."""
    shapes = {"w1": (H, D), "b1": H, "w2": (1, H), "b2": 1}
    return {name: rng.normal(size=shape) for name, shape in shapes.items()}, rng.normal(size=D), rng.normal(size=1) * 3


@pytest.mark.points(4)
def test_numbers(student, reference, rng):
    """Each entry is the product of all links from the loss back to that weight."""
    cases = [network(rng, 3, 2), network(rng, 2, 5)]
    answers = [(student.grad_w1_000(*case), reference.grad_w1_000(*case)) for case in cases]
    for got, want in answers:
        # A table turned round costs the direction only; the next test asks for it.
        turned = isinstance(got, np.ndarray) and got.shape == want.shape[::-1]
        assert_close(got.T if turned else got, want, TOL)


@pytest.mark.points(2)
def test_direction(student, reference, rng):
    """Row i belongs to hidden neuron i and column j to input j, also with as many neurons as inputs."""
    cases = [network(rng, 3, 3), network(rng, 4, 1)]
    answers = [(student.grad_w1_000(*case), reference.grad_w1_000(*case)) for case in cases]
    for got, want in answers:
        assert_close(got, want, TOL)


@pytest.mark.points(2)
def test_whole_numbers_and_arguments(student, reference, rng):
    """A network of whole numbers gives decimals; neither the network nor x nor t is changed."""
    net, _, t = network(rng, 3, 4)
    net = {name: np.rint(array).astype(int) for name, array in net.items()}
    net["w2"] = rng.permutation([-2, -1, 1, 2]).reshape(1, 4)
    case = net, rng.permutation([1, -1, 2]), np.rint(t).astype(int) + 2
    got = assert_unchanged(student.grad_w1_000, *case, what="the network, x or t")
    assert_close(got, reference.grad_w1_000(*case), TOL, dtype="float")
