"""What goes wrong in numerical_diff, and what looks unusual and is right."""

from autograder.mistakes import altered, altered_variant, mistake, variant

WHOLE = "(f(x + h) - f(x - h)) / (2 * h)"
ALTERED = [
    altered(
        "numerical_diff",
        "h_too_small",
        "The step is so small that x + h is x itself. Take 1e-4. Read 4.3.1.",
        ("h = 1e-4", "h = 1e-50"),
    ),
    altered(
        "numerical_diff",
        "h_too_big",
        "The step is so large that curves bend on the way. Take 1e-4. Read 4.3.1.",
        ("h = 1e-4", "h = 0.1"),
    ),
    altered(
        "numerical_diff",
        "forward_difference",
        "It is the forward difference, from x to x + h. The central one goes from x - h to x + h. Read 4.3.1.",
        (WHOLE, "(f(x + h) - f(x)) / h"),
    ),
    altered(
        "numerical_diff",
        "backward_difference",
        "It is the difference from x - h to x. The central one goes from x - h to x + h. Read 4.3.1.",
        (WHOLE, "(f(x) - f(x - h)) / h"),
    ),
    altered(
        "numerical_diff",
        "missing_2h",
        "Divided by h, every slope is twice too large: the two places are 2h apart.",
        ("(2 * h)", "h"),
    ),
    altered(
        "numerical_diff",
        "brackets_missing",
        "/ 2 * h divides by 2 and then multiplies by h. Write / (2 * h).",
        ("/ (2 * h)", "/ 2 * h"),
    ),
    altered(
        "numerical_diff",
        "wrong_sign",
        "The sign is the other way round: right minus left, f(x + h) - f(x - h).",
        (WHOLE, "(f(x - h) - f(x + h)) / (2 * h)"),
    ),
    altered(
        "numerical_diff",
        "plus_instead_of_minus",
        "The two heights are added. The rise is their difference.",
        (") - f(", ") + f("),
    ),
    altered(
        "numerical_diff", "not_divided", "The rise is not divided by the run, 2 * h.", (WHOLE, "f(x + h) - f(x - h)")
    ),
    altered_variant("numerical_diff", "h_1e_3", ("h = 1e-4", "h = 1e-3")),
    altered_variant("numerical_diff", "h_1e_6", ("h = 1e-4", "h = 1e-6")),
    altered_variant("numerical_diff", "halves", (WHOLE, "(f(x + h) / 2 - f(x - h) / 2) / h")),
    altered_variant("numerical_diff", "half_steps", (WHOLE, "(f(x + h / 2) - f(x - h / 2)) / h")),
]


@mistake("numerical_diff", "The function hands nothing back: it gives None. End it with return.")
def numerical_diff__returns_none(f, x):
    h = 1e-4
    print((f(x + h) - f(x - h)) / (2 * h))


@mistake("numerical_diff", "The slope of the example in the text comes back, whatever f and x are.")
def numerical_diff__hard_coded_example(f, x):
    return 6.0


@mistake("numerical_diff", "The result is an array with one entry. One number is asked.")
def numerical_diff__wrong_shape(f, x):
    h = 1e-4
    return [(f(x + h) - f(x - h)) / (2 * h)]


@variant("numerical_diff")
def numerical_diff__mean_of_both_sides(f, x, h=1e-4):
    right = (f(x + h) - f(x)) / h
    left = (f(x) - f(x - h)) / h
    return (right + left) / 2
