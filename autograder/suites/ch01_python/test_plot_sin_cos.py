"""Hidden tests of plot_sin_cos: both curves in one pair of axes, how they are drawn, and the words around them."""

import numpy as np
import pytest

from autograder.grading.api import require

# axhline and axvline draw two points; they take no place in a legend.
CURVE_POINTS = 3


def lines_like(axes, curve):
    """The drawn lines of axes that follow a curve over x = 0, 0.1, ..., 5.9."""
    drawn = [line for line in axes.lines if line.linestyle != "None" and line.x.size == 60]
    right = [line for line in drawn if np.allclose(line.x, 0.1 * np.arange(60), atol=1e-6)]
    return [line for line in right if np.allclose(line.y, curve(line.x), atol=1e-6)]


def both(student):
    """The figure and the axes that hold both curves, and the two lines."""
    figures = student.figures("plot_sin_cos")
    pairs = [(figure, axes) for figure in figures for axes in figure.axes]
    for name, curve in (("sine", np.sin), ("cosine", np.cos)):
        found = any(lines_like(axes, curve) for _, axes in pairs)
        require(found, f"No line shows the {name} over the 60 points x = 0, 0.1, ..., 5.9.")
    shared = [pair for pair in pairs if lines_like(pair[1], np.sin) and lines_like(pair[1], np.cos)]
    require(shared, "The two curves are not in the same pair of axes.")
    figure, axes = shared[0]
    return figure, axes, lines_like(axes, np.sin)[0], lines_like(axes, np.cos)[0]


def name_in(legend, axes, line):
    """What the legend calls a line: its label, or the entry at its place when the lines carry no labels."""
    if line.label:
        return line.label.lower() if line.label in legend else ""
    curves = [other for other in axes.lines if np.size(other.x) >= CURVE_POINTS]
    place = next(number for number, other in enumerate(curves) if other is line)
    return "" if any(other.label for other in axes.lines) or place >= len(legend) else legend[place].lower()


@pytest.mark.points(1)
def test_two_lines(student):
    """Sine and cosine are lines over the same 60 points, in one pair of axes."""
    both(student)


@pytest.mark.points(1)
def test_dashes(student):
    """The sine is solid and the cosine dashed."""
    _, _, sine, cosine = both(student)
    require(sine.linestyle == "-", "The sine is not a solid line.")
    require(cosine.linestyle == "--", "The cosine is not a dashed line.")


@pytest.mark.points(0.5)
def test_legend(student):
    """The legend names both lines."""
    figure, axes, sine, cosine = both(student)
    legend = axes.legend or figure.legend
    require(legend, "There is no legend: labels show only after legend() is called.")
    require("sin" in name_in(legend, axes, sine), "The legend does not name the sine 'sin'.")
    require("cos" in name_in(legend, axes, cosine), "The legend does not name the cosine 'cos'.")


@pytest.mark.points(0.5)
def test_words(student):
    """Both axes have a name, and there is a title."""
    figure, axes, _, _ = both(student)
    require(axes.xlabel and axes.ylabel, "An axis has no name: use xlabel and ylabel.")
    title = (axes.title or figure.title).lower()
    require("sin" in title and "cos" in title, "The title 'sin & cos' is missing.")
