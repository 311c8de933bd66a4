"""Hidden tests of affine_column: the product, its direction, the biases, and the arguments."""

import numpy as np
import pytest

from autograder.grading.api import assert_close, assert_unchanged


@pytest.mark.points(1)
def test_more_inputs_than_neurons(student, reference, rng):
    """Every neuron gets the sum of its weights times the inputs, plus its bias."""
    sizes = [(2, 5), (4, 3), (1, 4)]
    cases = [(rng.normal(size=(M, D)), rng.normal(size=D), rng.normal(size=M)) for M, D in sizes]
    answers = [(student.affine_column(*case), reference.affine_column(*case)) for case in cases]
    for got, want in answers:
        assert_close(got, want)


@pytest.mark.points(1)
def test_as_many_inputs_as_neurons(student, reference, rng):
    """With as many neurons as inputs, a neuron's weights are still a row of W."""
    case = (rng.normal(size=(3, 3)), rng.normal(size=3), np.zeros(3))
    assert_close(student.affine_column(*case), reference.affine_column(*case))


@pytest.mark.points(1)
def test_biases_and_arguments(student, reference, rng):
    """Every neuron adds its own bias, whole numbers are fine, and W, h and b are left unchanged."""
    case = (rng.integers(-4, 5, size=(4, 4)), rng.integers(-4, 5, size=4), rng.permutation([-3, 2, 7, 11]))
    got = assert_unchanged(student.affine_column, *case, what="one of the arguments")
    assert_close(got, reference.affine_column(*case))
