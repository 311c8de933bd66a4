# ruff: noqa: PLW0603 - students write so
"""What goes wrong in softmax."""

import numpy as np

from autograder.mistakes import mistake


@mistake(
    "softmax",
    "The largest score of each row is not subtracted, so exp overflows for large scores. Read 3.5.2.",
    edit=(("shifted = scores - scores.max(axis=-1, keepdims=True)", "shifted = scores"),),
)
def softmax__no_max_subtraction(scores):
    with np.errstate(all="ignore"):
        weights = np.exp(scores)
        return weights / weights.sum(axis=-1, keepdims=True)


@mistake("softmax", "The sum runs over the whole batch. Each row is divided by its own sum: axis=-1, keepdims=True.")
def softmax__batch_axis(scores):
    weights = np.exp(scores - np.max(scores))
    return weights / np.sum(weights)


@mistake("softmax", "The sum runs down the columns (axis 0). The classes of one sample lie in a row: axis=-1.")
def softmax__batch_axis_0(scores):
    weights = np.exp(scores - scores.max(axis=0, keepdims=True))
    return weights / weights.sum(axis=0, keepdims=True)


@mistake(
    "softmax",
    "One maximum of the whole batch is subtracted. A row with much smaller scores then becomes 0 / 0: "
    "subtract each row's own maximum.",
    edit=(("scores.max(axis=-1, keepdims=True)", "scores.max()"),),
)
def softmax__global_max_whole_batch(scores):
    with np.errstate(all="ignore"):
        weights = np.exp(scores - np.max(scores))
        return weights / weights.sum(axis=-1, keepdims=True)


@mistake(
    "softmax",
    "The row maxima lose their axis, so they are laid along the columns. Use keepdims=True.",
    edit=(("scores.max(axis=-1, keepdims=True)", "scores.max(axis=-1)"),),
)
def softmax__max_axis_no_keepdims(scores):
    weights = np.exp(scores - scores.max(axis=-1))
    return weights / weights.sum(axis=-1, keepdims=True)


@mistake(
    "softmax",
    "The row sums lose their axis, so they are laid along the columns. Use keepdims=True.",
    edit=(("weights.sum(axis=-1, keepdims=True)", "weights.sum(axis=-1)"),),
)
def softmax__sum_axis_no_keepdims(scores):
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return weights / weights.sum(axis=-1)


@mistake(
    "softmax",
    "np.squeeze takes away the axis of a batch that holds a single sample. The answer has the shape of the scores.",
    edit=(("return probabilities", "return probabilities.squeeze()"),),
)
def softmax__squeezes_batch_of_one(scores):
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.squeeze(weights / weights.sum(axis=-1, keepdims=True))


@mistake(
    "softmax",
    "Row maxima and row sums lose their axis, so they are laid along the columns. Use keepdims=True for both.",
    edit=(
        ("scores.max(axis=-1, keepdims=True)", "scores.max(axis=-1)"),
        ("weights.sum(axis=-1, keepdims=True)", "weights.sum(axis=-1)"),
    ),
)
def softmax__no_keepdims(scores):
    weights = np.exp(scores - scores.max(axis=-1))
    return weights / weights.sum(axis=-1)


@mistake(
    "softmax",
    "The argument is changed, as scores -= ... does. Write shifted = scores - ... instead.",
    edit=(
        (
            "shifted = scores - scores.max(axis=-1, keepdims=True)",
            "shifted = scores; shifted -= scores.max(axis=-1, keepdims=True)",
        ),
    ),
)
def softmax__mutates_input(scores):
    if scores.dtype == int:
        scores = scores.astype(float)
    scores -= scores.max(axis=-1, keepdims=True)
    weights = np.exp(scores)
    return weights / weights.sum(axis=-1, keepdims=True)


@mistake("softmax", "Softmax is applied twice: the probabilities go through exp once more.")
def softmax__normalised_twice(scores):
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    probabilities = weights / weights.sum(axis=-1, keepdims=True)
    weights = np.exp(probabilities)
    return weights / weights.sum(axis=-1, keepdims=True)


@mistake(
    "softmax",
    "The weights are divided by the largest one, or by nothing at all. Divide them by their sum.",
    edit=(("weights / weights.sum(axis=-1, keepdims=True)", "weights"),),
)
def softmax__divides_by_max(scores):
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return weights / weights.max(axis=-1, keepdims=True)


@mistake(
    "softmax",
    "The scores are divided by their largest one before exp. Subtract it instead.",
    edit=(("scores - scores", "scores / scores"),),
)
def softmax__scores_divided_by_max(scores):
    weights = np.exp(scores / scores.max(axis=-1, keepdims=True))
    return weights / weights.sum(axis=-1, keepdims=True)


@mistake("softmax", "exp is missing: the scores themselves are divided by their sum.")
def softmax__no_exp(scores):
    return scores / scores.sum(axis=-1, keepdims=True)


@mistake("softmax", "Subtracting in place (-=) fails for integer scores. Write shifted = scores - ... instead.")
def softmax__integer_input(scores):
    shifted = scores.copy()
    shifted -= scores.max(axis=-1, keepdims=True).astype(float)
    weights = np.exp(shifted)
    return weights / weights.sum(axis=-1, keepdims=True)


@mistake(
    "softmax",
    "For integer scores the probabilities are cut down to 0 and 1: an array made like them takes over their type.",
)
def softmax__integer_output(scores):
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    probabilities = np.zeros_like(scores)
    probabilities[...] = weights / weights.sum(axis=-1, keepdims=True)
    return probabilities


@mistake("softmax", "It works for batches only: a single sample has one axis, so there is no axis 1. Use axis=-1.")
def softmax__batch_only(scores):
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    return weights / weights.sum(axis=1, keepdims=True)


@mistake("softmax", "Your function hands nothing back: it gives None. End it with return.")
def softmax__returns_none(scores):
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    print(weights / weights.sum(axis=-1, keepdims=True))


@mistake("softmax", "A single sample comes back with two axes. The answer has the same shape as the scores.")
def softmax__wrong_shape(scores):
    rows = np.atleast_2d(scores)
    weights = np.exp(rows - rows.max(axis=1, keepdims=True))
    return weights / weights.sum(axis=1, keepdims=True)


@mistake("softmax", "The answer is the one of the example in the text, whatever the scores are.")
def softmax__hard_coded_example(scores):
    return np.array([0.01821127, 0.24519181, 0.73659691])


@mistake("softmax", "The answer of an earlier call comes back: scores of the same shape need not be the same scores.")
def softmax__global_state(scores):
    global kept_probabilities
    kept_probabilities = globals().get("kept_probabilities", {})
    if scores.shape not in kept_probabilities:
        weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
        kept_probabilities[scores.shape] = weights / weights.sum(axis=-1, keepdims=True)
    return kept_probabilities[scores.shape]


@mistake("softmax", "The sign in the exponent is turned round: the smallest score gets the most.")
def softmax__of_minus_scores(scores):
    weights = np.exp(scores.min(axis=-1, keepdims=True) - scores)
    return weights / weights.sum(axis=-1, keepdims=True)


@mistake(
    "softmax", "The shift is not by the largest score of the row, so exp still overflows if the others lie far below."
)
def softmax__shifted_by_another(scores):
    with np.errstate(all="ignore"):
        weights = np.exp(scores - scores.min(axis=-1, keepdims=True))
        return weights / weights.sum(axis=-1, keepdims=True)


@mistake("softmax", "Those are the logarithms of the probabilities. Take exp of them.")
def softmax__log_softmax(scores):
    shifted = scores - scores.max(axis=-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))


@mistake("softmax", "Only the largest score gets a share. Every class gets one: use exp, not a comparison.")
def softmax__winner_takes_all(scores):
    return (scores == scores.max(axis=-1, keepdims=True)).astype(float)
