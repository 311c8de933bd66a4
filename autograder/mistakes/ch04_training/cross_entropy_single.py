"""What goes wrong in cross_entropy_single, and what looks unusual and is right."""

import numpy as np

from autograder.mistakes import altered, altered_variant, mistake, variant

ALTERED = [
    altered(
        "cross_entropy_single", "log10", "The logarithm has base 10. The natural one is np.log.", ("np.log", "np.log10")
    ),
    altered(
        "cross_entropy_single", "log2", "The logarithm has base 2. The natural one is np.log.", ("np.log", "np.log2")
    ),
    altered(
        "cross_entropy_single",
        "missing_minus",
        "The minus sign is missing: logarithms of probabilities are negative, a loss is not.",
        ("-np.sum", "np.sum"),
    ),
    altered(
        "cross_entropy_single",
        "log_of_t",
        "y and t are swapped: the logarithm is taken of the probabilities y, not of the target.",
        ("t * np.log(y + 1e-7)", "y * np.log(t + 1e-7)"),
    ),
    altered(
        "cross_entropy_single",
        "log_zero",
        "For a probability of 0 the loss is inf or nan. Add 1e-7 inside the logarithm. Read 4.2.2.",
        ("y + 1e-7", "y"),
        also=("guard_outside",),
    ),
    altered(
        "cross_entropy_single",
        "guard_outside",
        "1e-7 is added outside the logarithm, where it does not help against log(0). It belongs inside.",
        ("np.log(y + 1e-7)", "(np.log(y) + 1e-7)"),
        also=("log_zero",),
    ),
    altered(
        "cross_entropy_single",
        "delta_too_big",
        "What is added inside the logarithm is so large that it changes the loss. Take 1e-7.",
        ("+ 1e-7", "+ 1e-3"),
    ),
    altered(
        "cross_entropy_single",
        "sum_of_logs",
        "The logarithms of all classes are added up. Multiply by t: only the right class counts.",
        ("t * np.log", "np.log"),
    ),
    altered(
        "cross_entropy_single",
        "divides_by_classes",
        "The sum is divided by the number of classes, as np.mean does. Use np.sum.",
        ("np.sum", "np.mean"),
    ),
    altered(
        "cross_entropy_single",
        "wrong_shape",
        "The result is an array, with one entry for each class. Sum over the classes.",
        ("float(-np.sum(t * np.log(y + 1e-7)))", "-t * np.log(y + 1e-7)"),
    ),
    altered_variant("cross_entropy_single", "smaller_guard", ("+ 1e-7", "+ 1e-9")),
    altered_variant("cross_entropy_single", "limit", ("y + 1e-7", "np.maximum(y, 1e-7)")),
]


@mistake("cross_entropy_single", "The function hands nothing back: it gives None. End it with return.")
def cross_entropy_single__returns_none(y, t):
    print(-np.sum(t * np.log(y + 1e-7)))


@mistake("cross_entropy_single", "The argument is changed, as y += 1e-7 does. Write np.log(y + 1e-7) instead.")
def cross_entropy_single__mutates_input(y, t):
    y += 1e-7
    return -np.sum(t * np.log(y))


@mistake("cross_entropy_single", "The answer is the one of the example in the text, whatever y and t are.")
def cross_entropy_single__hard_coded_example(y, t):
    return 0.510825457099338


@variant("cross_entropy_single")
def cross_entropy_single__only_the_right_class(y, t):
    return -np.log(y[np.argmax(t)] + 1e-7)


@variant("cross_entropy_single")
def cross_entropy_single__no_guard_where_none_is_needed(y, t):
    probability = y[t == 1][0]
    return -np.log(probability) if probability > 0 else -np.log(1e-7)


@variant("cross_entropy_single")
def cross_entropy_single__scalar_product(y, t):
    return np.dot(t, -np.log(y + 1e-7))
