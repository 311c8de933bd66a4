"""Right numbers in wrong places: transposed, turned round, moved on, sorted, or along the wrong axis."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.grading.deviation.nearness import Relation, close

Numbers = NDArray[Any]
Args = tuple[Any, ...] | None
_MANY = 2


def transposed(got: Numbers, want: Numbers, _: Args) -> bool:
    """Rows and columns are swapped."""
    return close(got.T, want) if want.ndim >= _MANY else close(got, want)


def turned(got: Numbers, want: Numbers, _: Args) -> bool:
    """The last row comes first."""
    return close(got[::-1], want) if want.ndim else close(got, want)


def turned_in_rows(got: Numbers, want: Numbers, _: Args) -> bool:
    """The last entry of each row comes first."""
    return close(got[..., ::-1], want) if want.ndim else close(got, want)


def moved(step: int, axis: int) -> Relation:
    """Everything has moved on by one place along an axis; what moves in may be anything.

    Args:
        step: 1 or -1.
        axis: the first one or the last one.
    """

    def holds(got: Numbers, want: Numbers, _: Args) -> bool:
        if got.shape != want.shape:
            return False
        if not want.ndim or not want.size:
            return close(got, want)
        a, b = (np.moveaxis(one, axis, 0) for one in (got, want))
        if len(b) == 1:  # what moves round comes back to where it was
            return close(a, b)
        return close(a[1:], b[:-1]) if step > 0 else close(a[:-1], b[1:])

    return holds


def in_order(got: Numbers, want: Numbers, _: Args) -> bool:
    """Sorted, whole or by rows or columns, upwards or downwards."""
    if got.shape != want.shape or not want.ndim:
        return close(got, want)
    ways = [np.sort(want, axis=0), np.sort(want, axis=-1), np.sort(want, axis=None).reshape(want.shape)]
    return any(close(got, one) or close(got, np.flip(one)) or close(got, one[..., ::-1]) for one in ways)


def in_other_places(got: Numbers, want: Numbers, _: Args) -> bool:
    """A single number has no other place: it is right or wrong."""
    return got.shape == want.shape and close(np.sort(got, axis=None), np.sort(want, axis=None))


def in_another_shape(got: Numbers, want: Numbers, _: Args) -> bool:
    """All entries in their order, and the shape is not kept."""
    return got.size == want.size and close(got.ravel(), want.ravel())


def along_another_axis(got: Numbers, want: Numbers, args: Args) -> bool:
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
