"""Hidden tests of numerical_diff: slopes, their exactness, and the places at which f is asked."""

import numpy as np
import pytest

from autograder.grading.api import Tolerance, assert_close, require

ROUGH = Tolerance(rel=2e-3, abs=2e-3)
EXACT = Tolerance(rel=1e-6, abs=1e-6)


def polynomial(*coefficients):
    """A function of one float."""
    return lambda x: float(np.polyval(coefficients, x))


@pytest.mark.points(2.5)
def test_slopes(student, reference, rng):
    """Rising and falling curves get their slopes, to two digits at least."""
    cases = [(polynomial(*rng.normal(size=3)), float(rng.uniform(-2, 2))) for _ in range(2)]
    cases.append((polynomial(1.0, 4.0, 0.0), float(rng.uniform(2, 4))))
    answers = [(student.numerical_diff(f, x), reference.numerical_diff(f, x)) for f, x in cases]
    for got, want in answers:
        assert_close(got, want, ROUGH)


@pytest.mark.points(2)
def test_exactness(student, reference, rng):
    """The slope of a smooth curve is right to a millionth."""
    cases = [(np.sin, float(rng.uniform(0.5, 1))), (np.exp, float(rng.uniform(-1, 0.5)))]
    answers = [(student.numerical_diff(f, x), reference.numerical_diff(f, x)) for f, x in cases]
    for got, want in answers:
        assert_close(got, want, EXACT)


@pytest.mark.points(1.5)
def test_places(student, rng):
    """The function f is asked for a place on each side of x, equally far away, with a small step."""
    x, asked = float(rng.uniform(0.5, 1.5)), []

    def f(place):
        asked.append(float(place) - x)
        return float(place) ** 3

    student.numerical_diff(f, x)
    away = [step for step in asked if step]
    require(away, "f is never asked for another place than x itself: is the step too small?")
    require(min(away) < 0 < max(away), "f is asked for places on one side of x only: take one on each side.")
    require(abs(min(away) + max(away)) < 1e-9, "The two places are not equally far away from x.")
    require(1e-6 * (1 - 1e-6) <= max(away) <= 1e-3 * (1 + 1e-6), "The step is far from 1e-4.")
