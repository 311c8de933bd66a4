"""What goes wrong in to_one_hot and predict_class, and what looks unusual and is right."""

import numpy as np

from autograder.mistakes import mistake, variant


@mistake("to_one_hot", "The 1 stands one column too far left: classes count from 0, and label 0 belongs to column 0.")
def to_one_hot__one_based(labels, K):
    return np.eye(K, dtype=int)[labels - 1]


@mistake("to_one_hot", "The rows hold True and False. Make numbers of them, for example with .astype(int).")
def to_one_hot__int_bool_mix(labels, K):
    return labels[:, np.newaxis] == np.arange(K)


@mistake("to_one_hot", "The number of columns comes from the largest label. Use K: the last classes may be missing.")
def to_one_hot__k_from_max(labels, K):
    return np.eye(labels.max() + 1, dtype=int)[labels]


@mistake("to_one_hot", "The number of columns comes from the labels that occur. Use K: classes may be missing.")
def to_one_hot__k_from_unique(labels, K):
    classes = np.unique(labels)
    return (labels[:, np.newaxis] == classes).astype(int)


@mistake("to_one_hot", "Rows and columns are swapped: each sample has a row of its own, (N, K).")
def to_one_hot__transposed(labels, K):
    return np.eye(K, dtype=int)[labels].T


@mistake("to_one_hot", "0 and 1 are swapped: the right class has the 1.")
def to_one_hot__inverted(labels, K):
    return 1 - np.eye(K, dtype=int)[labels]


@mistake("to_one_hot", "to_one_hot fills its table and returns nothing. End it with return.")
def to_one_hot__returns_none(labels, K):
    rows = np.zeros((len(labels), K))
    rows[np.arange(len(labels)), labels] = 1


@mistake("to_one_hot", "Only the first label gets its 1. Every row needs one.")
def to_one_hot__first_row_only(labels, K):
    rows = np.zeros((len(labels), K))
    rows[0, labels[0]] = 1
    return rows


@mistake("to_one_hot", "to_one_hot writes into the labels. Make a new array.")
def to_one_hot__mutates_input(labels, K):
    rows = np.eye(K, dtype=int)[labels]
    labels[:] = 0
    return rows


@mistake(
    "to_one_hot",
    "argmax without an axis counts through the whole batch. Each row is asked: axis=1.",
    replaces="predict_class",
)
def to_one_hot__axis_missing(y):
    return np.argmax(y)


@mistake(
    "to_one_hot",
    "argmax runs down the columns (axis 0), over the samples. The classes lie in a row: axis=1.",
    replaces="predict_class",
)
def to_one_hot__axis_0(y):
    return np.argmax(y, axis=0)


@mistake(
    "to_one_hot",
    "The largest probabilities come back. Their places are asked: argmax, not max.",
    replaces="predict_class",
)
def to_one_hot__max_not_argmax(y):
    return np.max(y, axis=1)


@mistake("to_one_hot", "predict_class counts the classes from 1. They count from 0.", replaces="predict_class")
def to_one_hot__predicts_one_based(y):
    return np.argmax(y, axis=1) + 1


@mistake("to_one_hot", "The smallest entry of each row is taken. The largest one is asked.", replaces="predict_class")
def to_one_hot__argmin(y):
    return np.argmin(y, axis=1)


@mistake("to_one_hot", "The predictions are a column (N, 1). One axis is asked: (N,).", replaces="predict_class")
def to_one_hot__wrong_shape(y):
    return np.argmax(y, axis=1, keepdims=True)


@mistake(
    "to_one_hot",
    "Probabilities are compared with 0.5. The largest one counts, and it may be below 0.5.",
    replaces="predict_class",
)
def to_one_hot__threshold(y):
    return np.argmax(y > 0.5, axis=1)


@mistake("to_one_hot", "predict_class hands nothing back: it gives None. End it with return.", replaces="predict_class")
def to_one_hot__prediction_returns_none(y):
    print(np.argmax(y, axis=1))


@variant("to_one_hot")
def to_one_hot__loop(labels, K):
    rows = np.zeros((len(labels), K))
    for row, label in zip(rows, labels):
        row[label] = 1
    return rows


@variant("to_one_hot")
def to_one_hot__comparison(labels, K):
    return (labels.reshape(-1, 1) == np.arange(K)).astype(int)


@variant("to_one_hot")
def to_one_hot__list_of_rows(labels, K):
    return np.array([[1 if k == label else 0 for k in range(K)] for label in labels])


@variant("to_one_hot", replaces="predict_class")
def to_one_hot__row_by_row(y):
    return np.array([int(np.argmax(row)) for row in y])


@variant("to_one_hot", replaces="predict_class")
def to_one_hot__last_axis(y):
    return list(np.argmax(y, axis=-1))
