# ruff: noqa: F821 - bodies are pasted into a notebook, where the names of the chapter exist
"""What goes wrong in init_network and forward, and what looks unusual and is right."""

import numpy as np

from autograder.mistakes import mistake


@mistake(
    "forward",
    "The sigmoid is applied after the last layer, too. Its activation is the identity. Read 3.4.3.",
    edit=(("identity_function(", "sigmoid("),),
)
def forward__sigmoid_on_output(network, x):
    z1 = sigmoid(matrix_layer(x, network["W1"], network["b1"]))
    z2 = sigmoid(matrix_layer(z1, network["W2"], network["b2"]))
    return sigmoid(matrix_layer(z2, network["W3"], network["b3"]))


@mistake(
    "forward",
    "Softmax is applied after the last layer. Its activation is the identity here. Read 3.4.3.",
    edit=(("identity_function(", "softmax("),),
)
def forward__softmax_on_output(network, x):
    z1 = sigmoid(matrix_layer(x, network["W1"], network["b1"]))
    z2 = sigmoid(matrix_layer(z1, network["W2"], network["b2"]))
    return softmax(matrix_layer(z2, network["W3"], network["b3"]))


@mistake("forward", "No activation reaches the next layer, only its sums do, so the network is no more than one layer.")
def forward__missing_activation_between(network, x):
    a1 = matrix_layer(x, network["W1"], network["b1"])
    a2 = matrix_layer(a1, network["W2"], network["b2"])
    return matrix_layer(a2, network["W3"], network["b3"])


@mistake("forward", "The sigmoid after the first layer is missing.", edit=(("z1 = sigmoid(", "z1 = ("),))
def forward__missing_first_activation(network, x):
    a1 = matrix_layer(x, network["W1"], network["b1"])
    z2 = sigmoid(matrix_layer(a1, network["W2"], network["b2"]))
    return matrix_layer(z2, network["W3"], network["b3"])


@mistake("forward", "The sigmoid after the second layer is missing.", edit=(("z2 = sigmoid(", "z2 = ("),))
def forward__missing_second_activation(network, x):
    z1 = sigmoid(matrix_layer(x, network["W1"], network["b1"]))
    a2 = matrix_layer(z1, network["W2"], network["b2"])
    return matrix_layer(a2, network["W3"], network["b3"])


@mistake("forward", "The biases have two axes, as (1, 3). One is asked: (3,).", replaces="init_network")
def forward__bias_shape_row():
    return {
        "W1": np.array([[0.2, -0.1, 0.4], [0.5, 0.3, -0.2]]),
        "b1": np.array([[0.1, 0.0, -0.3]]),
        "W2": np.array([[0.3, -0.2], [0.1, 0.6], [-0.5, 0.2]]),
        "b2": np.array([[0.05, -0.1]]),
        "W3": np.array([[1.0, -0.5], [0.25, 0.75]]),
        "b3": np.array([[0.2, -0.2]]),
    }


@mistake("forward", "The second and the third layer are in the wrong order.")
def forward__wrong_layer_order(network, x):
    z1 = sigmoid(matrix_layer(x, network["W1"], network["b1"]))
    z2 = sigmoid(matrix_layer(z1, network["W3"], network["b3"]))
    return identity_function(matrix_layer(z2, network["W2"], network["b2"]))


@mistake(
    "forward",
    "The weights are turned round: a row of W belongs to an input, a column to a neuron of the next layer.",
    replaces="init_network",
)
def forward__weight_transposed():
    return {
        "W1": np.array([[0.2, -0.1, 0.4], [0.5, 0.3, -0.2]]).T,
        "b1": np.array([0.1, 0.0, -0.3]),
        "W2": np.array([[0.3, -0.2], [0.1, 0.6], [-0.5, 0.2]]).T,
        "b2": np.array([0.05, -0.1]),
        "W3": np.array([[1.0, -0.5], [0.25, 0.75]]).T,
        "b3": np.array([0.2, -0.2]),
    }


@mistake("forward", "forward turns the weights round (.T). They fit as they are: x W + b.")
def forward__transposes_weights(network, x):
    z1 = sigmoid(matrix_layer(x, network["W1"].T, network["b1"]))
    z2 = sigmoid(matrix_layer(z1, network["W2"].T, network["b2"]))
    return identity_function(matrix_layer(z2, network["W3"].T, network["b3"]))


@mistake("forward", "forward makes a network of its own and ignores the one that it is given.")
def forward__global_state(network, x):
    network = init_network()
    z1 = sigmoid(matrix_layer(x, network["W1"], network["b1"]))
    z2 = sigmoid(matrix_layer(z1, network["W2"], network["b2"]))
    return identity_function(matrix_layer(z2, network["W3"], network["b3"]))


@mistake("forward", "pop takes the arrays out of the network, so it can be used only once. Read with network['W1'].")
def forward__mutates_input(network, x):
    z1 = sigmoid(matrix_layer(x, network.pop("W1"), network.pop("b1")))
    z2 = sigmoid(matrix_layer(z1, network.pop("W2"), network.pop("b2")))
    return identity_function(matrix_layer(z2, network.pop("W3"), network.pop("b3")))


@mistake("forward", "forward hands nothing back: it gives None. End it with return.")
def forward__returns_none(network, x):
    z1 = sigmoid(matrix_layer(x, network["W1"], network["b1"]))
    z2 = sigmoid(matrix_layer(z1, network["W2"], network["b2"]))
    print(identity_function(matrix_layer(z2, network["W3"], network["b3"])))


@mistake("forward", "init_network fills its dict and returns nothing. End it with return.", replaces="init_network")
def forward__init_returns_none():
    network = {}
    network["W1"] = np.array([[0.2, -0.1, 0.4], [0.5, 0.3, -0.2]])
    network["b1"] = np.array([0.1, 0.0, -0.3])


@mistake("forward", "For one sample the answer has one axis too many: shape (M,) is asked, not (1, M).")
def forward__wrong_shape(network, x):
    z1 = sigmoid(matrix_layer(np.atleast_2d(x), network["W1"], network["b1"]))
    z2 = sigmoid(matrix_layer(z1, network["W2"], network["b2"]))
    return identity_function(matrix_layer(z2, network["W3"], network["b3"]))


@mistake("forward", "np.squeeze takes away the axis of a batch that holds a single sample: shape (1, M) is asked.")
def forward__squeezes_batch_of_one(network, x):
    z1 = sigmoid(matrix_layer(x, network["W1"], network["b1"]))
    z2 = sigmoid(matrix_layer(z1, network["W2"], network["b2"]))
    return np.squeeze(identity_function(matrix_layer(z2, network["W3"], network["b3"])))


@mistake("forward", "The answer is the one of the example in the text, whatever network and x are.")
def forward__hard_coded_example(network, x):
    return np.array([0.8324860124, -0.0411895719])


@mistake("forward", "The biases are left out. Every layer is z W + b.")
def forward__no_biases(network, x):
    for number in (1, 2):
        x = sigmoid(x @ network[f"W{number}"])
    return x @ network["W3"]


@mistake("forward", "ReLU is applied between the layers. This network has the sigmoid there.")
def forward__relu_between(network, x):
    for number in (1, 2):
        x = relu(x @ network[f"W{number}"] + network[f"b{number}"])
    return x @ network["W3"] + network["b3"]


@mistake("forward", "The last layer is missing: what comes back is the second hidden layer.")
def forward__last_layer_missing(network, x):
    for number in (1, 2):
        x = sigmoid(x @ network[f"W{number}"] + network[f"b{number}"])
    return x
