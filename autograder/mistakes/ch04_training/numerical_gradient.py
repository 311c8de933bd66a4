# ruff: noqa: F821 - bodies are pasted into a notebook, where the names of the chapter exist
"""What goes wrong in numerical_gradient."""

import numpy as np

from autograder.mistakes import altered, mistake

SLOPE = "(above - below) / (2 * h)"
ALTERED = [
    altered(
        "numerical_gradient",
        "not_restored",
        "Entries stay at x - h: put each back before the next one moves. Read 4.4.",
        ("x[index] = value\n", "pass\n"),
    ),
    altered(
        "numerical_gradient",
        "one_axis_only",
        "Only arrays with one axis are walked through. Take every place of any shape: np.ndindex(x.shape).",
        ("np.ndindex(x.shape)", "range(x.size)"),
    ),
    altered(
        "numerical_gradient",
        "restored_to_zero",
        "Entries are set to 0 instead of back to their own value. Keep the value before you move it.",
        ("x[index] = value\n", "x[index] = 0\n"),
    ),
    altered(
        "numerical_gradient",
        "mutates_input",
        "At the end x holds the gradient. Make a new array for it: np.zeros_like(x).",
        ("return gradient", "x[...] = gradient\n    return gradient"),
    ),
    altered(
        "numerical_gradient",
        "works_on_a_copy",
        "A copy is moved, and a loss that reads the kept weights sees nothing of it. Move x itself. Read 4.4.2.",
        ("h = 1e-4", "h = 1e-4\n    x = x.copy()"),
    ),
    altered(
        "numerical_gradient",
        "forward_difference",
        "It is the forward difference, from x to x + h. Go up and down: the central one. Read 4.3.1.",
        ("x[index] = value - h\n            below = f(x)", "x[index] = value\n            below = f(x)"),
        ("(2 * h)", "h"),
    ),
    altered(
        "numerical_gradient",
        "exception_leaves_x_dirty",
        "When f stops with an error, an entry stays moved. Put it back under finally.",
        ("try:", "if True:"),
        ("finally:", "if True:"),
    ),
    altered(
        "numerical_gradient",
        "flattened_return",
        "The gradient is one long row. It has the shape of x.",
        ("return gradient", "return gradient.ravel()"),
    ),
    altered(
        "numerical_gradient",
        "missing_2h",
        "Divided by h, every slope is twice too large: up and down are 2h apart.",
        ("(2 * h)", "h"),
    ),
    altered(
        "numerical_gradient",
        "wrong_sign",
        "The sign is the other way round: up minus down.",
        ("above - below", "below - above"),
    ),
    altered(
        "numerical_gradient",
        "h_too_small",
        "The step is so small that x + h is x itself. Take 1e-4.",
        ("h = 1e-4", "h = 1e-50"),
    ),
    altered(
        "numerical_gradient",
        "h_too_big",
        "The step is so large that curves bend on the way. Take 1e-4.",
        ("h = 1e-4", "h = 0.1"),
    ),
    altered(
        "numerical_gradient",
        "all_move_together",
        "All entries are moved at once. One at a time, the others stay.",
        ("value = x[index]\n", "value, kept = x[index], x.copy()\n"),
        ("x[index] = value + h", "x[...] = kept + h"),
        ("x[index] = value - h", "x[...] = kept - h"),
        ("x[index] = value\n", "x[...] = kept\n"),
    ),
    altered(
        "numerical_gradient",
        "last_entry_missing",
        "The last entry gets no slope: the loop ends too early.",
        ("np.ndindex(x.shape)", "list(np.ndindex(x.shape))[:-1]"),
    ),
    altered(
        "numerical_gradient",
        "returns_none",
        "The gradient is computed and not returned. End with return.",
        ("return gradient", "print(gradient)"),
    ),
    altered(
        "numerical_gradient",
        "returned_too_early",
        "Only the first entry gets its slope, as a return inside the loop makes it.",
        (SLOPE, SLOPE + "\n        return gradient"),
    ),
    altered(
        "numerical_gradient",
        "sums_the_slopes",
        "The slopes are added up to one number. Each entry keeps its own.",
        ("return gradient", "return gradient.sum()"),
    ),
    altered(
        "numerical_gradient",
        "wrong_shape",
        "The gradient has an axis too many. It has the shape of x.",
        ("return gradient", "return gradient[None]"),
    ),
    altered(
        "numerical_gradient",
        "hard_coded_example",
        "The gradient of the function of the text comes back, 2 x, whatever f is.",
        ("return gradient", "return 2 * x"),
    ),
]


@mistake(
    "numerical_gradient", "It works for arrays with one axis only. np.ndindex(x.shape) names the places of any shape."
)
def numerical_gradient__one_d_only(f, x):
    h = 1e-4
    gradient = np.zeros_like(x)
    for index in range(x.size):
        value = x[index]
        try:
            x[index] = float(value) + h
            above = f(x)
            x[index] = value - h
            below = f(x)
        finally:
            x[index] = value
        gradient[index] = (above - below) / (2 * h)
    return gradient


@mistake("numerical_gradient", "For a table, whole rows are moved at once. Move single entries: np.ndindex(x.shape).")
def numerical_gradient__row_by_row(f, x):
    h = 1e-4
    gradient = np.zeros_like(x)
    for index in range(len(x)):
        value = x[index].copy()
        try:
            x[index] = value + h
            above = f(x)
            x[index] = value - h
            below = f(x)
        finally:
            x[index] = value
        gradient[index] = (above - below) / (2 * h)
    return gradient


@mistake("numerical_gradient", "f is asked about single rows of a table. Move one entry, and hand over the whole of x.")
def numerical_gradient__f_of_single_rows(f, x):
    if x.ndim > 1:
        return np.array([numerical_gradient(f, row) for row in x])
    h = 1e-4
    gradient = np.zeros_like(x)
    for index in range(x.size):
        value = x[index]
        try:
            x[index] = value + h
            above = f(x)
            x[index] = value - h
            below = f(x)
        finally:
            x[index] = value
        gradient[index] = (above - below) / (2 * h)
    return gradient


@mistake(
    "numerical_gradient", "All entries of the result are one and the same object: every slope overwrites the others."
)
def numerical_gradient__shared_grad_object(f, x):
    h, slope, slopes = 1e-4, np.zeros(1), []
    for index in np.ndindex(x.shape):
        value = x[index]
        try:
            x[index] = value + h
            above = f(x)
            x[index] = value - h
            below = f(x)
        finally:
            x[index] = value
        slope[0] = (above - below) / (2 * h)
        slopes.append(slope)
    return np.array(slopes).reshape(x.shape)
