"""Reference solutions of chapter 2; the docstrings are the ones that students read in their stubs."""

from collections.abc import Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


def AND(x1: float, x2: float) -> int:
    """Fire only if both inputs are 1: a perceptron with two weights and a threshold.

    Args:
        x1: first input, 0 or 1. (Any other number is weighed in the same way, so a huge
            one is enough to fire, and a very negative one prevents it.)
        x2: second input, likewise.

    Returns:
        The integer 1 if w1 * x1 + w2 * x2 > theta, else the integer 0 (not True or False).

    Source: section 2.3.1, equation (2.1).
    """
    w1, w2, theta = 0.5, 0.5, 0.7
    return int(w1 * x1 + w2 * x2 > theta)


def perceptron(x: Array, w: Array, b: float) -> int:
    """Weigh the inputs, add the bias, and fire if the result is above 0.

    Args:
        x: inputs, array of shape (n,), float or int, n at least 1. Left unchanged.
        w: weights, array of shape (n,), float or int. Left unchanged.
        b: bias, one number.

    Returns:
        The integer 1 if w[0] * x[0] + ... + w[n-1] * x[n-1] + b > 0, else the integer 0.
        Exactly 0 does not fire.

    Source: sections 2.3.2 and 2.3.3, equation (2.2).
    """
    return int(np.sum(w * x) + b > 0)


def NAND(x1: float, x2: float) -> int:
    """Stay silent only if both inputs are 1: a perceptron with weights and a bias.

    Args:
        x1: first input, 0 or 1. (Any other number is weighed in the same way.)
        x2: second input, likewise.

    Returns:
        The integer 0 if both are 1, and the integer 1 for the other three pairs.

    Source: section 2.3.3.
    """
    return perceptron(np.array([x1, x2]), np.array([-0.5, -0.5]), 0.7)


def OR(x1: float, x2: float) -> int:
    """Fire if at least one input is 1: a perceptron with weights and a bias.

    Args:
        x1: first input, 0 or 1. (Any other number is weighed in the same way.)
        x2: second input, likewise.

    Returns:
        The integer 0 if both are 0, and the integer 1 for the other three pairs.

    Source: sections 2.3.3 and 2.4.1, equation (2.3).
    """
    return perceptron(np.array([x1, x2]), np.array([1.0, 1.0]), -0.5)


def XOR(x1: float, x2: float) -> int:
    """Fire if exactly one input is 1: a circuit of the gates AND, NAND and OR.

    Gates do all of it: no `and`, `if`, * or - puts their answers together.

    Args:
        x1: first input, 0 or 1.
        x2: second input, 0 or 1.

    Returns:
        The integer 1 for (1, 0) and (0, 1), the integer 0 for (0, 0) and (1, 1).

    Source: section 2.5.2.
    """
    s1 = NAND(x1, x2)
    s2 = OR(x1, x2)
    return AND(s1, s2)


def half_adder(a: float, b: float) -> tuple[int, int]:
    """Add two binary digits with gates.

    Args:
        a: first digit, 0 or 1.
        b: second digit, 0 or 1.

    Returns:
        Two integers, (sum, carry), each 0 or 1: a + b = sum + 2 * carry.

    Source: section 2.6.
    """
    return XOR(a, b), AND(a, b)


def plot_or_boundary() -> None:
    """Draw the line -0.5 + x1 + x2 = 0 and the four inputs of the OR gate on one pair of axes.

    The line (x1 to the right, x2 upwards) reaches at least from x1 = -0.5 to x1 = 1. The
    point (0, 0) is drawn as a circle, the points (1, 0), (0, 1) and (1, 1) as triangles.
    All four points lie inside the frame, at least 0.1 away from it.

    Returns:
        None. No plt.show() is needed: a notebook shows the figure by itself.

    Source: section 2.4.1.
    """
    x1 = np.array([-0.5, 1.5])
    plt.plot(x1, 0.5 - x1)
    for corner in ((0, 0), (1, 0), (0, 1), (1, 1)):
        plt.plot(*corner, marker="^" if OR(*corner) else "o")
    plt.xlim(-0.5, 1.5)
    plt.ylim(-0.5, 1.5)


def equivalent_parameters(triples: Sequence[tuple[float, float, float]]) -> list[bool]:
    """Tell for each triple (w1, w2, theta) whether a perceptron with it is an AND gate.

    Args:
        triples: list of tuples (w1, w2, theta), at least one. A perceptron fires if
            w1 * x1 + w2 * x2 > theta (strictly above).

    Returns:
        List with one True or False for each triple, in the same order: True if the
        perceptron answers 0, 0, 0, 1 for the inputs (0, 0), (1, 0), (0, 1), (1, 1).

    Source: sections 2.2.1 and 2.3.1.
    """
    inputs = [np.array(corner) for corner in ((0, 0), (1, 0), (0, 1), (1, 1))]
    valid = []
    for w1, w2, theta in triples:
        answers = [perceptron(x, np.array([w1, w2]), -theta) for x in inputs]
        valid.append(answers == [0, 0, 0, 1])
    return valid
