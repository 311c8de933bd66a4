"""Hidden tests of arithmetic: average, power and quotient, each for itself."""

import numpy as np
import pytest

from autograder.grading.api import assert_close, require

NAMES = ("the average", "the power", "the quotient")


def part(student, reference, rng, place):
    """Compare one of the three results for whole, decimal and negative numbers."""
    odd, even = 2 * int(rng.integers(2, 9)) + 1, int(rng.choice([2, 4]))
    cases = [(odd, even), (float(rng.uniform(1.0, 3.0)), 3), (-odd, 2)]
    answers = [(student.arithmetic(*case), reference.arithmetic(*case)) for case in cases]
    for got, want in answers:
        three = isinstance(got, (tuple, list, np.ndarray)) and np.shape(got)[:1] == (3,)
        require(three, "arithmetic has to give back three numbers.")
        assert_close(got[place], want[place], what=NAMES[place])


@pytest.mark.points(0.5)
def test_average(student, reference, rng):
    """The first result is the average: half of the sum."""
    part(student, reference, rng, 0)


@pytest.mark.points(0.25)
def test_power(student, reference, rng):
    """The second result is a to the power of b."""
    part(student, reference, rng, 1)


@pytest.mark.points(0.25)
def test_quotient(student, reference, rng):
    """The third result is a divided by b, with its decimal places."""
    part(student, reference, rng, 2)
