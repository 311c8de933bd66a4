# ruff: noqa: F821 - bodies are pasted into a notebook, where the names of the chapter exist
"""What goes wrong in plot_or_boundary, and what looks unusual and is right."""

import matplotlib.pyplot as plt
import numpy as np

from autograder.mistakes import altered, mistake, variant

ALTERED = [
    altered(
        "plot_or_boundary",
        "line_wrong_intercept",
        "The line has x2 = -0.5 - x1. Moving -0.5 to the other side turns its sign: x2 = 0.5 - x1. Read 2.4.1.",
        ("0.5 - x1", "-0.5 - x1"),
    ),
    altered(
        "plot_or_boundary",
        "line_rises",
        "The line rises: x2 = 0.5 + x1. Solve -0.5 + x1 + x2 = 0 for x2 once more.",
        ("0.5 - x1", "0.5 + x1"),
    ),
    altered(
        "plot_or_boundary",
        "line_of_and",
        "The line is that of an AND gate, x2 = 1.5 - x1. OR of equation (2.3) has -0.5 + x1 + x2 = 0.",
        ("0.5 - x1", "1.5 - x1"),
    ),
    altered(
        "plot_or_boundary",
        "line_too_short",
        "The line ends at the corners. Draw it at least from x1 = -0.5 to x1 = 1.",
        ("np.array([-0.5, 1.5])", "np.array([0, 0.5])"),
    ),
    altered(
        "plot_or_boundary",
        "line_as_dots",
        "The boundary consists of single dots. Draw it as a line: plt.plot without a marker.",
        ("plt.plot(x1, 0.5 - x1)", 'plt.plot(x1, 0.5 - x1, ".")'),
    ),
    altered(
        "plot_or_boundary",
        "point_markers_same",
        "All four points look the same. Use circles where OR answers 0 and triangles where it answers 1.",
        ('marker="^" if OR(*corner) else "o"', 'marker="o"'),
    ),
    altered(
        "plot_or_boundary",
        "colour_only",
        "The two kinds of points differ in colour only. Use two markers, because a grey print loses the colours.",
        ('marker="^" if OR(*corner) else "o"', 'marker="o", color="red" if OR(*corner) else "blue"'),
        also=("point_markers_same",),
    ),
    altered(
        "plot_or_boundary",
        "markers_swapped",
        "The markers have changed places: the circle belongs to (0, 0), where OR answers 0, triangles to the others.",
        ('"^" if OR(*corner) else "o"', '"o" if OR(*corner) else "^"'),
    ),
    altered(
        "plot_or_boundary",
        "other_markers",
        'The markers are not those asked for: a circle, "o", where OR answers 0, triangles, "^", where it answers 1.',
        ('"^" if OR(*corner) else "o"', '"s" if OR(*corner) else "x"'),
    ),
    altered(
        "plot_or_boundary",
        "points_missing",
        "The four points are missing. Mark (0, 0), (1, 0), (0, 1) and (1, 1).",
        ('plt.plot(*corner, marker="^" if OR(*corner) else "o")', "pass"),
    ),
    altered(
        "plot_or_boundary",
        "points_of_xor",
        "(1, 1) has the marker of 0. That is the picture of XOR: OR answers 1 there.",
        ('"^" if OR(*corner) else "o"', '"^" if sum(corner) == 1 else "o"'),
    ),
    altered(
        "plot_or_boundary",
        "axis_limits_hide_points",
        "The frame runs from 0 to 1, so it cuts through the points. Show both axes from -0.5 to 1.5.",
        ("plt.xlim(-0.5, 1.5)", "plt.xlim(0, 1)"),
        ("plt.ylim(-0.5, 1.5)", "plt.ylim(0, 1)"),
    ),
    altered(
        "plot_or_boundary",
        "axis_turned",
        "The vertical axis grows downwards, so the picture is mirrored. Give ylim the smaller number first.",
        ("plt.ylim(-0.5, 1.5)", "plt.ylim(1.5, -0.5)"),
    ),
]


@mistake("plot_or_boundary", "No frame is set and the line is short, so points lie on the frame. Use xlim and ylim.")
def plot_or_boundary__frame_on_points():
    plt.plot([-0.5, 1], [1, -0.5])
    plt.plot(0, 0, "o")
    plt.plot([1, 0, 1], [0, 1, 1], "^")


@mistake("plot_or_boundary", "plt.close throws the figure away before anyone has seen it. Leave that line out.")
def plot_or_boundary__closed_again():
    plt.plot([-0.5, 1.5], [1, -1])
    plt.close("all")


@variant("plot_or_boundary")
def plot_or_boundary__scatter():
    figure, axes = plt.subplots()
    axes.plot([-1, 2], [1.5, -1.5], "k--")
    axes.scatter([0], [0], marker="o", label="0")
    axes.scatter([0, 1, 1], [1, 0, 1], marker="^", label="1")
    axes.set(xlim=(-1, 2), ylim=(-1, 2))
    axes.legend()
    plt.show()


@variant("plot_or_boundary")
def plot_or_boundary__formats():
    x = np.arange(-1.0, 2.0, 0.1)
    plt.plot(x, -(x - 0.5))
    for a in (0, 1):
        for b in (0, 1):
            plt.plot(a, b, "r>" if OR(a, b) == 1 else "b.")
    plt.axis([-0.2, 1.2, -0.2, 1.2])
    plt.grid()


@variant("plot_or_boundary")
def plot_or_boundary__contour():
    x1, x2 = np.meshgrid(np.linspace(-0.5, 1.5, 80), np.linspace(-0.5, 1.5, 80))
    plt.contourf(x1, x2, x1 + x2 - 0.5, levels=[-100, 0, 100], colors=["white", "0.85"])
    plt.contour(x1, x2, x1 + x2 - 0.5, levels=[0])
    for corner in [(0, 0), (0, 1), (1, 0), (1, 1)]:
        plt.plot(*corner, marker="^" if OR(*corner) else "o", color="black")


@variant("plot_or_boundary")
def plot_or_boundary__area_and_axline():
    axes = plt.subplot()
    axes.fill_between([-0.5, 1.5], [1, -1], 1.5, alpha=0.2)
    axes.axline((0.5, 0), (0, 0.5))
    axes.plot(0, 0, "o", markerfacecolor="white")
    axes.scatter([1, 0, 1], [0, 1, 1], marker="^")
    axes.axis([-0.5, 1.5, -0.5, 1.5])


@variant("plot_or_boundary")
def plot_or_boundary__frame_turned():
    plt.axhline(0, color="0.8")
    plt.axvline(0, color="0.8")
    plt.plot([1.5, -0.5], [-1, 1])
    plt.plot([0, 1, 1], [1, 0, 1], linestyle="none", marker="v")
    plt.plot(0, 0, marker="o")
    plt.gca().set_aspect("equal")
    plt.margins(0.2)


@variant("plot_or_boundary")
def plot_or_boundary__axline(x=None):
    axes = plt.subplot()
    for corner in ((0, 0), (0, 1), (1, 0), (1, 1)):
        axes.scatter(*corner, marker="^" if OR(*corner) else "o", color="black")
    axes.axline((0, 0.5), slope=-1)
    axes.axis([-0.6, 1.5, -0.6, 1.5])
