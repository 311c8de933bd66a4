"""Hidden tests of combined_equals_y_minus_t: both ways, exactly, and whether the long one is long."""

import numpy as np
import pytest

from autograder.grading.api import Tolerance, assert_close, assert_unchanged, require

EXACT = Tolerance(rel=0, abs=1e-12)


def batch(rng, samples, classes):
    """Fresh scores and labels."""
    return rng.normal(size=(samples, classes)) * 2, rng.integers(classes, size=samples)


def compare(student, reference, rng, way):
    """Compare one of the two arrays, for batches of several forms."""
    answers = []
    for samples, classes in [(3, 3), (5, 4), (1, 3)]:
        arrays = batch(rng, samples, classes)
        answers.append((student.combined_equals_y_minus_t(*arrays), reference.combined_equals_y_minus_t(*arrays)))
    for got, want in answers:
        require(isinstance(got, tuple | list) and len(got) == 2, "Two arrays have to come back.")
        assert_close(got[way], want[way], EXACT, what=("the long way", "the short way")[way])


@pytest.mark.points(1)
def test_long_way(student, reference, rng):
    """The long way gives the gradient of the mean loss, to twelve digits."""
    compare(student, reference, rng, 0)


@pytest.mark.points(1)
def test_short_way(student, reference, rng):
    """The short way gives (y - t) / N, without a look at the long one."""
    compare(student, reference, rng, 1)
    # It has nothing to do with the two parts: whatever stands in for them, it stays as it is.
    for part in ("cross_entropy_backward", "softmax_backward"):
        student.set_global(part, lambda y, *_, **__: np.zeros(np.shape(y)))
    scores, t = batch(rng, 4, 3)
    _, want = reference.combined_equals_y_minus_t(scores, t)
    assert_close(student.combined_equals_y_minus_t(scores, t)[1], want, EXACT, what="the short way")


@pytest.mark.points(1.5)
def test_both_parts_are_called(student, reference, rng):
    """The long way goes through cross_entropy_backward and through softmax_backward."""
    called = []

    def cross_entropy_backward(y, t):
        called.append("cross_entropy_backward")
        return reference.cross_entropy_backward(np.asarray(y), np.asarray(t)) * 2

    def softmax_backward(y, dout):
        called.append("softmax_backward")
        return reference.softmax_backward(np.asarray(y), np.asarray(dout)) * 3

    student.set_global("cross_entropy_backward", cross_entropy_backward)
    student.set_global("softmax_backward", softmax_backward)
    scores, t = batch(rng, 4, 3)
    got = student.combined_equals_y_minus_t(scores, t)
    require(isinstance(got, tuple | list) and len(got) == 2, "Two arrays have to come back.")
    for name in ("cross_entropy_backward", "softmax_backward"):
        require(name in called, f"The long way does not call {name}.")
    # With factors of 2 and 3 put into the two parts, what the long way returns shows whether it came from them.
    long_way, _ = reference.combined_equals_y_minus_t(scores, t)
    assert_close(got[0], 6 * long_way, EXACT, what="what the long way makes of the answers of the two parts")


@pytest.mark.points(0.5)
def test_arguments_stay(student, reference, rng):
    """The scores and labels are the same after the call as before."""
    arrays = batch(rng, 3, 4)
    got = assert_unchanged(student.combined_equals_y_minus_t, *arrays)
    assert_close(got, reference.combined_equals_y_minus_t(*arrays), EXACT)
