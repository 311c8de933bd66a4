"""Hidden tests of matrix_layer: batches, single samples, batches of one, integers, and the arguments."""

import pytest

from autograder.grading.api import assert_close, assert_unchanged


def layer(rng, *, inputs, neurons):
    """Fresh weights and biases."""
    return rng.normal(size=(inputs, neurons)), rng.normal(size=neurons)


@pytest.mark.points(1)
def test_batch(student, reference, rng):
    """A batch gives one row of weighted sums for each sample, and each neuron has its own bias."""
    # First as many samples as inputs and neurons: what is turned or swapped fits there, and shows in the numbers.
    cases = [(rng.normal(size=(3, 3)), *layer(rng, inputs=3, neurons=3))]
    cases.append((rng.normal(size=(5, 3)), *layer(rng, inputs=3, neurons=4)))
    answers = [(student.matrix_layer(*case), reference.matrix_layer(*case)) for case in cases]
    for got, want in answers:
        assert_close(got, want)


@pytest.mark.points(0.5)
def test_one_sample(student, reference, rng):
    """One sample gives one row of sums, without a second axis."""
    W, B = layer(rng, inputs=4, neurons=2)
    X = rng.normal(size=4)
    assert_close(student.matrix_layer(X, W, B), reference.matrix_layer(X, W, B))


@pytest.mark.points(0.5)
def test_batch_of_one(student, reference, rng):
    """A batch that holds one sample stays a batch: the answer has two axes."""
    W, B = layer(rng, inputs=2, neurons=3)
    X = rng.normal(size=(1, 2))
    assert_close(student.matrix_layer(X, W, B), reference.matrix_layer(X, W, B))


@pytest.mark.points(0.5)
def test_whole_numbers(student, reference, rng):
    """Integer inputs and decimal weights give decimal numbers, not rounded ones."""
    W, B = layer(rng, inputs=3, neurons=2)
    X = rng.integers(-4, 5, size=(4, 3))
    assert_close(student.matrix_layer(X, W, B), reference.matrix_layer(X, W, B))


@pytest.mark.points(0.5)
def test_arguments_stay(student, reference, rng):
    """X, W and B are the same after the call as before."""
    W, B = layer(rng, inputs=5, neurons=3)
    X = rng.normal(size=5)
    assert_close(assert_unchanged(student.matrix_layer, X, W, B), reference.matrix_layer(X, W, B))
