"""Hidden tests of epoch_tracking, on a network that writes down what it is asked."""

import numpy as np
import pytest

from autograder.grading.api import require

TRAINING, TEST = (1.0, 3.0), (9.0, 7.0)
"""Largest input and largest label of the two kinds of samples."""
LR = 0.1

WATCH = """
import numpy as np

def largest(t):
    try:
        return float(np.max(t))
    except (TypeError, ValueError):
        return -1.0

class Counter:
    def __init__(self):
        self.params = {"w": np.array([0.0])}
        self.steps, self.asked = [], []

    def loss(self, x, t):
        return float(len(self.steps))

    def gradient(self, x, t):
        self.steps.append([len(x), float(x.max()), largest(t), float(x[:, 1].sum())])
        return {"w": np.array([1.0])}

    def accuracy(self, x, t):
        self.asked.append([len(self.steps), len(x), float(x.max()), largest(t)])
        return len(self.steps) / 1000 + (0.5 if x.max() > 5 else 0)

def drawn(x, t, batch_size, rng):
    rows = rng.choice(len(x), batch_size)
    return x[rows], t[rows]

def training_watched(samples, tests, iterations, batch_size, lr, rng):
    network, other = Counter(), np.full((tests, 2), 9.0)
    x = np.column_stack([np.ones(samples), np.arange(samples) / samples])  # the second number tells the samples apart
    if batch_size > samples:
        notebook["minibatch_choice"] = drawn
    t, labels = np.full(samples, 3), np.full(tests, 7)
    parts = notebook["epoch_tracking"](network, x, t, other, labels, iterations, batch_size, lr, rng)
    return {"parts": parts, "steps": network.steps, "asked": network.asked, "w": network.params["w"]}
"""


def steps_are_right(seen, samples, iterations, batch_size):
    """Fail unless every step went along a batch of training samples with their labels, at the learning rate."""
    steps = np.array(seen["steps"]).reshape(-1, 4)
    require(bool((steps[:, 1] == TRAINING[0]).all()), "Test samples are used for training.")
    require(bool((steps[:, 2] == TRAINING[1]).all()), "The steps do not use the labels of the training samples.")
    # How many samples a batch has that is larger than their number is up to train_mini_batch.
    sized = (steps[:, 0] == batch_size) | ((batch_size > samples) & (steps[:, 0] == samples))
    require(bool(sized.all()), "The steps do not use batches of batch_size samples.")
    moved = float(np.ravel(seen["w"])[0])
    as_asked = abs(moved + LR * iterations) < 1e-9
    require(as_asked, "There is not one step for each iteration, at the learning rate that is passed.")


def epochs(student, rng, wanted, *settings):
    """Fail unless both accuracies are noted, on all samples, after these numbers of steps.

    Settings are the numbers of samples and iterations, and the batch size.
    """
    samples, iterations, batch_size = settings
    student.define(WATCH, ["training_watched"])
    generator = np.random.default_rng(int(rng.integers(1 << 31)))
    seen = student.training_watched(samples, 4, iterations, batch_size, LR, generator)
    parts = seen["parts"]
    kinds = [isinstance(part, list | tuple | np.ndarray) for part in parts] if isinstance(parts, tuple | list) else []
    three = len(kinds) == len(("losses", "training", "test")) and all(kinds)
    require(three, "epoch_tracking has to return three lists: losses and two kinds of accuracies.")
    require(len(parts[0]) == iterations, "There is not one loss for each iteration.")
    numbers = all(isinstance(loss, int | float | np.number) for loss in parts[0])
    require(numbers, "The losses are no list of numbers: join the lists that train_mini_batch returns.")
    steps_are_right(seen, samples, iterations, batch_size)
    batches = {step[3] for step in seen["steps"]}
    # A reference that stands in for the training gets a copy of rng each time, which does not go on.
    again = batch_size < samples and len(batches) == 1 and not student.replaced
    require(not again, "It is the same batch in every iteration: hand on the rng that is passed.")
    both = [[round(1000 * accuracy) for accuracy in part] for part in parts[1:]]
    swapped = [[500 + steps for steps in wanted], wanted]
    require(both != swapped, "The lists of training and of test accuracies have changed places.")
    kinds_of_samples = (("training", samples, TRAINING, 0), ("test", 4, TEST, 500))
    for noted, (name, count, (value, label), shift) in zip(both, kinds_of_samples, strict=True):
        require(len(noted) == len(wanted), f"The {name} accuracy is not noted once for each epoch that is begun.")
        asked = [step for step, size, largest, _ in seen["asked"] if size == count and largest == value]
        require(asked, f"The {name} accuracy is not that of all {name} samples.")
        labels = [mark for step, size, largest, mark in seen["asked"] if size == count and largest == value]
        require(set(labels) == {label}, f"The {name} accuracy is not measured with the labels of the {name} samples.")
        due = [shift + steps for steps in wanted]
        require(noted != [100 * share for share in due], f"The {name} accuracy is in percent: a share is asked for.")
        late = noted == [share + 1 for share in due]
        require(not late, f"The {name} accuracy is noted after the first step of an epoch, not before it.")
        require(noted == due, f"The {name} accuracy is not noted at the beginning of each epoch.")
        require(set(wanted) <= set(asked), f"The {name} accuracy is not that of all {name} samples.")


@pytest.mark.points(2)
def test_epochs(student, rng):
    """The accuracies on all training and all test samples are noted at the beginning of each epoch."""
    epochs(student, rng, [0, 4, 8], 12, 11, 3)


@pytest.mark.points(1)
def test_uneven(student, rng):
    """Where the batches do not come out even, an epoch has N // batch_size iterations."""
    epochs(student, rng, [0, 2, 4, 6, 8], 14, 10, 5)


@pytest.mark.points(1)
def test_large_batch(student, rng):
    """A batch that is larger than the number of samples makes every iteration an epoch."""
    epochs(student, rng, [0, 1, 2, 3], 3, 4, 5)
