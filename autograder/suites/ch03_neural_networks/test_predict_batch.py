"""Hidden tests of predict, predict_batch and accuracy on small fresh networks."""

from itertools import pairwise

import numpy as np
import pytest

from autograder.grading.api import Tolerance, assert_close, require

# A sigmoid that calculates in float32 is accepted, and what is made of its answers is no more exact.
NEAR = Tolerance(rel=2e-5, abs=1e-6)


def network(rng, sizes):
    """Fresh weights and biases for three layers of these sizes."""
    made = {}
    for number, (inputs, outputs) in enumerate(pairwise(sizes), start=1):
        # Sums stay around 0, where the sigmoid is steep: no neuron is stuck, and images get different classes.
        weights = rng.normal(size=(inputs, outputs)) * 6 / np.sqrt(inputs)
        made[f"W{number}"] = weights
        made[f"b{number}"] = rng.normal(size=outputs) / 5 - weights.sum(axis=0) / 2
    return made


def half_right(rng, predicted, classes):
    """Labels of which some, but not all, are those predicted."""
    wrong = np.arange(len(predicted)) % 5 < 2
    return np.where(wrong, (predicted + rng.integers(1, classes, size=len(predicted))) % classes, predicted)


@pytest.mark.points(1)
def test_predict(student, reference, rng):
    """Each image gets probabilities of its own, which sum to 1."""
    layers, x = network(rng, (12, 7, 6, 4)), rng.random((5, 12))
    answers = [(student.predict(layers, part), reference.predict(layers, part)) for part in (x, x[:1])]
    for got, want in answers:
        assert_close(got, want, NEAR)


@pytest.mark.points(1)
def test_predict_batch(student, reference, rng):
    """predict_batch gives each image its most probable class, also those of a smaller last batch."""
    layers, x = network(rng, (12, 7, 6, 4)), rng.random((10, 12))
    want = reference.predict_batch(layers, x)
    answers = [student.predict_batch(layers, x, batch_size=4), student.predict_batch(layers, x)]
    answers += [student.predict_batch(layers, x, size) for size in (1, 5)]
    for got in answers:
        assert_close(got, want)


@pytest.mark.points(0.5)
def test_classes_are_integers(student, reference, rng):
    """The classes are integers, so that they can serve as indices."""
    layers, x = network(rng, (6, 5, 4, 3)), rng.random((7, 6))
    assert_close(student.predict_batch(layers, x, 3), reference.predict_batch(layers, x, 3), dtype="int")


@pytest.mark.points(1.5)
def test_accuracy(student, reference, rng):
    """The accuracy is the number of right answers divided by the number of images, for any size of batch."""
    layers, x = network(rng, (12, 7, 6, 4)), rng.random((11, 12))
    labels = half_right(rng, reference.predict_batch(layers, x), 4)
    want = reference.accuracy(layers, x, labels)
    answers = [student.accuracy(layers, x, labels, batch_size=3), student.accuracy(layers, x, labels)]
    for got in answers:
        assert_close(got, want, dtype="float")


@pytest.mark.points(0.5)
def test_real_size(student, reference, rng):
    """It works for images of 784 pixels and ten classes."""
    layers, x = network(rng, (784, 5, 6, 10)), rng.random((9, 784))
    labels = half_right(rng, reference.predict_batch(layers, x), 10)
    answer, share = student.predict_batch(layers, x, 4), student.accuracy(layers, x, labels, 4)
    assert_close(answer, reference.predict_batch(layers, x))
    assert_close(share, reference.accuracy(layers, x, labels))


@pytest.mark.points(0.5)
def test_arguments_stay(student, reference, rng):
    """The network and the images are the same after the call as before."""
    layers, x = network(rng, (8, 3, 5, 4)), rng.random((6, 8))
    got, (layers_after, x_after) = student.predict.with_args(layers, x)
    classes, (_, x_after_batches, _) = student.predict_batch.with_args(layers, x, 4)
    assert_close(got, reference.predict(layers, x), NEAR)
    assert_close(classes, reference.predict_batch(layers, x))
    same_keys = isinstance(layers_after, dict) and layers_after.keys() == layers.keys()
    require(same_keys, "`predict` adds entries to the network or takes some out.")
    require(all(np.array_equal(layers_after[key], layers[key]) for key in layers), "`predict` changes the network.")
    require(np.array_equal(x_after, x), "`predict` changes the images x.")
    require(np.array_equal(x_after_batches, x), "predict_batch changes the images x.")
