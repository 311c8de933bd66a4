"""Hidden tests of broadcast_scale: one factor, a factor for each column, a table without rows, the arguments."""

import numpy as np
import pytest

from autograder.grading.api import assert_close, assert_unchanged


def compare(student, reference, cases):
    """Compare the results for pairs of a table and its factor or factors."""
    answers = [(student.broadcast_scale(*case), reference.broadcast_scale(*case)) for case in cases]
    for got, want in answers:
        assert_close(got, want)


@pytest.mark.points(0.5)
def test_one_factor(student, reference, rng):
    """One number multiplies every entry."""
    cases = [(rng.integers(-9, 9, size=(2, 2)), 3), (rng.normal(size=(3, 4)), float(rng.uniform(1.5, 4.0)))]
    compare(student, reference, cases)


@pytest.mark.points(0.5)
def test_factor_for_each_column(student, reference, rng):
    """A row of factors multiplies the columns: v[j] belongs to column j."""
    compare(
        student, reference, [(rng.normal(size=shape), rng.normal(size=shape[1])) for shape in [(3, 3), (2, 5), (4, 2)]]
    )


@pytest.mark.points(0.5)
def test_integers_and_no_rows(student, reference, rng):
    """Integers times decimal factors keep their decimal places, and a table without rows stays one."""
    compare(
        student,
        reference,
        [(rng.integers(1, 9, size=(3, 2)), rng.normal(size=2)), (np.zeros((0, 3)), rng.normal(size=3))],
    )


@pytest.mark.points(0.5)
def test_arguments_stay(student, reference, rng):
    """The result is a new table; A and v are the same after the call as before."""
    A, v = rng.normal(size=(3, 3)), rng.normal(size=3)
    assert_close(assert_unchanged(student.broadcast_scale, A, v), reference.broadcast_scale(A, v))
