"""When numbers count as the same, where wrong answers are described in words."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[Any]
Relation = Callable[[Numbers, Numbers, tuple[Any, ...] | None], bool]
"""Whether something holds between an answer and the right one; for what was given."""
REL, ABS = 1e-6, 1e-9


def near(got: Numbers, want: Numbers, rel: float = REL) -> NDArray[np.bool_]:
    """Which entries of two arrays of one shape are the same but for rounding."""
    a, b = got.astype(np.float64), want.astype(np.float64)
    with np.errstate(all="ignore"):
        return np.asarray((np.abs(a - b) <= rel * np.abs(b) + ABS) | (a == b) | (np.isnan(a) & np.isnan(b)))


def close(got: Numbers, want: Numbers, rel: float = REL) -> bool:
    """Whether numbers are the same but for rounding."""
    return got.shape == want.shape and bool(near(got, want, rel).all())
