"""Hidden tests of to_one_hot and predict_class: places, number of classes, kind of numbers."""

import pytest

from autograder.grading.api import assert_close, assert_unchanged


@pytest.mark.points(1)
def test_one_hot(student, reference, rng):
    """Every row has a 1 in the column of its label and 0 elsewhere, as numbers; the labels are left unchanged."""
    labels = rng.permutation([0, 1, 2, 3, 3, 1, 4])
    got = assert_unchanged(student.to_one_hot, labels, 5, what="the array of labels")
    assert_close(got, reference.to_one_hot(labels, 5), dtype="number")


@pytest.mark.points(0.5)
def test_classes_that_do_not_occur(student, reference, rng):
    """There are K columns also when the last classes, or others, do not occur."""
    cases = [(rng.permutation([0, 2, 2, 1]), 6), (rng.permutation([1, 3, 3]), 4)]
    answers = [(student.to_one_hot(*case), reference.to_one_hot(*case)) for case in cases]
    for got, want in answers:
        assert_close(got, want)


@pytest.mark.points(1.5)
def test_prediction(student, reference, rng):
    """The predicted class of every sample is the place of the largest entry in its row."""
    # Negative and large scores as well: only their order counts.
    batches = [rng.random(size=(4, 4)), rng.normal(size=(3, 7)) * 10, rng.normal(size=(6, 2)) - 9]
    answers = [(student.predict_class(y), reference.predict_class(y)) for y in batches]
    for got, want in answers:
        assert_close(got, want, dtype="int", what="the prediction")
