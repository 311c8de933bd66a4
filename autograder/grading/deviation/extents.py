"""Answers with an axis or entries too many or too few: a sum that is missing, or taken too early, an end left out."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.grading.deviation.nearness import Relation, close

Numbers = NDArray[Any]
Args = tuple[Any, ...] | None
Reduce = Callable[..., Any]


def _still_apart(reduce: Reduce, axis: int | None) -> Relation:
    """The right answer is the sum or mean of what came back, or is what came back, where nothing is to be added up."""

    def holds(got: Numbers, want: Numbers, _: Args) -> bool:
        if got.dtype.kind == "b" or got.ndim <= want.ndim:
            return got.dtype.kind != "b" and close(got, want)
        return got.size > 0 and close(np.asarray(reduce(got, axis=axis)), want)

    return holds


def _put_together(reduce: Reduce, axis: int | None) -> Relation:
    """What came back is the sum or mean of what is asked for."""

    def holds(got: Numbers, want: Numbers, _: Args) -> bool:
        if want.dtype.kind == "b" or got.ndim >= want.ndim:
            return got.dtype.kind != "b" and close(got, want)
        return want.size > 0 and close(got, np.asarray(reduce(want, axis=axis)))

    return holds


def _has_part(part: Callable[[Numbers, int], Numbers]) -> Relation:
    """One of the two is a part of the other, along the first axis; `part` takes it from the longer one."""

    def holds(got: Numbers, want: Numbers, _: Args) -> bool:
        if got.ndim != want.ndim or not want.ndim or got.shape[1:] != want.shape[1:]:
            return close(got, want)
        return 0 < len(got) <= len(want) and close(got, part(want, len(got)))

    return holds


def _goes_on(got: Numbers, want: Numbers, _: Args) -> bool:
    if got.ndim != want.ndim or not want.ndim or got.shape[1:] != want.shape[1:]:
        return close(got, want)
    return 0 < len(want) <= len(got) and close(got[: len(want)], want)


_AXES = ((0, "over the rows (axis 0)"), (-1, "over the last axis"), (None, "over all entries"))
ENTRIES: tuple[tuple[Relation, str], ...] = (
    (
        _has_part(lambda whole, count: whole[:count]),
        "{who} are right as far as they go, but the end is missing: does a loop or a slice stop too early?",
    ),
    (
        _has_part(lambda whole, count: whole[-count:]),
        "{who} are right, but the beginning is missing: does a loop or a slice start too late?",
    ),
    (_goes_on, "{who} begin with what is asked for, but more comes behind it: does a loop or a slice go on too long?"),
)
EXTENTS: tuple[tuple[Relation, str], ...] = (
    *(
        (_still_apart(np.sum, axis), f"{{who}} are not added up yet: the sum {where} is missing.")
        for axis, where in _AXES
    ),
    *(
        (_still_apart(np.mean, axis), f"{{who}} lack the last step: the mean {where} is missing.")
        for axis, where in _AXES
    ),
    *((_put_together(np.sum, axis), f"{{who}} are added up {where}, and should not be.") for axis, where in _AXES),
    *((_put_together(np.mean, axis), f"{{who}} are averaged {where}, and should not be.") for axis, where in _AXES),
    *ENTRIES,
)
