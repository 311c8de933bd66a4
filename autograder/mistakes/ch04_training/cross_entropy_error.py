"""What goes wrong in cross_entropy_error."""

import numpy as np

from autograder.mistakes import altered, mistake

WHOLE = "float(-np.mean(np.log(y[np.arange(len(y)), labels] + 1e-7)))"
ALTERED = [
    altered(
        "cross_entropy_error",
        "sum_not_mean",
        "The losses of the samples are added up. Divide by their number N. Read 4.2.4.",
        ("np.mean", "np.sum"),
    ),
    altered(
        "cross_entropy_error",
        "divides_by_classes",
        "The sum is divided by the number of classes. Divide by the number of samples, y.shape[0].",
        (WHOLE, "-np.sum(np.log(y[np.arange(len(y)), labels] + 1e-7)) / y.shape[1]"),
    ),
    altered(
        "cross_entropy_error",
        "divides_by_entries",
        "The mean runs over all N times K entries of the table. Divide by the number of samples N.",
        (WHOLE, "-np.mean(np.eye(y.shape[1])[labels] * np.log(y + 1e-7))"),
    ),
    altered(
        "cross_entropy_error",
        "labels_one_hot_confusion",
        "Labels are multiplied as if they were one-hot. Pick y[np.arange(N), t] for labels. Read 4.2.4.",
        (WHOLE, "-np.sum(t * np.log(y + 1e-7)) / len(y)"),
    ),
    altered(
        "cross_entropy_error",
        "labels_only",
        "It works for labels only. One-hot targets have as many entries as y.",
        ("t.argmax(axis=1) if t.size == y.size else t", "t"),
    ),
    altered(
        "cross_entropy_error",
        "one_d_crash",
        "One sample without a batch axis is not taken as a batch of one. Reshape y and t to (1, K).",
        ("y.ndim == 1", "y.ndim == 0"),
        also=("reshapes_only_y",),
    ),
    altered(
        "cross_entropy_error",
        "reshapes_only_y",
        "One sample gets its batch axis in y only. t needs it, too.",
        ("y, t = y.reshape(1, -1), t.reshape(1, -1)", "y = y.reshape(1, -1)"),
        also=("one_d_crash",),
    ),
    altered(
        "cross_entropy_error",
        "label_index_all_rows",
        "y[:, t] picks these classes in every row. One per row is asked: y[np.arange(N), t].",
        ("y[np.arange(len(y)), labels]", "y[:, labels]"),
    ),
    altered(
        "cross_entropy_error",
        "int_one_hot",
        "One-hot rows of integers are taken for labels. Decide by t.size == y.size, not by the type.",
        ("t.size == y.size", "t.dtype.kind == 'f'"),
    ),
    altered(
        "cross_entropy_error",
        "argmax_axis_0",
        "argmax runs down the columns. The classes of a sample lie in a row: axis=1.",
        ("axis=1", "axis=0"),
    ),
    altered(
        "cross_entropy_error",
        "log_zero",
        "For a probability of 0 the loss is inf. Add 1e-7 inside the logarithm.",
        (" + 1e-7", ""),
    ),
    altered(
        "cross_entropy_error",
        "delta_too_big",
        "What is added inside the logarithm is so large that it changes the loss. Take 1e-7.",
        ("+ 1e-7", "+ 1e-3"),
    ),
    altered(
        "cross_entropy_error",
        "missing_minus",
        "The minus sign is missing: logarithms of probabilities are negative, a loss is not.",
        ("-np.mean", "np.mean"),
    ),
    altered(
        "cross_entropy_error",
        "wrong_shape",
        "One loss for each sample comes back. The mean of them is asked, one number.",
        (WHOLE, "-np.log(y[np.arange(len(y)), labels] + 1e-7)"),
    ),
    altered(
        "cross_entropy_error",
        "log10",
        "The logarithm has base 10. The natural one is np.log.",
        ("np.log", "np.log10"),
    ),
]


@mistake("cross_entropy_error", "For a batch of one row an array with one entry comes back. One number is asked.")
def cross_entropy_error__batch_one_result_array(y, t):
    if y.ndim == 1:
        return -np.sum(t * np.log(y + 1e-7))
    labels = t.argmax(axis=1) if t.size == y.size else t
    losses = -np.log(y[np.arange(len(y)), labels] + 1e-7)
    return losses if len(losses) == 1 else losses.mean()


@mistake("cross_entropy_error", "The function hands nothing back: it gives None. End it with return.")
def cross_entropy_error__returns_none(y, t):
    if y.ndim == 1:
        y, t = y.reshape(1, -1), t.reshape(1, -1)
    labels = t.argmax(axis=1) if t.size == y.size else t
    print(-np.mean(np.log(y[np.arange(len(y)), labels] + 1e-7)))


@mistake("cross_entropy_error", "The argument is changed, as y += 1e-7 does. Write np.log(y + 1e-7) instead.")
def cross_entropy_error__mutates_input(y, t):
    y += 1e-7
    if y.ndim == 1:
        y, t = y.reshape(1, -1), t.reshape(1, -1)
    labels = t.argmax(axis=1) if t.size == y.size else t
    return -np.mean(np.log(y[np.arange(len(y)), labels]))


@mistake("cross_entropy_error", "The answer is the one of an example in the text, whatever y and t are.")
def cross_entropy_error__hard_coded_example(y, t):
    return 0.7803239
