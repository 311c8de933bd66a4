# ruff: noqa: F821 - bodies are pasted into a notebook, where the names of the chapter exist
"""What goes wrong in train_two_layer_001 and good_learning_rate, and what looks unusual and is right.

Weights alone, with biases that stay 0, would train as well: each step makes the error 1 - 2 lr times as large. The
task says that all four parameters are updated, so this is the mistake bias_never_updated.
"""

import numpy as np

from autograder.mistakes import altered, altered_variant, mistake, variant

ID = "train_two_layer_001"
LOOP = """    for _ in range(steps):
        grads = grads_001(params, x, t)
"""
UPDATE = "params = {name: update_step(params[name], grads[name], lr) for name in params}"
LOSS = "losses.append(mean_squared_error(linear_output_forward_001(params, x), t))"
ONE_BY_ONE = """params = dict(params)
        for name in ('b2', 'w2', 'b1', 'w1'):
            params[name] = update_step(params[name], grads_001(params, x, t)[name], lr)"""
ALTERED = [
    altered(
        ID,
        "uses_stale_gradient",
        "The gradients are always those of the start. They change with every update: calculate them in each round.",
        (LOOP, "    grads = grads_001(params, x, t)\n    for _ in range(steps):\n"),
    ),
    altered(
        ID,
        "bias_never_updated",
        "The biases are never updated. All four parameters are trained.",
        (UPDATE, 'params = params | {name: update_step(params[name], grads[name], lr) for name in ("w1", "w2")}'),
    ),
    altered(
        ID,
        "hidden_layer_never_updated",
        "The hidden layer is never updated. All four parameters are trained.",
        (UPDATE, 'params = params | {name: update_step(params[name], grads[name], lr) for name in ("w2", "b2")}'),
    ),
    altered(
        ID,
        "reports_loss_before_update_only",
        "The loss after the last update is missing: there are steps + 1 losses.",
        ("return params, losses", "return params, losses[:-1]"),
    ),
    altered(
        ID,
        "first_loss_missing",
        "The loss before the first update is missing: there are steps + 1 losses.",
        ("return params, losses", "return params, losses[1:]"),
    ),
    altered(
        ID,
        "last_loss_only",
        "Only the last loss comes back. All of them are asked, in a list.",
        ("return params, losses", "return params, losses[-1]"),
    ),
    altered(
        ID,
        "no_update",
        "The parameters never change: the result of update_step is not kept.",
        (UPDATE, "update_step(params['b2'], grads['b2'], lr)"),
    ),
    altered(ID, "plus_sign", "The steps go uphill, so the loss grows.", ("grads[name], lr)", "grads[name], -lr)")),
    altered(
        ID,
        "one_by_one",
        "Gradients are calculated after other parameters were changed. First all four gradients, then the updates.",
        (
            f"grads = grads_001(params, x, t)\n        {UPDATE}",
            ONE_BY_ONE,
        ),
    ),
    altered(
        ID,
        "one_step_too_few",
        "There is one update too few.",
        ("range(steps)", "range(steps - 1)"),
    ),
    altered(ID, "one_step_too_many", "There is one update too many.", ("range(steps)", "range(steps + 1)")),
    altered(
        ID,
        "half_loss",
        "The losses are one half of the squares. Here the loss is (t - Y)^2.",
        ("return params, losses", "return params, [0.5 * loss for loss in losses]"),
    ),
    altered(
        ID,
        "results_swapped",
        "The two results are swapped: first params, then losses.",
        ("return params, losses", "return losses, params"),
    ),
    altered(
        ID,
        "losses_only",
        "Only the losses come back. Return both: params, losses.",
        ("return params, losses", "return losses"),
    ),
    altered(
        ID,
        "mutates_input",
        "The network that was given is changed. Build a new dict in each round.",
        (UPDATE, "for name in params:\n            net[name] = update_step(params[name], grads[name], lr)"),
    ),
    altered(
        ID,
        "returns_none",
        "The function hands nothing back (None).",
        ("return params, losses", "print(params, losses)"),
    ),
    altered(
        ID,
        "diverges",
        "The learning rate that you chose is too large: the loss grows. A step makes the error 1 - 4 lr times as big.",
        ("return 0.1", "return 1.0"),
        replaces="good_learning_rate",
    ),
    altered(
        ID,
        "never_settles",
        "With the learning rate that you chose, the output jumps from one side to the other and does not settle.",
        ("return 0.1", "return 0.5"),
        replaces="good_learning_rate",
    ),
    altered(
        ID,
        "too_small",
        "The learning rate that you chose is too small for 100 steps.",
        ("return 0.1", "return 0.01"),
        replaces="good_learning_rate",
    ),
    altered_variant(ID, "quarter", ("return 0.1", "return 1 / 4"), replaces="good_learning_rate"),
    altered_variant(ID, "numpy_rate", ("return 0.1", "return np.float64(0.3)"), replaces="good_learning_rate"),
]


@mistake("train_two_layer_001", "The answer is the one of the example in the text, whatever the network is.")
def train_two_layer_001__hard_coded_example(net, x, t, lr, steps):
    return net, [289.001647, 104.042904, 37.456272, 13.484553][: steps + 1]


@variant("train_two_layer_001")
def train_two_layer_001__four_names(net, x, t, lr, steps):
    w1, b1 = net["w1"].astype(float), net["b1"].astype(float)
    w2, b2 = net["w2"].astype(float), net["b2"].astype(float)
    losses = []
    for step in range(steps + 1):
        now = {"w1": w1, "b1": b1, "w2": w2, "b2": b2}
        losses.append(float((t - linear_output_forward_001(now, x))[0] ** 2))
        if step < steps:
            grads = grads_001(now, x, t)
            w1 = w1 - lr * grads["w1"]
            b1 = b1 - lr * grads["b1"]
            w2 = w2 - lr * grads["w2"]
            b2 = b2 - lr * grads["b2"]
    return {"b2": b2, "b1": b1, "w2": w2, "w1": w1}, np.array(losses)


@variant("train_two_layer_001")
def train_two_layer_001__copies_in_place(net, x, t, lr, steps):
    params = {name: np.array(array, dtype=float) for name, array in net.items()}
    losses = [(t[0] - linear_output_forward_001(params, x)[0]) ** 2]
    for _ in range(steps):
        grads = grads_001(params, x, t)
        for name in params:
            params[name] -= lr * grads[name]
        losses.append((t[0] - linear_output_forward_001(params, x)[0]) ** 2)
    return [params, losses]
