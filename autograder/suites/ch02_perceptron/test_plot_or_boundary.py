"""Hidden tests of plot_or_boundary: the line, the marks at the four inputs, and the frame."""

import numpy as np
import pytest

from autograder.grading.api import require

SILENT, FIRING = [(0, 0)], [(1, 0), (0, 1), (1, 1)]
CIRCLES, TRIANGLES = {"o", "."}, {"^", "v", "<", ">"}


def boundaries(axes):
    """The drawn lines that are x2 = 0.5 - x1; contour lines count as well."""
    lines = [line for line in axes.lines if line.linestyle != "None"]
    drawn = [line for line in (*lines, *axes.contours) if line.x.size > 1]
    return [line for line in drawn if np.allclose(line.y, 0.5 - line.x, atol=1e-6)]


def drawn_axes(student):
    """The axes with the boundary, or the first ones."""
    every = [axes for figure in student.figures("plot_or_boundary") for axes in figure.axes]
    require(every, "Nothing is drawn.")
    return next((axes for axes in every if boundaries(axes)), every[0])


def marks_at(axes, place):
    """The markers drawn at a place."""
    drawn = [things for things in (*axes.lines, *axes.points) if things.marker != "None"]
    return {things.marker for things in drawn if np.any(np.hypot(things.x - place[0], things.y - place[1]) < 1e-6)}


@pytest.mark.points(1)
def test_line(student):
    """The boundary is the line x2 = 0.5 - x1, at least from x1 = -0.5 to 1."""
    lines = boundaries(drawn_axes(student))
    require(lines, "No line shows the boundary -0.5 + x1 + x2 = 0, that is x2 = 0.5 - x1.")
    reach = [line for line in lines if line.x.min() < -0.49 and line.x.max() > 0.99]
    require(reach, "The line is too short: it has to reach from x1 = -0.5 to x1 = 1.")


@pytest.mark.points(1)
def test_markers(student):
    """All four inputs are marked: with a circle where OR answers 0, with triangles where it answers 1."""
    axes = drawn_axes(student)
    marks = {place: marks_at(axes, place) for place in SILENT + FIRING}
    require(all(marks.values()), "Not all four inputs are marked: (0, 0), (1, 0), (0, 1), (1, 1).")
    firing = set.union(*(marks[place] for place in FIRING))
    require(not marks[0, 0] & firing, "The marker at (0, 0) is also used where OR answers 1.")
    require(len(firing) == 1, "The three inputs where OR answers 1 do not share one marker.")
    require(marks[0, 0] <= CIRCLES, "The marker at (0, 0), where OR answers 0, is not a circle.")
    require(firing <= TRIANGLES, "The marker where OR answers 1 is not a triangle.")


@pytest.mark.points(1)
def test_frame(student):
    """All four marked inputs lie inside the frame, with room around them; x1 grows to the right and x2 upwards."""
    axes = drawn_axes(student)
    # The frame is judged around what is drawn: an empty one would have room for anything.
    require(all(marks_at(axes, place) for place in SILENT + FIRING), "Not all four inputs are marked.")
    for low, high in (axes.xlim, axes.ylim):
        require(low < high, "An axis is turned: x1 grows to the right and x2 upwards.")
        require(low < -0.09 and high > 1.09, "The frame hides or touches points: show both axes from -0.5 to 1.5.")
