"""Reference solutions of the confirmation tests; the docstrings are the ones that students read in their stubs."""

from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


def network_sketch(inputs: int, hidden_nodes: int, hidden_layers: int, outputs: int) -> tuple[dict[str, Any], int]:
    """Return the shapes of a network's weights and biases, and how many numbers they hold.

    Args:
        inputs: number of input nodes.
        hidden_nodes: nodes in each hidden layer.
        hidden_layers: number of hidden layers, at least 1.
        outputs: number of output nodes.

    Returns:
        shapes: dict from 'W1', 'b1', 'W2', 'b2', ... to shapes, which are tuples: (in, out)
        for weights, (out,) for biases.
        parameters: the number of all weights and biases together, int.

    Source: question 2.
    """
    sizes = [inputs] + [hidden_nodes] * hidden_layers + [outputs]
    shapes: dict[str, Any] = {}
    parameters = 0
    for number in range(1, len(sizes)):
        before, after = sizes[number - 1], sizes[number]
        shapes[f"W{number}"] = (before, after)
        shapes[f"b{number}"] = (after,)
        parameters += before * after + after
    return shapes, parameters


def inner_product(w: Array, x: Array, b: float) -> Any:
    """Return the weighted sum of one sample, with its bias.

    Args:
        w: weights, shape (D,), float or int. Left unchanged.
        x: inputs of one sample, shape (D,), float or int. Left unchanged.
        b: bias, one number.

    Returns:
        One number, w_1 x_1 + ... + w_D x_D + b.

    Source: question 3.
    """
    return np.dot(w, x) + b


def inner_products(w: Array, X: Array, b: float) -> Array:
    """Return the weighted sums of several samples, with their bias.

    Args:
        w: weights, shape (D,), float or int. Left unchanged.
        X: one sample a row, shape (N, D), float or int. Left unchanged.
        b: bias, one number.

    Returns:
        Shape (N,): entry n is the inner product of w and row n, plus b.

    Source: question 3.
    """
    sums: Array = np.dot(X, w) + b
    return sums


def cross_entropy_error(y: Array, d: Array) -> float:
    """Return the mean cross entropy of a batch, or that of one sample.

    Args:
        y: probabilities, shape (N, K), or (K,) for one sample. An entry may be exactly 0.
            Left unchanged.
        d: targets: one-hot rows of the shape of y; for a batch also labels, int, shape (N,).
            N may be equal to K. Left unchanged.

    Returns:
        One number: the mean over the samples of -log(probability of the right class + 1e-7),
        natural logarithm. Finite also where that probability is 0.

    Source: question 6.
    """
    if y.ndim == 1:
        y, d = y.reshape(1, -1), d.reshape(1, -1)
    labels = d.argmax(axis=1) if d.shape == y.shape else d
    right = y[np.arange(len(y)), labels]
    return float(-np.sum(np.log(right + 1e-7)) / len(y))


def error(w: Any) -> Any:
    """Return the height of the error curve (given to the students)."""
    return 0.5 * (w - 1) ** 2 + 0.5


def slope(w: Any) -> Any:
    """Return the slope of the error curve (given to the students)."""
    return w - 1


def descent_sketch(w: float, lr: float) -> None:
    """Draw one step of gradient descent on the given curve error(w).

    One pair of axes, labelled 'w' (horizontal) and 'E' (vertical), with
    the curve error over w = -3 to 5, in steps of 0.1 or finer,
    a point (marker) at (w, error(w)),
    the tangent there: a straight line of slope(w), from w - 0.5 or further left to w + 0.5
    or further right,
    a point at the place after the step: w_new = w - lr * slope(w), at height error(w_new).

    Args:
        w: where the step begins.
        lr: learning rate.

    Returns:
        None. No plt.show() is needed: a notebook shows the figure by itself.

    Source: question 8.
    """
    places = np.linspace(-3, 5, 101)
    around = np.array([w - 1, w + 1])
    w_new = w - lr * slope(w)
    plt.figure(figsize=(5, 2.4))
    plt.plot(places, error(places))
    plt.plot(around, error(w) + slope(w) * (around - w), "--")
    plt.plot(w, error(w), "o")
    plt.plot(w_new, error(w_new), "s")
    plt.xlabel("w")
    plt.ylabel("E")


def delta2_and_grad_W2(z1: Array, y: Array, d: Array, output: str = "identity") -> tuple[Array, Array]:
    """Return what arrives at the sums of the output layer, and the gradient of its weights.

    The error is E = 1/2 * (sum of all (y - d)^2), over the outputs and over the samples; it
    is not divided by their number.

    Args:
        z1: outputs of the hidden layer, one sample a row, shape (N, H).
        y: outputs of the network, shape (N, K).
        d: targets, shape (N, K).
        output: activation function of the output layer, 'identity' or 'sigmoid'.

    Returns:
        delta2: dE/du2, shape (N, K), where y = activation(u2).
        grad_W2: dE/dW2, shape (H, K), where u2 = z1 W2 + b2.
        All arguments are left unchanged.

    Source: question 9.
    """
    delta2 = y - d
    if output == "sigmoid":
        delta2 = delta2 * y * (1 - y)
    return delta2, np.dot(z1.T, delta2)
