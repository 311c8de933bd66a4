"""Hidden tests of equivalent_parameters: gates of both kinds, sums on the threshold, and each corner."""

import pytest

from autograder.grading.api import assert_close


def compare(student, reference, rng, triples):
    """Ask for all triples at once, in a fresh order whose first and last answers differ."""
    mixed = [triples[place] for place in rng.permutation(len(triples))]
    answers = reference.equivalent_parameters(mixed)
    other = next(place for place, answer in enumerate(answers) if answer != answers[0])
    mixed[other], mixed[-1] = mixed[-1], mixed[other]
    got = student.equivalent_parameters(mixed)
    assert_close(got, reference.equivalent_parameters(mixed))


@pytest.mark.points(1)
def test_gates_of_both_kinds(student, reference, rng):
    """AND gates get True, gates that fire too easily or never get False."""
    thresholds = rng.uniform(0.5, 3.0, size=6)
    valid = [(*map(float, theta * rng.uniform(0.55, 0.95, size=2)), float(theta)) for theta in thresholds[:3]]
    easy = [(*map(float, theta * rng.uniform(1.1, 2.0, size=2)), float(theta)) for theta in thresholds[3:5]]
    never = (*map(float, thresholds[5] * rng.uniform(0.1, 0.45, size=2)), float(thresholds[5]))
    compare(student, reference, rng, [*valid, *easy, never])
    for triples in (valid[:1], easy[:1]):  # a list of one stays a list
        assert_close(student.equivalent_parameters(triples), reference.equivalent_parameters(triples))


@pytest.mark.points(0.5)
def test_sum_on_the_threshold(student, reference, rng):
    """A weighted sum exactly on the threshold does not fire."""
    w1, w2 = map(int, rng.integers(2, 9, size=2))
    compare(student, reference, rng, [(w1, w2, w1 + w2), (w1, w1, w1), (w2, w2, w2), (w1, w2, w1 + w2 - 1)])


@pytest.mark.points(0.5)
def test_each_corner(student, reference, rng):
    """A single wrong corner is enough for False, and the firing corner alone is not enough for True."""
    # Together they stay below twice the threshold, so a look at the sum of the weights alone is not enough.
    low, high = float(rng.uniform(0.55, 0.8)), float(rng.uniform(1.05, 1.19))
    some = float(rng.uniform(1.0, 2.0))
    triples = [(low, high, 1.0), (high, low, 1.0), (low, low, 1.0), (-some, -some, -1.5 * some)]
    # These fire at exactly one corner, and not at (1, 1); the last one always fires.
    triples += [(some, -some, 0.5 * some), (-some, some, 0.5 * some), (-some, -some, -0.5 * some)]
    compare(student, reference, rng, [*triples, (some, some, -1.5 * some)])
