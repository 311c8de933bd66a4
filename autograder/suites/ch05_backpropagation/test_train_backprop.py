"""Hidden tests of train_backprop: at work on a network that writes down every call, and on handwritten digits."""

import pytest

from autograder.grading.api import Setup, watch


@pytest.mark.points(1)
def test_batches(student, rng):
    """Every iteration draws a fresh batch of the training data, rows of x and t together, and never test data."""
    first = watch(student, rng, "train_backprop", tests_too=True)
    first.check_batches()
    second = watch(student, rng, "train_backprop", one_hot=False, tests_too=True)
    second.check_batches()
    first.check_draws_with_its_own_generator(second)


@pytest.mark.points(1)
def test_updates(student, rng):
    """Every iteration takes one step against network.gradient, with the learning rate as given."""
    watch(student, rng, "train_backprop", lr=0.4, tests_too=True).check_updates()


@pytest.mark.points(1)
def test_losses(student, rng):
    """The loss of each batch is noted after its step."""
    watch(student, rng, "train_backprop", tests_too=True).check_losses()


@pytest.mark.points(2)
@pytest.mark.parametrize(("n_train", "batch"), [(24, 5), (20, 5), (25, 10), (4, 10)])
def test_epochs(student, rng, n_train, batch):
    """At the start of each epoch, the accuracies on all training and on all test data are noted."""
    watch(student, rng, "train_backprop", n_train=n_train, batch=batch, iterations=11, tests_too=True).check_epochs()


@pytest.mark.points(3)
@pytest.mark.training
def test_learns_handwritten_digits(student, training, rng):
    """Your own network, trained by your own function, recognises handwritten digits that it has never seen."""
    own = Setup("TwoLayerNet", "train_backprop", hidden="rectified", one_hot=False, tests_too=True)
    training.learns(student, rng, "train_backprop", own)
