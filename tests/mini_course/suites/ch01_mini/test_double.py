import pytest

from autograder.grading.api import assert_close, assert_unchanged


@pytest.mark.points(2)
def test_doubles_every_entry(student, reference, rng):
    """Every entry is doubled."""
    values_of_any_sign = rng.normal(size=(3, 5))
    assert_close(student.double(values_of_any_sign), reference.double(values_of_any_sign))


@pytest.mark.points(1)
def test_leaves_its_argument_alone(student, rng):
    """The array that was passed in stays as it was."""
    assert_unchanged(student.double, rng.normal(size=4))
