"""Hidden tests of accuracy_of_pretrained: the trained network on real digits and on fresh pictures."""

import numpy as np
import pytest

from autograder.grading.api import assert_close, require

SURE = 1e-4


def pictures(rng, count):
    """Fresh pictures of scattered grey squares, which the network takes for various digits."""
    squares = rng.integers(0, 256, size=(count, 7, 7)) * (rng.random((count, 7, 7)) < 0.3)
    return squares.repeat(4, axis=1).repeat(4, axis=2).astype(np.uint8)


def labels_with(reference, rng, images, right_of_four):
    """Labels of which this many in four are what the network answers, and the others are not; unsure ones make room.

    So whoever feeds it anything else, such as pixels up to 255, finds fewer right answers and never as many.
    """
    # The real weights stay in place: students may have imported or loaded them in a cell before.
    weights = reference.get_global("mnist_data").pretrained_weights()
    probabilities = reference.predict(weights, images.reshape(-1, 784).astype(np.float32) / 255)
    # Of two classes that are equally probable to the last digits, right code may answer either.
    second, first = np.sort(probabilities, axis=1)[:, -2:].T
    sure = np.flatnonzero(first - second > SURE)
    places = sure[np.arange(len(images)) % len(sure)]
    images[:], predicted = images[places], probabilities[places].argmax(axis=1)
    right = np.arange(len(images)) % 4 < right_of_four
    right[: len(images) // 10] = False  # so the first batch, or the first thousand, says less than all
    return np.where(right, predicted, (predicted + rng.integers(1, 10, size=len(images))) % 10).astype(np.uint8)


def answers(student, reference, rng, train_count, test_count):
    """What student and reference say about fresh pictures; on the training images the network does worse."""
    train, test = pictures(rng, train_count), pictures(rng, test_count)
    raw = train, labels_with(reference, rng, train, 1), test, labels_with(reference, rng, test, 3)
    for side in (reference, student):
        side.set_module_attr("mnist_data", "_raw", raw)
    return student.accuracy_of_pretrained(), reference.accuracy_of_pretrained()


@pytest.mark.points(1)
def test_real_digits(student, reference, data, rng):
    """The result is the share of right answers among the test images, whatever their labels are."""
    start = int(rng.integers(0, len(data.test_images) - 300))
    images, labels = (np.array(all_of[start : start + 300]) for all_of in (data.test_images, data.test_labels))
    # Every second label is made wrong: a network that is right nearly always now scores about one half.
    labels[::2] = (labels[::2] + rng.integers(1, 10, size=150)) % 10
    train = np.array(data.train_images[:40]), np.array(data.train_labels[:40])
    # The reference stands in for a wrong load_mnist, so it has to see the same digits.
    for side in (reference, student):
        side.set_module_attr("mnist_data", "_raw", (*train, images, labels))
    share = student.accuracy_of_pretrained()
    require(share is not None, "accuracy_of_pretrained returns None.")
    require(np.ndim(share) == 0 and np.isrealobj(share), "accuracy_of_pretrained has to return one number.")
    require(0.4 <= float(share) <= 0.58, "The share of right answers does not fit the digits and their labels.")


@pytest.mark.points(1.5)
def test_fresh_images(student, reference, rng):
    """Every test image counts once, also when the last batch is smaller than the others."""
    got, want = answers(student, reference, rng, 30, 130)
    assert_close(got, want, dtype="float")


@pytest.mark.points(0.5)
def test_many_images(student, reference, rng):
    """All test images are evaluated, also when there are more than a thousand."""
    # Python's own loops over all weights are too slow for so many: a test of its own, with few points.
    got, want = answers(student, reference, rng, 30, 1030)
    assert_close(got, want, dtype="float")


@pytest.mark.points(1)
def test_few_images(student, reference, rng):
    """It works for fewer images than one batch holds, with pixels from 0 to 1."""
    got, want = answers(student, reference, rng, 20, 47)
    assert_close(got, want, dtype="float")
