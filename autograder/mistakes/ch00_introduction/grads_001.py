# ruff: noqa: F821 - bodies are pasted into a notebook, where the names of the chapter exist
"""What goes wrong in grads_001, and what looks unusual and is right."""

import numpy as np

from autograder.mistakes import altered, altered_variant, mistake, variant

ID = "grads_001"
BACK = 'return {"w1": np.outer(g_Lu1, x), "b1": g_Lu1, "w2": np.outer(g_LY, h1), "b2": g_LY}'
OUT = 'g_LY = -2 * (t - affine_column(net["w2"], h1, net["b2"]))'
SINGLE = """u1 = affine_column(net["w1"], x, net["b1"]).astype(np.float32)
    h1 = (0.5 * np.tanh(0.5 * u1) + np.float32(0.5)).astype(float)"""
TIMES_BIAS = """b1, b2 = g_Lu1 * net["b1"], g_LY * net["b2"]
    return {"w1": np.outer(g_Lu1, x), "b1": b1, "w2": np.outer(g_LY, h1), "b2": b2}"""
ALTERED = [
    altered(
        ID,
        "includes_output_sigmoid",
        "That is the gradient of network 000. Network 001 has no sigmoid at the output, so that link falls away.",
        (OUT, 'y = sigmoid(affine_column(net["w2"], h1, net["b2"]))\n    g_LY = -2 * (t - y) * y * (1 - y)'),
    ),
    altered(
        ID,
        "derivative_without_sigmoid",
        "Y (1 - Y) belongs to a sigmoid at the output. Network 001 has none, so that link falls away.",
        (OUT, 'Y = affine_column(net["w2"], h1, net["b2"])\n    g_LY = -2 * (t - Y) * Y * (1 - Y)'),
    ),
    altered(
        ID,
        "missing_factor_2",
        "The factor 2 is missing: the derivative of the square brings it.",
        ("-2 * (t", "-1 * (t"),
    ),
    altered(ID, "sign", "The sign is wrong: the derivative of (t - Y)^2 by Y is -2 (t - Y).", ("-2 * (t", "2 * (t")),
    altered(
        ID,
        "float32_digits",
        "The calculation runs in float32, which keeps only 7 digits. Leave the arrays in float64, as NumPy makes them.",
        (
            'h1 = sigmoid(affine_column(net["w1"], x, net["b1"]))',
            SINGLE,
        ),
    ),
    altered(
        ID,
        "rounded",
        "The hidden layer is rounded. Keep all digits: where the sigmoid is flat, the last ones decide.",
        (
            'h1 = sigmoid(affine_column(net["w1"], x, net["b1"]))',
            'h1 = np.round(sigmoid(affine_column(net["w1"], x, net["b1"])), 4)',
        ),
    ),
    altered(
        ID,
        "bias_forgotten",
        "The gradients of the biases are missing in the dict.",
        (BACK, 'return {"w1": np.outer(g_Lu1, x), "w2": np.outer(g_LY, h1)}'),
    ),
    altered(
        ID,
        "bias_zero",
        "The gradients of the biases are 0. They are what arrives at the sums: the last link of a bias is 1.",
        (BACK, 'return {"w1": np.outer(g_Lu1, x), "b1": 0 * g_Lu1, "w2": np.outer(g_LY, h1), "b2": 0 * g_LY}'),
    ),
    altered(
        ID,
        "biases_times_bias",
        "The gradient of a bias is multiplied by the bias itself. Its last link is 1.",
        (
            BACK,
            TIMES_BIAS,
        ),
    ),
    altered(
        ID,
        "wrong_shape",
        "The gradient of w2 is (H,), and w2 is (1, H). Each gradient has the shape of its parameter.",
        ("np.outer(g_LY, h1)", "g_LY * h1"),
    ),
    altered(
        ID,
        "b1_as_row",
        "The gradient of b1 is (1, H), and b1 is (H,). Each gradient has the shape of its parameter.",
        ('"b1": g_Lu1', '"b1": g_Lu1.reshape(1, -1)'),
    ),
    altered(
        ID,
        "w1_transposed",
        "The gradient of w1 is turned round. Row i belongs to hidden neuron i, as in w1.",
        ("np.outer(g_Lu1, x)", "np.outer(x, g_Lu1)"),
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
        "not_a_dict",
        "The gradients come as a tuple. A dict with the keys 'w1', 'b1', 'w2', 'b2' is asked.",
        (BACK, "return np.outer(g_Lu1, x), g_Lu1, np.outer(g_LY, h1), g_LY"),
    ),
    altered(
        ID,
        "mutates_input",
        "The arrays of the network are overwritten by the gradients. Make a new dict.",
        (BACK, f"{BACK.replace('return', 'net.update(')})\n    return net"),
    ),
    altered(ID, "returns_none", "Your function hands nothing back (None).", (BACK, 'print({"b2": g_LY})')),
    altered_variant(
        ID,
        "column_times_row",
        ("np.outer(g_Lu1, x)", "g_Lu1[:, None] @ x[None]"),
        ("np.outer(g_LY, h1)", "(g_LY * h1)[None]"),
    ),
]


@mistake("grads_001", "The answer is the one of the example in the text, whatever the network is.")
def grads_001__hard_coded_example(net, x, t):
    w1 = [
        [-3.4070428620e-03, -5.1105642930e-03, -1.7035214310e-03],
        [-1.1308803997e-04, -1.6963205995e-04, -5.6544019984e-05],
    ]
    w2 = [[-33.99952903245807, -2.8272033501e-05]]
    return {"w1": np.array(w1), "b1": np.array(w1)[:, 2], "w2": np.array(w2), "b2": np.array([-34.00009688])}


@variant("grads_001")
def grads_001__float32_arrays(net, x, t):
    w1, b1, w2, b2 = (net[name].astype(np.float32) for name in ("w1", "b1", "w2", "b2"))
    h1 = np.float32(0.5) * np.tanh(np.float32(0.5) * (w1 @ x.astype(np.float32) + b1)) + np.float32(0.5)
    g_LY = np.float32(-2) * (t.astype(np.float32) - (w2 @ h1 + b2))
    g_Lu1 = (g_LY * w2[0]) * (h1 * (1 - h1))
    return {"w1": np.outer(g_Lu1, x.astype(np.float32)), "b1": g_Lu1, "w2": np.outer(g_LY, h1), "b2": g_LY}


@variant("grads_001")
def grads_001__named_steps(net, x, t):
    h1 = sigmoid(net["w1"].dot(x) + net["b1"])
    Y = net["w2"].dot(h1) + net["b2"]
    grads = {"b2": 2 * (Y - t)}
    grads["w2"] = grads["b2"].reshape(1, 1) * h1
    grads["b1"] = (net["w2"].T @ grads["b2"]) * (h1 - h1**2)
    grads["w1"] = np.array([[g * value for value in x] for g in grads["b1"]])
    return grads
