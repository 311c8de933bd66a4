"""Learning curves as drawings: loss and accuracy over the iterations, with the goals as lines."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.grading.result import Curve

WIDTH, HEIGHT = 300, 150
_LEFT, _RIGHT, _TOP, _BOTTOM = 36, 8, 10, 24
_MANY = 1000


class Tick(NamedTuple):
    """A label beside an axis."""

    place: float
    text: str


class Panel(NamedTuple):
    """One drawing.

    Attributes:
        title: what it shows.
        lines: name, css class and points of each line.
        goals: height and label of each line to be reached.
        words: what the drawing says, for those who do not see it.
    """

    title: str
    lines: tuple[tuple[str, str, str], ...]
    goals: tuple[Tick, ...]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    words: str


class Drawing(NamedTuple):
    """The panels of one training."""

    name: str
    panels: tuple[Panel, ...]


def drawing(curve: Curve) -> Drawing:
    """Return the drawings of one training; a curve that holds nothing has none."""
    panels = [panel for panel in (_loss(curve), _accuracy(curve)) if panel]
    return Drawing(curve.name, tuple(panels))


def _loss(curve: Curve) -> Panel | None:
    losses = [loss for loss in curve.losses if math.isfinite(loss)]
    if not losses:
        return None
    last = len(curve.losses) * curve.every
    at = [(place + 0.5) * curve.every for place in range(len(curve.losses))]
    # A loss that explodes would press all the rest into the axis.
    top = min(max(losses), 3 * max(losses[0], 1e-9)) or 1.0
    line = _points(at, curve.losses, last, top)
    infinite = "" if len(losses) == len(curve.losses) else " Some values are not finite and left out."
    words = f"The loss begins at {losses[0]:.3g} and ends at {losses[-1]:.3g} after {last} iterations.{infinite}"
    ticks = (Tick(_y(top, top), f"{top:.2g}"), Tick(_y(0, top), "0"))
    return Panel("loss", (("loss", "train", line),), (), _x_ticks(last), ticks, words)


def _accuracy(curve: Curve) -> Panel | None:
    if not curve.iterations:
        return None
    last = max(curve.iterations)
    found = (("training data", "train", curve.train_accuracy), ("test data", "test", curve.test_accuracy))
    lines = tuple((name, kind, _points(curve.iterations, values, last, 1.0)) for name, kind, values in found if values)
    goals = tuple(Tick(_y(goal, 1.0), f"{goal:.2f}".rstrip("0")) for goal in curve.goals)
    ends = " and ".join(f"{values[-1]:.3g} on the {name}" for name, _, values in found if values)
    asked = f" Points are given from {_listed([f'{goal:g}' for goal in curve.goals])} on." if curve.goals else ""
    words = f"After {last} iterations the accuracy is {ends}.{asked}"
    return Panel("accuracy", lines, goals, _x_ticks(last), (Tick(_y(1, 1), "1"), Tick(_y(0, 1), "0")), words)


def _listed(texts: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(texts[:-1]), texts[-1]]))


def _points(at: Sequence[float], values: Sequence[float], last: float, top: float) -> str:
    pairs = [(x, y) for x, y in zip(at, values, strict=False) if math.isfinite(y)]
    return " ".join(f"{_x(x, last):.1f},{_y(min(y, top), top):.1f}" for x, y in pairs)


def _x(value: float, last: float) -> float:
    return round(_LEFT + (WIDTH - _LEFT - _RIGHT) * value / max(last, 1), 1)


def _y(value: float, top: float) -> float:
    return round(HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * value / top, 1)


def _x_ticks(last: float) -> tuple[Tick, ...]:
    return tuple(Tick(_x(value, last), f"{value:,.0f}" if value >= _MANY else f"{value:.0f}") for value in (0, last))
