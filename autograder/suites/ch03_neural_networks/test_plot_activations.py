"""Hidden tests of plot_activations: the curves, how they are drawn, and the picture of ReLU."""

import numpy as np
import pytest

from autograder.grading.api import require

# axhline and axvline draw two points; they take no place in a legend.
CURVE_POINTS = 3


def follows(line, curve):
    """Whether a line shows a curve; next to 0, where a step may stand on either side, it is not looked at."""
    x, y = np.asarray(line.x, float), np.asarray(line.y, float)
    away = np.abs(x) > 1e-9
    return away.sum() > 5 and bool(np.allclose(y[away], curve(x[away]), atol=1e-6))


def covers_range(line):
    """Whether a line's points run from -5 to 5 in steps of 0.1; the last one may be 4.9 or 5."""
    x = np.asarray(line.x, float)
    steps = np.allclose(np.diff(x), 0.1, atol=0.005)
    return x.size > 1 and steps and abs(x[0] + 5) < 0.01 and 4.85 < x[-1] < 5.05


def lines_like(figures, curve):
    """All (axes, line) that show a curve."""
    return [(axes, line) for figure in figures for axes in figure.axes for line in axes.lines if follows(line, curve)]


def first_pair(student, reference):
    """The axes that hold both curves, the two lines, and the names in the legend of these axes or of the figure."""
    figures = student.figures("plot_activations")
    steps, sigmoids = lines_like(figures, reference.step_function), lines_like(figures, reference.sigmoid)
    require(steps, "No line shows the step function.")
    require(sigmoids, "No line shows the sigmoid.")
    pairs = [(axes, step, curve) for axes, step in steps for other, curve in sigmoids if axes is other]
    require(pairs, "The step function and the sigmoid are not in the same axes.")
    axes, step, curve = pairs[0]
    around = next(figure for figure in figures if any(axes is one for one in figure.axes))
    return axes, step, curve, axes.legend or around.legend


def legend_name(legend, axes, line):
    """What the legend calls a line: its label, or the entry at its place when the lines carry no labels."""
    if line.label:
        return line.label.lower() if line.label in legend else ""
    labelled = any(other.label for other in axes.lines)
    curves = [other for other in axes.lines if np.size(other.x) >= CURVE_POINTS]
    place = next(number for number, other in enumerate(curves) if other is line)
    return "" if labelled or place >= len(legend) else legend[place].lower()


@pytest.mark.points(1)
def test_step_and_sigmoid(student, reference):
    """The step function and the sigmoid share their axes, over x from -5 in steps of 0.1."""
    _, step, curve, _ = first_pair(student, reference)
    require(covers_range(step), "The step function is not drawn over x = -5.0, -4.9, ..., 4.9.")
    require(covers_range(curve), "The sigmoid is not drawn over x = -5.0, -4.9, ..., 4.9.")


@pytest.mark.points(1)
def test_how_they_are_drawn(student, reference):
    """The step is dashed, the sigmoid solid, y goes from -0.1 to 1.1, and the legend names both."""
    axes, step, curve, legend = first_pair(student, reference)
    require(step.linestyle == "--", "The step function is not a dashed line.")
    require(curve.linestyle == "-", "The sigmoid is not a solid line.")
    limits_fit = np.allclose(axes.ylim, (-0.1, 1.1), atol=0.02)
    require(limits_fit, "The range of y is not set to -0.1 ... 1.1, so the step lies on or near the frame.")
    require("step" in legend_name(legend, axes, step), "The legend does not name the step function 'step'.")
    require("sigmoid" in legend_name(legend, axes, curve), "The legend does not name the sigmoid 'sigmoid'.")


@pytest.mark.points(1)
def test_relu(student, reference):
    """ReLU has axes of its own, over the same x."""
    figures = student.figures("plot_activations")
    relus = lines_like(figures, reference.relu)
    require(relus, "No line shows ReLU.")
    beside = [axes for axes, _ in lines_like(figures, reference.step_function)]
    apart = [line for axes, line in relus if all(axes is not other for other in beside)]
    require(
        any(line.linestyle != "None" for line in apart) or not apart, "ReLU is drawn as single dots, not as a line."
    )
    require(apart, "ReLU is drawn into the axes of the step function instead of axes of its own.")
    require(any(covers_range(line) for line in apart), "ReLU is not drawn over x = -5.0, -4.9, ..., 4.9.")
