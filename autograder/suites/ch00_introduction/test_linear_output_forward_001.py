"""Hidden tests of linear_output_forward_001: other networks, digits, several outputs."""

import numpy as np
import pytest

from autograder.grading.api import Tolerance, assert_close, assert_unchanged


def network(rng, D, H, K):
    """A network with fresh weights and biases."""
    shapes = {"w1": (H, D), "b1": H, "w2": (K, H), "b2": K}
    return {name: rng.normal(size=shape) for name, shape in shapes.items()}


@pytest.mark.points(1.5)
def test_one_output(student, reference, rng):
    """The hidden layer ends in a sigmoid, the output layer in nothing; one output gives an array with one entry."""
    cases = [(network(rng, 3, 2, 1), rng.normal(size=3)), (network(rng, 5, 4, 1), rng.normal(size=5))]
    answers = [(student.linear_output_forward_001(*case), reference.linear_output_forward_001(*case)) for case in cases]
    for got, want in answers:
        assert_close(got, want)


@pytest.mark.points(0.5)
def test_several_outputs(student, reference, rng):
    """Every output neuron has its own weights and its own bias, and nothing given is changed."""
    net, x = network(rng, 2, 3, 3), rng.normal(size=2)
    got = assert_unchanged(student.linear_output_forward_001, net, x, what="the network or x")
    assert_close(got, reference.linear_output_forward_001(net, x))


@pytest.mark.points(1)
def test_all_digits(student, reference, rng):
    """Hidden neurons that are nearly 0 or nearly 1 are not rounded."""
    net = {name: np.rint(3 * array).astype(int) for name, array in network(rng, 3, 2, 1).items()}
    net["w1"] = rng.permutation([[3, 1, 2], [-3, -1, -2]])
    net["b1"] = np.zeros(2, int)
    net["w2"] = rng.permutation([2, 5]).reshape(1, 2)
    x = rng.integers(1, 3, size=3)
    want = reference.linear_output_forward_001(net, x)
    assert_close(student.linear_output_forward_001(net, x), want, Tolerance(rel=1e-9, abs=1e-9))
