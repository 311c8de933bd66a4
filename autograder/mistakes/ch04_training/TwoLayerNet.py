"""What goes wrong in TwoLayerNet, and what looks unusual and is right."""

from functools import partial

from autograder.mistakes import altered, altered_variant

wrong = partial(altered, "TwoLayerNet")
right = partial(altered_variant, "TwoLayerNet")
W1 = '"W1": weight_init_std * np.random.standard_normal((input_size, hidden_size))'
W2 = '"W2": weight_init_std * np.random.standard_normal((hidden_size, output_size))'
B1, B2 = '"b1": np.zeros(hidden_size)', '"b2": np.zeros(output_size)'
LABELS = "labels = t.argmax(axis=1) if t.ndim > 1 else t"
SHARE = "float(np.mean(self.predict(x).argmax(axis=1) == labels))"
SLOPES = "{key: numerical_gradient(lambda _: self.loss(x, t), array) for key, array in self.params.items()}"
ALTERED = [
    wrong(
        "weights_without_scale",
        "The weights are not multiplied by weight_init_std, so they are far too large.",
        (W1, W1.replace("weight_init_std * ", "")),
        (W2, W2.replace("weight_init_std * ", "")),
    ),
    wrong(
        "std_fixed",
        "weight_init_std is not used: the weights always have the size 0.01.",
        (W1, W1.replace("weight_init_std", "0.01")),
        (W2, W2.replace("weight_init_std", "0.01")),
    ),
    wrong(
        "second_scale_missing", "W2 is not multiplied by weight_init_std.", (W2, W2.replace("weight_init_std * ", ""))
    ),
    wrong(
        "weights_uniform",
        "The weights are all positive. Draw them around 0, with standard_normal.",
        (W1, W1.replace("standard_normal(", "random_sample(")),
        (W2, W2.replace("standard_normal(", "random_sample(")),
    ),
    wrong(
        "weights_zero",
        "All weights begin at 0, so all hidden neurons stay alike. Draw them at random.",
        (W1, W1.replace("weight_init_std *", "0 *")),
        (W2, W2.replace("weight_init_std *", "0 *")),
    ),
    wrong(
        "bias_random",
        "The biases are random. They begin at 0.",
        (B1, '"b1": np.random.standard_normal(hidden_size)'),
        (B2, '"b2": np.random.standard_normal(output_size)'),
    ),
    wrong(
        "param_keys",
        "The keys of params are not W1, b1, W2 and b2.",
        (W1, W1.replace("W1", "w1")),
        ('x, self.params["W1"]', 'x, self.params["w1"]'),
    ),
    wrong(
        "shape_transposed",
        "The weights are turned round: a row for each input, a column for each neuron.",
        (W1, W1.replace("(input_size, hidden_size)", "(hidden_size, input_size)")),
        (W2, W2.replace("(hidden_size, output_size)", "(output_size, hidden_size)")),
        ('x, self.params["W1"])', 'x, self.params["W1"].T)'),
        ('z1, self.params["W2"])', 'z1, self.params["W2"].T)'),
    ),
    wrong(
        "bias_shape_row",
        "The biases have two axes, as (1, H). One is asked: (H,).",
        (B1, '"b1": np.zeros((1, hidden_size))'),
        (B2, '"b2": np.zeros((1, output_size))'),
    ),
    wrong(
        "softmax_missing_in_predict",
        "predict returns scores. Softmax makes probabilities of them, which the loss expects.",
        ("return softmax(np.dot", "return (np.dot"),
    ),
    wrong(
        "softmax_twice",
        "Softmax is applied twice: in predict and in loss.",
        ("cross_entropy_error(self.predict(x), t)", "cross_entropy_error(softmax(self.predict(x)), t)"),
    ),
    wrong(
        "sigmoid_on_output",
        "The sigmoid is applied after the last layer, too, before softmax.",
        ("return softmax(np.dot(z1", "return softmax(sigmoid(np.dot(z1"),
        ('+ self.params["b2"])', '+ self.params["b2"]))'),
    ),
    wrong("sigmoid_missing", "The hidden layer has no sigmoid.", ("z1 = sigmoid(", "z1 = (")),
    wrong(
        "relu_hidden",
        "The hidden layer has another activation than the sigmoid.",
        ("z1 = sigmoid(", "z1 = np.maximum(0, "),
    ),
    wrong(
        "same_weights_each_time",
        "Every network has the same weights: a seed is set inside __init__. Leave that out.",
        ("        self.params = {", "        np.random.seed(0)\n        self.params = {"),
    ),
    wrong(
        "squared_error",
        "The loss is a sum of squares. The cross entropy is asked for.",
        ("cross_entropy_error(self.predict(x), t)", "sum_squared_error(self.predict(x), t)"),
    ),
    wrong(
        "accuracy_without_axis",
        "argmax without an axis finds one place in the whole table. The classes of one sample lie along axis 1.",
        (LABELS, "labels = t.argmax()"),
        (SHARE, "np.sum(self.predict(x).argmax() == labels) / float(len(x))"),
    ),
    wrong(
        "calls_itself",
        "The method numerical_gradient calls itself, over and over. Call the function, without self.",
        ("{key: numerical", "{key: self.numerical"),
    ),
    wrong("first_bias_missing", "The first bias is not added.", (' + self.params["b1"]', "")),
    wrong("second_bias_missing", "The second bias is not added.", (' + self.params["b2"]', "")),
    wrong(
        "loss_sum",
        "The loss grows with the batch. The mean over the samples is asked.",
        ("cross_entropy_error(self.predict(x), t)", "cross_entropy_error(self.predict(x), t) * len(x)"),
    ),
    wrong(
        "loss_of_single_sample",
        "loss stops, or is wrong, for one sample without a batch axis.",
        (
            "return cross_entropy_error(self.predict(x), t)",
            (
                f"y, N = self.predict(x), len(x)\n        {LABELS}\n"
                "        return -np.mean(np.log(y[np.arange(N), labels] + 1e-7))"
            ),
        ),
    ),
    wrong(
        "accuracy_one_hot_axis0",
        "argmax runs down the columns. The classes of a sample lie in a row: axis=1.",
        (SHARE, SHARE.replace("axis=1", "axis=0")),
        (LABELS, LABELS.replace("axis=1", "axis=0")),
        also=("accuracy_labels_only",),
    ),
    wrong(
        "accuracy_targets_axis0",
        "argmax of the targets runs down the columns: axis=1.",
        (LABELS, LABELS.replace("axis=1", "axis=0")),
        also=("accuracy_labels_only",),
    ),
    wrong(
        "accuracy_one_hot_only",
        "accuracy takes one-hot targets only. Labels have one axis: t.ndim == 1.",
        (LABELS, "labels = t.argmax(axis=1)"),
    ),
    wrong(
        "accuracy_labels_only",
        "accuracy takes labels only. Make labels of one-hot rows by argmax.",
        (LABELS, "labels = t"),
        also=("accuracy_targets_axis0",),
    ),
    wrong(
        "accuracy_counts",
        "accuracy is the number of right answers. Divide by the number of samples.",
        (SHARE, SHARE.replace("np.mean", "np.sum")),
    ),
    wrong(
        "accuracy_in_percent", "accuracy is in percent. A share from 0.0 to 1.0 is asked.", (SHARE, "100 * " + SHARE)
    ),
    wrong(
        "numerical_gradient_returns_wrong_keys",
        "The gradients have other keys than the parameters: W1, b1, W2, b2.",
        ("{key: numerical", '{"d" + key: numerical'),
    ),
    wrong(
        "numerical_gradient_returns_list",
        "numerical_gradient returns a list. A dict with the keys of params is asked.",
        (SLOPES, f"list({SLOPES}.values())"),
    ),
    wrong(
        "biases_forgotten",
        "The biases have no gradient.",
        ("self.params.items()}", 'self.params.items() if key[0] == "W"}'),
    ),
    wrong(
        "f_ignores_params",
        "Copies of the parameters are moved, and the loss never sees them: all slopes are 0.",
        ("t), array)", "t), array.copy())"),
        also=("gradient_of_accuracy",),
    ),
    wrong(
        "gradient_of_accuracy",
        "The gradient is that of the accuracy, which is flat. Take the loss.",
        ("lambda _: self.loss", "lambda _: self.accuracy"),
        also=("f_ignores_params",),
    ),
    wrong(
        "returns_none", "predict computes the probabilities and does not return them.", ("return softmax", "softmax")
    ),
    right(
        "book_randn", (W1, W1.replace("standard_normal((input_size, hidden_size))", "randn(input_size, hidden_size)"))
    ),
    right(
        "generator",
        (W1, W1.replace("np.random.", "np.random.default_rng().")),
        (W2, W2.replace("np.random.", "np.random.default_rng().")),
    ),
    right("float_count", (SHARE, "np.sum(np.argmax(self.predict(x), axis=1) == labels) / float(x.shape[0])")),
    right(
        "key_by_key",
        (
            f"return {SLOPES}",
            (
                "grads = {}\n"
                "        for key in ('W1', 'b1', 'W2', 'b2'):\n"
                "            grads[key] = numerical_gradient(lambda W: self.loss(x, t), self.params[key])\n"
                "        return grads"
            ),
        ),
    ),
    right("shape_as_tuple", (B1, '"b1": np.zeros((hidden_size,))')),
]
