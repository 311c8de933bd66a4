"""Whatever a student's code returns, describing it ends in a sentence or in none: never in an error of ours."""

import random
import warnings

import numpy as np
import pytest

from autograder.grading.deviation import describe, words_beside
from tests.unit.deviation_samples import asked

SHAPES = ((), (0,), (3,), (1, 3), (4, 3), (3, 3), (2, 3, 4), (0, 3))
ODD = (None, "x", True, False, 0, 1, -1, 2.5, float("inf"), float("nan"), 10**30, b"q")
ARRAYS = (
    lambda normal: normal,
    lambda normal: normal * 1e200,
    lambda normal: normal + 1j,
    lambda normal: normal > 0,
    lambda normal: np.rint(3 * normal).astype(int),
    lambda normal: np.abs(40 * normal).astype(np.uint8),
    lambda normal: normal.astype(np.float16),
    lambda normal: normal * np.nan,
    lambda normal: np.array(["a", "b"]),
)


class Answers:
    """Makes answers of any kind."""

    def __init__(self, seed):
        self.chance, self.normal = random.Random(seed), np.random.default_rng(seed).normal

    def any(self, depth=0):
        kind = self.chance.randrange(8)
        if kind == 0:
            return self.chance.choice(ODD)
        if kind < 4 and depth < 2:
            parts = [self.any(depth + 1) for _ in range(self.chance.randrange(7))]
            return (parts, tuple(parts), dict(zip("abWxyz", parts, strict=False)))[kind - 1]
        return self.chance.choice(ARRAYS)(np.asarray(self.normal(size=self.chance.choice(SHAPES))))


def one_by_one(answers):
    left = iter(answers)
    return lambda *_: next(left)


@pytest.mark.parametrize("seed", range(10))
def test_nothing_that_is_returned_is_too_odd(seed):
    make = Answers(seed)
    for _ in range(40):
        calls = [tuple(make.any() for _ in range(make.chance.randrange(1, 4))) for _ in range(3)]
        right, known = ([make.any() for _ in calls] for _ in range(2))
        wrong = [one if make.chance.random() < 0.5 else make.any() for one in right]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of numbers that overflow on the way to a comparison
            mine, mistake = (asked(one_by_one(answers), calls) for answers in (wrong, known))
            reference = asked(one_by_one(right), calls, keep=True)
            told = describe(mine, reference, {"f"}) + words_beside(mine, mistake, reference, {"f"})
        assert isinstance(told, str)


def test_a_tuple_that_looks_like_the_beginning_of_a_large_array():
    """A log keeps of these their shape, a tuple, and an array."""
    inputs = [np.ones(2)] * 3
    nested, other = ((np.ones(3),), np.ones(2)), ((np.zeros(3),), np.ones(2))
    right = asked(one_by_one([nested] * 3), inputs, keep=True)
    assert describe(asked(one_by_one([other] * 3), inputs), right) == ""
