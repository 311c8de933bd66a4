# ruff: noqa: F821 - bodies are pasted into a notebook, where the names of the chapter exist
"""Right ways to write init_network and forward that a careless test would reject."""

import numpy as np

from autograder.mistakes import variant


@variant("forward")
def forward__inline_products(network, x):
    W1, W2, W3 = network["W1"], network["W2"], network["W3"]
    b1, b2, b3 = network["b1"], network["b2"], network["b3"]
    z1 = sigmoid(x @ W1 + b1)
    z2 = sigmoid(np.dot(z1, W2) + b2)
    return np.dot(z2, W3) + b3


@variant("forward")
def forward__loop_over_layers(network, x):
    for number, activation in [(1, sigmoid), (2, sigmoid), (3, identity_function)]:
        x = activation(matrix_layer(x, network[f"W{number}"], network[f"b{number}"]))
    return x


@variant("forward", replaces="init_network")
def forward__other_key_order():
    return {
        "b3": np.array([0.2, -0.2]),
        "b2": np.array([0.05, -0.1]),
        "b1": np.array([0.1, 0.0, -0.3]),
        "W3": np.array([1, -0.5, 0.25, 0.75]).reshape(2, 2),
        "W2": np.array([[0.3, 0.1, -0.5], [-0.2, 0.6, 0.2]]).T,
        "W1": np.array([[0.2, -0.1, 0.4], [0.5, 0.3, -0.2]]),
    }
