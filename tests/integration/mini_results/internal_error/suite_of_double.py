"""One test fails over itself, the other one is sound."""

import numpy as np
import pytest

from autograder.grading.api import assert_close


@pytest.mark.points(2)
def test_doubles_every_entry(student, reference, rng):
    """Every entry is doubled."""
    values = rng.normal(size=3)
    assert_close(student.double(values), np.nan * reference.double(values))


@pytest.mark.points(1)
def test_leaves_its_argument_alone(student, rng):
    """The array that was passed in stays as it was."""
    values = rng.normal(size=4)
    assert_close(student.double(values), 2 * values)
