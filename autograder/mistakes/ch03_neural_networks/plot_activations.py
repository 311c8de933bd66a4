# ruff: noqa: F821 - bodies are pasted into a notebook, where the names of the chapter exist
"""What goes wrong in plot_activations."""

import matplotlib.pyplot as plt
import numpy as np

from autograder.mistakes import mistake


@mistake(
    "plot_activations",
    "The range of y is not the asked one, so the step lies close to the frame. Use set_ylim(-0.1, 1.1).",
)
def plot_activations__ylim_missing():
    x = np.arange(-5.0, 5.0, 0.1)
    figure, axes = plt.subplots(1, 2)
    axes[0].plot(x, step_function(x), linestyle="--", label="step")
    axes[0].plot(x, sigmoid(x), label="sigmoid")
    axes[0].legend()
    axes[1].plot(x, relu(x))


@mistake("plot_activations", "y is shown from 0 to 1, so the step lies on the frame. Leave room: -0.1 to 1.1.")
def plot_activations__ylim_on_the_frame():
    x = np.arange(-5.0, 5.0, 0.1)
    figure, axes = plt.subplots(1, 2)
    axes[0].plot(x, step_function(x), linestyle="--", label="step")
    axes[0].plot(x, sigmoid(x), label="sigmoid")
    axes[0].set_ylim(0, 1)
    axes[0].legend()
    axes[1].plot(x, relu(x))


@mistake("plot_activations", "The step function is drawn as a solid line. Draw it with linestyle='--'.")
def plot_activations__step_not_dashed():
    x = np.arange(-5.0, 5.0, 0.1)
    figure, axes = plt.subplots(1, 2)
    axes[0].plot(x, step_function(x), label="step")
    axes[0].plot(x, sigmoid(x), label="sigmoid")
    axes[0].set_ylim(-0.1, 1.1)
    axes[0].legend()
    axes[1].plot(x, relu(x))


@mistake("plot_activations", "The sigmoid is dashed and the step function solid: it is the other way round.")
def plot_activations__dashes_swapped():
    x = np.arange(-5.0, 5.0, 0.1)
    figure, axes = plt.subplots(1, 2)
    axes[0].plot(x, step_function(x), label="step")
    axes[0].plot(x, sigmoid(x), linestyle="--", label="sigmoid")
    axes[0].set_ylim(-0.1, 1.1)
    axes[0].legend()
    axes[1].plot(x, relu(x))


@mistake("plot_activations", "x goes from -5 to 5 in steps of 1, which makes corners. Use steps of 0.1.")
def plot_activations__x_range():
    x = np.arange(-5.0, 5.0, 1.0)
    figure, axes = plt.subplots(1, 2)
    axes[0].plot(x, step_function(x), linestyle="--", label="step")
    axes[0].plot(x, sigmoid(x), label="sigmoid")
    axes[0].set_ylim(-0.1, 1.1)
    axes[0].legend()
    axes[1].plot(x, relu(x))


@mistake("plot_activations", "ReLU is not drawn. It gets axes of its own.")
def plot_activations__relu_missing():
    x = np.arange(-5.0, 5.0, 0.1)
    plt.plot(x, step_function(x), linestyle="--", label="step")
    plt.plot(x, sigmoid(x), label="sigmoid")
    plt.ylim(-0.1, 1.1)
    plt.legend()


@mistake("plot_activations", "ReLU is drawn as single dots. Draw it as a line: plot without a marker.")
def plot_activations__relu_as_dots():
    x = np.arange(-5.0, 5.0, 0.1)
    figure, axes = plt.subplots(1, 2)
    axes[0].plot(x, step_function(x), linestyle="--", label="step")
    axes[0].plot(x, sigmoid(x), label="sigmoid")
    axes[0].set_ylim(-0.1, 1.1)
    axes[0].legend()
    axes[1].plot(x, relu(x), "o")


@mistake("plot_activations", "ReLU is drawn into the axes of the other two. It gets axes of its own.")
def plot_activations__relu_on_same_axes():
    x = np.arange(-5.0, 5.0, 0.1)
    plt.plot(x, step_function(x), linestyle="--", label="step")
    plt.plot(x, sigmoid(x), label="sigmoid")
    plt.plot(x, relu(x), label="relu")
    plt.ylim(-0.1, 1.1)
    plt.legend()


@mistake("plot_activations", "Each curve has axes of its own. The step function and the sigmoid share theirs.")
def plot_activations__three_axes():
    x = np.arange(-5.0, 5.0, 0.1)
    figure, axes = plt.subplots(1, 3)
    axes[0].plot(x, step_function(x), linestyle="--", label="step")
    axes[1].plot(x, sigmoid(x), label="sigmoid")
    for shared in axes[:2]:
        shared.set_ylim(-0.1, 1.1)
        shared.legend()
    axes[2].plot(x, relu(x))


@mistake("plot_activations", "The legend is missing: labels show only after legend() is called.")
def plot_activations__legend_missing():
    x = np.arange(-5.0, 5.0, 0.1)
    figure, axes = plt.subplots(1, 2)
    axes[0].plot(x, step_function(x), linestyle="--", label="step")
    axes[0].plot(x, sigmoid(x), label="sigmoid")
    axes[0].set_ylim(-0.1, 1.1)
    axes[1].plot(x, relu(x))


@mistake("plot_activations", "The names in the legend are swapped: the dashed line is the step function.")
def plot_activations__legend_swapped():
    x = np.arange(-5.0, 5.0, 0.1)
    figure, axes = plt.subplots(1, 2)
    axes[0].plot(x, step_function(x), linestyle="--")
    axes[0].plot(x, sigmoid(x))
    axes[0].legend(["sigmoid", "step"])
    axes[0].set_ylim(-0.1, 1.1)
    axes[1].plot(x, relu(x))


@mistake("plot_activations", "plt.close throws the figure away before anyone has seen it. Leave that line out.")
def plot_activations__closed_again():
    x = np.arange(-5.0, 5.0, 0.1)
    figure, axes = plt.subplots(1, 2)
    axes[0].plot(x, step_function(x), linestyle="--", label="step")
    axes[0].plot(x, sigmoid(x), label="sigmoid")
    axes[1].plot(x, relu(x))
    plt.close("all")
