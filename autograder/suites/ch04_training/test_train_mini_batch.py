"""Hidden tests of train_mini_batch, on a straight line that writes down what it is asked, and on digits."""

import numpy as np
import pytest

from autograder.grading.api import Setup, assert_close, require, small_training

WATCH = """
import numpy as np

class Line:
    def __init__(self):
        self.params = {"w": np.array([0.5]), "b": np.array([-0.5])}
        self.batches, self.matching, self.slow = [], True, False

    def off(self, x, t):
        return x[:, 0] * self.params["w"] + self.params["b"] - t

    def loss(self, x, t):
        return float(np.mean(self.off(x, t) ** 2) / 2)

    def gradient(self, x, t):
        self.batches.append(x[:, 0].copy())
        self.matching = self.matching and bool(np.allclose(t, 2 * x[:, 0] - 1))
        return {"w": np.array([np.mean(self.off(x, t) * x[:, 0])]), "b": np.array([np.mean(self.off(x, t))])}

    def numerical_gradient(self, x, t):
        self.slow = True
        return self.gradient(x, t)

def training_watched(samples, iterations, batch_size, lr, rng):
    line, x = Line(), np.linspace(-1, 1, samples)[:, None]
    losses = notebook["train_mini_batch"](line, x, 2 * x[:, 0] - 1, iterations, batch_size, lr, rng)
    end = [float(np.sum(line.params[key])) for key in "wb"]
    return {"losses": losses, "batches": line.batches, "matching": line.matching, "slow": line.slow, "end": end}
"""

DRAW = """
def minibatch_choice(x, t, batch_size, rng):
    rows = rng.choice(len(x), batch_size)
    return x[rows], t[rows]
"""
OWN = Setup("TwoLayerNet", "train_mini_batch", stand_ins={"minibatch_choice": DRAW})
SMALL_LOSS = 0.5


def watch(student, rng, *settings):
    """What a training did; settings are samples, iterations, batch size and learning rate."""
    student.define(WATCH, ["training_watched"])
    return student.training_watched(*settings, np.random.default_rng(int(rng.integers(1 << 31))))


def replayed(batches, lr):
    """Losses after each step, and w and b at the end, when these batches are trained with as they should be."""
    w, b, losses = 0.5, -0.5, []
    for x in batches:
        off = w * x + b - (2 * x - 1)
        w, b = w - lr * np.mean(off * x), b - lr * np.mean(off)
        losses.append(np.mean((w * x + b - (2 * x - 1)) ** 2) / 2)
    return losses, [w, b]


@pytest.mark.points(2)
def test_batches(student, rng):
    """Every iteration draws a batch anew, inputs with their own targets."""
    seen = watch(student, rng, 30, 12, 6, 0.1)
    require(len(seen["batches"]) == 12, "The gradient is not asked for once in each iteration.")
    require(not seen["slow"], "The gradients are measured number by number. Ask network.gradient for them.")
    require(all(len(batch) == 6 for batch in seen["batches"]), "The batches have not the size asked for.")
    require(seen["matching"], "In the batches, inputs and targets do not belong together.")
    again = all(np.array_equal(batch, seen["batches"][0]) for batch in seen["batches"])
    # A minibatch_choice of the reference that stands in gets a copy of rng each time, which does not go on.
    require(not again or student.replaced, "It is the same batch in every iteration: draw it inside the loop.")
    other = watch(student, rng, 30, 12, 6, 0.1)
    same = all(np.array_equal(*batches) for batches in zip(seen["batches"], other["batches"], strict=False))
    require(not same, "With another generator the batches are the very same: draw them at random, with rng.")


@pytest.mark.points(2)
def test_steps(student, rng):
    """Every iteration is one step against the gradient of its batch, by the learning rate."""
    seen = watch(student, rng, 20, 7, 5, 0.25)
    _, end = replayed(seen["batches"], 0.25)
    require(not np.allclose(seen["end"], [0.5, -0.5]), "The parameters of the network are never changed.")
    assert_close(seen["end"], end, what="the place of the parameters at the end")


@pytest.mark.points(1)
def test_losses(student, rng):
    """There is a loss for each iteration, on its batch and after its step."""
    seen = watch(student, rng, 25, 6, 4, 0.2)
    losses, _ = replayed(seen["batches"], 0.2)
    fits = isinstance(seen["losses"], list | tuple | np.ndarray) and len(seen["losses"]) == 6
    require(fits, "train_mini_batch has to return a list with one loss for each iteration.")
    assert_close(seen["losses"], losses, what="the list of losses")


@pytest.mark.points(1)
@pytest.mark.training
def test_learns_with_numerical_gradients(student, rng):
    """Your network learns a small task with its own numerical gradients."""
    course = small_training(student, int(rng.integers(1 << 31)), OWN, iterations=60, lr=1.0, numerical=True)
    low = course.losses[0][-5:].mean() < SMALL_LOSS
    require(low, "After 60 iterations on a small task with three classes the loss is still high.")


@pytest.mark.points(2)
@pytest.mark.training
def test_learns_handwritten_digits(student, training, rng):
    """Your network, trained by your function, recognises handwritten digits that it has never seen."""
    training.learns(student, rng, "train_mini_batch", OWN)
