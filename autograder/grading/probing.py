"""Looks at numerical differentiation from inside of the function: at which points was it called?"""

from collections.abc import Callable
from typing import Any

import msgspec
import numpy as np

from autograder.grading.compare import fail

_SAME_STEP = 1e-4


class Observed:
    """A function of a test's that remembers at which points it was called; `points` holds copies."""

    def __init__(self, f: Callable[[Any], Any]) -> None:
        self._f = f
        self.points: list[Any] = []

    def __call__(self, x: Any) -> Any:
        """The function's value at x, computed for a copy."""
        self.points.append(np.array(x))
        return self._f(np.array(x))


def observe(f: Callable[[Any], Any]) -> Observed:
    """The same function, with its points remembered."""
    return Observed(f)


class Differences(msgspec.Struct, frozen=True):
    """What the points at which a function was called tell about differences taken around x.

    Attributes:
        kind: "central" (as many steps up as down, at every entry), "up" (forward differences), "down", or "other".
        h: the smallest step; 0 if there was none.
        calls: how often the function was called.
        entries: how many entries of x were moved.
        several: some points differ from x in more than one entry: an entry was not put back.
        still: every point was x itself.
    """

    kind: str
    h: float
    calls: int
    entries: int
    several: bool
    still: bool


def differences(points: list[Any], x: Any) -> Differences:
    """What kind of differences were taken around x, a number or an array of any shape."""
    start = np.asarray(x, dtype=np.float64)
    moves = [np.asarray(point, dtype=np.float64).reshape(-1) - start.reshape(-1) for point in points]
    moved = [move for move in moves if move.any()]
    steps: dict[int, list[float]] = {}
    for move in moved:
        if np.count_nonzero(move) == 1:
            entry = int(np.flatnonzero(move)[0])
            steps.setdefault(entry, []).append(float(move[entry]))
    kinds = {_kind(found) for found in steps.values()}
    return Differences(
        kind=kinds.pop() if len(kinds) == 1 else "other",
        h=min((abs(step) for found in steps.values() for step in found), default=0.0),
        calls=len(points),
        entries=len(steps),
        several=any(np.count_nonzero(move) > 1 for move in moved),
        still=bool(moves) and not moved,
    )


def assert_central_differences(points: list[Any], x: Any, *, smallest: float = 1e-7, largest: float = 1e-2) -> None:
    """Fail unless central differences were taken at every entry of x with a step that makes sense.

    Args:
        points: where the observed function was called.
        x: where the derivative was asked for.
        smallest: below this step rounding errors spoil the result.
        largest: above this step it is no derivative any more.

    Raises:
        Failed: with a sentence in words.
    """
    size = np.asarray(x).size
    if any(np.size(point) != size for point in points):
        fail("f is called with something of another shape than x: change one entry of x at a time and pass all of x")
    found = differences(points, x)
    if not found.calls:
        fail("f is never called: the difference needs values of f beside x")
    if found.still:
        fail("f is only called at x itself: is h lost, in an integer array or by being far too small?")
    if found.several:
        fail("an entry that was changed has not been put back before the next one is changed")
    if found.entries < size:
        fail("not every entry of x is changed by a step: each needs a difference of its own")
    _assert_step(found, smallest, largest)


def _assert_step(found: Differences, smallest: float, largest: float) -> None:
    if found.kind in ("up", "down"):
        fail("the difference is taken with a step to one side only: take f(x + h) and f(x - h)")
    if found.kind != "central":
        fail("the steps to the two sides of x differ: take f(x + h) and f(x - h) with the same h")
    if found.h < smallest:
        fail("the step h is so small that rounding errors spoil the difference: about 1e-4 does well")
    if found.h > largest:
        fail("the step h is too large for a derivative: about 1e-4 does well")


def _kind(steps: list[float]) -> str:
    up = sorted(step for step in steps if step > 0)
    down = sorted(-step for step in steps if step < 0)
    if not down:
        return "up"
    if not up:
        return "down"
    # x + h - x is h but for rounding.
    alike = len(up) == len(down) and np.allclose(up, down, rtol=_SAME_STEP, atol=0)
    return "central" if alike else "other"
