"""What goes wrong in plot_loss_and_accuracy, and what looks unusual and is right."""

from functools import partial

import matplotlib.pyplot as plt
import numpy as np

from autograder.mistakes import altered, variant

wrong = partial(altered, "plot_loss_and_accuracy")
TRAIN, TEST = 'right.plot(train_accuracies, label="train")', 'right.plot(test_accuracies, linestyle="--", label="test")'
ALTERED = [
    wrong(
        "x_axis_iterations_for_accuracy",
        "The accuracies are drawn over iterations. One epoch is one step: 0, 1, 2, ...",
        (
            "right.plot(train_accuracies",
            "x = 600 * np.arange(len(train_accuracies))\n    right.plot(x, train_accuracies",
        ),
        ("right.plot(test_accuracies", "right.plot(x, test_accuracies"),
    ),
    wrong(
        "epochs_from_one",
        "The epochs begin at 1. The first accuracy is that before any step: epoch 0.",
        (TRAIN, TRAIN.replace("plot(", "plot(range(1, len(train_accuracies) + 1), ")),
        (TEST, TEST.replace("plot(", "plot(range(1, len(test_accuracies) + 1), ")),
    ),
    wrong("no_legend", "The legend is missing: labels show only after legend() is called.", ("right.legend()", "pass")),
    wrong("ylim_missing", "The range of the accuracies is not set. Use set_ylim(0, 1).", (", ylim=(0, 1)", "")),
    wrong(
        "train_test_styles_equal",
        "Both accuracies are solid lines. Draw the test accuracies dashed.",
        (', linestyle="--"', ""),
    ),
    wrong(
        "styles_swapped",
        "Training is dashed and test solid: it is the other way round.",
        (', linestyle="--"', ""),
        ('label="train"', 'linestyle="--", label="train"'),
    ),
    wrong(
        "names_swapped",
        "The names in the legend are swapped.",
        ('label="train"', 'label="test"'),
        ('linestyle="--", label="test"', 'linestyle="--", label="train"'),
    ),
    wrong(
        "curves_swapped",
        "Training and test accuracies are swapped.",
        ("right.plot(train_accuracies", "right.plot(test_accuracies"),
        ("right.plot(test_accuracies, l", "right.plot(train_accuracies, l"),
    ),
    wrong(
        "labels_missing",
        "The axes have no names.",
        ('left.set(xlabel="iterations", ylabel="loss")', "pass"),
        ('xlabel="epochs", ylabel="accuracy", ', ""),
    ),
    wrong(
        "loss_labels_missing",
        "The axes of the losses have no names.",
        ('left.set(xlabel="iterations", ylabel="loss")', "pass"),
    ),
    wrong("losses_missing", "The losses are not drawn.", ("left.plot(losses)", "pass")),
    wrong("test_missing", "The test accuracies are not drawn.", (TEST, "pass")),
    wrong(
        "one_pair_of_axes",
        "Losses and accuracies share their axes. Give each its own.",
        ("left.plot(losses)", "right.plot(losses)"),
    ),
    wrong("losses_thinned", "Not all losses are drawn.", ("left.plot(losses)", "left.plot(losses[::2])")),
    wrong(
        "closed_again",
        "plt.close throws the figure away before anyone has seen it.",
        ("right.legend()", "right.legend()\n    plt.close()"),
    ),
]


@variant("plot_loss_and_accuracy")
def plot_loss_and_accuracy__two_figures(losses, train_accuracies, test_accuracies):
    plt.plot(np.arange(len(losses)), losses, "k")
    plt.xlabel("Iterations")
    plt.ylabel("Loss")
    plt.show()
    plt.figure()
    epochs = np.arange(len(train_accuracies))
    plt.plot(epochs, train_accuracies, marker="o", label="train acc")
    plt.plot(epochs, test_accuracies, "--", marker="s", label="test acc")
    plt.xlabel("epochs")
    plt.ylabel("accuracy")
    plt.ylim(0, 1.0)
    plt.legend(loc="lower right")
    plt.show()


@variant("plot_loss_and_accuracy")
def plot_loss_and_accuracy__names_with_the_legend(losses, train_accuracies, test_accuracies):
    figure, (left, right) = plt.subplots(2, 1)
    left.plot(range(len(losses)), losses)
    left.set(xlabel="iterations", ylabel="loss")
    right.plot(train_accuracies, "-")
    right.plot(test_accuracies, "--")
    right.legend(["train", "test"])
    right.set(xlabel="epochs", ylabel="accuracy", ylim=(0, 1.05))


@variant("plot_loss_and_accuracy")
def plot_loss_and_accuracy__legend_of_the_figure(losses, train_accuracies, test_accuracies):
    figure = plt.figure()
    left, right = figure.add_subplot(121), figure.add_subplot(122)
    left.plot(np.array(losses))
    left.set(xlabel="Iterations", ylabel="Loss")
    right.plot(train_accuracies, label="train")
    right.plot(test_accuracies, ls="dashed", label="test")
    right.set(xlabel="Epochs", ylabel="Accuracy", ylim=[0, 1])
    figure.legend()
