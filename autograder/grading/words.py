"""Says in words how a result differs from what was expected, without a number of either.

What a student's code returned is chosen by that code, which has seen the hidden input: a shape, length or count told
back freely would carry the input out. So only what is close to the expected shape is named, and counts become words.
"""

import itertools
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[Any]
Shape = tuple[int, ...]
_ALIKE = 1e-6
_FACTORS = {
    -1.0: "the sign is the other way round",
    2.0: "every entry is twice too large",
    0.5: "every entry is half as large as it should be",
}
_SINGLE_PRECISION = 1e-4
_MAX_EXTRA_AXES = 2
_MOST = 0.5


def shape_words(got: Shape, want: Shape) -> str:
    """What is wrong with a shape; the expected one may be told, the other where it is made of the same lengths."""
    if not _may_be_told(got, want):
        return f"has another shape than the expected {want}"
    words = f"has the shape {got}, expected {want}"
    if got == want[::-1]:
        return f"{words}: is something transposed?"
    if tuple(n for n in got if n != 1) == tuple(n for n in want if n != 1):
        return f"{words}: an axis of length 1 is too many or missing"
    if np.prod(got) == np.prod(want):
        return f"{words}: as many entries, but not in that shape"
    if len(got) < len(want):
        return f"{words}: too many axes were summed or reduced"
    return words


def value_words(got: Numbers, want: Numbers, bad: NDArray[np.bool_]) -> str:
    """How the values differ; says nothing that does not hold for every entry."""
    if got.dtype.kind != "c" and want.dtype.kind != "c":
        got, want = got.astype(np.float64), want.astype(np.float64)
        # Precision first: what is nearly right is also nearly a multiple of what is right.
        for describe in (_precision, _whole_numbers, _transposed, _factor, _offset, _rows):
            words = describe(got, want)
            if words:
                return words
    return extent_words(int(bad.sum()), bad.size)


def _may_be_told(got: Shape, want: Shape) -> bool:
    """Whether every axis is an expected one, several of them joined, or one off: only few such shapes exist."""
    joined = {int(np.prod(want[a:b])) for a, b in itertools.combinations(range(len(want) + 1), 2)}
    near = {length + step for length in want for step in (-1, 1)}
    return len(got) <= len(want) + _MAX_EXTRA_AXES and set(got) <= {0, 1} | joined | near


def extent_words(count: int, size: int) -> str:
    """How many entries are wrong, in words."""
    if size == 1:
        return "has the wrong value"
    if count == size:
        return "is wrong in every entry"
    if count == 1:
        return "is wrong in one entry"
    return f"is wrong in {'most' if count > _MOST * size else 'some'} entries"


def _close(a: Numbers, b: Numbers) -> bool:
    return bool((np.abs(a - b) <= _ALIKE * (1e-3 + np.abs(b))).all())


def _precision(got: Numbers, want: Numbers) -> str:
    near = np.abs(got - want) <= _SINGLE_PRECISION * np.abs(want) + 1e-12
    if not near.all():
        return ""
    return "is nearly right, but not precise enough: was it rounded, or made smaller than float64?"


def _whole_numbers(got: Numbers, want: Numbers) -> str:
    if (want == np.rint(want)).all() or not got.any():
        return ""
    if not any(np.array_equal(got, cut(want)) for cut in (np.trunc, np.floor, np.rint)):
        return ""
    return "holds whole numbers where decimals are expected: was it rounded, divided with //, or put into an int array?"


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
    ones = np.ones(want.shape[:-1])
    # Whole numbers such as 0, 1, 0 sum to 1 by chance.
    shares = want.ndim > 0 and want.shape[-1] > 1 and not (want == np.rint(want)).all()
    sums_to_one = shares and _close(want.sum(axis=-1), ones)
    if not sums_to_one or _close(got.sum(axis=-1), ones):
        return ""
    return "has rows that do not sum to 1" if want.ndim > 1 else "does not sum to 1"
