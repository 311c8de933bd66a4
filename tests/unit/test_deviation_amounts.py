"""What is said only of all answers together: a kind of numbers, a kind of results that is wrong."""

import numpy as np
import pytest

from tests.unit.deviation_samples import INPUTS, said


@pytest.mark.parametrize(
    ("wrong", "right", "kinds"),
    [
        (lambda x: x > 0, lambda x: np.maximum(x, 0), ("truth values (bool)", "decimals (float)")),
        (lambda x: x.astype(int), lambda x: np.maximum(x, 0), ("whole numbers (int)", "decimals (float)")),
        (lambda x: x.sum() > 0, lambda x: x.sum(), ("truth values (bool)", "decimals (float)")),
        (lambda x: 7 * len(x), lambda x: x.sum(), ()),
        (lambda x: x / 3, lambda x: (x > 0).astype(int), ()),
        (lambda x: x / 3 if len(x) > 3 else x > 0, lambda x: np.maximum(x, 0), ()),
    ],
)
def test_another_kind_of_numbers_is_told_before_anything_else(wrong, right, kinds):
    """The negative entries are right, and yet no test can pass."""
    words = said(wrong, right, INPUTS)
    assert "right except" not in words
    assert bool(words) == bool(kinds)
    assert all(kind in words for kind in kinds)


@pytest.mark.parametrize(
    ("wrong", "part"),
    [
        (lambda x: 1 if x.sum() > 0 else -1, "right except where they should be 0."),
        (lambda x: 7 * int(x.sum() > 0), "right except where they should be positive."),
        (lambda x: int(x.sum() > 0) - (-1 < x.sum() < 0), ""),
    ],
)
def test_results_that_are_wrong_wherever_they_should_be_the_same(wrong, part):
    numbers = np.random.default_rng(8).normal(size=(9, 3))
    words = said(wrong, lambda x: int(x.sum() > 0), list(numbers))
    assert part in words
    assert ("right except" in words) == bool(part)


def test_answers_that_are_wrong_wherever_they_should_be_false():
    numbers = list(np.random.default_rng(8).normal(size=(9, 3)))
    words = said(lambda x: np.ones(2, bool), lambda x: np.array([x.sum() > 0, x[0] > 0]), numbers)
    assert words == "Your results are True, whatever is given: is the condition always met?"


def test_a_kind_that_may_be_allowed_is_not_blamed_for_wrong_values():
    """Rows of 1.0 and 0.0 are accepted where the reference gives 1 and 0; it is the second value that is wrong."""

    def right(x):
        return (x > 0).astype(int), x.sum(axis=0)

    words = said(lambda x: ((x > 0).astype(float), -x.sum(axis=0)), right, INPUTS)
    assert words == "The values that `f` returns second have the wrong sign, all of them."
    assert "decimals (float)" in said(lambda x: ((x > 0).astype(float), x.sum(axis=0)), right, INPUTS)


def test_empty_and_false_are_not_called_zero():
    wants = [np.array([True, False]), np.array([False, True, True])]
    assert said(lambda x: [], lambda x: x, wants) == "Your results are empty, all of them: is anything ever put in?"
    assert "are False, whatever is given" in said(lambda x: x & ~x, lambda x: x, wants)


def test_what_is_true_of_a_few_numbers_by_chance():
    """Shares of two kinds are multiples; gradients of two classes sum to 0 and are multiples of all such rows."""
    shares = [np.array([0.5, 1.0]), np.array([1.0, 0.5])]
    assert "factor" not in said(lambda x: 0.3 * x, lambda x: x, shares)
    classes = [np.array([[a, -a], [b, -b]]) for a, b in ((0.5, 0.25), (0.75, 0.1))]
    assert not said(lambda x: x * (1 + np.abs(x)), lambda x: x, classes)
    three = [np.array([[1.5, -2.0, 0.25], [0.5, 3.0, 1.0]]), np.array([[2.5, 0.75, -1.0]])]
    assert "proportions" in said(lambda x: x * (1 + np.abs(x).sum(axis=-1, keepdims=True)), lambda x: x, three)
