"""Hidden tests of sigmoid_derivative_plot: heights, range, names, label of the axis."""

import re

import numpy as np
import pytest

from autograder.grading.api import require

# axhline and axvline draw two points; they take no place in a legend.
CURVE_POINTS = 3

CURVES = {"f": lambda f: f, "1-f": lambda f: 1 - f, "f(1-f)": lambda f: f * (1 - f)}


def drawn(student, reference):
    """For each curve that was drawn, the line, its axes and its figure."""
    figures = student.figures("sigmoid_derivative_plot")
    found = {}
    for figure, axes, line in ((f, a, one) for f in figures for a in f.axes for one in a.lines):
        u, y = np.asarray(line.x, float), np.asarray(line.y, float)
        if u.size < 10 or not np.isfinite(u).all():
            continue
        for name, curve in CURVES.items():
            if np.allclose(y, curve(reference.sigmoid(u)), atol=1e-6):
                found.setdefault(name, (line, axes, figure))
    return found


def plain(text):
    """A name as one would say it."""
    return re.sub(r"[\s$*·]|\\cdot", "", text).replace("−", "-").lower()  # noqa: RUF001  # a typographer's minus


def legend_name(line, axes, legend):
    """What the legend calls a line: its label, or the entry at its place when the lines carry no labels."""
    if line.label:
        return plain(line.label) if line.label in legend else ""
    labelled = any(other.label for other in axes.lines)
    curves = [other for other in axes.lines if other is line or np.size(other.x) >= CURVE_POINTS]
    place = next(number for number, other in enumerate(curves) if other is line)
    return "" if labelled or place >= len(legend) else plain(legend[place])


@pytest.mark.points(1.5)
def test_curves(student, reference):
    """Three lines show f, 1 - f and f (1 - f)."""
    found = drawn(student, reference)
    for name in CURVES:
        require(name in found, f"No line has the heights of {name}.")


@pytest.mark.points(0.75)
def test_range(student, reference):
    """The lines go from -6 to 6 in steps of 0.1 or finer."""
    found = drawn(student, reference)
    require(found, "None of the three lines is there.")
    for name, (line, _, _) in found.items():
        u = np.asarray(line.x, float)
        require(u.min() <= -5.99 and u.max() >= 5.99, f"The line of {name} does not go from -6 to 6.")
        require(np.abs(np.diff(u)).max() < 0.1001, f"The line of {name} has steps larger than 0.1.")


@pytest.mark.points(0.75)
def test_names(student, reference):
    """Each line is named in a legend or a title, and the horizontal axis is labelled u."""
    found = drawn(student, reference)
    require(found, "None of the three lines is there.")
    for name, (line, axes, figure) in found.items():
        shown = (legend_name(line, axes, axes.legend or figure.legend), plain(axes.title))
        require(name in shown, f"The name {name} stands beside its line in no legend, and in no title.")
        require(plain(axes.xlabel) == "u", "The horizontal axis is not labelled u.")
