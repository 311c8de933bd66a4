"""Relations between wrong and right answers: told if they hold for all calls, and only then."""

import numpy as np
import pytest

from autograder.grading.deviation.relations import RELATIONS
from tests.unit.deviation_samples import INPUTS, MATRIX, RNG, VECTOR, mean, said


@pytest.mark.parametrize(
    ("wrong", "right", "part"),
    [
        (lambda x: -np.exp(x), np.exp, "wrong sign"),
        (lambda x: 2 * np.exp(x), np.exp, "twice too large"),
        (lambda x: np.exp(x) / 2, np.exp, "half as large"),
        (lambda x: x.sum(axis=0), mean, "N times too large"),
        (lambda x: mean(x) / len(x), mean, "N times too small"),
        (lambda x: mean(x) / x.shape[1], mean, "too small by the number of columns"),
        (lambda x: np.exp(x).T, np.exp, "transposed"),
        (lambda x: np.exp(x)[::-1], np.exp, "opposite order"),
        (lambda x: np.roll(np.exp(x), 1, axis=0), np.exp, "one place too late"),
        (lambda x: np.roll(np.exp(x), -1, axis=0), np.exp, "one place too early"),
        (lambda x: x.sum(axis=1), lambda x: x.sum(axis=0), "wrong axis"),
        (lambda x: np.exp(x) / np.exp(x).sum(0), lambda x: np.exp(x) / np.exp(x).sum(1, keepdims=True), "wrong axis"),
        (lambda x: np.exp(x) * (1 + 3e-5), np.exp, "a few digits only"),
        (lambda x: np.round(np.exp(x), 2), np.exp, "are rounded"),
        (lambda x: x > 0, lambda x: (x > 0).astype(int), "truth values"),
        (lambda x: (x > 0).astype(float), lambda x: (x > 0).astype(int), "decimals (float)"),
        (lambda x: (x > 0).astype(int), lambda x: (x > 0).astype(float), "whole numbers (int)"),
        (lambda x: (x > 0).astype(int) + 1, lambda x: (x > 0).astype(int), "too large by one"),
        (lambda x: np.roll(np.exp(x), 2, axis=None), np.exp, "in other places"),
        (lambda x: np.sort(np.exp(x), axis=None).reshape(x.shape), np.exp, "sorted by size"),
        (lambda x: 3 * np.exp(x), np.exp, "one and the same factor"),
        (lambda x: np.exp(x) - 0.25, np.exp, "one and the same amount"),
        (lambda x: len(x) * 5 + np.exp(x), np.exp, "the same amounts in every row"),
        (lambda x: len(x) * x + np.exp(x), np.exp, ""),
        (lambda x: np.full(x.shape, 7.0), lambda x: np.full(x.shape, 3.0), ""),
        (lambda x: np.exp(x) + RNG.normal(size=x.shape), np.exp, ""),
        (lambda x: 2 * np.exp(x) if len(x) > 3 else np.exp(x), np.exp, ""),
        (lambda x: "text", np.exp, ""),
    ],
)
def test_a_relation_is_told_if_it_holds_for_all_calls(wrong, right, part):
    words = said(wrong, right, INPUTS)
    assert part in words
    assert bool(part) == bool(words)


def probabilities(x):
    weights = np.exp(x)
    return weights / weights.sum(axis=-1, keepdims=True)


MIXED = [*INPUTS, RNG.normal(size=(1, 4)), RNG.normal(size=5), RNG.normal(size=(2, 3))]


@pytest.mark.parametrize(
    ("wrong", "right", "part"),
    [
        (lambda x: probabilities(x.astype(np.float16)), probabilities, "half precision: use float64"),
        (lambda x: probabilities(x).astype(np.float16), probabilities, "half precision: use float64"),
        (lambda x: probabilities(x) / len(x), probabilities, "divided by the len of the first argument"),
        (lambda x: probabilities(x) * len(x), probabilities, "times the len of the first argument"),
        (lambda x: np.exp(x) / x.size, np.exp, "divided by the number of entries of the first argument"),
        (lambda x: np.exp(x) * x.size, np.exp, "times the number of entries of the first argument"),
        (lambda x: x**2, lambda x: x, "squares of the right ones"),
        (np.abs, lambda x: x, "never a minus"),
        (lambda x: np.sqrt(x**2), lambda x: x, "never a minus"),
        (np.abs, lambda x: x**2, "square roots of the right ones"),
        (lambda x: np.roll(np.exp(x), 1, axis=0), np.exp, "each stands one place too late"),
        (lambda x: np.roll(np.exp(x), -1, axis=0), np.exp, "each stands one place too early"),
        (lambda x: np.roll(np.exp(x), 1), np.exp, "one place to the right"),
        (lambda x: np.roll(np.exp(x), 1, axis=-1) * (1 + (x == x.max())), np.exp, ""),
        (np.sort, lambda x: x, "sorted by size"),
        (lambda x: -np.sort(-x), lambda x: x, "sorted by size"),
        (lambda x: np.sort(x, axis=0), lambda x: x, "sorted by size"),
        (lambda x: x.ravel()[:, None], lambda x: x, "in another shape"),
        (lambda x: np.minimum(x, 0.4), lambda x: x, "should be larger than a certain bound"),
        (lambda x: np.maximum(x, -0.4), lambda x: x, "should be smaller than a certain bound"),
        (lambda x: np.clip(x, -0.4, 0.4), lambda x: x, "cut off on both sides"),
        (lambda x: np.maximum(x, 0), lambda x: x, "0 wherever they should be negative"),
        (lambda x: np.clip(x, -0.4, 0.4) + 0.1 * (x > 1), lambda x: x, ""),
        (np.exp, probabilities, "right proportions in each row"),
        (lambda x: probabilities(x) * (1 + np.abs(x)), probabilities, ""),
        (lambda x: 2.718**x, np.exp, "off by less than one per cent"),
        (lambda x: 2.6**x, np.exp, ""),
        (lambda x: x + np.arange(x.shape[-1]) + 1, lambda x: x, "the same amounts in every row"),
        (lambda x: x + np.arange(len(x))[(...,) + (None,) * (x.ndim - 1)] + 1, lambda x: x, ""),
        (
            lambda x: (x > 0).astype(float) if len(x) == 4 else x > 0,
            lambda x: (x > 0).astype(int),
            "not always of the kind",
        ),
    ],
)
def test_a_relation_also_holds_for_one_sample_and_for_batches_of_one(wrong, right, part):
    words = said(wrong, right, MIXED)
    assert part in words
    assert bool(part) == bool(words)


def test_of_one_number_nothing_is_said():
    """One number is always some multiple of another, some root, or rounded."""
    assert not said(lambda x: x.size * 2.0, lambda x: 3.0, INPUTS)


def test_every_relation_says_whose_numbers_it_is_about():
    assert [words for _, words in RELATIONS if "{who} " not in words] == []


def line(x, w, b):
    return x * w + b


LINES = [(MATRIX, 3.25, 0.5), (VECTOR, 0.75, -1.5), (MATRIX + 1, -2.0, 0.25)]


@pytest.mark.parametrize(
    ("wrong", "right", "part"),
    [
        (lambda x, w, b: x * w, line, "right with the third argument added"),
        (lambda x, w, b: x * w + 2 * b, line, "right with the third argument subtracted"),
        (lambda x, w, b: x, lambda x, w, b: x * w, "right multiplied by the second argument"),
        (lambda x, w, b: x * w * w, lambda x, w, b: x * w, "right divided by the second argument"),
        (lambda x, w, b: x * w - b * x, line, ""),
        (lambda x, w, b: 0 * x, line, "are 0, all of them"),
        (lambda x, w, b: 100 * (x > 0).mean(), lambda x, w, b: (x > 0).mean(), "a hundred times too large"),
        (lambda x, w, b: 100 * line(x, w, b), line, "one and the same factor"),
        (lambda x, w, b: int(x.sum()), lambda x, w, b: x.sum(), "cut down to whole numbers"),
        (lambda x, w, b: x // 1, lambda x, w, b: x, "cut down to whole numbers"),
        (lambda x, w, b: np.rint(x), lambda x, w, b: x, "are rounded"),
        (lambda x, w, b: (x // 1).astype(int), lambda x, w, b: x, "cut down to whole numbers"),
    ],
)
def test_an_argument_that_is_left_out_or_taken_twice(wrong, right, part):
    words = said(wrong, right, LINES)
    assert part in words
    assert bool(part) == bool(words)


def test_a_claim_that_fails_once_is_not_made():
    def nearly(x):
        return 2 * np.exp(x) if x.shape != (3, 5) else 3 * np.exp(x) + x

    assert "twice" in said(nearly, np.exp, INPUTS[:2])
    assert said(nearly, np.exp, INPUTS) == ""


def test_right_code_is_described_by_nothing():
    assert said(np.exp, np.exp, INPUTS) == ""


def test_one_sample_is_not_divided_by_a_number_of_samples():
    """The first argument has one axis, so it is one sample, and not as many as the weights have rows."""
    inputs = [(RNG.normal(size=3), RNG.normal(size=(3, 2))), (RNG.normal(size=4), RNG.normal(size=(4, 5)))]
    words = said(lambda x, w: np.dot(x, w) / len(x), np.dot, inputs)
    assert words == "Your results are the right ones divided by the len of the first argument: leave that out."


def test_of_numbers_that_are_typed_in_nothing_is_said():
    """[0.1, 0.0, 0.3] for [0.1, 0.0, -0.3] is a slip of a finger, and no abs."""
    weights = np.array([[0.1, 0.0, -0.3], [0.2, 0.4, -0.5]])
    assert said(lambda _: np.abs(weights), lambda _: weights, INPUTS)
    assert not said(lambda: np.abs(weights), lambda: weights, [(), ()])


def test_of_few_numbers_no_order_is_told():
    pairs = [np.array([1.5, 0.5]), np.array([2.5, 0.25])]
    assert not said(lambda x: np.sort(x), lambda x: x, pairs)  # noqa: PLW0108  # a ufunc has no name to be called by
    assert said(lambda x: -x, lambda x: x, pairs)


def test_ones_and_zeros_are_no_factors():
    bits = [(1, 0), (0, 1), (1, 1), (0, 0)]
    assert "argument" not in said(
        lambda a, b: int(a and b), lambda a, b: int(b == 1) + 2 * int(a == 1 and b == 0), bits
    )
    assert "argument" not in said(lambda a, b: a * (a != b), lambda a, b: int(a != b), bits)


def test_two_numbers_are_no_sum_with_an_argument():
    sizes = [(7, 2), (5, 3)]
    assert not said(lambda a, b: a - b, lambda a, b: a, sizes)
    assert "second argument added" in said(lambda a, b: a - b, lambda a, b: a, [*sizes, (9, 4)])
