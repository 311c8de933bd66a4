"""Hidden tests of epoch_tracking, on a network that writes down what it is asked."""

import numpy as np
import pytest

from autograder.grading.api import require

WATCH = """
import numpy as np

class Counter:
    def __init__(self):
        self.params = {"w": np.array([0.0])}
        self.steps, self.asked = [], []

    def loss(self, x, t):
        return float(len(self.steps))

    def gradient(self, x, t):
        self.steps.append(float(x.max()))
        return {"w": np.array([1.0])}

    def accuracy(self, x, t):
        self.asked.append([len(self.steps), len(x), float(x.max())])
        return len(self.steps) / 1000

def drawn(x, t, batch_size, rng):
    rows = rng.choice(len(x), batch_size)
    return x[rows], t[rows]

def watched(samples, tests, iterations, batch_size, rng):
    network, x, other = Counter(), np.ones((samples, 2)), np.full((tests, 2), 9.0)
    if batch_size > samples:
        notebook["minibatch_choice"] = drawn
    t, labels = np.zeros(samples, dtype=int), np.zeros(tests, dtype=int)
    parts = notebook["epoch_tracking"](network, x, t, other, labels, iterations, batch_size, 0.1, rng)
    return {"parts": parts, "steps": network.steps, "asked": network.asked}
"""


def epochs(student, rng, wanted, *settings):
    """Fail unless both accuracies are noted, on all samples, after these numbers of steps.

    Settings are the numbers of samples and iterations, and the batch size.
    """
    samples, iterations, batch_size = settings
    student.define(WATCH, ["watched"])
    generator = np.random.default_rng(int(rng.integers(1 << 31)))
    seen = student.watched(samples, 4, iterations, batch_size, generator)
    parts = seen["parts"]
    kinds = [isinstance(part, list | tuple | np.ndarray) for part in parts] if isinstance(parts, tuple | list) else []
    three = len(kinds) == len(("losses", "training", "test")) and all(kinds)
    require(three, "epoch_tracking has to return three lists: losses and two kinds of accuracies.")
    require(len(parts[0]) == iterations, "There is not one loss for each iteration.")
    require(all(largest == 1 for largest in seen["steps"]), "Test samples are used for training.")
    for part, name, count, value in ((parts[1], "training", samples, 1.0), (parts[2], "test", 4, 9.0)):
        require(len(part) == len(wanted), f"The {name} accuracy is not noted once for each epoch that is begun.")
        noted = [round(1000 * accuracy) for accuracy in part]
        require(noted == wanted, f"The {name} accuracy is not noted at the beginning of each epoch.")
        asked = [steps for steps, size, largest in seen["asked"] if size == count and largest == value]
        require(set(wanted) <= set(asked), f"The {name} accuracy is not that of all {name} samples.")


@pytest.mark.points(2)
def test_epochs(student, rng):
    """The accuracies on all training and all test samples are noted at the beginning of each epoch."""
    epochs(student, rng, [0, 4, 8], 12, 11, 3)


@pytest.mark.points(1)
def test_uneven(student, rng):
    """Where the batches do not come out even, an epoch has N // batch_size iterations."""
    epochs(student, rng, [0, 3, 6, 9], 14, 10, 4)


@pytest.mark.points(1)
def test_large_batch(student, rng):
    """A batch that is larger than the number of samples makes every iteration an epoch."""
    epochs(student, rng, [0, 1, 2, 3], 3, 4, 5)
