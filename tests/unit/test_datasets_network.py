"""The pretrained network: its recorded accuracy, the script that made it, and the book's own weights."""

from pathlib import Path

import numpy as np
import pytest

from autograder.datasets import make_digits, network, train_pretrained
from autograder.datasets.student_loader import STUDENT_FILES, student_loader
from tests.unit.datasets_samples import (
    REAL_MNIST,
    alone,  # noqa: F401 - used by pytest
    fresh_loader,
    needs_real_mnist,
)

BOTH = (np.float32, np.float64)


def recorded(name):
    with np.load(STUDENT_FILES / "pretrained.npz") as stored:
        weights = {key: stored[f"{name}_{key}"] for key in network.WEIGHT_KEYS}
        return weights, float(stored[f"{name}_accuracy"])


@pytest.mark.parametrize("dtype", BOTH)
def test_recorded_accuracy_on_the_digits(dtype):
    weights, accuracy = recorded("digits")
    _, _, images, labels = student_loader.read_digits()
    assert network.right_answers(weights, images, labels, dtype) / len(labels) == accuracy
    assert accuracy >= 0.95


@needs_real_mnist
@pytest.mark.parametrize("dtype", BOTH)
def test_recorded_accuracy_on_mnist(dtype):
    weights, accuracy = recorded("mnist")
    _, _, images, labels = student_loader.read_idx_folder(Path(REAL_MNIST))
    assert network.right_answers(weights, images, labels, dtype) / len(labels) == accuracy
    assert accuracy >= 0.95


@pytest.mark.parametrize("name", ["digits", pytest.param("mnist", marks=needs_real_mnist)])
def test_recorded_accuracy_on_the_first_500(name):
    weights, _ = recorded(name)
    arrays = student_loader.read_idx_folder(Path(REAL_MNIST)) if name == "mnist" else student_loader.read_digits()
    images, labels = arrays[2][:500], arrays[3][:500]
    with np.load(STUDENT_FILES / "pretrained.npz") as stored:
        accuracy = float(stored[f"{name}_accuracy_of_500"])
    assert network.right_answers(weights, images, labels) / len(labels) == accuracy


@pytest.mark.parametrize("name", ["digits", pytest.param("mnist", marks=needs_real_mnist)])
def test_no_answer_hangs_on_rounding(name):
    """The two best scores of every picture are further apart than float32 and float64 differ, by a factor of 10."""
    weights, _ = recorded(name)
    folder = REAL_MNIST if name == "mnist" else None
    images = (student_loader.read_idx_folder(Path(folder)) if folder else student_loader.read_digits())[2]
    single = network.scores(weights, network.pixels(images))
    double = network.scores({k: v.astype(float) for k, v in weights.items()}, network.pixels(images, np.float64))
    best = np.sort(double, axis=1)
    assert (best[:, -1] - best[:, -2]).min() > 10 * np.abs(single - double).max()


@needs_real_mnist
@pytest.mark.parametrize("dtype", BOTH)
def test_weights_of_the_book_reach_what_the_book_says(dtype):
    path = Path(REAL_MNIST) / "sample_weight.npz"
    if not path.is_file():
        pytest.skip(f"{path} is not there")
    with np.load(path) as stored:
        weights = {key: stored[key] for key in network.WEIGHT_KEYS}
    _, _, images, labels = student_loader.read_idx_folder(Path(REAL_MNIST))
    assert network.right_answers(weights, images, labels, dtype) == 9352


def test_digits_file_is_what_its_script_makes(tmp_path):
    make_digits.make_digits(tmp_path / "digits.npz")
    with np.load(tmp_path / "digits.npz") as made, np.load(STUDENT_FILES / "digits.npz") as shipped:
        assert made.files == shipped.files
        assert all(np.array_equal(made[key], shipped[key]) for key in made.files)


def test_training_repeats_and_learns():
    train_images, train_labels, test_images, test_labels = student_loader.read_digits()
    recipe = train_pretrained.Recipe(epochs=8, batch_size=20, rate=3e-3, decay=1e-4, seed=1)
    first, second = (train_pretrained.train(train_images, train_labels, recipe) for _ in range(2))
    assert all(np.array_equal(first[key], second[key]) for key in first)
    assert network.right_answers(first, test_images, test_labels) / len(test_labels) > 0.9


def test_gradients_agree_with_central_differences():
    rng = np.random.default_rng(3)
    weights = {key: value.astype(float) for key, value in train_pretrained.initial_weights(rng).items()}
    x, labels = rng.random((4, 784)), np.array([0, 3, 3, 9], np.uint8)

    def loss():
        scores = network.scores(weights, x)
        return float(np.mean(np.log(np.exp(scores).sum(axis=1)) - scores[np.arange(4), labels]))

    gradients = train_pretrained.gradients(weights, x, labels)
    for key, value in weights.items():
        place = tuple(rng.integers(size) for size in value.shape)
        kept, step = value[place], 1e-5
        value[place] = kept + step
        above = loss()
        value[place] = kept - step
        below = loss()
        value[place] = kept
        assert gradients[key][place] == pytest.approx((above - below) / (2 * step), rel=1e-5, abs=1e-9), key


def test_students_and_we_load_the_same_weights():
    weights, _ = recorded("digits")
    got = fresh_loader().pretrained_weights()
    assert all(np.array_equal(got[key], weights[key]) for key in weights)
