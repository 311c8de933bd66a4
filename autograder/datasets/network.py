"""The 784-50-100-10 network of chapter 3 (sigmoid, sigmoid, softmax): forward pass and accuracy."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import DTypeLike, NDArray

FloatArray = NDArray[np.floating]
Weights = Mapping[str, FloatArray]
LAYER_SIZES = (784, 50, 100, 10)
WEIGHT_KEYS = ("W1", "b1", "W2", "b2", "W3", "b3")


def sigmoid(x: FloatArray) -> FloatArray:
    """Return 1 / (1 + exp(-x)), written with tanh, which cannot overflow."""
    result: FloatArray = 0.5 * (1 + np.tanh(0.5 * x))
    return result


def hidden_layers(weights: Weights, x: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the outputs of both hidden layers, (N, 50) and (N, 100), for x of shape (N, 784)."""
    z1 = sigmoid(x @ weights["W1"] + weights["b1"])
    return z1, sigmoid(z1 @ weights["W2"] + weights["b2"])


def scores(weights: Weights, x: FloatArray) -> FloatArray:
    """Return the (N, 10) outputs before softmax, which does not change their order."""
    return hidden_layers(weights, x)[1] @ weights["W3"] + weights["b3"]


def pixels(images: NDArray[np.uint8], dtype: DTypeLike = np.float32) -> FloatArray:
    """Return images (N, 28, 28) of 0..255 as rows (N, 784) of 0..1."""
    result: FloatArray = images.reshape(len(images), -1).astype(dtype) / np.asarray(255, dtype)
    return result


def right_answers(
    weights: Weights, images: NDArray[np.uint8], labels: NDArray[np.uint8], dtype: DTypeLike = np.float32
) -> int:
    """Return how many of the images the network names rightly, computing in `dtype`."""
    cast = {key: value.astype(dtype) for key, value in weights.items()}
    return int(np.count_nonzero(scores(cast, pixels(images, dtype)).argmax(axis=1) == labels))
