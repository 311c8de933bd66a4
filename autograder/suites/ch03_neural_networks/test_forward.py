"""Hidden tests of init_network and forward: the given numbers, one sample, batches, and the arguments."""

from itertools import pairwise

import numpy as np
import pytest

from autograder.grading.api import Tolerance, assert_close, require

# A sigmoid that calculates in float32 is accepted, and what is made of its answers is no more exact.
NEAR = Tolerance(rel=2e-5, abs=1e-6)


def network(rng, *sizes):
    """Fresh weights and biases for layers of these sizes."""
    made = {}
    for number, (inputs, outputs) in enumerate(pairwise(sizes), start=1):
        made[f"W{number}"] = rng.normal(size=(inputs, outputs))
        made[f"b{number}"] = rng.normal(size=outputs)
    return made


@pytest.mark.points(1)
def test_init_network(student, reference, rng):
    """init_network returns the six arrays of the table, and forward can use them."""
    x = rng.normal(size=2)
    got, want = student.init_network(), reference.init_network()
    answer = student.forward(want, x)
    require(isinstance(got, dict), "`init_network` has to return a dict.")
    for key, array in want.items():
        require(key in got, f"init_network returns a dict without {key!r}.")
        require(isinstance(got[key], np.ndarray), f"{key} of init_network is no array: put np.array(...) around it.")
        assert_close(got[key], array, what=f"{key} of init_network")
    assert_close(answer, reference.forward(want, x), NEAR)


@pytest.mark.points(1.5)
def test_one_sample(student, reference, rng):
    """One sample goes through the three layers of the network that forward is given."""
    # First the sizes of init_network, so that a forward which ignores its argument runs and shows itself.
    cases = [(network(rng, 2, 3, 2, 2), rng.normal(size=2)), (network(rng, 4, 5, 3, 2), rng.normal(size=4))]
    answers = [(student.forward(*case), reference.forward(*case)) for case in cases]
    for got, want in answers:
        assert_close(got, want, NEAR)


@pytest.mark.points(1.5)
def test_batch(student, reference, rng):
    """A batch, also one that holds a single sample, gives one row of outputs for each."""
    # Layers of one size: here weights in the wrong order or turned round fit, and show in the numbers.
    cases = [(network(rng, 3, 3, 3, 3), rng.normal(size=(5, 3))), (network(rng, 3, 4, 6, 2), rng.normal(size=(5, 3)))]
    cases.append((network(rng, 3, 4, 6, 2), rng.normal(size=(1, 3))))
    answers = [(student.forward(*case), reference.forward(*case)) for case in cases]
    for got, want in answers:
        assert_close(got, want, NEAR)


@pytest.mark.points(1)
def test_arguments_stay(student, reference, rng):
    """The network and x are the same after the call as before."""
    layers, x = network(rng, 3, 2, 4, 3), rng.normal(size=(2, 3))
    got, (layers_after, x_after) = student.forward.with_args(layers, x)
    assert_close(got, reference.forward(layers, x), NEAR)
    same_keys = isinstance(layers_after, dict) and layers_after.keys() == layers.keys()
    require(same_keys, "`forward` adds entries to the network or takes some out.")
    require(all(np.array_equal(layers_after[key], layers[key]) for key in layers), "`forward` changes the network.")
    require(np.array_equal(x_after, x), "`forward` changes x.")
