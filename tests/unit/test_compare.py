"""The comparison policy: what is accepted, what fails, and that no sentence carries anything out."""

import numpy as np
import pytest

from autograder.errors import SuiteError
from autograder.grading import api
from autograder.grading.api import Failed, Tolerance, assert_close, assert_unchanged, require
from autograder.grading.local import ReferenceFailed
from autograder.sandbox.faults import NotImplementedByStudent, StudentError

WANT = np.array([[0.1, 0.9, 0.25], [0.3, 0.7, 0.5]])


def words(got, want=WANT, **options):
    """The sentence with which a result fails."""
    with pytest.raises(Failed) as caught:
        assert_close(got, want, **options)
    return str(caught.value)


class FromTheStudent:
    """An object of a student's class, as the sandbox hands it out: every attribute is answered by student code."""

    def __init__(self, answer):
        self._answer = answer

    def __getattr__(self, name):
        if name.startswith("__array"):
            return lambda *_, **__: self._answer
        raise AttributeError(name)


@pytest.mark.parametrize(
    "got", [WANT, WANT.tolist(), tuple(map(tuple, WANT.tolist())), WANT.astype(np.float32), WANT + 1e-12, [*WANT]]
)
def test_other_forms_of_the_right_answer_are_accepted(got):
    assert_close(got, WANT)


def test_half_precision_hides_no_mistake():
    assert_close(np.array([0.0, 1.0, 0.5], np.float16), [0.0, 1.0, 0.5])
    with pytest.raises(Failed, match="wrong value"):
        assert_close(np.float16(0.7303), 0.7303)


@pytest.mark.parametrize(("got", "want"), [(True, 1), (np.float32(2), 2.0), (3, 3.0), (np.array(3.0), 3), ([], [])])
def test_scalars_and_empty_results(got, want):
    assert_close(got, want)


@pytest.mark.parametrize(
    ("got", "part"),
    [
        (None, "is None: is the return line missing?"),
        ("0.1", "is not made of numbers"),
        ({"a": 1}, "is not made of numbers"),
        ([[1, 2, 3], [4, 5]], "its rows differ in length"),
        ([[None] * 3] * 2, "is not made of numbers"),
        (WANT + 5j, "holds complex numbers, expected real ones"),
        (np.where(WANT > 0.8, np.nan, WANT), "it holds nan"),
        (np.where(WANT > 0.8, np.inf, WANT), "it holds inf"),
        (WANT.T, "is something transposed?"),
        (WANT[None], "an axis of length 1 is too many or missing"),
        (WANT.sum(axis=0), "too many axes were summed"),
    ],
)
def test_what_fails_is_told_in_words(got, part):
    assert part in words(got)


def test_nan_loses_where_nothing_else_is_wrong():
    assert "nan" in words(np.nan, 0.0)


@pytest.mark.parametrize("want", [np.array([1.0, np.nan]), np.inf, -np.inf, "text", None])
def test_a_reference_that_would_accept_anything_is_our_mistake(want):
    with pytest.raises(SuiteError, match="the reference"):
        assert_close(np.array([1.0, 1.0]), want)


@pytest.mark.parametrize("got", [FromTheStudent(WANT), [FromTheStudent(0.1)] * 2, [[0.1, FromTheStudent(0.9)]]])
def test_objects_are_not_asked_how_they_look_as_an_array(got):
    assert "is not made of numbers" in words(got)


@pytest.mark.parametrize(
    ("value", "accepted"),
    [(np.array([1]), "int number"), (np.array([1], np.uint8), "int number"), (np.array([1.0]), "float number"),
     (np.array([True]), "")],
)  # fmt: skip
def test_classes_of_numbers(value, accepted):
    assert_close(value, [1])
    for dtype in ("int", "float", "number"):
        if dtype in accepted.split():
            assert_close(value, [1], dtype=dtype)
        else:
            assert ", expected " in words(value, [1], dtype=dtype)


def test_tolerance_is_scaled_by_the_expected_value_and_the_width():
    assert_close(1000.0 + 5e-5, 1000.0)
    assert "not precise" in words(1000.0 + 5e-4, 1000.0)
    assert_close(np.float32(1000.01), 1000.0)
    assert_close(1000.4, 1000.0, Tolerance(rel=1e-3))
    # Scaled by the result, this would be accepted: a huge result would widen its own tolerance.
    assert words(1e9, 1.0, tol=Tolerance(rel=0.999_999_999_9))


def test_tuples_are_compared_part_by_part():
    assert_close([WANT, [1, 2]], (WANT, np.array([1, 2])))
    assert_close(np.array([3.0, 4.0]), (3.0, 4.0))
    assert words([WANT, [2, 1]], (WANT, [1, 2])).startswith("part 2 of the result")
    assert "one value, expected 2" in words(WANT[0], (1, 2))
    assert "too few parts, expected 2" in words([1], (1, 2))


@pytest.mark.parametrize("got", [np.empty((123_456, 0)), np.zeros(98_765), np.zeros((1,) * 9)])
def test_a_shape_made_up_by_the_student_is_not_told(got):
    assert words(got) == "the result has another shape than the expected (2, 3)"


def test_a_length_made_up_by_the_student_is_not_told():
    assert "4242" not in words([1] * 4242, (1, 2))


def test_the_thing_is_named_as_the_suite_says():
    assert words(None, what="the mean of each row").startswith("the mean of each row is None")


def test_require():
    require(np.bool_(1), "never said")
    with pytest.raises(Failed, match=r"^Two lines are missing\.$"):
        require([], "Two lines are missing.")


class Student:
    """Functions that may change what they are given."""

    def __init__(self, change):
        self._change = change

    def with_args(self, *args):
        return "result", tuple(self._change(arg) for arg in args)


def test_unchanged_arguments_give_the_result():
    args = (np.array([1.0, np.nan]), {"W": np.ones(2)}, [np.ones(3)], 5, "text")
    assert assert_unchanged(Student(lambda arg: arg), *args) == "result"


@pytest.mark.parametrize(
    "change", [lambda a: a + 1, lambda a: a[:-1], lambda _: None, lambda a: a.astype(str), lambda a: a.astype(int)]
)
def test_changed_arguments_fail(change):
    with pytest.raises(Failed, match="the input is changed by the call"):
        assert_unchanged(Student(change), np.array([1.0, 2.0]))


@pytest.mark.parametrize("now", [{}, {"W": np.zeros(2)}, {"W": np.ones(2), "b": 1}, None])
def test_a_changed_array_inside_a_dict_fails(now):
    with pytest.raises(Failed):
        assert_unchanged(Student(lambda _: now), {"W": np.ones(2)})


def test_the_public_names_are_there():
    comparing = {"Failed", "Tolerance", "assert_close", "assert_raises", "assert_unchanged", "fail", "require"}
    assert comparing <= set(api.__all__)
    assert all(hasattr(api, name) for name in api.__all__)


def test_an_expected_error_is_of_the_expected_kind():
    def answer(kind):
        if kind:
            raise StudentError(kind)

    api.assert_raises(answer, "ValueError", kind="ValueError", sentence="no")
    for other in ("TypeError", ""):
        with pytest.raises(Failed, match="let it show"):
            api.assert_raises(answer, other, kind="ValueError", sentence="let it show")

    def stub():
        raise NotImplementedByStudent

    with pytest.raises(NotImplementedByStudent):
        api.assert_raises(stub, kind="ValueError", sentence="no")


def test_an_expected_error_may_come_from_the_reference_in_the_students_place():
    def reference(kind):
        raise ReferenceFailed("name", StudentError(kind) if kind else NotImplementedByStudent())

    api.assert_raises(reference, "ValueError", kind="ValueError", sentence="no")
    with pytest.raises(Failed, match="no"):
        api.assert_raises(reference, "TypeError", kind="ValueError", sentence="no")
    with pytest.raises(ReferenceFailed):
        api.assert_raises(reference, "", kind="ValueError", sentence="no")


@pytest.mark.parametrize(
    ("kind", "allowed"), [(np.float64, 1e-7), (np.float32, 2e-5), (np.float16, 1e-7)], ids=["64", "32", "16"]
)
def test_the_precision_that_students_are_told(kind, allowed):
    """See docs/student.md, "How exact a number has to be"; what the kind itself rounds away does not count here."""
    held = np.full(4, 1024, kind)
    assert_close(held, 1024 * (1 + 0.9 * allowed) * np.ones(4))
    with pytest.raises(Failed):
        assert_close(held, 1024 * (1 + 1.2 * allowed) * np.ones(4))
