"""Hidden tests of learning_rate_walk: all positions, each from the one before."""

import pytest

from autograder.grading.api import assert_close


def walk(rng, steps):
    """A start, gradients, a learning rate."""
    return float(rng.normal() * 5), [float(grad) for grad in rng.normal(size=steps) * 3], float(rng.uniform(0.1, 0.9))


@pytest.mark.points(2)
def test_positions(student, reference, rng):
    """Every position follows from the one before, and all are returned, the start included."""
    cases = [walk(rng, 2), walk(rng, 5)]
    answers = [(student.learning_rate_walk(*case), reference.learning_rate_walk(*case)) for case in cases]
    for got, want in answers:
        assert_close(got, want, what="the list of positions")


@pytest.mark.points(1)
def test_short_walks(student, reference, rng):
    """Walks of one step and of no step are lists as well, and whole numbers are fine as a start."""
    cases = [walk(rng, 1), (int(rng.integers(2, 9)), [], 0.5), (int(rng.integers(2, 9)), [1.0, 2.0, -1.0], 0.25)]
    answers = [(student.learning_rate_walk(*case), reference.learning_rate_walk(*case)) for case in cases]
    for got, want in answers:
        assert_close(got, want, what="the list of positions")
