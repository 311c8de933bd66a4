"""Hidden tests of plot_gradient_field: where the arrows stand, where they point, and the axes around them."""

import itertools

import numpy as np
import pytest

from autograder.grading.api import require

GRID = np.array(list(itertools.product(np.arange(-2.0, 2.1, 0.5), repeat=2)))


def drawn(student):
    """The axes with arrows, and these arrows by place: rows of (x0, x1, to the right, up), in the grid's order."""
    figures = student.figures("plot_gradient_field", student.get_global("oval_bowl"))
    found = [axes for figure in figures for axes in figure.axes if axes.arrows]
    require(found, "No field of arrows is drawn: call plt.quiver.")
    require(len(found[0].arrows) == 1, "The arrows are drawn by several calls of plt.quiver. Draw all 81 by one call.")
    field = found[0].arrows[0]
    rows = np.column_stack([field.x, field.y, field.u, field.v])
    return found[0], rows[np.lexsort((np.round(rows[:, 1], 6), np.round(rows[:, 0], 6)))]


def on_grid(rows):
    """Fail unless there is one arrow at each place of the grid."""
    places = rows.shape == (len(GRID), 4) and np.allclose(rows[:, :2], GRID, atol=1e-6)
    require(places, "The arrows do not begin at the 81 places with x0 and x1 among -2.0, -1.5, ..., 2.0.")


@pytest.mark.points(1)
def test_places(student):
    """One arrow begins at each of the 81 places of the grid, and arrows are longer where it is steeper."""
    _, rows = drawn(student)
    on_grid(rows)
    lengths, steepness = np.hypot(*rows[:, 2:].T), np.hypot(0.5 * GRID[:, 0], 2 * GRID[:, 1])
    swapped = np.hypot(0.5 * GRID[:, 1], 2 * GRID[:, 0])
    ok = np.allclose(lengths, steepness, rtol=1e-3) or np.allclose(lengths, swapped, rtol=1e-3)
    require(ok, "The arrows are not as long as the gradient is.")


@pytest.mark.points(1.5)
def test_directions(student):
    """Every arrow points downhill, against the gradient at the place where it begins."""
    _, rows = drawn(student)
    on_grid(rows)
    downhill = -GRID * [0.5, 2.0]
    require(not np.allclose(rows[:, 2:], -downhill, atol=1e-4), "The arrows point uphill: draw minus the gradient.")
    ok = np.allclose(rows[:, 2:], downhill, atol=1e-4)
    require(ok, "The arrows do not point against the gradient at their places: is u for x0 and v for x1?")


@pytest.mark.points(0.5)
def test_axes(student):
    """The axes are named x0 and x1 and have equal units."""
    axes, _ = drawn(student)
    named = "0" in axes.xlabel and "1" in axes.ylabel
    require(named, "The axes are not named x0 and x1.")
    require(axes.aspect == 1, 'The units of the axes are not equal: plt.axis("equal") makes them so.')
