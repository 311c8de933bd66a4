# ruff: noqa: F821 - bodies are pasted into a notebook, where the names of the chapter exist
"""What goes wrong in grad_w1_000, and what looks unusual and is right."""

import numpy as np

from autograder.mistakes import altered, altered_variant, mistake, variant

ID = "grad_w1_000"
OUTER = "np.outer(g_Lu1, x)"
ALTERED = [
    altered(
        ID,
        "outer_transposed",
        "Rows and columns are swapped. Row i belongs to hidden neuron i: the shape is (H, D), that of w1.",
        (OUTER, "np.outer(x, g_Lu1)"),
    ),
    altered(
        ID,
        "missing_h1_derivative",
        "The link of the hidden sigmoid is missing: multiply by h1 (1 - h1).",
        (" * h1 * (1 - h1)", ""),
    ),
    altered(
        ID,
        "w2_missing_from_chain",
        "The link through the second layer is missing: multiply by w2.",
        (' * net["w2"][0]', ""),
    ),
    altered(
        ID,
        "reuses_updated_w2",
        "w2 is updated before the way back goes through it. Use the w2 of the way forward.",
        (
            'g_Lu1 = g_Lu2 * net["w2"][0]',
            'w2 = net["w2"] - 0.5 * np.outer(g_Lu2, h1)\n    g_Lu1 = g_Lu2 * w2[0]',
        ),
    ),
    altered(
        ID,
        "1d_dot_scalar",
        "np.dot of two flat arrays is one number, or does not fit. Each with each is asked: np.outer, or column @ row.",
        (OUTER, "np.dot(g_Lu1, x)"),
    ),
    altered(
        ID,
        "elementwise_product",
        "The star multiplies entry by entry. Each with each is asked: np.outer, or column @ row.",
        (OUTER, "g_Lu1 * x"),
    ),
    altered(
        ID,
        "g_yu2_twice",
        "The link of the output sigmoid is taken twice. Each link appears once.",
        ("* y * (1 - y)", "* (y * (1 - y)) ** 2"),
    ),
    altered(
        ID,
        "sign_dL_dy",
        "The sign is wrong: the derivative of (t - y)^2 by y is -2 (t - y).",
        ("-2 * (t - y)", "2 * (t - y)"),
    ),
    altered(
        ID,
        "missing_factor_2",
        "The factor 2 is missing: the derivative of the square brings it.",
        ("-2 * (t - y)", "-(t - y)"),
    ),
    altered(
        ID,
        "missing_output_derivative",
        "The link of the output sigmoid is missing: multiply by y (1 - y).",
        (" * y * (1 - y)", ""),
    ),
    altered(
        ID,
        "uses_u1_derivative",
        "The sigmoid's derivative is h1 (1 - h1), written with its result. Yours uses the sums u1.",
        (
            'g_Lu1 = g_Lu2 * net["w2"][0] * h1 * (1 - h1)',
            'u1 = affine_column(net["w1"], x, net["b1"])\n    g_Lu1 = g_Lu2 * net["w2"][0] * u1 * (1 - u1)',
        ),
    ),
    altered(
        ID,
        "x_missing",
        "The last link is missing: what arrives at neuron i is multiplied by each input.",
        (OUTER, "np.outer(g_Lu1, np.ones_like(x))"),
    ),
    altered(
        ID,
        "uses_w1",
        "The last link of w1 is what it is multiplied with, x. Yours is w1 itself.",
        (OUTER, 'g_Lu1[:, None] * net["w1"]'),
    ),
    altered(
        ID,
        "no_biases",
        "The biases are left out on the way forward.",
        ('affine_column(net["w1"], x, net["b1"])', 'np.dot(net["w1"], x)'),
        ('affine_column(net["w2"], h1, net["b2"])', 'np.dot(net["w2"], h1)'),
    ),
    altered(
        ID,
        "mutates_input",
        "The weights of the network are changed. Calculate the gradient, and leave the network as it is.",
        ("return " + OUTER, f'gradient = {OUTER}\n    net["w1"] = net["w1"] - 0.1 * gradient\n    return gradient'),
    ),
    altered(
        ID,
        "returns_update",
        "A step is made already: the new weights come back. The gradient alone is asked.",
        ("return " + OUTER, f'return net["w1"] - 0.5 * {OUTER}'),
    ),
    altered(
        ID,
        "integer_output",
        "The gradient is cut down to whole numbers: an array made like w1 takes over its type.",
        ("return " + OUTER, f'gradient = np.zeros_like(net["w1"])\n    gradient[...] = {OUTER}\n    return gradient'),
    ),
    altered(
        ID,
        "returns_none",
        "Your function hands nothing back (None).",
        ("return " + OUTER, f"print({OUTER})"),
    ),
    altered_variant(ID, "column_times_row", (OUTER, "g_Lu1.reshape(-1, 1) @ x.reshape(1, -1)")),
    altered_variant(ID, "new_axes", (OUTER, "g_Lu1[:, np.newaxis] * x[np.newaxis, :]")),
]


@mistake("grad_w1_000", "The answer is the one of the example in the text, whatever the network is.")
def grad_w1_000__hard_coded_example(net, x, t):
    return np.array(
        [[-1.72463398e-04, -2.58695098e-04, -8.62316992e-05], [-5.72447970e-06, -8.58671954e-06, -2.86223985e-06]]
    )


@variant("grad_w1_000")
def grad_w1_000__rows_as_in_the_old_text(net, x, t):
    h1 = sigmoid(net["w1"] @ x + net["b1"])
    y = sigmoid(net["w2"] @ h1 + net["b2"])
    g_Ly, g_yu2, g_u2h1, g_h1u1 = -2 * (t - y), y * (1 - y), net["w2"], h1 * (1 - h1)
    g_Lu1 = g_Ly * g_yu2 * g_u2h1 * g_h1u1
    return np.dot(g_Lu1.T, x[None])


@variant("grad_w1_000")
def grad_w1_000__loops(net, x, t):
    h1 = sigmoid(net["w1"] @ x + net["b1"])
    y = sigmoid(net["w2"] @ h1 + net["b2"])[0]
    grad = np.zeros(net["w1"].shape)
    for i in range(grad.shape[0]):
        for j in range(grad.shape[1]):
            grad[i, j] = 2 * (y - t[0]) * y * (1 - y) * net["w2"][0, i] * h1[i] * (1 - h1[i]) * x[j]
    return grad
