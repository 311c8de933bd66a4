# ruff: noqa: F821 - bodies are pasted into a notebook, where the names of the chapter exist
"""What goes wrong in plot_sin, plot_sin_cos and show_image, and what looks unusual and is right."""

import matplotlib.pyplot as plt
import numpy as np

from autograder.mistakes import altered, altered_variant, mistake, variant

SINE, COSINE = 'plt.plot(x, np.sin(x), label="sin")', 'plt.plot(x, np.cos(x), linestyle="--", label="cos")'
IMSHOW = 'plt.imshow(plt.imread("harbour.png"), cmap="gray")'
ALTERED = [
    altered(
        "plot_sin",
        "endpoint_included",
        "The line has 61 points, because 6.0 is among them. Stop at 5.9. Read 1.6.1.",
        ("np.arange(0, 6, 0.1)", "np.linspace(0, 6, 61)"),
    ),
    altered(
        "plot_sin",
        "spread_over_6",
        "The 60 points are spread from 0 to 6, so their steps are not 0.1. Use np.arange(0, 6, 0.1).",
        ("np.arange(0, 6, 0.1)", "np.linspace(0, 6, 60)"),
    ),
    altered(
        "plot_sin",
        "steps_of_1",
        "The steps are 1 instead of 0.1, so the curve has corners.",
        ("np.arange(0, 6, 0.1)", "np.arange(0, 6)"),
    ),
    altered(
        "plot_sin",
        "degrees",
        "x is taken for degrees. np.sin counts in radians: leave x as it is. Read 1.6.1.",
        ("np.sin(x)", "np.sin(np.deg2rad(x))"),
    ),
    altered(
        "plot_sin",
        "radians_to_degrees",
        "x is turned into degrees. np.sin counts in radians: leave x as it is. Read 1.6.1.",
        ("np.sin(x)", "np.sin(np.rad2deg(x))"),
    ),
    altered("plot_sin", "cosine", "The cosine is drawn. Use np.sin.", ("np.sin(x)", "np.cos(x)")),
    altered(
        "plot_sin",
        "scatter_instead_of_line",
        "The points are not joined. plt.plot joins them, plt.scatter does not. Read 1.6.1.",
        ("plt.plot", "plt.scatter"),
    ),
    altered(
        "plot_sin",
        "dots_only",
        "The format 'o' draws dots without a line between them. Leave it out. Read 1.6.1.",
        ("np.sin(x))", 'np.sin(x), "o")'),
    ),
    altered(
        "plot_sin",
        "no_x",
        "x is missing in plt.plot, so the points stand at 0, 1, 2, ... Give it x and the heights.",
        ("plt.plot(x, np.sin(x))", "plt.plot(np.sin(x))"),
    ),
    altered_variant(
        "plot_sin",
        "linspace",
        ("np.arange(0, 6, 0.1)", "np.linspace(0, 5.9, 60)"),
        ("plt.plot(x, np.sin(x))", 'plt.plot(x, np.sin(x), "r.--")\n    plt.show()'),
    ),
    altered(
        "plot_sin_cos",
        "one_figure_each",
        "Each curve has a figure of its own. Draw both in one pair of axes. Read 1.6.2.",
        (COSINE, f"plt.figure()\n    {COSINE}"),
    ),
    altered(
        "plot_sin_cos",
        "axes_each",
        "Each curve has axes of its own. Draw both in one pair of axes. Read 1.6.2.",
        (SINE, f"plt.subplot(1, 2, 1)\n    {SINE}"),
        (COSINE, f"plt.subplot(1, 2, 2)\n    {COSINE}"),
    ),
    altered(
        "plot_sin_cos",
        "no_linestyle",
        "The cosine is solid. Draw it with linestyle='--'. Read 1.6.2.",
        (', linestyle="--"', ""),
    ),
    altered(
        "plot_sin_cos",
        "dashes_swapped",
        "The sine is dashed and the cosine solid: it is the other way round.",
        ('np.sin(x), label="sin"', 'np.sin(x), linestyle="--", label="sin"'),
        (', linestyle="--"', ""),
    ),
    altered(
        "plot_sin_cos",
        "no_legend",
        "The legend is missing: labels show only after plt.legend() is called. Read 1.6.2.",
        ("plt.legend()", "pass"),
    ),
    altered(
        "plot_sin_cos",
        "no_labels",
        "The legend is empty: give each line a label. Read 1.6.2.",
        (', label="sin"', ""),
        (', label="cos"', ""),
    ),
    altered(
        "plot_sin_cos",
        "legend_swapped",
        "The names in the legend are swapped: the dashed line is the cosine.",
        ('label="sin"', 'label="cos" '),
        ('label="cos"', 'label="sin"'),
    ),
    altered(
        "plot_sin_cos",
        "title_on_axes_missing",
        "The title is missing: plt.title('sin & cos'). Read 1.6.2.",
        ('plt.title("sin & cos")', "pass"),
    ),
    altered(
        "plot_sin_cos",
        "axis_name_missing",
        "An axis has no name: plt.xlabel and plt.ylabel. Read 1.6.2.",
        ('plt.ylabel("y")', "pass"),
    ),
    altered(
        "plot_sin_cos",
        "endpoint_included",
        "The lines have 61 points, because 6.0 is among them. Stop at 5.9. Read 1.6.1.",
        ("np.arange(0, 6, 0.1)", "np.linspace(0, 6, 61)"),
    ),
    altered(
        "plot_sin_cos",
        "same_curve_twice",
        "Both lines are the sine. The second one is np.cos.",
        ("np.cos(x)", "np.sin(x)"),
    ),
    altered_variant("plot_sin_cos", "title_above_the_figure", ('plt.title("sin & cos")', 'plt.suptitle("sin & cos")')),
    altered_variant(
        "plot_sin_cos",
        "names_in_the_legend",
        (', label="sin"', ""),
        (', label="cos"', ""),
        ("plt.legend()", 'plt.legend(["sin", "cos"], loc="upper right")'),
    ),
    altered(
        "show_image",
        "absolute_path",
        "The path exists on one computer only. The file lies beside the notebook: its name is enough. Read 1.6.3.",
        ('"harbour.png"', '"/home/ada/pictures/harbour.png"'),
    ),
    altered(
        "show_image",
        "cmap_missing",
        "Without a colour map the picture is painted in colours. Use cmap='gray'. Read 1.6.3.",
        (', cmap="gray"', ""),
    ),
    altered(
        "show_image",
        "negative",
        "Dark and bright are exchanged. Use cmap='gray', not 'gray_r'.",
        ('"gray"', '"gray_r"'),
    ),
    altered(
        "show_image",
        "axis_flip",
        "Rows and columns have changed places: the picture is turned. Leave out the T. Read 1.6.3.",
        ('plt.imread("harbour.png")', 'plt.imread("harbour.png").T'),
    ),
    altered(
        "show_image",
        "on_its_head",
        "The picture stands on its head: its first row belongs on top.",
        ('cmap="gray"', 'cmap="gray", origin="lower"'),
    ),
    altered(
        "show_image",
        "mirrored",
        "The picture is mirrored: the columns come in the wrong order.",
        ('plt.imread("harbour.png")', 'plt.imread("harbour.png")[:, ::-1]'),
    ),
    altered(
        "show_image",
        "rounded",
        "Most shades are lost, because the brightness was turned into whole numbers. Draw it as it was read.",
        ('plt.imread("harbour.png")', 'plt.imread("harbour.png").astype(int)'),
    ),
    altered(
        "show_image",
        "vmax_255",
        "The shades run up to 255, and the brightness only up to 1, so all is black. Leave out vmax.",
        ('cmap="gray"', 'cmap="gray", vmin=0, vmax=255'),
    ),
    altered(
        "show_image",
        "only_read",
        "The picture is read and not drawn. Hand the array to plt.imshow. Read 1.6.3.",
        (IMSHOW, 'return plt.imread("harbour.png")'),
    ),
    altered_variant("show_image", "no_frame", (IMSHOW, f"{IMSHOW}\n    plt.axis('off')\n    plt.show()")),
    altered_variant(
        "show_image",
        "named_from_here",
        ('"harbour.png"', '"./harbour.png"'),
        ('cmap="gray"', "cmap=plt.cm.gray, vmin=0, vmax=1"),
    ),
]


@mistake("plot_sin", "Nothing is left to see: hand x and the heights to plt.plot, and do not close the figure.")
def plot_sin__nothing_drawn():
    return np.sin(np.arange(0, 6, 0.1))


@variant("plot_sin")
def plot_sin__with_axes():
    figure, axes = plt.subplots(figsize=(4, 3))
    x = np.array([k / 10 for k in range(60)])
    axes.plot(x, [np.sin(value) for value in x], linewidth=3)
    axes.grid()


@variant("plot_sin_cos")
def plot_sin_cos__with_axes():
    x = np.arange(0, 6, 0.1)
    figure, axes = plt.subplots()
    axes.axhline(0, color="grey")
    axes.plot(x, np.cos(x), "--", label="cos(x)")
    axes.plot(x, np.sin(x), "-", label="sin(x)")
    axes.set(xlabel="x", ylabel="y", title="sin & cos")
    figure.legend()


@variant("show_image")
def show_image__three_channels():
    from matplotlib.image import imread

    picture = imread("harbour.png")
    plt.imshow(np.stack([picture] * 3, axis=-1))
    plt.title("harbour")


@variant("plot_sin_cos")
def plot_sin_cos__named_by_handles(x=None):
    x = np.arange(0, 6, 0.1)
    axes = plt.subplot()
    axes.axhline(0, color="black")
    (cosine,) = axes.plot(x, np.cos(x), "k--")
    (sine,) = axes.plot(x, np.sin(x), "k-")
    axes.legend([cosine, sine], ["cos", "sin"])
    axes.set(xlabel="x", ylabel="y", title="sin & cos")
