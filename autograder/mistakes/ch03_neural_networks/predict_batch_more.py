# ruff: noqa: F821 - bodies are pasted into a notebook, where the names of the chapter exist
"""What else goes wrong in predict and predict_batch: other layers, and loops that end early or begin anew."""

import numpy as np

from autograder.mistakes import altered, mistake

_Z1, _Z2 = (
    'z1 = sigmoid(np.dot(x, network["W1"]) + network["b1"])',
    'z2 = sigmoid(np.dot(z1, network["W2"]) + network["b2"])',
)

ALTERED = [
    altered(
        "predict_batch",
        "predict_without_biases",
        "predict leaves the biases out. Every layer is z W + b.",
        (' + network["b1"]', ""),
        (' + network["b2"]', ""),
        (' + network["b3"]', ""),
        replaces="predict",
    ),
    altered(
        "predict_batch",
        "relu_between",
        "predict has ReLU between its layers. This network was trained with the sigmoid there.",
        ("z1 = sigmoid(", "z1 = relu("),
        ("z2 = sigmoid(", "z2 = relu("),
        replaces="predict",
    ),
    altered(
        "predict_batch",
        "softmax_between",
        "predict has softmax between its layers, too. It comes at the end only; between them stands the sigmoid.",
        ("z1 = sigmoid(", "z1 = softmax("),
        ("z2 = sigmoid(", "z2 = softmax("),
        replaces="predict",
    ),
    altered(
        "predict_batch",
        "smallest_probability",
        "argmin finds the least probable class. The most probable one is asked: argmax.",
        ("argmax", "argmin"),
    ),
    altered(
        "predict_batch",
        "classes_from_one",
        "The classes are one too high: the class is the column of the largest probability, counted from 0.",
        (".argmax(axis=1)", ".argmax(axis=1) + 1"),
    ),
]


@mistake(
    "predict_batch",
    "predict returns the most probable class. It promises the probabilities; argmax belongs into predict_batch.",
    replaces="predict",
)
def predict_batch__predict_returns_classes(network, x):
    z1 = sigmoid(np.dot(x, network["W1"]) + network["b1"])
    z2 = sigmoid(np.dot(z1, network["W2"]) + network["b2"])
    return np.argmax(softmax(np.dot(z2, network["W3"]) + network["b3"]), axis=1)


@mistake("predict_batch", "Only the first batch is answered: a return inside the loop ends it. Move it to the left.")
def predict_batch__returns_in_first_round(network, x, batch_size=100):
    classes = []
    for i in range(0, len(x), batch_size):
        classes.extend(predict(network, x[i : i + batch_size]).argmax(axis=1))
        return np.array(classes)


@mistake(
    "predict_batch", "Only the last batch is answered: the list begins anew in each round. Make it before the loop."
)
def predict_batch__only_the_last_batch(network, x, batch_size=100):
    for i in range(0, len(x), batch_size):
        classes = []
        classes.extend(predict(network, x[i : i + batch_size]).argmax(axis=1))
    return np.array(classes)
