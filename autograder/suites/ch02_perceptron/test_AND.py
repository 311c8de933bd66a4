"""Hidden tests of AND: its table, that it weighs its inputs, and the type of its answers."""

import pytest

from autograder.grading.api import assert_close

HUGE = 1_000_000


@pytest.mark.points(1)
def test_table(student, reference, rng):
    """AND fires only if both inputs are 1."""
    inputs = [(x1, x2) for x1 in (0, 1) for x2 in (0, 1)]
    cases = [inputs[place] for place in rng.permutation(4)] + [(1.0, 0.0), (1.0, 1.0)]
    answers = [(student.AND(*case), reference.AND(*case)) for case in cases]
    for got, want in answers:
        assert_close(got, want)


@pytest.mark.points(0.5)
def test_weighs_its_inputs(student, reference):
    """AND is a weighted sum against a threshold: a huge input alone is enough, a very negative one prevents it."""
    # Every perceptron with the table of AND has two positive weights and answers so.
    cases = [(HUGE, 0), (0, HUGE), (-HUGE, 1), (1, -HUGE), (-2, -2), (2, 2)]
    answers = [(student.AND(*case), reference.AND(*case)) for case in cases]
    for got, want in answers:
        assert_close(got, want)


@pytest.mark.points(0.5)
def test_integers(student, reference):
    """The answers are the integers 0 and 1: neither True and False nor decimal numbers."""
    answers = [(student.AND(*case), reference.AND(*case)) for case in [(0, 0), (1, 1)]]
    for got, want in answers:
        assert_close(got, want, dtype="int")
