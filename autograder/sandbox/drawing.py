"""Reads the open pyplot figures into plain data, inside the sandbox.

Matplotlib accepts almost any artist, and students find them: what cannot be read is left out, and every number of
things is bounded, so that the answer fits into a message.
"""
# Matplotlib is imported inside functions: the trusted side imports this module too and has no use for it.

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from numpy.typing import NDArray

Plain = dict[str, Any]
_MAX_FIGURES: Final = 20
_MAX_AXES: Final = 100
_MAX_ARTISTS: Final = 200  # of one kind in one axes
_MAX_POINTS: Final = 100_000
_MAX_PIXELS: Final = 1_000_000
_MAX_TEXT: Final = 1000
_SCATTER_MARKERS: Final = "o.^v<>s*Dd+xXPphH8"
_NO_MARKERS: Final = ("None", "none", "", " ")


def extract_figures() -> list[Plain]:
    """Describe all open figures, oldest first; `figures.to_figures` reads the description."""
    import matplotlib.pyplot as plt

    return _each(map(plt.figure, plt.get_fignums()[:_MAX_FIGURES]), _figure)


def _each(artists: Iterable[Any], describe: Callable[[Any], Plain | None], limit: int = _MAX_ARTISTS) -> list[Plain]:
    found = []
    for artist in itertools.islice(artists, limit):
        try:
            description = describe(artist)
        except Exception:  # noqa: BLE001, S112  # an artist of the student's own making may do anything; it is left out
            continue
        if description is not None:
            found.append(description)
    return found


def _figure(figure: Any) -> Plain:
    texts = [text for legend in figure.legends[:10] for text in _legend_texts(legend)]
    return {
        "title": _text(figure.get_suptitle()),
        "legend": texts[:_MAX_ARTISTS],
        "axes": _each(figure.axes, _axes, _MAX_AXES),
    }


def _axes(axes: Any) -> Plain | None:
    if axes.get_label() == "<colorbar>":
        return None
    return _axes_facts(axes) | {
        "lines": _each(axes.get_lines(), _line) + _each(_segments(axes), _segment_line),
        "points": _each(axes.collections, _scatter),
        "bars": _each(axes.containers, _bars),
        "images": _each(axes.get_images(), _image),
        "arrows": _each(axes.collections, _arrows),
        "contours": _each(_levels(axes), _contour),
    }


def _axes_facts(axes: Any) -> Plain:
    legend = axes.get_legend()
    return {
        "title": _text(axes.get_title() or axes.get_title(loc="left") or axes.get_title(loc="right")),
        "xlabel": _text(axes.get_xlabel()),
        "ylabel": _text(axes.get_ylabel()),
        "xlim": [float(bound) for bound in axes.get_xlim()],
        "ylim": [float(bound) for bound in axes.get_ylim()],
        "xscale": _text(axes.get_xscale()),
        "yscale": _text(axes.get_yscale()),
        "autoscale_x": bool(axes.get_autoscalex_on()),
        "autoscale_y": bool(axes.get_autoscaley_on()),
        "aspect": _aspect(axes.get_aspect()),
        "grid": _has_grid(axes.xaxis) or _has_grid(axes.yaxis),
        "legend": _legend_texts(legend) if legend is not None else [],
    }


def _aspect(aspect: Any) -> float:
    """Units of y over units of x where they were set ('equal' is 1), else 0."""
    return 0.0 if aspect == "auto" else float(aspect)


def _legend_texts(legend: Any) -> list[str]:
    return [_text(text.get_text()) for text in legend.get_texts()[:_MAX_ARTISTS]]


def _has_grid(axis: Any) -> bool:
    return bool(axis.get_tick_params().get("gridOn", False))


def _line(line: Any) -> Plain:
    marker = line.get_marker()
    x, y = _from_frame_to_frame(line) or (line.get_xdata(orig=False), line.get_ydata(orig=False))
    return {
        "x": _column(x),
        "y": _column(y),
        "linestyle": _linestyle(line.get_linestyle()),
        "marker": "None" if marker is None or marker in _NO_MARKERS else _text(marker),
        "color": _color(line.get_color()),
        "label": _label(line),
    }


def _from_frame_to_frame(line: Any) -> tuple[Any, Any] | None:
    """The ends of what axline has drawn; None for other lines, and for an upright one."""
    if type(line).__name__ != "AxLine":
        return None
    (x1, y1), other, slope = line.get_xy1(), line.get_xy2(), line.get_slope()
    if slope is None and other[0] != x1:
        slope = (other[1] - y1) / (other[0] - x1)
    x = np.array(line.axes.get_xlim(), dtype=float)
    return None if slope is None or not np.isfinite(slope) else (x, y1 + slope * (x - x1))


def _segments(axes: Any) -> Iterable[tuple[Any, int]]:
    """Each piece of vlines, hlines and other collections of lines."""
    from matplotlib.collections import LineCollection

    for lines in axes.collections:
        if isinstance(lines, LineCollection):
            yield from ((lines, index) for index in range(len(lines.get_segments())))


def _segment_line(piece: tuple[Any, int]) -> Plain:
    lines, index = piece
    path = np.asarray(lines.get_segments()[index])
    styles, colors = lines.get_linestyle(), lines.get_color()
    return {
        "x": _column(path[:, 0]),
        "y": _column(path[:, 1]),
        # A collection knows its styles only as (offset, lengths of the dashes).
        "linestyle": "-" if styles[index % len(styles)][1] is None else "--",
        "marker": "None",
        "color": _color(colors[index % len(colors)]),
        "label": _label(lines),
    }


def _scatter(collection: Any) -> Plain | None:
    from matplotlib.collections import PathCollection

    if not isinstance(collection, PathCollection):
        return None
    places: NDArray[np.float64] = np.ma.filled(np.ma.asarray(collection.get_offsets(), dtype=float), np.nan)
    return {
        "x": _column(places[:, 0]),
        "y": _column(places[:, 1]),
        "marker": _scatter_marker(collection),
        "label": _label(collection),
    }


def _scatter_marker(collection: Any) -> str:
    """The marker's name; scatter keeps its outline only, so the outlines of the usual ones are compared."""
    from matplotlib.markers import MarkerStyle

    outline = np.asarray(collection.get_paths()[0].vertices)
    for name in _SCATTER_MARKERS:
        style = MarkerStyle(name)
        known = np.asarray(style.get_path().transformed(style.get_transform()).vertices)
        if known.shape == outline.shape and np.allclose(known, outline):
            return name
    return "?"


def _arrows(collection: Any) -> Plain | None:
    from matplotlib.quiver import Quiver

    if not isinstance(collection, Quiver):
        return None
    return {
        "x": _column(collection.X),
        "y": _column(collection.Y),
        "u": _column(collection.U),
        "v": _column(collection.V),
    }


def _levels(axes: Any) -> Iterable[tuple[Any, int]]:
    """Each contour line of each set; filled ones have none."""
    from matplotlib.contour import ContourSet

    for contours in axes.collections:
        if isinstance(contours, ContourSet) and not contours.filled:
            yield from ((contours, index) for index in range(np.asarray(contours.levels).size))


def _contour(level: tuple[Any, int]) -> Plain:
    contours, index = level
    corners = np.asarray(contours.get_paths()[index].vertices)
    height = float(np.asarray(contours.levels)[index])
    return {"x": _column(corners[:, 0]), "y": _column(corners[:, 1]), "level": height}


def _bars(container: Any) -> Plain | None:
    from matplotlib.container import BarContainer

    if not isinstance(container, BarContainer):
        return None
    boxes = [(bar.get_x(), bar.get_y(), bar.get_width(), bar.get_height()) for bar in container.patches[:_MAX_POINTS]]
    left, bottom, width, height = np.array(boxes, dtype=float).reshape(-1, 4).T
    if container.orientation == "horizontal":
        left, width, height = bottom, height, width
    return {
        "x": _column(left + width / 2),
        "width": _column(width),
        "height": _column(height),
        "label": _label(container),
    }


def _image(image: Any) -> Plain | None:
    array = np.asarray(np.ma.getdata(image.get_array()))
    if array.size > _MAX_PIXELS:
        return None
    if array.dtype.itemsize > np.dtype(np.float64).itemsize:
        array = array.astype(np.float64)
    vmin, vmax = image.get_clim()
    return {"array": array, "cmap": _text(image.get_cmap().name), "vmin": _bound(vmin), "vmax": _bound(vmax)}


def _bound(value: Any) -> float | None:
    return None if value is None else float(value)


def _column(values: Any) -> NDArray[np.float64]:
    flat = np.ma.asarray(values).ravel()[:_MAX_POINTS]
    return np.asarray(np.ma.filled(flat.astype(np.float64), np.nan))


def _linestyle(style: Any) -> str:
    return style if style in {"-", "--", ":", "-."} else "None" if style in _NO_MARKERS else "--"


def _color(color: Any) -> str:
    from matplotlib.colors import to_hex

    return "none" if isinstance(color, str) and color.lower() == "none" else to_hex(color)


def _label(artist: Any) -> str:
    """The label that was given; matplotlib's own ones start with an underscore, and no legend shows them."""
    label = _text(artist.get_label() or "")
    return "" if label.startswith("_") else label


def _text(value: Any) -> str:
    return str(value)[:_MAX_TEXT].encode("utf-8", "replace").decode()
