# ruff: noqa: F821 - bodies are pasted into a notebook, where the names of the chapter exist
"""What goes wrong in the layers SoftmaxWithLoss and IdentityWithSSE, and what looks unusual and is right."""

from autograder.mistakes import altered, altered_variant, variant

_STORE = "        self.t = t\n        self.y = softmax(x)\n"
_LOSS = "self.loss = cross_entropy_error(self.y, t)"
_COPY = "dx = self.y.reshape(-1, self.y.shape[-1]).copy()"
_SIZE = "batch_size = len(dx)"
_ONE_HOT = "dx -= self.t.reshape(dx.shape)"
_LABELS = "dx[np.arange(batch_size), self.t] -= 1"
_SCALE = "gradient = dx * dout / batch_size"
_IS_ONE_HOT = "if self.t.size == self.y.size:"

ALTERED = [
    altered(
        "SoftmaxWithLoss",
        "missing_batch_division",
        "The gradient is N times too large: the loss is a mean over the samples, so (y - t) is divided by N.",
        (_SCALE, "gradient = dx * dout"),
    ),
    altered(
        "SoftmaxWithLoss",
        "divides_by_classes",
        "The gradient is divided by the number of classes. Divide by the number of samples N.",
        (_SCALE, "gradient = dx * dout / dx.shape[1]"),
    ),
    altered(
        "SoftmaxWithLoss",
        "divides_by_entries",
        "The gradient is divided by the number of all entries. Divide by the number of samples N.",
        (_SCALE, "gradient = dx * dout / dx.size"),
    ),
    altered(
        "SoftmaxWithLoss",
        "t_minus_y",
        "The sign of the gradient is wrong: it is y - t, predicted minus right.",
        (_SCALE, "gradient = -dx * dout / batch_size"),
    ),
    altered(
        "SoftmaxWithLoss",
        "labels_not_supported",
        "Labels are subtracted as numbers. They say in which column of each row the 1 has to be subtracted.",
        (_LABELS, "dx -= self.t.reshape(-1, 1)"),
    ),
    altered(
        "SoftmaxWithLoss",
        "labels_broadcast",
        "Labels are treated as one-hot rows: y - t lays them along the classes. Tell the two kinds apart by t.size.",
        (_LABELS, "dx -= self.t"),
    ),
    altered(
        "SoftmaxWithLoss",
        "labels_in_all_rows",
        "The 1 is subtracted in all rows. Each row has its own column: dx[np.arange(N), t].",
        (_LABELS, "dx[:, self.t] -= 1"),
    ),
    altered(
        "SoftmaxWithLoss",
        "labels_told_by_length",
        "With as many samples as classes, labels are taken for one-hot rows. Compare t.size with y.size.",
        (_IS_ONE_HOT, "if len(self.t) == self.y.shape[-1]:"),
        (_ONE_HOT, "dx -= self.t"),
    ),
    altered(
        "SoftmaxWithLoss",
        "mutates_y",
        "Backward writes into self.y, so a second backward differs. Work on a copy.",
        (_COPY, "dx = self.y.reshape(-1, self.y.shape[-1])"),
    ),
    altered(
        "SoftmaxWithLoss",
        "ignores_dout",
        "dout is not used. It is a factor of the gradient, even though it is nearly always 1.",
        (_SCALE, "gradient = dx / batch_size"),
    ),
    altered(
        "SoftmaxWithLoss",
        "adds_dout",
        "dout is added. It is a factor: what arrives is multiplied in.",
        (_SCALE, "gradient = dx / batch_size + dout - 1"),
    ),
    altered(
        "SoftmaxWithLoss",
        "one_dimensional_sample",
        "A single sample (K,) is divided by its number of classes. It is a batch of one: N is 1.",
        (_SIZE, "batch_size = self.t.shape[0]"),
        (_LABELS, "dx[np.arange(len(dx)), self.t] -= 1"),
    ),
    altered(
        "SoftmaxWithLoss",
        "one_sample_keeps_batch_axis",
        "For a single sample dx has the shape (1, K). It has the shape of the scores, (K,).",
        ("return gradient.reshape(self.y.shape)", "return gradient"),
    ),
    altered(
        "SoftmaxWithLoss",
        "sum_loss",
        "The loss is a sum over the samples. It is their mean: divide by N.",
        (_LOSS, "self.loss = cross_entropy_error(self.y, t) * (len(x) if x.ndim == 2 else 1)"),
    ),
    altered(
        "SoftmaxWithLoss",
        "no_softmax",
        "The scores go into the cross entropy as they are. Softmax comes first.",
        (_LOSS, "with np.errstate(all='ignore'):\n            self.loss = cross_entropy_error(x, t)"),
    ),
    altered(
        "SoftmaxWithLoss",
        "gradient_of_scores",
        "Backward subtracts t from the scores. It is the probabilities y that t is subtracted from.",
        (_STORE, "        self.t = t\n        self.y = x\n"),
        (_LOSS, "self.loss = cross_entropy_error(softmax(x), t)"),
    ),
    altered(
        "SoftmaxWithLoss",
        "softmax_twice",
        "Softmax is applied twice: the probabilities go through it again.",
        (_STORE, "        self.t = t\n        self.y = softmax(softmax(x))\n"),
    ),
    altered(
        "SoftmaxWithLoss",
        "cross_entropy_gradient_only",
        "Backward gives -t / y, the gradient of the probabilities. It has to go on through softmax: y - t.",
        (_ONE_HOT, "dx = -self.t.reshape(dx.shape) / dx"),
        (_LABELS, "dx = -np.eye(dx.shape[1])[self.t] / dx"),
    ),
    altered(
        "SoftmaxWithLoss",
        "keeps_first_forward",
        "Backward still belongs to the first forward. Store y and t in every forward.",
        (_STORE, "        y = softmax(x)\n        if self.y is None:\n            self.y, self.t = y, t\n"),
        (_LOSS, "self.loss = cross_entropy_error(y, t)"),
    ),
    altered(
        "SoftmaxWithLoss",
        "class_attribute_state",
        "y and t are kept in the class, which all layers share. Keep them in the object: self.y, self.t.",
        (_STORE, "        SoftmaxWithLoss.y_t = (softmax(x), t)\n"),
        (_LOSS, "self.loss = cross_entropy_error(SoftmaxWithLoss.y_t[0], t)"),
        (_COPY, "self.y, self.t = SoftmaxWithLoss.y_t\n        dx = self.y.reshape(-1, self.y.shape[-1]).copy()"),
    ),
    altered(
        "SoftmaxWithLoss",
        "returns_none",
        "Forward stores the loss and returns nothing. End it with return self.loss.",
        ("        return float(self.loss)\n", ""),
    ),
    altered(
        "SoftmaxWithLoss",
        "backward_returns_none",
        "Backward returns nothing. End it with return.",
        ("return gradient.reshape(self.y.shape)", "self.dx = gradient.reshape(self.y.shape)"),
    ),
    altered(
        "SoftmaxWithLoss",
        "returns_probabilities",
        "Forward returns the probabilities. It returns the loss, one number; the probabilities are kept in self.y.",
        ("return float(self.loss)", "return self.y"),
    ),
    altered_variant(
        "SoftmaxWithLoss",
        "always_one_hot",
        (_IS_ONE_HOT, "if self.t.ndim == self.y.ndim:"),
        (_LABELS, "dx = dx - np.eye(dx.shape[1])[self.t]"),
    ),
    altered_variant(
        "SoftmaxWithLoss",
        "no_log_guard",
        (
            _LOSS,
            (
                "rows = t if t.size == x.size else np.eye(x.shape[1])[t]\n"
                "        self.loss = -np.mean(np.log((self.y * rows).sum(axis=-1)))"
            ),
        ),
    ),
    altered_variant("SoftmaxWithLoss", "divides_first", (_SCALE, "dx /= batch_size\n        gradient = dout * dx")),
    altered(
        "IdentityWithSSE",
        "factor_two",
        "The gradient is twice too large. The half in front of the sum cancels the 2 of the derivative: y - t.",
        ("dx = (self.y - self.t)", "dx = 2 * (self.y - self.t)"),
    ),
    altered(
        "IdentityWithSSE",
        "no_half",
        "The half is missing: the loss of this course is 0.5 times the sum of squares.",
        ("0.5 * np.sum", "np.sum"),
    ),
    altered(
        "IdentityWithSSE",
        "missing_batch_division",
        "The gradient is N times too large. The loss is a mean over the samples: divide by N.",
        ("(self.y - self.t) * dout / batch_size", "(self.y - self.t) * dout"),
    ),
    altered(
        "IdentityWithSSE",
        "loss_not_divided",
        "The loss is a sum over the samples. Divide it by N.",
        ("** 2) / batch_size", "** 2)"),
    ),
    altered(
        "IdentityWithSSE",
        "nothing_divided",
        "Nothing is divided by N, neither the loss nor the gradient. Both are means over the samples.",
        ("** 2) / batch_size", "** 2)"),
        ("(self.y - self.t) * dout / batch_size", "(self.y - self.t) * dout"),
    ),
    altered(
        "IdentityWithSSE",
        "mean_over_entries",
        "Loss and gradient are divided by the number of all entries. N counts samples only.",
        ("** 2) / batch_size", "** 2) / x.size"),
        ("(self.y - self.t) * dout / batch_size", "(self.y - self.t) * dout / self.y.size"),
    ),
    altered(
        "IdentityWithSSE",
        "sign",
        "The sign of the gradient is wrong: y - t, predicted minus right.",
        ("dx = (self.y - self.t)", "dx = (self.t - self.y)"),
    ),
    altered(
        "IdentityWithSSE",
        "softmax_used",
        "The predictions go through softmax. A network that predicts numbers leaves them as they are.",
        ("self.y = x", "self.y = x = softmax(x)"),
    ),
    altered(
        "IdentityWithSSE",
        "absolute_error",
        "Differences are taken without a square. The loss is half the sum of their squares.",
        ("0.5 * np.sum((x - t) ** 2)", "0.5 * np.sum(np.abs(x - t))"),
    ),
    altered(
        "IdentityWithSSE",
        "ignores_dout",
        "dout is not used. It is a factor of the gradient.",
        ("* dout / batch_size", "/ batch_size"),
    ),
    altered(
        "IdentityWithSSE",
        "one_dimensional_sample",
        "A single sample (K,) is divided by its number of outputs. It is a batch of one: N is 1.",
        ("batch_size = len(x) if x.ndim == 2 else 1", "batch_size = len(x)"),
        ("batch_size = len(self.y) if self.y.ndim == 2 else 1", "batch_size = len(self.y)"),
    ),
    altered(
        "IdentityWithSSE",
        "keeps_first_forward",
        "Backward still belongs to the first forward. Store y and t in every forward.",
        ("        self.y = x\n        self.t = t\n", "        if self.y is None:\n            self.y, self.t = x, t\n"),
    ),
    altered(
        "IdentityWithSSE",
        "returns_none",
        "Forward returns nothing. End it with return.",
        (
            "return float(0.5 * np.sum((x - t) ** 2) / batch_size)",
            "print(float(0.5 * np.sum((x - t) ** 2) / batch_size))",
        ),
    ),
    altered(
        "IdentityWithSSE",
        "backward_returns_none",
        "Backward returns nothing. End it with return.",
        ("        return dx", "        self.dx = dx"),
    ),
]


@variant("IdentityWithSSE")
class IdentityWithSSE__keeps_the_difference:
    def forward(self, x, t):
        self.difference = x - t
        self.samples = 1 if self.difference.ndim == 1 else self.difference.shape[0]
        return np.sum(self.difference * self.difference) / (2 * self.samples)

    def backward(self, dout=1):
        self.difference *= dout / self.samples
        return self.difference
