"""Reference solutions of the introduction; the docstrings are the ones that students read in their stubs.

This chapter alone uses column layout: one sample is a vector, weights are (out, in), and a layer is W h + b.
"""

from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Params = dict[str, Array]


def affine_column(W: Array, h: Array, b: Array) -> Array:
    """Compute the weighted sums of one layer for one sample.

    Args:
        W: weights, shape (M, D): row i belongs to neuron i, W[i, j] leads from input j to it.
        h: inputs of the layer, shape (D,), float or int.
        b: biases, shape (M,), one for each neuron.

    Returns:
        W h + b, shape (M,). W, h and b are left unchanged.

    Source: part 1, the linear layer.
    """
    u: Array = np.dot(W, h) + b
    return u


def relu_hand_forward(net: Params, x: Array) -> tuple[Array, Array, Array]:
    """Send one sample through ReLU neurons and a linear output, and keep every step.

    Args:
        net: dict of 'w1' (H, D), 'b1' (H,), 'w2' (K, H), 'b2' (K,), of any sizes that fit each
            other, float or int. Left unchanged.
        x: inputs of one sample, shape (D,), float or int. Left unchanged.

    Returns:
        Three float arrays, also for int input: the sums u1 (H,), the hidden layer h1 (H,)
        after ReLU, and the output y (K,), which has no activation function.

    Source: part 1, the 3-2-1 network by hand.
    """
    u1 = affine_column(net["w1"], x, net["b1"]).astype(float)
    h1 = np.maximum(0, u1)
    return u1, h1, affine_column(net["w2"], h1, net["b2"])


def sigmoid(u: Array) -> Array:
    """Squash every number into the range from 0 to 1: 1 / (1 + exp(-u)).

    Args:
        u: array of any shape, float or int. Left unchanged.

    Returns:
        New float array of the same shape. Finite for every finite u, also for -1000 and
        1000 (where NumPy may warn about an overflow: that warning does no harm).

    Source: part 1, the sigmoid.
    """
    # exp(1000) is inf, and 1 / (1 + inf) is the right answer 0: only the warning is in the way.
    with np.errstate(over="ignore"):
        y: Array = 1 / (1 + np.exp(-u))
    return y


def sigmoid_forward_000(net: Params, x: Array) -> Array:
    """Send one sample through network 000: sigmoid after the hidden layer and after the output layer.

    Args:
        net: dict of 'w1' (H, D), 'b1' (H,), 'w2' (K, H), 'b2' (K,), of any sizes that fit each
            other, float or int. Left unchanged.
        x: inputs of one sample, shape (D,), float or int. Left unchanged.

    Returns:
        The output y, float, shape (K,), every entry between 0 and 1.

    Source: part 1, network 000.
    """
    h1 = sigmoid(affine_column(net["w1"], x, net["b1"]))
    return sigmoid(affine_column(net["w2"], h1, net["b2"]))


def linear_output_forward_001(net: Params, x: Array) -> Array:
    """Send one sample through network 001: sigmoid after the hidden layer, nothing after the output layer.

    Args:
        net: dict of 'w1' (H, D), 'b1' (H,), 'w2' (K, H), 'b2' (K,), of any sizes that fit each
            other, float or int. Left unchanged.
        x: inputs of one sample, shape (D,), float or int. Left unchanged.

    Returns:
        The output Y, float, shape (K,), any number.

    Source: part 1, network 001.
    """
    h1 = sigmoid(affine_column(net["w1"], x, net["b1"]))
    return affine_column(net["w2"], h1, net["b2"])


def mean_squared_error(y: Array, t: Array) -> float:
    """Return the mean of the squared differences between outputs and targets.

    Args:
        y: outputs, shape (N,) or (N, 1), float or int.
        t: targets, as many as outputs, shape (N,) or (N, 1), not always that of y. Entry i
            of t belongs to entry i of y.

    Returns:
        One number: the sum of (t - y) squared over all entries, divided by their number N.

    Source: part 2, the squared error. This is the mean, not one half of the sum.
    """
    differences = np.ravel(t) - np.ravel(y)
    return float(np.mean(differences**2))


def to_one_hot(labels: Array, K: int) -> Array:
    """Write every label as a row with a single 1.

    Args:
        labels: class numbers from 0 to K - 1, int, shape (N,). Not every class need occur.
        K: number of classes.

    Returns:
        Shape (N, K): 1 in the column of the label, 0 elsewhere, as int or float (not bool).

    Source: part 2, classes as vectors.
    """
    rows: Array = np.eye(K, dtype=int)[labels]
    return rows


def predict_class(y: Array) -> Array:
    """Return the most probable class of every sample.

    Args:
        y: probabilities, one sample a row, shape (N, K).

    Returns:
        Class numbers from 0 to K - 1, int, shape (N,).

    Source: part 2, classes as vectors.
    """
    classes: Array = y.argmax(axis=1)
    return classes


def cross_entropy_variants(y: Array, t: Array, mode: str) -> Any:
    """Return the cross entropy in one of the four forms that books use.

    Args:
        y: probabilities, one sample a row, shape (N, K), float. An entry may be exactly 0.
        t: targets as one-hot rows, shape (N, K).
        mode: 'per_sample', 'class_mean', 'sum_all' or 'batch_mean'.

    Returns:
        With e_n = -sum over k of t_nk log(y_nk + 1e-7), the natural logarithm:
        'per_sample': all e_n, shape (N,).
        'class_mean': all e_n divided by the number of classes K, shape (N,).
        'sum_all': one number, the sum of all e_n.
        'batch_mean': one number, the sum of all e_n divided by the number of samples N.
        Always finite.

    Source: part 2, cross entropy. The later chapters use 'batch_mean'.
    """
    errors = -np.sum(t * np.log(y + 1e-7), axis=1)
    samples, classes = y.shape
    forms = {
        "per_sample": errors,
        "class_mean": errors / classes,
        "sum_all": errors.sum(),
        "batch_mean": errors.sum() / samples,
    }
    return forms[mode]


def grad_w2_000(net: Params, x: Array, t: Array) -> Array:
    """Return the gradient of L = (t - y)^2 with respect to w2, for network 000.

    Args:
        net: dict of 'w1' (H, D), 'b1' (H,), 'w2' (1, H), 'b2' (1,), of any sizes that fit each
            other, float or int. Left unchanged.
        x: inputs of one sample, shape (D,), float or int. Left unchanged.
        t: target, shape (1,), float or int.

    Returns:
        dL/dw2, float, shape (1, H), the shape of w2.

    Source: part 3, the chain rule for w2.
    """
    h1 = sigmoid(affine_column(net["w1"], x, net["b1"]))
    y = sigmoid(affine_column(net["w2"], h1, net["b2"]))
    g_Lu2 = -2 * (t - y) * y * (1 - y)
    return np.outer(g_Lu2, h1)


def grad_w1_000(net: Params, x: Array, t: Array) -> Array:
    """Return the gradient of L = (t - y)^2 with respect to w1, for network 000.

    Args:
        net: dict of 'w1' (H, D), 'b1' (H,), 'w2' (1, H), 'b2' (1,), of any sizes that fit each
            other, float or int. Left unchanged.
        x: inputs of one sample, shape (D,), float or int. Left unchanged.
        t: target, shape (1,), float or int.

    Returns:
        dL/dw1, float, shape (H, D), the shape of w1.

    Source: part 3, the chain rule for w1.
    """
    h1 = sigmoid(affine_column(net["w1"], x, net["b1"]))
    y = sigmoid(affine_column(net["w2"], h1, net["b2"]))
    g_Lu2 = -2 * (t - y) * y * (1 - y)
    g_Lu1 = g_Lu2 * net["w2"][0] * h1 * (1 - h1)
    return np.outer(g_Lu1, x)


def grads_001(net: Params, x: Array, t: Array) -> Params:
    """Return the gradients of L = (t - Y)^2 with respect to all four parameters, for network 001.

    Args:
        net: dict of 'w1' (H, D), 'b1' (H,), 'w2' (1, H), 'b2' (1,), of any sizes that fit each
            other, float or int. Left unchanged.
        x: inputs of one sample, shape (D,), float or int. Left unchanged.
        t: target, shape (1,), float or int.

    Returns:
        New dict with the float arrays 'w1' (H, D), 'b1' (H,), 'w2' (1, H), 'b2' (1,): each
        gradient has the shape of its parameter.

    Source: part 3, all gradients of network 001.
    """
    h1 = sigmoid(affine_column(net["w1"], x, net["b1"]))
    g_LY = -2 * (t - affine_column(net["w2"], h1, net["b2"]))
    g_Lu1 = g_LY * net["w2"][0] * h1 * (1 - h1)
    return {"w1": np.outer(g_Lu1, x), "b1": g_Lu1, "w2": np.outer(g_LY, h1), "b2": g_LY}


def update_step(param: Array, grad: Array, lr: float) -> Array:
    """Go one step downhill.

    Args:
        param: weights or biases, any shape, float or int. Left unchanged.
        grad: gradient of the loss, same shape. Left unchanged.
        lr: learning rate, above 0.

    Returns:
        New float array: param - lr * grad.

    Source: part 4, gradient descent.
    """
    stepped: Array = param - lr * grad
    return stepped


def learning_rate_walk(w0: float, grads: list[float], lr: float) -> list[float]:
    """Return every position of a walk downhill, the start included.

    Args:
        w0: where the walk starts.
        grads: the gradient met at each position, in order.
        lr: learning rate.

    Returns:
        List of len(grads) + 1 numbers: w0, then the position after each step.

    Source: part 4, gradient descent.
    """
    positions = [w0]
    for grad in grads:
        positions.append(positions[-1] - lr * grad)
    return positions


def train_two_layer_001(net: Params, x: Array, t: Array, lr: float, steps: int) -> tuple[Params, list[float]]:
    """Train network 001 on one sample by gradient descent.

    Args:
        net: dict of 'w1' (H, D), 'b1' (H,), 'w2' (1, H), 'b2' (1,), of any sizes that fit each
            other, float or int. Left unchanged.
        x: inputs of one sample, shape (D,), float or int. Left unchanged.
        t: target, shape (1,), float or int.
        lr: learning rate.
        steps: how many times all four parameters are updated, each time from the gradients
            at their present values.

    Returns:
        params: dict of the trained 'w1', 'b1', 'w2', 'b2', in their old shapes.
        losses: list of steps + 1 numbers: (t - Y)^2 before the first update and after each
        one.

    Source: part 4, training.
    """
    params = net
    losses = [mean_squared_error(linear_output_forward_001(params, x), t)]
    for _ in range(steps):
        grads = grads_001(params, x, t)
        params = {name: update_step(params[name], grads[name], lr) for name in params}
        losses.append(mean_squared_error(linear_output_forward_001(params, x), t))
    return params, losses


def good_learning_rate() -> float:
    """Return a learning rate of your choice for the example network.

    Returns:
        A number above 0 with which 100 steps of train_two_layer_001 bring the loss of the
        example network, target 20, below 1e-6.

    Source: part 4, training.
    """
    # One step makes the error 1 - 4 lr times as large: any lr from 0.04 to 0.45 is small enough and not too small.
    return 0.1


def conv_patch(patch: Array, kernel: Array, bias: float) -> float:
    """Compute one output number of a convolution: one filter at one place of the input.

    Args:
        patch: the part of the input below the filter, C channels, shape (C, FH, FW).
        kernel: the filter, same shape.
        bias: one number for the whole filter.

    Returns:
        One number: all products of entries at equal places, added up over all channels, plus
        the bias.

    Source: part 5, convolution.
    """
    return float(np.sum(patch * kernel) + bias)


def pool_2d(x: Array, size: int, stride: int, mode: str) -> Array:
    """Shrink one channel: each window of the input becomes one number.

    Args:
        x: one channel, shape (H, W), float or int, any sign. H and W at least size. Left
            unchanged.
        size: height and width of the window.
        stride: by how many entries the window moves, down and to the right.
        mode: 'max' for the largest entry of a window, 'average' for the mean.

    Returns:
        Array of shape (1 + (H - size) // stride, 1 + (W - size) // stride). Windows that
        would stick out at the bottom or on the right are left out; nothing is padded.
        Averages are float, also for int input.

    Source: part 5, pooling.
    """
    rows = range(0, x.shape[0] - size + 1, stride)
    columns = range(0, x.shape[1] - size + 1, stride)
    shrink: Any = np.max if mode == "max" else np.mean
    return np.array([[shrink(x[i : i + size, j : j + size]) for j in columns] for i in rows])


def sigmoid_derivative_plot() -> None:
    """Draw the sigmoid f, its mirror image 1 - f, and the derivative f (1 - f), over u from -6 to 6.

    Three lines over u = -6.0, -5.9, ..., 6.0 (finer steps or a wider range are fine), in
    one pair of axes or in three side by side. Each line is named: 'f', '1-f' and 'f(1-f)',
    in a legend, or in the title of its own axes. The horizontal axis is labelled 'u' in
    every pair of axes.

    Returns:
        None. No plt.show() is needed: a notebook shows the figure by itself.

    Source: part 6, the derivative of the sigmoid.
    """
    u = np.linspace(-6, 6, 121)
    f = sigmoid(u)
    plt.figure(figsize=(5, 2.4))
    plt.plot(u, f, "-", label="f")
    plt.plot(u, 1 - f, "--", label="1-f")
    plt.plot(u, f * (1 - f), ":", label="f(1-f)")
    plt.xlabel("u")
    plt.legend()


def vanishing_factor(L: int) -> float:
    """Return the largest factor that L sigmoids, one behind the other, leave of a gradient.

    Args:
        L: number of sigmoids, 0 or more.

    Returns:
        The product of the largest derivatives of all L sigmoids; 1 where there is none.

    Source: part 6, vanishing gradients.
    """
    return float(0.25**L)


def epoch_arithmetic(n_data: int, batch_size: int, epochs: int) -> tuple[int, int]:
    """Count the updates of a training.

    Args:
        n_data: number of samples, at least 1.
        batch_size: samples for one update. The last batch of an epoch is smaller where it
            does not divide n_data; it may also be larger than n_data.
        epochs: how often the whole data is gone through.

    Returns:
        Two int: iterations in one epoch, iterations in all epochs. A smaller last batch is an
        iteration as well.

    Source: part 6, epochs and iterations.
    """
    per_epoch = -(-n_data // batch_size)
    return per_epoch, per_epoch * epochs


def minibatch_indices(n: int, k: int, rng: np.random.Generator) -> list[Array]:
    """Cut the indices of n samples into batches for one epoch, in a shuffled order.

    Args:
        n: number of samples, at least 1.
        k: batch size, at least 1.
        rng: the NumPy generator to shuffle with, for example rng.permutation. No other
            randomness is used, and no seed is set.

    Returns:
        List of int arrays of length k, the last one shorter where k does not divide n.
        Together they hold each of 0 ... n - 1 exactly once.

    Source: part 6, mini-batches.
    """
    order = rng.permutation(n)
    return [order[start : start + k] for start in range(0, n, k)]
