"""Hidden tests of mean_squared_error: the mean, its square, and shapes that differ."""

import pytest

from autograder.grading.api import assert_close, assert_unchanged


@pytest.mark.points(1)
def test_one_entry(student, reference, rng):
    """With one output and one target, the error is the square of their difference, whichever is larger."""
    cases = [(rng.normal(size=1) * 5 + 9, rng.normal(size=1)), (rng.normal(size=1), rng.normal(size=1) * 5 + 9)]
    answers = [(student.mean_squared_error(*case), reference.mean_squared_error(*case)) for case in cases]
    for got, want in answers:
        assert_close(got, want)


@pytest.mark.points(1)
def test_mean_of_many(student, reference, rng):
    """The squares are added up and divided by their number; y and t are left unchanged."""
    y, t = rng.integers(-9, 10, size=7), rng.normal(size=7) * 3
    got = assert_unchanged(student.mean_squared_error, y, t, what="y or t")
    assert_close(got, reference.mean_squared_error(y, t))


@pytest.mark.points(1)
def test_columns(student, reference, rng):
    """Outputs and targets are taken pair by pair also when one is a column (N, 1) and the other (N,)."""
    column, flat = rng.normal(size=(5, 1)), rng.normal(size=5)
    cases = [(column, flat), (flat, column), (column, flat.reshape(5, 1))]
    answers = [(student.mean_squared_error(*case), reference.mean_squared_error(*case)) for case in cases]
    for got, want in answers:
        assert_close(got, want)
