# ruff: noqa: F821 - bodies are pasted into a notebook, where the names of the chapter exist
"""What goes wrong in function_1, tangent_line and plot_tangents, and what looks unusual and is right."""

from functools import partial

import matplotlib.pyplot as plt
import numpy as np

from autograder.mistakes import altered, altered_variant, mistake, variant

DRAWN = 'plt.plot(x, tangent_line(function_1, place)(x), linestyle="--")'


line = partial(altered, "tangent_line")
plot = partial(altered, "tangent_line", replaces="plot_tangents")
curve = partial(altered, "tangent_line", replaces="function_1")
ALTERED = [
    line(
        "slope_only",
        "The line has the right slope and goes through the origin. Add f(x) - slope * x, so that it touches the curve.",
        ("slope * place + intercept", "slope * place"),
    ),
    line(
        "intercept_sign",
        "f(x) + slope * x has the wrong sign: the height at 0 is f(x) - slope * x.",
        ("f(x) - slope * x", "f(x) + slope * x"),
    ),
    line(
        "starts_at_the_curve",
        "The line has the height f(x) at 0 instead of at x. Subtract slope * x.",
        ("f(x) - slope * x", "f(x)"),
    ),
    line(
        "secant_not_tangent",
        "The line cuts the curve in two places a whole step apart. The tangent has the slope of numerical_diff.",
        ("numerical_diff(f, x)", "f(x + 1) - f(x)"),
    ),
    line(
        "level",
        "The line is level: it has the height of the curve and not its slope.",
        ("slope * place + intercept", "f(x) + 0 * place"),
    ),
    line(
        "returns_numbers",
        "tangent_line returns slope and height. A function is asked: define it inside, and return its name.",
        ("lambda place: slope * place + intercept", "slope, intercept"),
    ),
    line(
        "returns_none",
        "tangent_line makes a function and does not return it.",
        ("return lambda place: slope * place + intercept", "line = lambda place: slope * place + intercept"),
    ),
    plot(
        "labels_missing",
        "The axes have no names. Use plt.xlabel and plt.ylabel.",
        ('plt.xlabel("x")\n    plt.ylabel("f(x)")', "pass"),
    ),
    plot("one_label_missing", "The vertical axis has no name. Use plt.ylabel.", ('plt.ylabel("f(x)")', "pass")),
    plot(
        "labels_swapped",
        "The names of the axes are swapped.",
        ('xlabel("x")', 'xlabel("f")'),
        ('ylabel("f(x)")', 'ylabel("x")'),
    ),
    plot("curve_missing", "The curve of function_1 itself is not drawn.", ("plt.plot(x, function_1(x))", "pass")),
    plot("one_tangent", "The tangent at 10 is not drawn.", ("(5.0, 10.0)", "(5.0,)")),
    plot("other_places", "The tangents touch at other places than 5 and 10.", ("(5.0, 10.0)", "(0.0, 15.0)")),
    plot("no_tangents", "No tangent is drawn.", (DRAWN, "pass")),
    plot(
        "coarse", "x goes in steps of 1. Use steps of 0.1.", ("np.arange(0.0, 20.0, 0.1)", "np.arange(0.0, 20.0, 1.0)")
    ),
    plot(
        "half_the_range", "x ends at 10. Draw from 0 to 20.", ("np.arange(0.0, 20.0, 0.1)", "np.arange(0.0, 10.0, 0.1)")
    ),
    plot(
        "closed_again",
        "plt.close throws the figure away before anyone has seen it.",
        ('plt.ylabel("f(x)")', 'plt.close("all")'),
    ),
    curve(
        "coefficients_swapped",
        "The two coefficients of function_1 are swapped: 0.01 belongs to the square.",
        ("0.01 * x**2 + 0.1 * x", "0.1 * x**2 + 0.01 * x"),
    ),
    curve("square_missing", "function_1 has no square: 0.01 * x**2 + 0.1 * x.", ("x**2", "x")),
    curve(
        "numbers_only",
        "function_1 takes numbers only. Write x**2, which works for arrays, too.",
        ("x**2", "float(x)**2"),
    ),
    altered_variant("tangent_line", "without_dashes", (', linestyle="--"', ""), replaces="plot_tangents"),
    altered_variant("tangent_line", "up_to_20", ("20.0, 0.1", "20.05, 0.1"), replaces="plot_tangents"),
    altered_variant("tangent_line", "factored", ("0.01 * x**2 + 0.1 * x", "x * (x + 10) / 100"), replaces="function_1"),
]


@mistake("tangent_line", "function_1 hands nothing back (None).", replaces="function_1")
def tangent_line__function_1_returns_none(x):
    print(0.01 * x**2 + 0.1 * x)


@variant("tangent_line")
def tangent_line__inner_function(f, x):
    slope = numerical_diff(f, x)  # noqa: F821
    height = f(x)

    def line(place):
        return height + slope * (place - x)

    return line


@variant("tangent_line", replaces="plot_tangents")
def tangent_line__two_axes():
    x = np.arange(0, 20, 0.1)
    for number, place in enumerate([5, 10]):
        plt.subplot(1, 2, number + 1)
        plt.plot(x, function_1(x), "k")  # noqa: F821
        line = tangent_line(function_1, place)  # noqa: F821
        plt.plot(x, line(x), ":", label="tangent")
        plt.plot(place, function_1(place), "o")  # noqa: F821
        plt.xlabel("$x$")
        plt.ylabel("$f(x)$")
        plt.legend()
    plt.show()


@variant("tangent_line")
def tangent_line__partial(f, x):
    import functools

    def line(slope, height, u):
        return slope * np.asarray(u) + height

    slope = numerical_diff(f, x)
    return functools.partial(line, slope, f(x) - slope * x)


@variant("tangent_line")
def tangent_line__polynomial(f, x):
    slope = numerical_diff(f, x)
    return np.poly1d([slope, f(x) - slope * x])
