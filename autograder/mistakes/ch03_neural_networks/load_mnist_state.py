# ruff: noqa: F821, FBT002, PLC0415, PLW0603 - bodies are pasted into a notebook, where the names of the chapter exist
"""What else goes wrong in load_mnist: network, memory of earlier calls, the form of the answer."""

import numpy as np

from autograder.mistakes import mistake


@mistake("load_mnist", "It needs a network, and there is none in grading. Use mnist_data.read_raw().")
def load_mnist__offline_failure(normalize=True, flatten=True, one_hot_label=False):
    import urllib.request

    # Nothing listens on this port of the own computer: it fails at once, with a network as well as without.
    with urllib.request.urlopen("http://127.0.0.1:9/mnist.npz", timeout=2) as answer:
        return np.load(answer)


@mistake("load_mnist", "The answer of an earlier call comes back, whatever the options are now.")
def load_mnist__mutates_cached(normalize=True, flatten=True, one_hot_label=False):
    def prepare(images, labels):
        images = images.reshape(-1, 784) if flatten else images.reshape(-1, 1, 28, 28)
        if normalize:
            images = images.astype(np.float32) / 255
        return images, np.eye(10)[labels] if one_hot_label else labels

    global prepared_from, prepared_digits
    train_images, train_labels, test_images, test_labels = mnist_data.read_raw()
    if globals().get("prepared_from") is not train_images:
        prepared_from = train_images
        prepared_digits = prepare(train_images, train_labels), prepare(test_images, test_labels)
    return prepared_digits


@mistake("load_mnist", "It writes into the arrays of read_raw, which spoils the next call. Make new ones.")
def load_mnist__mutates_input(normalize=True, flatten=True, one_hot_label=False):
    def prepare(images, labels):
        pixels = images.reshape(-1, 784) if flatten else images.reshape(-1, 1, 28, 28)
        if normalize:
            pixels = pixels.astype(np.float32) / 255
            images[...] = images // 255
        return pixels, np.eye(10)[labels] if one_hot_label else labels

    train_images, train_labels, test_images, test_labels = mnist_data.read_raw()
    return prepare(train_images, train_labels), prepare(test_images, test_labels)


@mistake("load_mnist", "The options work one call too late: a global variable is read before it is set.")
def load_mnist__global_state(normalize=True, flatten=True, one_hot_label=False):
    global options_kept
    options = globals().get("options_kept", (True, True, False))
    options_kept = normalize, flatten, one_hot_label
    normalize, flatten, one_hot_label = options

    def prepare(images, labels):
        images = images.reshape(-1, 784) if flatten else images.reshape(-1, 1, 28, 28)
        if normalize:
            images = images.astype(np.float32) / 255
        return images, np.eye(10)[labels] if one_hot_label else labels

    train_images, train_labels, test_images, test_labels = mnist_data.read_raw()
    return prepare(train_images, train_labels), prepare(test_images, test_labels)


@mistake("load_mnist", "Your function hands nothing back: it gives None. End it with return.")
def load_mnist__returns_none(normalize=True, flatten=True, one_hot_label=False):
    train_images, train_labels, test_images, test_labels = mnist_data.read_raw()
    print(train_images.shape, test_images.shape)


@mistake("load_mnist", "The four arrays come in one row. Two pairs are asked: (images, labels), (images, labels).")
def load_mnist__wrong_shape(normalize=True, flatten=True, one_hot_label=False):
    def prepare(images, labels):
        images = images.reshape(-1, 784) if flatten else images.reshape(-1, 1, 28, 28)
        if normalize:
            images = images.astype(np.float32) / 255
        return images, np.eye(10)[labels] if one_hot_label else labels

    train_images, train_labels, test_images, test_labels = mnist_data.read_raw()
    return *prepare(train_images, train_labels), *prepare(test_images, test_labels)


@mistake("load_mnist", "The pairs are mixed: images with images, labels with labels. Each pair is (images, labels).")
def load_mnist__pairs_mixed(normalize=True, flatten=True, one_hot_label=False):
    def prepare(images, labels):
        images = images.reshape(-1, 784) if flatten else images.reshape(-1, 1, 28, 28)
        if normalize:
            images = images.astype(np.float32) / 255
        return images, np.eye(10)[labels] if one_hot_label else labels

    train_images, train_labels, test_images, test_labels = mnist_data.read_raw()
    train, test = prepare(train_images, train_labels), prepare(test_images, test_labels)
    return (train[0], test[0]), (train[1], test[1])
