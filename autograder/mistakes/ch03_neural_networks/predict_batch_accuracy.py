# ruff: noqa: F821 - bodies are pasted into a notebook, where the names of the chapter exist
"""What goes wrong in accuracy, and right ways to write the three functions of this cell."""

import numpy as np

from autograder.mistakes import mistake, variant


@mistake(
    "predict_batch",
    "The right answers are divided by the number of batches. Divide by the number of images.",
    replaces="accuracy",
)
def predict_batch__accuracy_divides_by_batches(network, x, t, batch_size=100):
    right = 0
    starts = range(0, len(x), batch_size)
    for i in starts:
        right += np.sum(predict(network, x[i : i + batch_size]).argmax(axis=1) == t[i : i + batch_size])
    return float(right) / len(starts)


@mistake("predict_batch", "accuracy leaves out the last, smaller batch.", replaces="accuracy")
def predict_batch__accuracy_drops_last_batch(network, x, t, batch_size=100):
    right = 0
    for i in range(0, len(x) - batch_size + 1, batch_size):
        right += np.sum(predict(network, x[i : i + batch_size]).argmax(axis=1) == t[i : i + batch_size])
    return float(right) / len(x)


@mistake(
    "predict_batch",
    "The accuracies of the batches are averaged, though the last batch is smaller.",
    replaces="accuracy",
)
def predict_batch__accuracy_mean_of_batches(network, x, t, batch_size=100):
    shares = []
    for i in range(0, len(x), batch_size):
        shares.append(np.mean(predict(network, x[i : i + batch_size]).argmax(axis=1) == t[i : i + batch_size]))
    return float(np.mean(shares))


@mistake(
    "predict_batch",
    "Every batch is divided by batch_size, also the last one, which is smaller.",
    replaces="accuracy",
)
def predict_batch__accuracy_divides_by_batch_size(network, x, t, batch_size=100):
    shares = []
    for i in range(0, len(x), batch_size):
        right = np.sum(predict(network, x[i : i + batch_size]).argmax(axis=1) == t[i : i + batch_size])
        shares.append(right / batch_size)
    return float(np.mean(shares))


@mistake("predict_batch", "The accuracy is a percentage. A share from 0.0 to 1.0 is asked.", replaces="accuracy")
def predict_batch__accuracy_in_percent(network, x, t, batch_size=100):
    return float(np.mean(predict_batch(network, x, batch_size) == t)) * 100


@mistake(
    "predict_batch",
    "The right answers are counted, but not divided by the number of images.",
    replaces="accuracy",
    edit=(("np.mean(", "np.sum("),),
)
def predict_batch__accuracy_counts(network, x, t, batch_size=100):
    return float(np.sum(predict_batch(network, x, batch_size) == t))


@mistake("predict_batch", "That is the share of wrong answers.", replaces="accuracy", edit=((" == t", " != t"),))
def predict_batch__accuracy_of_errors(network, x, t, batch_size=100):
    return float(np.mean(predict_batch(network, x, batch_size) != t))


@mistake("predict_batch", "accuracy hands nothing back: it gives None. End it with return.", replaces="accuracy")
def predict_batch__accuracy_returns_none(network, x, t, batch_size=100):
    print(np.mean(predict_batch(network, x, batch_size) == t))


@variant("predict_batch")
def predict_batch__softmax_skipped(network, x, batch_size=100):
    classes = []
    for i in range(0, len(x), batch_size):
        z1 = sigmoid(x[i : i + batch_size] @ network["W1"] + network["b1"])
        z2 = sigmoid(z1 @ network["W2"] + network["b2"])
        classes.extend(np.argmax(z2 @ network["W3"] + network["b3"], axis=1))
    return np.array(classes)


@variant("predict_batch")
def predict_batch__one_by_one(network, x, batch_size=100):
    classes = np.zeros(len(x), dtype=np.uint8)
    for i, image in enumerate(x):
        classes[i] = np.argmax(predict(network, image[np.newaxis]))
    return classes


@variant("predict_batch")
def predict_batch__filled_in(network, x, batch_size=100):
    classes = np.empty(len(x), dtype=int)
    for i in range(0, len(x), batch_size):
        classes[i : i + batch_size] = np.argmax(predict(network, x[i : i + batch_size]), axis=1)
    return classes


@variant("predict_batch")
def predict_batch__plain_list(network, x, batch_size=100):
    classes = []
    for i in range(0, len(x), batch_size):
        classes += predict(network, x[i : i + batch_size]).argmax(axis=1).tolist()
    return classes


@variant("predict_batch", replaces="accuracy")
def predict_batch__counting(network, x, t, batch_size=100):
    right = 0
    for i in range(0, len(x), batch_size):
        batch = predict_batch(network, x[i : i + batch_size])
        right += np.sum(batch == t[i : i + batch_size])
    return right / x.shape[0]


@variant("predict_batch", replaces="predict")
def predict_batch__with_matrix_layer(network, x):
    for number, activation in [(1, sigmoid), (2, sigmoid), (3, softmax)]:
        x = activation(matrix_layer(x, network[f"W{number}"], network[f"b{number}"]))
    return x
