"""Hidden tests of plot_sin: a line that follows the sine, and its points."""

import numpy as np
import pytest

from autograder.grading.api import require


def sine_lines(student):
    """The drawn lines whose heights are the sine of their x."""
    lines = [line for figure in student.figures("plot_sin") for axes in figure.axes for line in axes.lines]
    drawn = [line for line in lines if line.linestyle != "None" and line.x.size > 5]
    return [line for line in drawn if np.allclose(line.y, np.sin(line.x), atol=1e-6)]


@pytest.mark.points(1)
def test_curve(student):
    """A line follows the sine, counted in radians."""
    require(sine_lines(student), "No line is drawn whose heights are np.sin of its x.")


@pytest.mark.points(1)
def test_points(student):
    """The line has the 60 points x = 0, 0.1, ..., 5.9."""
    lines = sine_lines(student)
    require(lines, "No line is drawn whose heights are np.sin of its x.")
    require(any(line.x.size == 60 for line in lines), "The line does not have 60 points.")
    right = [line for line in lines if line.x.size == 60 and np.allclose(line.x, 0.1 * np.arange(60), atol=1e-6)]
    require(right, "The points are not x = 0, 0.1, ..., 5.9.")
