"""What can be said only of all answers together: one factor, one amount, a bound, a kind of numbers, a small error.

No number of these is told: where all right answers are equal, it would tell them.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.grading.deviation.nearness import ABS, close, near

Numbers = NDArray[Any]
Pairs = Sequence[tuple[Numbers, Numbers]]
_FEW = 4
_ENOUGH = 2
_BATCH = 2
_PER_CENT = 0.01
_KINDS = {"b": "truth values (bool)", "i": "whole numbers (int)", "f": "decimals (float)"}


def amount_words(pairs: Pairs) -> str:
    """The words for what holds of all answers, with a `{who}` in them; empty if nothing does."""
    if any(got.shape != want.shape or got.dtype.kind == "b" for got, want in pairs):
        return ""
    got, want = (np.concatenate([one[place].ravel().astype(np.float64) for one in pairs]) for place in (0, 1))
    if not np.isfinite([*got, *want]).all():
        return _not_finite(got, want)
    return _constant(got, want) or _in_rows(pairs) or _bounded(got, want) or _nearly(got, want)


def kind_words(pairs: Pairs) -> str:
    """The words where every answer is of a kind that no right one is of, and surely should not be; empty if not."""
    kinds, wanted = ({one[place].dtype.kind.replace("u", "i") for one in pairs} for place in (0, 1))
    if len(kinds) != 1 or kinds & wanted:
        return ""
    # A right number may be whole by chance, as prices are; an array of them is not.
    if kinds != {"b"} and (kinds != {"i"} or not all(want.ndim for _, want in pairs)):
        return ""
    expected = _KINDS[wanted.pop()] if len(wanted) == 1 else "numbers"
    return f"{{who}} are {_KINDS[kinds.pop()]} where {expected} are expected; their values are not right yet either."


def result_words(pairs: Pairs) -> str:
    """The words where exactly those results are wrong that should be 0, positive or negative."""
    if any(got.shape != want.shape for got, want in pairs):
        return ""
    want = np.concatenate([want.ravel() for _, want in pairs])
    wrong = np.concatenate([~near(got, want).ravel() for got, want in pairs])
    # Where nearly all should be positive, "except where they should be positive" says nothing.
    if np.count_nonzero(wrong) < _FEW or np.count_nonzero(~wrong) < max(_FEW, wrong.size / _FEW):
        return ""
    none, some = ("False", "True") if want.dtype.kind == "b" else ("0", "positive")
    for are, words in ((want == 0, none), (want > 0, some), (want < 0, "negative")):
        if np.array_equal(are, wrong):
            return f"{{who}} are right except where they should be {words}."
    return ""


def _not_finite(got: Numbers, want: Numbers) -> str:
    odd = ~np.isfinite(got)
    if not np.isfinite(want).all() or not odd.any():
        return ""
    if np.isnan(got).all():
        return "{who} are nan (no number), all of them: 0 divided by 0, or inf minus inf, gives that."
    if odd.all():
        return "{who} are nan or inf, all of them: is something divided by 0, or far too large?"
    if not np.array_equal(odd, ~near(got, want)):
        return ""
    return (
        "{who} are right except where they are nan or inf: exp of a large number, log of 0 or dividing by 0 does that."
    )


def _constant(got: Numbers, want: Numbers) -> str:
    if len(np.unique(want)) < _FEW:
        return ""  # two shares of a few samples are often multiples of two others
    factor, amount = float((got * want).sum() / (want * want).sum()), float((got - want).mean())
    if abs(factor) > ABS and close(got, factor * want):
        return "{who} are all off by one and the same factor: does your formula have a number too many, or one too few?"
    if close(got, want + amount):
        return "{who} are all off by one and the same amount: is something added that should not be, or left out?"
    return ""


def _in_rows(pairs: Pairs) -> str:
    # Two numbers that sum to 0, as gradients of two classes do, are multiples of any other two.
    tell = any(want.ndim and (np.count_nonzero(want, axis=-1) > _ENOUGH).any() for _, want in pairs)
    if tell and all(map(_are_multiples, *zip(*pairs, strict=True))):
        return "{who} have the right proportions in each row, but not the right size: is a factor wrong?"
    batches = [(got, want) for got, want in pairs if want.ndim == _BATCH and len(want) >= _ENOUGH]
    if len(batches) >= _ENOUGH and all(map(_are_moved_alike, *zip(*pairs, strict=True))):
        return "{who} are off by the same amounts in every row: look at what is added to each row."
    return ""


def _are_multiples(got: Numbers, want: Numbers) -> bool:
    """Whether each row is a positive multiple of the right one, and none is that one."""
    if not want.ndim or want.shape[-1] < _ENOUGH:
        return False
    factors = np.sum(got * want, axis=-1, keepdims=True) / np.sum(want * want, axis=-1, keepdims=True)
    are_others = (factors > ABS) & ~near(factors, np.ones(1))
    several = np.count_nonzero(want, axis=-1) >= _ENOUGH
    return bool(are_others.all() and several.any()) and close(got, factors * want)


def _are_moved_alike(got: Numbers, want: Numbers) -> bool:
    """Whether every row of a batch is off by the same amounts; of a single row that says nothing."""
    off = np.atleast_2d(got.astype(np.float64) - want)
    return not close(got, want) and off.ndim == _BATCH and close(np.atleast_2d(want) + off[:1], np.atleast_2d(got))


def _bounded(got: Numbers, want: Numbers) -> str:
    """Results that would lie beyond a bound are that bound, all others are right."""
    wrong = ~near(got, want)
    if len(np.unique(got[~wrong])) < _ENOUGH:
        return ""
    above, below = wrong & (want > got), wrong & (want < got)
    is_top = above.any() and bool((got[above] == got.max()).all())
    is_bottom = below.any() and bool((got[below] == got.min()).all())
    enough = all(len(np.unique(want[side])) >= _ENOUGH for side in (above, below) if side.any())
    if not enough or (above.any() and not is_top) or (below.any() and not is_bottom):
        return ""
    if is_top and is_bottom:
        return "{who} are cut off on both sides: what should be larger or smaller than a bound comes out as the bound."
    if is_top:
        return "{who} are cut off: those that should be larger than a certain bound come out as that bound."
    if got.min() == 0:
        return "{who} are 0 wherever they should be negative, and right elsewhere."
    return "{who} are cut off: those that should be smaller than a certain bound come out as that bound."


def _nearly(got: Numbers, want: Numbers) -> str:
    if want.size < _FEW or not close(got, want, _PER_CENT):
        return ""
    return (
        "{who} are off by less than one per cent: probably the formula is right, and a number in it is not exact. Is a "
        "constant typed with few digits (2.718 for np.e), a step too large, or a small number like 1e-7 misplaced?"
    )
