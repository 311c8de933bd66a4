import matplotlib.pyplot as plt
import numpy as np

from autograder.mistakes import mistake, variant


@mistake("double", "The values are squared, not doubled. Read 1.1.")
def double__squares(values):
    return np.asarray(values) ** 2


@mistake("double", "The array that was passed in is changed. Read 1.1.")
def double__in_place(values):
    values *= 2
    return values


@variant("double")
def double__adds(values):
    return np.asarray(values) + np.asarray(values)


@mistake("scale_rows", "The factors are not doubled. Read 1.2.")
def scale_rows__plain_factors(matrix, factors):
    return np.asarray(factors)[:, np.newaxis] * np.asarray(matrix)


@variant("scale_rows")
def scale_rows__by_diagonal(matrix, factors):
    return np.diag(2 * np.asarray(factors)) @ np.asarray(matrix)


@mistake("draw_line", "The line falls where it should rise. Read 1.3.")
def draw_line__falls(slope):
    x = np.linspace(-1.0, 1.0, 21)
    plt.plot(x, -slope * x)
    plt.title("a line")
