"""Hidden tests of perceptron: any number of inputs, the bias, exactly 0, and the one number it answers with."""

import numpy as np
import pytest

from autograder.grading.api import assert_close, assert_unchanged

SIDES = (-1, 1)


def near_miss(rng, n, sign, side):
    """Inputs and weights whose weighted sum is far from 0, and a bias that leaves 0.2 (side 1) or -0.2 (side -1)."""
    x, w = rng.uniform(0.5, 2.0, size=n), sign * rng.uniform(0.5, 2.0, size=n)
    return x, w, float(0.2 * side - x @ w)


@pytest.mark.points(1)
def test_any_number_of_inputs(student, reference, rng):
    """All inputs count, however many there are."""
    cases = [near_miss(rng, n, sign, side) for n, sign in [(1, 1), (3, 1), (4, -1), (6, 1)] for side in SIDES]
    # One product lies above -b, and their sum does not: no input decides alone.
    x, w = -np.sort(-rng.uniform(1.0, 2.0, size=2)), rng.uniform(1.0, 2.0) * np.array([1.0, -1.0])
    cases += [(x[::way], w[::way], float(-0.2 - x @ w)) for way in (1, -1)]
    answers = [(student.perceptron(*case), reference.perceptron(*case)) for case in cases]
    for got, want in answers:
        assert_close(got, want)


@pytest.mark.points(1)
def test_bias(student, reference, rng):
    """The bias is added: without any signal it alone decides."""
    w, bias = rng.normal(size=2), float(rng.uniform(0.1, 3.0))
    cases = [(np.zeros(2), w, bias), (np.zeros(2), w, -bias)]
    cases += [(np.array([1, 1]), np.array([2, 3]), int(b)) for b in rng.permutation([-9, -6, -4, 4, 9])]
    answers = [(student.perceptron(*case), reference.perceptron(*case)) for case in cases]
    for got, want in answers:
        assert_close(got, want)


@pytest.mark.points(0.5)
def test_exactly_zero(student, reference, rng):
    """Exactly 0 is not above 0, so it does not fire."""
    # Whole numbers: with decimal ones such as 0.1 + 0.2 - 0.3 the order of the additions would decide.
    x, w = rng.integers(1, 6, size=3), rng.integers(1, 6, size=3)
    cases = [(x, w, -int(x @ w)), (x.astype(float), -w.astype(float), float(x @ w)), (x, w, 1 - int(x @ w))]
    answers = [(student.perceptron(*case), reference.perceptron(*case)) for case in cases]
    for got, want in answers:
        assert_close(got, want)


@pytest.mark.points(0.5)
def test_one_integer(student, reference, rng):
    """The answer is one integer, 0 or 1, and the arrays are the same after the call as before."""
    for case in [near_miss(rng, 2, 1, side) for side in SIDES]:
        assert_close(assert_unchanged(student.perceptron, *case), reference.perceptron(*case), dtype="int")
