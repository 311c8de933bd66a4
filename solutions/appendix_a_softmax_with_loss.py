"""Reference solutions of appendix A; the docstrings are the ones that students read in their stubs."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from solutions.ch03_neural_networks import softmax

Array = NDArray[Any]


def cross_entropy_backward(y: Array, t: Array) -> Array:
    """Go back through the cross entropy alone: how the loss of each sample answers to its probabilities.

    Args:
        y: probabilities, float array of shape (K,) or (N, K). Left unchanged. Where t is 1,
            y is above 0; elsewhere it may be exactly 0.
        t: one-hot, of the same shape, float or int. Left unchanged.

    Returns:
        New float array of the same shape: -t / y in each entry, and 0 where t is 0, whatever y
        is there. Nothing is divided by K or N.

    Source: appendix A.1 and A.2.
    """
    dy = np.zeros(y.shape)
    right = t != 0
    dy[right] = -t[right] / y[right]
    return dy


def softmax_backward(y: Array, dout: Array) -> Array:
    """Go back through softmax alone.

    Args:
        y: what softmax returned, shape (K,) or (N, K); every row sums to 1. Left unchanged.
        dout: how the loss answers to each entry of y, of the same shape. Left unchanged.

    Returns:
        New array of the same shape: how the loss answers to each score. In every row,
        dx_k = y_k (dout_k - sum of dout_i y_i over the classes i of this row).

    Source: appendix A.2.
    """
    total = np.sum(dout * y, axis=-1, keepdims=True)
    dx: Array = y * (dout - total)
    return dx


def combined_equals_y_minus_t(scores: Array, t: Array) -> tuple[Array, Array]:
    """Work out the gradient of softmax and cross entropy in two ways.

    Args:
        scores: float array of shape (N, K). Left unchanged.
        t: the right classes, integers of shape (N,). Left unchanged.

    Returns:
        Two arrays of shape (N, K), both the gradient of the mean loss of the batch:
        first the long way, cross_entropy_backward followed by softmax_backward,
        then the short one, (y - t) / N with one-hot t. They differ by rounding only, and
        nothing is rounded to make them equal.

    Source: appendix A.2.
    """
    y = softmax(scores)
    one_hot = np.eye(scores.shape[1])[t]
    batch_size = len(scores)
    long_way = softmax_backward(y, cross_entropy_backward(y, one_hot)) / batch_size
    short_way = (y - one_hot) / batch_size
    return long_way, short_way
