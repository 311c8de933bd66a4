# ruff: noqa: F821 - bodies are pasted into a notebook, where the names of the chapter exist
"""What goes wrong in identity_function, and what is right."""

import numpy as np

from autograder.mistakes import mistake, variant


@mistake("identity_function", "The sigmoid of the hidden layers is applied. The identity changes nothing. Read 3.4.3.")
def identity_function__applies_sigmoid(x):
    return sigmoid(x)


@mistake("identity_function", "It fails (TypeError) for every array, as float(x) does. Return x as it is.")
def identity_function__returns_scalar_only(x):
    return float(x)


@mistake("identity_function", "The outputs are made to sum to 1, as softmax does. The identity changes nothing.")
def identity_function__applies_softmax(x):
    return softmax(x)


@mistake("identity_function", "The answer is 1 everywhere or a matrix of 1 and 0. The identity returns x itself.")
def identity_function__identity_matrix(x):
    return np.eye(len(x))


@mistake("identity_function", "Negative numbers are lost. The identity changes nothing.")
def identity_function__applies_relu(x):
    return relu(x)


@mistake("identity_function", "The numbers are cut down to integers. The identity changes nothing.")
def identity_function__integer_output(x):
    return x.astype(int)


@mistake("identity_function", "Your function hands nothing back: it gives None. End it with return x.")
def identity_function__returns_none(x):
    print(x)


@mistake("identity_function", "The answer has lost the shape of x: all entries lie in one row.")
def identity_function__wrong_shape(x):
    return x.flatten()


@mistake("identity_function", "The answer is the same whatever x is.")
def identity_function__hard_coded_example(x):
    return np.array([0.8324860124, -0.0411895719])


@mistake("identity_function", "Your function writes into its argument x. Return x, or a copy, and change nothing.")
def identity_function__mutates_input(x):
    y = x.copy()
    x -= y
    return y


@variant("identity_function")
def identity_function__copy(x):
    return x.copy()


@variant("identity_function")
def identity_function__times_one(x):
    return x * 1


@variant("identity_function")
def identity_function__through_a_list(x):
    return np.array(x.tolist())


@mistake("identity_function", "The signs are lost, as abs does. The identity changes nothing.")
def identity_function__abs(x):
    return np.abs(x)
