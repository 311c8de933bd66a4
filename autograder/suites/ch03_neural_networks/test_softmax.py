"""Hidden tests of softmax: samples, batches, large scores, rows far apart, integers, and the argument."""

import numpy as np
import pytest

from autograder.grading.api import assert_close, assert_unchanged


@pytest.mark.points(1.5)
def test_one_sample(student, reference, rng):
    """The scores of one sample become probabilities that sum to 1."""
    samples = [rng.normal(size=5) * 2 for _ in range(2)]
    answers = [(student.softmax(scores), reference.softmax(scores)) for scores in samples]
    for got, want in answers:
        assert_close(got, want)


@pytest.mark.points(2)
def test_batch(student, reference, rng):
    """In a batch every row becomes probabilities of its own."""
    # First as many rows as classes: a sum or maximum along the wrong axis fits there, and shows in the numbers.
    batches = [rng.normal(size=size) * 2 for size in ((4, 4), (3, 5), (1, 6))]
    answers = [(student.softmax(scores), reference.softmax(scores)) for scores in batches]
    for got, want in answers:
        assert_close(got, want)


@pytest.mark.points(2)
def test_large_scores(student, reference, rng):
    """Scores around 1000 give finite probabilities, also beside small ones."""
    # In the last row scores lie so far apart that only the largest one, taken away, leaves exp something finite.
    spread = rng.permutation([-900.0, -1.0, 0.5, 1000.0])
    inputs = (rng.normal(size=4) + 1000, rng.normal(size=(2, 7)) + 1000, spread)
    answers = [(student.softmax(scores), reference.softmax(scores)) for scores in inputs]
    for got, want in answers:
        assert_close(got, want)


@pytest.mark.points(1)
def test_rows_far_apart(student, reference, rng):
    """A row of small scores is right also when another row of the batch has very large ones."""
    scores = rng.normal(size=(3, 4)) + np.array([[0.0], [1000.0], [-900.0]])
    assert_close(student.softmax(scores), reference.softmax(scores))


@pytest.mark.points(0.5)
def test_whole_numbers(student, reference, rng):
    """Integer scores give decimal probabilities."""
    # Three classes: of two, those in the wrong order and those with the wrong sign give the same.
    scores = rng.permutation([-2, -1, 0, 1, 3, 4]).reshape(2, 3)
    assert_close(student.softmax(scores), reference.softmax(scores), dtype="float")


@pytest.mark.points(1)
def test_argument_stays(student, reference, rng):
    """The answer is a new array, and the scores are the same after the call as before."""
    scores = rng.normal(size=(2, 6))
    assert_close(assert_unchanged(student.softmax, scores), reference.softmax(scores))
