"""Hidden tests of XOR: its table, the type of its answers, and that it is made of gates."""

import pytest

from autograder.grading.api import assert_close, require

INPUTS = [(0, 0), (1, 0), (0, 1), (1, 1)]


def broken_gate(gate, asked):
    """A gate that answers the same whatever its inputs are, and writes down that it was asked."""

    def answer(*_, **__):
        asked.append(gate)
        # So an AND at the end shows: without it the answers of the other two come through.
        return 0 if gate == "AND" else 1

    return answer


@pytest.mark.points(1.5)
def test_table(student, reference, rng):
    """XOR fires if exactly one input is 1."""
    cases = [INPUTS[place] for place in rng.permutation(4)]
    answers = [(student.XOR(*case), reference.XOR(*case)) for case in cases]
    for got, want in answers:
        assert_close(got, want)


@pytest.mark.points(1)
def test_made_of_gates(student, reference):
    """XOR is built from the gates: it answers differently when they are broken."""
    healthy = [(student.XOR(*case), reference.XOR(*case)) for case in INPUTS]
    asked = []
    for gate in ("AND", "NAND", "OR", "perceptron"):
        student.set_global(gate, broken_gate(gate, asked))
    broken = [student.XOR(*case) for case in INPUTS]
    for got, want in healthy:
        assert_close(got, want)
    # Three gates, or perceptrons with any number of inputs: with fewer, something else puts the answers together.
    needed = 2 if "perceptron" in asked else 3
    alike = all(type(answer) is type(broken[0]) and answer == broken[0] for answer in broken)
    require(alike, "XOR answers as before when its gates are broken, so it is not made of them. Read 2.5.2.")
    enough = len(asked) >= needed * len(INPUTS)
    require(enough, "XOR asks too few gates: `and`, `if`, * or - does the work of the last one. Read 2.5.2.")


@pytest.mark.points(0.5)
def test_integers(student, reference):
    """The answers are the integers 0 and 1."""
    answers = [(student.XOR(*case), reference.XOR(*case)) for case in INPUTS[1:3] + INPUTS[3:]]
    for got, want in answers:
        assert_close(got, want, dtype="int")
