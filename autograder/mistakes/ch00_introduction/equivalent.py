"""Changes of the references of the introduction that no right test can see."""

from autograder.mistakes import equivalent

_FLAT = "the array has one axis, and turning it round changes nothing"
_NUMPY_NUMBER = "a number of NumPy is a number as well"
_ONE_AXIS = "the array has one axis only"
_ONE_ROW = "w2 has one row, and its last row is its first"
_FREE_SIZE = "the size of the figure is free"
_FREE_STYLE = "the style of the lines is free"

EQUIVALENT = [
    equivalent("affine_column", "np.dot(W, h)", "np.dot(W, h.T)", _FLAT),
    equivalent("relu_hand_forward", "np.maximum(0, u1)", "np.maximum(u1, 0)", "the larger of two numbers has no order"),
    equivalent("sigmoid_forward_000", "with np.errstate(over='ignore'):", None, "only a warning differs"),
    equivalent(
        "mean_squared_error", "np.ravel(t) - np.ravel(y)", "np.ravel(y) - np.ravel(t)", "the square has no sign"
    ),
    equivalent("mean_squared_error", "float(np.mean(differences ** 2))", "np.mean(differences ** 2)", _NUMPY_NUMBER),
    equivalent("mean_squared_error", "differences ** 2)", "differences ** 2, axis=0)", _ONE_AXIS),
    equivalent("to_one_hot", ", dtype=int", "", "0 and 1 may be int or float"),
    equivalent("to_one_hot", "dtype=int", "dtype=float", "0 and 1 may be int or float"),
    equivalent("to_one_hot", "axis=1", "axis=-1", "of two axes the last one is axis 1"),
    equivalent("cross_entropy_variants", "1e-07", "2e-07", "guards of any such size are accepted"),
    equivalent("cross_entropy_variants", "axis=1", "axis=-1", "of two axes the last one is axis 1"),
    equivalent("cross_entropy_variants", "= y.shape", "= t.shape", "y and t have the same shape"),
    equivalent("cross_entropy_variants", "errors.sum()", "errors.sum(axis=0)", _ONE_AXIS),
    equivalent("grad_w1_000", "net['w2'][0]", "net['w2']", "a table with one row: np.outer flattens the product"),
    equivalent("grad_w1_000", "net['w2'][0]", "net['w2'][-1]", _ONE_ROW),
    equivalent("grads_001", "net['w2'][0]", "net['w2'][-1]", _ONE_ROW),
    equivalent(
        "train_two_layer_001",
        "mean_squared_error(linear_output_forward_001(params, x), t)",
        "mean_squared_error(t, linear_output_forward_001(params, x))",
        "the square has no sign",
    ),
    equivalent(
        "train_two_layer_001", "001(params, x), t)]", "001(net, x), t)]", "params is net before the first update"
    ),
    equivalent("train_two_layer_001", "grads[name], lr)", "lr, grads[name])", "products have no order"),
    equivalent("train_two_layer_001", "for name in params", "for name in net", "both have the same keys"),
    equivalent("train_two_layer_001", "for name in params", "for name in grads", "both have the same keys"),
    equivalent("train_two_layer_001", "return 0.1", "return 0.2", "any learning rate from 0.04 to 0.45 is accepted"),
    equivalent("conv_patch", "float(np.sum(patch * kernel) + bias)", "np.sum(patch * kernel) + bias", _NUMPY_NUMBER),
    equivalent("pool_2d", "x.shape[1]", "x.shape[-1]", "of two axes the last one is axis 1"),
    equivalent(
        "pool_2d",
        "np.array([[shrink(x[i:i + size, j:j + size]) for j in columns] for i in rows])",
        "[[shrink(x[i:i + size, j:j + size]) for j in columns] for i in rows]",
        "a list of rows is accepted",
    ),
    equivalent("sigmoid_derivative_plot", "-6, 6, 121", "6, -6, 121", "a line may be drawn from right to left"),
    equivalent("sigmoid_derivative_plot", "121", "122", "finer steps are accepted"),
    equivalent("sigmoid_derivative_plot", "121", "242", "finer steps are accepted"),
    equivalent("sigmoid_derivative_plot", "plt.figure(figsize=(5, 2.4))", None, _FREE_SIZE),
    equivalent("sigmoid_derivative_plot", "'-'", None, _FREE_STYLE),
    equivalent("sigmoid_derivative_plot", ", '-'", "", _FREE_STYLE),
    equivalent("sigmoid_derivative_plot", "'--'", None, _FREE_STYLE),
    equivalent("sigmoid_derivative_plot", ", '--'", "", _FREE_STYLE),
    equivalent("sigmoid_derivative_plot", "':'", None, _FREE_STYLE),
    equivalent("sigmoid_derivative_plot", ", ':'", "", _FREE_STYLE),
    equivalent("vanishing_factor", "float(0.25 ** L)", "0.25 ** L", "it is a float already"),
]
