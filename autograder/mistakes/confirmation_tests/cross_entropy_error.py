"""What goes wrong in cross_entropy_error, and what looks unusual and is right."""

import numpy as np

from autograder.mistakes import altered, altered_variant, mistake, variant

ID = "cross_entropy_error"
LABELS = "labels = d.argmax(axis=1) if d.shape == y.shape else d"
RIGHT = "right = y[np.arange(len(y)), labels]"
BACK = "return float(-np.sum(np.log(right + 1e-7)) / len(y))"
BY_LENGTH = """if len(d) == y.shape[1]:
        right = np.sum(y * d, axis=1)
    else:
        right = y[np.arange(len(y)), d if d.ndim == 1 else d.argmax(axis=1)]"""
ALTERED = [
    altered(
        ID,
        "argmax_axis0",
        "The labels are searched down the columns (axis 0). Each sample is a row: axis=1.",
        ("axis=1", "axis=0"),
    ),
    altered(
        ID, "no_batch_division", "The errors of all samples are added up. Divide by their number.", (" / len(y)", "")
    ),
    altered(
        ID,
        "divided_by_classes",
        "The sum is divided by the number of classes. Divide by the number of samples.",
        (" / len(y)", " / y.shape[1]"),
    ),
    altered(
        ID,
        "log_of_one_hot",
        "Outputs and targets are swapped: the logarithm is taken of the one-hot rows.",
        (BACK, "targets = np.eye(y.shape[1])[labels]\n    return float(-np.sum(y * np.log(targets + 1e-7)) / len(y))"),
    ),
    altered(
        ID,
        "missing_eps",
        "log 0 is infinite where the right class has the probability 0. Add 1e-7 inside.",
        ("right + 1e-7", "right"),
    ),
    altered(
        ID,
        "index_broadcast",
        "y[:, labels] takes all these columns of every row. Name the row of each: np.arange(len(y)).",
        (RIGHT, "right = y[:, labels]"),
    ),
    altered(
        ID,
        "missing_minus",
        "The minus is missing: logarithms of probabilities are negative.",
        ("float(-np.sum", "float(np.sum"),
    ),
    altered(ID, "log10", "np.log10 is another logarithm. The natural one is np.log.", ("np.log(", "np.log10(")),
    altered(
        ID,
        "no_logarithm",
        "The logarithm is missing: the probabilities themselves are averaged.",
        ("np.log(right + 1e-7)", "right"),
    ),
    altered(
        ID,
        "all_classes",
        "The logarithms of all classes are added up. Only the right class counts.",
        (RIGHT, "right = y"),
    ),
    altered(
        ID,
        "largest_probability",
        "The largest probability of each row is used. The one of the right class is asked.",
        (RIGHT, "right = y.max(axis=1)"),
    ),
    altered(
        ID,
        "one_hot_only",
        "Labels are not understood: the function works for one-hot rows only.",
        (f"{LABELS}\n    {RIGHT}", "right = np.sum(y * d, axis=1)"),
    ),
    altered(
        ID,
        "labels_only",
        "One-hot rows are not understood: turn them into labels with argmax first.",
        (LABELS, "labels = d"),
    ),
    altered(
        ID,
        "length_decides",
        "Labels are taken for one-hot rows when there are as many samples as classes. Compare shapes, not lengths.",
        (
            f"{LABELS}\n    {RIGHT}",
            BY_LENGTH,
        ),
    ),
    altered(
        ID,
        "batch_only",
        "One sample is not understood: it has one axis. Make a batch of one row of it.",
        ("    if y.ndim == 1:\n        y, d = y.reshape(1, -1), d.reshape(1, -1)\n", ""),
    ),
    altered(
        ID,
        "wrong_shape",
        "One number for each sample comes back. Their mean is asked.",
        (BACK, "return -np.log(right + 1e-7)"),
    ),
    altered(
        ID,
        "mutates_input",
        "The probabilities are changed by the call. Make new arrays.",
        (BACK, "y += 1e-7\n    return float(-np.sum(np.log(right + 1e-7)) / len(y))"),
    ),
    altered(
        ID,
        "returns_none",
        "Your function hands nothing back (None).",
        (BACK, BACK.replace("return ", "print(") + ")"),
    ),
    altered_variant(ID, "clipped", ("right + 1e-7", "np.clip(right, 1e-7, None)")),
    altered_variant(ID, "smaller_guard", ("right + 1e-7", "right + 1e-12")),
    altered_variant(ID, "axes_decide", ("if d.shape == y.shape", "if d.ndim == 2")),
    altered_variant(ID, "size_decides", ("if d.shape == y.shape", "if d.size == y.size")),
    altered_variant(ID, "mean", (BACK, "return -np.mean(np.log(right + 1e-7))")),
]


@mistake("cross_entropy_error", "The answer is the one of the example in the text, whatever y and d are.")
def cross_entropy_error__hard_coded_example(y, d):
    return 0.3566748010815999


@variant("cross_entropy_error")
def cross_entropy_error__labels_made_one_hot(y, d):
    y = np.atleast_2d(y)
    if d.ndim == 1 and len(y) == 1:
        d = d.reshape(1, -1)
    elif d.ndim == 1:
        d = np.eye(y.shape[1])[d]
    return -np.sum(d * np.log(y + 1e-7)) / y.shape[0]
