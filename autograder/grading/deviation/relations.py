"""Relations between wrong and right answers, each with its words; the first that holds for all calls is told.

The words hold a `{who}`, which stands for "Your results" or for a part of them, always in the plural.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.grading.deviation import factors, places
from autograder.grading.deviation.extents import ENTRIES, EXTENTS
from autograder.grading.deviation.functions import FUNCTIONS
from autograder.grading.deviation.nearness import Relation, close

Numbers = NDArray[Any]
Args = tuple[Any, ...] | None
_SINGLE, _HALF = 1e-4, 1e-2
_SMALL_IN_HALF = 1e-4


def _kind(kinds: str, other: str) -> Relation:
    def holds(got: Numbers, want: Numbers, _: Args) -> bool:
        alike = got.dtype.kind == want.dtype.kind or (got.dtype.kind in kinds and want.dtype.kind in other)
        return alike and close(got, want)

    return holds


def _per_cent(got: Numbers, want: Numbers, _: Args) -> bool:
    return bool(((want >= 0) & (want <= 1)).all()) and got.dtype.kind != "b" and close(got, 100 * want)


def _cut(got: Numbers, want: Numbers, _: Args) -> bool:
    return got.dtype.kind in "if" and any(close(got, way(want)) for way in (np.trunc, np.floor, np.ceil))


def _rounded(got: Numbers, want: Numbers, _: Args) -> bool:
    return any(close(got, np.round(want, digits)) for digits in range(7))


def _right(got: Numbers, want: Numbers, _: Args) -> bool:
    return close(got, want)


def _one_off(step: int) -> Relation:
    def holds(got: Numbers, want: Numbers, _: Args) -> bool:
        return want.dtype.kind in "iu" and got.dtype.kind in "iu" and close(got, want + step)

    return holds


def _half(got: Numbers, want: Numbers, _: Args) -> bool:
    if got.shape != want.shape or got.dtype != np.float16:
        return False
    a, b = got.astype(np.float64), want.astype(np.float64)
    return bool((np.abs(a - b) <= _HALF * np.abs(b) + _SMALL_IN_HALF).all())


def _single(got: Numbers, want: Numbers, _: Args) -> bool:
    return close(got, want, _SINGLE)


RELATIONS: tuple[tuple[Relation, str], ...] = (
    (_kind("b", "iuf"), "{who} are right, but they are truth values (bool) where numbers are expected."),
    (_kind("iu", "f"), "{who} are right, but they are whole numbers (int) where decimals (float) are expected."),
    (_kind("f", "iub"), "{who} are right, but they are decimals (float) where whole numbers are expected."),
    (_right, "{who} are right, but not always of the kind that is asked for: int, float or bool."),
    (
        _half,
        "{who} are right to two or three digits, for they are kept in half precision: use float64, not float16.",
    ),
    (_single, "{who} are right to a few digits only: is something rounded, or kept in float32?"),
    (factors.times(lambda *_: -1.0), "{who} have the wrong sign, all of them."),
    (
        factors.times(factors.samples),
        "{who} are N times too large, for N samples: a mean over the samples is asked for.",
    ),
    (
        factors.times(factors.one_over(factors.samples)),
        "{who} are N times too small, for N samples: do not divide by their number.",
    ),
    (
        factors.times(factors.columns),
        "{who} are too large by the number of columns: a mean is asked for, or one term only.",
    ),
    (
        factors.times(factors.one_over(factors.columns)),
        "{who} are too small by the number of columns: do not divide by it.",
    ),
    (factors.times(factors.length), "{who} are the right ones times the len of the first argument: leave that out."),
    (
        factors.times(factors.one_over(factors.length)),
        "{who} are the right ones divided by the len of the first argument: leave that out.",
    ),
    (
        factors.times(factors.size),
        "{who} are the right ones times the number of entries of the first argument: leave that out.",
    ),
    (
        factors.times(factors.one_over(factors.size)),
        "{who} are the right ones divided by the number of entries of the first argument: leave that out.",
    ),
    (factors.times(lambda *_: 2.0), "{who} are twice too large, all of them."),
    (factors.times(lambda *_: 0.5), "{who} are half as large as they should be, all of them."),
    (
        _per_cent,
        "{who} are a hundred times too large: a share from 0 to 1 is asked for, no per cent.",
    ),
    (places.transposed, "{who} are transposed: rows and columns are swapped."),
    (places.in_another_shape, "{who} are right, but in another shape than is asked for."),
    (places.turned, "{who} are right, but in the opposite order."),
    (places.turned_in_rows, "{who} are right, but each row is in the opposite order."),
    (_one_off(1), "{who} are too large by one, all of them."),
    (_one_off(-1), "{who} are too small by one, all of them."),
    (places.moved(1, 0), "{who} are off by one position: each stands one place too late."),
    (places.moved(-1, 0), "{who} are off by one position: each stands one place too early."),
    (places.moved(1, -1), "{who} are off by one position: each row has moved one place to the right."),
    (places.moved(-1, -1), "{who} are off by one position: each row has moved one place to the left."),
    (places.in_order, "{who} are the right numbers, but sorted by size: leave them in their places."),
    (places.in_other_places, "{who} are the right numbers in other places: is something turned or mixed up?"),
    *EXTENTS,
    (places.along_another_axis, "{who} look as if something is computed along the wrong axis."),
    *FUNCTIONS,
    (
        _cut,
        "{who} are cut down to whole numbers where decimals are expected: is there an int, a // or a floor too many?",
    ),
    (_rounded, "{who} are rounded; give them as they are."),
)

NEED_SEVERAL = frozenset(
    holds
    for holds, words in RELATIONS
    if (holds, words) in (*FUNCTIONS, *ENTRIES) or any(part in words for part in ("order", "place"))
)
"""What is soon true of a few numbers: two of them are always in one order or in the other."""
