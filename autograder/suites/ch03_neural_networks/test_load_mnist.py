"""Hidden tests of load_mnist on a handful of fresh pictures: pixels, shapes, labels, and one call after another."""

import numpy as np
import pytest

from autograder.grading.api import Tolerance, assert_close, require

# float32 keeps 7 digits, and float64 is accepted too.
FLOAT32 = Tolerance(rel=1e-6, abs=1e-7)
PARTS = ("train images", "train labels", "test images", "test labels")


def pictures(rng):
    """11 fresh pictures to train with and 5 to test with; the digit 9 is among the first only."""
    labels = np.append(rng.permutation(10), rng.integers(10)), rng.integers(0, 9, size=5)
    # The ones to test with are darker: whoever divides by the largest pixel in the place of 255 shows himself.
    sizes = [(len(part), 28, 28) for part in labels]
    train, test = (
        rng.integers(0, end, size=size).astype(np.uint8) for end, size in zip((256, 201), sizes, strict=True)
    )
    return train, labels[0].astype(np.uint8), test, labels[1].astype(np.uint8)


def use(raw, *sides):
    """Let mnist_data hand out these pictures."""
    for side in sides:
        side.set_module_attr("mnist_data", "_raw", raw)


HANDED_OUT = """
def handed_out():
    import mnist_data
    return list(mnist_data._raw)
"""


def four(answer):
    """The four arrays of (train_images, train_labels), (test_images, test_labels)."""
    pairs = isinstance(answer, tuple | list) and [len(part) for part in answer if isinstance(part, tuple | list)]
    require(pairs == [2, 2], "load_mnist has to return two pairs: (train images, labels), (test images, labels).")
    return [array for pair in answer for array in pair]


def check(got, want, pixels):
    """Compare all four arrays; one-hot labels may have any number type."""
    for name, mine, array in zip(PARTS, four(got), four(want), strict=True):
        kind = pixels if name.endswith("images") else "int" if array.ndim == 1 else None
        assert_close(mine, array, FLOAT32, dtype=kind, what=f"the array of {name}")


@pytest.mark.points(1)
def test_default(student, reference, rng):
    """Without options, pixels are decimal numbers from 0 to 1, and each image is one flat row."""
    use(pictures(rng), reference, student)
    check(student.load_mnist(), reference.load_mnist(), "float")


@pytest.mark.points(1)
def test_raw_pixels(student, reference, rng):
    """With normalize=False, pixels stay the whole numbers that read_raw returns, as uint8."""
    use(pictures(rng), reference, student)
    got, want = student.load_mnist(normalize=False), reference.load_mnist(normalize=False)
    check(got, want, "int")
    small = all(np.asarray(part[0]).dtype == np.uint8 for part in got)
    require(small, "With normalize=False the pixels are not of the type uint8.")


@pytest.mark.points(1)
def test_image_shape(student, reference, rng):
    """With flatten=False, images keep their rows and columns and get an axis for the one channel."""
    use(pictures(rng), reference, student)
    check(student.load_mnist(flatten=False), reference.load_mnist(flatten=False), "float")


@pytest.mark.points(1)
def test_one_hot_labels(student, reference, rng):
    """With one_hot_label=True, each label is a row of ten numbers with a single 1, also if no 9 occurs."""
    use(pictures(rng), reference, student)
    check(student.load_mnist(one_hot_label=True), reference.load_mnist(one_hot_label=True), "float")


@pytest.mark.points(1)
def test_calls_are_independent(student, reference, rng):
    """Each call obeys its own options, whatever was asked before, and the arrays of read_raw stay as they are."""
    raw = pictures(rng)
    use(raw, reference, student)
    student.define(HANDED_OUT, ["handed_out"])
    options = ({}, {"normalize": False, "one_hot_label": True}, {"normalize": False, "flatten": False}, {})
    answers = [(student.load_mnist(**chosen), reference.load_mnist(**chosen)) for chosen in options]
    for (got, want), chosen in zip(answers, options, strict=True):
        check(got, want, "number" if "normalize" in chosen else "float")
    now = student.handed_out()
    stayed = isinstance(now, list) and len(now) == len(raw) and all(map(np.array_equal, now, raw))
    require(
        stayed, "The arrays of read_raw, or their shapes, are changed: `a.shape = ...` does, `a.reshape(...)` does not."
    )
