"""Hidden tests of pool_2d: both modes, strides, sizes that do not fit, signs, and the argument."""

import pytest

from autograder.grading.api import assert_close, assert_unchanged


@pytest.mark.points(1)
def test_max(student, reference, rng):
    """Max pooling takes the largest entry of each window, of negative numbers as well."""
    cases = [(rng.normal(size=(4, 6)), 2, 2, "max"), (rng.random(size=(3, 3)) - 5, 3, 3, "max")]
    answers = [(student.pool_2d(*case), reference.pool_2d(*case)) for case in cases]
    for got, want in answers:
        assert_close(got, want)


@pytest.mark.points(1)
def test_average(student, reference, rng):
    """Average pooling takes the mean of each window."""
    cases = [(rng.normal(size=(6, 4)), 2, 2, "average"), (rng.normal(size=(6, 9)), 3, 3, "average")]
    answers = [(student.pool_2d(*case), reference.pool_2d(*case)) for case in cases]
    for got, want in answers:
        assert_close(got, want)


@pytest.mark.points(1.5)
def test_stride(student, reference, rng):
    """Windows move by the stride, whether that is smaller or larger than their size."""
    cases = [(rng.normal(size=(5, 4)), 3, 1, "max"), (rng.normal(size=(5, 8)), 2, 3, "average")]
    answers = [(student.pool_2d(*case), reference.pool_2d(*case)) for case in cases]
    for got, want in answers:
        assert_close(got, want)


@pytest.mark.points(1)
def test_windows_that_do_not_fit(student, reference, rng):
    """Windows that would stick out are left out, and nothing is padded."""
    cases = [(rng.normal(size=(5, 7)) - 4, 2, 2, "max"), (rng.normal(size=(7, 5)) + 4, 3, 2, "average")]
    cases.append((rng.normal(size=(8, 5)) - 4, 3, 3, "max"))
    answers = [(student.pool_2d(*case), reference.pool_2d(*case)) for case in cases]
    for got, want in answers:
        assert_close(got, want)


@pytest.mark.points(0.5)
def test_whole_numbers_and_argument(student, reference, rng):
    """Averages of whole numbers are decimals, and x is left unchanged."""
    x = rng.integers(-9, 10, size=(4, 4))
    got = assert_unchanged(student.pool_2d, x, 2, 2, "average")
    assert_close(got, reference.pool_2d(x, 2, 2, "average"), dtype="float")
