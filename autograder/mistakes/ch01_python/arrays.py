# ruff: noqa: F821 - bodies are pasted into a notebook, where the names of the chapter exist
"""What goes wrong in np_arithmetic and broadcast_scale, and what looks unusual and is right."""

import numpy as np

from autograder.mistakes import altered, altered_variant, mistake, variant

RESULTS = "x + y, x - y, x * y, x / y, x / 2.0"
ALTERED = [
    altered(
        "np_arithmetic",
        "list_addition",
        "Lists are joined by +, not added. Leave x and y as the arrays that they are. Read 1.5.3.",
        ("x + y", "list(x) + list(y)"),
    ),
    altered(
        "np_arithmetic",
        "dot_for_star",
        "The products are added up, as np.dot and @ do. Entry by entry is x * y. Read 1.5.3.",
        ("x * y", "np.dot(x, y)"),
    ),
    altered(
        "np_arithmetic",
        "integer_division",
        "The quotient is cut to a whole number, as // does. Divide with / . Read 1.5.3.",
        ("x / y", "x // y"),
        ("x / 2.0", "x // 2.0"),
    ),
    altered(
        "np_arithmetic", "difference_swapped", "The difference is turned round: x - y is asked.", ("x - y", "y - x")
    ),
    altered("np_arithmetic", "quotient_swapped", "The quotient is turned round: x / y is asked.", ("x / y", "y / x")),
    altered("np_arithmetic", "both_divided", "y is divided by 2.0 in the place of x.", ("x / 2.0", "y / 2.0")),
    altered(
        "np_arithmetic",
        "one_missing",
        "Four results come back. Five are asked: the last is x / 2.0.",
        (", x / 2.0", ""),
    ),
    altered(
        "np_arithmetic",
        "returns_none",
        "Your function hands nothing back: it gives None. End it with return.",
        (f"return {RESULTS}", f"print({RESULTS})"),
    ),
    altered(
        "np_arithmetic",
        "mutates_input",
        "x is changed by the call. `x += y` writes into x, `x + y` makes a new array.",
        (f"return {RESULTS}", "a, b, c, d = x - y, x * y, x / y, x / 2.0\n    x += y\n    return x, a, b, c, d"),
    ),
    altered(
        "np_arithmetic",
        "integer_output",
        "The results are turned into whole numbers, and their decimal places are lost.",
        (f"return {RESULTS}", f"return tuple(part.astype(int) for part in ({RESULTS}))"),
    ),
    altered_variant(
        "np_arithmetic",
        "functions",
        (f"return {RESULTS}", "return np.add(x, y), np.subtract(x, y), np.multiply(x, y), np.divide(x, y), 0.5 * x"),
    ),
    altered_variant("np_arithmetic", "as_list", (f"return {RESULTS}", f"results = [{RESULTS}]\n    return results")),
    altered(
        "broadcast_scale",
        "row_instead_of_column",
        "Row i is multiplied by v[i]. v holds a factor for each column: A * v does it. Read 1.5.5.",
        ("A * v", "(A.T * v).T"),
    ),
    altered(
        "broadcast_scale",
        "matrix_product",
        "The products are added up, as np.dot and @ do, so the columns are gone. Entry by entry is A * v. Read 1.5.5.",
        ("A * v", "np.dot(A, v)"),
    ),
    altered("broadcast_scale", "sum_for_product", "v is added. It is a factor: A * v.", ("A * v", "A + v")),
    altered(
        "broadcast_scale",
        "mutates_input",
        "The table of the caller is changed. `A *= v` writes into A, `A * v` makes a new array.",
        (
            "    scaled = A * v\n    return scaled",
            "    if A.dtype == float:\n        A *= v\n        return A\n    return A * v",
        ),
    ),
    altered(
        "broadcast_scale",
        "first_factor_only",
        "Every column is multiplied by v[0]. NumPy uses each factor for its column: A * v.",
        ("A * v", "A * np.ravel(v)[0]"),
    ),
    altered(
        "broadcast_scale",
        "returns_none",
        "Your function hands nothing back: it gives None. End it with return.",
        ("return scaled", "print(scaled)"),
    ),
    altered(
        "broadcast_scale",
        "wrong_shape",
        "The result has lost the shape of A: all entries lie in one row.",
        ("return scaled", "return scaled.flatten()"),
    ),
    altered(
        "broadcast_scale",
        "hard_coded_example",
        "The result is the one of the example in the text, whatever comes in.",
        ("A * v", "np.array([[10, 40], [30, 80]])"),
    ),
    altered_variant("broadcast_scale", "multiply", ("A * v", "np.multiply(v, A)")),
    altered_variant("broadcast_scale", "diagonal", ("A * v", "A @ np.diag(v) if np.ndim(v) else v * A")),
    altered_variant(
        "broadcast_scale", "copied", ("    scaled = A * v\n", "    scaled = A.astype(float)\n    scaled *= v\n")
    ),
]


@mistake(
    "np_arithmetic", "The error of shapes that do not fit is caught, so nobody hears of it. Leave out try and except."
)
def np_arithmetic__shape_mismatch_swallowed(x, y):
    try:
        return x + y, x - y, x * y, x / y, x / 2.0
    except ValueError:
        return None


@mistake(
    "broadcast_scale",
    "Loops that collect rows lose the shape of a table without rows. A * v needs no loop. Read 1.5.5.",
)
def broadcast_scale__loops_reject_empty(A, v):
    rows = []
    for row in A:
        rows.append(row * v)
    return np.array(rows)


@mistake(
    "broadcast_scale",
    "The result is prepared with the integer type of A, which cuts off decimal places. A * v needs no preparing.",
)
def broadcast_scale__integer_output(A, v):
    result = np.zeros_like(A)
    result[:] = A * v
    return result


@variant("broadcast_scale")
def broadcast_scale__careful_loops(A, v):
    result = np.zeros(A.shape)
    for i in range(A.shape[0]):
        for j in range(A.shape[1]):
            result[i, j] = A[i, j] * (v[j] if np.ndim(v) == 1 else v)
    return result


@variant("np_arithmetic")
def np_arithmetic__stacked(x, y):
    return np.array([x + y, x - y, x * y, x / y, x / 2])
