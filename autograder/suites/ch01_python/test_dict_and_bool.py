"""Hidden tests of dict_and_bool: the completed dict, and both questions for truth values and numbers."""

import numpy as np
import pytest

from autograder.grading.api import require


def person(rng, hungry, sleepy, **more):
    """Fresh facts about somebody."""
    return {"height": int(rng.integers(150, 200)), "hungry": hungry, "sleepy": sleepy, **more}


def asked(student, cases):
    """The three results for each case."""
    answers = [student.dict_and_bool(case) for case in cases]
    for answer in answers:
        require(isinstance(answer, (tuple, list)) and len(answer) == 3, "dict_and_bool has to give back three things.")
    return answers


def questions(student, reference, rng, place, word):
    """Compare one of the two answers; whatever counts as true is as good as True."""
    pairs = [(True, False), (False, True), (True, True), (False, False), (2, 1), (4, 8), (0, 3), (0, 0)]
    cases = [person(rng, *pair, weight=60) for pair in pairs]
    wanted = [reference.dict_and_bool(case)[place] for case in cases]
    for answer, want in zip(asked(student, cases), wanted, strict=True):
        plain = isinstance(answer[place], (bool, int, float, np.bool_, np.integer))
        require(plain, f"The answer with `{word}` is neither True nor False.")
        require(bool(answer[place]) == want, f"The answer with `{word}` is wrong.")


@pytest.mark.points(0.5)
def test_missing_weight(student, reference, rng):
    """A missing weight is added to the dict, and everything else in it stays."""
    cases = [
        person(rng, hungry=True, sleepy=False),
        person(rng, hungry=False, sleepy=True, shoes=int(rng.integers(35, 48))),
    ]
    for answer, case in zip(asked(student, cases), cases, strict=True):
        want = reference.dict_and_bool(case)[0]
        require(isinstance(answer[0], dict), "The first result is no dict.")
        require("weight" in answer[0], "The missing weight is not added.")
        require(answer[0] == want, "The dict does not hold what it held before, and the weight 70.")


@pytest.mark.points(0.5)
def test_weight_that_is_there(student, reference, rng):
    """A weight that is there already stays as it is."""
    cases = [person(rng, hungry=True, sleepy=True, weight=int(rng.integers(40, 65)))]
    for answer, case in zip(asked(student, cases), cases, strict=True):
        require(answer[0] == reference.dict_and_bool(case)[0], "The dict is changed, although its weight was there.")


@pytest.mark.points(0.5)
def test_both(student, reference, rng):
    """The second result tells whether hungry and sleepy are both true; numbers other than 0 count as true."""
    questions(student, reference, rng, 1, "and")


@pytest.mark.points(0.5)
def test_at_least_one(student, reference, rng):
    """The third result tells whether at least one of the two is true."""
    questions(student, reference, rng, 2, "or")
