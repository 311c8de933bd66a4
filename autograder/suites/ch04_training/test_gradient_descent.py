"""Hidden tests of gradient_descent: places, numbers of steps, defaults, a rate that is too large, the start."""

import numpy as np
import pytest

from autograder.grading.api import Tolerance, assert_close, assert_unchanged, require

NEAR = Tolerance(rel=1e-6, abs=1e-6)


def bowl(rng, shape):
    """A bowl with its lowest place anywhere and a steepness of its own in each direction."""
    middle, weights = rng.normal(size=shape), rng.uniform(0.5, 1.5, size=shape)
    return lambda x: float(np.sum(weights * (x - middle) ** 2))


@pytest.mark.points(2)
def test_few_steps(student, reference, rng):
    """Each step goes against the gradient, by the learning rate times its length."""
    f, start = bowl(rng, 2), rng.uniform(2, 3, size=2)
    steps = [(0.2, 1), (0.05, 3)]
    answers = [(student.gradient_descent(f, start, *s), reference.gradient_descent(f, start, *s)) for s in steps]
    for got, want in answers:
        assert_close(got, want, NEAR)


@pytest.mark.points(1)
def test_long_walk(student, reference, rng):
    """Many steps end where the walk leads, and no step is too many or missing."""
    start, lr = rng.uniform(1, 3, size=2), float(rng.uniform(0.05, 0.2))
    f, ours = student.get_global("oval_bowl"), reference.get_global("oval_bowl")
    got = student.gradient_descent(f, start, lr, 40)
    assert_close(got, reference.gradient_descent(ours, start, lr, 40), NEAR)
    # Here the slope gets as small as a thousandth: who stops where it is flat has not taken every step.
    valley = bowl(rng, 2)
    got = student.gradient_descent(valley, start, 0.2, 40)
    assert_close(got, reference.gradient_descent(valley, start, 0.2, 40), NEAR)


@pytest.mark.points(1)
def test_defaults(student, reference, rng):
    """Without lr and step_num, a hundred steps are taken with the learning rate 0.01."""
    start = rng.uniform(1, 3, size=2)
    f, ours = student.get_global("oval_bowl"), reference.get_global("oval_bowl")
    assert_close(student.gradient_descent(f, start), reference.gradient_descent(ours, start), NEAR)


@pytest.mark.points(1)
def test_start_stays(student, reference, rng):
    """The start is the same after the call as before, also when it is a table of weights."""
    f, start = bowl(rng, (2, 2)), rng.uniform(2, 3, size=(2, 2))
    got = assert_unchanged(student.gradient_descent, f, start, 0.1, 1, what="the start")
    assert_close(got, reference.gradient_descent(f, start, 0.1, 1), NEAR)


@pytest.mark.points(0.5)
def test_rate_too_large(student, rng):
    """A learning rate that is too large leads far away, as it should."""
    start = rng.uniform(1, 3, size=2)
    got = student.gradient_descent(student.get_global("oval_bowl"), start, 10.0, 15)
    ok = isinstance(got, np.ndarray) and got.shape == (2,) and np.isfinite(got).all()
    require(ok, "gradient_descent has to return the place after the last step.")
    require(np.abs(got).max() > 1e10, "With a learning rate of 10 the walk ends too near: do nothing against leaps.")


@pytest.mark.points(0.5)
def test_no_step(student, rng):
    """No step at all ends where it starts."""
    start = rng.uniform(1, 3, size=3)
    assert_close(student.gradient_descent(bowl(rng, 3), start, 0.1, 0), start)
