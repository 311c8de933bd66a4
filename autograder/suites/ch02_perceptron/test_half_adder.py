"""Hidden tests of half_adder: both columns of its table, whole numbers, and that it is made of gates."""

import numpy as np
import pytest

from autograder.grading.api import assert_close, fail, require

INPUTS = [(0, 0), (1, 0), (0, 1), (1, 1)]


def pair(answer):
    """The two parts of an answer, in whatever they come."""
    parts = list(answer) if isinstance(answer, (tuple, list, np.ndarray)) and np.ndim(answer) > 0 else [answer]
    if len(parts) != 2:
        fail("half_adder has to give back two values: (sum, carry).")
    return parts


def column(student, reference, rng, part):
    """Compare one part of the answers for all inputs, in a fresh order."""
    cases = [INPUTS[place] for place in rng.permutation(4)]
    answers = [(student.half_adder(*case), reference.half_adder(*case)) for case in cases]
    for got, want in answers:
        assert_close(pair(got)[part], want[part], what=("the sum", "the carry")[part])


@pytest.mark.points(0.5)
def test_sum(student, reference, rng):
    """The first answer is the sum digit: 1 if exactly one digit is 1."""
    column(student, reference, rng, 0)


@pytest.mark.points(0.5)
def test_carry(student, reference, rng):
    """The second answer is the carry: 1 if both digits are 1."""
    column(student, reference, rng, 1)


@pytest.mark.points(0.5)
def test_made_of_gates(student, reference):
    """The half adder is built from gates: it answers differently when they are broken."""
    healthy = [(student.half_adder(*case), reference.half_adder(*case)) for case in INPUTS]
    for gate in ("XOR", "AND", "NAND", "OR", "perceptron"):
        student.set_global(gate, lambda *_, **__: 0)
    broken = [pair(student.half_adder(*case)) for case in INPUTS]
    for got, want in healthy:
        assert_close(tuple(pair(got)), want)
    for part in (0, 1):
        alike = len({str(answer[part]) for answer in broken}) == 1
        name = ("sum", "carry")[part]
        require(alike, f"The {name} stays as it was when the gates are broken, so it is not made of them. Read 2.6.")


@pytest.mark.points(0.5)
def test_integers(student, reference):
    """Both answers are integers."""
    answers = [(student.half_adder(*case), reference.half_adder(*case)) for case in INPUTS[2:]]
    for got, want in answers:
        assert_close(tuple(pair(got)), want, dtype="int")
