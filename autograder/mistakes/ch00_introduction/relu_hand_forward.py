# ruff: noqa: F821 - bodies are pasted into a notebook, where the names of the chapter exist
"""What goes wrong in relu_hand_forward, and what looks unusual and is right."""

import numpy as np

from autograder.mistakes import mistake, variant


@mistake("relu_hand_forward", "The second sum is -11, a misprint of one edition. Work it out: -2*2 - 3*3 - 1*1 = -14.")
def relu_hand_forward__misprint_minus_11(net, x):
    u1 = np.array([11.0, -11.0])
    h1 = np.maximum(0, u1)
    return u1, h1, np.array([33.0])


@mistake("relu_hand_forward", "ReLU is used on the output as well. The output is a plain sum and may be negative.")
def relu_hand_forward__relu_on_output(net, x):
    u1 = affine_column(net["w1"], x, net["b1"]).astype(float)
    h1 = np.maximum(0, u1)
    return u1, h1, np.maximum(0, affine_column(net["w2"], h1, net["b2"]))


@mistake("relu_hand_forward", "The hidden layer drops the sign, as abs does. ReLU turns negative sums into 0.")
def relu_hand_forward__relu_abs(net, x):
    u1 = affine_column(net["w1"], x, net["b1"]).astype(float)
    h1 = np.abs(u1)
    return u1, h1, affine_column(net["w2"], h1, net["b2"])


@mistake("relu_hand_forward", "The hidden layer has no ReLU: negative sums go on to the output.")
def relu_hand_forward__relu_missing(net, x):
    u1 = affine_column(net["w1"], x, net["b1"]).astype(float)
    return u1, u1, affine_column(net["w2"], u1, net["b2"])


@mistake(
    "relu_hand_forward", "For whole numbers the results stay int, and int arrays cut decimals off. Use .astype(float)."
)
def relu_hand_forward__int_dtype_kept(net, x):
    u1 = affine_column(net["w1"], x, net["b1"])
    h1 = np.maximum(0, u1)
    return u1, h1, affine_column(net["w2"], h1, net["b2"])


@mistake("relu_hand_forward", "Only the output comes back. Return all three: u1, h1, y.")
def relu_hand_forward__output_only(net, x):
    h1 = np.maximum(0, affine_column(net["w1"], x, net["b1"]).astype(float))
    return affine_column(net["w2"], h1, net["b2"])


@mistake("relu_hand_forward", "ReLU is already in the first result. u1 are the sums before it, h1 after it.")
def relu_hand_forward__sums_after_relu(net, x):
    h1 = np.maximum(0, affine_column(net["w1"], x, net["b1"]).astype(float))
    return h1, h1, affine_column(net["w2"], h1, net["b2"])


@mistake("relu_hand_forward", "The biases are left out. Both layers have some, and only the example's are 0.")
def relu_hand_forward__no_biases(net, x):
    u1 = np.dot(net["w1"], x).astype(float)
    h1 = np.maximum(0, u1)
    return u1, h1, np.dot(net["w2"], h1)


@mistake("relu_hand_forward", "Positive sums become 1, as in a step function. ReLU lets them pass as they are.")
def relu_hand_forward__step(net, x):
    u1 = affine_column(net["w1"], x, net["b1"]).astype(float)
    h1 = (u1 > 0).astype(float)
    return u1, h1, affine_column(net["w2"], h1, net["b2"])


@mistake("relu_hand_forward", "The function works with EXAMPLE and ignores the network that it is given.")
def relu_hand_forward__global_state(net, x):
    EXAMPLE = {"w1": [[3, 1, 2], [-2, -3, -1]], "w2": [[3, 2]]}
    u1 = np.dot(np.array(EXAMPLE["w1"]), x).astype(float)
    h1 = np.maximum(0, u1)
    return u1, h1, np.dot(np.array(EXAMPLE["w2"]), h1)


@mistake(
    "relu_hand_forward",
    "The results are not returned; printing them is not enough. End the function with return u1, h1, y.",
)
def relu_hand_forward__returns_none(net, x):
    u1 = affine_column(net["w1"], x, net["b1"]).astype(float)
    h1 = np.maximum(0, u1)
    print(u1, h1, affine_column(net["w2"], h1, net["b2"]))


@mistake("relu_hand_forward", "The output has lost its axis: an array (K,) is asked, also for one output.")
def relu_hand_forward__wrong_shape(net, x):
    u1 = affine_column(net["w1"], x, net["b1"]).astype(float)
    h1 = np.maximum(0, u1)
    return u1, h1, affine_column(net["w2"], h1, net["b2"])[0]


@mistake("relu_hand_forward", "Something is written into the arrays of the network. Make new arrays.")
def relu_hand_forward__mutates_input(net, x):
    u1 = affine_column(net["w1"], x, net["b1"]).astype(float)
    h1 = np.maximum(0, u1)
    y = affine_column(net["w2"], h1, net["b2"])
    net["b2"][:] = 0
    return u1, h1, y


@mistake("relu_hand_forward", "The answer is the one of the example in the text, whatever the network is.")
def relu_hand_forward__hard_coded_example(net, x):
    return np.array([11.0, -14.0]), np.array([11.0, 0.0]), np.array([33.0])


@variant("relu_hand_forward")
def relu_hand_forward__with_a_mask(net, x):
    u1 = net["w1"] @ x.astype(float) + net["b1"]
    h1 = u1 * (u1 > 0)
    return [u1, h1, net["w2"] @ h1 + net["b2"]]


@variant("relu_hand_forward")
def relu_hand_forward__where(net, x):
    u1 = 1.0 * affine_column(net["w1"], x, net["b1"])
    h1 = np.where(u1 > 0, u1, 0)
    return (u1, h1, affine_column(net["w2"], h1, net["b2"]))
