"""Changes of the references of chapter 3 that no right test can see."""

from autograder.mistakes import equivalent

_ANY_NEGATIVE = "reshape takes every negative length for -1 and works it out from the others"
_NOT_ASKED = "the exercise does not ask for it"

EQUIVALENT = [
    equivalent("sigmoid", "over='ignore'", None, "it only silences a warning, and the docstring allows the warning"),
    equivalent("sigmoid", "with np.errstate(over='ignore'):", "if True:", "as above: only the warning differs"),
    equivalent("relu", "np.maximum(0, x)", "np.maximum(x, 0)", "the larger of two numbers has no order"),
    equivalent(
        "softmax",
        "probabilities = weights / weights.sum(axis=-1, keepdims=True)",
        "if True:\nweights /= weights.sum(axis=-1, keepdims=True)\nprobabilities = weights",
        "weights is the function's own new array, so nobody sees that it is overwritten",
    ),
    equivalent(
        "forward",
        "identity_function(matrix_layer(z2, network['W3'], network['b3']))",
        "matrix_layer(z2, network['W3'], network['b3'])",
        "identity_function hands on what it is given",
    ),
    equivalent("plot_activations", "(left, right) =", "(right, left) =", "which of the two axes comes first is free"),
    equivalent("plot_activations", "1, 2, figsize", "2, 1, figsize", "axes above each other show the same"),
    equivalent("plot_activations", ", figsize=(8, 2.6)", None, "the size of the figure is free"),
    equivalent("plot_activations", "'step'", "'step_'", "any name that contains 'step' is accepted"),
    equivalent("plot_activations", "'sigmoid'", "'sigmoid_'", "a name that contains 'sigmoid' is accepted"),
    equivalent("plot_activations", "left.legend", "_.legend", "a legend of the whole figure names the lines as well"),
    equivalent("plot_activations", "right.set_title('ReLU')", None, f"a title: {_NOT_ASKED}"),
    equivalent("load_mnist", "reshape(-1, ", "reshape(-2, ", _ANY_NEGATIVE),
    equivalent("load_mnist", "images.astype(np.float32) / 255", "images / 255", "the docstring accepts float64"),
    equivalent(
        "load_mnist",
        "images = images.reshape(-1, 784) if flatten else images.reshape(-1, 1, 28, 28)\n"
        "if normalize:\nimages = images.astype(np.float32) / 255",
        "if normalize:\nimages = images.astype(np.float32) / 255\n"
        "images = images.reshape(-1, 784) if flatten else images.reshape(-1, 1, 28, 28)",
        "dividing every pixel and giving the array another shape may be done in either order",
    ),
    equivalent("img_show", "reshape(28, 28)", "reshape(-28, 28)", _ANY_NEGATIVE),
    equivalent("img_show", "reshape(28, 28)", "reshape(28, -28)", _ANY_NEGATIVE),
    equivalent("predict_batch", "len(x), ", "len(x) + 1, ", "at most an empty batch more, which adds no answer"),
    equivalent("predict_batch", "argmax(axis=1)", "argmax(axis=-1)", "of two axes the last one is axis 1"),
    equivalent(
        "predict_batch",
        "float(np.mean(predict_batch(network, x, batch_size) == t))",
        "np.mean(predict_batch(network, x, batch_size) == t)",
        "np.mean gives a decimal number of NumPy, which is a float too",
    ),
    equivalent("predict_batch", "== t)", "== t, axis=0)", "there is one axis only"),
    equivalent("predict_batch", ", batch_size) ==", ") ==", "the answer does not depend on the size of the batches"),
]
