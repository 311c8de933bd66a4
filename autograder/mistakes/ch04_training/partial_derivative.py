# ruff: noqa: F821 - bodies are pasted into a notebook, where the names of the chapter exist
"""What goes wrong in function_2 and partial_derivative, and what looks unusual and is right."""

import numpy as np

from autograder.mistakes import altered, altered_variant, mistake, variant

ALTERED = [
    altered(
        "partial_derivative",
        "both_vary",
        "All variables are moved at once. Move x[index] only, and hold the others.",
        ("moved[index] = value", "moved += value - x[index]"),
    ),
    altered(
        "partial_derivative",
        "wrong_fixed_value",
        "The other variables are held at 0. They keep their own values: start from a copy of x.",
        ("x.copy()", "np.zeros_like(x)"),
    ),
    altered(
        "partial_derivative",
        "held_at_one",
        "The other variables are held at 1. They keep their own values: start from a copy of x.",
        ("x.copy()", "np.ones_like(x)"),
    ),
    altered(
        "partial_derivative",
        "first_variable_only",
        "The first variable is moved, whatever index is.",
        ("moved[index] = value", "moved[0] = value"),
        ("x[index])", "x[0])"),
    ),
    altered(
        "partial_derivative",
        "wrong_place",
        "The slope is measured where the moved variable has the value of another one: use x[index].",
        ("x[index])", "x[index - 1])"),
    ),
    altered(
        "partial_derivative",
        "mutates_input",
        "x itself is moved and not put back. Change a copy: x.copy().",
        ("x.copy()", "x"),
    ),
    altered(
        "partial_derivative",
        "returns_none",
        "partial_derivative computes the slope and does not return it.",
        ("return numerical_diff(along, x[index])", "numerical_diff(along, x[index])"),
    ),
    altered(
        "partial_derivative",
        "forward_difference",
        "It is the forward difference, from x to x + h. numerical_diff does it on both sides.",
        ("numerical_diff(along, x[index])", "(along(x[index] + 1e-4) - along(x[index])) / 1e-4"),
    ),
    altered(
        "partial_derivative",
        "whole_gradient",
        "The slopes for all variables come back. One is asked, that of x[index].",
        ("return numerical_diff(along, x[index])", "return np.array([numerical_diff(along, x[index])] * len(x))"),
    ),
    altered(
        "partial_derivative",
        "int_power_caret",
        "In Python ^ is no power. Write x**2.",
        ("np.sum(x**2)", "np.sum(x^2)"),
        replaces="function_2",
    ),
    altered(
        "partial_derivative",
        "two_entries_only",
        "function_2 looks at the first two entries only. Sum all squares.",
        ("np.sum(x**2)", "x[0] ** 2 + x[1] ** 2"),
        replaces="function_2",
    ),
    altered(
        "partial_derivative",
        "not_summed",
        "function_2 returns all squares. Their sum is asked.",
        ("np.sum(x**2)", "x**2"),
        replaces="function_2",
    ),
    altered(
        "partial_derivative",
        "half",
        "function_2 has no half: it is the plain sum of the squares.",
        ("np.sum(x**2)", "0.5 * np.sum(x**2)"),
        replaces="function_2",
    ),
    altered_variant("partial_derivative", "scalar_product", ("np.sum(x**2)", "float(x @ x)"), replaces="function_2"),
]


@mistake(
    "partial_derivative", "A function made in a loop looks up the loop's variable when it is called: the last one."
)
def partial_derivative__closure_late_binding(f, x, index):
    curves = []
    for number in range(len(x)):

        def along(value):
            moved = x.copy()
            moved[number] = value  # noqa: B023
            return f(moved)

        curves.append(along)
    return numerical_diff(curves[index], x[index])


@mistake("partial_derivative", "The slope at the example of the text comes back, whatever f and x are.")
def partial_derivative__hard_coded_example(f, x, index):
    return [6.0, 8.0, 10.0, 12.0][index]


@variant("partial_derivative")
def partial_derivative__both_sides_at_once(f, x, index):
    h = 1e-4
    above, below = x.copy(), x.copy()
    above[index] += h
    below[index] -= h
    return (f(above) - f(below)) / (2 * h)


@variant("partial_derivative")
def partial_derivative__lambda(f, x, index):
    step = np.eye(len(x))[index]
    return numerical_diff(lambda value: f(x + (value - x[index]) * step), x[index])
