"""Changes of the references of appendix A that no right test can see."""

from autograder.mistakes.equivalents import equivalent

_SHAPES = "scores and probabilities have the same shape"
_SAMPLES = "there is one of them for each sample"

EQUIVALENT = [
    equivalent("cross_entropy_backward", "np.zeros(y.shape)", "np.zeros(t.shape)", "both have the same shape"),
    equivalent("cross_entropy_backward", "right = t != 0", "right = y != 0", "where t is 0, so is -t / y"),
    equivalent("combined_equals_y_minus_t", "scores.shape[1]", "y.shape[1]", _SHAPES),
    equivalent("combined_equals_y_minus_t", "scores.shape[1]", "scores.shape[-1]", "the last of two axes"),
    equivalent("combined_equals_y_minus_t", "len(scores)", "len(t)", _SAMPLES),
    equivalent("combined_equals_y_minus_t", "len(scores)", "len(y)", _SAMPLES),
    equivalent("combined_equals_y_minus_t", "len(scores)", "len(one_hot)", _SAMPLES),
]
