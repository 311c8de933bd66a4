"""What goes wrong in train_backprop, and what looks unusual and is right."""

from autograder.mistakes import altered, altered_variant

_ROWS = "rows = rng.choice(len(x_train), batch_size)"
_STEP = "take_step(network, network.gradient(x, t), lr)"
_TRAIN = "train_accuracies.append(network.accuracy(x_train, t_train))"
_TEST = "test_accuracies.append(network.accuracy(x_test, t_test))"
_EPOCH = "epoch = max(len(x_train) // batch_size, 1)"
_BATCH = "x, t = x_train[rows], t_train[rows]"
_LOSS = "        losses.append(network.loss(x, t))\n"

ALTERED = [
    altered(
        "train_backprop",
        "numerical_gradient_used",
        "The gradients are measured one by one, which takes hours on handwritten digits. Ask network.gradient.",
        (_STEP, "take_step(network, network.numerical_gradient(x, t), lr)"),
    ),
    altered(
        "train_backprop",
        "lr_scaled",
        "The learning rate is divided by the batch size. The gradient is a mean already: take lr as it is.",
        (_STEP, "take_step(network, network.gradient(x, t), lr / batch_size)"),
    ),
    altered(
        "train_backprop",
        "accuracy_threshold_missed",
        "Training stops after the first epoch. Run through all iterations.",
        ("for iteration in range(iterations)", "for iteration in range(min(iterations, epoch))"),
    ),
    altered(
        "train_backprop",
        "weights_initialised_zero",
        "The weights are set to 0 before training, so all hidden neurons stay alike. Start from the network as it is.",
        ("    losses, train", "    for array in network.params.values():\n        array[...] = 0\n    losses, train"),
    ),
    altered(
        "train_backprop",
        "eval_on_train_only",
        "The test accuracy is measured on the training data. Measure it on x_test, which the network never saw.",
        (_TEST, "test_accuracies.append(network.accuracy(x_train, t_train))"),
    ),
    altered(
        "train_backprop",
        "no_update",
        "The gradients are computed, and no step is taken: call take_step.",
        (_STEP, "network.gradient(x, t)"),
        also=("steps_in_a_copy",),
    ),
    altered(
        "train_backprop",
        "steps_in_a_copy",
        "The steps change a copy of the parameters, so the network stays as it is. Write into network.params itself.",
        (
            _STEP,
            "grads = network.gradient(x, t)\n        new = {k: p - lr * grads[k] for k, p in network.params.items()}",
        ),
        also=("no_update",),
    ),
    altered(
        "train_backprop",
        "first_layer_only",
        "Only W1 and b1 change. Take the step in all four parameters.",
        (
            _STEP,
            (
                "grads = network.gradient(x, t)\n        for name in ('W1', 'b1'):\n"
                "            network.params[name] -= lr * grads[name]"
            ),
        ),
    ),
    altered(
        "train_backprop",
        "weights_only",
        "The biases stay 0: they have gradients, too. Take the step in all four parameters.",
        (
            _STEP,
            (
                "grads = network.gradient(x, t)\n        for name in ('W1', 'W2'):\n"
                "            network.params[name] -= lr * grads[name]"
            ),
        ),
    ),
    altered(
        "train_backprop",
        "lr_forgotten",
        "The gradients are subtracted as they are. Multiply them by the learning rate.",
        (_STEP, "take_step(network, network.gradient(x, t), 1)"),
    ),
    altered(
        "train_backprop",
        "update_sign",
        "The steps go uphill. take_step subtracts the gradient already: hand it over with its own sign.",
        (_STEP, "take_step(network, network.gradient(x, t), -lr)"),
    ),
    altered(
        "train_backprop",
        "same_batch_each_iteration",
        "The batch is drawn once, before the loop. Draw a fresh one in every iteration.",
        (_ROWS, "rows = batch_rows"),
        ("    losses, train", "    batch_rows = rng.choice(len(x_train), batch_size)\n    losses, train"),
    ),
    altered(
        "train_backprop",
        "always_first_rows",
        "The batch is always the first rows of the training data. Draw rows at random in every iteration.",
        (_ROWS, "rows = np.arange(min(batch_size, len(x_train)))"),
    ),
    altered(
        "train_backprop",
        "mismatched_rows",
        "x and t are drawn separately, so samples get targets of others. Draw the row numbers once, use them twice.",
        (_BATCH, "x, t = x_train[rows], t_train[rng.choice(len(x_train), batch_size)]"),
    ),
    altered(
        "train_backprop",
        "uses_test_for_training",
        "The network learns from the test data. They are there to measure how well it does on what it never saw.",
        (_ROWS, "rows = rng.choice(len(x_test), batch_size)"),
        (_BATCH, "x, t = x_test[rows], t_test[rows]"),
    ),
    altered(
        "train_backprop",
        "whole_data_each_time",
        "Every step uses all training data. Draw batch_size of them.",
        (_BATCH, "x, t = x_train, t_train"),
    ),
    altered(
        "train_backprop",
        "fixed_learning_rate",
        "The learning rate is always 0.1. Use the argument lr.",
        (_STEP, "take_step(network, network.gradient(x, t))"),
    ),
    altered(
        "train_backprop",
        "loss_before_step",
        "The loss is noted before the step. The docstring asks for the loss after it.",
        ("        " + _STEP + "\n" + _LOSS, _LOSS + "        " + _STEP + "\n"),
    ),
    altered(
        "train_backprop",
        "loss_each_epoch_only",
        "The loss is noted once in an epoch. Note it in every iteration.",
        (_LOSS, "        if iteration % epoch == 0:\n            losses.append(network.loss(x, t))\n"),
    ),
    altered(
        "train_backprop",
        "evaluated_every_iteration",
        "The accuracy is measured in every iteration, which is slow. Measure it at the start of each epoch.",
        (_EPOCH, "epoch = 1"),
    ),
    altered(
        "train_backprop",
        "epoch_off_by_one",
        "The accuracy before the first step is missing. The first epoch starts at iteration 0.",
        ("if iteration % epoch == 0:", "if iteration > 0 and iteration % epoch == 0:"),
    ),
    altered(
        "train_backprop",
        "accuracy_after_step",
        "The accuracies are noted after the first step of an epoch. Note them before it.",
        (
            f"        if iteration % epoch == 0:\n            {_TRAIN}\n            {_TEST}\n",
            "",
        ),
        (_LOSS, f"{_LOSS}        if iteration % epoch == 0:\n            {_TRAIN}\n            {_TEST}\n"),
    ),
    altered(
        "train_backprop",
        "accuracy_at_end_of_epoch",
        "The accuracies are noted at the end of each epoch. The first is due before any step.",
        (
            f"        if iteration % epoch == 0:\n            {_TRAIN}\n            {_TEST}\n",
            "",
        ),
        (_LOSS, f"{_LOSS}        if (iteration + 1) % epoch == 0:\n            {_TRAIN}\n            {_TEST}\n"),
    ),
    altered(
        "train_backprop",
        "iterations_are_epochs",
        "iterations is the number of steps. Here it is the number of epochs, each of many steps.",
        ("for iteration in range(iterations)", "for iteration in range(iterations * epoch)"),
    ),
    altered(
        "train_backprop",
        "accuracy_in_percent",
        "The accuracies are in percent. A share from 0.0 to 1.0 is asked for, as network.accuracy gives it.",
        (_TRAIN, _TRAIN.replace("(network", "(100 * network")),
        (_TEST, _TEST.replace("(network", "(100 * network")),
    ),
    altered(
        "train_backprop",
        "loss_of_test",
        "The loss is that of the test data. Note that of the batch.",
        (_LOSS, _LOSS.replace("(x, t)", "(x_test, t_test)")),
    ),
    altered(
        "train_backprop",
        "slices_in_order",
        "The batches are the rows in their order, the same in each epoch. Draw them at random.",
        (
            _ROWS,
            "at = iteration % epoch * batch_size\n        rows = np.arange(len(x_train))[at : at + batch_size]",
        ),
    ),
    altered(
        "train_backprop",
        "float_modulo",
        "An epoch of len(x) / batch_size iterations is no whole number here, so it is hardly ever hit. Use //.",
        (_EPOCH, "epoch = max(len(x_train) / batch_size, 1)"),
    ),
    altered(
        "train_backprop",
        "test_accuracy_on_batch",
        "The accuracy is measured on a part of the data only. Measure it on all training and all test data.",
        (_TRAIN, "train_accuracies.append(network.accuracy(x_train[:5], t_train[:5]))"),
        (_TEST, "test_accuracies.append(network.accuracy(x_test[:4], t_test[:4]))"),
    ),
    altered(
        "train_backprop",
        "lists_swapped",
        "The lists come back in another order: losses, training accuracies, test accuracies.",
        ("return losses, train_accuracies, test_accuracies", "return train_accuracies, test_accuracies, losses"),
    ),
    altered(
        "train_backprop",
        "returns_none",
        "Nothing comes back. Return the three lists.",
        ("    return losses, train_accuracies, test_accuracies\n", ""),
    ),
    altered(
        "train_backprop",
        "last_row_never_drawn",
        "The last training sample is never drawn: the upper limit of the row numbers is left out already.",
        (_ROWS, "rows = rng.choice(max(len(x_train) - 1, 1), batch_size)"),
    ),
    altered(
        "train_backprop",
        "loss_of_all",
        "The loss is that of all training data, which takes longer than the step itself. Note that of the batch.",
        (_LOSS, _LOSS.replace("(x, t)", "(x_train, t_train)")),
    ),
    altered(
        "train_backprop",
        "batch_larger_than_n",
        "A batch larger than the data gives epochs of 0 iterations, and i % 0 is an error. Write max(..., 1).",
        (_EPOCH, "epoch = len(x_train) // batch_size"),
    ),
    altered(
        "train_backprop",
        "fixed_seed",
        "A generator of your own with a fixed seed is used in place of rng. Draw with the one that is passed.",
        ("np.random.default_rng() if rng is None else rng", "np.random.default_rng(0)"),
    ),
    altered_variant("train_backprop", "draws_integers", (_ROWS, "rows = rng.integers(len(x_train), size=batch_size)")),
    altered_variant("train_backprop", "old_generator", (_ROWS, "rows = np.random.choice(len(x_train), batch_size)")),
    altered_variant(
        "train_backprop", "without_repetition", (_ROWS, "rows = rng.permutation(len(x_train))[:batch_size]")
    ),
    altered_variant(
        "train_backprop",
        "step_written_out",
        (
            _STEP,
            (
                "grads = network.gradient(x, t)\n        for key in ('W1', 'b1', 'W2', 'b2'):\n"
                "            network.params[key] -= lr * grads[key]"
            ),
        ),
    ),
    altered_variant(
        "train_backprop",
        "shuffled_each_epoch",
        (
            _ROWS,
            (
                "order = rng.permutation(len(x_train)) if iteration % epoch == 0 else order\n"
                "        rows = order[iteration % epoch * batch_size :][:batch_size]"
            ),
        ),
    ),
    altered_variant(
        "train_backprop",
        "right_answers_counted",
        (_TRAIN, _TRAIN.replace("network.accuracy(x_train, t_train)", "share(x_train, t_train)")),
        (_TEST, _TEST.replace("network.accuracy(x_test, t_test)", "share(x_test, t_test)")),
        (
            "    losses, train",
            (
                "    def share(x, t):\n        classes = t if t.ndim == 1 else t.argmax(axis=1)\n"
                "        return np.mean(network.predict(x).argmax(axis=1) == classes)\n\n    losses, train"
            ),
        ),
    ),
    altered_variant(
        "train_backprop",
        "list_of_lists",
        ("return losses, train_accuracies, test_accuracies", "return [losses, train_accuracies, test_accuracies]"),
    ),
]
