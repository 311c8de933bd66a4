"""Hidden tests of list_ops: the new last element, slices counted from the front and from the end, the argument."""

import pytest

from autograder.grading.api import assert_close, require

FROM_FRONT, TO_THE_END, FROM_END = (0, 2), (1,), (3, 4)
NAMES = ("[0:2]", "[1:]", "[:3]", "[:-1]", "[:-2]")


def numbers(rng, length):
    """A fresh list of different whole numbers."""
    return [int(n) for n in rng.permutation(90)[:length]]


def slices(student, reference, rng, places):
    """Compare some of the five slices, for lists of several lengths."""
    cases = [numbers(rng, length) for length in (5, 8, 3)]
    answers = [(student.list_ops(case), reference.list_ops(case)) for case in cases]
    for got, want in answers:
        require(isinstance(got, (tuple, list)) and len(got) == 5, "list_ops has to give back five lists.")
        for place in places:
            require(isinstance(got[place], (list, tuple)), f"The slice {NAMES[place]} is no list.")
            assert_close(got[place], want[place], what=f"the slice {NAMES[place]}")


@pytest.mark.points(0.5)
def test_slices_from_the_front(student, reference, rng):
    """The slices [0:2] and [:3] hold the first two and the first three elements."""
    slices(student, reference, rng, FROM_FRONT)


@pytest.mark.points(0.5)
def test_last_element(student, reference, rng):
    """The slice [1:] goes to the end, where 99 stands now."""
    slices(student, reference, rng, TO_THE_END)


@pytest.mark.points(0.5)
def test_slices_from_the_end(student, reference, rng):
    """The slices [:-1] and [:-2] leave out the last one and the last two elements."""
    slices(student, reference, rng, FROM_END)


@pytest.mark.points(0.5)
def test_argument_stays(student, reference, rng):
    """The list that comes in is the same after the call as before."""
    a = numbers(rng, 6)
    got, (after,) = student.list_ops.with_args(a)
    assert_close(got, reference.list_ops(a))
    require(after == a, "The list of the caller is changed. Work on a copy.")
