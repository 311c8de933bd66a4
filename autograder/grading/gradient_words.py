"""Says in words how a gradient differs from the right one: sign, batch size, sums, transposes; no number of either."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from autograder.grading.words import Numbers, extent_words, shape_words

Wrong = Callable[[Numbers, Numbers], NDArray[np.bool_]]
"""Which entries of two gradients of one shape differ."""
_TOO_SMALL_TO_TELL = 2


def gradient_words(got: Numbers, want: NDArray[np.float64], batch: int | None, wrong: Wrong) -> str:
    """What is wrong with a gradient; empty if nothing.

    Args:
        got: numbers of the student's.
        want: the right gradient, finite.
        batch: number of samples, if there are any.
        wrong: tells which entries of two gradients of one shape differ.
    """
    if got.shape != want.shape:
        return _shape(got, want, batch, wrong)
    if got.dtype.kind == "c":
        return "holds complex numbers, expected real ones"
    if not np.isfinite(got).all():
        return f"is not finite: it holds {'nan' if np.isnan(got).any() else 'inf'}"
    if not wrong(got, want).any():
        return ""
    if got.dtype.kind in "iub" and want.any():
        return "holds whole numbers where decimals are expected: was it put into an array of integers?"
    return _values(got.astype(np.float64), want, batch, wrong)


def _shape(got: Numbers, want: NDArray[np.float64], batch: int | None, wrong: Wrong) -> str:
    if got.dtype.kind in "iuf" and got.T.shape == want.shape and _same(got.T, want, wrong):
        return "is transposed: rows and columns are swapped"
    if batch is not None and want.ndim and got.shape == (batch, *want.shape):
        return "holds one gradient for each sample: the gradients of all samples have to be added up (sum over axis 0)"
    if got.ndim == 0:
        return "is one number: too much was summed, every entry needs a gradient of its own"
    if want.ndim > 2 and got.size == want.size:
        return "has another shape than what it is the gradient of: bring it back to that shape"
    return shape_words(got.shape, want.shape)


def _values(got: NDArray[np.float64], want: NDArray[np.float64], batch: int | None, wrong: Wrong) -> str:
    if not got.any():
        return "is 0 everywhere: does the gradient reach it?"
    if want.size > 1 or not want.ndim:
        for factor, words in _factors(batch):
            if _same(got, factor * want, wrong):
                return words
    square = want.ndim == 2 and want.shape[0] == want.shape[1]
    if square and _same(got, want.T, wrong):
        return "is transposed: rows and columns are swapped"
    return _off(got, want, wrong)


def _factors(batch: int | None) -> list[tuple[float, str]]:
    many: list[tuple[float, str]] = []
    if batch is not None and batch > _TOO_SMALL_TO_TELL:
        # Of one test: another factor may be as large as N is there, so it asks, and does not tell what to do.
        large = "is N times too large, for the N samples of this test: is a division by their number missing?"
        small = "is N times too small, for the N samples of this test: is it divided by their number once too often?"
        many = [
            (batch, large),
            (1 / batch, small),
            (-batch, large.replace("too large", "too large, with the wrong sign")),
        ]
    return [
        (-1.0, "has the wrong sign: every entry is right but for its sign"),
        *many,
        (2.0, "is twice too large"),
        (0.5, "is half as large as it should be"),
    ]


def _off(got: NDArray[np.float64], want: NDArray[np.float64], wrong: Wrong) -> str:
    size = float(np.sum(want * want))
    factor = float(np.sum(got * want)) / size if size else 0.0
    if want.size > 1 and factor and _same(got, factor * want, wrong):
        return "has the right form, but every entry is off by the same factor"
    if _same(np.abs(got), np.abs(want), wrong):
        return "has the right amounts, but some entries have the wrong sign"
    return extent_words(int(wrong(got, want).sum()), want.size)


def _same(got: Numbers, want: Numbers, wrong: Wrong) -> bool:
    return not wrong(got, want).any()
