"""A training function at work on the network that writes down every call."""

import numpy as np
import pytest

from autograder.grading.api import Failed, watch
from autograder.grading.local import LocalStudent

TRAIN = """
import numpy as np

def train(network, x, t, iterations, batch_size, lr, rng):
    losses = []
    for _ in range(iterations):
        rows = rng.choice(len(x), batch_size)
        gradient = network.gradient(x[rows], t[rows])
        for key in network.params:
            network.params[key] -= lr * gradient[key]
        losses.append(network.loss(x[rows], t[rows]))
    return losses
"""
FIRST = "    losses = []\n"


def watched(source):
    names = {}
    exec(source, names)
    return watch(LocalStudent(names, cpu_limit_s=5), np.random.default_rng(2), "train")


def test_a_training_that_takes_the_network_as_it_is():
    seen = watched(TRAIN)
    seen.check_updates()
    seen.check_losses()
    assert seen.start != seen.after


@pytest.mark.parametrize("change", ["array[...] = 0", "array *= 0.5"])
def test_parameters_that_are_set_before_the_first_step(change):
    """The steps themselves are right."""
    touched = TRAIN.replace(FIRST, f"{FIRST}    for array in network.params.values():\n        {change}\n")
    with pytest.raises(Failed, match="before the first gradient: start from the network as it is"):
        watched(touched).check_updates()
