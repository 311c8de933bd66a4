# ruff: noqa: F821 - bodies are pasted into a notebook, where the names of the chapter exist
"""Right ways to write softmax that a careless test would reject."""

import numpy as np

from autograder.mistakes import variant


@variant("softmax")
def softmax__transposed_form(scores):
    if scores.ndim == 2:
        columns = scores.T
        columns = columns - np.max(columns, axis=0)
        weights = np.exp(columns)
        return (weights / np.sum(weights, axis=0)).T
    weights = np.exp(scores - np.max(scores))
    return weights / np.sum(weights)


@variant("softmax")
def softmax__row_by_row(scores):
    if scores.ndim == 1:
        weights = np.exp(scores - np.max(scores))
        return weights / np.sum(weights)
    return np.array([np.exp(row - row.max()) / np.exp(row - row.max()).sum() for row in scores])


@variant("softmax")
def softmax__reshaped(scores):
    rows = scores.reshape(-1, scores.shape[-1])
    weights = np.exp(rows - rows.max(axis=1).reshape(-1, 1))
    return (weights / weights.sum(axis=1)[:, np.newaxis]).reshape(scores.shape)


@variant("softmax")
def softmax__in_logarithms(scores):
    shifted = scores - np.max(scores, axis=-1, keepdims=True)
    return np.exp(shifted - np.log(np.sum(np.exp(shifted), axis=-1, keepdims=True)))


@variant("softmax")
def softmax__copy_then_in_place(scores):
    weights = scores.astype(float)
    weights -= weights.max(axis=-1, keepdims=True)
    np.exp(weights, out=weights)
    weights /= weights.sum(axis=-1, keepdims=True)
    return weights


@variant("softmax")
def softmax__pairs_of_scores(scores):
    return 1 / np.exp(scores[..., None, :] - scores[..., :, None]).sum(axis=-1)
