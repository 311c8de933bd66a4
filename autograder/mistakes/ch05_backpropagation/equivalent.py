"""Changes of the references of chapter 5 that no right test can see, or that are accepted."""

from autograder.mistakes.equivalents import equivalent

_NUMBER = "a NumPy number is as good as a float"
_TAX = "the slope of the tax is that price"
_SAME_NODE = "an addition hands the same number to both sides"
_ONE_BACK = "what goes back through the last node of 1 is the tax itself"
_SUM = "a sum has no order"
_ALIKE = "predictions and targets have the same shape"
_NEGATIVE = "NumPy takes any negative length"
_WARNING = "exp(1000) is inf without it, too, and a warning is no mistake"
_DOUT = "nothing says that what arrives is left as it is, and it is not read any more"
_LAYERS = "the layers may have any names of their own"
_LAST = "the last of two axes"

_NEW_LISTS = "new lists are alike"
_ONE_LABEL_EACH = "as many labels as samples"
_GIVEN = (
    "the line stands in the stub; which generator draws is free, and what one without a seed draws cannot be foreseen"
)

EQUIVALENT = [
    equivalent("train_backprop", "rng = np.random.default_rng() if rng is None else rng", None, _GIVEN),
    equivalent(
        "train_backprop",
        "losses, train_accuracies, test_accuracies =",
        "train_accuracies, losses, test_accuracies =",
        _NEW_LISTS,
    ),
    equivalent(
        "train_backprop", "train_accuracies, test_accuracies =", "test_accuracies, train_accuracies =", _NEW_LISTS
    ),
    equivalent(
        "train_backprop",
        "max(len(x_train) // batch_size, 1)",
        "max(1, len(x_train) // batch_size)",
        "the larger of two has no order",
    ),
    equivalent("train_backprop", "len(x_train)", "len(t_train)", _ONE_LABEL_EACH),
    equivalent("MulLayer", "dy = dout * self.x", "if True:\ndout *= self.x\ndy = dout", _DOUT),
    equivalent("AddLayer", "dy = dout", "dy = dx", _SAME_NODE),
    equivalent("AddLayer", "return (dx, dy)", "return (dy, dx)", _SAME_NODE),
    equivalent("AddLayer", "return (dx, dy)", "return (dout, dy)", _SAME_NODE),
    equivalent("AddLayer", "return (dx, dy)", "return (dy, dy)", _SAME_NODE),
    equivalent("AddLayer", "return (dx, dy)", "return (dx, dout)", _SAME_NODE),
    equivalent("AddLayer", "return (dx, dy)", "return (dx, dx)", _SAME_NODE),
    equivalent("buy_apple", "backward(dapple_price)", "backward(tax)", _ONE_BACK),
    equivalent("buy_apple", "dapple_num, dtax)", "dapple_num, apple_price)", _TAX),
    equivalent("buy_apple_orange", "(apple_price, orange_price)", "(orange_price, apple_price)", _SUM),
    equivalent("buy_apple_orange", "dapple_price, dorange_price =", "dorange_price, dapple_price =", _SAME_NODE),
    equivalent("buy_apple_orange", "backward(dall_price)", "backward(tax)", _ONE_BACK),
    equivalent("buy_apple_orange", "backward(dorange_price)", "backward(tax)", _ONE_BACK),
    equivalent("buy_apple_orange", "backward(dorange_price)", "backward(dall_price)", _SAME_NODE),
    equivalent("buy_apple_orange", "backward(dorange_price)", "backward(dapple_price)", _SAME_NODE),
    equivalent("buy_apple_orange", "backward(dapple_price)", "backward(tax)", _ONE_BACK),
    equivalent("buy_apple_orange", "backward(dapple_price)", "backward(dall_price)", _SAME_NODE),
    equivalent("buy_apple_orange", "backward(dapple_price)", "backward(dorange_price)", _SAME_NODE),
    equivalent("buy_apple_orange", "dorange_num, dtax)", "dorange_num, all_price)", _TAX),
    equivalent("Relu", "dout.copy()", "dout", "the docstring lets backward write into what arrives"),
    equivalent("Sigmoid", "with np.errstate(over='ignore'):", "if True:", _WARNING),
    equivalent("Sigmoid", "with np.errstate(over='ignore'):", "with np.errstate():", _WARNING),
    equivalent("Affine", "reshape(len(x), -1)", "reshape(len(x), -2)", _NEGATIVE),
    equivalent("SoftmaxWithLoss", "float(self.loss)", "self.loss", "the loss of chapter 4 is a float already"),
    equivalent("SoftmaxWithLoss", "reshape(-1, ", "reshape(-2, ", _NEGATIVE),
    equivalent("SoftmaxWithLoss", "self.t.reshape(dx.shape)", "self.t", "the row of one sample is stretched by itself"),
    equivalent("IdentityWithSSE", "if x.ndim == 2", "if t.ndim == 2", _ALIKE),
    equivalent("IdentityWithSSE", "len(x) if", "len(t) if", _ALIKE),
    equivalent("IdentityWithSSE", "if self.y.ndim == 2", "if self.t.ndim == 2", _ALIKE),
    equivalent("IdentityWithSSE", "len(self.y) if", "len(self.t) if", _ALIKE),
    equivalent("IdentityWithSSE", "np.sum((x - t) ** 2)", "np.sum((t - x) ** 2)", "a square has no sign"),
    equivalent(
        "IdentityWithSSE",
        "float(0.5 * np.sum((x - t) ** 2) / batch_size)",
        "0.5 * np.sum((x - t) ** 2) / batch_size",
        _NUMBER,
    ),
    equivalent("TwoLayerNet", "'Relu1': Relu()", "'W1': Relu()", _LAYERS),
    equivalent("TwoLayerNet", "'Relu1': Relu()", "'b1': Relu()", _LAYERS),
    equivalent("TwoLayerNet", "'Relu1': Relu()", "'W2': Relu()", _LAYERS),
    equivalent("TwoLayerNet", "'Relu1': Relu()", "'b2': Relu()", _LAYERS),
    equivalent("TwoLayerNet", "argmax(axis=1)", "argmax(axis=-1)", _LAST),
    equivalent("TwoLayerNet", "float(np.mean(classes == labels))", "np.mean(classes == labels)", _NUMBER),
    equivalent("TwoLayerNet", "np.mean(classes == labels)", "np.mean(classes == labels, axis=0)", "there is one axis"),
    equivalent("gradient_check", "computed[name] - measured[name]", "measured[name] - computed[name]", "a distance"),
    equivalent(
        "gradient_check",
        "float(np.mean(np.abs(computed[name] - measured[name])))",
        "np.mean(np.abs(computed[name] - measured[name]))",
        _NUMBER,
    ),
]
