# ruff: noqa: F821 - bodies are pasted into a notebook, where the names of the chapter exist
"""What goes wrong in the two parts of the graph, and what looks unusual and is right."""

import numpy as np

from autograder.mistakes import altered, altered_variant, mistake, variant

_RATIO = "dy[right] = -t[right] / y[right]"
_TOTAL = "total = np.sum(dout * y, axis=-1, keepdims=True)"
_DX = "dx = y * (dout - total)"

ALTERED = [
    altered(
        "cross_entropy_backward",
        "missing_minus",
        "The minus is missing: the loss is minus the sum, and falls when the right probability rises.",
        (_RATIO, "dy[right] = t[right] / y[right]"),
    ),
    altered(
        "cross_entropy_backward",
        "multiplies_by_y",
        "It multiplies by y. The derivative of the logarithm is 1 / y: divide.",
        (_RATIO, "dy[right] = -t[right] * y[right]"),
    ),
    altered(
        "cross_entropy_backward",
        "divides_by_n_classes",
        "It is divided by the number of classes. The loss is a sum over the classes; nothing is divided.",
        (_RATIO, "dy[right] = -t[right] / y[right] / y.shape[-1]"),
    ),
    altered(
        "cross_entropy_backward",
        "divides_by_n_samples",
        "It is divided by the number of samples. Here each sample has its own loss; the mean comes in exercise 3.",
        (_RATIO, "dy[right] = -t[right] / y[right] / (len(y) if y.ndim == 2 else 1)"),
    ),
    altered(
        "cross_entropy_backward",
        "log_left_in",
        "It returns the loss of each class. Asked for is its derivative: the log becomes 1 / y.",
        (_RATIO, "dy[right] = -t[right] * np.log(y[right])"),
    ),
    altered(
        "cross_entropy_backward",
        "straight_to_the_scores",
        "It returns y - t, the gradient of the scores. Here only the cross entropy is gone through: -t / y.",
        (_RATIO, "dy = y - t"),
    ),
    altered(
        "cross_entropy_backward",
        "integer_output",
        "Whole-numbered t make the result whole-numbered: an array made like t takes over its type. Use floats.",
        ("dy = np.zeros(y.shape)", "dy = np.zeros_like(t)"),
    ),
    altered(
        "cross_entropy_backward",
        "returns_none",
        "Your function hands nothing back: it gives None. End it with return.",
        ("return dy", "print(dy)"),
    ),
    altered_variant("cross_entropy_backward", "only_the_right_entry", (_RATIO, "dy[right] = -1 / y[right]")),
    altered(
        "softmax_backward",
        "diagonal_only",
        "Each class gets its own path only, y (1 - y) dout, as in a sigmoid. The sum S ties all classes together.",
        (_TOTAL, "total = dout * y"),
    ),
    altered(
        "softmax_backward",
        "sum_over_batch",
        "The sum runs over the whole batch. Every row has its own: axis=-1.",
        (_TOTAL, "total = np.sum(dout * y)"),
    ),
    altered(
        "softmax_backward",
        "sum_over_samples",
        "The sum runs down the columns (axis 0). It goes over the classes of one row: axis=-1.",
        (_TOTAL, "total = np.sum(dout * y, axis=0, keepdims=True)"),
    ),
    altered(
        "softmax_backward",
        "jacobian_transposed_sign",
        "The sum is added. It comes back through 1 / S, whose derivative has a minus: dout - sum.",
        (_DX, "dx = y * (dout + total)"),
    ),
    altered(
        "softmax_backward",
        "no_keepdims",
        "The sums lose their axis, so they are laid along the classes. Use keepdims=True.",
        (_TOTAL, "total = np.sum(dout * y, axis=-1)"),
    ),
    altered(
        "softmax_backward",
        "sum_without_y",
        "The sum is that of dout alone. Each dout is weighted by its y: the sum of dout * y.",
        (_TOTAL, "total = np.sum(dout, axis=-1, keepdims=True)"),
    ),
    altered(
        "softmax_backward",
        "factor_y_missing",
        "The factor y in front is missing: dx = y (dout - sum).",
        (_DX, "dx = dout - total"),
    ),
    altered(
        "softmax_backward",
        "sign",
        "The sign of the result is wrong: y (dout - sum).",
        (_DX, "dx = y * (total - dout)"),
    ),
    altered(
        "softmax_backward",
        "branch_left_out",
        "The branch through S is left out: dx = y (dout - sum).",
        (_DX, "dx = y * dout"),
    ),
    altered(
        "softmax_backward",
        "y_minus_dout",
        "dout is taken for the labels. It may be any gradient: y (dout - sum).",
        (_DX, "dx = y - dout"),
    ),
    altered(
        "softmax_backward",
        "softmax_applied_again",
        "Softmax is applied to y, which holds probabilities already.",
        (
            _TOTAL,
            f"y = np.exp(y) / np.sum(np.exp(y), axis=-1, keepdims=True)\n    {_TOTAL}",
        ),
    ),
    altered(
        "softmax_backward",
        "mutates_input",
        "The array that was passed in is changed, as dout -= ... does. dout - total makes a new one.",
        (_DX, "dout -= total\n    dx = y * dout"),
    ),
    altered(
        "softmax_backward",
        "returns_none",
        "Your function hands nothing back: it gives None. End it with return.",
        ("return dx", "print(dx)"),
    ),
    altered_variant("softmax_backward", "multiplied_out", (_DX, "dx = y * dout - y * total")),
    altered_variant("softmax_backward", "einsum", (_TOTAL, "total = np.einsum('...k,...k->...', dout, y)[..., None]")),
]


@mistake(
    "cross_entropy_backward",
    "Where probability and label are both 0 this is 0/0, nan. Divide only in the entries where t is not 0.",
)
def cross_entropy_backward__zero_division(y, t):
    with np.errstate(all="ignore"):
        return -t / y


@mistake("cross_entropy_backward", "It writes into y or t. Make a new array.")
def cross_entropy_backward__mutates_input(y, t):
    y[t == 0] = 1.0
    return -t / y


@mistake("cross_entropy_backward", "The answer is the one of the example in the text, whatever y and t are.")
def cross_entropy_backward__hard_coded_example(y, t):
    return np.array([0.0, 0.0, -1.35759462])


@variant("cross_entropy_backward")
def cross_entropy_backward__where(y, t):
    return np.where(t == 0, 0.0, -t / np.where(t == 0, 1.0, y))


@variant("cross_entropy_backward")
def cross_entropy_backward__divide_where(y, t):
    return np.divide(-1.0 * t, y, out=np.zeros(y.shape), where=t > 0)


@variant("softmax_backward")
def softmax_backward__jacobian(y, dout):
    rows, gradients = np.atleast_2d(y), np.atleast_2d(dout)
    result = np.zeros(rows.shape)
    for number, row in enumerate(rows):
        jacobian = np.diag(row) - np.outer(row, row)
        result[number] = jacobian @ gradients[number]
    return result.reshape(y.shape)


@variant("softmax_backward")
def softmax_backward__entry_by_entry(y, dout):
    if y.ndim == 2:
        return np.array([softmax_backward(*pair) for pair in zip(y, dout)])
    return [y[k] * (dout[k] - sum(dout[i] * y[i] for i in range(len(y)))) for k in range(len(y))]
