# ruff: noqa: F821 - bodies are pasted into a notebook, where the names of the chapter exist
"""What goes wrong in select_greater, and what looks unusual and is right."""

from autograder.mistakes import altered, altered_variant, variant

ALTERED = [
    altered(
        "select_greater",
        "returns_mask",
        "True and False come back instead of the entries. Use the condition as an index: flat[flat > thr]. Read 1.5.6.",
        ("flat[flat > thr]", "flat > thr"),
    ),
    altered(
        "select_greater",
        "greater_equal",
        "A value that equals the threshold slips in. Compare with > and not with >=. Read 1.5.6.",
        ("flat > thr", "flat >= thr"),
    ),
    altered(
        "select_greater",
        "less",
        "The entries below the threshold come back: the comparison points the wrong way.",
        ("flat > thr", "flat < thr"),
    ),
    altered(
        "select_greater",
        "indices_not_values",
        "The places of the entries come back instead of the entries. Use them as an index. Read 1.5.6.",
        ("flat[flat > thr]", "np.where(flat > thr)[0]"),
    ),
    altered(
        "select_greater",
        "row_major_wrong",
        "X is flattened column after column. flatten() goes row after row. Read 1.5.6.",
        ("X.flatten()", 'X.flatten(order="F")'),
    ),
    altered(
        "select_greater",
        "counted_from_one",
        "The places 1, 3 and 5 are picked: Python counts from 0. Read 1.3.4.",
        ("[0, 2, 4]", "[1, 3, 5]"),
    ),
    altered(
        "select_greater",
        "slice_for_places",
        "Place 4 is left out: a slice such as [0:4:2] ends before it. Take the three places 0, 2 and 4.",
        ("flat[np.array([0, 2, 4])]", "flat[0:4:2]"),
    ),
    altered(
        "select_greater",
        "every_second",
        "Every second entry comes back. Asked are the places 0, 2 and 4 only.",
        ("flat[np.array([0, 2, 4])]", "flat[::2]"),
    ),
    altered(
        "select_greater",
        "sorted",
        "The entries are sorted. They have to stay in the order of the table, row after row.",
        ("flat[flat > thr]", "np.sort(flat[flat > thr])"),
    ),
    altered(
        "select_greater",
        "swapped",
        "The two results have changed places: first the entries above thr, then those at the places.",
        ("return flat[flat > thr], flat[np.array([0, 2, 4])]", "return flat[np.array([0, 2, 4])], flat[flat > thr]"),
    ),
    altered(
        "select_greater",
        "one_missing",
        "One result comes back. Give back two: those above thr, and those at the places 0, 2 and 4.",
        (", flat[np.array([0, 2, 4])]", ""),
    ),
    altered(
        "select_greater",
        "returns_none",
        "Your function hands nothing back: it gives None. End it with return.",
        ("return flat[flat > thr], flat[np.array([0, 2, 4])]", "print(flat[flat > thr], flat[np.array([0, 2, 4])])"),
    ),
    altered(
        "select_greater", "hard_coded_example", "The threshold is always 15. Use thr.", ("flat > thr", "flat > 15")
    ),
    altered(
        "select_greater",
        "rows_for_places",
        "The places are taken from the table, where they are rows. Flatten it first. Read 1.5.6.",
        ("flat[np.array([0, 2, 4])]", "X[0:4:2].flatten()"),
    ),
    altered(
        "select_greater",
        "mutates_input",
        "X is changed by the call: ravel() and reshape() look at the same numbers. Make a new array.",
        (
            "    flat = X.flatten()\n    return flat[flat > thr], flat[np.array([0, 2, 4])]",
            "    flat = X.ravel()\n    got = flat[flat > thr], flat[[0, 2, 4]]\n    flat[:] = 0\n    return got",
        ),
    ),
    altered_variant("select_greater", "table_itself", ("flat[flat > thr]", "X[X > thr]")),
    altered_variant(
        "select_greater", "ravel_and_list", ("X.flatten()", "X.ravel()"), ("np.array([0, 2, 4])", "[0, 2, 4]")
    ),
    altered_variant("select_greater", "step", ("np.array([0, 2, 4])", "0:5:2")),
    altered_variant(
        "select_greater",
        "where",
        ("flat[flat > thr]", "flat[np.where(flat > thr)]"),
        ("flat[np.array([0, 2, 4])]", "np.take(X, [0, 2, 4])"),
    ),
]


@variant("select_greater")
def select_greater__loops(X, thr):
    numbers = [value for row in X for value in row]
    return [value for value in numbers if value > thr], [numbers[0], numbers[2], numbers[4]]
