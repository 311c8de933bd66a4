"""Reference solutions of chapter 4; the docstrings are the ones that students read in their stubs."""

from collections.abc import Callable
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from numpy.typing import NDArray

from solutions.ch03_neural_networks import sigmoid, softmax

Array = NDArray[Any]
Scalar = Callable[[Any], Any]
Pair = tuple[Array, Array]


def sum_squared_error(y: Array, t: Array) -> float:
    """Return half the sum of the squared differences.

    Args:
        y: what the network answered, shape (K,), or (N, K) for a batch; float or int. Left
            unchanged.
        t: what is right, same shape. Left unchanged.

    Returns:
        One float: 0.5 times the sum of (y - t) squared over all entries. Nothing is
        divided by K or N.

    Source: section 4.2.1, equation (4.1).
    """
    return float(0.5 * np.sum((y - t) ** 2))


def cross_entropy_single(y: Array, t: Array) -> float:
    """Return the cross entropy of one sample.

    Args:
        y: probabilities that the network gives to the K classes, shape (K,). Left
            unchanged.
        t: one-hot, shape (K,): 1 at the right class and 0 elsewhere, float or int. Left
            unchanged.

    Returns:
        One float: minus the sum of t times the natural logarithm of y. A probability of 0
        gives a large finite number, because 1e-7 is added inside the logarithm.

    Source: section 4.2.2, equation (4.2).
    """
    return float(-np.sum(t * np.log(y + 1e-7)))


def cross_entropy_error(y: Array, t: Array) -> float:
    """Return the mean cross entropy of a batch, or that of one sample.

    Args:
        y: probabilities, shape (N, K), or (K,) for one sample. Left unchanged.
        t: one-hot rows of the same shape as y (float or int), or, for a batch, the right
            classes themselves: integers of shape (N,). Left unchanged.

    Returns:
        One float: the sum over all samples divided by N. A probability of 0 gives a large
        finite number, because 1e-7 is added inside the logarithm.

    Source: section 4.2.4, equation (4.3).
    """
    if y.ndim == 1:
        y, t = y.reshape(1, -1), t.reshape(1, -1)
    labels = t.argmax(axis=1) if t.size == y.size else t
    return float(-np.mean(np.log(y[np.arange(len(y)), labels] + 1e-7)))


def minibatch_choice(x: Array, t: Array, batch_size: int, rng: np.random.Generator) -> Pair:
    """Draw some samples at random, each with its own target.

    Args:
        x: all training inputs, shape (N, D) or (N, ...). Left unchanged.
        t: their targets, shape (N,) or (N, K). Left unchanged.
        batch_size: how many samples to draw, at most N.
        rng: random generator, as np.random.default_rng() makes it.

    Returns:
        (x_batch, t_batch), batch_size rows each; row i of both comes from the same sample.
        Every sample can be drawn, and a later call draws anew. Whether a sample may come
        twice is up to you.

    Source: section 4.2.3.
    """
    rows = rng.choice(len(x), batch_size)
    return x[rows], t[rows]


def numerical_diff(f: Scalar, x: float) -> Any:
    """Return the slope of f at x, by a central difference.

    Args:
        f: function that takes a float and returns a float.
        x: the place, a float.

    Returns:
        The slope, a float: f a little to the right minus f a little to the left, divided by
        the distance of the two places. The step h is 1e-4.

    Source: section 4.3.1, equation (4.4).
    """
    h = 1e-4
    return (f(x + h) - f(x - h)) / (2 * h)


def function_1(x: Any) -> Any:
    """Return 0.01 x squared plus 0.1 x.

    Args:
        x: a float, or an array of any shape. Left unchanged.

    Returns:
        A float, or a new array of the same shape.

    Source: section 4.3.2, equation (4.5).
    """
    return 0.01 * x**2 + 0.1 * x


def tangent_line(f: Scalar, x: float) -> Scalar:
    """Return the straight line that touches the curve of f at x.

    Args:
        f: function of one float, as numerical_diff takes it.
        x: the place where line and curve touch, a float.

    Returns:
        A function of one argument (a float or an array): the height of the line there.

    Source: section 4.3.2.
    """
    slope = numerical_diff(f, x)
    intercept = f(x) - slope * x
    return lambda place: slope * place + intercept


def plot_tangents() -> None:
    """Draw function_1 with its tangents at x = 5 and x = 10.

    All three over x = 0.0, 0.1, ..., 19.9, as lines in one pair of axes or, with the curve
    repeated, in two. The axes are named 'x' and 'f(x)'.

    Returns:
        None. No plt.show() is needed.

    Source: section 4.3.2.
    """
    x = np.arange(0.0, 20.0, 0.1)
    plt.figure(figsize=(6, 2.6))
    plt.plot(x, function_1(x))
    for place in (5.0, 10.0):
        plt.plot(x, tangent_line(function_1, place)(x), linestyle="--")
    plt.xlabel("x")
    plt.ylabel("f(x)")


def function_2(x: Array) -> Any:
    """Return the sum of the squares of all entries of x.

    Args:
        x: array of shape (n,), for the text's example (2,). Left unchanged.

    Returns:
        One number.

    Source: section 4.3.3, equation (4.6).
    """
    return np.sum(x**2)


def partial_derivative(f: Scalar, x: Array, index: int) -> Any:
    """Return the slope of f at x in the direction of one variable; all others stay as they are.

    Args:
        f: function that takes an array of shape (n,) and returns one number.
        x: the place, float array of shape (n,). Left unchanged.
        index: which variable is moved, from 0 to n - 1.

    Returns:
        The partial derivative, a float, by a central difference with step 1e-4.

    Source: section 4.3.3.
    """

    def along(value: float) -> Any:
        moved = x.copy()
        moved[index] = value
        return f(moved)

    return numerical_diff(along, x[index])


def numerical_gradient(f: Scalar, x: Array) -> Array:
    """Return the slopes of f at x in the direction of every entry of x.

    Args:
        f: function that takes x and returns one number. It may also leave its argument
            aside and read the very array x from elsewhere, as a network reads its weights.
            So x itself has to be moved, not a copy.
        x: the place, float array of any shape. Entries are changed for a moment; when the
            function is over, every one has its value again, also when f stops with an error.

    Returns:
        New float array of the shape of x: in each place the slope with respect to the entry
        there, by a central difference with step 1e-4, all other entries staying as they are.

    Source: sections 4.4 and 4.4.2.
    """
    h = 1e-4
    gradient = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        value = x[index]
        try:
            x[index] = value + h
            above = f(x)
            x[index] = value - h
            below = f(x)
        finally:
            x[index] = value
        gradient[index] = (above - below) / (2 * h)
    return gradient


def slopes_of_kept_weights(weights: Array) -> Array:
    """Given in the lesson: a loss that leaves its argument aside, as the loss of a network does."""

    def loss(_: Array) -> Any:
        return np.sum(weights**3)

    return numerical_gradient(loss, weights)


def weights_after_an_error(weights: Array) -> Array:
    """Given in the lesson: what is left of the weights when the loss stops with an error at its third call."""
    calls = []

    def loss(w: Array) -> Any:
        calls.append(1)
        if len(calls) == 3:
            raise ZeroDivisionError
        return np.sum(w**2)

    try:
        numerical_gradient(loss, weights)
    except ZeroDivisionError:
        return weights
    return weights * np.nan


def oval_bowl(x: Array) -> Any:
    """Given in the lesson: a bowl that is four times as steep in one direction as in the other."""
    return 0.25 * x[0] ** 2 + x[1] ** 2


def gradient_descent(f: Scalar, init_x: Array, lr: float = 0.01, step_num: int = 100) -> Array:
    """Walk downhill from init_x, step_num times against the gradient.

    Args:
        f: function that takes a float array and returns one number.
        init_x: where to start, float array of any shape. Left unchanged.
        lr: learning rate, by which each gradient is multiplied.
        step_num: number of steps; 0 steps end where they start.

    Returns:
        New array of the shape of init_x: the place after the last step. A learning rate that
        is too large leads far away; nothing is done against it.

    Source: section 4.4.1, equation (4.7).
    """
    x = init_x.copy()
    for _ in range(step_num):
        x -= lr * numerical_gradient(f, x)
    return x


def plot_gradient_field(f: Scalar) -> None:
    """Draw at each place of a grid an arrow against the gradient of f: the way downhill.

    Grid: all places with x0 and x1 among -2.0, -1.5, ..., 2.0, which makes 81 arrows, drawn
    by one call of plt.quiver. The axes are named 'x0' and 'x1' and have equal units.

    Args:
        f: function that takes an array of shape (2,) and returns one number.

    Returns:
        None. No plt.show() is needed.

    Source: section 4.4.
    """
    ticks = np.arange(-2.0, 2.1, 0.5)
    places = np.array([[x0, x1] for x1 in ticks for x0 in ticks])
    downhill = -np.array([numerical_gradient(f, place) for place in places])
    plt.figure(figsize=(3.4, 3.2))
    plt.quiver(places[:, 0], places[:, 1], downhill[:, 0], downhill[:, 1])
    plt.xlabel("x0")
    plt.ylabel("x1")
    plt.axis("equal")


def plot_descent_path(f: Scalar, init_x: Array, lr: float, step_num: int) -> None:
    """Draw the places that gradient descent visits, over the contour lines of f.

    Places: the start and the place after each step, step_num + 1 in all, as markers (joined
    by a line or not). Contour lines: plt.contour of the heights of f. The axes show x0 from
    -3.5 to 3.5 and x1 from -4.5 to 4.5.

    Args:
        f: function that takes an array of shape (2,) and returns one number.
        init_x: where to start, float array of shape (2,). Left unchanged.
        lr: learning rate.
        step_num: number of steps.

    Returns:
        None. No plt.show() is needed.

    Source: section 4.4.1.
    """
    path = [init_x]
    for _ in range(step_num):
        path.append(gradient_descent(f, path[-1], lr, 1))
    places = np.array(path)
    x0, x1 = np.meshgrid(np.arange(-3.5, 3.6, 0.25), np.arange(-4.5, 4.6, 0.25))
    heights = np.array([f(np.array(place)) for place in zip(x0.ravel(), x1.ravel(), strict=True)])
    plt.figure(figsize=(4, 3.4))
    plt.contour(x0, x1, heights.reshape(x0.shape), colors="0.7")
    plt.plot(places[:, 0], places[:, 1], "o-")
    plt.xlim(-3.5, 3.5)
    plt.ylim(-4.5, 4.5)


class simpleNet:  # noqa: N801 - the book's name
    """One layer of weights, two inputs and three classes, without biases. Source: section 4.4.2."""

    def __init__(self) -> None:
        """Draw self.W, shape (2, 3), from np.random.standard_normal; every network draws its own."""
        self.W = np.random.standard_normal((2, 3))  # noqa: NPY002

    def predict(self, x: Array) -> Array:
        """Return the scores of the classes: x times W.

        Args:
            x: shape (2,) for one sample or (N, 2) for a batch. Left unchanged.

        Returns:
            Scores, shape (3,) or (N, 3).
        """
        scores: Array = np.dot(x, self.W)
        return scores

    def loss(self, x: Array, t: Array) -> float:
        """Return the cross entropy of the probabilities that softmax makes of the scores.

        Args:
            x: as for predict.
            t: one-hot, shape (3,) or (N, 3). Left unchanged.
        """
        return cross_entropy_error(softmax(self.predict(x)), t)

    def gradient(self, x: Array, t: Array) -> Array:
        """Return the numerical gradient of the loss with respect to self.W, shape (2, 3).

        Args:
            x: as for predict.
            t: as for loss.
        """
        return numerical_gradient(lambda _: self.loss(x, t), self.W)


def fast_gradient(params: dict[str, Array], x: Array, t: Array) -> dict[str, Array]:
    """Given in the lesson: the same as the numerical gradient of a two-layer network, thousands of times faster."""
    # Biases are taken as one more row of weights, which leads from an input that is always 1.
    joined = [np.vstack([params["W" + number], params["b" + number]]) for number in "12"]
    inputs = np.column_stack([np.atleast_2d(x), np.ones(len(np.atleast_2d(x)))])
    sums = inputs @ joined[0]
    hidden = np.column_stack([sigmoid(sums), np.ones(len(sums))])
    y = softmax(hidden @ joined[1])
    change = (y - (t.reshape(y.shape) if t.size == y.size else np.eye(y.shape[1])[t])) / len(y)
    with np.errstate(over="ignore"):
        earlier = change @ params["W2"].T / (2 * np.cosh(sums / 2)) ** 2
    first, second = inputs.T @ earlier, hidden.T @ change
    return {"W1": first[:-1], "b1": first[-1], "W2": second[:-1], "b2": second[-1]}


class TwoLayerNet:
    """A network of two layers: sigmoid in the hidden one, softmax at the end. Source: section 4.5.1.

    Attributes:
        params: dict with the float arrays 'W1' (input_size, hidden_size), 'b1' (hidden_size,),
            'W2' (hidden_size, output_size), 'b2' (output_size,).
    """

    def __init__(self, input_size: int, hidden_size: int, output_size: int, weight_init_std: float = 0.01) -> None:
        """Fill self.params: weights from np.random.standard_normal times weight_init_std, biases 0."""
        self.params = {
            "W1": weight_init_std * np.random.standard_normal((input_size, hidden_size)),  # noqa: NPY002
            "b1": np.zeros(hidden_size),
            "W2": weight_init_std * np.random.standard_normal((hidden_size, output_size)),  # noqa: NPY002
            "b2": np.zeros(output_size),
        }

    def predict(self, x: Array) -> Array:
        """Return the probability of each class, shape (N, K) for x of shape (N, D), or (K,) for one sample (D,)."""
        z1 = sigmoid(np.dot(x, self.params["W1"]) + self.params["b1"])
        return softmax(np.dot(z1, self.params["W2"]) + self.params["b2"])

    def loss(self, x: Array, t: Array) -> float:
        """Return the mean cross entropy, for a batch or for one sample; t as cross_entropy_error takes it."""
        return cross_entropy_error(self.predict(x), t)

    def accuracy(self, x: Array, t: Array) -> float:
        """Return the share of right answers, 0.0 to 1.0, for a batch.

        Args:
            x: inputs, shape (N, D).
            t: one-hot rows, shape (N, K), or the right classes, integers of shape (N,).
        """
        labels = t.argmax(axis=1) if t.ndim > 1 else t
        return float(np.mean(self.predict(x).argmax(axis=1) == labels))

    def numerical_gradient(self, x: Array, t: Array) -> dict[str, Array]:
        """Return a dict with the keys of self.params: the numerical gradient of the loss for each of its arrays."""
        return {key: numerical_gradient(lambda _: self.loss(x, t), array) for key, array in self.params.items()}

    def gradient(self, x: Array, t: Array) -> dict[str, Array]:
        """Return the same as numerical_gradient, fast; given."""
        return fast_gradient(self.params, x, t)


def train_mini_batch(  # noqa: PLR0917 - what a training needs
    network: Any, x: Array, t: Array, iterations: int, batch_size: int, lr: float, rng: np.random.Generator
) -> list[float]:
    """Train a network: in each iteration draw a batch, step against its gradient, note its loss.

    Args:
        network: has params (dict of arrays), gradient(x, t) and loss(x, t). Its params are
            changed: each by minus lr times its gradient, once in each iteration.
        x: training inputs, shape (N, ...). Left unchanged.
        t: their targets, shape (N,) or (N, K). Left unchanged.
        iterations: how many times.
        batch_size: samples drawn in each iteration, as minibatch_choice draws them.
        lr: learning rate.
        rng: random generator, for the batches.

    Returns:
        List of floats, one for each iteration: the loss on its batch, after the step.

    Source: section 4.5.2.
    """
    losses = []
    for _ in range(iterations):
        x_batch, t_batch = minibatch_choice(x, t, batch_size, rng)
        gradient = network.gradient(x_batch, t_batch)
        for key in network.params:
            network.params[key] -= lr * gradient[key]
        losses.append(network.loss(x_batch, t_batch))
    return losses


def epoch_tracking(  # noqa: PLR0917
    network: Any,
    x_train: Array,
    t_train: Array,
    x_test: Array,
    t_test: Array,
    iterations: int,
    batch_size: int,
    lr: float,
    rng: np.random.Generator,
) -> tuple[list[float], list[float], list[float]]:
    """Train as train_mini_batch does, and note the accuracies at the beginning of each epoch.

    An epoch has N // batch_size iterations, N being the number of training samples, and 1 at
    the least. Before the step of iteration i (counted from 0), where i is a multiple of that,
    the accuracy on all training samples and the accuracy on all test samples are noted.

    Args:
        network: as for train_mini_batch, with accuracy(x, t) as well.
        x_train: training inputs, shape (N, ...). Left unchanged, as all the following.
        t_train: their targets.
        x_test: test inputs. They are never trained with.
        t_test: their targets.
        iterations: how many times a batch is drawn.
        batch_size: samples in a batch; it may be larger than N.
        lr: learning rate.
        rng: random generator, for the batches.

    Returns:
        (losses, train_accuracies, test_accuracies): three lists of floats, the first with an
        entry for each iteration, the others with one for each epoch that was begun.

    Source: section 4.5.3.
    """
    losses, train_accuracies, test_accuracies = [], [], []
    iterations_per_epoch = max(len(x_train) // batch_size, 1)
    for i in range(iterations):
        if i % iterations_per_epoch == 0:
            train_accuracies.append(network.accuracy(x_train, t_train))
            test_accuracies.append(network.accuracy(x_test, t_test))
        losses += train_mini_batch(network, x_train, t_train, 1, batch_size, lr, rng)
    return losses, train_accuracies, test_accuracies


def plot_loss_and_accuracy(losses: list[float], train_accuracies: list[float], test_accuracies: list[float]) -> None:
    """Draw what epoch_tracking returned: the losses in one pair of axes, the accuracies in another.

    First axes: the losses as a line over the iterations 0, 1, 2, ...; named 'iterations' and
    'loss'. Second axes (beside the first, or in a figure of its own): the accuracies over the
    epochs 0, 1, 2, ...; training as a solid line, test as a dashed one, y from 0 to 1, axes
    named 'epochs' and 'accuracy', and a legend with the names 'train' and 'test'.

    Args:
        losses: one for each iteration.
        train_accuracies: one for each epoch.
        test_accuracies: one for each epoch.

    Returns:
        None. No plt.show() is needed.

    Source: section 4.5.3.
    """
    _, (left, right) = plt.subplots(1, 2, figsize=(8, 2.6))
    left.plot(losses)
    left.set(xlabel="iterations", ylabel="loss")
    right.plot(train_accuracies, label="train")
    right.plot(test_accuracies, linestyle="--", label="test")
    right.set(xlabel="epochs", ylabel="accuracy", ylim=(0, 1))
    right.legend()
