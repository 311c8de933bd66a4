"""Hidden tests of network_sketch: shapes and their number for the network of the question and others."""

import numpy as np
import pytest

from autograder.grading.api import require


def parts(answer):
    """The dict of shapes and the number of parameters."""
    require(isinstance(answer, tuple | list) and len(answer) == 2, "network_sketch has to return two results.")
    require(isinstance(answer[0], dict), "The first result has to be a dict.")
    return answer


def compare(got, want):
    """Compare the dict of shapes."""
    for name, shape in want.items():
        require(name in got, f"The dict has no entry {name!r}.")
        given = got[name]
        require(isinstance(given, tuple | list | np.ndarray), f"The entry {name!r} is not a shape: shapes are tuples.")
        require(tuple(np.asarray(given).tolist()) == shape, f"The shape of {name} is wrong.")
    require(len(got) == len(want), "The dict has entries of layers that do not exist.")


def number(value):
    """A number of parameters."""
    whole = isinstance(value, int | np.integer) and not isinstance(value, bool)
    require(whole, "The number of parameters has to be an integer.")
    return int(value)


@pytest.mark.points(1)
def test_shapes(student, reference, rng):
    """Every layer has a weight matrix (in, out) and a bias for each of its nodes."""
    cases = [(2, 3, 2, 1), tuple(map(int, rng.permutation([3, 4, 5])[[0, 1, 1]])), (4, 6, 1, 2)]
    cases[1] = (cases[1][0], cases[1][1], 3, 7)
    answers = [(student.network_sketch(*case), reference.network_sketch(*case)) for case in cases]
    for got, want in answers:
        compare(parts(got)[0], want[0])


@pytest.mark.points(1)
def test_number_of_parameters(student, reference, rng):
    """All weights and biases are counted."""
    cases = [(2, 3, 2, 1), (int(rng.integers(3, 9)), int(rng.integers(10, 20)), 4, 3)]
    answers = [(student.network_sketch(*case), reference.network_sketch(*case)) for case in cases]
    for got, want in answers:
        require(number(parts(got)[1]) == want[1], "The number of parameters is wrong.")
