"""What goes wrong in affine_column, and what looks unusual and is right."""

import numpy as np

from autograder.mistakes import mistake, variant


@mistake(
    "affine_column", "W is used the wrong way round, as h W or W.T. In this chapter a neuron's weights are a row: W h."
)
def affine_column__transposed_weights(W, h, b):
    return np.dot(h, W) + b


@mistake("affine_column", "The star multiplies entry by entry and adds nothing up. A layer needs @ or np.dot.")
def affine_column__elementwise_product(W, h, b):
    return W * h + b


@mistake("affine_column", "The biases are not added.")
def affine_column__missing_bias(W, h, b):
    return np.dot(W, h)


@mistake("affine_column", "b is made a column (M, 1), so adding it gives (M, M). Leave it as it comes: (M,).")
def affine_column__bias_broadcast_column(W, h, b):
    return np.dot(W, h) + b.reshape(-1, 1)


@mistake("affine_column", "Every neuron gets the bias of the first one. Add the whole array b, not b[0].")
def affine_column__single_bias(W, h, b):
    return np.dot(W, h) + b[0]


@mistake("affine_column", "The biases are subtracted. They are added: W h + b.")
def affine_column__bias_subtracted(W, h, b):
    return np.dot(W, h) - b


@mistake("affine_column", "One number comes back for all neurons together: the sum runs over the whole table.")
def affine_column__one_sum_for_all(W, h, b):
    return np.sum(W * h) + b


@mistake("affine_column", "The result is a column (M, 1). One axis is asked: (M,).")
def affine_column__wrong_shape(W, h, b):
    return np.dot(W, h.reshape(-1, 1)) + b.reshape(-1, 1)


@mistake("affine_column", "Your function hands nothing back: it gives None. End it with return.")
def affine_column__returns_none(W, h, b):
    print(np.dot(W, h) + b)


@mistake("affine_column", "The argument b is changed, as b += ... does. Build a new array: W h + b.")
def affine_column__mutates_input(W, h, b):
    b += np.dot(W, h)
    return b


@mistake("affine_column", "The sums are cut down to whole numbers. Weights and inputs may be decimals.")
def affine_column__integer_output(W, h, b):
    u = np.zeros(len(W), dtype=int)
    u[:] = np.dot(W, h) + b
    return u


@mistake("affine_column", "The answer is the one of the example in the text, whatever W, h and b are.")
def affine_column__hard_coded_example(W, h, b):
    return np.array([11, -9])


@variant("affine_column")
def affine_column__at_sign(W, h, b):
    return W @ h + b


@variant("affine_column")
def affine_column__turned_round(W, h, b):
    return np.dot(h, W.T) + b


@variant("affine_column")
def affine_column__sums_of_rows(W, h, b):
    return np.sum(W * h, axis=1) + b


@variant("affine_column")
def affine_column__loops(W, h, b):
    u = []
    for row, bias in zip(W, b):
        total = bias
        for weight, value in zip(row, h):
            total = total + weight * value
        u.append(total)
    return np.array(u)


@variant("affine_column")
def affine_column__as_columns_inside(W, h, b):
    u = W.dot(h[:, np.newaxis]) + b[:, np.newaxis]
    return u[:, 0]
