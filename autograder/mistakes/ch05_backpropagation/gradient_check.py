"""What goes wrong in gradient_check, and what looks unusual and is right."""

from autograder.mistakes import altered, altered_variant

_MEASURED = "measured = network.numerical_gradient(x, t)"
_COMPUTED = "computed = network.gradient(x, t)"
_ENTRY = "float(np.mean(np.abs(computed[name] - measured[name])))"
_ALL = "for name in network.params"

ALTERED = [
    altered(
        "gradient_check",
        "compares_after_update",
        "A step of gradient descent is taken between the two gradients. Both belong to the same parameters.",
        (_MEASURED, "computed = network.gradient(x, t)\n    take_step(network, computed)"),
        (_COMPUTED, "measured = network.numerical_gradient(x, t)"),
    ),
    altered(
        "gradient_check",
        "sum_instead_of_mean",
        "The differences are added up. Take their mean, so that large and small parameters can be compared.",
        (_ENTRY, "float(np.sum(np.abs(computed[name] - measured[name])))"),
    ),
    altered(
        "gradient_check",
        "mixed_batches",
        "The two gradients are taken with different samples: one with all, the other with the first only.",
        (_COMPUTED, "computed = network.gradient(x[:1], t[:1])"),
    ),
    altered(
        "gradient_check",
        "measured_on_one_sample",
        "The measured gradient uses the first sample only. Both gradients are taken with all samples given.",
        (_MEASURED, "measured = network.numerical_gradient(x[:1], t[:1])"),
    ),
    altered(
        "gradient_check",
        "relative_without_floor",
        "The differences are divided by the gradient, which is exactly 0 behind a shut ReLU: 0/0 is nan. Asked for is "
        "the mean absolute difference.",
        (
            _ENTRY,
            "float(np.mean(np.abs((computed[name] - measured[name]) / measured[name])))",
        ),
    ),
    altered(
        "gradient_check",
        "relative_error",
        "The differences are divided by the size of the gradients. Asked for is the mean absolute difference.",
        (
            _ENTRY,
            (
                "float(np.mean(np.abs(computed[name] - measured[name])"
                " / (np.abs(computed[name]) + np.abs(measured[name]) + 1e-8)))"
            ),
        ),
    ),
    altered(
        "gradient_check",
        "signed_difference",
        "The absolute value is missing, so differences of both signs cancel.",
        (_ENTRY, "float(np.mean(computed[name] - measured[name]))"),
    ),
    altered(
        "gradient_check",
        "abs_of_mean",
        "The absolute value is taken of the mean, when the signs have cancelled already. First abs, then mean.",
        (_ENTRY, "float(np.abs(np.mean(computed[name] - measured[name])))"),
    ),
    altered(
        "gradient_check",
        "squared_difference",
        "The differences are squared. Asked for is the mean of their absolute values.",
        (_ENTRY, "float(np.mean((computed[name] - measured[name]) ** 2))"),
    ),
    altered(
        "gradient_check",
        "largest_difference",
        "The largest difference is taken. Asked for is the mean.",
        (_ENTRY, "float(np.max(np.abs(computed[name] - measured[name])))"),
    ),
    altered(
        "gradient_check",
        "mean_of_sizes",
        "The mean sizes of the two gradients are compared. Compare entry by entry, then take the mean.",
        (_ENTRY, "float(np.abs(np.mean(np.abs(computed[name])) - np.mean(np.abs(measured[name]))))"),
    ),
    altered(
        "gradient_check",
        "same_gradient_twice",
        "A gradient is compared with itself, so the check always passes. One of the two has to be measured.",
        (_MEASURED, "measured = network.gradient(x, t)"),
        also=("backprop_left_out",),
    ),
    altered(
        "gradient_check",
        "backprop_left_out",
        "The measured gradient is compared with itself, so the check always passes. The other one comes from "
        "network.gradient.",
        (_COMPUTED, "computed = measured"),
        also=("same_gradient_twice",),
    ),
    altered(
        "gradient_check",
        "differences_as_arrays",
        "The entries are arrays of differences. One number for each parameter: their mean.",
        (_ENTRY, "np.abs(computed[name] - measured[name])"),
    ),
    altered(
        "gradient_check",
        "weights_only",
        "Only the weights are compared. The biases are parameters, too: go through all of network.params.",
        (_ALL, "for name in ('W1', 'W2')"),
    ),
    altered(
        "gradient_check",
        "one_number",
        "One number comes back. Return a dict with an entry for each parameter, so that one sees which layer is wrong.",
        (
            "return {name: float(np.mean(np.abs(computed[name] - measured[name]))) for name in network.params}",
            "return float(np.mean([np.mean(np.abs(computed[name] - measured[name])) for name in network.params]))",
        ),
    ),
    altered(
        "gradient_check",
        "returns_none",
        "The function hands nothing back: it gives None. End it with return.",
        ("return {name", "table = {name"),
    ),
    altered_variant(
        "gradient_check",
        "gradient_first",
        (_MEASURED, "computed = network.gradient(x, t)"),
        (_COMPUTED, "measured = network.numerical_gradient(x, t)"),
    ),
    altered_variant("gradient_check", "average", (_ENTRY, "np.average(np.abs(measured[name] - computed[name]))")),
    altered_variant(
        "gradient_check",
        "measures_itself",
        (
            _MEASURED,
            "p = network.params\n    measured = {n: numerical_gradient(lambda _: network.loss(x, t), p[n]) for n in p}",
        ),
    ),
]
