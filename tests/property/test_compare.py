"""What holds for every comparison: symmetric acceptance of the right answer, NaN loses, nothing is told back."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from autograder.grading.api import Failed, Tolerance, assert_close
from autograder.grading.words import shape_words

VALUES = st.floats(-1e6, 1e6, allow_subnormal=False)
MATRICES = arrays(np.float64, array_shapes(min_dims=0, max_dims=3, max_side=4), elements=VALUES)


def sentence(got, want, **options):
    """The sentence of a failure; None when the result is accepted."""
    try:
        assert_close(got, want, **options)
    except Failed as failed:
        return str(failed)
    return None


@settings(deadline=None)
@given(MATRICES)
def test_the_right_answer_is_accepted_in_any_form(want):
    assert_close(want, want)
    assert_close(want.tolist(), want)
    assert_close(want.copy(order="F"), want)


@settings(deadline=None)
@given(MATRICES.filter(lambda want: want.size), st.data())
def test_one_bad_entry_fails(want, data):
    got = want.copy().ravel()
    place = data.draw(st.integers(0, want.size - 1))
    got[place] = data.draw(st.sampled_from([np.nan, np.inf, -np.inf, got[place] + 1 + abs(got[place])]))
    assert sentence(got.reshape(want.shape), want)


@settings(deadline=None)
@given(MATRICES, st.floats(1e-9, 0.1), st.floats(-1, 1))
def test_the_bound_is_ours(want, rel, share):
    tol = Tolerance(rel=rel, abs=1e-6)
    bound = tol.abs + rel * np.abs(want)
    assert sentence(want + 0.99 * share * bound, want, tol=tol) is None
    if want.size:
        assert sentence(want + 1.01 * bound + 1e-9, want, tol=tol)


@settings(deadline=None)
@given(MATRICES, MATRICES)
def test_words_hold_no_number_but_expected_shapes(got, want):
    words = sentence(got, want)
    if words and "shape" not in words:
        assert not re.search(r"\d", words.replace("sum to 1", "").replace("float64", "").replace("//", ""))


@settings(deadline=None)
@given(st.lists(st.integers(0, 10**6), max_size=8))
def test_few_shapes_can_be_told_back(shape):
    lengths = {0, 1, 2, 3, 4, 5, 6, 15}
    words = shape_words(tuple(shape), (3, 5))
    if not set(shape) <= lengths or len(shape) > 4:
        assert words == "has another shape than the expected (3, 5)"


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3) | st.binary(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner, max_size=2),
    max_leaves=8,
)


@settings(deadline=None)
@given(PLAIN)
def test_whatever_comes_back_ends_in_acceptance_or_a_sentence(got):
    for want in (1.0, np.zeros((2, 3)), (1.0, np.zeros(2))):
        words = sentence(got, want)
        assert words is None or words.startswith(("the result", "part "))


def test_infinite_tolerance_is_no_way_around_nan():
    with pytest.raises(Failed):
        assert_close(np.nan, 1.0, Tolerance(rel=np.inf))
