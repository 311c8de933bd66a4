"""Answers that are all the same, and answers of yes and no (1 and 0, True and False): which way are they wrong?"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[Any]
Pairs = Sequence[tuple[Numbers, Numbers]]
_FEW_CALLS, _MANY = 2, 8


def constant_words(pairs: Pairs) -> str:
    """The words where all answers are one and the same number, and should not be; with a `{who}` in them."""
    if len(pairs) < _FEW_CALLS or any(got.shape != want.shape for got, want in pairs):
        return ""
    got, want = _together(pairs)
    if not got.size or (got != got[0]).any() or len(np.unique(want)) == 1:
        return ""
    if not _are_yes_or_no(pairs):
        return "" if got.dtype.kind == "b" else _SAME
    yes, no = _names(pairs)
    return _ALWAYS.format(yes) if got[0] else _NEVER.format(no)


def condition_words(pairs: Pairs, *, of_bits: bool) -> str:
    """The words where answers of yes and no are wrong in one way only; with a `{who}` in them.

    Args:
        pairs: the answers and the right ones.
        of_bits: all that was given are zeros and ones, so that few answers are all there are.
    """
    if any(got.shape != want.shape for got, want in pairs) or not _are_yes_or_no(pairs):
        return ""
    return _one_way(pairs, *_names(pairs), of_bits=of_bits) if len(np.unique(_together(pairs)[1])) > 1 else ""


def _together(pairs: Pairs) -> tuple[Numbers, Numbers]:
    got, want = (np.concatenate([one[place].ravel() for one in pairs]) for place in (0, 1))
    return got, want


def _are_yes_or_no(pairs: Pairs) -> bool:
    return all(bool(np.isin(one, (0, 1)).all()) for one in _together(pairs))


def _names(pairs: Pairs) -> tuple[str, str]:
    return ("True", "False") if all(one.dtype.kind == "b" for pair in pairs for one in pair) else ("1", "0")


_ALWAYS = "{{who}} are {}, whatever is given: is the condition always met?"
_NEVER = "{{who}} are {}, whatever is given: is the condition never met?"
_SAME = "{who} are the same number, whatever is given: is what comes in used at all?"


def _one_way(pairs: Pairs, yes: str, no: str, *, of_bits: bool) -> str:
    wrong = [(got, want) for got, want in pairs if not np.array_equal(got, want)]
    # Eight that are wrong are all so in one way by chance once in 128 times.
    enough = of_bits or sum(int((got != want).sum()) for got, want in wrong) >= _MANY
    if len(wrong) < _FEW_CALLS or not enough:
        return ""
    if all(np.array_equal(got.astype(bool), ~want.astype(bool)) for got, want in pairs):
        return f"{{who}} are turned round, all of them: {yes} where {no} is right, and {no} where {yes} is right."
    if all((got >= want).all() for got, want in wrong):
        return f"{{who}} are {yes} too often: where they are wrong, {no} is right, and never the other way round."
    if all((got <= want).all() for got, want in wrong):
        return f"{{who}} are {no} too often: where they are wrong, {yes} is right, and never the other way round."
    return ""
