"""Reference solutions of chapter 3; the docstrings are the ones that students read in their stubs."""

from typing import Any

import matplotlib.pyplot as plt
import mnist_data  # type: ignore[import-not-found,unused-ignore]  # shipped beside the students' notebook
import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Network = dict[str, Array]
Split = tuple[Array, Array]


def step_function(x: Array) -> Array:
    """Answer 1 for every positive number and 0 for every other one.

    Args:
        x: array of any shape, float or int. Left unchanged.

    Returns:
        New array of the same shape and of an integer type (not bool): 1 where x > 0, else
        0. At exactly 0 it is 0.

    Source: section 3.2.2, equation (3.3).
    """
    return (x > 0).astype(int)


def sigmoid(x: Array) -> Array:
    """Squash every number into the range from 0 to 1.

    Args:
        x: array of any shape, float or int. Left unchanged.

    Returns:
        New float array of the same shape, 1 / (1 + exp(-x)) for each entry. Finite for
        every finite x, also for -1000 and 1000 (where NumPy may warn about an overflow:
        that warning does no harm).

    Source: section 3.2.4, equation (3.6).
    """
    # exp(1000) is inf, and 1 / (1 + inf) is the right answer 0: only the warning is in the way.
    with np.errstate(over="ignore"):
        y: Array = 1 / (1 + np.exp(-x))
    return y


def relu(x: Array) -> Array:
    """Let positive numbers pass and replace every other one by 0.

    Args:
        x: array of any shape, float or int. Left unchanged.

    Returns:
        New array of the same shape: x where x > 0, else 0.

    Source: section 3.2.7, equation (3.7).
    """
    y: Array = np.maximum(0, x)
    return y


def identity_function(x: Array) -> Array:
    """Hand on what comes in: the activation of an output layer that predicts numbers.

    Args:
        x: array of any shape. Left unchanged.

    Returns:
        The same numbers in the same shape; x itself or a copy of it.

    Source: section 3.4.3.
    """
    return x


def matrix_layer(X: Array, W: Array, B: Array) -> Array:
    """Compute the weighted sums of one layer, before its activation function.

    Args:
        X: inputs, float or int, shape (D,) for one sample or (N, D) for a batch.
        W: weights, shape (D, M). W[i, j] leads from input i to neuron j.
        B: biases, shape (M,), one for each neuron.

    Returns:
        X W + B, shape (M,) for one sample or (N, M) for a batch. X, W and B are left
        unchanged.

    Source: sections 3.3.3 and 3.4.2, equation (3.9).
    """
    A: Array = np.dot(X, W) + B
    return A


def softmax(scores: Array) -> Array:
    """Turn each row of scores into probabilities.

    Args:
        scores: shape (K,) for one sample or (N, K) for a batch, float or int; any finite
            values, also very large ones such as 1000. Left unchanged.

    Returns:
        New float array of the same shape. Every entry lies in [0, 1], every row sums to 1.
        Rows do not influence each other, however different their sizes are.

    Source: section 3.5.2, equations (3.10) and (3.11).
    """
    shifted = scores - scores.max(axis=-1, keepdims=True)
    weights = np.exp(shifted)
    probabilities: Array = weights / weights.sum(axis=-1, keepdims=True)
    return probabilities


def init_network() -> Network:
    """Return the weights and biases of the network in the drawing (2 inputs, 3 and 2 hidden neurons, 2 outputs).

    Returns:
        New dict with the float arrays 'W1' (2, 3), 'b1' (3,), 'W2' (3, 2), 'b2' (2,), 'W3'
        (2, 2), 'b3' (2,), filled with the numbers of the table above.

    Source: section 3.4.3.
    """
    return {
        "W1": np.array([[0.2, -0.1, 0.4], [0.5, 0.3, -0.2]]),
        "b1": np.array([0.1, 0.0, -0.3]),
        "W2": np.array([[0.3, -0.2], [0.1, 0.6], [-0.5, 0.2]]),
        "b2": np.array([0.05, -0.1]),
        "W3": np.array([[1.0, -0.5], [0.25, 0.75]]),
        "b3": np.array([0.2, -0.2]),
    }


def forward(network: Network, x: Array) -> Array:
    """Send x through three layers: sigmoid after the first, sigmoid after the second, identity after the last.

    Args:
        network: dict with 'W1', 'b1', 'W2', 'b2', 'W3', 'b3', of any sizes that fit each
            other. Left unchanged.
        x: shape (D,) for one sample or (N, D) for a batch; D is the number of rows of W1.
            Left unchanged.

    Returns:
        The outputs of the last layer, shape (M,) or (N, M); M is the number of columns of
        W3.

    Source: section 3.4.3.
    """
    z1 = sigmoid(matrix_layer(x, network["W1"], network["b1"]))
    z2 = sigmoid(matrix_layer(z1, network["W2"], network["b2"]))
    return identity_function(matrix_layer(z2, network["W3"], network["b3"]))


def linear_collapse(c: float) -> float:
    """Return the a for which one layer a x does the same as h(h(h(x))), where h(x) = c x.

    Args:
        c: any number, also negative or 0.

    Returns:
        The number a.

    Source: section 3.2.6.
    """
    return c * c * c


def plot_activations() -> None:
    """Draw the three activation functions over x = -5.0, -4.9, ..., 4.9.

    First axes: the step function as a dashed line and the sigmoid as a solid line, y from
    -0.1 to 1.1, and a legend that names the two lines 'step' and 'sigmoid'.
    Second axes (beside the first, or in a figure of its own): the ReLU function as a line.

    Returns:
        None. No plt.show() is needed: a notebook shows the figure by itself.

    Source: sections 3.2.3 to 3.2.7.
    """
    x = np.arange(-5.0, 5.0, 0.1)
    _, (left, right) = plt.subplots(1, 2, figsize=(8, 2.6))
    left.plot(x, step_function(x), linestyle="--", label="step")
    left.plot(x, sigmoid(x), label="sigmoid")
    left.set_ylim(-0.1, 1.1)
    left.legend()
    right.plot(x, relu(x))
    right.set_title("ReLU")


def load_mnist(
    normalize: bool = True,  # noqa: FBT001, FBT002 - the book's signature
    flatten: bool = True,  # noqa: FBT001, FBT002
    one_hot_label: bool = False,  # noqa: FBT001, FBT002
) -> tuple[Split, Split]:
    """Return the digits in the form that a network reads.

    Args:
        normalize: True: pixels are float32 from 0.0 to 1.0 (float64 is accepted). False:
            uint8 from 0 to 255.
        flatten: True: images have the shape (N, 784). False: (N, 1, 28, 28).
        one_hot_label: False: labels are integers 0 to 9, shape (N,). True: shape (N, 10), 1
            in the column of the label and 0 elsewhere (of any number type).

    Returns:
        (train_images, train_labels), (test_images, test_labels). Every call starts anew
        from mnist_data.read_raw() and leaves the arrays that come from there unchanged.

    Source: section 3.6.1.
    """

    def prepare(images: Any, labels: Any) -> Any:
        images = images.reshape(-1, 784) if flatten else images.reshape(-1, 1, 28, 28)
        if normalize:
            images = images.astype(np.float32) / 255
        if one_hot_label:
            labels = np.eye(10)[labels]
        return images, labels

    train_images, train_labels, test_images, test_labels = mnist_data.read_raw()
    return prepare(train_images, train_labels), prepare(test_images, test_labels)


def img_show(img: Array) -> None:
    """Draw one digit with plt.imshow, in shades of grey.

    Args:
        img: shape (784,) or (28, 28); uint8 from 0 to 255, or float from 0.0 to 1.0 as
            load_mnist returns them. Left unchanged.

    Returns:
        None. The picture has 28 x 28 pixels and a grey colour map, with ink light or dark,
        as you like.

    Source: section 3.6.1.
    """
    plt.imshow(img.reshape(28, 28), cmap="gray")


def predict(network: Network, x: Array) -> Array:
    """Return the probability of each class for each image: sigmoid, sigmoid, softmax.

    Args:
        network: dict with 'W1', 'b1', 'W2', 'b2', 'W3', 'b3', of any sizes that fit each
            other. Left unchanged.
        x: images, one a row, shape (N, D), with pixels from 0.0 to 1.0. Left unchanged.

    Returns:
        Probabilities, shape (N, K); every row sums to 1. K is the number of columns of W3.

    Source: section 3.6.2.
    """
    z1 = sigmoid(np.dot(x, network["W1"]) + network["b1"])
    z2 = sigmoid(np.dot(z1, network["W2"]) + network["b2"])
    return softmax(np.dot(z2, network["W3"]) + network["b3"])


def predict_batch(network: Network, x: Array, batch_size: int = 100) -> Array:
    """Return the most probable class of every image, computed batch by batch.

    Args:
        network: as for predict.
        x: images, shape (N, D), N at least 1. Left unchanged.
        batch_size: images to compute at once; the last batch is smaller where N is not a
            multiple of it.

    Returns:
        Integer array of shape (N,), one class for each image, in the order of x.

    Source: section 3.6.3.
    """
    starts = range(0, len(x), batch_size)
    return np.concatenate([predict(network, x[i : i + batch_size]).argmax(axis=1) for i in starts])


def accuracy(network: Network, x: Array, t: Array, batch_size: int = 100) -> float:
    """Return the share of images whose predicted class is right.

    Args:
        network: as for predict.
        x: images, shape (N, D), N at least 1. Left unchanged.
        t: right classes, integers of shape (N,). Left unchanged.
        batch_size: as for predict_batch; the result does not depend on it.

    Returns:
        Float from 0.0 to 1.0: number of right answers divided by number of images.

    Source: section 3.6.3.
    """
    return float(np.mean(predict_batch(network, x, batch_size) == t))


def accuracy_of_pretrained() -> float:
    """Return the accuracy of the ready-trained network on all test images.

    The images come from load_mnist (pixels 0.0 to 1.0, flat), the weights from
    mnist_data.pretrained_weights().

    Returns:
        Float from 0.0 to 1.0.

    Source: section 3.6.2.
    """
    _, (test_images, test_labels) = load_mnist()
    return accuracy(mnist_data.pretrained_weights(), test_images, test_labels)
