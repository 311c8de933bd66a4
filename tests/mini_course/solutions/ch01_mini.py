"""The reference of the miniature chapter."""

import matplotlib.pyplot as plt
import numpy as np


def double(values):
    """Double every entry.

    Args:
        values: array of any shape.

    Returns:
        A new array of the same shape; `values` stays as it was.
    """
    # A product makes a new array, an in-place one would change the caller's.
    return 2 * np.asarray(values)


def scale_rows(matrix, factors):
    """Multiply row i of the matrix, shape (N, M), by twice factors[i], shape (N,)."""
    column_of_factors = double(np.asarray(factors))[:, np.newaxis]
    return column_of_factors * np.asarray(matrix)


class RowScaler:
    """Scales the rows of every matrix by the same factors."""

    def __init__(self, factors):
        """Remember the factors under the name `factors`."""
        self.factors = np.asarray(factors)

    def scale(self, matrix):
        """Return the matrix with its rows scaled."""
        matrix = np.asarray(matrix)

        return scale_rows(matrix, self.factors)


def draw_line(slope):
    """Draw y = slope * x for 21 values of x from -1 to 1, with the title "a line"."""
    positions = np.linspace(-1.0, 1.0, 21)
    plt.plot(positions, slope * positions)
    plt.title("a line")
