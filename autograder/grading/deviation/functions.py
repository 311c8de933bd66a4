"""Answers that are a function of the right ones: squared, without their sign, upside down, a log too many."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.grading.deviation.nearness import Relation, close

Numbers = NDArray[Any]
Args = tuple[Any, ...] | None


def _is(function: Callable[[Numbers], Numbers], kinds: str = "f") -> Relation:
    def holds(got: Numbers, want: Numbers, _: Args) -> bool:
        if got.dtype.kind not in kinds or want.dtype.kind not in "iuf":
            return False
        expected = function(want.astype(np.float64))
        return bool(np.isfinite(expected).all()) and close(got, expected)

    return holds


def _root(got: Numbers, want: Numbers, _: Args) -> bool:
    return bool((want >= 0).all()) and got.dtype.kind == "f" and close(got, np.sqrt(want))


def _reciprocal(got: Numbers, want: Numbers, _: Args) -> bool:
    return got.dtype.kind == "f" and bool(want.all()) and close(got, 1 / want.astype(np.float64))


def _log(got: Numbers, want: Numbers, _: Args) -> bool:
    return got.dtype.kind == "f" and bool((want > 0).all()) and close(got, np.log(want.astype(np.float64)))


FUNCTIONS: tuple[tuple[Relation, str], ...] = (
    (_is(np.abs, "iuf"), "{who} have the right size, but never a minus: is there an abs, or a square and its root?"),
    (_is(np.square, "iuf"), "{who} are the squares of the right ones: is something squared that should not be?"),
    (_root, "{who} are the square roots of the right ones: is a root taken, or a square missing?"),
    (_is(lambda want: 1 - want), "{who} are 1 minus the right ones: is a `1 -` too many, or one missing?"),
    (_reciprocal, "{who} are 1 divided by the right ones: is a fraction upside down?"),
    (_log, "{who} are the logarithms of the right ones: is a log taken, or an exp missing?"),
    (_is(np.exp), "{who} are exp of the right ones: is an exp taken, or a log missing?"),
)
"""Of one number or two much of this is true by chance."""
