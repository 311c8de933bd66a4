"""How a wrong result is described: never more than holds for all of it, and never a number of either side."""

import numpy as np
import pytest

from autograder.grading.words import shape_words, value_words

WANT = np.array([[1.5, -2.25, 3.75], [0.5, 4.25, -6.5], [7.75, 8.5, 9.25]])
ROWS = np.array([[0.2, 0.7, 0.1], [0.6, 0.3, 0.1]])


def said(got, want=WANT):
    """The words for a result; entries count as bad where they differ at all."""
    return value_words(np.asarray(got), want, np.asarray(got) != want)


@pytest.mark.parametrize(
    ("got", "part"),
    [
        (-WANT, "the sign is the other way round"),
        (2 * WANT, "twice too large"),
        (WANT / 2, "half as large"),
        (WANT / 3, "off by the same factor"),
        (WANT + 4, "off by the same amount"),
        (WANT.T, "rows and columns are swapped"),
        (np.trunc(WANT), "whole numbers where decimals are expected"),
        (np.floor(WANT), "whole numbers where decimals are expected"),
        (WANT * (1 + 5e-7), "not precise enough"),
        (WANT**2, "is wrong in every entry"),
        (WANT * 0, "is wrong in every entry"),
        (np.where(WANT > 9, 0, WANT), "is wrong in one entry"),
        (np.where(WANT > 8, 0.1, WANT), "is wrong in some entries"),
        (np.where(WANT > 1, 0.1, WANT), "is wrong in most entries"),
    ],
)
def test_words_for_wrong_values(got, part):
    assert part in said(got)


def test_rows_of_probabilities():
    assert "rows that do not sum to 1" in said(ROWS**2, ROWS)
    assert "does not sum to 1" in said(ROWS[0] ** 2, ROWS[0])
    assert "sum to 1" not in said(np.roll(ROWS, 1, axis=1), ROWS)


def test_one_number_has_no_entries():
    assert said(3.0, np.array(7.0)) == "has the wrong value"


def test_complex_numbers_are_described_without_a_warning():
    assert said(WANT * 1j, WANT + 0j) == "is wrong in every entry"


@pytest.mark.parametrize("got", [-WANT, WANT / 3, WANT + 4, WANT.T, np.trunc(WANT), WANT**2, WANT * 1.000_001])
def test_no_number_of_either_side_is_told(got):
    assert not any(sign.isdigit() for sign in said(got).replace("sum to 1", "").replace("float64", ""))


@pytest.mark.parametrize(
    ("got", "part"),
    [
        ((5, 3), "is something transposed?"),
        ((3, 5, 1), "an axis of length 1 is too many or missing"),
        ((3,), "too many axes were summed"),
        ((15,), "as many entries, but not in that shape"),
        ((), "too many axes were summed"),
        ((2, 5), "has the shape (2, 5), expected (3, 5)"),
        ((0, 5), "has the shape (0, 5), expected (3, 5)"),
        ((7, 5), "has another shape than the expected (3, 5)"),
        ((3, 5, 1, 1, 1), "has another shape than the expected (3, 5)"),
    ],
)
def test_words_for_wrong_shapes(got, part):
    assert part in shape_words(got, (3, 5))
