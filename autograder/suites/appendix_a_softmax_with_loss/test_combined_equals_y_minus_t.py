"""Hidden tests of combined_equals_y_minus_t: both ways, exactly, and whether the long one is long."""

import contextlib

import numpy as np
import pytest

from autograder.grading.api import Failed, Tolerance, assert_close, assert_unchanged, require

EXACT, FINE = Tolerance(rel=0, abs=1e-12), Tolerance(rel=0, abs=1e-13)
# So near to 1 that whoever asserts that both ways agree is not stopped, and far enough to be seen.
SMALL, LARGE = (1 + 2e-11, 1 + 3e-11), (2, 3)


def batch(rng, samples, classes):
    """Fresh scores and labels."""
    return rng.normal(size=(samples, classes)) * 2, rng.integers(classes, size=samples)


def two(answer):
    """The two arrays, in whatever they come."""
    pair = isinstance(answer, tuple | list) or (isinstance(answer, np.ndarray) and answer.ndim == 3)
    require(pair and len(answer) == 2, "Two arrays have to come back.")
    return answer


def lend(student, reference, parts=(1, 1)):
    """Put right parts in the place of the student's, times these factors; return the names of those that are called.

    A right cross_entropy_backward may add 1e-7 to y, and twelve digits of the long way ask for one that does not.
    """
    called = []

    def cross_entropy_backward(y, t):
        called.append("cross_entropy_backward")
        return reference.cross_entropy_backward(np.asarray(y), np.asarray(t)) * parts[0]

    def softmax_backward(y, dout):
        called.append("softmax_backward")
        return reference.softmax_backward(np.asarray(y), np.asarray(dout)) * parts[1]

    student.set_global("cross_entropy_backward", cross_entropy_backward)
    student.set_global("softmax_backward", softmax_backward)
    return called


def with_factors(student, reference, arrays, way, expected):
    """One of the two arrays, made with lent parts, what it should be, and which parts were called.

    Where small factors show that something is wrong, large ones show what it is.
    """
    for parts in (SMALL, LARGE):
        called, want = lend(student, reference, parts), expected(*parts)
        got = two(student.combined_equals_y_minus_t(*arrays))[way]
        with contextlib.suppress(Failed):
            assert_close(got, want, FINE)
            break
    return got, want, called


def compare(student, reference, rng, way):
    """Compare one of the two arrays, for batches of several forms."""
    lend(student, reference)
    answers = []
    for samples, classes in [(3, 3), (5, 4), (1, 3)]:
        arrays = batch(rng, samples, classes)
        answers.append((student.combined_equals_y_minus_t(*arrays), reference.combined_equals_y_minus_t(*arrays)))
    for got, want in answers:
        assert_close(two(got)[way], want[way], EXACT, what=("the long way", "the short way")[way])


@pytest.mark.points(1)
def test_long_way(student, reference, rng):
    """The long way gives the gradient of the mean loss, to twelve digits."""
    compare(student, reference, rng, 0)


@pytest.mark.points(1)
def test_short_way(student, reference, rng):
    """The short way gives (y - t) / N, without a look at the long one."""
    compare(student, reference, rng, 1)
    # It has nothing to do with the two parts: whatever stands in for them, it stays as it is.
    arrays = batch(rng, 4, 3)
    _, want = reference.combined_equals_y_minus_t(*arrays)
    got, want, _ = with_factors(student, reference, arrays, 1, lambda *_: want)
    assert_close(got, want, FINE, what="the short way")


@pytest.mark.points(1.5)
def test_both_parts_are_called(student, reference, rng):
    """The long way goes through cross_entropy_backward and through softmax_backward."""
    arrays = batch(rng, 4, 3)
    long_way, _ = reference.combined_equals_y_minus_t(*arrays)
    # The factors show in what comes back if it came from the answers of the two parts.
    got, want, called = with_factors(student, reference, arrays, 0, lambda one, other: one * other * long_way)
    for name in ("cross_entropy_backward", "softmax_backward"):
        require(name in called, f"The long way does not call {name}.")
    assert_close(got, want, FINE, what="what the long way makes of the answers of the two parts")


@pytest.mark.points(0.5)
def test_arguments_stay(student, reference, rng):
    """The scores and labels are the same after the call as before."""
    lend(student, reference)
    arrays = batch(rng, 3, 4)
    got = two(assert_unchanged(student.combined_equals_y_minus_t, *arrays))
    assert_close(tuple(got), reference.combined_equals_y_minus_t(*arrays), EXACT)
