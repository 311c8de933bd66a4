"""Reference solutions of chapter 1; the docstrings are the ones that students read in their stubs."""

from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


def arithmetic(a: float, b: float) -> tuple[float, float, float]:
    """Calculate three numbers from two.

    Args:
        a: any number.
        b: any number but 0.

    Returns:
        Three numbers, in this order: the average of a and b, a to the power of b, and a
        divided by b (with its decimal places).

    Source: section 1.3.1.
    """
    return (a + b) / 2, a**b, a / b


def list_ops(a: list[float]) -> tuple[list[float], ...]:
    """Set the last element to 99 in a copy of a list, and cut five slices from the copy.

    Args:
        a: list of numbers with at least three elements. Left unchanged.

    Returns:
        Five lists, slices of the copy: [0:2], [1:], [:3], [:-1] and [:-2], in this order.

    Source: section 1.3.4.
    """
    changed = a.copy()
    changed[-1] = 99
    return changed[0:2], changed[1:], changed[:3], changed[:-1], changed[:-2]


def dict_and_bool(me: dict[str, Any]) -> tuple[dict[str, Any], bool, bool]:
    """Complete the facts about a person, and answer two questions.

    Args:
        me: dict with the keys 'height', 'hungry' and 'sleepy', perhaps 'weight' and others.
            'hungry' and 'sleepy' are True or False, or a number, of which 0 means False.
            The dict may be changed.

    Returns:
        Three things: the dict, in which 'weight' is 70 if me had no such key (all else is as
        it came); whether the person is hungry and sleepy, True or False; whether hungry or
        sleepy, or both, True or False.

    Source: sections 1.3.5 to 1.3.7.
    """
    if "weight" not in me:
        me["weight"] = 70
    both = bool(me["hungry"] and me["sleepy"])
    either = bool(me["hungry"] or me["sleepy"])
    return me, both, either


def greet(name: object) -> str:
    """Return a greeting.

    Args:
        name: a text, or a number.

    Returns:
        The text 'Hello, ' followed by the name and '!'.

    Source: section 1.3.9.
    """
    return "Hello, " + str(name) + "!"


class Man:
    """Somebody with a name, who says hello and good-bye.

    Source: section 1.4.2.
    """

    def __init__(self, name: str) -> None:
        """Keep the name.

        Args:
            name: a text; afterwards found as the attribute `name` of the object.
        """
        self.name = name

    def hello(self) -> None:
        """Print one line: 'Hello, ' followed by the name and '!'."""
        print(greet(self.name))

    def goodbye(self) -> None:
        """Print one line: 'Good-bye, ' followed by the name and '!'."""
        print("Good-bye, " + self.name + "!")


def np_arithmetic(x: Array, y: Array) -> tuple[Array, ...]:
    """Calculate with two arrays, entry by entry.

    Args:
        x: array of numbers, float or int. Left unchanged.
        y: array of the same shape without zeros. Left unchanged.

    Returns:
        Five arrays, in this order: x plus y, x minus y, x times y, x divided by y, and x
        divided by 2.0.

    Raises:
        ValueError: the shapes do not fit. NumPy raises it by itself; let it through.

    Source: section 1.5.3.
    """
    return x + y, x - y, x * y, x / y, x / 2.0


def broadcast_scale(A: Array, v: Array | float) -> Array:
    """Multiply all entries of a table by a number, or each column by a factor of its own.

    Args:
        A: array of shape (m, n), float or int; m may be 0. Left unchanged.
        v: one number, or an array of shape (n,), float or int: v[j] is the factor of column
            j. Left unchanged.

    Returns:
        New array of shape (m, n): entry (i, j) is A[i, j] times v, or times v[j].

    Source: sections 1.5.4 and 1.5.5.
    """
    scaled: Array = A * v
    return scaled


def select_greater(X: Array, thr: float) -> tuple[Array, Array]:
    """Pick entries of a table by a condition and by their places.

    Args:
        X: array of shape (m, n), float or int, with at least five entries. Left unchanged.
        thr: a number.

    Returns:
        Two arrays of one dimension. First: the entries of X that are greater than thr, row
        after row (perhaps none). Second: the entries at the places 0, 2 and 4 of the
        flattened X.

    Source: section 1.5.6.
    """
    flat = X.flatten()
    return flat[flat > thr], flat[np.array([0, 2, 4])]


def plot_sin() -> None:
    """Draw the sine as a line over the 60 points x = 0, 0.1, ..., 5.9.

    Returns:
        None. No plt.show() is needed: a notebook shows the figure by itself.

    Source: section 1.6.1.
    """
    x = np.arange(0, 6, 0.1)
    plt.plot(x, np.sin(x))


def plot_sin_cos() -> None:
    """Draw sine and cosine in one pair of axes, over the 60 points x = 0, 0.1, ..., 5.9.

    The sine is a solid line, the cosine a dashed one. A legend names them 'sin' and 'cos',
    the axes are named 'x' and 'y', and the title is 'sin & cos'.

    Returns:
        None. No plt.show() is needed: a notebook shows the figure by itself.

    Source: section 1.6.2.
    """
    x = np.arange(0, 6, 0.1)
    plt.plot(x, np.sin(x), label="sin")
    plt.plot(x, np.cos(x), linestyle="--", label="cos")
    plt.xlabel("x")
    plt.ylabel("y")
    plt.title("sin & cos")
    plt.legend()


def show_image() -> None:
    """Read the picture 'harbour.png', which lies beside the notebook, and draw it in grey.

    Dark pixels are drawn dark, bright ones bright; the first row is on top.

    Returns:
        None. No plt.show() is needed: a notebook shows the figure by itself.

    Source: section 1.6.3.
    """
    plt.imshow(plt.imread("harbour.png"), cmap="gray")
