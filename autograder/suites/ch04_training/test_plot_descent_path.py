"""Hidden tests of plot_descent_path: the places of the walk, the contour lines, and the range of the axes."""

import numpy as np
import pytest

from autograder.grading.api import require

START, LR, STEPS = np.array([-3.0, 4.0]), 0.15, 6
WALK = START * (1 - LR * np.array([0.5, 2.0])) ** np.arange(STEPS + 1)[:, None]


def drawn(student):
    """The axes, and the places that carry markers."""
    figures = student.figures("plot_descent_path", student.get_global("oval_bowl"), START, LR, STEPS)
    found = [axes for figure in figures for axes in figure.axes]
    require(found, "Nothing is drawn.")
    marks = [np.column_stack([line.x, line.y]) for axes in found for line in axes.lines if line.marker != "None"]
    marks += [np.column_stack([points.x, points.y]) for axes in found for points in axes.points]
    return found, np.concatenate([np.zeros((0, 2)), *marks])


@pytest.mark.points(1)
def test_walk(student):
    """A marker stands at the start and at the place after each step."""
    _, marks = drawn(student)
    require(len(marks), "No marker is drawn: a line alone does not show the places.")
    missing = [place for place in WALK if not (np.abs(marks - place).max(axis=1) < 1e-3).any()]
    require(not missing, "Some places of the walk have no marker: start, and the place after each step.")
    near = np.abs(marks[:, None] - WALK[None]).max(axis=2).min(axis=1) < 1e-3
    # The bottom of the bowl may be marked, too.
    require((near | (np.abs(marks) < 1e-9).all(axis=1)).all(), "Markers stand at places where the walk does not come.")


@pytest.mark.points(0.5)
def test_map(student):
    """The contour lines are those of the landscape."""
    found, _ = drawn(student)
    lines = [contour for axes in found for contour in axes.contours if contour.x.size]
    require(len(lines) > 1, "There are no contour lines: call plt.contour with the heights of f.")
    corners = np.concatenate([np.column_stack([line.x, line.y]) for line in lines])
    everywhere = (corners.min(axis=0) < (-2.5, -3.5)).all() and (corners.max(axis=0) > (2.5, 3.5)).all()
    require(everywhere, "The contour lines cover only a part of the axes.")
    # Between the corners of a coarse map a line runs straight.
    off = [np.abs(0.25 * line.x**2 + line.y**2 - line.level).max() for line in lines]
    require(max(off) < 0.6, "The contour lines are not those of f.")


@pytest.mark.points(0.5)
def test_range(student):
    """The axes show x0 from -3.5 to 3.5 and x1 from -4.5 to 4.5."""
    found, _ = drawn(student)
    ranges = [np.allclose((*axes.xlim, *axes.ylim), (-3.5, 3.5, -4.5, 4.5), atol=0.01) for axes in found]
    require(any(ranges), "The axes do not show x0 from -3.5 to 3.5 and x1 from -4.5 to 4.5.")
