"""Hidden tests of plot_loss_and_accuracy: three lines, their styles and names, and the axes around them."""

import numpy as np
import pytest

from autograder.grading.api import require

LOSSES = [2.31, 2.27, 2.02, 1.71, 1.55, 1.18, 0.97, 1.02, 0.74, 0.69, 0.71, 0.52]
TRAIN, TEST = [0.09, 0.41, 0.66, 0.83], [0.11, 0.37, 0.69, 0.78]


def drawn(student):
    """All axes of all figures."""
    return [axes for figure in figures(student) for axes in figure.axes]


def figures(student):
    """All figures of one training."""
    return student.figures("plot_loss_and_accuracy", LOSSES, TRAIN, TEST)


def line_with(all_axes, heights, name):
    """The axes and the line that shows these heights."""
    found = [
        (axes, line)
        for axes in all_axes
        for line in axes.lines
        if line.y.size == len(heights) and np.allclose(line.y, heights, atol=1e-6)
    ]
    require(found, f"No line shows the {name}.")
    return found[0]


def accuracies(all_axes):
    """The axes of the accuracies and their two lines."""
    axes, train = line_with(all_axes, TRAIN, "training accuracies")
    other, test = line_with(all_axes, TEST, "test accuracies")
    require(axes is other, "The two accuracies are not in the same axes.")
    return axes, train, test


@pytest.mark.points(1)
def test_losses(student):
    """The losses are drawn over the iterations, in axes of their own, with names."""
    all_axes = drawn(student)
    axes, line = line_with(all_axes, LOSSES, "losses")
    steps = np.allclose(np.diff(line.x), 1) and line.x[0] in (0, 1)
    require(steps, "The losses are not drawn over the iterations 0, 1, 2, ...")
    alone = not any(other.y.size == len(TRAIN) for other in axes.lines)
    require(alone, "Losses and accuracies share their axes: give each its own.")
    named = "iter" in axes.xlabel.lower() and "loss" in axes.ylabel.lower()
    require(named, "The axes of the losses are not named iterations and loss.")


@pytest.mark.points(1)
def test_accuracies(student):
    """Both accuracies are drawn over the epochs 0, 1, 2, ..., from 0 to 1."""
    axes, *lines = accuracies(drawn(student))
    epochs = all(np.allclose(line.x, np.arange(len(TRAIN)), atol=1e-6) for line in lines)
    require(epochs, "The accuracies are not drawn over the epochs 0, 1, 2, ...")
    shown = abs(axes.ylim[0]) < 0.02 and abs(axes.ylim[1] - 1) < 0.06
    require(shown, "The accuracies are not shown from 0 to 1.")


@pytest.mark.points(1)
def test_styles_and_names(student):
    """Training is a solid line and test a dashed one, the legend tells which is which, and the axes have names."""
    made = figures(student)
    axes, train, test = accuracies([axes for figure in made for axes in figure.axes])
    around = next(figure for figure in made if any(axes is one for one in figure.axes))
    require(train.linestyle == "-", "The training accuracies are not a solid line.")
    require(test.linestyle == "--", "The test accuracies are not a dashed line.")
    names = [name.lower() for name in axes.legend or around.legend]
    require(names, "The legend is missing: labels show only after legend() is called.")
    # Labels may stand at the lines, or come in their order with the legend.
    labels = [(line.label or names[min(place, len(names) - 1)]).lower() for place, line in enumerate(axes.lines[:2])]
    order = ["train" if line is train else "test" for line in axes.lines[:2]]
    fits = all(word in label for word, label in zip(order, labels, strict=True))
    require(fits and any("train" in name for name in names), "The legend does not name the lines 'train' and 'test'.")
    named = "epoch" in axes.xlabel.lower() and "accuracy" in axes.ylabel.lower()
    require(named, "The axes of the accuracies are not named epochs and accuracy.")
