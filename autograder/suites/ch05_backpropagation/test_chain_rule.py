"""Hidden tests of chain_rule: without and with inner factors, and far from zero."""

import pytest

from autograder.grading.api import Tolerance, assert_close


def point(rng, count):
    """Fresh numbers, none of them close to zero or to each other's opposite."""
    return [float(number) for number in rng.permutation([-3.0, 1.0, 2.0, 5.0])[:count] * rng.uniform(1.1, 1.4)]


@pytest.mark.points(0.5)
def test_plain_sum(student, reference, rng):
    """Without factors both derivatives of (x + y)^2 are right."""
    inputs = point(rng, 2)
    assert_close(student.chain_rule(*inputs), reference.chain_rule(*inputs))


@pytest.mark.points(1)
def test_with_factors(student, reference, rng):
    """With factors a and b, the inner derivatives are multiplied in, each where it belongs."""
    cases = [point(rng, 4) for _ in range(2)]
    answers = [(student.chain_rule(*case), reference.chain_rule(*case)) for case in cases]
    for got, want in answers:
        assert_close(got, want)


@pytest.mark.points(0.5)
def test_large_numbers(student, reference, rng):
    """The derivatives come from formulas: they are exact for very large numbers, too."""
    x, *others = point(rng, 4)
    assert_close(
        student.chain_rule(1e8 * x, *others), reference.chain_rule(1e8 * x, *others), Tolerance(rel=1e-10, abs=0)
    )
