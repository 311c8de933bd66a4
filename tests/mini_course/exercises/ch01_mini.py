# ---
# title: A miniature chapter
# chapter: 1
# ---

# %% [markdown] key="start.goals"
# # A miniature chapter
#
# Three functions and one question, {total_points} points in all.

# %% key="start.imports"
import matplotlib.pyplot as plt
import numpy as np

import mini_data

# %% [markdown] key="double.text"
# ## 1.1 Doubling ({points} points)
#
# Every entry $x$ becomes $\frac{4x}{2}$.

# %% exercise="double" title="Doubling an array" section="1.1" kind="function"
def double(values):
    """Double every entry.

    Args:
        values: array of any shape.

    Returns:
        A new array of the same shape; `values` stays as it was.
    """
    raise NotImplementedError

# %% check="double"
got = double(np.array([1.0, -2.5]))
assert np.allclose(got, [2.0, -5.0]), f"double([1, -2.5]) is {got}, expected [2, -5]"

# %% [markdown] key="scale_rows.text"
# ## 1.2 Scaling rows ({points} points)
#
# Row $i$ of a matrix is multiplied by twice the factor $f_i$. The class remembers the factors.

# %% exercise="scale_rows" title="Scaling the rows" section="1.2" kind="function" defines="scale_rows,RowScaler" requires="double" cpu_limit_s=2
def scale_rows(matrix, factors):
    """Multiply row i of the matrix, shape (N, M), by twice factors[i], shape (N,)."""
    # Use your double here.
    raise NotImplementedError


class RowScaler:
    """Scales the rows of every matrix by the same factors."""

    def __init__(self, factors):
        """Remember the factors under the name `factors`."""
        raise NotImplementedError

    def scale(self, matrix):
        """Return the matrix with its rows scaled."""
        matrix = np.asarray(matrix)
        raise NotImplementedError

# %% check="scale_rows"
got = scale_rows(np.ones((2, 3)), np.array([1.0, 0.5]))
assert np.allclose(got[1], 1.0), f"row 1 of scale_rows(ones, [1, 0.5]) is {got[1]}, expected ones"

# %% exercise="draw_line" title="Drawing a line" section="1.3" kind="plot"
def draw_line(slope):
    """Draw y = slope * x for 21 values of x from -1 to 1, with the title "a line"."""
    raise NotImplementedError

# %% check="draw_line"
draw_line(2.0)
plt.show()

# %% key="draw_line.look"
print(mini_data.GREETING)

# %% [markdown] written="why" title="Why new arrays?" section="1.4" points=2
# *Why does `double` return a new array? ({points} points) Write two sentences in place of this text.*

# %% [markdown] rubric="why"
# One point: the caller's array would change behind his back. One point: an example of what goes wrong.
