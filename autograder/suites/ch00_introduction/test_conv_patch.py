"""Hidden tests of conv_patch: products at equal places, all channels, one bias."""

import pytest

from autograder.grading.api import assert_close, assert_unchanged


@pytest.mark.points(1)
def test_one_channel(student, reference, rng):
    """With one channel and no bias, entries at equal places are multiplied and added up."""
    cases = [(rng.normal(size=(1, 3, 3)), rng.normal(size=(1, 3, 3)), 0.0) for _ in range(2)]
    answers = [(student.conv_patch(*case), reference.conv_patch(*case)) for case in cases]
    for got, want in answers:
        assert_close(got, want)


@pytest.mark.points(1)
def test_channels_and_bias(student, reference, rng):
    """All channels are added up, and the bias once."""
    cases = [(rng.normal(size=(C, 3, 3)), rng.normal(size=(C, 3, 3)), float(rng.normal() + 4)) for C in (3, 2)]
    answers = [(student.conv_patch(*case), reference.conv_patch(*case)) for case in cases]
    for got, want in answers:
        assert_close(got, want)


@pytest.mark.points(1)
def test_other_sizes(student, reference, rng):
    """Filters need not be square nor hold decimals, and neither patch nor filter is changed."""
    patch, kernel = rng.integers(-4, 5, size=(4, 2, 3)), rng.integers(-4, 5, size=(4, 2, 3))
    bias = float(rng.normal())
    got = assert_unchanged(student.conv_patch, patch, kernel, bias, what="patch or kernel")
    assert_close(got, reference.conv_patch(patch, kernel, bias))
