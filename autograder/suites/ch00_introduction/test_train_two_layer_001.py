"""Hidden tests of train_two_layer_001 and good_learning_rate: the way down, the parameters, the chosen step size."""

import numpy as np
import pytest

from autograder.grading.api import Tolerance, assert_close, assert_unchanged, require

TOL = Tolerance(rel=1e-5, abs=1e-9)
EXAMPLE = {
    "w1": np.array([[3, 1, 2], [-2, -3, -1]]),
    "b1": np.array([0, 0]),
    "w2": np.array([[3, 2]]),
    "b2": np.array([0]),
}
STEPS = 100
# In single precision Y = 20 is known to about 2e-6, so a loss L near zero to 2 sqrt(L) 2e-6: at most 1e-4 L + 4e-8.
NEAR_ZERO = Tolerance(rel=1e-4, abs=1e-7)


def task(rng, D, H):
    """A network with fresh weights and biases, an input and a target away from its answer."""
    shapes = {"w1": (H, D), "b1": H, "w2": (1, H), "b2": 1}
    net = {name: rng.normal(size=shape) for name, shape in shapes.items()}
    return net, rng.normal(size=D), rng.normal(size=1) + 4


def losses_of(answer):
    """The list of losses in an answer."""
    require(
        isinstance(answer, tuple | list) and len(answer) == 2, "train_two_layer_001 has to return params and losses."
    )
    return answer[1]


@pytest.mark.points(1.5)
def test_first_updates(student, reference, rng):
    """The loss before the first update and after each of the next ones is right."""
    case = (*task(rng, 3, 2), 0.02, 3)
    got = student.train_two_layer_001(*case)
    assert_close(losses_of(got), losses_of(reference.train_two_layer_001(*case)), TOL, what="the list of losses")


@pytest.mark.points(1.5)
def test_trained_parameters(student, reference, rng):
    """All four parameters are trained, in their old shapes, and the network that was given is left unchanged."""
    case = (*task(rng, 2, 3), 0.03, 4)
    got = assert_unchanged(student.train_two_layer_001, *case, what="the network, x or t")
    want = reference.train_two_layer_001(*case)[0]
    losses_of(got)
    require(isinstance(got[0], dict), "The first result has to be the dict of parameters.")
    for name, array in want.items():
        require(name in got[0], f"The dict of parameters has no entry {name!r}.")
        assert_close(got[0][name], array, TOL, what=f"the trained {name}")


@pytest.mark.points(2)
def test_reaches_the_target(student, reference):
    """The example network comes as near to its target as it should, from whole numbers as well."""
    case = (EXAMPLE, np.array([2, 3, 1]), np.array([20]), 0.1, 25)
    got = losses_of(student.train_two_layer_001(*case))
    want = np.asarray(losses_of(reference.train_two_layer_001(*case)))
    assert_close(got, want, NEAR_ZERO, what="the list of losses")


@pytest.mark.points(1)
def test_chosen_learning_rate(student, reference):
    """With the learning rate that you chose, 100 steps bring the loss of the example below 1e-6."""
    lr = student.good_learning_rate()
    number = isinstance(lr, int | float | np.integer | np.floating) and not isinstance(lr, bool)
    require(number and 0 < lr < 100, "good_learning_rate has to return a number above 0, and not a large one.")
    with np.errstate(all="ignore"):
        losses = losses_of(
            reference.train_two_layer_001(EXAMPLE, np.array([2, 3, 1]), np.array([20]), float(lr), STEPS)
        )
    last = losses[-1]
    require(np.isfinite(last) and last < 1e3, "The learning rate is too large: the loss grows.")
    require(last < 1e-6, "With this learning rate the loss is not below 1e-6 after 100 steps: too small, or too large.")
