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


def test_parameters_that_are_left_out_are_named():
    with pytest.raises(Failed, match=r"^b1 and b2 never changed: step in every array"):
        watched(TRAIN.replace("in network.params", "in ('W1', 'W2')")).check_updates()


def test_steps_that_go_on_from_earlier_ones():
    momentum = TRAIN.replace(FIRST, FIRST + "    speed = {key: 0 for key in network.params}\n").replace(
        "network.params[key] -= lr * gradient[key]",
        "speed[key] = 0.9 * speed[key] - lr * gradient[key]\n            network.params[key] += speed[key]",
    )
    with pytest.raises(Failed, match="the first step is right, and later ones are not"):
        watched(momentum).check_updates()


def test_several_gradients_in_an_iteration_are_counted():
    again = TRAIN.replace("    gradient =", "    network.gradient(x[rows], t[rows])\n        gradient =")
    with pytest.raises(Failed, match="asked for its gradient 80 times in 40 iterations"):
        watched(again).check_updates()


def test_losses_of_a_training_that_takes_no_step():
    """It notes them after the update that it does not make: to say that they come too early would mislead."""
    still = TRAIN.replace("network.params[key] -= lr * gradient[key]", "network.params[key] - lr * gradient[key]")
    with pytest.raises(Failed, match="no step is taken"):
        watched(still).check_losses()


def test_losses_before_the_step():
    note = "        losses.append(network.loss(x[rows], t[rows]))\n"
    draw = "        rows = rng.choice(len(x), batch_size)\n"
    with pytest.raises(Failed, match="before each update, not after it"):
        watched(TRAIN.replace(note, "").replace(draw, draw + note)).check_losses()


TRACKED = (
    TRAIN.replace("x, t, iterations", "x, t, x_test, t_test, iterations")
    .replace(
        FIRST + "    for _ in range(iterations):\n",
        f"""{FIRST}    train_accuracies, test_accuracies = [], []
    for i in range(iterations):
        if i % (len(x) // batch_size) == 0:
            train_accuracies.append(network.accuracy(x, t))
            test_accuracies.append(network.accuracy(x_test, t_test))
""",
    )
    .replace("return losses", "return losses, train_accuracies, test_accuracies")
)
COUNTED = "np.mean(network.predict({x}).argmax(axis=1) == {t}.argmax(axis=1))"


def tracked(source):
    names = {}
    exec(source, names)
    return watch(LocalStudent(names, cpu_limit_s=5), np.random.default_rng(2), "train", tests_too=True)


def test_accuracies_that_are_counted_with_predict():
    """The network is asked for its scores, and the right answers are counted by the training itself."""
    by_hand = TRACKED
    for x, t in (("x", "t"), ("x_test", "t_test")):
        by_hand = by_hand.replace(f"network.accuracy({x}, {t})", COUNTED.format(x=x, t=t))
    assert "network.accuracy" not in by_hand
    for source in (TRACKED, by_hand):
        tracked(source).check_epochs()


NOTES = """            train_accuracies.append(network.accuracy(x, t))
            test_accuracies.append(network.accuracy(x_test, t_test))
"""
WHEN = "        if i % (len(x) // batch_size) == 0:\n"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ([(WHEN + NOTES, ""), ("    return", WHEN + NOTES + "    return")], "noted after the first step of an epoch"),
        ([("(network.accuracy(x_test", "(100 * network.accuracy(x_test")], "the test accuracy is in percent"),
    ],
)
def test_accuracies_of_another_moment_or_size(changes, words):
    wrong = TRACKED
    for change in changes:
        assert change[0] in wrong
        wrong = wrong.replace(*change)
    with pytest.raises(Failed, match=words):
        tracked(wrong).check_epochs()


def test_accuracies_of_a_part_of_the_data():
    part = TRACKED.replace("network.accuracy(x, t)", "network.accuracy(x[:20], t[:20])")
    with pytest.raises(Failed, match="the training accuracy is never measured on all training data at once"):
        tracked(part).check_epochs()
