# ruff: noqa: PLC0415 - students write so
"""What goes wrong in sigmoid, and what looks unusual and is right."""

import numpy as np

from autograder.mistakes import mistake, variant


@mistake(
    "sigmoid",
    "The exponent has the wrong sign: it is exp(-x) that stands in the denominator. Read 3.2.4.",
    edit=(("np.exp(-x)", "np.exp(x)"),),
)
def sigmoid__exp_positive(x):
    return 1 / (1 + np.exp(x))


@mistake("sigmoid", "The 1 in the denominator is missing: it is 1 / (1 + exp(-x)).", edit=(("(1 + np", "(0 + np"),))
def sigmoid__missing_one(x):
    return 1 / np.exp(-x)


@mistake("sigmoid", "Brackets are missing: 1 / 1 + exp(-x) divides first and adds then.")
def sigmoid__missing_brackets(x):
    return 1 / 1 + np.exp(-x)


@mistake("sigmoid", "exp(x) / (1 + exp(x)) is inf / inf for large x. Use 1 / (1 + exp(-x)), which stays finite.")
def sigmoid__overflow_nan(x):
    with np.errstate(all="ignore"):
        return np.exp(x) / (1 + np.exp(x))


@mistake(
    "sigmoid",
    "It fails (TypeError) for every array. math.exp, for one, takes a single number; np.exp takes whole arrays.",
)
def sigmoid__math_exp_scalar_only(x):
    import math

    return 1 / (1 + math.exp(-x))


@mistake("sigmoid", "// is the division of whole numbers and cuts the result down to 0. Use / instead.")
def sigmoid__integer_division(x):
    return 1 // (1 + np.exp(-x))


@mistake("sigmoid", "For integers the result is cut down to integers: an array made like x takes over its type.")
def sigmoid__integer_output(x):
    y = np.zeros_like(x)
    y[...] = 1 / (1 + np.exp(-np.clip(x, -500, 500)))
    return y


@mistake("sigmoid", "This is tanh, which goes from -1 to 1. The sigmoid goes from 0 to 1.")
def sigmoid__tanh(x):
    return np.tanh(x)


@mistake("sigmoid", "Your function writes into its argument x. Build a new array instead.")
def sigmoid__mutates_input(x):
    x *= -1
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(x))


@mistake("sigmoid", "Your function hands nothing back: it gives None. End it with return.")
def sigmoid__returns_none(x):
    print(1 / (1 + np.exp(-x)))


@mistake("sigmoid", "The answer has lost the shape of x: all entries lie in one row.")
def sigmoid__wrong_shape(x):
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(-x.flatten()))


@mistake("sigmoid", "The answer is the one of the example in the text, whatever x is.")
def sigmoid__hard_coded_example(x):
    return np.array([0.2689414213699951, 0.7310585786300049, 0.8807970779778823])


@variant("sigmoid")
def sigmoid__plain_with_warning(x):
    return 1 / (1 + np.exp(-x))


@variant("sigmoid")
def sigmoid__by_tanh(x):
    return 0.5 * (1 + np.tanh(x / 2))


@variant("sigmoid")
def sigmoid__clipped(x):
    return 1.0 / (1.0 + np.exp(-np.clip(x, -500, 500)))


@variant("sigmoid")
def sigmoid__two_branches(x):
    small = np.exp(-np.abs(x))
    return np.where(x >= 0, 1 / (1 + small), small / (1 + small))


@variant("sigmoid")
def sigmoid__reciprocal(x):
    with np.errstate(all="ignore"):
        return np.power(1 + np.exp(np.negative(x)), -1.0)


@mistake("sigmoid", "The results are cut down to whole numbers. A sigmoid lies between 0 and 1: leave int out.")
def sigmoid__cut_to_int(x):
    with np.errstate(over="ignore"):
        return (1 / (1 + np.exp(-x))).astype(int)


@mistake("sigmoid", "That is the derivative of the sigmoid, y (1 - y). The value y itself is asked.")
def sigmoid__derivative(x):
    with np.errstate(over="ignore"):
        y = 1 / (1 + np.exp(-x))
        return y * (1 - y)


@mistake("sigmoid", "Below the fraction line stands 1 - exp(-x). A plus is asked: 1 + exp(-x).")
def sigmoid__minus_exp(x):
    with np.errstate(all="ignore"):
        return 1 / (1 - np.exp(-x))


@variant("sigmoid")
def sigmoid__extended_precision(x):
    return 1 / (1 + np.exp(-x.astype(np.longdouble)))


@variant("sigmoid")
def sigmoid__in_logarithms(x):
    return np.exp(-np.logaddexp(0, -x))
