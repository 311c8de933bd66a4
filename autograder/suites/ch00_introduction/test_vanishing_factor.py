"""Hidden tests of vanishing_factor: few and many sigmoids."""

import pytest

from autograder.grading.api import Tolerance, assert_close

TOL = Tolerance(rel=1e-9, abs=1e-15)


@pytest.mark.points(1)
def test_few(student, reference, rng):
    """A few sigmoids leave the product of their largest derivatives."""
    answers = [
        (student.vanishing_factor(L), reference.vanishing_factor(L)) for L in map(int, rng.permutation([3, 4, 5]))
    ]
    for got, want in answers:
        assert_close(got, want, TOL, dtype="number")


@pytest.mark.points(1)
def test_none_and_many(student, reference, rng):
    """No sigmoid leaves everything, and many leave almost nothing."""
    answers = [(student.vanishing_factor(L), reference.vanishing_factor(L)) for L in (0, int(rng.integers(8, 16)))]
    for got, want in answers:
        assert_close(got, want, TOL, dtype="number")
