"""What goes wrong in the layers Relu and Sigmoid, and what looks unusual and is right."""

from autograder.mistakes import altered, altered_variant

_STORE_MASK = "self.mask = x <= 0"
_COPY_X, _COPY_DOUT = "out = x.copy()", "dx = dout.copy()"
_SHUT_X, _SHUT_DOUT = "out[self.mask] = 0", "dx[self.mask] = 0"
_STORE_OUT = "self.out = out"
_SIGMOID = "out = 1 / (1 + np.exp(-x))"
_SLOPE = "dx = dout * self.out * (1.0 - self.out)"
_LAST_COUNTS = "backward belongs to the last forward: store it in every forward."

ALTERED = [
    altered(
        "Relu",
        "mask_at_zero",
        "Where x is exactly 0 a gradient goes back. The gate is shut at 0, too: the mask is x <= 0.",
        (_STORE_MASK, "self.mask = x < 0"),
    ),
    altered(
        "Relu",
        "negative_pass",
        "Forward keeps the negative entries and makes the positive ones 0. It is the other way round.",
        (_SHUT_X, "out[~self.mask] = 0"),
    ),
    altered(
        "Relu",
        "mask_of_output_dout",
        "The mask of backward is taken from the signs of dout. The gate was set by x on the way forward.",
        (_SHUT_DOUT, "dx[dout <= 0] = 0"),
    ),
    altered(
        "Relu",
        "mutates_input_forward",
        "Forward writes zeros into x itself. Work on a copy: out = x.copy().",
        (_COPY_X, "out = x"),
    ),
    altered(
        "Relu",
        "backward_multiplies_output",
        "Backward multiplies dout by the output. An open gate lets dout pass as it is: its factor is 1.",
        (_SHUT_X, "out[self.mask] = 0\n        self.out = out"),
        (_SHUT_DOUT, "dx = dx * self.out"),
    ),
    altered(
        "Relu",
        "mask_overwritten_by_second_forward",
        f"After a second forward the mask is still that of the first one; {_LAST_COUNTS}",
        (_STORE_MASK, "if self.mask is None:\n            self.mask = x <= 0"),
        (_SHUT_X, "out[x <= 0] = 0"),
    ),
    altered(
        "Relu",
        "class_attribute_state",
        "The mask is kept where all layers share it (in the class, or under a global name). Keep it in self.mask.",
        (_STORE_MASK, "Relu.shared = x <= 0"),
        (_SHUT_X, "out[x <= 0] = 0"),
        (_SHUT_DOUT, "dx[Relu.shared] = 0"),
    ),
    altered(
        "Relu",
        "mask_turned_round",
        "Backward shuts the open gates and opens the shut ones: dx is 0 where x <= 0.",
        (_SHUT_DOUT, "dx[~self.mask] = 0"),
    ),
    altered(
        "Relu",
        "dout_ignored",
        "Backward returns 1 where the gate is open. What arrives is multiplied in: dout passes there.",
        (_COPY_DOUT, "dx = np.ones_like(dout)"),
    ),
    altered(
        "Relu",
        "relu_of_dout",
        "Backward passes everything that arrives, also for negative x. Where x <= 0, nothing goes back.",
        (_SHUT_DOUT, ""),
    ),
    altered(
        "Relu",
        "leaky",
        "Negative numbers are made small instead of 0: this is the leaky relative of ReLU.",
        (_SHUT_X, "out[self.mask] *= 0.01"),
        (_SHUT_DOUT, "dx[self.mask] *= 0.01"),
    ),
    altered(
        "Relu",
        "one_row_only",
        "Only one axis is looked at. The mask has the shape of x, whatever that is.",
        (_STORE_MASK, "self.mask = (x <= 0).all(axis=-1)"),
    ),
    altered(
        "Relu",
        "returns_none",
        "Forward returns nothing. End it with return.",
        ("        return out\n", ""),
    ),
    altered(
        "Relu",
        "backward_returns_none",
        "Backward returns nothing. End it with return.",
        ("        return dx", "        self.dx = dx"),
    ),
    altered(
        "Relu",
        "hard_coded_example",
        "The answer is the one of the example in the text, whatever x is.",
        (_SHUT_X, "out = np.array([[1.0, 0.0], [0.0, 3.0]])"),
        (_SHUT_DOUT, "dx = np.array([[10.0, 0.0], [0.0, -40.0]])"),
    ),
    # The book's own way, and the list calls it a fragile one; the lesson allows it.
    altered_variant("Relu", "mutates_dout_backward", (_COPY_DOUT, "dx = dout")),
    altered_variant(
        "Relu",
        "factor_one_or_zero",
        (_STORE_MASK, "self.mask = (x > 0) * 1.0"),
        (_SHUT_X, "out *= self.mask"),
        (_SHUT_DOUT, "dx = dout * self.mask"),
    ),
    altered_variant(
        "Relu",
        "keeps_x",
        (_STORE_MASK, "self.x = x"),
        (_SHUT_X, "out = np.maximum(x, 0)"),
        (_SHUT_DOUT, "dx = np.where(self.x > 0, dout, 0)"),
    ),
    altered(
        "Sigmoid",
        "derivative_of_x",
        "The derivative is x (1 - x). It is y (1 - y) with the output y of forward, not with x.",
        (_STORE_OUT, "self.x = x"),
        (_SLOPE, "dx = dout * self.x * (1.0 - self.x)"),
    ),
    altered(
        "Sigmoid",
        "missing_dout",
        "dout is not used. What arrives from the right is multiplied in: dout * y * (1 - y).",
        (_SLOPE, "dx = self.out * (1.0 - self.out)"),
    ),
    altered(
        "Sigmoid",
        "recompute_with_dout",
        "Backward takes the sigmoid of dout. y (1 - y) is about the output of forward; dout is only a factor.",
        (_SLOPE, "y = 1 / (1 + np.exp(-dout))\n        dx = y * (1.0 - y)"),
    ),
    altered(
        "Sigmoid",
        "sign",
        "The sign of dx is wrong: y (1 - y) is positive, since the sigmoid rises everywhere.",
        (_SLOPE, "dx = -dout * self.out * (1.0 - self.out)"),
    ),
    altered(
        "Sigmoid",
        "saturated_overflow",
        "exp(x) / (1 + exp(x)) is inf / inf for large x. Take the form 1 / (1 + exp(-x)).",
        (_SIGMOID, "out = np.exp(x) / (1 + np.exp(x))"),
        ('over="ignore"', 'all="ignore"'),
    ),
    altered(
        "Sigmoid",
        "graph_form_overflow",
        "Backward uses y * y * exp(-x), and exp(1000) is too large for a float. y (1 - y) is the same and finite.",
        (_STORE_OUT, "self.out, self.x = out, x"),
        (_SLOPE, "with np.errstate(all='ignore'):\n            dx = dout * self.out**2 * np.exp(-self.x)"),
    ),
    altered(
        "Sigmoid",
        "falling",
        "The curve falls instead of rising: the exponent is -x.",
        (_SIGMOID, "out = 1 / (1 + np.exp(x))"),
    ),
    altered(
        "Sigmoid",
        "only_y",
        "The factor (1 - y) is missing: dout * y * (1 - y).",
        (_SLOPE, "dx = dout * self.out"),
    ),
    altered(
        "Sigmoid",
        "only_one_minus_y",
        "The factor y is missing: dout * y * (1 - y).",
        (_SLOPE, "dx = dout * (1.0 - self.out)"),
    ),
    altered(
        "Sigmoid",
        "tanh_slope",
        "1 - y * y is the derivative of tanh. That of the sigmoid is y * (1 - y).",
        (_SLOPE, "dx = dout * (1.0 - self.out**2)"),
    ),
    altered(
        "Sigmoid",
        "keeps_first_output",
        f"After a second forward backward still uses the output of the first one; {_LAST_COUNTS}",
        (_STORE_OUT, "if self.out is None:\n            self.out = out"),
    ),
    altered(
        "Sigmoid",
        "class_attribute_state",
        "The output is kept in the class, which all layers share. Keep it in the object: self.out.",
        (_STORE_OUT, "Sigmoid.shared = out"),
        (_SLOPE, "dx = dout * Sigmoid.shared * (1.0 - Sigmoid.shared)"),
    ),
    altered(
        "Sigmoid",
        "mutates_input",
        "Forward changes the caller's array, as x *= -1 does. Make a new array: -x.",
        (_SIGMOID, "x *= -1\n            out = 1 / (1 + np.exp(x))"),
    ),
    altered(
        "Sigmoid",
        "returns_none",
        "Forward returns nothing. End it with return.",
        ("        return out\n", ""),
    ),
    altered(
        "Sigmoid",
        "backward_returns_none",
        "Backward returns nothing. End it with return.",
        ("        return dx", "        self.dx = dx"),
    ),
    altered(
        "Sigmoid",
        "output_not_stored",
        "Forward does not put its output aside, so backward has nothing to work with: self.out = ...",
        (_STORE_OUT, "pass"),
    ),
    altered_variant("Sigmoid", "mutates_dout", (_SLOPE, "dout *= self.out * (1.0 - self.out)\n        dx = dout")),
    altered_variant(
        "Sigmoid",
        "keeps_x",
        (_STORE_OUT, "self.x = x"),
        (_SLOPE, "y = 1 / (1 + np.exp(-self.x))\n        dx = dout * (y - y**2)"),
    ),
    altered_variant("Sigmoid", "clipped", (_SIGMOID, "out = 1 / (1 + np.exp(-np.clip(x, -500, 500)))")),
]
