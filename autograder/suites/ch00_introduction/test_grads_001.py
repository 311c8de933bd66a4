"""Hidden tests of grads_001: the four gradients, their shapes, their digits, and the arguments."""

import numpy as np
import pytest

from autograder.grading.api import Tolerance, assert_close, assert_unchanged, require

NAMES = ("w1", "b1", "w2", "b2")


def network(rng, D, H):
    """A network with fresh weights and biases, an input and a target."""
    shapes = {"w1": (H, D), "b1": H, "w2": (1, H), "b2": 1}
    return {name: rng.normal(size=shape) for name, shape in shapes.items()}, rng.normal(size=D), rng.normal(size=1) * 3


def compare(got, want, names, *, shapes=True):
    """Compare some of the gradients; without shapes, only the numbers in their order."""
    require(isinstance(got, dict), "grads_001 has to return a dict.")
    for name in names:
        require(name in got, f"The dict has no entry {name!r}.")
        array = got[name] if shapes or not isinstance(got[name], np.ndarray) else got[name].ravel()
        # float32 keeps about 7 digits, and a flat sigmoid uses up four of them.
        single = isinstance(array, np.ndarray) and array.dtype == np.float32
        tolerance = Tolerance(rel=5e-3 if single else 1e-6, abs=1e-12)
        assert_close(array, want[name] if shapes else want[name].ravel(), tolerance, what=f"the gradient of {name}")


@pytest.mark.points(2)
def test_weights(student, reference, rng):
    """The gradients of w1 and w2 are the products of all links from the loss back."""
    cases = [network(rng, 3, 2), network(rng, 2, 5)]
    answers = [(student.grads_001(*case), reference.grads_001(*case)) for case in cases]
    for got, want in answers:
        compare(got, want, ("w1", "w2"), shapes=False)


@pytest.mark.points(1.5)
def test_biases(student, reference, rng):
    """The gradient of a bias is what arrives at its sum; nothing given is changed."""
    case = network(rng, 3, 4)
    got = assert_unchanged(student.grads_001, *case, what="the network, x or t")
    compare(got, reference.grads_001(*case), ("b1", "b2"), shapes=False)


@pytest.mark.points(1)
def test_shapes(student, reference, rng):
    """Each gradient has the shape of its parameter, also with one hidden neuron and as many neurons as inputs."""
    cases = [network(rng, 2, 1), network(rng, 3, 3)]
    answers = [(student.grads_001(*case), reference.grads_001(*case)) for case in cases]
    for got, want in answers:
        compare(got, want, NAMES)


@pytest.mark.points(1.5)
def test_digits(student, reference, rng):
    """Where the hidden sigmoids are nearly 0 or nearly 1, the gradients still have all their digits."""
    net = {"w1": np.array([[3, 1, 2], [-2, -3, -1]]), "b1": np.array([0, 0]), "b2": np.array([0])}
    net |= {"w2": rng.permutation([2, 3, 5])[:2].reshape(1, 2)}
    case = net, rng.permutation([1, 2, 3]), rng.integers(15, 25, size=1)
    compare(student.grads_001(*case), reference.grads_001(*case), NAMES, shapes=False)
