"""Hidden tests of Man: names of several objects, and what the two methods print."""

import pytest

from autograder.grading.api import require

LETTERS = list("abcdefghijklmnopqrstuvwxyz")


def names(rng):
    """Three fresh names."""
    return ["".join(rng.choice(LETTERS, size=size)).capitalize() for size in (3, 5, 8)]


def said(man, method):
    """What a method of a student's or the reference's object prints."""
    _, text = getattr(man, method).printed()
    return text.strip()


def compare(student, reference, rng, method):
    """Make several objects first, then let each of them speak."""
    chosen = names(rng)
    theirs, ours = [student.Man(name) for name in chosen], [reference.Man(name) for name in chosen]
    spoken = [(said(one, method), said(other, method)) for one, other in zip(theirs, ours, strict=True)]
    for got, want in spoken:
        require(got, f"{method} prints nothing. It has to print its text, not to return it.")
        require(got == want, f"{method} prints something else than asked for.")


@pytest.mark.points(1)
def test_name(student, rng):
    """Each object keeps the name that it was made with."""
    chosen = names(rng)
    men = [student.Man(name) for name in chosen]
    kept = [man.name for man in men]
    require(kept == chosen, "The names that the objects keep are not those that they were made with.")


@pytest.mark.points(1)
def test_hello(student, reference, rng):
    """The method hello prints 'Hello, ' followed by the name of its object and '!'."""
    compare(student, reference, rng, "hello")


@pytest.mark.points(1)
def test_goodbye(student, reference, rng):
    """The method goodbye prints 'Good-bye, ' followed by the name of its object and '!'."""
    compare(student, reference, rng, "goodbye")
