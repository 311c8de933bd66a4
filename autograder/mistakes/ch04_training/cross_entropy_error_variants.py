"""Right ways to write cross_entropy_error that a careless test would reject."""

import numpy as np

from autograder.mistakes import altered_variant, variant

ALTERED = [
    altered_variant("cross_entropy_error", "smaller_guard", ("+ 1e-7", "+ 1e-8")),
    altered_variant(
        "cross_entropy_error",
        "clipped",
        ("y[np.arange(len(y)), labels] + 1e-7", "np.clip(y[np.arange(len(y)), labels], 1e-7, 1)"),
    ),
    altered_variant("cross_entropy_error", "decides_by_axes", ("t.size == y.size", "t.ndim == 2")),
]


@variant("cross_entropy_error")
def cross_entropy_error__labels_become_one_hot(y, t):
    y = np.atleast_2d(y)
    if t.size != y.size:
        t = np.eye(y.shape[1])[t]
    return -np.sum(t.reshape(y.shape) * np.log(y + 1e-7)) / y.shape[0]


@variant("cross_entropy_error")
def cross_entropy_error__loop(y, t):
    if y.ndim == 1:
        y, t = [y], [t]
    losses = []
    for probabilities, target in zip(y, t):
        right = target if np.ndim(target) == 0 else np.argmax(target)
        losses.append(-np.log(probabilities[right] + 1e-7))
    return sum(losses) / len(losses)


@variant("cross_entropy_error")
def cross_entropy_error__one_sample_apart(y, t):
    if y.ndim == 1:
        return -np.sum(t * np.log(y + 1e-7))
    if t.ndim == 1:
        return -np.log(y[range(len(t)), t] + 1e-7).mean()
    return np.mean(-np.sum(t * np.log(y + 1e-7), axis=1))
