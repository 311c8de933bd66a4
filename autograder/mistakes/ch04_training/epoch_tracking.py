# ruff: noqa: F821 - bodies are pasted into a notebook, where the names of the chapter exist
"""What goes wrong in epoch_tracking, and what looks unusual and is right."""

from functools import partial

import numpy as np

from autograder.mistakes import altered, altered_variant, variant

wrong = partial(altered, "epoch_tracking")
EPOCH = "max(len(x_train) // batch_size, 1)"
STEP = "losses += train_mini_batch(network, x_train, t_train, 1, batch_size, lr, rng)"
WHEN = "i % iterations_per_epoch == 0"
ALTERED = [
    wrong(
        "float_modulo",
        "N / batch_size need not be whole, and then i % of it is hardly ever 0. Use //.",
        (EPOCH, "max(len(x_train) / batch_size, 1)"),
    ),
    wrong(
        "evaluated_every_iteration",
        "The accuracies are noted in every iteration. Once for each epoch is asked.",
        (WHEN, "True"),
    ),
    wrong(
        "epoch_off_by_one",
        "The accuracies are noted one iteration too early.",
        (WHEN, "(i + 1) % iterations_per_epoch == 0"),
    ),
    wrong(
        "accuracy_after_step",
        "The accuracies are noted after the first step of an epoch. Note them before it.",
        ("        losses += train_mini_batch(network, x_train, t_train, 1, batch_size, lr, rng)\n", ""),
        (f"        if {WHEN}", f"        {STEP}\n        if {WHEN}"),
    ),
    wrong(
        "accuracy_in_percent",
        "The accuracies are in percent. A share from 0.0 to 1.0 is asked for, as network.accuracy gives it.",
        ("(network.accuracy(x_train, t_train))", "(100 * network.accuracy(x_train, t_train))"),
        ("(network.accuracy(x_test, t_test))", "(100 * network.accuracy(x_test, t_test))"),
    ),
    wrong(
        "same_batch_each_iteration",
        "A new generator with a fixed seed draws the same batch in every iteration. Hand on rng.",
        ("batch_size, lr, rng)", "batch_size, lr, np.random.default_rng(0))"),
    ),
    wrong(
        "trains_too_often",
        "Every iteration runs a whole training. It is one step in each.",
        ("t_train, 1, batch_size", "t_train, iterations, batch_size"),
    ),
    wrong("first_epoch_missing", "The accuracies before the first step are missing.", (WHEN, f"i > 0 and {WHEN}")),
    wrong(
        "batch_larger_than_n",
        "A batch larger than N gives 0 iterations for an epoch. It has one at the least: max(..., 1).",
        (EPOCH, "len(x_train) // batch_size"),
    ),
    wrong(
        "rounded_up",
        "An epoch has N // batch_size iterations, rounded down.",
        (EPOCH, "max(-(-len(x_train) // batch_size), 1)"),
    ),
    wrong(
        "test_accuracy_on_batch",
        "The test accuracy is that of a few samples. Take all test samples.",
        ("network.accuracy(x_test, t_test)", "network.accuracy(x_test[:2], t_test[:2])"),
    ),
    wrong(
        "train_accuracy_on_batch",
        "The training accuracy is that of a batch. Take all training samples.",
        ("network.accuracy(x_train, t_train)", "network.accuracy(x_train[:batch_size], t_train[:batch_size])"),
    ),
    wrong(
        "test_accuracy_on_training_data",
        "The test accuracy is that of the training samples.",
        ("network.accuracy(x_test, t_test)", "network.accuracy(x_train, t_train)"),
    ),
    wrong(
        "trains_on_test",
        "The network is trained with the test samples. They are for measuring only.",
        ("network, x_train, t_train, 1", "network, x_test, t_test, 1"),
    ),
    wrong(
        "order_of_results",
        "The three lists come back in another order.",
        ("return losses, train_accuracies, test_accuracies", "return train_accuracies, test_accuracies, losses"),
    ),
    wrong(
        "test_missing",
        "The list of test accuracies does not come back.",
        ("train_accuracies, test_accuracies\n", "train_accuracies\n"),
    ),
    wrong(
        "losses_in_lists",
        "Every loss is a list of its own. Join the lists: losses += ...",
        ("losses += train", "losses += [train"),
        ("lr, rng)\n", "lr, rng)]\n"),
    ),
    wrong(
        "returns_none",
        "The lists are not returned. End with return.",
        ("return losses, train_accuracies, test_accuracies", "pass"),
    ),
    altered_variant(
        "epoch_tracking",
        "list_of_lists",
        ("return losses, train_accuracies, test_accuracies", "return [losses, train_accuracies, test_accuracies]"),
    ),
]


@variant("epoch_tracking")
def epoch_tracking__own_loop(network, x_train, t_train, x_test, t_test, iterations, batch_size, lr, rng):
    losses, train, test = [], [], []
    per_epoch = int(max(len(x_train) / batch_size, 1))
    for i in range(iterations):
        if not i % per_epoch:
            train.append(network.accuracy(x_train, t_train))
            test.append(network.accuracy(x_test, t_test))
        x, t = minibatch_choice(x_train, t_train, batch_size, rng)
        gradient = network.gradient(x, t)
        for key in network.params:
            network.params[key] -= lr * gradient[key]
        losses.append(network.loss(x, t))
    return losses, train, test


@variant("epoch_tracking")
def epoch_tracking__arrays(network, x_train, t_train, x_test, t_test, iterations, batch_size, lr, rng):
    losses, noted, done = [], [], 0
    while done < iterations:
        noted.append((network.accuracy(x_train, t_train), network.accuracy(x_test, t_test)))
        some = min(max(len(x_train) // batch_size, 1), iterations - done)
        losses.extend(train_mini_batch(network, x_train, t_train, some, batch_size, lr, rng))
        done += some
    train, test = np.array(noted).T
    return np.array(losses), train, test
