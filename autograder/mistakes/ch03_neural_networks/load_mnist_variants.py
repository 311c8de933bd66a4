# ruff: noqa: F821, FBT002, PLW2901 - bodies are pasted into a notebook, where the names of the chapter exist
"""Right ways to write load_mnist that a careless test would reject."""

import numpy as np

from autograder.mistakes import variant


@variant("load_mnist")
def load_mnist__float64(normalize=True, flatten=True, one_hot_label=False):
    answer = []
    arrays = mnist_data.read_raw()
    for images, labels in [arrays[:2], arrays[2:]]:
        if normalize:
            images = images / 255.0
        images = images.reshape(len(images), 28 * 28) if flatten else images[:, np.newaxis]
        if one_hot_label:
            rows = np.zeros((len(labels), 10), dtype=int)
            for row, label in enumerate(labels):
                rows[row, label] = 1
            labels = rows
        answer.append((images, labels))
    return tuple(answer)


@variant("load_mnist")
def load_mnist__times_the_reciprocal(normalize=True, flatten=True, one_hot_label=False):
    x_train, t_train, x_test, t_test = (array.copy() for array in mnist_data.read_raw())
    if normalize:
        x_train = x_train.astype(np.float32) * np.float32(1 / 255)
        x_test = x_test.astype(np.float32) * np.float32(1 / 255)
    if flatten:
        x_train, x_test = x_train.reshape(-1, 784), x_test.reshape(-1, 784)
    else:
        x_train, x_test = np.expand_dims(x_train, 1), np.expand_dims(x_test, 1)
    if one_hot_label:
        t_train, t_test = t_train[:, None] == np.arange(10), t_test[:, None] == np.arange(10)
    else:
        t_train, t_test = t_train.astype(np.int64), t_test.astype(np.int64)
    return [(x_train, t_train), (x_test, t_test)]


@variant("load_mnist")
def load_mnist__in_place_on_copies(normalize=True, flatten=True, one_hot_label=False):
    data = dict(zip(["train_img", "train_label", "test_img", "test_label"], mnist_data.read_raw()))
    for key in ("train_img", "test_img"):
        if normalize:
            data[key] = data[key].astype(np.float32)
            data[key] /= 255.0
        data[key] = data[key].reshape((-1, 784) if flatten else (-1, 1, 28, 28))
    if one_hot_label:
        for key in ("train_label", "test_label"):
            data[key] = np.eye(10, dtype=np.uint8)[data[key]]
    return (data["train_img"], data["train_label"]), (data["test_img"], data["test_label"])
