# ruff: noqa: F821 - bodies are pasted into a notebook, where the names of the chapter exist
"""Right ways to write plot_activations that a careless test would reject."""

import matplotlib.pyplot as plt
import numpy as np

from autograder.mistakes import variant


@variant("plot_activations")
def plot_activations__two_figures():
    x = np.arange(-5.0, 5.0, 0.1)
    plt.figure()
    plt.plot(x, sigmoid(x), "b", label="sigmoid")
    plt.plot(x, step_function(x), "k--", label="step")
    plt.ylim(-0.1, 1.1)
    plt.legend()
    plt.title("activation functions")
    plt.figure()
    plt.plot(x, relu(x), "r", label="ReLU")
    plt.legend()


@variant("plot_activations")
def plot_activations__names_given_to_the_legend():
    x = np.linspace(-5.0, 4.9, 100)
    plt.subplot(1, 2, 1)
    plt.plot(x, step_function(x), ls="--", color="grey")
    plt.plot(x, sigmoid(x))
    plt.legend(["Step function", "Sigmoid"])
    plt.ylim([-0.1, 1.1])
    plt.subplot(1, 2, 2)
    plt.plot(x, relu(x))
    plt.show()


@variant("plot_activations")
def plot_activations__with_helping_lines():
    x = np.arange(-5, 5, 0.1)
    figure, (relu_axes, axes) = plt.subplots(2, 1)
    axes.axhline(0.5, color="0.8", linestyle=":")
    axes.axvline(0, color="0.8")
    axes.plot(x, step_function(x), linestyle="dashed", label="step")
    axes.plot(x, sigmoid(x), label="sigmoid", linewidth=2)
    axes.set(ylim=(-0.1, 1.1), xlabel="x", ylabel="h(x)")
    axes.legend(loc="upper left")
    axes.grid()
    relu_axes.plot(x, relu(x))
    relu_axes.set_ylim(-1, 6)


@variant("plot_activations")
def plot_activations__range_with_the_end():
    x = np.linspace(-5, 5, 101)
    figure, axes = plt.subplots(1, 2)
    axes[0].plot(x, step_function(x), "--", label="step function")
    axes[0].plot(x, sigmoid(x), "-", label="sigmoid function")
    axes[0].set_ylim(-0.1, 1.1)
    axes[0].legend()
    axes[1].plot(x, relu(x))


@variant("plot_activations")
def plot_activations__legend_of_the_figure():
    x = np.arange(-5.0, 5.0, 0.1)
    figure, axes = plt.subplots(2)
    axes[0].plot(x, step_function(x), "--", label="step")
    axes[0].plot(x, sigmoid(x), label="sigmoid")
    axes[0].set_ylim(-0.1, 1.1)
    axes[1].plot(x, relu(x))
    figure.legend()


@variant("plot_activations")
def plot_activations__named_by_handles(x=None):
    x = np.arange(-5, 5, 0.1)
    axes = plt.subplot(211)
    axes.axhline(0, color="grey")
    axes.axvline(0, color="grey")
    (jump,) = axes.plot(x, step_function(x), dashes=[4, 2])
    (curve,) = axes.plot(x, sigmoid(x))
    axes.axis([-5, 5, -0.1, 1.1])
    axes.legend([jump, curve], ["step", "sigmoid"])
    plt.subplot(212).plot(x, relu(x))
