"""Hidden tests of gradient_check: networks whose gradient is right, or wrong by known amounts."""

import numpy as np
import pytest

from autograder.grading.api import Tolerance, assert_close, overwrite, require

NAMES = ("W1", "b1", "W2", "b2")
# The measured gradients are the network's own: what is left is rounding, and 1e-7 inside the logarithm, which shows
# less as long as no right class has a probability below 0.16; Case keeps W2 and b2 small enough.
ROUGH = Tolerance(rel=1e-5, abs=1e-6)


class Case:
    """A small network away from the corners of ReLU, one hidden neuron of which never fires, and its data."""

    def __init__(self, student, rng):
        self.network = student.TwoLayerNet(2, 3, 2, weight_init_std=0.01)
        self.x = rng.uniform(0.5, 1.5, size=(3, 2))
        self.t = rng.permutation([0, 1, 1])
        target = {
            "W1": rng.uniform(0.2, 0.6, size=(2, 3)) * np.array([1, 1, -1]),
            "b1": np.array([0.1, 0.2, -0.5]),
            "W2": rng.uniform(-0.15, 0.15, size=(3, 2)),
            "b2": rng.uniform(-0.2, 0.2, size=2),
        }
        for name, array in target.items():
            overwrite(self.network.params, name, array)
        self.before = target
        self.right = {name: np.asarray(array) for name, array in self.network.gradient(self.x, self.t).items()}

    def spoil(self, errors):
        """From now on the network's gradient is off by these amounts; the batches it is asked for are noted."""
        asked = []

        def gradient(x, t):
            asked.append((x, t))
            return {name: self.right[name] + errors.get(name, 0) for name in NAMES}

        self.network.gradient = gradient
        return asked


def compare(got, want):
    """Compare the whole dict."""
    require(isinstance(got, dict), "gradient_check has to return a dict.")
    require(set(got) == set(want), "The keys of the dict have to be those of network.params.")
    for name, value in want.items():
        assert_close(got[name], value, ROUGH, what=f"the entry of {name}")


@pytest.mark.points(1)
def test_right_network(student, rng):
    """For a network whose gradient is right, every entry is close to 0."""
    case = Case(student, rng)
    compare(student.gradient_check(case.network, case.x, case.t), dict.fromkeys(NAMES, 0.0))


@pytest.mark.points(2)
def test_wrong_layer(student, rng):
    """Where the gradient of a parameter is off, its entry is the mean of the absolute differences."""
    case = Case(student, rng)
    # One too large, one too small: without abs, one of the means is negative.
    sides = {"W2": 1, "b1": -1}
    errors = {name: side * rng.uniform(0.1, 0.9, size=case.right[name].shape) for name, side in sides.items()}
    case.spoil(errors)
    got = student.gradient_check(case.network, case.x, case.t)
    compare(got, {name: float(np.mean(np.abs(errors[name]))) if name in errors else 0.0 for name in NAMES})


@pytest.mark.points(1)
def test_errors_of_both_signs(student, rng):
    """Differences of both signs do not cancel."""
    case = Case(student, rng)
    signs = rng.permutation([1.0, -1.0, 1.0, -1.0, 1.0, -1.0])
    errors = {"W1": 0.3 * signs.reshape(2, 3), "b2": np.array([-0.2, 0.2])}
    case.spoil(errors)
    got = student.gradient_check(case.network, case.x, case.t)
    compare(got, {"W1": 0.3, "b1": 0.0, "W2": 0.0, "b2": 0.2})


@pytest.mark.points(1)
def test_same_samples_same_parameters(student, rng):
    """Both gradients belong to the samples that were given, and the parameters are left as they are."""
    case = Case(student, rng)
    asked = case.spoil({})
    student.gradient_check(case.network, case.x, case.t)
    after = {name: np.asarray(case.network.params[name]) for name in NAMES}
    require(asked, "gradient_check does not ask the network for its gradient.")
    same = all(np.array_equal(x, case.x) and np.array_equal(t, case.t) for x, t in asked)
    require(same, "The network is asked for the gradient of other samples than those given.")
    for name in NAMES:
        assert_close(after[name], case.before[name], what=f"{name} of the network after the check")
