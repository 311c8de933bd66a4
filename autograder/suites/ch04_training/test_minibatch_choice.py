"""Hidden tests of minibatch_choice: pairs, fresh draws, and whether every sample has its turn."""

import numpy as np
import pytest

from autograder.grading.api import assert_unchanged, require


def fresh(rng):
    """A generator that has not been used."""
    return np.random.default_rng(int(rng.integers(2**32)))


def drawn(pair, x, t, size):
    """Numbers of the samples in a batch; fails when the two parts do not belong together."""
    parts = type(pair) in (tuple, list) and len(pair) == 2 and all(isinstance(part, np.ndarray) for part in pair)
    require(parts, "minibatch_choice has to return two arrays: inputs and targets.")
    x_batch, t_batch = pair
    shapes = x_batch.shape == (size, *x.shape[1:]), t_batch.shape == (size, *t.shape[1:])
    require(all(shapes), "The batch has another shape than batch_size rows of inputs and of targets.")
    rows = [np.flatnonzero([np.array_equal(sample, row) for sample in x]) for row in x_batch]
    require(all(len(found) == 1 for found in rows), "The batch holds inputs that are none of the samples.")
    numbers = [int(found[0]) for found in rows]
    require(np.array_equal(t[numbers], t_batch), "Inputs and targets in the batch come from different samples.")
    return numbers


@pytest.mark.points(1)
def test_pairs(student, rng):
    """Each row of inputs comes with its own target: labels, one-hot rows, and pictures with more axes."""
    x, labels = rng.normal(size=(12, 4)), rng.permutation(12)
    pictures, one_hot = rng.normal(size=(9, 1, 2, 3)), np.eye(9)[rng.permutation(9)]
    first = assert_unchanged(student.minibatch_choice, x, labels, 5, fresh(rng))
    second = student.minibatch_choice(pictures, one_hot, 4, fresh(rng))
    drawn(first, x, labels, 5)
    drawn(second, pictures, one_hot, 4)


@pytest.mark.points(1)
def test_fresh_draws(student, rng):
    """Several calls draw different samples."""
    x, t = rng.normal(size=(30, 2)), rng.permutation(30)
    pairs = [student.minibatch_choice(x, t, 6, fresh(rng)) for _ in range(3)]
    draws = [drawn(pair, x, t, 6) for pair in pairs]
    require(draws[0] != draws[1] or draws[0] != draws[2], "Every call draws the same samples.")
    # Six of thirty that follow each other come by chance less than once in a million draws.
    neighbours = all(np.array_equal(np.diff(numbers), np.ones(5)) for numbers in draws)
    require(not neighbours, "Each batch is a run of neighbours: draw every sample on its own.")


@pytest.mark.points(1)
def test_every_sample(student, rng):
    """Every sample can be drawn, the first and the last included."""
    # With replacement a sample is missing in all of them once in four hundred thousand courses.
    for samples, size, calls in ((2, 2, 10), (5, 3, 25)):
        x, t = rng.normal(size=(samples, 3)), rng.permutation(samples)
        pairs = [student.minibatch_choice(x, t, size, fresh(rng)) for _ in range(calls)]
        seen = {number for pair in pairs for number in drawn(pair, x, t, size)}
        require(seen == set(range(samples)), "Some samples are never drawn: the last one, or all but the first?")
