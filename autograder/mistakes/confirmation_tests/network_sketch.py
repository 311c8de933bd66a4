"""What goes wrong in network_sketch, and what looks unusual and is right."""

from autograder.mistakes import altered, altered_variant, mistake, variant

ID = "network_sketch"
SIZES = "[inputs] + [hidden_nodes] * hidden_layers + [outputs]"
ALTERED = [
    altered(
        ID,
        "one_hidden_layer",
        "There is one hidden layer only. hidden_layers says how many there are.",
        (SIZES, "[inputs, hidden_nodes, outputs]"),
    ),
    altered(
        ID,
        "two_hidden_layers",
        "Two hidden layers are built in. hidden_layers says how many there are.",
        (SIZES, "[inputs, hidden_nodes, hidden_nodes, outputs]"),
    ),
    altered(
        ID,
        "transposed_shapes",
        "The shapes are turned round: weights are (in, out).",
        ("= (before, after)", "= (after, before)"),
    ),
    altered(
        ID,
        "bias_missing_in_count",
        "The biases are not counted. They are parameters as well.",
        ("before * after + after", "before * after"),
    ),
    altered(
        ID,
        "weights_missing_in_count",
        "Only the biases are counted. Every weight is a parameter.",
        ("before * after + after", "after"),
    ),
    altered(
        ID,
        "hidden_4",
        "A hidden layer has one node too many. The bias is no node of its own here.",
        ("[hidden_nodes] *", "[hidden_nodes + 1] *"),
    ),
    altered(
        ID,
        "bias_of_inputs",
        "The biases belong to the nodes where the lines arrive: (out,).",
        ("= (after,)", "= (before,)"),
    ),
    altered(ID, "bias_as_row", "The biases are (1, out). One axis is asked: (out,).", ("= (after,)", "= (1, after)")),
    altered(
        ID,
        "shape_as_number",
        "(3) is a number in brackets. The shape of a flat array is (3,).",
        ("= (after,)", "= after"),
    ),
    altered(
        ID,
        "last_layer_missing",
        "The output layer is missing: it has weights and biases, too.",
        (SIZES, "[inputs] + [hidden_nodes] * hidden_layers"),
    ),
    altered(
        ID,
        "counts_from_zero",
        "The layers are numbered from 0. The first one is W1, b1.",
        ('f"W{number}"', 'f"W{number - 1}"'),
        ('f"b{number}"', 'f"b{number - 1}"'),
    ),
    altered(
        ID,
        "shapes_only",
        "Only the shapes come back. Return both: shapes, parameters.",
        ("return shapes, parameters", "return shapes"),
    ),
    altered(
        ID,
        "returns_none",
        "The results are not returned; printing them is not enough. End the function with return.",
        ("return shapes, parameters", "print(shapes, parameters)"),
    ),
    altered(
        ID,
        "float_count",
        "The number of parameters is a float. Parameters are counted: int.",
        ("parameters = 0", "parameters = 0.0"),
    ),
    altered_variant(
        ID,
        "shapes_as_lists",
        ("= (before, after)", "= [before, after]"),
        ("return shapes, parameters", "return [shapes, parameters]"),
    ),
]


@mistake("network_sketch", "The answer is the one for the drawing, whatever the sizes are.")
def network_sketch__hard_coded_example(inputs, hidden_nodes, hidden_layers, outputs):
    return {"W1": (2, 3), "b1": (3,), "W2": (3, 3), "b2": (3,), "W3": (3, 1), "b3": (1,)}, 25


@variant("network_sketch")
def network_sketch__made_of_arrays(inputs, hidden_nodes, hidden_layers, outputs):
    import numpy as np

    params = {}
    before = inputs
    for number in range(1, hidden_layers + 1):
        params[f"W{number}"] = np.zeros((before, hidden_nodes))
        params[f"b{number}"] = np.zeros(hidden_nodes)
        before = hidden_nodes
    params[f"W{hidden_layers + 1}"] = np.zeros((before, outputs))
    params[f"b{hidden_layers + 1}"] = np.zeros(outputs)
    return {name: array.shape for name, array in params.items()}, sum(array.size for array in params.values())
