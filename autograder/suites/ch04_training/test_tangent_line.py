"""Hidden tests of function_1, tangent_line and plot_tangents: heights, lines drawn, names of the axes."""

import numpy as np
import pytest

from autograder.grading.api import Tolerance, assert_close, require

NEAR = Tolerance(rel=1e-5, abs=1e-5)


def lines_like(figures, curve):
    """All lines that show a curve somewhere between 0 and 20."""
    return [
        line
        for figure in figures
        for axes in figure.axes
        for line in axes.lines
        if line.x.size > 1 and np.allclose(line.y, curve(line.x), atol=2e-3)
    ]


def covers_range(line):
    """Whether a line's points run from 0 to 20 in steps of 0.1; the last one may be 19.9 or 20."""
    return line.x.size > 2 and np.allclose(line.x, 0.1 * np.arange(line.x.size), atol=0.02) and 19.8 < line.x[-1] < 20.1


@pytest.mark.points(0.5)
def test_function_1(student, reference, rng):
    """function_1 takes a number or an array."""
    places = [float(rng.uniform(0, 20)), rng.uniform(-10, 20, size=(2, 3))]
    answers = [(student.function_1(x), reference.function_1(x)) for x in places]
    for got, want in answers:
        assert_close(got, want)


@pytest.mark.points(1)
def test_heights(student, reference, rng):
    """tangent_line returns a function, whose line touches the curve at x with the curve's slope."""
    a, b, c = rng.uniform(0.5, 2, size=3)
    x, places = float(rng.uniform(1, 3)), rng.uniform(-5, 5, size=4)
    lines = [side.tangent_line(lambda u: float(a * u**2 - b * u + c), x) for side in (student, reference)]
    require(callable(lines[0]), "tangent_line has to return a function.")
    assert_close(lines[0](places), lines[1](places), NEAR, what="the line")


@pytest.mark.points(1)
def test_lines(student, reference):
    """The curve and its tangents at 5 and 10 are drawn over x from 0 in steps of 0.1."""
    figures = student.figures("plot_tangents")
    curves = {"function_1": reference.function_1}
    for place in (5.0, 10.0):
        curves[f"its tangent at {place:g}"] = reference.tangent_line(reference.function_1, place)
    for name, curve in curves.items():
        found = lines_like(figures, curve)
        require(found, f"No line shows {name}.")
        require(any(map(covers_range, found)), f"{name} is not drawn over x = 0.0, 0.1, ..., 19.9.")


@pytest.mark.points(0.5)
def test_names_of_axes(student):
    """The axes are named x and f(x)."""
    named = [axes for figure in student.figures("plot_tangents") for axes in figure.axes if axes.lines]
    require(named, "No line is drawn.")
    require(all("x" in axes.xlabel.lower() for axes in named), "The horizontal axis has no name: x is asked for.")
    require(all("f" in axes.ylabel.lower() for axes in named), "The vertical axis has no name: f(x) is asked for.")
