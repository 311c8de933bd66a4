# ruff: noqa: F821 - bodies are pasted into a notebook, where the names of the chapter exist
"""What goes wrong in descent_sketch, and what looks unusual and is right."""

import matplotlib.pyplot as plt
import numpy as np

from autograder.mistakes import altered, altered_variant, variant

ID = "descent_sketch"
CURVE = "plt.plot(places, error(places))"
TANGENT = 'plt.plot(around, error(w) + slope(w) * (around - w), "--")'
OLD = 'plt.plot(w, error(w), "o")'
NEW = 'plt.plot(w_new, error(w_new), "s")'
# With its indentation: the docstring says the same.
STEP = "    w_new = w - lr * slope(w)\n"
ALTERED = [
    altered(
        ID,
        "uphill",
        "The step goes uphill. The gradient is subtracted: w - lr * slope(w).",
        (STEP, STEP.replace("- lr", "+ lr")),
    ),
    altered(
        ID,
        "no_tangent",
        "The tangent is missing: a straight line that touches the curve where the step begins.",
        (TANGENT, ""),
    ),
    altered(
        ID,
        "step_ignores_lr",
        "The step is as long as the slope. It is the learning rate times the slope.",
        (STEP, STEP.replace("lr * ", "")),
    ),
    altered(
        ID,
        "labels_missing",
        "The axes have no labels: w below, E on the left.",
        ('plt.xlabel("w")', ""),
        ('plt.ylabel("E")', ""),
    ),
    altered(
        ID,
        "labels_swapped",
        "The labels are swapped: w lies below, E stands on the left.",
        ('xlabel("w")', 'xlabel("E")'),
        ('ylabel("E")', 'ylabel("w")'),
    ),
    altered(ID, "one_label_missing", "The vertical axis has no label. It is E.", ('plt.ylabel("E")', "")),
    altered(
        ID,
        "fixed_step",
        "The step has the length of the learning rate, whatever the slope is. Multiply the two.",
        (STEP, STEP.replace("slope(w)", "np.sign(slope(w))")),
    ),
    altered(ID, "curve_missing", "The error curve is missing.", (CURVE, "")),
    altered(
        ID,
        "curve_of_slope",
        "The slope is drawn where the error curve should be.",
        (CURVE, "plt.plot(places, slope(places))"),
    ),
    altered(
        ID,
        "range_too_narrow",
        "The curve is shown in part only. It goes from w = -3 to 5.",
        ("np.linspace(-3, 5, 101)", "np.linspace(0, 4, 101)"),
    ),
    altered(
        ID,
        "steps_too_large",
        "The curve has corners: its places are more than 0.1 apart.",
        ("np.linspace(-3, 5, 101)", "np.linspace(-3, 5, 33)"),
    ),
    altered(
        ID,
        "tangent_at_new_place",
        "The tangent touches the curve where the step ends. It belongs to the beginning.",
        (TANGENT, 'plt.plot(around, error(w_new) + slope(w_new) * (around - w_new), "--")'),
    ),
    altered(
        ID,
        "slope_without_height",
        "The straight line has the right slope and passes beside the curve: its height at w is error(w).",
        ("error(w) + slope(w) * (around - w)", "slope(w) * (around - w)"),
    ),
    altered(
        ID,
        "tangent_too_short",
        "The tangent is too short to be seen. It reaches 0.5 to both sides.",
        ("np.array([w - 1, w + 1])", "np.array([w - 0.1, w + 0.1])"),
    ),
    altered(ID, "beginning_not_marked", "The beginning of the step has no marker.", (OLD, "")),
    altered(ID, "end_not_marked", "The end of the step has no marker.", (NEW, "")),
    altered(
        ID,
        "end_on_tangent",
        "The step ends on the tangent. The new place lies on the curve, at error(w_new).",
        (NEW, 'plt.plot(w_new, error(w) + slope(w) * (w_new - w), "s")'),
    ),
    altered(
        ID,
        "end_at_old_height",
        "The new place has the old height. It lies on the curve, at error(w_new).",
        (NEW, 'plt.plot(w_new, error(w), "s")'),
    ),
    altered(
        ID,
        "arguments_ignored",
        "The drawing is always that of the example. Use w and lr as they come in.",
        (STEP, "    w, lr = 4.0, 0.5\n" + STEP),
        ("w - 1, w + 1", "3.0, 5.0"),
    ),
    altered(
        ID,
        "closed_again",
        "plt.close throws the figure away before anyone has seen it.",
        ('plt.ylabel("E")', 'plt.close("all")'),
    ),
    altered_variant(
        ID,
        "long_tangent",
        ("np.array([w - 1, w + 1])", "np.linspace(-3, 5, 50)"),
        (OLD, 'plt.scatter([w, w_new], [error(w), error(w_new)], c="k")'),
        (NEW, ""),
    ),
    altered_variant(
        ID,
        "one_line_of_markers",
        (OLD, 'plt.plot([w, w_new], [error(w), error(w_new)], "o-")'),
        (NEW, "plt.grid()\n    plt.title('a step')"),
    ),
]


@variant("descent_sketch")
def descent_sketch__on_axes_with_an_arrow(w, lr):
    figure, axes = plt.subplots()
    t = np.arange(-4, 6.01, 0.05)
    axes.plot(t, [error(place) for place in t], color="grey", label="E")
    after = w - lr * slope(w)
    axes.plot([w - 2, w, w + 2], [error(w) - 2 * slope(w), error(w), error(w) + 2 * slope(w)], ":", label="tangent")
    axes.scatter(w, error(w))
    axes.scatter(after, error(after), marker="x")
    axes.annotate("", (after, error(after)), (w, error(w)), arrowprops={"arrowstyle": "->"})
    axes.set(xlabel="$w$", ylabel="$E$", ylim=(-1, 9))
    axes.legend()
    plt.show()


@variant("descent_sketch")
def descent_sketch__axline(w, lr):
    places = np.linspace(-3, 5, 100)
    end = w - lr * slope(w)
    plt.plot(places, error(places))
    plt.plot([w, end], [error(w), error(end)], "o")
    plt.axline((w, error(w)), slope=slope(w))
    plt.xlabel("w")
    plt.ylabel("E")
