# ruff: noqa: F821 - bodies are pasted into a notebook, where the names of the chapter exist
"""What goes wrong in predict and predict_batch."""

import numpy as np

from autograder.mistakes import mistake


@mistake("predict_batch", "argmax without axis=1 gives one number for the whole batch. Read 3.6.3.")
def predict_batch__argmax_axis_missing(network, x, batch_size=100):
    starts = range(0, len(x), batch_size)
    return np.array([predict(network, x[i : i + batch_size]).argmax() for i in starts])


@mistake(
    "predict_batch",
    "argmax along axis 0 finds an image for each class. The classes lie along axis 1.",
    edit=(("argmax(axis=1)", "argmax(axis=0)"),),
)
def predict_batch__argmax_axis_0(network, x, batch_size=100):
    starts = range(0, len(x), batch_size)
    return np.concatenate([predict(network, x[i : i + batch_size]).argmax(axis=0) for i in starts])


@mistake("predict_batch", "The images of the last, smaller batch are left out.")
def predict_batch__last_batch_dropped(network, x, batch_size=100):
    answers = [np.zeros(0, dtype=int)]
    for i in range(len(x) // batch_size):
        batch = x[i * batch_size : (i + 1) * batch_size]
        answers.append(predict(network, batch).argmax(axis=1))
    return np.concatenate(answers)


@mistake("predict_batch", "The start of each batch is wrong: i counts batches, not images.")
def predict_batch__batches_overlap(network, x, batch_size=100):
    count = -(-len(x) // batch_size)
    return np.concatenate([predict(network, x[i : i + batch_size]).argmax(axis=1) for i in range(count)])


@mistake("predict_batch", "The probabilities themselves are returned. The class of each image is asked: argmax.")
def predict_batch__returns_probabilities(network, x, batch_size=100):
    starts = range(0, len(x), batch_size)
    return np.concatenate([predict(network, x[i : i + batch_size]) for i in starts])


@mistake(
    "predict_batch",
    "The classes come as decimal numbers, as np.zeros and np.append make them. Use dtype=int.",
)
def predict_batch__float_classes(network, x, batch_size=100):
    classes = np.zeros(len(x))
    for i in range(0, len(x), batch_size):
        classes[i : i + batch_size] = predict(network, x[i : i + batch_size]).argmax(axis=1)
    return classes


@mistake("predict_batch", "The classes come as a column, shape (N, 1). Shape (N,) is asked.")
def predict_batch__wrong_shape(network, x, batch_size=100):
    starts = range(0, len(x), batch_size)
    return np.concatenate([predict(network, x[i : i + batch_size]).argmax(axis=1)[:, np.newaxis] for i in starts])


@mistake("predict_batch", "predict_batch hands nothing back: it gives None. End it with return.")
def predict_batch__returns_none(network, x, batch_size=100):
    starts = range(0, len(x), batch_size)
    print(np.concatenate([predict(network, x[i : i + batch_size]).argmax(axis=1) for i in starts]))


@mistake(
    "predict_batch",
    "Softmax runs over the images of the batch (axis 0). Each image's classes lie along axis 1.",
    replaces="predict",
)
def predict_batch__softmax_over_axis0(network, x):
    z1 = sigmoid(np.dot(x, network["W1"]) + network["b1"])
    z2 = sigmoid(np.dot(z1, network["W2"]) + network["b2"])
    return softmax((np.dot(z2, network["W3"]) + network["b3"]).T).T


@mistake(
    "predict_batch",
    "The pixels are not from 0 to 1 any more: the network sees values up to 255.",
    replaces="predict",
)
def predict_batch__unnormalised_input(network, x):
    z1 = sigmoid(np.dot(x * 255, network["W1"]) + network["b1"])
    z2 = sigmoid(np.dot(z1, network["W2"]) + network["b2"])
    return softmax(np.dot(z2, network["W3"]) + network["b3"])


@mistake(
    "predict_batch",
    "The pixels come from 0 to 1 already. Dividing them by 255 again leaves hardly anything.",
    replaces="predict",
)
def predict_batch__normalised_twice(network, x):
    z1 = sigmoid(np.dot(x / 255, network["W1"]) + network["b1"])
    z2 = sigmoid(np.dot(z1, network["W2"]) + network["b2"])
    return softmax(np.dot(z2, network["W3"]) + network["b3"])


@mistake(
    "predict_batch",
    "predict returns the scores. It promises probabilities: softmax comes last.",
    replaces="predict",
    edit=(("return softmax(", "return ("),),
)
def predict_batch__softmax_missing_in_predict(network, x):
    z1 = sigmoid(np.dot(x, network["W1"]) + network["b1"])
    z2 = sigmoid(np.dot(z1, network["W2"]) + network["b2"])
    return np.dot(z2, network["W3"]) + network["b3"]


@mistake("predict_batch", "predict ends in the sigmoid. With more than two classes it is softmax.", replaces="predict")
def predict_batch__sigmoid_on_output(network, x):
    z1 = sigmoid(np.dot(x, network["W1"]) + network["b1"])
    z2 = sigmoid(np.dot(z1, network["W2"]) + network["b2"])
    return sigmoid(np.dot(z2, network["W3"]) + network["b3"])


@mistake("predict_batch", "The hidden layers of predict have no activation function.", replaces="predict")
def predict_batch__missing_activation_between(network, x):
    a1 = np.dot(x, network["W1"]) + network["b1"]
    a2 = np.dot(a1, network["W2"]) + network["b2"]
    return softmax(np.dot(a2, network["W3"]) + network["b3"])


@mistake("predict_batch", "The images are changed, as x -= ... does: write into no argument.", replaces="predict")
def predict_batch__mutates_input(network, x):
    z1 = sigmoid(np.dot(x, network["W1"]) + network["b1"])
    z2 = sigmoid(np.dot(z1, network["W2"]) + network["b2"])
    x -= x.min()
    return softmax(np.dot(z2, network["W3"]) + network["b3"])


@mistake(
    "predict_batch",
    "predict fetches the ready-trained weights and ignores the network that it is given.",
    replaces="predict",
)
def predict_batch__global_state(network, x):
    network = mnist_data.pretrained_weights()
    z1 = sigmoid(np.dot(x, network["W1"]) + network["b1"])
    z2 = sigmoid(np.dot(z1, network["W2"]) + network["b2"])
    return softmax(np.dot(z2, network["W3"]) + network["b3"])


@mistake("predict_batch", "The answer is the one of the example in the check, whatever network and images are.")
def predict_batch__hard_coded_example(network, x, batch_size=100):
    return np.array([1, 2, 0, 1, 0, 2, 2])
