"""Hidden tests of softmax_backward: one sample, batches of all forms, and the arguments."""

import pytest

from autograder.grading.api import assert_close, assert_unchanged


def case(rng, *shape):
    """Fresh probabilities, and a gradient that arrives at them."""
    y = rng.uniform(0.1, 1, size=shape)
    return y / y.sum(axis=-1, keepdims=True), rng.normal(size=shape) * 2


@pytest.mark.points(2)
def test_one_sample(student, reference, rng):
    """For one sample, every class feels all the others through their common sum."""
    cases = [case(rng, 5), case(rng, 3)]
    answers = [(student.softmax_backward(*arrays), reference.softmax_backward(*arrays)) for arrays in cases]
    for got, want in answers:
        assert_close(got, want)


@pytest.mark.points(2)
def test_batch(student, reference, rng):
    """In a batch every row is worked out for itself."""
    cases = [case(rng, 4, 3), case(rng, 2, 5), case(rng, 1, 4)]
    y, dout = case(rng, 3, 4)
    y[:, rng.integers(4)] = 0.0  # as softmax answers where a score lies far below the others
    cases.append((y / y.sum(axis=1, keepdims=True), dout))
    answers = [(student.softmax_backward(*arrays), reference.softmax_backward(*arrays)) for arrays in cases]
    for got, want in answers:
        assert_close(got, want)


@pytest.mark.points(1.5)
def test_square_batch(student, reference, rng):
    """A batch of as many samples as classes is worked out row by row, too."""
    arrays = case(rng, 4, 4)
    assert_close(student.softmax_backward(*arrays), reference.softmax_backward(*arrays))


@pytest.mark.points(0.5)
def test_arguments_stay(student, reference, rng):
    """The arrays y and dout are the same after the call as before."""
    arrays = case(rng, 3, 4)
    assert_close(assert_unchanged(student.softmax_backward, *arrays), reference.softmax_backward(*arrays))
