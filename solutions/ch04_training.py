"""Reference solutions of chapter 4; the docstrings are the ones that students read in their stubs."""

from collections.abc import Callable
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from numpy.typing import NDArray

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
