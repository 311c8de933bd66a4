"""What else goes wrong in the two parts of the graph, and ways round 0/0 that are right."""

import numpy as np

from autograder.mistakes import altered, mistake, variant

ALTERED = [
    altered(
        "softmax_backward",
        "y_on_one_part_only",
        "Only dout is multiplied by y, the sum is not. In (A.2), y stands before the bracket: y (dout - sum).",
        ("dx = y * (dout - total)", "dx = y * dout - total"),
    ),
    altered(
        "softmax_backward",
        "mean_for_sum",
        "The mean of dout * y is taken away, and not its sum over the classes.",
        ("np.sum(dout * y", "np.mean(dout * y"),
    ),
    altered(
        "softmax_backward",
        "divided_by_batch",
        "It is divided by the number of samples. Nothing is divided here; the mean comes in exercise 3.",
        ("dx = y * (dout - total)", "dx = y * (dout - total) / (len(y) if y.ndim == 2 else 1)"),
    ),
    altered(
        "softmax_backward",
        "squeezes_batch_of_one",
        "np.squeeze takes away the axis of a batch that holds a single sample. The answer has the shape of y.",
        ("return dx", "return dx.squeeze()"),
    ),
    altered(
        "cross_entropy_backward",
        "squeezes_batch_of_one",
        "np.squeeze takes away the axis of a batch that holds a single sample. The answer has the shape of y.",
        ("return dy", "return dy.squeeze()"),
    ),
    altered(
        "softmax_backward",
        "batch_only",
        "It works for batches only: one sample has one axis, so there is no axis 1. Use axis=-1.",
        ("axis=-1", "axis=1"),
    ),
]


@mistake(
    "cross_entropy_backward",
    "This is the gradient for yes-or-no answers, with (1 - t) / (1 - y). Here it is -t / y alone.",
)
def cross_entropy_backward__of_yes_or_no(y, t):
    return -t / (y + 1e-7) + (1 - t) / (1 - y + 1e-7)


@mistake(
    "cross_entropy_backward", "Probabilities below a bound are taken for that bound. 1e-7 does no harm, 0.01 does."
)
def cross_entropy_backward__clipped_too_high(y, t):
    return -t / np.clip(y, 0.01, 0.99)


@mistake("cross_entropy_backward", "The loss of each sample comes back. Asked for is its derivative, -t / y.")
def cross_entropy_backward__returns_loss(y, t):
    return -np.sum(t * np.log(y + 1e-7), axis=-1)


@mistake(
    "cross_entropy_backward",
    "It works for batches only. One sample (K,) needs no loop over rows: -t / y in each entry.",
)
def cross_entropy_backward__batch_only(y, t):
    dy = np.zeros(y.shape)
    for row in range(len(y)):
        right = t[row].argmax()
        dy[row, right] = -1 / y[row, right]
    return dy


@variant("cross_entropy_backward")
def cross_entropy_backward__small_number_added(y, t):
    return -t / (y + 1e-7)


@variant("cross_entropy_backward")
def cross_entropy_backward__clipped(y, t):
    return -t / np.clip(y, 1e-8, 1.0)


@variant("cross_entropy_backward")
def cross_entropy_backward__cleaned_up(y, t):
    with np.errstate(all="ignore"):
        return np.nan_to_num(-t / y)
