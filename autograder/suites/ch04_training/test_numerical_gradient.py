"""Hidden tests of numerical_gradient: any shape, where f is asked, kept weights, and x afterwards."""

import numpy as np
import pytest

from autograder.grading.api import Tolerance, assert_close, require

ROUGH = Tolerance(rel=2e-3, abs=2e-3)
EXACT = Tolerance(rel=1e-6, abs=1e-6)
# Adding and taking away the step may leave rounding behind.
ROUNDING = 1e-12


def coupled(rng, shape):
    """A function in which every entry changes the slope of every other one."""
    weights = rng.uniform(0.5, 1.5, size=shape)
    return lambda x: float(np.sum(weights * x) ** 2 + np.sum(weights * x**2))


@pytest.mark.points(2)
def test_one_axis(student, reference, rng):
    """For an array with one axis every entry gets its own slope."""
    cases = [(coupled(rng, n), rng.uniform(-2, 2, size=n)) for n in (2, 4)]
    answers = [(student.numerical_gradient(f, x), reference.numerical_gradient(f, x)) for f, x in cases]
    for got, want in answers:
        assert_close(got, want, ROUGH)


@pytest.mark.points(1.5)
def test_more_axes(student, reference, rng):
    """For a table, and for three axes, the gradient has the same shape."""
    cases = [(coupled(rng, shape), rng.uniform(-2, 2, size=shape)) for shape in ((2, 3), (1, 2, 2))]
    answers = [(student.numerical_gradient(f, x), reference.numerical_gradient(f, x)) for f, x in cases]
    for got, want in answers:
        assert_close(got, want, ROUGH)


@pytest.mark.points(1.5)
def test_places(student, reference, rng):
    """One entry moves at a time, a small step up and down; smooth functions get slopes right to a millionth."""
    x, asked = rng.uniform(0.5, 1.0, size=3), []

    def f(place):
        asked.append(np.array(place, float))
        return float(np.sum(np.sin(place)) + np.prod(place))

    got = student.numerical_gradient(f, x)
    require(all(place.shape == x.shape for place in asked), "f is asked for something of another shape than x.")
    moves = np.array([place - x for place in asked])
    moved = np.abs(moves) > ROUNDING
    require(moved.any(), "f is never asked for another place than x itself: is the step too small?")
    require(moved.sum(axis=1).max() <= 1, "f is asked for places where two entries are moved: put the first one back.")
    sides = moves.min(axis=0), moves.max(axis=0)
    require((sides[0] < 0).all() and (sides[1] > 0).all(), "Entries are moved to one side only: go up and down.")
    require(np.abs(moves).max() < 2e-3, "The step is far from 1e-4.")
    want = reference.numerical_gradient(lambda place: float(np.sum(np.sin(place)) + np.prod(place)), x)
    assert_close(got, want, EXACT)


@pytest.mark.points(1)
def test_x_afterwards(student, reference, rng):
    """After the call every entry of x has its value again."""
    f, x = coupled(rng, (2, 2)), rng.uniform(-2, 2, size=(2, 2))
    got, (_, after) = student.numerical_gradient.with_args(f, x)
    assert_close(got, reference.numerical_gradient(f, x), ROUGH)
    require(np.abs(after - x).max() < ROUNDING, "x is not the same after the call: put every entry back.")


@pytest.mark.points(1.5)
def test_kept_weights(student, reference, rng):
    """A loss that reads the weights from where they are kept gets its slopes, too."""
    weights = rng.uniform(0.5, 2, size=(3, 2))
    assert_close(student.slopes_of_kept_weights(weights), reference.slopes_of_kept_weights(weights), ROUGH)


@pytest.mark.points(0.5)
def test_after_an_error(student, rng):
    """When f stops with an error, every entry of x has its value again."""
    weights = rng.uniform(0.5, 2, size=3)
    after = student.weights_after_an_error(weights)
    assert_close(after, weights, Tolerance(rel=ROUNDING, abs=ROUNDING), what="x after an error in f")
