"""Hidden tests of descent_sketch: curve, labels, tangent, and both ends of the step."""

import numpy as np
import pytest

from autograder.grading.api import require

# On the right of the bottom; drawn once for all tests, because drawing takes most of their time.
RIGHT = (4.0, 0.25)


def left(rng):
    """A beginning on the left of the bottom, and a learning rate with which the step ends on the shown curve."""
    return float(rng.uniform(-1.2, -0.2)), float(rng.choice([0.3, 0.6, 1.4]))


def drawn(student, w, lr):
    """The axes with the most lines."""
    axes = [axes for figure in student.figures("descent_sketch", w, lr) for axes in figure.axes]
    require(axes, "Nothing was drawn.")
    return max(axes, key=lambda one: len(one.lines) + len(one.points))


def markers(axes):
    """Every place with a marker."""
    of_lines = [(x, y) for line in axes.lines if line.marker != "None" for x, y in zip(line.x, line.y, strict=True)]
    return of_lines + [(x, y) for dots in axes.points for x, y in zip(dots.x, dots.y, strict=True)]


def is_marked(axes, place, height):
    """Whether a marker stands there."""
    return any(abs(x - place) < 1e-6 and abs(y - height) < 1e-6 for x, y in markers(axes))


@pytest.mark.points(0.5)
def test_curve_and_labels(student, reference):
    """The error curve is drawn from -3 to 5, and the axes are labelled w and E."""
    axes = drawn(student, *RIGHT)
    curves = [line for line in axes.lines if line.x.size > 20 and np.allclose(line.y, reference.error(line.x))]
    require(curves, "No line shows the error curve.")
    wide = any(line.x.min() < -2.99 and line.x.max() > 4.99 and np.diff(line.x).max() < 0.1001 for line in curves)
    require(wide, "The curve does not go from -3 to 5 in steps of 0.1 or finer.")
    require(axes.xlabel.strip(" $") == "w", "The horizontal axis is not labelled w.")
    require(axes.ylabel.strip(" $") == "E", "The vertical axis is not labelled E.")


@pytest.mark.points(0.5)
def test_tangent(student, reference, rng):
    """A straight line touches the curve where the step begins."""
    cases = [RIGHT, left(rng)]
    pictures = [drawn(student, *case) for case in cases]
    for axes, (w, _) in zip(pictures, cases, strict=True):
        heights = [reference.error(w) + reference.slope(w) * (line.x - w) for line in axes.lines]
        lines = zip(axes.lines, heights, strict=True)
        touching = [line for line, height in lines if line.x.size > 1 and np.allclose(line.y, height, atol=1e-6)]
        require(touching, "No straight line has the slope of the curve at the beginning and touches it there.")
        long = any(line.x.min() < w - 0.49 and line.x.max() > w + 0.49 for line in touching)
        require(long, "The tangent does not reach 0.5 to both sides.")


@pytest.mark.points(1)
def test_step(student, reference, rng):
    """The step begins and ends at a marker on the curve, and goes downhill by the learning rate times the slope."""
    cases = [left(rng), RIGHT]
    pictures = [drawn(student, *case) for case in cases]
    for axes, (w, lr) in zip(pictures, cases, strict=True):
        require(is_marked(axes, w, reference.error(w)), "No marker stands where the step begins.")
        after = w - lr * reference.slope(w)
        require(is_marked(axes, after, reference.error(after)), "No marker stands on the curve where the step ends.")
