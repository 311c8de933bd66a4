"""Hidden tests of epoch_arithmetic: sizes that divide, a rest, a batch larger than the data."""

import numpy as np
import pytest

from autograder.grading.api import assert_close


def answers(student, reference, cases):
    """What both say to each case; an array with two entries is as good as two numbers."""
    got = [student.epoch_arithmetic(*case) for case in cases]
    pairs = [list(one) if isinstance(one, np.ndarray) and one.ndim == 1 else one for one in got]
    return [(one, reference.epoch_arithmetic(*case)) for one, case in zip(pairs, cases, strict=True)]


@pytest.mark.points(1)
def test_full_batches(student, reference, rng):
    """When the batch size divides the data, an epoch has as many iterations as there are batches."""
    k, batches = (int(number) for number in rng.integers(3, 40, size=2))
    cases = [(k * batches, k, int(rng.integers(2, 9))), (k, k, 4)]
    for got, want in answers(student, reference, cases):
        assert_close(got, want)


@pytest.mark.points(1)
def test_smaller_last_batch(student, reference, rng):
    """A smaller last batch is an iteration as well."""
    k, batches = (int(number) for number in rng.integers(5, 40, size=2))
    # One more than full batches and one less: rounding to the nearest is right for one of them only.
    cases = [(k * batches + 1, k, 3), (k * batches - 1, k, 5)]
    for got, want in answers(student, reference, cases):
        assert_close(got, want)


@pytest.mark.points(0.5)
def test_batch_larger_than_the_data(student, reference, rng):
    """A batch larger than the data makes one iteration of an epoch."""
    n = int(rng.integers(5, 50))
    for got, want in answers(student, reference, [(n, n + 40, 6)]):
        assert_close(got, want)


@pytest.mark.points(0.5)
def test_integers(student, reference, rng):
    """Both results are whole numbers of type int."""
    for got, want in answers(student, reference, [(int(rng.integers(50, 90)), 10, 3)]):
        assert_close(got, want, dtype="int")
