# ruff: noqa: F821 - bodies are pasted into a notebook, where the names of the chapter exist
"""What goes wrong in linear_output_forward_001, and what looks unusual and is right."""

import numpy as np

from autograder.mistakes import mistake, variant


@mistake(
    "linear_output_forward_001", "The output ends in a sigmoid: that is network 000. Here the last sum stays as it is."
)
def linear_output_forward_001__sigmoid_output(net, x):
    h1 = sigmoid(affine_column(net["w1"], x, net["b1"]))
    return sigmoid(affine_column(net["w2"], h1, net["b2"]))


@mistake("linear_output_forward_001", "The hidden layer has no sigmoid, so the two layers are no more than one.")
def linear_output_forward_001__no_hidden_activation(net, x):
    u1 = affine_column(net["w1"], x, net["b1"])
    return affine_column(net["w2"], u1, net["b2"]).astype(float)


@mistake("linear_output_forward_001", "The hidden layer is rounded to 0 and 1. Keep all its digits.")
def linear_output_forward_001__rounded_constants(net, x):
    h1 = np.round(sigmoid(affine_column(net["w1"], x, net["b1"])))
    return affine_column(net["w2"], h1, net["b2"])


@mistake("linear_output_forward_001", "The hidden layer is rounded to a few digits. Keep all of them.")
def linear_output_forward_001__rounded_digits(net, x):
    h1 = np.round(sigmoid(affine_column(net["w1"], x, net["b1"])), 4)
    return affine_column(net["w2"], h1, net["b2"])


@mistake("linear_output_forward_001", "The result has two axes (1, K). One is asked: (K,).")
def linear_output_forward_001__wrong_shape(net, x):
    h1 = sigmoid(affine_column(net["w1"], x, net["b1"]))
    return np.atleast_2d(affine_column(net["w2"], h1, net["b2"]))


@mistake("linear_output_forward_001", "The output has lost its axis: an array (K,) is asked, also for one output.")
def linear_output_forward_001__first_output_only(net, x):
    h1 = sigmoid(affine_column(net["w1"], x, net["b1"]))
    return affine_column(net["w2"], h1, net["b2"])[0]


@mistake("linear_output_forward_001", "The hidden layer uses ReLU. In network 001 it uses the sigmoid.")
def linear_output_forward_001__relu_hidden(net, x):
    h1 = np.maximum(0, affine_column(net["w1"], x, net["b1"]))
    return affine_column(net["w2"], h1, net["b2"]).astype(float)


@mistake("linear_output_forward_001", "The biases are left out. Both layers have some, and only the example's are 0.")
def linear_output_forward_001__no_biases(net, x):
    return np.dot(net["w2"], sigmoid(np.dot(net["w1"], x)))


@mistake("linear_output_forward_001", "The bias of the output layer is left out.")
def linear_output_forward_001__no_output_bias(net, x):
    return np.dot(net["w2"], sigmoid(affine_column(net["w1"], x, net["b1"])))


@mistake("linear_output_forward_001", "Something is written into the arrays of the network. Make new arrays.")
def linear_output_forward_001__mutates_input(net, x):
    h1 = sigmoid(affine_column(net["w1"], x, net["b1"]))
    y = affine_column(net["w2"], h1, net["b2"])
    net["b2"][:] = 0
    return y


@mistake("linear_output_forward_001", "Your function hands nothing back: it gives None. End it with return.")
def linear_output_forward_001__returns_none(net, x):
    h1 = sigmoid(affine_column(net["w1"], x, net["b1"]))
    print(affine_column(net["w2"], h1, net["b2"]))


@mistake("linear_output_forward_001", "The answer is the one of the example in the text, whatever the network is.")
def linear_output_forward_001__hard_coded_example(net, x):
    return np.array([2.999951558790512])


@variant("linear_output_forward_001")
def linear_output_forward_001__in_one_line(net, x):
    return net["w2"].dot(sigmoid(net["w1"].dot(x) + net["b1"])) + net["b2"]


@variant("linear_output_forward_001")
def linear_output_forward_001__as_columns_inside(net, x):
    h1 = sigmoid(net["w1"] @ x.reshape(-1, 1) + net["b1"].reshape(-1, 1))
    return (net["w2"] @ h1 + net["b2"].reshape(-1, 1)).ravel()
