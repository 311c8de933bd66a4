"""Where in an array the wrong entries lie: in its first or last row or column, or anywhere but there."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.grading.deviation.nearness import near

Numbers = NDArray[Any]
Pairs = Sequence[tuple[Numbers, Numbers]]
_WIDE, _CALLS, _MATRIX, _PLACES = 3, 2, 2, 60
_SPOTS = ((0, -1, "last"), (0, 0, "first"), (-1, -1, "last"), (-1, 0, "first"))


def spot_words(pairs: Pairs) -> str:
    """The words for where all wrong entries are, in every answer that has any; empty if they are in no such place.

    Only answers of one number of axes are spoken of, and only where several of them are wrong.
    """
    if any(got.shape != want.shape for got, want in pairs) or len({want.ndim for _, want in pairs}) != 1:
        return ""
    wrong = [(~near(got, want), want) for got, want in pairs]
    concerned = [(where, want) for where, want in wrong if where.any()]
    axes = pairs[0][1].ndim
    if len(concerned) < _CALLS or not axes:
        return ""
    for axis, place, ordinal in _SPOTS[: 2 if axes == 1 else 4]:
        line = "entry" if axes == 1 else "row" if axis == 0 else "column"
        if axes > _MATRIX and axis:
            continue
        turned = [np.moveaxis(where, axis, 0) for where, _ in concerned]
        lines = np.concatenate([np.moveaxis(want, axis, 0)[place].ravel() for _, want in concerned])
        # In two lists of five, the one wrong entry comes first in both by chance once in twenty-five times.
        if any(len(where) < _WIDE for where in turned) or np.prod([len(where) for where in turned]) < _PLACES:
            continue
        others = [np.delete(where, place, axis=0) for where in turned]
        if not any(other.any() for other in others):
            return f"{{who}} are right except for the {ordinal} {line}."
        if len(np.unique(lines)) < _WIDE:
            continue  # a line of zeros is right by chance
        if not any(where[place].any() for where in turned) and all(_all_lines(other) for other in others):
            return f"{{who}} are right in the {ordinal} {line} only."
    return ""


def _all_lines(where: NDArray[np.bool_]) -> bool:
    return bool(where.reshape(len(where), -1).any(axis=1).all())
