"""Hidden tests of greet: texts and numbers as names."""

import pytest

from autograder.grading.api import require

LETTERS = list("abcdefghijklmnopqrstuvwxyz")


def compare(student, reference, names):
    """The greeting has to be the same, letter by letter."""
    answers = [(student.greet(name), reference.greet(name)) for name in names]
    for got, want in answers:
        require(got is not None, "greet gives back None: is the return line missing?")
        require(isinstance(got, str), "greet gives back something else than a text.")
        near = "".join(got.lower().split()).strip("!.,") == "".join(want.lower().split()).strip("!.,")
        require(got == want or not near, "Almost: comma, space, mark or a capital letter differs.")
        require(got == want, "The text is not 'Hello, ' followed by the name and '!'.")


@pytest.mark.points(0.5)
def test_text(student, reference, rng):
    """A name is greeted with 'Hello, ' before and '!' after it."""
    names = ["".join(rng.choice(LETTERS, size=size)).capitalize() for size in (3, 7)]
    compare(student, reference, [*names, f"{names[0]} {names[1]}"])


@pytest.mark.points(0.5)
def test_number(student, reference, rng):
    """A number is turned into text and greeted like a name."""
    compare(student, reference, [int(rng.integers(2, 1000)), float(rng.integers(1, 9)) + 0.5])
