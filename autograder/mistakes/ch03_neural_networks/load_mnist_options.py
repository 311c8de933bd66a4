# ruff: noqa: F821, FBT002 - bodies are pasted into a notebook, where the names of the chapter exist
"""What goes wrong in load_mnist with one of the options, or with the test pictures alone."""

import numpy as np

from autograder.mistakes import altered, mistake

_SHAPE = "images = images.reshape(-1, 784) if flatten else images.reshape(-1, 1, 28, 28)"

ALTERED = [
    altered(
        "load_mnist",
        "normalize_ignored",
        "The option normalize has no effect: with normalize=False the pixels are divided, too.",
        ("if normalize:", "if True:"),
    ),
    altered(
        "load_mnist",
        "flatten_ignored",
        "The option flatten has no effect: with flatten=False the images are flat rows, too.",
        (_SHAPE, "images = images.reshape(-1, 784)"),
    ),
    altered(
        "load_mnist",
        "divides_by_256",
        "The pixels are divided by 256. The largest one is 255, and becomes 1.0: divide by 255.",
        ("/ 255", "/ 256"),
    ),
    altered(
        "load_mnist",
        "divides_by_largest",
        "Each set is divided by its own largest pixel. Divide by 255, so that a grey means the same in both.",
        ("/ 255", "/ images.max()"),
    ),
    altered(
        "load_mnist",
        "from_minus_one",
        "The pixels go from -1 to 1. From 0.0 to 1.0 is asked: divide by 255, and nothing else.",
        ("images.astype(np.float32) / 255", "images.astype(np.float32) / 127.5 - 1"),
    ),
]


@mistake("load_mnist", "The test images are not divided by 255. What is done to the training images is done to them.")
def load_mnist__test_images_not_normalized(normalize=True, flatten=True, one_hot_label=False):
    x_train, t_train, x_test, t_test = mnist_data.read_raw()
    if normalize:
        x_train = x_train.astype(np.float32) / 255
    shape = (-1, 784) if flatten else (-1, 1, 28, 28)
    if one_hot_label:
        t_train, t_test = np.eye(10)[t_train], np.eye(10)[t_test]
    return (x_train.reshape(shape), t_train), (x_test.reshape(shape), t_test)


@mistake("load_mnist", "The test labels stay digits with one_hot_label=True. Make one-hot rows of them as well.")
def load_mnist__test_labels_not_one_hot(normalize=True, flatten=True, one_hot_label=False):
    x_train, t_train, x_test, t_test = mnist_data.read_raw()
    if normalize:
        x_train, x_test = x_train.astype(np.float32) / 255, x_test.astype(np.float32) / 255
    shape = (-1, 784) if flatten else (-1, 1, 28, 28)
    if one_hot_label:
        t_train = np.eye(10)[t_train]
    return (x_train.reshape(shape), t_train), (x_test.reshape(shape), t_test)


@mistake("load_mnist", "`.shape = ...` turns the arrays of read_raw themselves. `reshape` makes a new array of them.")
def load_mnist__reshapes_in_place(normalize=True, flatten=True, one_hot_label=False):
    x_train, t_train, x_test, t_test = mnist_data.read_raw()
    for images in (x_train, x_test):
        images.shape = (-1, 784) if flatten else (-1, 1, 28, 28)
    if normalize:
        x_train, x_test = x_train.astype(np.float32) / 255, x_test.astype(np.float32) / 255
    if one_hot_label:
        t_train, t_test = np.eye(10)[t_train], np.eye(10)[t_test]
    return (x_train, t_train), (x_test, t_test)
