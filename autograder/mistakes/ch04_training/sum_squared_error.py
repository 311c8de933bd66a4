"""What goes wrong in sum_squared_error, and what looks unusual and is right."""

import numpy as np

from autograder.mistakes import altered, mistake, variant

WHOLE = "float(0.5 * np.sum((y - t) ** 2))"
ALTERED = [
    altered("sum_squared_error", "no_half", "The half is missing: every loss is twice too large.", ("0.5 * ", "")),
    altered(
        "sum_squared_error",
        "mean",
        "It is the mean of the squares. This course takes half of their sum. Read 4.2.1.",
        (WHOLE, "np.mean((y - t) ** 2)"),
    ),
    altered(
        "sum_squared_error",
        "half_mean",
        "The sum is divided by the number of entries. Nothing is divided but by 2.",
        ("np.sum", "np.mean"),
    ),
    altered(
        "sum_squared_error",
        "divides_by_rows",
        "The sum is divided by the number of rows of the batch. In this loss nothing is divided but by 2.",
        ("** 2))", "** 2) / (len(y) if y.ndim > 1 else 1))"),
    ),
    altered(
        "sum_squared_error",
        "abs_error",
        "The differences lose their sign by abs. They are to be squared.",
        ("(y - t) ** 2", "np.abs(y - t)"),
    ),
    altered(
        "sum_squared_error",
        "not_squared",
        "The differences are not squared, so those above and below cancel.",
        ("(y - t) ** 2", "y - t"),
    ),
    altered(
        "sum_squared_error",
        "squared_too_late",
        "The sum is squared. Square every difference first, then add up.",
        ("np.sum((y - t) ** 2)", "np.sum(y - t) ** 2"),
    ),
    altered(
        "sum_squared_error",
        "axis_wrong",
        "A batch gives one loss for each row. Sum over all entries: np.sum without axis.",
        (WHOLE, "0.5 * np.sum((y - t) ** 2, axis=-1)"),
    ),
    altered(
        "sum_squared_error",
        "wrong_shape",
        "The result is an array with one entry. One number is asked.",
        (WHOLE, "np.array([0.5 * np.sum((y - t) ** 2)])"),
    ),
    altered(
        "sum_squared_error",
        "integer_output",
        "The loss is cut down to a whole number, as // and int() do.",
        ("float(0.5 * np.sum((y - t) ** 2))", "np.sum((y - t) ** 2) // 2"),
    ),
]


@mistake("sum_squared_error", "The function hands nothing back: it gives None. End it with return.")
def sum_squared_error__returns_none(y, t):
    print(0.5 * np.sum((y - t) ** 2))


@mistake("sum_squared_error", "The argument is changed, as y -= t does. Write difference = y - t instead.")
def sum_squared_error__mutates_input(y, t):
    y -= t.astype(y.dtype)
    return 0.5 * np.sum(y**2)


@mistake("sum_squared_error", "The answer is the one of the example in the text, whatever y and t are.")
def sum_squared_error__hard_coded_example(y, t):
    return 0.0975


@variant("sum_squared_error")
def sum_squared_error__other_order(y, t):
    return np.sum((t - y) ** 2) / 2


@variant("sum_squared_error")
def sum_squared_error__loop(y, t):
    total = 0
    for answer, target in zip(np.ravel(y), np.ravel(t)):
        total = total + (answer - target) * (answer - target)
    return total * 0.5


@variant("sum_squared_error")
def sum_squared_error__scalar_product(y, t):
    difference = (y - t).ravel()
    return np.array(0.5 * difference.dot(difference))
