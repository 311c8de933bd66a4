# ruff: noqa: F821 - bodies are pasted into a notebook, where the names of the chapter exist
"""What goes wrong in grad_w2_000, and what looks unusual and is right."""

import numpy as np

from autograder.mistakes import altered, altered_variant, mistake, variant

ID = "grad_w2_000"
ALTERED = [
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
        "missing_sigmoid_derivative",
        "The link of the output sigmoid is missing: multiply by y (1 - y).",
        (" * y * (1 - y)", ""),
    ),
    altered(
        ID,
        "uses_u2_derivative",
        "The sigmoid's derivative is y (1 - y), written with its result. Yours uses the sum u2 in its place.",
        (
            'y = sigmoid(affine_column(net["w2"], h1, net["b2"]))',
            'u2 = affine_column(net["w2"], h1, net["b2"])\n    y = sigmoid(u2)',
        ),
        (" * y * (1 - y)", " * u2 * (1 - u2)"),
    ),
    altered(
        ID,
        "uses_001_net",
        "That is the gradient of network 001, without a sigmoid at the output. Network 000 has one.",
        ('y = sigmoid(affine_column(net["w2"], h1, net["b2"]))', 'y = affine_column(net["w2"], h1, net["b2"])'),
        (" * y * (1 - y)", ""),
    ),
    altered(
        ID,
        "h1_missing",
        "The last link is missing: multiply by the hidden layer h1.",
        ("np.outer(g_Lu2, h1)", "np.outer(g_Lu2, np.ones_like(h1))"),
    ),
    altered(
        ID,
        "h1_before_sigmoid",
        "The last link is the hidden layer after its sigmoid (h1), not its sums (u1).",
        ("np.outer(g_Lu2, h1)", 'np.outer(g_Lu2, affine_column(net["w1"], x, net["b1"]))'),
    ),
    altered(
        ID,
        "uses_w2",
        "The last link of w2 is what it is multiplied with, h1. Yours is w2 itself.",
        ("np.outer(g_Lu2, h1)", 'g_Lu2 * net["w2"]'),
    ),
    altered(
        ID,
        "wrong_shape",
        "The numbers are right and the shape is not: w2 is (1, H), and so is its gradient.",
        ("np.outer(g_Lu2, h1)", "g_Lu2 * h1"),
    ),
    altered(
        ID,
        "column",
        "The gradient is a column (H, 1). It has the shape of w2, (1, H).",
        ("np.outer(g_Lu2, h1)", "np.outer(h1, g_Lu2)"),
    ),
    altered(
        ID,
        "returns_update",
        "A step is made already: the new weights come back. The gradient alone is asked.",
        ("return np.outer(g_Lu2, h1)", 'return net["w2"] - 0.5 * np.outer(g_Lu2, h1)'),
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
        (
            "return np.outer(g_Lu2, h1)",
            'gradient = np.outer(g_Lu2, h1)\n    net["w2"] = net["w2"] - 0.1 * gradient\n    return gradient',
        ),
    ),
    altered(
        ID,
        "returns_none",
        "Your function hands nothing back (None).",
        ("return np.outer(g_Lu2, h1)", "print(np.outer(g_Lu2, h1))"),
    ),
    altered_variant(ID, "column_times_row", ("np.outer(g_Lu2, h1)", "g_Lu2.reshape(1, 1) @ h1.reshape(1, -1)")),
    altered_variant(ID, "new_axis", ("np.outer(g_Lu2, h1)", "g_Lu2 * h1[np.newaxis, :]")),
]


@mistake("grad_w2_000", "The answer is the one of the example in the text, whatever the network is.")
def grad_w2_000__hard_coded_example(net, x, t):
    return np.array([[-1.721045069384615, -1.4311211138239055e-06]])


@variant("grad_w2_000")
def grad_w2_000__named_steps(net, x, t):
    h1 = 1 / (1 + np.exp(-(net["w1"] @ x + net["b1"])))
    y = 1 / (1 + np.exp(-(net["w2"] @ h1 + net["b2"])))
    g_Ly = 2 * (y - t)
    g_yu2 = y - y**2
    return (g_Ly * g_yu2)[0] * h1[None]
