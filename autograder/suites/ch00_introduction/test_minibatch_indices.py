"""Hidden tests of minibatch_indices: each index once, sizes, order, and the generator."""

import numpy as np
import pytest

from autograder.grading.api import fail, require


def order_of(batches, n, k):
    """All indices in their order, after the batches themselves were looked at."""
    require(isinstance(batches, list | tuple), "minibatch_indices has to return a list of arrays.")
    arrays = [as_indices(batch) for batch in batches]
    sizes = [array.size for array in arrays]
    wanted = [min(k, n - start) for start in range(0, n, k)]
    require(sum(sizes) >= n, "Some samples are in no batch: the last, smaller batch counts as well.")
    require(sizes == wanted, "The batches do not have k indices each and the rest in the last one.")
    return np.concatenate(arrays)


def as_indices(batch):
    """One batch as an array of integers."""
    plain = isinstance(batch, np.ndarray) or (isinstance(batch, list) and all(type(index) is int for index in batch))
    array = np.asarray(batch) if plain else None
    if array is None or array.ndim != 1 or array.dtype.kind not in "iu":
        fail("A batch is not an array of integers with one axis.")
    return array


def in_two_epochs(student, n, k, rng):
    """Batches of two epochs drawn one after the other with the same generator."""
    first, (_, _, moved) = student.minibatch_indices.with_args(n, k, rng)
    require(isinstance(moved, np.random.Generator), "The generator was replaced by something else.")
    return first, student.minibatch_indices(n, k, moved)


@pytest.mark.points(1)
def test_each_index_once(student, rng):
    """Together the batches hold each index from 0 to n - 1 exactly once."""
    n, k = 24, 6
    order = order_of(student.minibatch_indices(n, k, np.random.default_rng(rng.integers(1000))), n, k)
    require(np.array_equal(np.sort(order), np.arange(n)), "Some index comes twice, or not at all.")


@pytest.mark.points(1)
def test_smaller_last_batch(student, rng):
    """The rest goes into a last, smaller batch; a batch size above n gives one batch."""
    sizes = [(23, 5), (7, 20), (9, 1)]
    answers = [student.minibatch_indices(n, k, np.random.default_rng(rng.integers(1000))) for n, k in sizes]
    for batches, (n, k) in zip(answers, sizes, strict=True):
        order = order_of(batches, n, k)
        require(np.array_equal(np.unique(order), np.arange(n)), "Some index comes twice, or not at all.")


@pytest.mark.points(1)
def test_shuffled(student, rng):
    """The order is shuffled as a whole, and is another one in the next epoch."""
    n, k = 40, 8
    epochs = in_two_epochs(student, n, k, np.random.default_rng(rng.integers(1000)))
    first, second = (order_of(batches, n, k) for batches in epochs)
    # By chance no batch of 8 out of 40 holds neighbours only, in any order.
    neighbours = any(np.ptp(order[start : start + k]) == k - 1 for order in (first, second) for start in range(0, n, k))
    require(not neighbours, "Nothing is shuffled, or only within or among the batches.")
    require(not np.array_equal(first, second), "Both epochs have the same order: is there a seed in the function?")


@pytest.mark.points(1)
def test_generator_decides(student, rng):
    """The same state of the generator gives the same batches, and another state gives others."""
    n, k = 30, 10
    seeds = [int(seed) for seed in rng.permutation(1000)[:2]]
    answers = [student.minibatch_indices(n, k, np.random.default_rng(seed)) for seed in (seeds[0], seeds[0], seeds[1])]
    one, again, other = (order_of(batches, n, k) for batches in answers)
    require(np.array_equal(one, again), "The same state gives different batches: only rng may decide.")
    require(not np.array_equal(one, other), "Different states give the same batches: rng is not used.")
