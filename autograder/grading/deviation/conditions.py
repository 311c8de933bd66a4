"""Answers that are all the same, and answers of yes and no (1 and 0, True and False): which way are they wrong?"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[Any]
Pairs = Sequence[tuple[Numbers, Numbers]]
_FEW_CALLS = 2


def condition_words(pairs: Pairs) -> str:
    """The words for what holds of all answers, with a `{who}` in them; empty if nothing does."""
    if any(got.shape != want.shape for got, want in pairs):
        return ""
    got, want = (np.concatenate([one[place].ravel() for one in pairs]) for place in (0, 1))
    is_yes_or_no = bool(np.isin(got, (0, 1)).all() and np.isin(want, (0, 1)).all())
    yes, no = ("True", "False") if all(one.dtype.kind == "b" for pair in pairs for one in pair) else ("1", "0")
    if len(pairs) >= _FEW_CALLS and got.size and (got == got[0]).all() and len(np.unique(want)) > 1:
        return (_ALWAYS.format(yes) if got[0] else _NEVER.format(no)) if is_yes_or_no else _SAME
    return _one_way(pairs, yes, no) if is_yes_or_no and len(np.unique(want)) > 1 else ""


_ALWAYS = "{{who}} are {}, whatever is given: is the condition always met?"
_NEVER = "{{who}} are {}, whatever is given: is the condition never met?"
_SAME = "{who} are the same number, whatever is given: is what comes in used at all?"


def _one_way(pairs: Pairs, yes: str, no: str) -> str:
    wrong = [(got, want) for got, want in pairs if not np.array_equal(got, want)]
    if len(wrong) < _FEW_CALLS:
        return ""
    if all(np.array_equal(got.astype(bool), ~want.astype(bool)) for got, want in pairs):
        return f"{{who}} are turned round, all of them: {yes} where {no} is right, and {no} where {yes} is right."
    if all((got >= want).all() for got, want in wrong):
        return f"{{who}} are {yes} too often: where they are wrong, {no} is right, and never the other way round."
    if all((got <= want).all() for got, want in wrong):
        return f"{{who}} are {no} too often: where they are wrong, {yes} is right, and never the other way round."
    return ""
