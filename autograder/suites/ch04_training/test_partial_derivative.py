"""Hidden tests of function_2 and partial_derivative: two variables, several, and the argument."""

import numpy as np
import pytest

from autograder.grading.api import Tolerance, assert_close, require

NEAR = Tolerance(rel=1e-6, abs=1e-6)


def coupled(rng, size):
    """A function in which every variable changes the slope of every other one."""
    weights = rng.uniform(0.5, 1.5, size=size)
    return lambda x: float((weights @ x) ** 2 + np.sum(weights * x**2))


@pytest.mark.points(0.5)
def test_function_2(student, reference, rng):
    """function_2 is the sum of the squares."""
    places = [rng.normal(size=2), rng.normal(size=4)]
    answers = [(student.function_2(x), reference.function_2(x)) for x in places]
    for got, want in answers:
        assert_close(got, want)


@pytest.mark.points(1.5)
def test_two_variables(student, reference, rng):
    """With two variables, one is moved and the other keeps its own value."""
    f, x = coupled(rng, 2), rng.uniform(1, 3, size=2)
    answers = [(student.partial_derivative(f, x, i), reference.partial_derivative(f, x, i)) for i in (0, 1)]
    for got, want in answers:
        assert_close(got, want, NEAR)


@pytest.mark.points(1)
def test_several_variables(student, reference, rng):
    """With four variables, each can be the one that is moved, and x is left as it was."""
    f, x = coupled(rng, 4), rng.uniform(-2, 2, size=4)
    for index in (2, 0):
        got, (_, after, _) = student.partial_derivative.with_args(f, x, index)
        assert_close(got, reference.partial_derivative(f, x, index), NEAR)
        require(np.allclose(after, x, rtol=0, atol=1e-12), "x is changed by the call: move an entry of a copy.")
