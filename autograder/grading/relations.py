"""Relations between wrong and right answers, each with its words; the first that holds for all calls is told."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[Any]
Args = tuple[Any, ...] | None
Relation = Callable[[Numbers, Numbers, Args], bool]
_REL, _ABS = 1e-6, 1e-9
_SINGLE = 1e-4
_MANY = 2
_FEW = 4


def near(got: Numbers, want: Numbers, rel: float = _REL) -> NDArray[np.bool_]:
    """Which entries of two arrays of one shape are the same but for rounding."""
    a, b = got.astype(np.float64), want.astype(np.float64)
    with np.errstate(all="ignore"):
        return np.asarray((np.abs(a - b) <= rel * np.abs(b) + _ABS) | (a == b) | (np.isnan(a) & np.isnan(b)))


def close(got: Numbers, want: Numbers, rel: float = _REL) -> bool:
    """Whether numbers are the same but for rounding."""
    return got.shape == want.shape and bool(near(got, want, rel).all())


def _kind(kinds: str, other: str) -> Relation:
    def holds(got: Numbers, want: Numbers, _: Args) -> bool:
        alike = got.dtype.kind == want.dtype.kind or (got.dtype.kind in kinds and want.dtype.kind in other)
        return alike and close(got, want)

    return holds


def _times(factor: Callable[[Numbers, Args], float | None]) -> Relation:
    def holds(got: Numbers, want: Numbers, args: Args) -> bool:
        times = factor(want, args)
        return times is not None and got.dtype.kind == want.dtype.kind and close(got, times * want)

    return holds


def _samples(want: Numbers, args: Args) -> float | None:
    del want
    first = next((one for one in args or () if isinstance(one, np.ndarray)), None)
    if first is None or not len(np.atleast_1d(first)):
        return None
    # One axis is one sample: the length of another argument, such as weights, is no number of samples.
    return float(len(first)) if first.ndim >= _MANY else 1.0


def _columns(want: Numbers, args: Args) -> float | None:
    if want.ndim:
        return float(want.shape[-1])
    widths = [one.shape[-1] for one in args or () if isinstance(one, np.ndarray) and one.ndim >= 1]
    return float(widths[0]) if widths and widths[0] > 0 else None


def _one_over(factor: Callable[[Numbers, Args], float | None]) -> Callable[[Numbers, Args], float | None]:
    def inverse(want: Numbers, args: Args) -> float | None:
        times = factor(want, args)
        return 1 / times if times else None

    return inverse


def _transposed(got: Numbers, want: Numbers, _: Args) -> bool:
    return close(got.T, want) if want.ndim >= _MANY else close(got, want)


def _reversed(got: Numbers, want: Numbers, _: Args) -> bool:
    return close(got[::-1], want) if want.ndim else close(got, want)


def _rows_reversed(got: Numbers, want: Numbers, _: Args) -> bool:
    return close(got[..., ::-1], want) if want.ndim else close(got, want)


def _rounded(got: Numbers, want: Numbers, _: Args) -> bool:
    return any(close(got, np.round(want, digits)) for digits in range(7))


def _one_place(step: int) -> Relation:
    """Everything has moved on by one place along the first axis; what moves in may be anything."""

    def holds(got: Numbers, want: Numbers, _: Args) -> bool:
        if got.shape != want.shape or not want.ndim or len(want) <= _MANY:
            return False
        return close(got[1:], want[:-1]) if step > 0 else close(got[:-1], want[1:])

    return holds


def _one_column(step: int) -> Relation:
    """The same along the last axis."""

    def holds(got: Numbers, want: Numbers, _: Args) -> bool:
        if got.shape != want.shape or not want.ndim or want.shape[-1] <= _MANY:
            return False
        return close(got[..., 1:], want[..., :-1]) if step > 0 else close(got[..., :-1], want[..., 1:])

    return holds


def _one_off(step: int) -> Relation:
    def holds(got: Numbers, want: Numbers, _: Args) -> bool:
        return want.dtype.kind in "iu" and got.dtype.kind in "iu" and close(got, want + step)

    return holds


def _wrong_axis(got: Numbers, want: Numbers, args: Args) -> bool:
    """An axis is gone, but not the one that should be; or the columns sum to 1 and the rows should."""
    first = next((one for one in args or () if isinstance(one, np.ndarray)), None)
    if first is None or first.ndim < _MANY:
        return close(got, want)
    if got.shape == want.shape == first.shape:
        sums = np.ones(got.shape[1:])
        return close(want.sum(axis=-1), np.ones(want.shape[:-1])) and close(got.sum(axis=0), sums)
    shape = first.shape
    gone = [shape[:axis] + shape[axis + 1 :] for axis in range(len(shape))]
    return got.shape != want.shape and got.shape in gone and want.shape in gone


_KINDS = {
    "b": "truth values (bool)",
    "i": "whole numbers (int)",
    "f": "decimals (float)",
}


def kind_words(kinds: set[tuple[str, str]]) -> str:
    """A sentence where every answer is of one kind and every right one of another; for (kind, right kind)."""
    if len(kinds) != 1:
        return ""
    ((got, want),) = kinds
    if got == want:
        return ""
    return f"Your results are {_KINDS[got]} where {_KINDS[want]} are expected; their values are not right yet either."


def constant_words(pairs: Sequence[tuple[Numbers, Numbers]]) -> str:
    """A sentence where all answers are off by one factor, or by one amount, in every entry of every call.

    The number itself is not told: where all right answers are equal it would tell them.
    """
    if any(got.shape != want.shape or got.dtype.kind == "b" for got, want in pairs):
        return ""
    a, b = (np.concatenate([one[place].ravel().astype(np.float64) for one in pairs]) for place in (0, 1))
    if a.size < _FEW or not np.isfinite([*a, *b]).all() or np.ptp(b) <= _ABS:
        return ""
    factor, amount = float((a * b).sum() / (b * b).sum()), float((a - b).mean())
    if abs(factor) > _ABS and close(a, factor * b):
        return "All of your results are off by one and the same factor."
    if close(a, b + amount):
        return "All of your results are off by one and the same amount: is something added that should not be?"
    return ""


def _other_places(got: Numbers, want: Numbers, _: Args) -> bool:
    """A single number has no other place: it is right or wrong."""
    return got.shape == want.shape and close(np.sort(got, axis=None), np.sort(want, axis=None))


def _single(got: Numbers, want: Numbers, _: Args) -> bool:
    return close(got, want, _SINGLE)


RELATIONS: tuple[tuple[Relation, str], ...] = (
    (_kind("b", "iuf"), "The values are right, but they are truth values (bool) where numbers are expected."),
    (_kind("iu", "f"), "The values are right, but they are whole numbers (int) where decimals (float) are expected."),
    (_kind("f", "iub"), "The values are right, but they are decimals (float) where whole numbers are expected."),
    (_single, "Your results are right to a few digits only: is something rounded, or kept in float32?"),
    (_times(lambda *_: -1.0), "Your results have the wrong sign, all of them."),
    (_times(_samples), "Your results are N times too large, for N samples: a mean over the samples is asked for."),
    (_times(_one_over(_samples)), "Your results are N times too small, for N samples: do not divide by their number."),
    (_times(_columns), "Your results are too large by the number of columns: a mean is asked for, or one term only."),
    (_times(_one_over(_columns)), "Your results are too small by the number of columns: do not divide by it."),
    (_times(lambda *_: 2.0), "Your results are twice too large, all of them."),
    (_times(lambda *_: 0.5), "Your results are half as large as they should be, all of them."),
    (_transposed, "Your results are transposed: rows and columns are swapped."),
    (_reversed, "Your results are right, but in the opposite order."),
    (_rows_reversed, "Your results are right, but each row is in the opposite order."),
    (_one_off(1), "Your results are too large by one, all of them."),
    (_one_off(-1), "Your results are too small by one, all of them."),
    (_one_place(1), "Your results are off by one position: each stands one place too late."),
    (_one_place(-1), "Your results are off by one position: each stands one place too early."),
    (_one_column(1), "Your results are off by one position: each row has moved one place to the right."),
    (_one_column(-1), "Your results are off by one position: each row has moved one place to the left."),
    (_other_places, "Your results are the right numbers in other places: is something sorted, turned or mixed up?"),
    (_wrong_axis, "Something is computed along the wrong axis."),
    (_rounded, "Your results are rounded; give them as they are."),
)
