"""Hidden tests of relu_hand_forward: hidden layer, output, type of the results, and the arguments."""

import numpy as np
import pytest

from autograder.grading.api import assert_close, assert_unchanged


def network(rng, D, H, K):
    """A network with fresh weights and biases."""
    shapes = {"w1": (H, D), "b1": H, "w2": (K, H), "b2": K}
    return {name: rng.normal(size=shape) * 2 for name, shape in shapes.items()}


@pytest.mark.points(1)
def test_hidden_layer(student, reference, rng):
    """The sums of the hidden layer are right, and ReLU turns the negative ones into 0."""
    cases = [(network(rng, 3, 6, 2), rng.normal(size=3)), (network(rng, 5, 4, 1), rng.normal(size=5))]
    answers = [(student.relu_hand_forward(*case), reference.relu_hand_forward(*case)) for case in cases]
    for got, want in answers:
        # What comes after the hidden layer has a test of its own; a missing third part shows there.
        hidden = got[:2] if isinstance(got, tuple | list) else got
        assert_close(hidden, want[:2], what="(u1, h1)")


@pytest.mark.points(1)
def test_output(student, reference, rng):
    """The output is a plain sum with its bias, positive or negative, and nothing given is changed."""
    net, x = network(rng, 3, 3, 4), rng.normal(size=3)
    net["b2"] = rng.permutation([-90.0, -60.0, 50.0, 80.0])
    got = assert_unchanged(student.relu_hand_forward, net, x, what="the network or x")
    assert_close(got, reference.relu_hand_forward(net, x))


@pytest.mark.points(1)
def test_whole_numbers(student, reference, rng):
    """For a network of whole numbers the three results are right, and float."""
    net = {name: np.rint(2 * array).astype(int) for name, array in network(rng, 3, 2, 1).items()}
    net["w1"][0] = rng.integers(1, 5, size=3)
    x = rng.integers(1, 5, size=3)
    assert_close(student.relu_hand_forward(net, x), reference.relu_hand_forward(net, x), dtype="float")
