"""What goes wrong in relu, and what looks unusual and is right."""

import numpy as np

from autograder.mistakes import mistake, variant


@mistake("relu", "np.max looks for the largest entry along an axis. np.maximum compares entry by entry.")
def relu__np_max_reduces(x):
    return np.max(x, 0)


@mistake(
    "relu",
    "It fails (TypeError) for every array. np.max(0, x) takes x for an axis; np.maximum(0, x) compares entry by entry.",
)
def relu__np_max_of_zero(x):
    return np.max(0, x)


@mistake(
    "relu",
    "The sign is dropped, as abs does. ReLU turns negative numbers into 0.",
    edit=(("np.maximum(0, x)", "np.abs(x)"),),
)
def relu__abs(x):
    return np.abs(x)


@mistake("relu", "Negative numbers are made small instead of 0: this is the leaky relative of ReLU.")
def relu__leaky(x):
    return np.where(x > 0, x, 0.01 * x)


@mistake(
    "relu",
    "It keeps the negative numbers and drops the positive ones. ReLU is maximum, not minimum.",
    edit=(("np.maximum", "np.minimum"),),
)
def relu__minimum(x):
    return np.minimum(0, x)


@mistake("relu", "Positive numbers become 1, as in the step function. ReLU lets them pass as they are.")
def relu__step(x):
    return np.where(x > 0, 1.0, 0.0)


@mistake(
    "relu",
    "It fails (ValueError) for every array. An `if`, or Python's max, judges a single number; np.maximum takes all.",
)
def relu__scalar_only(x):
    return x if x > 0 else 0


@mistake(
    "relu", "The zeros are written into the argument; y = x is the same array. Build a new one, as np.maximum does."
)
def relu__mutates_input(x):
    x[x < 0] = 0
    return x


@mistake("relu", "The result is cut down to integers. Decimal numbers have to stay what they are.")
def relu__integer_output(x):
    y = np.zeros(x.shape, dtype=int)
    y[x > 0] = x[x > 0]
    return y


@mistake(
    "relu",
    "Your function hands nothing back: it gives None. End it with return.",
    edit=(("return y", "return None"),),
)
def relu__returns_none(x):
    print(np.maximum(0, x))


@mistake("relu", "The answer has lost the shape of x: all entries lie in one row, or those of 0 are missing.")
def relu__wrong_shape(x):
    return x[x > 0]


@mistake("relu", "The answer is the one of the example in the text, whatever x is.")
def relu__hard_coded_example(x):
    return np.array([0.0, 0.0, 1.0, 2.0])


@variant("relu")
def relu__int_dtype(x):
    return x * (x > 0).astype(int)


@variant("relu")
def relu__where(x):
    return np.where(x > 0, x, 0)


@variant("relu")
def relu__copy_then_mask(x):
    y = x.copy()
    y[y < 0] = 0
    return y


@variant("relu")
def relu__half_of_sum_and_abs(x):
    return (x + np.abs(x)) / 2


@variant("relu")
def relu__clip(x):
    return np.clip(x, 0, None)


@mistake("relu", "Numbers above 1 are cut down to 1. ReLU has no upper end.")
def relu__clipped_at_one(x):
    return np.clip(x, 0, 1)


@mistake("relu", "The sign is turned round: the negative numbers come out, as positive ones. It is maximum(0, x).")
def relu__of_minus_x(x):
    return np.maximum(0, -x)
