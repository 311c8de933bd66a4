# ruff: noqa: F821, PLC0415 - bodies are pasted into a notebook, where the names of the chapter exist
"""What goes wrong in accuracy_of_pretrained, and right ways to write it."""

import numpy as np

from autograder.mistakes import mistake, variant


@mistake("accuracy_of_pretrained", "Classes are compared with one-hot labels. Use one_hot_label=False.")
def accuracy_of_pretrained__one_hot_compare():
    _, (x_test, t_test) = load_mnist(one_hot_label=True)
    predicted = predict_batch(mnist_data.pretrained_weights(), x_test)
    return float(np.mean(predicted[:, np.newaxis] == t_test))


@mistake(
    "accuracy_of_pretrained",
    "Arrays meet whose shapes do not fit: one-hot labels of shape (N, 10), for one, or images that are not flat.",
)
def accuracy_of_pretrained__one_hot_shapes():
    _, (x_test, t_test) = load_mnist(one_hot_label=True)
    return accuracy(mnist_data.pretrained_weights(), x_test, t_test)


@mistake("accuracy_of_pretrained", "The labels are texts, and '7' never equals 7. Compare numbers with numbers.")
def accuracy_of_pretrained__string_label():
    _, (x_test, t_test) = load_mnist()
    predicted = predict_batch(mnist_data.pretrained_weights(), x_test)
    right = 0
    for label, answer in zip(t_test, predicted):
        if str(label) == answer:
            right += 1
    return right / len(x_test)


@mistake("accuracy_of_pretrained", "The training images are evaluated. The network knows them: take the test images.")
def accuracy_of_pretrained__train_set_evaluated():
    (x_train, t_train), _ = load_mnist()
    return accuracy(mnist_data.pretrained_weights(), x_train, t_train)


@mistake("accuracy_of_pretrained", "The images of the last, smaller batch are not counted.")
def accuracy_of_pretrained__batch_vs_loop_differ():
    _, (x_test, t_test) = load_mnist()
    network, right = mnist_data.pretrained_weights(), 0
    for i in range(len(x_test) // 100):
        batch = slice(100 * i, 100 * (i + 1))
        right += np.sum(predict(network, x_test[batch]).argmax(axis=1) == t_test[batch])
    return float(right) / len(x_test)


@mistake("accuracy_of_pretrained", "The pixels go up to 255, but the weights were trained with pixels from 0 to 1.")
def accuracy_of_pretrained__unnormalised_input():
    _, (x_test, t_test) = load_mnist(normalize=False)
    return accuracy(mnist_data.pretrained_weights(), x_test, t_test)


@mistake("accuracy_of_pretrained", "The pixels are divided by 255 twice: load_mnist has done it already.")
def accuracy_of_pretrained__normalised_twice():
    _, (x_test, t_test) = load_mnist()
    return accuracy(mnist_data.pretrained_weights(), x_test / 255, t_test)


@mistake("accuracy_of_pretrained", "Only the first batch of images is evaluated. Take all test images.")
def accuracy_of_pretrained__first_batch_only():
    _, (x_test, t_test) = load_mnist()
    return accuracy(mnist_data.pretrained_weights(), x_test[:100], t_test[:100])


@mistake("accuracy_of_pretrained", "Only the first 1000 or so images are evaluated. Take all test images.")
def accuracy_of_pretrained__first_thousand_only():
    _, (x_test, t_test) = load_mnist()
    return accuracy(mnist_data.pretrained_weights(), x_test[:1000], t_test[:1000])


@mistake("accuracy_of_pretrained", "The accuracy is a percentage. A share from 0.0 to 1.0 is asked.")
def accuracy_of_pretrained__percent():
    _, (x_test, t_test) = load_mnist()
    return 100 * accuracy(mnist_data.pretrained_weights(), x_test, t_test)


@mistake("accuracy_of_pretrained", "The number is the reported one, typed in. It has to be worked out from the images.")
def accuracy_of_pretrained__hard_coded_example():
    return 0.9352


@mistake("accuracy_of_pretrained", "Your function hands nothing back: it gives None. End it with return.")
def accuracy_of_pretrained__returns_none():
    _, (x_test, t_test) = load_mnist()
    print(accuracy(mnist_data.pretrained_weights(), x_test, t_test))


@mistake("accuracy_of_pretrained", "For each image True or False comes back. Their mean is asked, one number.")
def accuracy_of_pretrained__wrong_shape():
    _, (x_test, t_test) = load_mnist()
    return predict_batch(mnist_data.pretrained_weights(), x_test) == t_test


@variant("accuracy_of_pretrained")
def accuracy_of_pretrained__one_by_one():
    _, (x_test, t_test) = load_mnist()
    network = mnist_data.pretrained_weights()
    right = 0
    for image, label in zip(x_test, t_test):
        probabilities = predict(network, image[np.newaxis])
        right += int(np.argmax(probabilities) == label)
    return right / len(x_test)


@variant("accuracy_of_pretrained")
def accuracy_of_pretrained__one_hot_by_argmax():
    _, (x_test, t_test) = load_mnist(one_hot_label=True)
    predicted = predict(mnist_data.pretrained_weights(), x_test).argmax(axis=1)
    return np.mean(predicted == t_test.argmax(axis=1))


@variant("accuracy_of_pretrained")
def accuracy_of_pretrained__in_batches():
    _, (x_test, t_test) = load_mnist()
    network, right = mnist_data.pretrained_weights(), 0
    for i in range(0, len(x_test), 64):
        right += np.sum(predict_batch(network, x_test[i : i + 64]) == t_test[i : i + 64])
    return float(right) / len(x_test)


@variant("accuracy_of_pretrained")
def accuracy_of_pretrained__imported_by_name():
    from mnist_data import pretrained_weights

    (_, _), (x_test, t_test) = load_mnist(normalize=True, flatten=True, one_hot_label=False)
    weights = {key: array.astype(np.float64) for key, array in pretrained_weights().items()}
    return accuracy(weights, x_test, t_test, batch_size=50)
