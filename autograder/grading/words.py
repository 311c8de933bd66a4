"""Says in words how a result differs from what was expected, without a number of either."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[Any]
_ALIKE = 1e-6
_FACTORS = {-1.0: "the sign is the other way round", 2.0: "every entry is twice too large", 0.5: "every entry is half as large as it should be"}
_SINGLE_PRECISION = 1e-4


def shape_words(got: tuple[int, ...], want: tuple[int, ...]) -> str:
    """What is wrong with a shape; shapes may be told, they are no secret."""
    words = f"has the shape {got}, expected {want}"
    if got == want[::-1]:
        return f"{words}: is something transposed?"
    if tuple(n for n in got if n != 1) == tuple(n for n in want if n != 1):
        return f"{words}: an axis of length 1 is too many or missing"
    if len(got) < len(want):
        return f"{words}: too many axes were summed or reduced"
    return words


def value_words(got: Numbers, want: Numbers, bad: NDArray[np.bool_]) -> str:
    """How the values differ; says nothing that does not hold for every entry."""
    got, want = got.astype(np.float64), want.astype(np.float64)
    for words in (_transposed(got, want), _factor(got, want), _offset(got, want), _rows(got, want), _precision(got, want)):
        if words:
            return words
    count = int(bad.sum())
    return "is wrong in every entry" if count == bad.size else f"is wrong in {count} of {bad.size} entries"


def _close(a: Numbers, b: Numbers) -> bool:
    return bool((np.abs(a - b) <= _ALIKE * (1e-3 + np.abs(b))).all())


def _transposed(got: Numbers, want: Numbers) -> str:
    square = want.ndim == 2 and want.shape[0] == want.shape[1] > 1
    return "is transposed: rows and columns are swapped" if square and _close(got, want.T) else ""


def _factor(got: Numbers, want: Numbers) -> str:
    large = np.abs(want) > 1e-6 * max(1.0, float(np.abs(want).max(initial=0.0)))
    if large.sum() < 2:
        return ""
    factor = float(np.median(got[large] / want[large]))
    if not np.isfinite(factor) or factor == 0 or not _close(got, factor * want):
        return ""
    for simple, words in _FACTORS.items():
        if abs(factor - simple) < _ALIKE:
            return f"has the right form, but {words}"
    return "has the right form, but every entry is off by the same factor"


def _offset(got: Numbers, want: Numbers) -> str:
    if want.size < 2:
        return ""
    return "is off by the same amount in every entry" if _close(got - (got - want).mean(), want) else ""


def _rows(got: Numbers, want: Numbers) -> str:
    sums_to_one = want.ndim > 0 and want.shape[-1] > 1 and _close(want.sum(axis=-1), np.ones(want.shape[:-1]))
    if sums_to_one and not _close(got.sum(axis=-1), np.ones(want.shape[:-1])):
        return "has rows that do not sum to 1"
    return ""


def _precision(got: Numbers, want: Numbers) -> str:
    near = np.abs(got - want) <= _SINGLE_PRECISION * np.abs(want) + 1e-12
    return "is nearly right, but not precise enough: was it rounded, or made smaller than float64?" if near.all() else ""
