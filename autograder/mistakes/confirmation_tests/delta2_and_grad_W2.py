"""What goes wrong in delta2_and_grad_W2, and what looks unusual and is right."""

import numpy as np

from autograder.mistakes import altered, altered_variant, mistake, variant

ID = "delta2_and_grad_W2"
BACK = "return delta2, np.dot(z1.T, delta2)"
SIGMOID = "delta2 = delta2 * y * (1 - y)"
ALTERED = [
    altered(
        ID,
        "d_minus_y",
        "The sign is wrong: the derivative of 1/2 (y - d)^2 by y is y - d.",
        ("delta2 = y - d", "delta2 = d - y"),
    ),
    altered(
        ID,
        "outer_order",
        "The gradient is turned round: it has the shape of W2, (H, K). Use z1.T @ delta2.",
        ("np.dot(z1.T, delta2)", "np.dot(delta2.T, z1)"),
    ),
    altered(
        ID,
        "missing_activation_derivative",
        "With a sigmoid as output, delta2 also holds its derivative y (1 - y).",
        (SIGMOID, "pass"),
    ),
    altered(
        ID,
        "derivative_always",
        "The derivative of the sigmoid is used for identity as well. There dy/du is 1.",
        ('output == "sigmoid"', "output"),
    ),
    altered(
        ID,
        "derivative_in_gradient_only",
        "The sigmoid's derivative belongs into delta2, not only into the gradient.",
        (SIGMOID, "return delta2, np.dot(z1.T, delta2 * y * (1 - y))"),
    ),
    altered(
        ID,
        "derivative_of_target",
        "The sigmoid's derivative is y (1 - y), with the output y, not with the target.",
        (SIGMOID, "delta2 = delta2 * d * (1 - d)"),
    ),
    altered(
        ID,
        "factor_2",
        "There is a factor 2 too many: the one half of E cancels it.",
        ("delta2 = y - d", "delta2 = 2 * (y - d)"),
    ),
    altered(
        ID,
        "error_instead_of_derivative",
        "That is the squared error. Its derivative by y is y - d.",
        ("delta2 = y - d", "delta2 = 0.5 * (y - d) ** 2"),
    ),
    altered(
        ID,
        "divided_by_samples",
        "The gradient is divided by the number of samples. E is a sum, so nobody divides here.",
        ("np.dot(z1.T, delta2)", "np.dot(z1.T, delta2) / len(y)"),
    ),
    altered(
        ID,
        "delta_divided_by_samples",
        "delta2 is divided by the number of samples. E is a sum, so nobody divides here.",
        ("delta2 = y - d", "delta2 = (y - d) / len(y)"),
    ),
    altered(
        ID,
        "first_sample_only",
        "Only the first sample contributes to the gradient. All of them are added up.",
        ("np.dot(z1.T, delta2)", "np.outer(z1[0], delta2[0])"),
    ),
    altered(
        ID,
        "shape_1d",
        "With one sample or one output an axis is lost. Both results are tables: (N, K) and (H, K).",
        (BACK, "return np.squeeze(delta2), np.squeeze(np.dot(z1.T, delta2))"),
    ),
    altered(
        ID,
        "samples_flattened",
        "The samples are laid in one row, so every one meets every other one.",
        ("np.dot(z1.T, delta2)", "np.outer(z1, delta2)"),
    ),
    altered(
        ID,
        "results_swapped",
        "The two results are swapped: first delta2, then grad_W2.",
        (BACK, "return np.dot(z1.T, delta2), delta2"),
    ),
    altered(
        ID,
        "gradient_only",
        "Only the gradient comes back. Return both: delta2, grad_W2.",
        (BACK, "return np.dot(z1.T, delta2)"),
    ),
    altered(
        ID,
        "mutates_input",
        "The outputs y are changed, as y -= d does. Make a new array: y - d.",
        ("delta2 = y - d", "s = y * (1 - y)\n    y -= d\n    delta2 = y"),
        (SIGMOID, "delta2 = delta2 * s"),
    ),
    altered(
        ID,
        "returns_none",
        "The results are not returned; printing them is not enough. End the function with return.",
        (BACK, "print(delta2, np.dot(z1.T, delta2))"),
    ),
    altered_variant(ID, "at_sign", ("np.dot(z1.T, delta2)", "z1.T @ delta2")),
    altered_variant(ID, "turned_twice", ("np.dot(z1.T, delta2)", "np.dot(delta2.T, z1).T")),
    altered_variant(ID, "derivative_with_square", (SIGMOID, "delta2 = (y - d) * (y - y**2)")),
]


@mistake("delta2_and_grad_W2", "The answer is the one of the example in the text, whatever the arrays are.")
def delta2_and_grad_W2__hard_coded_example(z1, y, d, output="identity"):
    return np.array([[-0.2, 0.4]]), np.array([[-0.2, 0.4], [-0.4, 0.8], [-0.1, 0.2]])


@variant("delta2_and_grad_W2")
def delta2_and_grad_W2__sample_by_sample(z1, y, d, output="identity"):
    derivative = y * (1 - y) if output == "sigmoid" else np.ones(y.shape)
    delta2 = (y - d) * derivative
    grad = np.zeros((z1.shape[1], y.shape[1]))
    for hidden, delta in zip(z1, delta2):
        grad += np.outer(hidden, delta)
    return [delta2, grad]
