"""Train the weights in pretrained.npz, once on MNIST and once on the embedded digits, with plain NumPy.

    MNIST_DIR=... python -m autograder.datasets.train_pretrained [FILE]

Cross entropy, Adam, mini-batches, a learning rate that falls to zero along a cosine, a little weight decay (it keeps
the scores moderate), all seeds fixed. Nothing is chosen by looking at test pictures. Two runs on one machine write the
same bytes; another BLAS may round otherwise, which is why the weights are kept in the repository.
"""

import os
import sys
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from autograder.datasets.network import LAYER_SIZES, FloatArray, hidden_layers, pixels, right_answers, scores
from autograder.datasets.student_loader import STUDENT_FILES, student_loader

Pictures = NDArray[np.uint8]


@dataclass(frozen=True)
class Recipe:
    """How long and how strongly to train on one data set."""

    epochs: int
    batch_size: int
    rate: float
    decay: float
    seed: int


RECIPES = {
    "mnist": Recipe(epochs=20, batch_size=100, rate=3e-3, decay=1e-5, seed=31),
    "digits": Recipe(epochs=60, batch_size=20, rate=3e-3, decay=1e-4, seed=32),
}


def initial_weights(rng: np.random.Generator) -> dict[str, FloatArray]:
    """Return float32 weights with Xavier's standard deviation, and zero biases."""
    weights: dict[str, FloatArray] = {}
    for layer, (rows, columns) in enumerate(pairwise(LAYER_SIZES), start=1):
        weights[f"W{layer}"] = (rng.standard_normal((rows, columns)) / np.sqrt(rows)).astype(np.float32)
        weights[f"b{layer}"] = np.zeros(columns, np.float32)
    return weights


def gradients(weights: dict[str, FloatArray], x: FloatArray, labels: Pictures) -> dict[str, FloatArray]:
    """Return the gradient of the mean cross entropy of one batch for every array of `weights`."""
    z1, z2 = hidden_layers(weights, x)
    shifted = scores(weights, x)
    shifted -= shifted.max(axis=1, keepdims=True)
    error = np.exp(shifted)
    error /= error.sum(axis=1, keepdims=True)
    error[np.arange(len(labels)), labels] -= 1
    error /= len(labels)
    result: dict[str, FloatArray] = {}
    for layer, inputs in ((3, z2), (2, z1), (1, x)):
        result[f"W{layer}"] = inputs.T @ error
        result[f"b{layer}"] = error.sum(axis=0)
        if layer > 1:
            error = (error @ weights[f"W{layer}"].T) * inputs * (1 - inputs)
    return result


class Adam:
    """Adam's update with decay of the weights (not of the biases)."""

    def __init__(self, weights: dict[str, FloatArray], decay: float) -> None:
        self.weights, self.decay, self.steps = weights, decay, 0
        self.mean = {key: np.zeros_like(value) for key, value in weights.items()}
        self.square = {key: np.zeros_like(value) for key, value in weights.items()}

    def step(self, gradient: dict[str, FloatArray], rate: float) -> None:
        """Change the weights in place."""
        self.steps += 1
        rate *= (1 - 0.999**self.steps) ** 0.5 / (1 - 0.9**self.steps)
        for key, grad in gradient.items():
            slope = grad + self.decay * self.weights[key] if key.startswith("W") else grad
            self.mean[key] += 0.1 * (slope - self.mean[key])
            self.square[key] += 0.001 * (slope**2 - self.square[key])
            self.weights[key] -= rate * self.mean[key] / (np.sqrt(self.square[key]) + 1e-8)


def train(images: Pictures, labels: Pictures, recipe: Recipe) -> dict[str, FloatArray]:
    """Return the weights after all epochs."""
    rng = np.random.Generator(np.random.PCG64(recipe.seed))
    weights = initial_weights(rng)
    optimizer, x = Adam(weights, recipe.decay), pixels(images)
    per_epoch = -(-len(x) // recipe.batch_size)
    for epoch in range(recipe.epochs):
        for number, batch in enumerate(np.array_split(rng.permutation(len(x)), per_epoch)):
            done = (epoch * per_epoch + number) / (recipe.epochs * per_epoch)
            rate = recipe.rate * 0.5 * (1 + np.cos(np.pi * done))
            optimizer.step(gradients(weights, x[batch], labels[batch]), float(rate))
    return weights


def measured(name: str, arrays: tuple[Pictures, Pictures, Pictures, Pictures]) -> dict[str, FloatArray]:
    """Train on one data set and return the entries of pretrained.npz, with the accuracy on all test pictures."""
    train_images, train_labels, test_images, test_labels = arrays
    weights = train(train_images, train_labels, RECIPES[name])
    right = [right_answers(weights, test_images, test_labels, dtype) for dtype in (np.float32, np.float64)]
    seen = right_answers(weights, train_images, train_labels) / len(train_labels)
    print(f"{name}: {right[0]} of {len(test_labels)} right in float32, {right[1]} in float64; training {seen:.4f}")
    accuracies = {f"{name}_accuracy": np.array(right[0] / len(test_labels))} | first_500(name, weights, arrays[2:])
    return accuracies | {f"{name}_{key}": value for key, value in weights.items()}


def first_500(name: str, weights: dict[str, FloatArray], test: tuple[Pictures, ...]) -> dict[str, FloatArray]:
    """The accuracy on the first 500 test pictures: what the lesson's check asks for, as all of them take too long."""
    images, labels = (array[:500] for array in test)
    return {f"{name}_accuracy_of_500": np.array(right_answers(weights, images, labels) / len(labels))}


def main() -> None:
    """Train on both data sets and write the file."""
    mnist = student_loader.read_idx_folder(Path(os.environ["MNIST_DIR"]))
    with threadpool_limits(1):  # sums split over several threads are rounded in another order
        entries: dict[str, Any] = measured("mnist", mnist) | measured("digits", student_loader.read_digits())
    np.savez_compressed(Path(sys.argv[1]) if len(sys.argv) > 1 else STUDENT_FILES / "pretrained.npz", **entries)


if __name__ == "__main__":
    main()
