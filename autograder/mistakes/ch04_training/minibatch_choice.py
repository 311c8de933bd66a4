"""What goes wrong in minibatch_choice, and what looks unusual and is right."""

import numpy as np

from autograder.mistakes import altered, altered_variant, mistake, variant

DRAW = "rows = rng.choice(len(x), batch_size)"
ALTERED = [
    altered(
        "minibatch_choice",
        "mismatched_rows",
        "Inputs and targets are drawn by different numbers. Draw once, and use the same numbers for both.",
        ("t[rows]", "t[rng.choice(len(x), batch_size)]"),
    ),
    altered(
        "minibatch_choice",
        "always_first_k",
        "The batch is always the first samples. Draw numbers at random.",
        (DRAW, "rows = np.arange(batch_size)"),
    ),
    altered(
        "minibatch_choice",
        "always_last_k",
        "The batch is always the last samples. Draw numbers at random.",
        (DRAW, "rows = np.arange(len(x) - batch_size, len(x))"),
    ),
    altered(
        "minibatch_choice",
        "first_half",
        "Only samples of the first half are drawn. Draw from all len(x) of them.",
        (DRAW, "rows = rng.integers(0, len(x) // 2 + 1, batch_size)"),
    ),
    altered(
        "minibatch_choice",
        "range_exclusive",
        "The last sample is never drawn: choice(n, k) and integers(0, n, k) leave n out by themselves.",
        ("rng.choice(len(x), batch_size)", "rng.integers(0, len(x) - 1, batch_size)"),
    ),
    altered(
        "minibatch_choice",
        "first_never_drawn",
        "The first sample, number 0, is never drawn.",
        ("rng.choice(len(x), batch_size)", "rng.integers(1, len(x), batch_size)"),
    ),
    altered(
        "minibatch_choice",
        "numbers_below_batch_size",
        "The numbers are drawn from the first batch_size samples. Draw them from all len(x) of them.",
        (DRAW, "rows = rng.choice(batch_size, batch_size)"),
    ),
    altered(
        "minibatch_choice",
        "seed_inside",
        "A fixed seed inside the function draws the same batch at every call. Use the rng that comes in.",
        (DRAW, "rows = np.random.default_rng(0).choice(len(x), batch_size)"),
    ),
    altered(
        "minibatch_choice",
        "returns_rows",
        "The numbers of the samples come back. Return x[numbers] and t[numbers].",
        ("x[rows], t[rows]", "rows"),
    ),
    altered(
        "minibatch_choice",
        "targets_missing",
        "Only the inputs come back. Return both: return x_batch, t_batch.",
        (", t[rows]", ""),
    ),
    altered(
        "minibatch_choice",
        "targets_first",
        "Targets and inputs come back in the wrong order.",
        ("x[rows], t[rows]", "t[rows], x[rows]"),
    ),
    altered(
        "minibatch_choice",
        "one_too_many",
        "The batch has one row too many.",
        ("len(x), batch_size", "len(x), batch_size + 1"),
    ),
    altered_variant("minibatch_choice", "without_repetition", ("batch_size)", "batch_size, replace=False)")),
    altered_variant(
        "minibatch_choice", "integers", ("rng.choice(len(x), batch_size)", "rng.integers(len(x), size=batch_size)")
    ),
    altered_variant(
        "minibatch_choice", "permutation", ("rng.choice(len(x), batch_size)", "rng.permutation(len(x))[:batch_size]")
    ),
    altered_variant("minibatch_choice", "as_the_book_does", ("rng.choice", "np.random.choice")),
    altered_variant("minibatch_choice", "list", ("x[rows], t[rows]", "[x[rows], t[rows]]")),
]


@mistake("minibatch_choice", "The function hands nothing back: it gives None. End it with return.")
def minibatch_choice__returns_none(x, t, batch_size, rng):
    rows = rng.choice(len(x), batch_size)
    print(x[rows], t[rows])


@mistake("minibatch_choice", "shuffle mixes the rows of the argument itself. Draw numbers, and pick rows by them.")
def minibatch_choice__mutates_input(x, t, batch_size, rng):
    order = rng.permutation(len(x))
    x[:], t[:] = x[order], t[order]
    return x[:batch_size], t[:batch_size]


@variant("minibatch_choice")
def minibatch_choice__row_by_row(x, t, batch_size, rng):
    x_batch, t_batch = [], []
    for _ in range(batch_size):
        row = rng.integers(0, x.shape[0])
        x_batch.append(x[row])
        t_batch.append(t[row])
    return np.array(x_batch), np.array(t_batch)
