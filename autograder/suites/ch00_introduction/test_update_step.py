"""Hidden tests of update_step: direction, size, type, and the arguments."""

import pytest

from autograder.grading.api import assert_close, assert_unchanged


@pytest.mark.points(1)
def test_step(student, reference, rng):
    """The step goes against the gradient and is as long as the learning rate times the gradient."""
    shapes = [(3,), (2, 4)]
    cases = [(rng.normal(size=shape), rng.normal(size=shape), float(rng.uniform(0.05, 0.9))) for shape in shapes]
    answers = [(student.update_step(*case), reference.update_step(*case)) for case in cases]
    for got, want in answers:
        assert_close(got, want)


@pytest.mark.points(0.5)
def test_whole_numbers(student, reference, rng):
    """Weights that are whole numbers become decimals."""
    case = (rng.integers(-4, 5, size=(3, 2)), rng.normal(size=(3, 2)), 0.5)
    assert_close(student.update_step(*case), reference.update_step(*case), dtype="float")


@pytest.mark.points(0.5)
def test_arguments_stay(student, reference, rng):
    """The answer is a new array; weights and gradient are the same after the call as before."""
    case = (rng.normal(size=(2, 3)), rng.normal(size=(2, 3)), 0.1)
    got = assert_unchanged(student.update_step, *case, what="one of the arrays")
    assert_close(got, reference.update_step(*case))
