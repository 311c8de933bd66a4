"""Answers that are off by a factor or an amount that follows from what was given: a length, a size, an argument."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.grading.deviation.nearness import Relation, close

Numbers = NDArray[Any]
Args = tuple[Any, ...] | None
Factor = Callable[[Numbers, Args], float | None]
_MANY = 2


def times(factor: Factor) -> Relation:
    """Every answer is the right one times something, which may differ from call to call."""

    def holds(got: Numbers, want: Numbers, args: Args) -> bool:
        times = factor(want, args)
        return times is not None and got.dtype.kind != "b" and close(got, times * want)

    return holds


def samples(want: Numbers, args: Args) -> float | None:
    """N, where the first array has a row for each sample."""
    del want
    first = _first(args)
    if first is None or not len(np.atleast_1d(first)):
        return None
    # One axis is one sample: the length of another argument, such as weights, is no number of samples.
    return float(len(first)) if first.ndim >= _MANY else 1.0


def columns(want: Numbers, args: Args) -> float | None:
    """How many columns the result has; for a number, the first argument."""
    if want.ndim:
        return float(want.shape[-1])
    widths = [one.shape[-1] for one in args or () if isinstance(one, np.ndarray) and one.ndim >= 1]
    return float(widths[0]) if widths and widths[0] > 0 else None


def length(want: Numbers, args: Args) -> float | None:
    """What len gives for the first array."""
    del want
    first = _first(args)
    return float(len(first)) if first is not None and first.ndim and len(first) else None


def size(want: Numbers, args: Args) -> float | None:
    """How many entries the first array has."""
    del want
    first = _first(args)
    return float(first.size) if first is not None and first.size else None


def _first(args: Args) -> Numbers | None:
    return next((one for one in args or () if isinstance(one, np.ndarray)), None)


def one_over(factor: Factor) -> Factor:
    """The other way round."""

    def inverse(want: Numbers, args: Args) -> float | None:
        times = factor(want, args)
        return 1 / times if times else None

    return inverse


def _of_argument(place: int, combine: Callable[[Numbers, Numbers], Numbers]) -> Relation:
    def holds(got: Numbers, want: Numbers, args: Args) -> bool:
        if not args or len(args) <= place or got.dtype.kind == "b":
            return False
        given = np.asarray(args[place])
        # Ones and zeros make everything a multiple of everything.
        tells = given.dtype.kind in "iuf" and not np.isin(given, (0, 1)).all() and bool(given.all())
        return tells and close(got, combine(want.astype(np.float64), given))

    return holds


def _is_argument(place: int) -> Relation:
    def holds(got: Numbers, want: Numbers, args: Args) -> bool:
        del want
        given = np.asarray(args[place]) if args and len(args) > place else None
        return given is not None and given.dtype.kind in "biuf" and close(got, given)

    return holds


_ORDINALS = ("first", "second", "third", "fourth", "fifth")
_COMBINED: tuple[tuple[Callable[[Numbers, Numbers], Numbers], str], ...] = (
    (np.subtract, "{{who}} would be right with the {} argument added: is it left out?"),
    (np.add, "{{who}} would be right with the {} argument subtracted: is it added once too often?"),
    (np.divide, "{{who}} would be right multiplied by the {} argument: is it left out?"),
    (np.multiply, "{{who}} would be right divided by the {} argument: is it one factor too many?"),
)
WITH_AN_ARGUMENT: tuple[tuple[Relation, str], ...] = (
    *(
        (_of_argument(place, combine), words.format(ordinal))
        for place, ordinal in enumerate(_ORDINALS)
        for combine, words in _COMBINED
    ),
    *(
        (_is_argument(place), f"{{who}} are the {ordinal} argument, unchanged: do you return what you calculate?")
        for place, ordinal in enumerate(_ORDINALS)
    ),
)
"""The same with one of the arguments that a function was given."""
