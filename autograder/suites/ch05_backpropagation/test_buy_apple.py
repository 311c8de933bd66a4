"""Hidden tests of buy_apple: the price and each of its three derivatives."""

import numpy as np
import pytest

from autograder.grading.api import assert_close, require

PARTS = ("the price", "dapple", "dapple_num", "dtax")


def compare(student, reference, rng, number):
    """Buy some apples, and compare one part of what comes back."""
    purchase = (int(rng.integers(60, 90)), int(rng.integers(3, 9)), float(rng.uniform(1.15, 1.45)))
    got, want = student.buy_apple(*purchase), reference.buy_apple(*purchase)
    whole = isinstance(got, tuple | list | np.ndarray) and np.shape(got)[:1] == (len(PARTS),)
    require(whole, "buy_apple has to return four numbers: price, dapple, dapple_num, dtax.")
    assert_close(got[number], want[number], what=PARTS[number])


@pytest.mark.points(1)
def test_price(student, reference, rng):
    """The price of all apples with tax is right."""
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
def test_tax(student, reference, rng):
    """dtax: how the price answers to the tax factor."""
    compare(student, reference, rng, 3)
