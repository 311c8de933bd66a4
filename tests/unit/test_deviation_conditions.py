"""Answers of yes and no, and answers that are all the same."""

import numpy as np
import pytest

from tests.unit.deviation_samples import INPUTS, VECTOR, said

CORNERS = [(a, b) for a in (0, 1) for b in (0, 1)]


def both(a, b):
    return int(a and b)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (
            lambda a, b: 1 - both(a, b),
            "Your results are turned round, all of them: 1 where 0 is right, and 0 where 1 is",
        ),
        (lambda a, b: 1, "Your results are 1, whatever is given: is the condition always met?"),
        (lambda a, b: 0, "Your results are 0, whatever is given: is the condition never met?"),
        (lambda a, b: int(a or b), "Your results are 1 too often: where they are wrong, 0 is right"),
        (lambda a, b: int(a != b), ""),
        (lambda a, b: int(a == b), ""),  # one corner of four is wrong: that says nothing of the others
    ],
)
def test_which_way_a_gate_is_wrong(wrong, words):
    told = said(wrong, both, CORNERS)
    assert told.startswith(words)
    assert bool(told) == bool(words)


def test_a_gate_that_is_open_too_seldom():
    told = said(both, lambda a, b: int(a or b), CORNERS)
    assert told.startswith("Your results are 0 too often: where they are wrong, 1 is right")


def test_the_same_number_whatever_is_given():
    assert "the same number, whatever is given" in said(lambda x: 7.5, np.sum, INPUTS)
    assert "the same number" not in said(lambda x: 7.5 + len(x), np.sum, INPUTS)


def test_zeros_that_should_be_ones_are_no_condition():
    """What starts at 0 and is made of ones: nothing is decided there."""
    assert "where" not in said(np.ones_like, np.zeros_like, [VECTOR, VECTOR[:3]])


def test_a_few_answers_that_are_wrong_one_way_tell_nothing():
    """Of three that are wrong, all are so in one way once in four times; a gate has four answers in all."""
    numbers = list(np.random.default_rng(1).normal(size=(30, 3)))
    few, many = ([x for x in numbers if x.sum() <= 0][:count] for count in (3, 9))
    right = [x for x in numbers if x.sum() > 0][:5]

    def always_but(x):
        return int(x.sum() > 0 or any(x is not one and np.array_equal(x, one) for one in (*few, *many)))

    def is_above(x):
        return int(x.sum() > 0)

    rest = [np.array([-9.0, 1.0, 1.0])]
    assert not said(always_but, is_above, [*few, *right, *rest])
    assert "1 too often" in said(always_but, is_above, [*many, *right, *rest])
