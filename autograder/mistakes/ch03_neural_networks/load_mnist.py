# ruff: noqa: F821, FBT002 - bodies are pasted into a notebook, where the names of the chapter exist
"""What goes wrong in load_mnist."""

import numpy as np

from autograder.mistakes import mistake


@mistake(
    "load_mnist",
    "The pixels still go up to 255: dividing by 255 is missing. Read 3.6.1.",
    edit=((".astype(np.float32) / 255", ".astype(np.float32)"),),
)
def load_mnist__normalize_255_missing(normalize=True, flatten=True, one_hot_label=False):
    def prepare(images, labels):
        images = images.reshape(-1, 784) if flatten else images.reshape(-1, 1, 28, 28)
        if normalize:
            images = images.astype(np.float32)
        return images, np.eye(10)[labels] if one_hot_label else labels

    train_images, train_labels, test_images, test_labels = mnist_data.read_raw()
    return prepare(train_images, train_labels), prepare(test_images, test_labels)


@mistake("load_mnist", "// divides whole numbers and leaves only 0 and 1. Use / for pixels from 0.0 to 1.0.")
def load_mnist__uint8_division_wrong(normalize=True, flatten=True, one_hot_label=False):
    def prepare(images, labels):
        images = images.reshape(-1, 784) if flatten else images.reshape(-1, 1, 28, 28)
        if normalize:
            images = images // 255
        return images, np.eye(10)[labels] if one_hot_label else labels

    train_images, train_labels, test_images, test_labels = mnist_data.read_raw()
    return prepare(train_images, train_labels), prepare(test_images, test_labels)


@mistake("load_mnist", "With normalize=False the pixels are turned into another type. They stay uint8.")
def load_mnist__raw_pixels_as_float(normalize=True, flatten=True, one_hot_label=False):
    def prepare(images, labels):
        images = images.reshape(-1, 784) if flatten else images.reshape(-1, 1, 28, 28)
        images = images.astype(np.float32)
        if normalize:
            images = images / 255
        return images, np.eye(10)[labels] if one_hot_label else labels

    train_images, train_labels, test_images, test_labels = mnist_data.read_raw()
    return prepare(train_images, train_labels), prepare(test_images, test_labels)


@mistake(
    "load_mnist",
    "With flatten=False the images lack the axis of the channel: (N, 1, 28, 28) is asked.",
    edit=(("reshape(-1, 1, 28, 28)", "reshape(-1, 28, 28)"),),
)
def load_mnist__flatten_false_shape(normalize=True, flatten=True, one_hot_label=False):
    def prepare(images, labels):
        if flatten:
            images = images.reshape(-1, 784)
        if normalize:
            images = images.astype(np.float32) / 255
        return images, np.eye(10)[labels] if one_hot_label else labels

    train_images, train_labels, test_images, test_labels = mnist_data.read_raw()
    return prepare(train_images, train_labels), prepare(test_images, test_labels)


@mistake("load_mnist", "The axis of the channel stands last. It is the second one: (N, 1, 28, 28).")
def load_mnist__channel_last(normalize=True, flatten=True, one_hot_label=False):
    def prepare(images, labels):
        images = images.reshape(-1, 784) if flatten else images.reshape(-1, 28, 28, 1)
        if normalize:
            images = images.astype(np.float32) / 255
        return images, np.eye(10)[labels] if one_hot_label else labels

    train_images, train_labels, test_images, test_labels = mnist_data.read_raw()
    return prepare(train_images, train_labels), prepare(test_images, test_labels)


@mistake("load_mnist", "The one-hot rows are as long as the largest label demands. There are always ten classes.")
def load_mnist__one_hot_shape(normalize=True, flatten=True, one_hot_label=False):
    def prepare(images, labels):
        images = images.reshape(-1, 784) if flatten else images.reshape(-1, 1, 28, 28)
        if normalize:
            images = images.astype(np.float32) / 255
        return images, np.eye(labels.max() + 1)[labels] if one_hot_label else labels

    train_images, train_labels, test_images, test_labels = mnist_data.read_raw()
    return prepare(train_images, train_labels), prepare(test_images, test_labels)


@mistake("load_mnist", "The 1 stands one column too far left, as if digits were counted from 1.")
def load_mnist__one_hot_off_by_one(normalize=True, flatten=True, one_hot_label=False):
    def prepare(images, labels):
        images = images.reshape(-1, 784) if flatten else images.reshape(-1, 1, 28, 28)
        if normalize:
            images = images.astype(np.float32) / 255
        return images, np.eye(10)[labels.astype(int) - 1] if one_hot_label else labels

    train_images, train_labels, test_images, test_labels = mnist_data.read_raw()
    return prepare(train_images, train_labels), prepare(test_images, test_labels)


@mistake(
    "load_mnist",
    "The option one_hot_label has no effect: the labels stay the digits themselves.",
    edit=(("if one_hot_label", "if False"),),
)
def load_mnist__one_hot_ignored(normalize=True, flatten=True, one_hot_label=False):
    def prepare(images):
        images = images.reshape(-1, 784) if flatten else images.reshape(-1, 1, 28, 28)
        return images.astype(np.float32) / 255 if normalize else images

    train_images, train_labels, test_images, test_labels = mnist_data.read_raw()
    return (prepare(train_images), train_labels), (prepare(test_images), test_labels)


@mistake(
    "load_mnist",
    "Training and test data have changed places. The training pair comes first.",
    edit=(
        (
            "return prepare(train_images, train_labels), prepare(test_images, test_labels)",
            "return prepare(test_images, test_labels), prepare(train_images, train_labels)",
        ),
    ),
)
def load_mnist__train_test_swapped(normalize=True, flatten=True, one_hot_label=False):
    def prepare(images, labels):
        images = images.reshape(-1, 784) if flatten else images.reshape(-1, 1, 28, 28)
        if normalize:
            images = images.astype(np.float32) / 255
        return images, np.eye(10)[labels] if one_hot_label else labels

    train_images, train_labels, test_images, test_labels = mnist_data.read_raw()
    return prepare(test_images, test_labels), prepare(train_images, train_labels)


@mistake("load_mnist", "The training pictures are returned twice, the second time in place of the test pictures.")
def load_mnist__train_twice(normalize=True, flatten=True, one_hot_label=False):
    def prepare(images, labels):
        images = images.reshape(-1, 784) if flatten else images.reshape(-1, 1, 28, 28)
        if normalize:
            images = images.astype(np.float32) / 255
        return images, np.eye(10)[labels] if one_hot_label else labels

    train_images, train_labels, test_images, test_labels = mnist_data.read_raw()
    return prepare(train_images, train_labels), prepare(train_images, train_labels)
