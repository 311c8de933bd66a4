"""Hidden tests of linear_collapse: factors above and below 0."""

import pytest

from autograder.grading.api import assert_close


@pytest.mark.points(1)
def test_positive_factor(student, reference, rng):
    """Three layers without an activation function do the same as one layer with the returned factor."""
    factors = [float(c) for c in rng.uniform(1.1, 4.0, size=3)]
    answers = [(student.linear_collapse(c), reference.linear_collapse(c)) for c in factors]
    for got, want in answers:
        assert_close(got, want, dtype="number")


@pytest.mark.points(1)
def test_negative_and_small_factor(student, reference, rng):
    """It holds for negative factors, factors between 0 and 1, and 0 as well."""
    factors = [float(rng.uniform(-3.0, -1.1)), float(rng.uniform(0.2, 0.8)), 0.0, int(rng.integers(-9, -2))]
    answers = [(student.linear_collapse(c), reference.linear_collapse(c)) for c in factors]
    for got, want in answers:
        assert_close(got, want, dtype="number")
