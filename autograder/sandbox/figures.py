"""Figures as data: what was drawn, not how it looks on a screen.

The student's side reads the open figures into plain dicts (`drawing`); the trusted side makes frozen values of them
here and believes nothing: names, types, lengths and dtypes are those of the classes below, or the answer is refused.
"""

from __future__ import annotations

from typing import Annotated, Any, Final

import msgspec
import numpy as np

from autograder.errors import ProtocolError
from autograder.sandbox.drawing import extract_figures

__all__ = ["Arrows", "Axes", "Bars", "Contour", "Figure", "Image", "Line", "Points", "extract_figures", "to_figures"]

Text = Annotated[str, msgspec.Meta(max_length=1000)]
Array = np.ndarray[Any, np.dtype[Any]]
LINESTYLES: Final = ("-", "--", ":", "-.", "None")


class Line(msgspec.Struct, frozen=True, eq=False, forbid_unknown_fields=True):
    """One line.

    Attributes:
        x: float64, shape (P,), in the order drawn; masked points are NaN.
        y: float64, shape (P,).
        linestyle: one of '-', '--', ':', '-.', 'None'; dashes of one's own count as '--'.
        marker: as matplotlib names it; 'None' for none.
        color: '#rrggbb' or 'none'.
        label: '' when none was given.
    """

    x: Array
    y: Array
    linestyle: Text
    marker: Text
    color: Text
    label: Text

    def __post_init__(self) -> None:
        _check_columns(self.x, self.y)
        if self.linestyle not in LINESTYLES:
            raise ValueError("a line style that does not exist")


class Points(msgspec.Struct, frozen=True, eq=False, forbid_unknown_fields=True):
    """One call of scatter: float64 x and y of shape (P,); the marker as matplotlib names it, '?' for a rare one."""

    x: Array
    y: Array
    marker: Text
    label: Text

    def __post_init__(self) -> None:
        _check_columns(self.x, self.y)


class Bars(msgspec.Struct, frozen=True, eq=False, forbid_unknown_fields=True):
    """One call of bar, barh or hist: centre, width and height of each bar, float64 of shape (B,); any base."""

    x: Array
    width: Array
    height: Array
    label: Text

    def __post_init__(self) -> None:
        _check_columns(self.x, self.width, self.height)


class Image(msgspec.Struct, frozen=True, eq=False, forbid_unknown_fields=True):
    """One call of imshow.

    Attributes:
        array: the data as given, shape (H, W), (H, W, 3) or (H, W, 4); bool, integer or float.
        cmap: name of the colour map.
        vmin: value of the lowest colour in effect, also where matplotlib chose it.
        vmax: value of the highest colour in effect.
    """

    array: Array
    cmap: Text
    vmin: float | None
    vmax: float | None

    def __post_init__(self) -> None:
        shape = self.array.shape
        if self.array.dtype.kind not in "biuf" or not (len(shape) == 2 or (len(shape) == 3 and shape[2] in {3, 4})):
            raise ValueError("an image of impossible shape or type")


class Arrows(msgspec.Struct, frozen=True, eq=False, forbid_unknown_fields=True):
    """One call of quiver: foot (x, y) and components (u, v) of each arrow, float64 of shape (P,)."""

    x: Array
    y: Array
    u: Array
    v: Array

    def __post_init__(self) -> None:
        _check_columns(self.x, self.y, self.u, self.v)


class Contour(msgspec.Struct, frozen=True, eq=False, forbid_unknown_fields=True):
    """The corners of all pieces of one contour line, float64 of shape (P,); `level` is its height."""

    x: Array
    y: Array
    level: float

    def __post_init__(self) -> None:
        _check_columns(self.x, self.y)


class Axes(msgspec.Struct, frozen=True, eq=False, forbid_unknown_fields=True):
    """One coordinate system; colour bars are left out.

    `legend` holds the texts that the reader sees; `aspect` is how many times as long a unit of y is as one of x where
    that was set, else 0.
    """

    title: Text
    xlabel: Text
    ylabel: Text
    xlim: tuple[float, float]
    ylim: tuple[float, float]
    xscale: Text
    yscale: Text
    autoscale_x: bool
    autoscale_y: bool
    aspect: float
    grid: bool
    legend: tuple[Text, ...]
    lines: tuple[Line, ...]
    points: tuple[Points, ...]
    bars: tuple[Bars, ...]
    images: tuple[Image, ...]
    arrows: tuple[Arrows, ...]
    contours: tuple[Contour, ...]

    def __post_init__(self) -> None:
        if not np.isfinite((*self.xlim, *self.ylim, self.aspect)).all():
            raise ValueError("limits or proportions of axes that are not finite")


class Figure(msgspec.Struct, frozen=True, eq=False, forbid_unknown_fields=True):
    """One figure; `title` and `legend` are those of the whole figure, not of its axes."""

    title: Text
    legend: tuple[Text, ...]
    axes: tuple[Axes, ...]


def to_figures(plain: object) -> tuple[Figure, ...]:
    """Make figures of what a student's process sent.

    Raises:
        ProtocolError: it is not what `extract_figures` makes.
    """
    try:
        return msgspec.convert(plain, tuple[Figure, ...])
    except (msgspec.ValidationError, RecursionError) as error:
        # The path names fields only; values of a student's process do not belong in our messages.
        raise ProtocolError("the figures of a student's process are malformed") from error


def _check_columns(*columns: Array) -> None:
    if any(column.dtype != np.float64 or column.ndim != 1 or column.size != columns[0].size for column in columns):
        raise ValueError("coordinates that are not columns of equal length")
