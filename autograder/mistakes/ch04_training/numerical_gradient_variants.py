# ruff: noqa: F821 - bodies are pasted into a notebook, where the names of the chapter exist
"""Right ways to write numerical_gradient that a careless test would reject."""

import numpy as np

from autograder.mistakes import altered_variant, variant

ALTERED = [
    altered_variant("numerical_gradient", "h_1e_5", ("h = 1e-4", "h = 1e-5")),
    altered_variant(
        "numerical_gradient", "enumerated", ("np.ndindex(x.shape)", "[index for index, _ in np.ndenumerate(x)]")
    ),
]


@variant("numerical_gradient")
def numerical_gradient__iterator_of_the_book(f, x):
    h = 1e-4
    gradient = np.zeros_like(x)
    places = np.nditer(x, flags=["multi_index"], op_flags=["readwrite"])
    while not places.finished:
        index = places.multi_index
        value = x[index]
        try:
            x[index] = float(value) + h
            above = f(x)
            x[index] = value - h
            below = f(x)
            gradient[index] = (above - below) / (2 * h)
        finally:
            x[index] = value
        places.iternext()
    return gradient


@variant("numerical_gradient")
def numerical_gradient__flat(f, x):
    h = 1e-4
    slopes = []
    for number in range(x.size):
        value = x.flat[number]
        try:
            x.flat[number] = value + h
            above = f(x)
            x.flat[number] = value - h
            slopes.append((above - f(x)) / (2 * h))
        finally:
            x.flat[number] = value
    return np.array(slopes).reshape(x.shape)


@variant("numerical_gradient")
def numerical_gradient__all_put_back_at_the_end(f, x):
    h = 1e-4
    before = x.copy()
    gradient = np.empty(x.shape)
    try:
        for index in np.ndindex(*x.shape):
            x[index] += h
            above = f(x)
            x[index] -= 2 * h
            below = f(x)
            x[index] += h
            gradient[index] = (above - below) / 2 / h
    finally:
        x[...] = before
    return gradient


@variant("numerical_gradient")
def numerical_gradient__saved_whole(f, x):
    slopes, kept = np.empty(x.size), x.copy()
    try:
        for i in range(x.size):
            x.flat[i] = kept.flat[i] + 1e-4
            up = f(x)
            x.flat[i] = kept.flat[i] - 1e-4
            slopes[i] = (up - f(x)) / 2e-4
            x.flat[i] = kept.flat[i]
    finally:
        x[...] = kept
    return slopes.reshape(x.shape)
