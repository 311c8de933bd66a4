"""Hidden tests of buy_apple_orange: the price and each of its five derivatives."""

import numpy as np
import pytest

from autograder.grading.api import assert_close, require

PARTS = ("the price", "dapple", "dapple_num", "dorange", "dorange_num", "dtax")


def compare(student, reference, rng, number):
    """Buy some fruit, and compare one part of what comes back."""
    apples = (int(rng.integers(60, 90)), int(rng.integers(6, 9)))
    oranges = (int(rng.integers(110, 140)), int(rng.integers(2, 5)))
    basket = (*apples, *oranges, float(rng.uniform(1.15, 1.45)))
    got, want = student.buy_apple_orange(*basket), reference.buy_apple_orange(*basket)
    whole = isinstance(got, tuple | list | np.ndarray) and np.shape(got)[:1] == (len(PARTS),)
    require(whole, "buy_apple_orange has to return six numbers: price and five derivatives, as the docstring says.")
    assert_close(got[number], want[number], what=PARTS[number])


@pytest.mark.points(1)
def test_price(student, reference, rng):
    """The price of all fruit with tax is right."""
    compare(student, reference, rng, 0)


@pytest.mark.points(1)
def test_apple(student, reference, rng):
    """dapple: what one more yen for each apple adds to the price."""
    compare(student, reference, rng, 1)


@pytest.mark.points(1)
def test_apple_number(student, reference, rng):
    """dapple_num: what one more apple adds to the price."""
    compare(student, reference, rng, 2)


@pytest.mark.points(1)
def test_orange(student, reference, rng):
    """dorange: what one more yen for each orange adds to the price."""
    compare(student, reference, rng, 3)


@pytest.mark.points(1)
def test_orange_number(student, reference, rng):
    """dorange_num: what one more orange adds to the price."""
    compare(student, reference, rng, 4)


@pytest.mark.points(1)
def test_tax(student, reference, rng):
    """dtax: how the price answers to the tax factor."""
    compare(student, reference, rng, 5)
