# ruff: noqa: F821 - bodies are pasted into a notebook, where the names of the chapter exist
"""What goes wrong in sigmoid and sigmoid_forward_000, and what looks unusual and is right."""

import numpy as np

from autograder.mistakes import mistake, variant


@mistake(
    "sigmoid_forward_000", "The output has no sigmoid: that is network 001. In network 000 both layers end in one."
)
def sigmoid_forward_000__linear_output(net, x):
    h1 = sigmoid(affine_column(net["w1"], x, net["b1"]))
    return affine_column(net["w2"], h1, net["b2"])


@mistake("sigmoid_forward_000", "The hidden layer uses ReLU. In network 000 both layers use the sigmoid.")
def sigmoid_forward_000__relu_hidden(net, x):
    h1 = np.maximum(0, affine_column(net["w1"], x, net["b1"]))
    return sigmoid(affine_column(net["w2"], h1, net["b2"]))


@mistake("sigmoid_forward_000", "The hidden layer has no sigmoid. Both layers end in one.")
def sigmoid_forward_000__no_hidden_activation(net, x):
    u1 = affine_column(net["w1"], x, net["b1"])
    return sigmoid(affine_column(net["w2"], u1, net["b2"]))


@mistake(
    "sigmoid_forward_000", "The sign in the exponent is missing: it is exp(-u). Your curve falls.", replaces="sigmoid"
)
def sigmoid_forward_000__sign_in_exp(u):
    with np.errstate(all="ignore"):
        return 1 / (1 + np.exp(u))


@mistake(
    "sigmoid_forward_000",
    "exp(u) / (1 + exp(u)) is inf / inf for large u, and that is nan. Use 1 / (1 + exp(-u)).",
    replaces="sigmoid",
)
def sigmoid_forward_000__overflow_exp(u):
    with np.errstate(all="ignore"):
        return np.exp(u) / (1 + np.exp(u))


@mistake(
    "sigmoid_forward_000", "It takes one number only, as math.exp does. np.exp takes whole arrays.", replaces="sigmoid"
)
def sigmoid_forward_000__math_exp(u):
    import math

    return 1 / (1 + math.exp(-u))


@mistake("sigmoid_forward_000", "The brackets are missing: 1 / 1 + exp(-u) is 1 + exp(-u).", replaces="sigmoid")
def sigmoid_forward_000__missing_brackets(u):
    with np.errstate(all="ignore"):
        return 1 / 1 + np.exp(-u)


@mistake("sigmoid_forward_000", "The 1 below the fraction line is missing: 1 / (1 + exp(-u)).", replaces="sigmoid")
def sigmoid_forward_000__missing_one(u):
    with np.errstate(all="ignore"):
        return 1 / np.exp(-u)


@mistake(
    "sigmoid_forward_000",
    "For whole numbers the sigmoid is cut down to 0 and 1: an array made like them takes over their type.",
    replaces="sigmoid",
)
def sigmoid_forward_000__integer_output(u):
    y = np.zeros_like(u)
    with np.errstate(all="ignore"):
        y[...] = 1 / (1 + np.exp(-u))
    return y


@mistake("sigmoid_forward_000", "The sigmoid writes into its argument. Make a new array.", replaces="sigmoid")
def sigmoid_forward_000__mutates_input(u):
    with np.errstate(all="ignore"):
        if u.dtype.kind == "f":
            u *= -1
            return 1 / (1 + np.exp(u))
        return 1 / (1 + np.exp(-u))


@mistake("sigmoid_forward_000", "The sigmoid hands nothing back (None).", replaces="sigmoid")
def sigmoid_forward_000__sigmoid_returns_none(u):
    print(1 / (1 + np.exp(-u)))


@mistake("sigmoid_forward_000", "sigmoid_forward_000 hands nothing back: it gives None. End it with return.")
def sigmoid_forward_000__returns_none(net, x):
    h1 = sigmoid(affine_column(net["w1"], x, net["b1"]))
    print(sigmoid(affine_column(net["w2"], h1, net["b2"])))


@mistake("sigmoid_forward_000", "The biases are left out. Both layers have some, and only the example's are 0.")
def sigmoid_forward_000__no_biases(net, x):
    return sigmoid(np.dot(net["w2"], sigmoid(np.dot(net["w1"], x))))


@mistake("sigmoid_forward_000", "The output has lost its axis: an array (K,) is asked, also for one output.")
def sigmoid_forward_000__wrong_shape(net, x):
    h1 = sigmoid(affine_column(net["w1"], x, net["b1"]))
    return sigmoid(affine_column(net["w2"], h1, net["b2"]))[0]


@mistake("sigmoid_forward_000", "The answer is the one of the example in the text, whatever the network is.")
def sigmoid_forward_000__hard_coded_example(net, x):
    return np.array([0.9525719383624175])


@variant("sigmoid_forward_000")
def sigmoid_forward_000__float32(net, x):
    h1 = sigmoid(affine_column(net["w1"].astype(np.float32), x.astype(np.float32), net["b1"].astype(np.float32)))
    y = sigmoid(affine_column(net["w2"].astype(np.float32), h1, net["b2"].astype(np.float32)))
    return y.astype(float)


@variant("sigmoid_forward_000", replaces="sigmoid")
def sigmoid_forward_000__tanh_form(u):
    return 0.5 * np.tanh(0.5 * u) + 0.5


@variant("sigmoid_forward_000", replaces="sigmoid")
def sigmoid_forward_000__two_cases(u):
    small = np.exp(-np.abs(u))
    return np.where(u >= 0, 1 / (1 + small), small / (1 + small))


@variant("sigmoid_forward_000", replaces="sigmoid")
def sigmoid_forward_000__with_a_warning(u):
    return 1 / (1 + np.exp(-u))


@variant("sigmoid_forward_000")
def sigmoid_forward_000__in_one_line(net, x):
    return sigmoid(net["w2"] @ sigmoid(net["w1"] @ x + net["b1"]) + net["b2"])
