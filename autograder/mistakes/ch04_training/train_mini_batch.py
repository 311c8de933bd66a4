# ruff: noqa: F821 - bodies are pasted into a notebook, where the names of the chapter exist
"""What goes wrong in train_mini_batch, and what looks unusual and is right."""

from functools import partial

from autograder.mistakes import altered, altered_variant, variant

wrong = partial(altered, "train_mini_batch")
right = partial(altered_variant, "train_mini_batch")
DRAW = "x_batch, t_batch = minibatch_choice(x, t, batch_size, rng)"
STEP = "network.params[key] -= lr * gradient[key]"
NOTE = "losses.append(network.loss(x_batch, t_batch))"
ALTERED = [
    wrong(
        "no_update", "The parameters are never changed: the step is missing.", (STEP, "pass"), also=("local_update",)
    ),
    wrong(
        "update_sign", "The step goes along the gradient. It goes against it, with a minus sign.", ("-= lr", "+= lr")
    ),
    wrong(
        "same_batch_each_iteration",
        "The batch is drawn once, before the loop. Draw it anew in every iteration.",
        ("for _ in range(iterations):", f"{DRAW}\n    for _ in range(iterations):"),
        (f"        {DRAW}\n        gradient", "        gradient"),
    ),
    wrong(
        "local_update",
        "A new array is made and not put into network.params, so the network never changes.",
        (STEP, "array = network.params[key] - lr * gradient[key]"),
        also=("no_update",),
    ),
    wrong(
        "time_limit",
        "The gradients are measured number by number, which takes hours on handwritten digits. Ask network.gradient.",
        ("network.gradient(", "network.numerical_gradient("),
    ),
    wrong("lr_ignored", "The gradient is not multiplied by the learning rate.", ("lr * gradient", "gradient")),
    wrong(
        "lr_scaled",
        "The learning rate is divided by the batch size. The gradient is a mean already: take lr as it is.",
        ("lr * gradient[key]", "lr * gradient[key] / batch_size"),
    ),
    wrong(
        "fixed_learning_rate",
        "The learning rate is always 0.1. Use the argument lr.",
        ("lr * gradient[key]", "0.1 * gradient[key]"),
    ),
    wrong(
        "fixed_seed",
        "A generator with a seed of its own draws the batches. Draw them with rng.",
        ("    losses = []\n", "    rng = np.random.default_rng(0)\n    losses = []\n"),
    ),
    wrong(
        "slices_in_order",
        "The batches are neighbours, in the order of the data. Draw them at random, as minibatch_choice does.",
        ("for _ in range", "for i in range"),
        (
            DRAW,
            "at = i * batch_size % len(x)\n        x_batch, t_batch = x[at : at + batch_size], t[at : at + batch_size]",
        ),
    ),
    wrong(
        "mismatched_rows",
        "Inputs and targets are drawn separately, so samples get targets of others. Draw once, and use it for both.",
        (DRAW, "x_batch, t_batch = x[rng.choice(len(x), batch_size)], t[rng.choice(len(x), batch_size)]"),
    ),
    wrong(
        "loss_of_another_batch",
        "A second batch is drawn for the loss. Take that of the batch with which the step was made.",
        (NOTE, f"{DRAW}\n        {NOTE}"),
    ),
    wrong(
        "one_parameter_only",
        "Only one array of params is changed. Step in all of them.",
        ("in network.params", "in ['w']"),
    ),
    wrong(
        "loss_before_step",
        "The losses are those before the steps. Note each after its step.",
        ("gradient = network", "losses.append(network.loss(x_batch, t_batch))\n        gradient = network"),
        (f"        {NOTE}\n    return", "    return"),
    ),
    wrong(
        "loss_of_all",
        "The loss is that of all samples, which is slow. Take the batch.",
        ("loss(x_batch, t_batch)", "loss(x, t)"),
    ),
    wrong("whole_data", "Every iteration takes all samples. Draw a batch.", (DRAW, "x_batch, t_batch = x, t")),
    wrong(
        "one_iteration_only",
        "Training ends after one iteration, as a return inside the loop makes it.",
        (NOTE, f"{NOTE}\n        return losses"),
    ),
    wrong("one_iteration_missing", "One iteration is missing.", ("range(iterations)", "range(1, iterations)")),
    wrong(
        "last_loss_only",
        "The last loss comes back. A list with all of them is asked.",
        ("return losses", "return losses[-1]"),
    ),
    wrong("returns_none", "The losses are not returned. End with return.", ("return losses", "print(losses)")),
    right(
        "draws_by_itself", (DRAW, "rows = rng.choice(len(x), batch_size)\n        x_batch, t_batch = x[rows], t[rows]")
    ),
    right(
        "shuffled_each_time",
        ("losses = []", "losses, order = [], []"),
        (
            DRAW,
            (
                "if len(order) < batch_size:\n            order = rng.permutation(len(x))\n"
                "        rows, order = order[:batch_size], order[batch_size:]\n"
                "        x_batch, t_batch = x[rows], t[rows]"
            ),
        ),
    ),
    right("new_arrays", (STEP, "network.params[key] = network.params[key] - lr * gradient[key]")),
    right("keys_of_the_gradient", ("in network.params", "in gradient.keys()")),
]


@variant("train_mini_batch")
def train_mini_batch__list_of_keys(network, x, t, iters_num, batch_size, learning_rate, rng):
    losses = []
    for _ in range(iters_num):
        batch = minibatch_choice(x, t, batch_size, rng)
        for key, slope in network.gradient(*batch).items():
            network.params[key] -= learning_rate * slope
        losses += [network.loss(*batch)]
    return losses
