"""What goes wrong in step_function, and what looks unusual and is right."""

import numpy as np

from autograder.mistakes import mistake, variant


@mistake(
    "step_function",
    "At exactly 0 the answer has to be 0: compare with > and not with >=. Read 3.2.2.",
    edit=(("x > 0", "x >= 0"),),
)
def step_function__fires_at_zero(x):
    return (x >= 0).astype(int)


@mistake(
    "step_function",
    "The comparison alone gives True and False. Turn them into integers with astype(int).",
    edit=((".astype(int)", ""),),
)
def step_function__bool_output(x):
    return x > 0


@mistake(
    "step_function",
    "The answers are decimal numbers. The step function gives the integers 0 and 1.",
    edit=((".astype(int)", ".astype(float)"),),
)
def step_function__float_output(x):
    return np.where(x > 0, 1.0, 0.0)


@mistake(
    "step_function",
    "It fails (ValueError) for every array. An `if`, for one, judges a single number: compare the whole array at once.",
)
def step_function__scalar_only(x):
    if x > 0:
        return 1
    return 0


@mistake(
    "step_function",
    "What stands behind a point does not exist (AttributeError). np.int was taken out of NumPy: write int instead.",
)
def step_function__np_int_attribute(x):
    y = x > 0
    return y.astype(np.int)


@mistake(
    "step_function",
    "It answers 1 for negative and 0 for positive numbers: the comparison points the wrong way.",
    edit=(("x > 0", "x < 0"),),
)
def step_function__sides_swapped(x):
    return (x < 0).astype(int)


@mistake("step_function", "Negative numbers give -1, as np.sign does. The step function gives 0 there.")
def step_function__sign(x):
    return np.sign(x).astype(int)


@mistake("step_function", "Your function writes into its argument x. Build a new array instead.")
def step_function__mutates_input(x):
    x[x > 0] = 1
    x[x <= 0] = 0
    return x.astype(int)


@mistake("step_function", "Your function hands nothing back: it gives None. End it with return.")
def step_function__returns_none(x):
    print((x > 0).astype(int))


@mistake("step_function", "The answer has lost the shape of x: all entries lie in one row.")
def step_function__wrong_shape(x):
    return np.array([1 if value > 0 else 0 for value in x.flatten()])


@mistake("step_function", "The answer is the one of the example in the text, whatever x is.")
def step_function__hard_coded_example(x):
    return np.array([0, 1, 1])


@variant("step_function")
def step_function__where(x):
    return np.where(x > 0, 1, 0)


@variant("step_function")
def step_function__times_one(x):
    return (x > 0) * 1


@variant("step_function")
def step_function__int32(x):
    return np.array(x > 0, dtype=np.int32)


@variant("step_function")
def step_function__small_integers(x):
    return (x > 0).astype(np.uint8)


@variant("step_function")
def step_function__heaviside(x):
    return np.heaviside(x, 0).astype(int)


@variant("step_function")
def step_function__filled_in(x):
    y = np.zeros(x.shape, dtype=int)
    y[x > 0] = 1
    return y
