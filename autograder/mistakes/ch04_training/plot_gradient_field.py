# ruff: noqa: F821 - bodies are pasted into a notebook, where the names of the chapter exist
"""What goes wrong in plot_gradient_field, and what looks unusual and is right."""

from functools import partial

import matplotlib.pyplot as plt
import numpy as np

from autograder.mistakes import altered, altered_variant, variant

field = partial(altered, "plot_gradient_field")
right = partial(altered_variant, "plot_gradient_field")
ARROWS = "plt.quiver(places[:, 0], places[:, 1], downhill[:, 0], downhill[:, 1])"
TICKS = "np.arange(-2.0, 2.1, 0.5)"
ALTERED = [
    field(
        "positive_gradient", "The arrows point uphill. Draw minus the gradient.", ("-np.array([num", "np.array([num")
    ),
    field(
        "u_v_swapped",
        "u and v are swapped: first what belongs to x0, then what belongs to x1.",
        ("downhill[:, 0], downhill[:, 1]", "downhill[:, 1], downhill[:, 0]"),
    ),
    field(
        "missing_axis_equal",
        'The units of the axes are not equal. Use plt.axis("equal").',
        ('plt.axis("equal")', "pass"),
    ),
    field(
        "labels_missing",
        "The axes have no names. Use plt.xlabel and plt.ylabel.",
        ('plt.xlabel("x0")\n    plt.ylabel("x1")', "pass"),
    ),
    field(
        "meshgrid_indexing",
        "Each arrow stands at the place for which another one was computed: x0 and x1 of the places are swapped.",
        ("plt.quiver(places[:, 0], places[:, 1],", "plt.quiver(places[:, 1], places[:, 0],"),
    ),
    field("coarse_grid", "The grid goes in steps of 1. Use steps of 0.5.", (TICKS, "np.arange(-2.0, 2.1, 1.0)")),
    field(
        "last_row_missing",
        "The row and the column at 2.0 are missing: arange leaves its end out.",
        (TICKS, "np.arange(-2.0, 2.0, 0.5)"),
    ),
    field(
        "arrows_of_one_length",
        "All arrows are equally long. Draw the gradient as it is.",
        ("plt.quiver(", "downhill /= np.hypot(downhill[:, :1], downhill[:, 1:]) + 1e-9\n    plt.quiver("),
    ),
    field(
        "no_arrows",
        "Points are drawn instead of arrows. Use plt.quiver.",
        (ARROWS, "plt.scatter(places[:, 0], places[:, 1])"),
    ),
    field(
        "hard_coded_example",
        "The field is that of the round bowl, whatever f is.",
        ("np.array([numerical_gradient(f, place) for place in places])", "2 * places"),
    ),
    field(
        "closed_again",
        "plt.close throws the figure away before anyone has seen it.",
        ('plt.axis("equal")', 'plt.close("all")'),
    ),
    field(
        "slopes_in_one_direction",
        "The arrows show the slope with respect to x0 only.",
        ("downhill[:, 1])", "0 * downhill[:, 1])"),
    ),
    right("set_aspect", ('plt.axis("equal")', 'plt.gca().set_aspect("equal")')),
    right("other_order", ("for x1 in ticks for x0 in ticks", "for x0 in ticks for x1 in ticks")),
    right("scaled_arrows", ("downhill[:, 1])", 'downhill[:, 1], angles="xy", color="grey", scale=40)')),
]


@variant("plot_gradient_field")
def plot_gradient_field__meshgrid(f):
    ticks = np.linspace(-2, 2, 9)
    X, Y = np.meshgrid(ticks, ticks)
    U, V = np.zeros_like(X), np.zeros_like(Y)
    for i in range(X.shape[0]):
        for j in range(X.shape[1]):
            U[i, j], V[i, j] = -numerical_gradient(f, np.array([X[i, j], Y[i, j]]))
    figure, axes = plt.subplots()
    axes.quiver(X, Y, U, V)
    axes.set(xlabel="$x_0$", ylabel="$x_1$")
    axes.axis("equal")
    plt.show()
