"""What goes wrong in TwoLayerNet, and what looks unusual and is right."""

from autograder.mistakes import altered, altered_variant

_AFFINE1 = 'Affine(self.params["W1"], self.params["b1"])'
_AFFINE2 = 'Affine(self.params["W2"], self.params["b2"])'
_PREDICT = "        for layer in self.layers.values():\n            x = layer.forward(x)\n        return x\n"
_LOSS = "return self.last_layer.forward(self.predict(x), t)"
_START = "dout = self.last_layer.backward(1)"
_BACK = "for layer in reversed(self.layers.values()):"
_RANDOM1, _RANDOM2 = "np.random.randn(input_size, hidden_size)", "np.random.randn(hidden_size, output_size)"
_W1, _W2 = f'"W1": weight_init_std * {_RANDOM1}', f'"W2": weight_init_std * {_RANDOM2}'
_LABELS = "labels = t.argmax(axis=1) if t.ndim == 2 else t"
_MEAN = "return float(np.mean(classes == labels))"

ALTERED = [
    altered(
        "TwoLayerNet",
        "params_not_shared",
        "The layers work on copies of the parameters, so a step that writes into params changes nothing. Hand over the "
        "arrays themselves.",
        (_AFFINE1, 'Affine(self.params["W1"].copy(), self.params["b1"].copy())'),
        (_AFFINE2, 'Affine(self.params["W2"].copy(), self.params["b2"].copy())'),
    ),
    altered(
        "TwoLayerNet",
        "gradient_measured",
        "The gradient is measured by numerical_gradient, which is far too slow to train with. Send it back through the "
        "layers.",
        (_START, f"return self.numerical_gradient(x, t)\n        {_START}"),
    ),
    altered(
        "TwoLayerNet",
        "biases_not_shared",
        "The layers have biases of their own, beside those in params. Hand over the arrays of params themselves.",
        (_AFFINE1, 'Affine(self.params["W1"], np.zeros(hidden_size))'),
        (_AFFINE2, 'Affine(self.params["W2"], np.zeros(output_size))'),
    ),
    altered(
        "TwoLayerNet",
        "reversed_missing",
        "Backward runs through the layers in the order of forward. It starts at the last one: reversed(...).",
        (_BACK, "for layer in self.layers.values():"),
    ),
    altered(
        "TwoLayerNet",
        "list_of_layers_reversed_in_place",
        "The layers are turned round for good, so the next call runs them the wrong way. reversed(...) leaves them as "
        "they are.",
        (_BACK, "self.layers = dict(reversed(self.layers.items()))\n        for layer in self.layers.values():"),
    ),
    altered(
        "TwoLayerNet",
        "softmax_in_predict_and_last_layer",
        "Softmax is applied twice: in predict and in the last layer. Predict returns scores.",
        (
            "            x = layer.forward(x)\n        return x",
            "            x = layer.forward(x)\n        return softmax(x)",
        ),
    ),
    altered(
        "TwoLayerNet",
        "gradient_keys_swapped",
        "The gradients of the two layers are swapped: W1 and b1 belong to the first Affine.",
        ('"W1": self.layers["Affine1"].dW', '"W1": self.layers["Affine2"].dW'),
        ('"b1": self.layers["Affine1"].db', '"b1": self.layers["Affine2"].db'),
        ('"W2": self.layers["Affine2"].dW', '"W2": self.layers["Affine1"].dW'),
        ('"b2": self.layers["Affine2"].db', '"b2": self.layers["Affine1"].db'),
    ),
    altered(
        "TwoLayerNet",
        "weights_and_biases_swapped",
        "The gradients of weights and biases are swapped: dW belongs to W, db to b.",
        ('"W1": self.layers["Affine1"].dW', '"W1": self.layers["Affine1"].db'),
        ('"b1": self.layers["Affine1"].db', '"b1": self.layers["Affine1"].dW'),
        ('"W2": self.layers["Affine2"].dW', '"W2": self.layers["Affine2"].db'),
        ('"b2": self.layers["Affine2"].db', '"b2": self.layers["Affine2"].dW'),
    ),
    altered(
        "TwoLayerNet",
        "activation_after_output",
        "A ReLU stands behind the last Affine, so no score can be negative. The scores leave as they are.",
        (_AFFINE2, f'{_AFFINE2},\n            "Relu2": Relu()'),
    ),
    altered(
        "TwoLayerNet",
        "no_activation",
        "There is no activation between the two Affine layers, so they are no more than one. Relu goes between them.",
        ('            "Relu1": Relu(),\n', ""),
    ),
    altered(
        "TwoLayerNet",
        "sigmoid_hidden",
        "The hidden layer uses the sigmoid, as in chapter 4. This network uses Relu.",
        ('"Relu1": Relu()', '"Relu1": Sigmoid()'),
    ),
    altered(
        "TwoLayerNet",
        "loss_gradient_dout",
        "Backward starts with the value of the loss. It starts with 1.",
        (
            "        self.loss(x, t)\n        dout = self.last_layer.backward(1)",
            "        dout = self.last_layer.backward(self.loss(x, t))",
        ),
    ),
    altered(
        "TwoLayerNet",
        "no_forward_in_gradient",
        "Gradient does not go forward first, so the layers still remember another batch. Call loss(x, t) before.",
        (
            "        self.loss(x, t)\n        dout",
            "        if self.last_layer.y is None:\n            self.loss(x, t)\n        dout",
        ),
    ),
    altered(
        "TwoLayerNet",
        "weights_without_scale",
        "The weights are not multiplied by weight_init_std.",
        (_W1, f'"W1": {_RANDOM1}'),
        (_W2, f'"W2": {_RANDOM2}'),
    ),
    altered(
        "TwoLayerNet",
        "second_weights_without_scale",
        "W2 is not multiplied by weight_init_std.",
        (_W2, f'"W2": {_RANDOM2}'),
    ),
    altered(
        "TwoLayerNet",
        "fixed_scale",
        "The weights are always scaled by 0.01. The scale is the argument weight_init_std.",
        (_W1, f'"W1": 0.01 * {_RANDOM1}'),
        (_W2, f'"W2": 0.01 * {_RANDOM2}'),
    ),
    altered(
        "TwoLayerNet",
        "uniform_weights",
        "The weights are all positive, as np.random.rand draws them. np.random.randn draws them around 0.",
        (_RANDOM1, "np.random.rand(input_size, hidden_size)"),
        (_RANDOM2, "np.random.rand(hidden_size, output_size)"),
    ),
    altered(
        "TwoLayerNet",
        "zero_weights",
        "The weights start at 0. All hidden neurons are then alike and stay so: draw random numbers.",
        (_RANDOM1, "np.zeros((input_size, hidden_size))"),
        (_RANDOM2, "np.zeros((hidden_size, output_size))"),
    ),
    altered(
        "TwoLayerNet",
        "same_weights_each_time",
        "Every network has the same weights: the random numbers are seeded anew inside __init__. Leave that out.",
        ("        self.params = {", "        np.random.seed(0)\n        self.params = {"),
    ),
    altered(
        "TwoLayerNet",
        "bias_random",
        "The biases are random. They start at 0.",
        ('"b1": np.zeros(hidden_size)', '"b1": weight_init_std * np.random.randn(hidden_size)'),
        ('"b2": np.zeros(output_size)', '"b2": weight_init_std * np.random.randn(output_size)'),
    ),
    altered(
        "TwoLayerNet",
        "shape_transposed",
        "W1 is turned round. Its shape is (input, hidden): the input comes first.",
        (_RANDOM1, "np.random.randn(hidden_size, input_size)"),
        (_AFFINE1, 'Affine(self.params["W1"].T, self.params["b1"])'),
        ('"W1": self.layers["Affine1"].dW', '"W1": self.layers["Affine1"].dW.T'),
    ),
    altered(
        "TwoLayerNet",
        "accuracy_one_hot_only",
        "Accuracy takes labels for one-hot rows. Look at t.ndim: labels have one axis.",
        (_LABELS, "labels = t.argmax(axis=-1)"),
    ),
    altered(
        "TwoLayerNet",
        "accuracy_labels_only",
        "Accuracy takes one-hot rows for labels. Where t has two axes, t.argmax(axis=1) gives the classes.",
        (_LABELS, "labels = t if t.ndim == 1 else t[:, 0]"),
    ),
    altered(
        "TwoLayerNet",
        "accuracy_axis0",
        "Accuracy looks for the best sample of each class (axis 0). The classes of one sample lie along axis 1.",
        ("classes = self.predict(x).argmax(axis=1)", "classes = np.resize(self.predict(x).argmax(axis=0), len(x))"),
    ),
    altered(
        "TwoLayerNet",
        "accuracy_counts",
        "Accuracy is a number of samples. Divide it by how many there are.",
        (_MEAN, "return float(np.sum(classes == labels))"),
    ),
    altered(
        "TwoLayerNet",
        "accuracy_in_percent",
        "Accuracy is in percent. A share from 0.0 to 1.0 is asked for.",
        (_MEAN, "return float(100 * np.mean(classes == labels))"),
    ),
    altered(
        "TwoLayerNet",
        "accuracy_without_axis",
        "argmax without an axis finds one place in the whole table. The classes of one sample lie along axis 1.",
        ("classes = self.predict(x).argmax(axis=1)", "classes = self.predict(x).argmax()"),
        (_LABELS, "labels = t.argmax()"),
        (_MEAN, "return np.sum(classes == labels) / float(len(x))"),
    ),
    altered(
        "TwoLayerNet",
        "relu_left_out_in_backward",
        "Backward leaves Relu out. The gradient passes every layer on its way back, Relu, too.",
        (_BACK, f"{_BACK}\n            if isinstance(layer, Relu):\n                continue"),
    ),
    altered(
        "TwoLayerNet",
        "loss_of_scores_only",
        "Loss returns the scores. The last layer makes one number of them.",
        (_LOSS, "self.last_layer.forward(self.predict(x), t)\n        return self.predict(x)"),
    ),
    altered(
        "TwoLayerNet",
        "predict_returns_none",
        "Predict returns nothing. End it with return, behind the loop.",
        (_PREDICT, "        for layer in self.layers.values():\n            x = layer.forward(x)\n"),
    ),
    altered(
        "TwoLayerNet",
        "only_first_layer",
        "Predict ends after the first layer, as a return inside its loop makes it. It stands behind the loop.",
        (
            _PREDICT,
            "        for layer in self.layers.values():\n            x = layer.forward(x)\n            return x\n",
        ),
    ),
    altered(
        "TwoLayerNet",
        "gradient_returns_none",
        "Gradient returns nothing. Return a dict with W1, b1, W2 and b2.",
        ('        return {\n            "W1": self.layers', '        self.grads = {\n            "W1": self.layers'),
    ),
    altered(
        "TwoLayerNet",
        "step_inside_gradient",
        "Gradient changes the parameters. It only returns the gradients; the step is taken elsewhere.",
        (
            '        return {\n            "W1": self.layers',
            (
                '        self.params["W1"] -= 0.1 * self.layers["Affine1"].dW\n'
                '        return {\n            "W1": self.layers'
            ),
        ),
    ),
    altered_variant(
        "TwoLayerNet",
        "numbered_list",
        (_BACK, "for layer in list(self.layers.values())[::-1]:"),
        (_START, "dout = self.last_layer.backward()"),
    ),
    altered_variant(
        "TwoLayerNet",
        "normal_distribution",
        (f"weight_init_std * {_RANDOM1}", "np.random.normal(0, weight_init_std, (input_size, hidden_size))"),
        (
            f"weight_init_std * {_RANDOM2}",
            "np.random.default_rng().normal(0, weight_init_std, (hidden_size, output_size))",
        ),
    ),
    altered_variant(
        "TwoLayerNet",
        "calls_written_out",
        (
            _PREDICT,
            (
                '        hidden = self.layers["Relu1"].forward(self.layers["Affine1"].forward(x))\n'
                '        return self.layers["Affine2"].forward(hidden)\n'
            ),
        ),
        (_LABELS, "labels = t\n        if t.ndim != 1:\n            labels = np.argmax(t, axis=1)"),
        (_MEAN, "return np.sum(classes == labels) / float(x.shape[0])"),
    ),
]
