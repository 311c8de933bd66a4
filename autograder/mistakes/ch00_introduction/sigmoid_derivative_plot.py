# ruff: noqa: F821 - bodies are pasted into a notebook, where the names of the chapter exist
"""What goes wrong in sigmoid_derivative_plot, and what looks unusual and is right."""

import matplotlib.pyplot as plt
import numpy as np

from autograder.mistakes import altered, altered_variant, variant

ID = "sigmoid_derivative_plot"
MIRROR = 'plt.plot(u, 1 - f, "--", label="1-f")'
SLOPE = 'plt.plot(u, f * (1 - f), ":", label="f(1-f)")'
ALTERED = [
    altered(ID, "plots_f_only", "Only f is drawn. 1-f and f(1-f) are asked as well.", (MIRROR, ""), (SLOPE, "")),
    altered(ID, "mirror_missing", "1-f is not drawn.", (MIRROR, "")),
    altered(ID, "derivative_missing", "f(1-f) is not drawn.", (SLOPE, "")),
    altered(ID, "missing_labels", "The labels do not show: call plt.legend() after drawing.", ("plt.legend()", "")),
    altered(
        ID,
        "names_missing",
        "The lines have no names. Give each one a label, and call plt.legend().",
        (', label="f")', ")"),
        (', label="1-f")', ")"),
        (', label="f(1-f)")', ")"),
        ("plt.legend()", ""),
    ),
    altered(ID, "axis_label_missing", "The horizontal axis has no label. It is u.", ('plt.xlabel("u")', "")),
    altered(ID, "axis_label_x", "The horizontal axis is labelled x. It is u.", ('plt.xlabel("u")', 'plt.xlabel("x")')),
    altered(
        ID,
        "names_swapped",
        "Two names are swapped: f rises, 1-f falls.",
        ('"-", label="f"', '"-", label="1-f"'),
        ('"--", label="1-f"', '"--", label="f"'),
    ),
    altered(
        ID,
        "range_too_narrow",
        "The range is too narrow: u goes from -6 to 6, so that the top at 0 and both flat ends show.",
        ("np.linspace(-6, 6, 121)", "np.linspace(1, 6, 51)"),
    ),
    altered(
        ID,
        "range_one_to_one",
        "u goes from -1 to 1 only. From -6 to 6, both flat ends show.",
        ("np.linspace(-6, 6, 121)", "np.linspace(-1, 1, 121)"),
    ),
    altered(
        ID,
        "steps_too_large",
        "The steps are too large, which makes corners. Use 0.1 or less.",
        ("np.linspace(-6, 6, 121)", "np.linspace(-6, 6, 13)"),
    ),
    altered(
        ID,
        "derivative_numeric_wrong",
        "The third line is not the derivative: f(1-f) is 0.25 at 0, at its top.",
        ("f * (1 - f)", "2 * f * (1 - f)"),
    ),
    altered(
        ID,
        "derivative_of_u",
        "The third line is u(1-u). The derivative is written with f, the result of the sigmoid.",
        ("f * (1 - f)", "u * (1 - u)"),
    ),
    altered(
        ID,
        "derivative_by_differences",
        "The third line holds differences of neighbours, too small by the step. Draw f(1-f).",
        ("f * (1 - f)", "np.diff(f, append=f[-1])"),
    ),
    altered(
        ID,
        "closed_again",
        "plt.close throws the figure away before anyone has seen it.",
        ("plt.legend()", 'plt.close("all")'),
    ),
    altered_variant(ID, "wider_and_finer", ("np.linspace(-6, 6, 121)", "np.arange(-10, 10.01, 0.05)")),
    altered_variant(ID, "shown", ("plt.legend()", "plt.legend()\n    plt.show()")),
    altered_variant(
        ID,
        "names_given_to_the_legend",
        (', label="f")', ")"),
        (', label="1-f")', ")"),
        (', label="f(1-f)")', ")"),
        ("plt.legend()", 'plt.legend(["f", "1 - f", "f (1 - f)"])\n    plt.grid()'),
    ),
    altered_variant(
        ID,
        "names_as_formulas",
        ('label="f"', 'label="$f$"'),
        ('label="1-f"', 'label="$1 - f$"'),
        ('label="f(1-f)"', 'label="$f (1 - f)$"'),
        ('plt.xlabel("u")', 'plt.xlabel("$u$")'),
    ),
]


@variant("sigmoid_derivative_plot")
def sigmoid_derivative_plot__three_panels():
    u = np.linspace(-6, 6, 241)
    f = sigmoid(u)
    figure, axes = plt.subplots(1, 3, figsize=(6, 2))
    for ax, y, name in zip(axes, [f, 1 - f, f * (1 - f)], ["f", "1-f", "f(1-f)"]):
        ax.plot(u, y, "k")
        ax.axvline(0, color="0.8")
        ax.set(title=name, xlabel="u")


@variant("sigmoid_derivative_plot")
def sigmoid_derivative_plot__named_by_handles(u=None):
    u = np.arange(-8, 8, 0.05)
    f = sigmoid(u)
    plt.axhline(0.25, linestyle=":")
    curves = [plt.plot(u, height)[0] for height in (f, 1 - f, f * (1 - f))]
    plt.legend(curves, ["$f$", "$1-f$", "$f(1-f)$"])
    plt.xlabel("$u$")
