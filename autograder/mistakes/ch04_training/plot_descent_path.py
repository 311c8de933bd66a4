# ruff: noqa: F821 - bodies are pasted into a notebook, where the names of the chapter exist
"""What goes wrong in plot_descent_path, and what looks unusual and is right."""

from functools import partial

import matplotlib.pyplot as plt
import numpy as np

from autograder.mistakes import altered, altered_variant, mistake, variant

path = partial(altered, "plot_descent_path")
right = partial(altered_variant, "plot_descent_path")
MARKS = 'plt.plot(places[:, 0], places[:, 1], "o-")'
STEP = "path.append(gradient_descent(f, path[-1], lr, 1))"
ALTERED = [
    path(
        "half_a_map",
        "The contour lines cover only a part of what the axes show.",
        ("np.arange(-4.5, 4.6, 0.25)", "np.arange(0.0, 4.6, 0.25)"),
    ),
    path(
        "only_final_point",
        "Only the last place is drawn. Mark the start and the place after each step.",
        ("places[:, 0], places[:, 1]", "places[-1:, 0], places[-1:, 1]"),
    ),
    path("start_missing", "The start is not marked.", ("places[:, 0], places[:, 1]", "places[1:, 0], places[1:, 1]")),
    path(
        "last_missing",
        "The place after the last step is not marked.",
        ("places[:, 0], places[:, 1]", "places[:-1, 0], places[:-1, 1]"),
    ),
    path("no_markers", "The line has no markers, so the places cannot be seen. Draw 'o' or 'o-'.", ('"o-"', '"-"')),
    path(
        "contours_wrong_function",
        "The contour lines are those of another landscape. Ask f for the heights.",
        ("f(np.array(place))", "np.sum(np.array(place) ** 2)"),
    ),
    path(
        "contours_turned",
        "The map is turned: x0 goes to the right, x1 up.",
        ("np.array([f(np.array(place))", "np.array([f(np.array(place[::-1]))"),
    ),
    path(
        "contours_missing",
        "The contour lines are missing.",
        ('plt.contour(x0, x1, heights.reshape(x0.shape), colors="0.7")', "pass"),
    ),
    path(
        "range_missing",
        "The range of the axes is not set. Use plt.xlim and plt.ylim.",
        ("plt.xlim(-3.5, 3.5)\n    plt.ylim(-4.5, 4.5)", "pass"),
        (
            "np.arange(-3.5, 3.6, 0.25), np.arange(-4.5, 4.6, 0.25)",
            "np.arange(-4.0, 4.1, 0.25), np.arange(-5.0, 5.1, 0.25)",
        ),
    ),
    path(
        "coordinates_swapped",
        "x0 and x1 of the places are swapped.",
        ("places[:, 0], places[:, 1]", "places[:, 1], places[:, 0]"),
    ),
    path("uphill", "The walk goes uphill.", ("path[-1], lr, 1)", "path[-1], -lr, 1)")),
    path(
        "closed_again",
        "plt.close throws the figure away before anyone has seen it.",
        ("plt.ylim(-4.5, 4.5)", 'plt.close("all")'),
    ),
    right("dots_only", ('"o-"', '"."')),
    right(
        "filled_too", ("plt.contour(", "plt.contourf(x0, x1, heights.reshape(x0.shape), alpha=0.3)\n    plt.contour(")
    ),
    right("bottom_marked", (MARKS, f'{MARKS}\n    plt.plot(0, 0, "x")')),
    right("scatter", (MARKS, "plt.scatter(*places.T)")),
]


@mistake(
    "plot_descent_path", "The list holds one array many times, so all markers lie on the last place. Append copies."
)
def plot_descent_path__same_array_repeated(f, init_x, lr, step_num):
    x, path = init_x.copy(), []
    for _ in range(step_num + 1):
        path.append(x)
        x -= lr * numerical_gradient(f, x)
    places = np.array(path)
    x0, x1 = np.meshgrid(np.arange(-3.5, 3.6, 0.25), np.arange(-4.5, 4.6, 0.25))
    heights = np.array([f(np.array(place)) for place in zip(x0.ravel(), x1.ravel())])
    plt.contour(x0, x1, heights.reshape(x0.shape))
    plt.plot(places[:, 0], places[:, 1], "o")
    plt.xlim(-3.5, 3.5)
    plt.ylim(-4.5, 4.5)


@variant("plot_descent_path")
def plot_descent_path__walk_of_its_own(f, init_x, lr, step_num):
    x = np.array(init_x)
    plt.figure()
    a, b = np.linspace(-3.5, 3.5, 36), np.linspace(-4.5, 4.5, 46)
    plt.contour(a, b, [[f(np.array([u, v])) for u in a] for v in b], 8)
    plt.plot(*x, "ro")
    for _ in range(step_num):
        x = x - lr * numerical_gradient(f, x)
        plt.plot(*x, "ro")
    plt.axis([-3.5, 3.5, -4.5, 4.5])
    plt.xlabel("x0")
    plt.ylabel("x1")
    plt.show()
