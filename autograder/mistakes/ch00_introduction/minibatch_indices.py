"""What goes wrong in minibatch_indices, and what looks unusual and is right."""

import numpy as np

from autograder.mistakes import altered, altered_variant, mistake, variant

ID = "minibatch_indices"
ORDER = "order = rng.permutation(n)"
CUT = "return [order[start : start + k] for start in range(0, n, k)]"
ALTERED = [
    altered(
        ID,
        "with_replacement",
        "The indices are drawn with replacement, so some come twice and others never. Shuffle instead.",
        (ORDER, "order = rng.integers(0, n, size=n)"),
    ),
    altered(ID, "not_shuffled", "The order is not shuffled.", (ORDER, "order = np.arange(n)")),
    altered(
        ID,
        "global_seed",
        "np.random.seed in the function, and NumPy's global generator: only the rng that comes in may decide.",
        (ORDER, "np.random.seed(0)\n    order = np.random.permutation(n)"),
    ),
    altered(
        ID,
        "same_order_each_epoch",
        "The function makes a generator of its own with a fixed seed, so every epoch has the same order. Use rng.",
        (ORDER, "order = np.random.default_rng(0).permutation(n)"),
    ),
    altered(
        ID,
        "generator_copied",
        "A copy of the generator is used, so rng itself never moves on and every epoch has the same order.",
        (ORDER, "import copy\n\n    order = copy.deepcopy(rng).permutation(n)"),
    ),
    altered(
        ID,
        "last_partial_batch_lost",
        "The smaller last batch is lost: with n // k batches the rest is never seen.",
        (CUT, "return [order[i * k : (i + 1) * k] for i in range(n // k)]"),
    ),
    altered(
        ID,
        "last_batch_filled_up",
        "The last batch is filled up with indices from the front. It is smaller: each index comes once.",
        (CUT, "return [np.take(order, range(start, start + k), mode='wrap') for start in range(0, n, k)]"),
    ),
    altered(
        ID,
        "only_batches_shuffled",
        "Only the order of the batches is shuffled: neighbours stay together. Shuffle the indices, then cut.",
        (CUT, "return [np.arange(s, min(s + k, n)) for s in sorted(range(0, n, k), key=list(order).index)]"),
    ),
    altered(
        ID,
        "shuffled_within_batches",
        "The indices are cut first and shuffled within each batch. Shuffle first, then cut.",
        (CUT, "return [rng.permutation(np.arange(start, min(start + k, n))) for start in range(0, n, k)]"),
    ),
    altered(ID, "first_batch_only", "Only one batch comes back. A whole epoch is asked.", (CUT, "return [order[:k]]")),
    altered(ID, "one_list", "The indices come in one row. Cut them into batches.", (CUT, "return list(order)")),
    altered(
        ID,
        "number_of_batches",
        "k is taken for the number of batches. It is the size of a batch.",
        (CUT, "return np.array_split(order, k)"),
    ),
    altered(
        ID,
        "equal_sizes",
        "The batches are made equally large. All have k indices, and the last one what is left.",
        (CUT, "return np.array_split(order, -(-n // k))"),
    ),
    altered(ID, "one_based", "The indices count from 1. They count from 0.", (ORDER, "order = rng.permutation(n) + 1")),
    altered(
        ID,
        "float_indices",
        "The indices are floats. Only integers can pick entries.",
        (ORDER, "order = rng.permutation(n).astype(float)"),
    ),
    altered(
        ID,
        "returns_none",
        "Your function hands nothing back: it gives None. End it with return.",
        (CUT, CUT.replace("return ", "print(") + ")"),
    ),
    altered_variant(ID, "choice_without_replacement", (ORDER, "order = rng.choice(n, size=n, replace=False)")),
    altered_variant(ID, "sorted_random_numbers", (ORDER, "order = np.argsort(rng.random(n))")),
    altered_variant(ID, "lists_of_integers", (ORDER, "order = rng.permutation(n).tolist()")),
    altered_variant(ID, "split_at_places", (CUT, "return np.split(order, range(k, n, k))")),
]


@mistake("minibatch_indices", "The answer is the one of the example in the text, whatever n and k are.")
def minibatch_indices__hard_coded_example(n, k, rng):
    return [np.array([4, 0, 6]), np.array([1, 5, 2]), np.array([3])]


@variant("minibatch_indices")
def minibatch_indices__shuffled_in_place(n, k, rng):
    order = np.arange(n)
    rng.shuffle(order)
    batches = []
    while len(order):
        batches.append(order[:k])
        order = order[k:]
    return batches
