"""What goes wrong in cross_entropy_variants, and what looks unusual and is right."""

import numpy as np

from autograder.mistakes import altered, mistake, variant

ID = "cross_entropy_variants"
ALTERED = [
    altered(
        ID,
        "batch_divided_by_classes",
        "'batch_mean' is divided by the number of classes. Divide by the number of samples N.",
        ("errors.sum() / samples", "errors.sum() / classes"),
    ),
    altered(
        ID,
        "classes_divided_by_samples",
        "'class_mean' is divided by the number of samples. Divide by the number of classes K.",
        ("errors / classes", "errors / samples"),
    ),
    altered(
        ID,
        "wrong_divisor",
        "The two divisors are swapped: 'class_mean' divides by the classes K, 'batch_mean' by the samples N.",
        ("samples, classes = y.shape", "classes, samples = y.shape"),
    ),
    altered(ID, "log10", "np.log10 is another logarithm. The natural one is np.log.", ("np.log(", "np.log10(")),
    altered(ID, "log2", "np.log2 is another logarithm. The natural one is np.log.", ("np.log(", "np.log2(")),
    altered(
        ID, "missing_minus", "The minus is missing: logarithms of probabilities are negative.", ("-np.sum", "np.sum")
    ),
    altered(
        ID,
        "sum_over_axis0",
        "The sum runs over axis 0 and mixes the samples. The classes of a sample lie in a row: axis=1.",
        ("axis=1", "axis=0"),
    ),
    altered(
        ID,
        "not_weighted_by_target",
        "The logarithms of all classes are added up. Only the right class counts: multiply by t.",
        ("t * np.log", "np.log"),
    ),
    altered(
        ID,
        "log_of_target",
        "Outputs and targets are swapped: the logarithm is taken of y, not of t.",
        ("t * np.log(y + 1e-7)", "y * np.log(t + 1e-7)"),
    ),
    altered(
        ID,
        "no_logarithm",
        "The logarithm is missing: the probabilities themselves are added up.",
        ("np.log(y + 1e-7)", "y"),
    ),
    altered(
        ID,
        "sum_all_is_a_mean",
        "'sum_all' is divided by the number of samples. It is the sum itself.",
        ('"sum_all": errors.sum()', '"sum_all": errors.mean()'),
    ),
    altered(
        ID,
        "mean_not_divided",
        "'batch_mean' is not divided by the number of samples.",
        ("errors.sum() / samples", "errors.sum()"),
    ),
    altered(
        ID,
        "per_sample_summed",
        "'per_sample' gives one number. One for each sample is asked, shape (N,).",
        ('"per_sample": errors', '"per_sample": errors.sum()'),
    ),
    altered(
        ID,
        "wrong_shape",
        "'per_sample' and 'class_mean' come as a column (N, 1). One axis is asked: (N,).",
        ("axis=1)", "axis=1, keepdims=True)"),
    ),
    altered(
        ID,
        "returns_none",
        "Your function hands nothing back (None).",
        ("return forms[mode]", "print(forms[mode])"),
    ),
]


@mistake("cross_entropy_variants", "0 times log 0 is nan, and log 0 is infinite. Add 1e-7 inside the logarithm.")
def cross_entropy_variants__log_zero(y, t, mode):
    with np.errstate(all="ignore"):
        errors = -np.sum(t * np.log(y), axis=1)
    N, K = y.shape
    return {"per_sample": errors, "class_mean": errors / K, "sum_all": errors.sum(), "batch_mean": errors.sum() / N}[
        mode
    ]


@mistake(
    "cross_entropy_variants",
    "log 0 is infinite where the right class has the probability 0. Add 1e-7 inside the logarithm.",
)
def cross_entropy_variants__log_zero_of_right_class(y, t, mode):
    with np.errstate(all="ignore"):
        errors = -np.log(y[np.arange(len(y)), t.argmax(axis=1)])
    N, K = y.shape
    return {"per_sample": errors, "class_mean": errors / K, "sum_all": errors.sum(), "batch_mean": errors.sum() / N}[
        mode
    ]


@mistake("cross_entropy_variants", "All modes give the same. Look at mode, and divide as the table says.")
def cross_entropy_variants__mode_ignored(y, t, mode):
    return -np.sum(t * np.log(y + 1e-7), axis=1)


@mistake("cross_entropy_variants", "The answer is the one of the example in the text, whatever y and t are.")
def cross_entropy_variants__hard_coded_example(y, t, mode):
    return {"per_sample": np.array([0.693147]), "class_mean": np.array([0.231049])}.get(mode, 0.693147)


@variant("cross_entropy_variants")
def cross_entropy_variants__clipped(y, t, mode):
    errors = -np.sum(t * np.log(np.clip(y, 1e-7, 1)), axis=-1)
    if mode == "per_sample":
        return errors
    if mode == "class_mean":
        return errors / y.shape[1]
    if mode == "sum_all":
        return np.sum(errors)
    return np.mean(errors)


@variant("cross_entropy_variants")
def cross_entropy_variants__right_class_picked(y, t, mode):
    right = y[np.arange(y.shape[0]), np.argmax(t, axis=1)]
    errors = -np.log(right + 1e-7)
    N, K = y.shape
    return {
        "per_sample": errors,
        "class_mean": errors / K,
        "sum_all": float(errors.sum()),
        "batch_mean": float(errors.sum() / N),
    }[mode]


@variant("cross_entropy_variants")
def cross_entropy_variants__smaller_guard(y, t, mode):
    errors = np.array(
        [-sum(np.log(p + 1e-12) for p, wanted in zip(row, target) if wanted) for row, target in zip(y, t)]
    )
    divisor = {"class_mean": y.shape[1], "batch_mean": y.shape[0]}.get(mode, 1)
    if mode in ("sum_all", "batch_mean"):
        errors = errors.sum()
    return errors / divisor
