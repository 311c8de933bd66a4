"""What goes wrong in epoch_arithmetic, and what looks unusual and is right."""

import numpy as np

from autograder.mistakes import mistake, variant


@mistake(
    "epoch_arithmetic",
    "The smaller last batch is lost: rounding down cuts it off. It is an iteration as well.",
    also=("batch_larger_than_data",),
)
def epoch_arithmetic__floor_division_drops_tail(n_data, batch_size, epochs):
    per_epoch = n_data // batch_size
    return per_epoch, per_epoch * epochs


@mistake("epoch_arithmetic", "A batch larger than the data gives 0 iterations. It is one batch with all the data.")
def epoch_arithmetic__batch_larger_than_data(n_data, batch_size, epochs):
    per_epoch = -(-n_data // batch_size) if n_data >= batch_size else 0
    return per_epoch, per_epoch * epochs


@mistake("epoch_arithmetic", "The two results are swapped: first the iterations of one epoch, then of all.")
def epoch_arithmetic__swaps_epoch_iteration(n_data, batch_size, epochs):
    per_epoch = -(-n_data // batch_size)
    return per_epoch * epochs, per_epoch


@mistake("epoch_arithmetic", "The results are floats. Iterations are counted: return int.")
def epoch_arithmetic__float_result(n_data, batch_size, epochs):
    per_epoch = np.ceil(n_data / batch_size)
    return per_epoch, per_epoch * epochs


@mistake("epoch_arithmetic", "The number of batches is not rounded: a part of a batch is a whole iteration.")
def epoch_arithmetic__not_rounded(n_data, batch_size, epochs):
    return n_data / batch_size, n_data / batch_size * epochs


@mistake("epoch_arithmetic", "The number of batches is rounded to the nearest. A smaller last batch always counts.")
def epoch_arithmetic__rounded(n_data, batch_size, epochs):
    per_epoch = max(round(n_data / batch_size), 1)
    return per_epoch, per_epoch * epochs


@mistake(
    "epoch_arithmetic", "One iteration too many when the batches fit exactly: n // k + 1 is right only with a rest."
)
def epoch_arithmetic__always_one_more(n_data, batch_size, epochs):
    per_epoch = n_data // batch_size + 1
    return per_epoch, per_epoch * epochs


@mistake(
    "epoch_arithmetic", "All epochs are taken as one long row of samples. Each epoch ends with its own smaller batch."
)
def epoch_arithmetic__epochs_joined(n_data, batch_size, epochs):
    return -(-n_data // batch_size), -(-n_data * epochs // batch_size)


@mistake("epoch_arithmetic", "Samples are counted instead of batches. One iteration sees batch_size samples.")
def epoch_arithmetic__counts_samples(n_data, batch_size, epochs):
    return n_data, n_data * epochs


@mistake("epoch_arithmetic", "The batch size comes back. The number of batches is asked.")
def epoch_arithmetic__batch_size(n_data, batch_size, epochs):
    return batch_size, batch_size * epochs


@mistake("epoch_arithmetic", "Only the total comes back. Return both numbers.")
def epoch_arithmetic__total_only(n_data, batch_size, epochs):
    return -(-n_data // batch_size) * epochs


@mistake("epoch_arithmetic", "The results are not returned; printing them is not enough. End the function with return.")
def epoch_arithmetic__returns_none(n_data, batch_size, epochs):
    print(-(-n_data // batch_size), -(-n_data // batch_size) * epochs)


@mistake("epoch_arithmetic", "The answer is the one of the example in the text, whatever the sizes are.")
def epoch_arithmetic__hard_coded_example(n_data, batch_size, epochs):
    return 10, 50


@variant("epoch_arithmetic")
def epoch_arithmetic__ceil(n_data, batch_size, epochs):
    import math

    per_epoch = math.ceil(n_data / batch_size)
    return per_epoch, epochs * per_epoch


@variant("epoch_arithmetic")
def epoch_arithmetic__remainder(n_data, batch_size, epochs):
    per_epoch = n_data // batch_size
    if n_data % batch_size != 0:
        per_epoch += 1
    return [per_epoch, per_epoch * epochs]


@variant("epoch_arithmetic")
def epoch_arithmetic__counted(n_data, batch_size, epochs):
    per_epoch = len(range(0, n_data, batch_size))
    return np.array([per_epoch, per_epoch * epochs])
