"""What goes wrong in matrix_layer, and what looks unusual and is right."""

import numpy as np

from autograder.mistakes import mistake, variant


@mistake(
    "matrix_layer",
    "* multiplies entry by entry. The matrix product is np.dot(X, W) or X @ W. Read 3.3.2.",
    edit=(("np.dot(X, W)", "(X * W)"),),
)
def matrix_layer__star_instead_of_dot(X, W, B):
    return X * W + B


@mistake(
    "matrix_layer",
    "The factors are in the wrong order: it is X W, the inputs stand on the left.",
    edit=(("np.dot(X, W)", "np.dot(W, X)"),),
)
def matrix_layer__order_swapped(X, W, B):
    return np.dot(W, X) + B


@mistake("matrix_layer", "W is turned round. W[i, j] leads from input i to neuron j, so X W fits as it is.")
def matrix_layer__weight_transposed(X, W, B):
    return np.dot(X, W.T) + B


@mistake("matrix_layer", "The biases are laid along the samples. Each neuron, so each column, has its own bias.")
def matrix_layer__bias_per_row(X, W, B):
    return np.dot(X, W) + B.reshape(-1, 1)


@mistake(
    "matrix_layer",
    "np.squeeze takes away the axis of a batch that holds a single sample.",
    edit=(("return A", "return A.squeeze()"),),
)
def matrix_layer__squeezes_1d(X, W, B):
    return np.squeeze(np.dot(X, W) + B)


@mistake("matrix_layer", "For a single sample the answer has one axis too many: shape (M,) is asked, not (1, M).")
def matrix_layer__wrong_shape(X, W, B):
    return np.dot(np.atleast_2d(X), W) + B


@mistake("matrix_layer", "The biases are missing: it is X W + B.", edit=((" + B", " + 0"),))
def matrix_layer__no_bias(X, W, B):
    return np.dot(X, W)


@mistake("matrix_layer", "The biases are subtracted. They are added: X W + B.", edit=((" + B", " - B"),))
def matrix_layer__bias_subtracted(X, W, B):
    return np.dot(X, W) - B


@mistake("matrix_layer", "All biases are added to every neuron. Each neuron has its own bias.")
def matrix_layer__bias_summed(X, W, B):
    return np.dot(X, W) + np.sum(B)


@mistake(
    "matrix_layer",
    "An activation function is applied. matrix_layer ends with the weighted sums.",
    edit=(("return A", "return sigmoid(A)"),),
)
def matrix_layer__applies_sigmoid(X, W, B):
    return 1 / (1 + np.exp(-(np.dot(X, W) + B)))


@mistake("matrix_layer", "The argument B is changed, as B += ... does. Add with + and return the new array.")
def matrix_layer__mutates_input(X, W, B):
    if X.ndim > 1:
        return np.dot(X, W) + B
    B += np.dot(X, W)
    return B


@mistake("matrix_layer", "With integer inputs the result is cut down to integers, because it is given the type of X.")
def matrix_layer__integer_output(X, W, B):
    A = np.zeros_like(X, shape=X.shape[:-1] + B.shape)
    A[...] = np.dot(X, W) + B
    return A


@mistake("matrix_layer", "Your function hands nothing back: it gives None. End it with return.")
def matrix_layer__returns_none(X, W, B):
    print(np.dot(X, W) + B)


@mistake("matrix_layer", "The answer is the one of the example in the text, whatever the arguments are.")
def matrix_layer__hard_coded_example(X, W, B):
    return np.array([0.06, -0.2, 0.1])


@variant("matrix_layer")
def matrix_layer__at_operator(X, W, B):
    return X @ W + B


@variant("matrix_layer")
def matrix_layer__transposed_twice(X, W, B):
    return np.dot(W.T, X.T).T + B


@variant("matrix_layer")
def matrix_layer__einsum(X, W, B):
    return np.einsum("...i,ij->...j", X, W) + B


@variant("matrix_layer")
def matrix_layer__loop(X, W, B):
    columns = [(X * W[:, j]).sum(axis=-1) + B[j] for j in range(W.shape[1])]
    return np.stack(columns, axis=-1)


@variant("matrix_layer")
def matrix_layer__column_of_ones(X, W, B):
    ones = np.ones((*X.shape[:-1], 1))
    return np.concatenate([X, ones], axis=-1) @ np.vstack([W, B])


@mistake("matrix_layer", "The biases are added to the weights before the product. They come after it: (X W) + B.")
def matrix_layer__bias_inside(X, W, B):
    return X @ (W + B)
