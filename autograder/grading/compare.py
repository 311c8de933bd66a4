"""The one policy by which results are compared: shape, kind of number, tolerance, NaN, infinity, changed arguments."""

from typing import Any, Literal, NoReturn

import msgspec
import numpy as np

from autograder.errors import SuiteError
from autograder.grading.words import shape_words, value_words
from autograder.sandbox.faults import StudentError

DtypeClass = Literal["int", "float", "number"]
Array = np.ndarray[Any, Any]
_KINDS = {"int": "iu", "float": "f", "number": "iufc"}
_KIND_WORDS = {
    "b": "truth values (bool)",
    "i": "whole numbers (int)",
    "u": "whole numbers (int)",
    "f": "decimal numbers (float)",
    "c": "complex numbers",
}
_WANTED_WORDS = {"int": "whole numbers (int)", "float": "decimal numbers (float)", "number": "numbers"}
# float32 holds about 7 digits; a few operations later 5 are left. float16 gets no room: no lesson calculates in it, and
# what its 3 digits hide is what some exercises are about, such as a forward difference in place of a central one.
_REL_BY_DTYPE = {np.dtype(np.float32): 2e-5}


class Failed(AssertionError):  # noqa: N818  # an outcome, named as pytest names it
    """A hidden test did not hold. The text is a sentence for the student, without inputs or expected values."""

    share = 0.0
    """What the answer is worth all the same, as a part of the test's points."""


class Tolerance(msgspec.Struct, frozen=True):
    """How far off a result may be: `abs` in its own unit plus `rel` times the expected value."""

    rel: float = 1e-7
    abs: float = 1e-9


def fail(sentence: str, *, share: float = 0.0) -> NoReturn:
    """End the test with a sentence for the student; `share` is the part of its points that is earned all the same."""
    failed = Failed(sentence)
    failed.share = share
    raise failed


def require(condition: object, sentence: str) -> None:
    """Fail with a sentence for the student unless the condition holds."""
    if not bool(condition):
        fail(sentence)


def assert_close(
    got: object,
    want: Any,
    tol: Tolerance = Tolerance(),  # noqa: B008  # frozen
    *,
    dtype: DtypeClass | None = None,
    what: str = "the result",
) -> None:
    """Fail unless got equals want within tol.

    Args:
        got: what the student's code returned: plain data, an array or a list of numbers; for a tuple of arrays a tuple
            or list.
        want: from the reference: an array, a number, or a tuple or list of such.
        tol: scaled by want, never by got.
        dtype: the class of numbers that the exercise asks for; None accepts any, also bool.
        what: how the sentence names the thing.

    Raises:
        Failed: with a sentence in words.
        SuiteError: want holds a NaN or an infinity, which would accept any answer, or is not made of numbers.
    """
    if got is None:
        fail(f"{what} is None: is the return line missing?")
    if isinstance(want, tuple):
        _assert_all_close(got, want, tol, dtype, what)
        return
    expected, actual = _expected(want), as_numbers(got, what)
    if actual.shape != expected.shape:
        fail(f"{what} {shape_words(actual.shape, expected.shape)}")
    if dtype and actual.dtype.kind not in _KINDS[dtype]:
        fail(f"{what} holds {_KIND_WORDS[actual.dtype.kind]}, expected {_WANTED_WORDS[dtype]}")
    if actual.dtype.kind == "c" and expected.dtype.kind != "c":
        fail(f"{what} holds complex numbers, expected real ones")
    _assert_values(actual, expected, tol, what)


def assert_unchanged(function: Any, *args: Any, what: str = "the input") -> Any:
    """Call a remote function and fail if an array in one of its arguments was changed; return its result."""
    result, after = function.with_args(*args)
    if not all(unchanged(before, now) for before, now in zip(args, after, strict=True)):
        fail(
            f"{what} is changed by the call: it should be left as it was. "
            "`x -= m` writes into x, `x - m` makes a new array"
        )
    return result


def assert_raises(function: Any, *args: Any, kind: str, sentence: str) -> None:
    """Call a remote function and fail with a sentence for the student unless it ends in this built-in error."""
    try:
        function(*args)
    except (StudentError, SuiteError) as error:
        fault = getattr(error, "fault", error)  # with the reference in the student's place, the fault is inside
        if not isinstance(fault, StudentError):
            raise
        require(fault.type_name == kind, sentence)
        return
    fail(sentence)


def _assert_all_close(got: object, want: tuple[Any, ...], tol: Tolerance, dtype: DtypeClass | None, what: str) -> None:
    if isinstance(got, np.ndarray) and got.shape[:1] == (len(want),):  # whoever unpacks it sees its entries
        got = list(got)
    if not isinstance(got, tuple | list):
        fail(f"{what} is one value, expected {len(want)} of them")
    if len(got) != len(want):
        # The number itself is not told: the student's code chose it, and may have chosen a hidden input.
        fail(f"{what} has too {'many' if len(got) > len(want) else 'few'} parts, expected {len(want)}")
    for number, (part, expected) in enumerate(zip(got, want, strict=True), start=1):
        assert_close(part, expected, tol, dtype=dtype, what=f"part {number} of {what}")


def _expected(want: Any) -> Array:
    expected = np.asarray(want)
    if expected.dtype.kind not in "biufc":
        raise SuiteError("the reference is not made of numbers; compare numbers only")
    if not np.isfinite(expected).all():
        raise SuiteError("the reference holds a NaN or an infinity; ask for something finite")
    return expected


def as_numbers(got: object, what: str) -> Array:
    """An array of what the student's code returned, or a failure in words."""
    # Anything else would be asked how it looks as an array, and student code would answer.
    if not _is_plain(got):
        fail(f"{what} is not made of numbers")
    try:
        actual = np.asarray(got)
    except (ValueError, TypeError, OverflowError):
        fail(f"{what} is no array of numbers: its rows differ in length or kind")
    if actual.dtype.kind not in "biufc":
        fail(f"{what} is not made of numbers")
    return actual


def _is_plain(value: object) -> bool:
    if type(value) in (list, tuple):
        return all(map(_is_plain, value))  # type: ignore[call-overload]  # a list or a tuple, as just tested
    return type(value) in (np.ndarray, bool, int, float, complex) or isinstance(value, np.generic)


def unchanged(before: Any, now: Any) -> bool:
    """Whether every array in an argument is as it was; what holds no arrays is the test's own business."""
    if isinstance(before, np.ndarray):
        alike = type(now) is np.ndarray and now.dtype.kind == before.dtype.kind
        return alike and np.array_equal(before, now, equal_nan=before.dtype.kind in "fc")
    if type(before) is dict:
        return type(now) is dict and before.keys() == now.keys() and all(unchanged(before[k], now[k]) for k in before)
    if type(before) in (list, tuple):
        return type(now) in (list, tuple) and len(before) == len(now) and all(map(unchanged, before, now))
    return True


def _assert_values(actual: Array, expected: Array, tol: Tolerance, what: str) -> None:
    if not np.isfinite(actual).all():
        kind = "nan" if np.isnan(actual).any() else "inf"
        fail(f"{what} is not finite: it holds {kind}")
    rel = max(tol.rel, _REL_BY_DTYPE.get(actual.dtype, 0.0))
    width = np.complex128 if expected.dtype.kind == "c" else np.float64
    difference = np.abs(actual.astype(width) - expected.astype(width))
    # `~(<=)` and not `>`: every comparison with NaN is false, and has to fail.
    bad = np.asarray(~(difference <= tol.abs + rel * np.abs(expected.astype(width))))
    if bad.any():
        fail(f"{what} {value_words(actual, expected, bad)}")


__all__: list[str] = [
    "DtypeClass",
    "Failed",
    "Tolerance",
    "assert_close",
    "assert_raises",
    "assert_unchanged",
    "fail",
    "require",
]
