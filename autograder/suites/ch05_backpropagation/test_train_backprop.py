"""Hidden tests of train_backprop, on small problems: losses, batches, epochs, and which data are used for what."""

import numpy as np
import pytest

from autograder.grading.api import Tolerance, assert_close, overwrite, require

# 1e-7 inside the logarithm, or clipped there, or not at all.
GUARD = Tolerance(rel=1e-4)
SHAPES = {"W1": (2, 6), "b1": (6,), "W2": (6, 3), "b2": (3,)}


def heaps(rng, samples):
    """Points around three corners, with the numbers of their corners."""
    t = rng.permutation(np.resize(np.arange(3), samples))
    return np.array([[2.0, 0.0], [-1.0, 1.7], [-1.0, -1.7]])[t] + rng.normal(size=(samples, 2)) * 0.4, t


def network(student, start):
    """A network that starts from known parameters."""
    net = student.TwoLayerNet(2, 6, 3)
    for name, array in start.items():
        overwrite(net.params, name, array)
    return net


def start(rng):
    """Fresh parameters to start from."""
    return {name: rng.normal(size=shape) * 0.5 for name, shape in SHAPES.items()}


def train(student, rng, *data, **settings):
    """Train a network of known start; return the network and the three lists."""
    net = network(student, start(rng))
    dice = np.random.default_rng(int(rng.integers(2**32)))
    got = student.train_backprop(net, *data, rng=dice, **settings)
    whole = isinstance(got, tuple | list) and len(got) == 3
    require(whole, "train_backprop has to return three lists: losses, training accuracies, test accuracies.")
    return net, got


@pytest.mark.points(3)
def test_learns(student, rng):
    """After some steps the network tells the classes of data that it never saw apart."""
    (x, t), (x_test, t_test) = heaps(rng, 120), heaps(rng, 90)
    net, _ = train(student, rng, x, t, x_test, t_test, iterations=60, batch_size=30, lr=0.5)
    require(net.accuracy(x_test, t_test) > 0.85, "After 60 steps the network still confuses heaps that lie far apart.")


@pytest.mark.points(2)
def test_one_step(student, reference, rng):
    """One step goes against the gradient, with the learning rate as given."""
    # Four times the same sample: whatever is drawn, the batch is the same.
    x, t = (np.repeat(array, 4, axis=0) for array in heaps(rng, 1))
    first = start(rng)
    net, twin = network(student, first), network(reference, first)
    twin_losses, *_ = reference.train_backprop(twin, x, t, x, t, iterations=2, batch_size=4, lr=0.7)
    losses, *_ = student.train_backprop(net, x, t, x, t, iterations=2, batch_size=4, lr=0.7)
    assert_close(np.asarray(net.params["W2"]), np.asarray(twin.params["W2"]), what="W2 after two steps")
    assert_close(losses, np.asarray(twin_losses), GUARD, what="the list of losses")


@pytest.mark.points(1.5)
def test_epochs(student, rng):
    """Accuracies are noted at the start of each epoch, on all training and on all test data."""
    (x, t), (x_test, t_test) = heaps(rng, 25), heaps(rng, 9)
    net, (losses, on_train, on_test) = train(student, rng, x, t, x_test, t_test, iterations=7, batch_size=10, lr=0.0)
    require(len(losses) == 7, "The list of losses has to have one entry for each iteration.")
    want_train, want_test = net.accuracy(x, t), net.accuracy(x_test, t_test)
    assert_close(on_train, np.full(4, want_train), what="the list of training accuracies")
    assert_close(on_test, np.full(4, want_test), what="the list of test accuracies")


@pytest.mark.points(1.5)
def test_batches(student, rng):
    """Every iteration draws other training samples, rows of x and t together, and never test samples."""
    x, t = heaps(rng, 40)
    seen = []
    net = network(student, start(rng))
    zero = {name: np.zeros(shape) for name, shape in SHAPES.items()}

    def gradient(x_batch, t_batch):
        seen.append((np.asarray(x_batch), np.asarray(t_batch)))
        return zero

    net.gradient = gradient
    student.train_backprop(net, x, t, x[:9] + 100, t[:9], iterations=12, batch_size=8, lr=0.1, rng=rng)
    require(len(seen) == 12, "The network has to be asked for its gradient once in each iteration.")
    require(all(x_batch.shape == (8, 2) for x_batch, _ in seen), "A batch has another size than batch_size.")
    label_of = {tuple(row): label for row, label in zip(x, t, strict=True)}
    pairs = [(tuple(row), label) for batch in seen for row, label in zip(*batch, strict=True)]
    require(all(row in label_of for row, _ in pairs), "A batch holds rows that are not among the training data.")
    require(all(label_of[row] == label for row, label in pairs), "In a batch, x and t do not belong together.")
    require(len({row for row, _ in pairs}) > 20, "The batches hold the same few samples again and again.")
