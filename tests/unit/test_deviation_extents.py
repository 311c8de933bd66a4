"""An axis or entries too many or too few; functions of the right answer; where in an array something is wrong."""

import numpy as np
import pytest

from tests.unit.deviation_samples import INPUTS, RNG, said

WIDE = [RNG.normal(size=(4, 3)), RNG.normal(size=(6, 5)), RNG.normal(size=(3, 7))]
POSITIVE = [np.abs(one) + 0.5 for one in INPUTS]


@pytest.mark.parametrize(
    ("wrong", "right", "part"),
    [
        (lambda x: x, lambda x: x.sum(axis=0), "not added up yet: the sum over the rows (axis 0) is missing"),
        (lambda x: x, lambda x: x.sum(axis=-1), "not added up yet: the sum over the last axis is missing"),
        (lambda x: x, np.sum, "not added up yet: the sum over all entries is missing"),
        (lambda x: x, lambda x: x.mean(axis=0), "lack the last step: the mean over the rows (axis 0)"),
        (lambda x: x.sum(axis=0), lambda x: x, "added up over the rows (axis 0), and should not be"),
        (lambda x: x.mean(axis=-1), lambda x: x, "averaged over the last axis, and should not be"),
        (lambda x: np.abs(x).sum(axis=0), lambda x: x, ""),
        (lambda x: x[:-1], lambda x: x, "the end is missing"),
        (lambda x: x[1:], lambda x: x, "the beginning is missing"),
        (lambda x: np.concatenate([x, x[:1] + 9]), lambda x: x, "more comes behind it"),
        (lambda x: x[1:-1], lambda x: x, ""),
        (lambda x: x[:0], lambda x: x, "are empty, all of them"),
    ],
)
def test_too_much_or_too_little(wrong, right, part):
    words = said(wrong, right, WIDE)
    assert part in words
    assert bool(part) == bool(words)


@pytest.mark.parametrize(
    ("wrong", "right", "part"),
    [
        (lambda x: 1 - x, lambda x: x, "1 minus the right ones"),
        (lambda x: 1 / x, lambda x: x, "1 divided by the right ones"),
        (np.log, lambda x: x, "logarithms of the right ones"),
        (np.exp, lambda x: x, "exp of the right ones"),
        (lambda x: 1 / x + 1, lambda x: x, ""),
        (lambda x: x + len(x), lambda x: 1000 * x, ""),  # exp of a thousand is inf, and near to everything
    ],
)
def test_functions_of_the_right_answer(wrong, right, part):
    words = said(wrong, right, POSITIVE)
    assert part in words
    assert bool(part) == bool(words)


def spoilt(*place):
    def wrong(x):
        x = x.copy()
        x[place] = x[place] ** 2 + 7
        return x

    return wrong


@pytest.mark.parametrize(
    ("wrong", "part"),
    [
        (spoilt(-1), "right except for the last row."),
        (spoilt(0), "right except for the first row."),
        (spoilt(..., -1), "right except for the last column."),
        (spoilt(..., 0), "right except for the first column."),
        (spoilt(slice(1, None)), "right in the first row only."),
        (spoilt(..., slice(None, -1)), "right in the last column only."),
        (spoilt(1), ""),
        (lambda x: spoilt(-1)(x) if len(x) == 3 else x, ""),  # seen once only
    ],
)
def test_where_in_an_array_something_is_wrong(wrong, part):
    words = said(wrong, lambda x: x, WIDE)
    assert part in words
    assert bool(part) == bool(words)


def test_a_row_of_zeros_that_is_right_is_no_place_that_is_right():
    inputs = [np.vstack([np.zeros(3), RNG.normal(size=(3, 3))]) for _ in range(3)]
    assert not said(lambda x: x**3 + x, lambda x: x, inputs)


@pytest.mark.parametrize(
    ("wrong", "part"),
    [
        (lambda x: np.where(x > 0.3, np.nan, x), "right except where they are nan or inf"),
        (lambda x: x / 0, "are nan or inf, all of them"),
        (lambda x: x * np.nan, "are nan (no number), all of them"),
        (lambda x: np.where(x > 0.3, np.inf, x + 1), ""),
    ],
)
def test_results_that_are_no_numbers(wrong, part):
    with np.errstate(all="ignore"):
        words = said(wrong, lambda x: x, WIDE)
    assert part in words
    assert bool(part) == bool(words)


def test_two_short_lists_say_nothing_of_a_place():
    lists = [RNG.normal(size=5) for _ in range(3)]
    assert not said(spoilt(0), lambda x: x, lists[:2])
    assert said(spoilt(0), lambda x: x, lists) == "Your results are right except for the first entry."
