"""Changes of the references of chapter 4 that no right test can see, or that are accepted."""

from autograder.mistakes.equivalents import equivalent

FREE = "the size of a figure is free"
NUMBER = "a NumPy number is as good as a float"
GUARD = "any small guard is accepted"
BOTH_SIDES = "the two places change their names, and the slope stays"
SMALL = "any small step is accepted"
LAST = "the last of two columns or axes"
NAMES = "names are looked for, not compared"
NEW_LISTS = "new lists are alike"
ONE_LABEL_EACH = "as many labels as samples"
EQUIVALENT = [
    equivalent(
        "epoch_tracking",
        "losses, train_accuracies, test_accuracies =",
        "train_accuracies, losses, test_accuracies =",
        NEW_LISTS,
    ),
    equivalent(
        "epoch_tracking", "train_accuracies, test_accuracies =", "test_accuracies, train_accuracies =", NEW_LISTS
    ),
    equivalent(
        "epoch_tracking",
        "max(len(x_train) // batch_size, 1)",
        "max(1, len(x_train) // batch_size)",
        "the larger of two has no order",
    ),
    equivalent("epoch_tracking", "len(x_train)", "len(t_train)", ONE_LABEL_EACH),
    equivalent("sum_squared_error", "float(0.5 * np.sum((y - t) ** 2))", "0.5 * np.sum((y - t) ** 2)", NUMBER),
    equivalent("sum_squared_error", "y - t", "t - y", "a square has no sign"),
    equivalent(
        "cross_entropy_single", "float(-np.sum(t * np.log(y + 1e-07)))", "-np.sum(t * np.log(y + 1e-07))", NUMBER
    ),
    equivalent("cross_entropy_single", "1e-07))", "1e-07), axis=0)", "one sample has one axis"),
    equivalent("cross_entropy_single", "1e-07", "2e-07", GUARD),
    equivalent("cross_entropy_error", "reshape(1, -1)", "reshape(1, -2)", "NumPy takes any negative length"),
    equivalent("cross_entropy_error", "argmax(axis=1)", "argmax(axis=-1)", LAST),
    equivalent(
        "cross_entropy_error",
        "float(-np.mean(np.log(y[np.arange(len(y)), labels] + 1e-07)))",
        "-np.mean(np.log(y[np.arange(len(y)), labels] + 1e-07))",
        NUMBER,
    ),
    equivalent("cross_entropy_error", "1e-07))", "1e-07), axis=0)", "one loss for each row has one axis"),
    equivalent("cross_entropy_error", "len(y)", "len(t)", "as many targets as answers"),
    equivalent("cross_entropy_error", "len(y)", "len(labels)", "as many labels as answers"),
    equivalent("cross_entropy_error", "1e-07", "2e-07", GUARD),
    equivalent("minibatch_choice", "len(x)", "len(t)", "as many targets as inputs"),
    equivalent("numerical_diff", "h = 0.0001", "h = -0.0001", BOTH_SIDES),
    equivalent("numerical_diff", "h = 0.0001", "h = 0.0002", SMALL),
    equivalent("tangent_line", "(5.0, 10.0)", "(10.0, 5.0)", "the order of the lines is free"),
    equivalent("tangent_line", ", linestyle='--'", "", "the style of the lines is free"),
    equivalent("tangent_line", "figsize=(6, 2.6)", None, FREE),
    equivalent("tangent_line", "plt.figure(figsize=(6, 2.6))", None, FREE),
    equivalent("tangent_line", "plt.xlabel('x')", None, NAMES),
    equivalent("tangent_line", "plt.ylabel('f(x)')", None, NAMES),
    equivalent("partial_derivative", "x ** 2)", "x ** 2, axis=0)", "a place has one axis"),
    equivalent("numerical_gradient", "h = 0.0001", "h = -0.0001", BOTH_SIDES),
    equivalent("numerical_gradient", "h = 0.0001", "h = 0.0002", SMALL),
    equivalent("numerical_gradient", "np.zeros_like", "np.ones_like", "every entry is written afterwards"),
    equivalent("numerical_gradient", "np.ndindex(x.shape)", "np.ndindex(gradient.shape)", "both shapes are the same"),
    equivalent("plot_gradient_field", "[x0, x1]", "[x1, x0]", "the order of the arrows is free"),
    equivalent("plot_gradient_field", "[:, 1]", "[:, -1]", LAST),
    equivalent("plot_gradient_field", "figsize=(3.4, 3.2)", None, FREE),
    equivalent("plot_gradient_field", "plt.figure(figsize=(3.4, 3.2))", None, FREE),
    equivalent("plot_gradient_field", "plt.xlabel('x0')", None, NAMES),
    equivalent("plot_gradient_field", "plt.ylabel('x1')", None, NAMES),
    equivalent("plot_descent_path", "np.arange(-3.5, 3.6, 0.25)", None, "how fine and how wide the map is, is free"),
    equivalent("plot_descent_path", "np.arange(-4.5, 4.6, 0.25)", None, "how fine and how wide the map is, is free"),
    equivalent("plot_descent_path", "f(np.array(place))", "f(place)", "the landscape of the tests takes pairs, too"),
    equivalent("plot_descent_path", ", strict=True", None, "both tables have the same size"),
    equivalent("plot_descent_path", "figsize=(4, 3.4)", None, FREE),
    equivalent("plot_descent_path", "plt.figure(figsize=(4, 3.4))", None, FREE),
    equivalent("plot_descent_path", ", colors='0.7'", "", "the colour of the map is free"),
    equivalent("plot_descent_path", "x0.shape", "x1.shape", "both tables have the same shape"),
    equivalent("plot_descent_path", "[:, 1]", "[:, -1]", LAST),
    equivalent(
        "plot_descent_path", "plt.xlim(-3.5, 3.5)", None, "the map ends there, so Matplotlib may choose the same"
    ),
    equivalent(
        "plot_descent_path", "plt.ylim(-4.5, 4.5)", None, "the map ends there, so Matplotlib may choose the same"
    ),
    equivalent("TwoLayerNet", "argmax(axis=1)", "argmax(axis=-1)", LAST),
    equivalent(
        "TwoLayerNet",
        "float(np.mean(self.predict(x).argmax(axis=1) == labels))",
        "np.mean(self.predict(x).argmax(axis=1) == labels)",
        NUMBER,
    ),
    equivalent("TwoLayerNet", "== labels)", "== labels, axis=0)", "one answer for each row has one axis"),
    equivalent("plot_loss_and_accuracy", "(left, right)", "(right, left)", "the side is free"),
    equivalent("plot_loss_and_accuracy", "plt.subplots(1, 2", "plt.subplots(2, 1", "below is as good as beside"),
    equivalent("plot_loss_and_accuracy", ", figsize=(8, 2.6)", None, FREE),
    equivalent("plot_loss_and_accuracy", "left.set(xlabel='iterations', ylabel='loss')", None, NAMES),
    equivalent("plot_loss_and_accuracy", "label='train'", None, NAMES),
    equivalent("plot_loss_and_accuracy", "label='test'", None, NAMES),
    equivalent("plot_loss_and_accuracy", "right.set(xlabel='epochs', ylabel='accuracy', ylim=(0, 1))", None, NAMES),
]
