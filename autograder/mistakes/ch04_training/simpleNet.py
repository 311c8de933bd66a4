# ruff: noqa: F821 - bodies are pasted into a notebook, where the names of the chapter exist
"""What goes wrong in simpleNet, and what looks unusual and is right."""

from functools import partial

import numpy as np

from autograder.mistakes import altered, altered_variant, variant

wrong = partial(altered, "simpleNet")
right = partial(altered_variant, "simpleNet")
WEIGHTS = "np.random.standard_normal((2, 3))"
LOSS = "return cross_entropy_error(softmax(self.predict(x)), t)"
SLOPES = "return numerical_gradient(lambda _: self.loss(x, t), self.W)"
ALTERED = [
    wrong(
        "loss_without_softmax",
        "The loss takes the scores as they are. Apply softmax to them first.",
        ("softmax(self.predict(x))", "self.predict(x)"),
    ),
    wrong(
        "predict_applies_softmax",
        "Softmax is applied twice: in predict and in loss. Once is enough.",
        ("return scores", "return softmax(scores)"),
    ),
    wrong(
        "gradient_wrong_shape",
        "The gradient is one long row. It has the shape of W, (2, 3).",
        (SLOPES, SLOPES + ".ravel()"),
    ),
    wrong("gradient_transposed", "The gradient is transposed. It has the shape of W, (2, 3).", (SLOPES, SLOPES + ".T")),
    wrong(
        "f_ignores_W",
        "A copy of W is moved, and the loss never sees it: all slopes are 0. Hand over self.W itself.",
        ("self.loss(x, t), self.W)", "self.loss(x, t), self.W.copy())"),
    ),
    wrong(
        "uniform_weights",
        "The weights are drawn evenly from 0 to 1, as np.random.rand does. Draw them with np.random.standard_normal.",
        (WEIGHTS, "np.random.random((2, 3))"),
    ),
    wrong(
        "small_weights",
        "The weights are made small. simpleNet takes them as np.random.standard_normal draws them.",
        (WEIGHTS, "0.01 * " + WEIGHTS),
    ),
    wrong(
        "fixed_weights",
        "Every network has the same weights. Draw them at random, anew in each __init__.",
        (WEIGHTS, "np.random.RandomState(0).standard_normal((2, 3))"),
    ),
    wrong(
        "equal_weights",
        "All six weights are equal. Draw each at random.",
        (WEIGHTS, "np.random.standard_normal() * np.ones((2, 3))"),
    ),
    wrong(
        "w_shape_3_2",
        "W has the shape (3, 2). Rows belong to inputs, columns to classes: (2, 3).",
        (WEIGHTS, "np.random.standard_normal((3, 2))"),
    ),
    wrong(
        "bias_added",
        "Something is added to the scores. This network has no biases.",
        ("np.dot(x, self.W)", "np.dot(x, self.W) + 1"),
    ),
    wrong(
        "loss_is_squared_error",
        "The loss is the sum of squares. Cross entropy is asked.",
        (LOSS, "return sum_squared_error(softmax(self.predict(x)), t)"),
    ),
    wrong(
        "gradient_mean_over_weights",
        "The slopes are divided by the number of weights.",
        (SLOPES, SLOPES + " / self.W.size"),
    ),
    wrong(
        "gradient_ascent_sign",
        "The slopes have the wrong sign. The gradient itself is asked, not the step.",
        (SLOPES, SLOPES.replace("return ", "return -")),
    ),
    wrong("returns_none", "predict computes the scores and does not return them.", ("return scores", "print(scores)")),
    wrong(
        "weights_changed",
        "gradient takes a step by itself and changes W. Return the gradient, and leave W.",
        (SLOPES, SLOPES.replace("return ", "g = ") + "\n        self.W = self.W - 0.1 * g\n        return g"),
    ),
    wrong(
        "first_sample_only",
        "The loss looks at the first sample of a batch only.",
        (LOSS, "if x.ndim > 1:\n            x, t = x[0], t[0]\n        " + LOSS),
    ),
    right("book_randn", (WEIGHTS, "np.random.randn(2, 3)")),
    right(
        "softmax_in_predict_only",
        ("return scores", "return softmax(scores)"),
        ("softmax(self.predict(x))", "self.predict(x)"),
    ),
    right(
        "inner_function",
        (SLOPES, "def f(W):\n            return self.loss(x, t)\n\n        return numerical_gradient(f, self.W)"),
    ),
    right("at_sign", ("np.dot(x, self.W)", "x @ self.W")),
]


@variant("simpleNet")
class simpleNet__by_formula:
    def __init__(self, std=1.0):
        self.W = std * np.random.default_rng().standard_normal((2, 3))

    def predict(self, x):
        return np.einsum("...i,ij->...j", x, self.W)

    def loss(self, x, t):
        return cross_entropy_error(softmax(self.predict(x)), t)

    def gradient(self, x, t):
        rows, targets = np.atleast_2d(x), np.atleast_2d(t)
        return rows.T @ (softmax(self.predict(rows)) - targets) / len(rows)
