"""Right except at the edge: what the arguments of all wrong calls have in common and those of the right ones lack."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.grading.deviation.nearness import near
from autograder.grading.deviation.parts import Part, parts_of
from autograder.grading.deviation.probes import Probe, has_arrays
from autograder.grading.log import is_fault, same

Args = tuple[Any, ...]
Numbers = NDArray[Any]
_LARGE = 100.0
_ENOUGH, _SEVERAL = 2, 3
_NEGATIVE = "where the input holds negative numbers"


def stops_at_edges(probes: list[Probe]) -> str:
    """The words where code stops with an error for one kind of input, and answers rightly otherwise."""
    wrong = [probe for probe in probes if not probe.is_right]
    return at_edges(probes, stops=True) if all(is_fault(probe.got) for probe in wrong) else ""


def at_edges(probes: list[Probe], *, stops: bool = False) -> str:
    """The words where code is wrong for one kind of input, or of entries of its input, and right otherwise."""
    wrong = {probe.function for probe in probes if not probe.is_right}
    if len(wrong) > 1:
        return ""
    # What another function was asked tells nothing about this one, nor does it that a method is there.
    asked = [probe for probe in probes if probe.function in wrong and not same(probe.want, "an object")]
    calls = [(_given(probe), probe.is_right) for probe in asked]
    if not all(is_right for args, is_right in calls if not args):
        return ""
    words = _edge_words([(args, is_right) for args, is_right in calls if args], stops=stops)
    return words if words or stops else _at_entries([part for probe in asked for part in parts_of(probe)])


def _given(probe: Probe) -> tuple[Any, ...]:
    """What a call was given; where it was given no array, what the call before was given."""
    args = probe.args or ()
    return args if has_arrays(args) or not probe.before else probe.before


def _at_entries(parts: Sequence[Part]) -> str:
    """For functions that work entry by entry: which entries of the first argument are answered wrongly."""
    entries: list[tuple[Numbers, NDArray[np.bool_]]] = []
    for part in parts:
        given = part.probe.args[0] if part.probe.args else None
        if not isinstance(given, np.ndarray) or given.dtype.kind not in "iuf" or part.numbers is None:
            return ""
        got, want = part.numbers
        if not got.shape == want.shape == given.shape or got.dtype.kind != want.dtype.kind:
            return ""
        entries.append((given.ravel(), ~near(got, want).ravel()))
    return _entry_words(entries)


def _edge_words(calls: list[tuple[Args, bool]], *, stops: bool = False) -> str:
    """The words for the first property that the arguments of exactly the wrong calls have; empty if none has.

    Args:
        calls: arguments, and whether the answer was right.
        stops: the wrong calls end in an error.
    """
    right = [args for args, is_right in calls if is_right]
    wrong = [args for args, is_right in calls if not is_right]
    if len(right) < _ENOUGH or not wrong:
        return ""
    few = min(_different(right), _different(wrong))
    # A shape is asked for on purpose; a value may be in one input by chance, and a negative one is in most.
    values = _VALUES if _different(right) >= _ENOUGH else ()
    for has, words in (*_SHAPES, *values):
        if words == _NEGATIVE and few < _SEVERAL:
            continue
        if all(map(has, wrong)) and not any(map(has, right)):
            end = "?" if ": " in words else "."
            return f"Your code stops with an error {words}{end}" if stops else f"Your code is right except {words}{end}"
    return ""


def _entry_words(calls: list[tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]]) -> str:
    """The words for the entries that are answered wrongly, if they are of one kind; empty if they are not.

    Args:
        calls: the entries of an argument, and which of the answers to them are wrong.
    """
    if not calls:
        return ""
    values = np.concatenate([entries for entries, _ in calls])
    wrong = np.concatenate([which for _, which in calls])
    for has, words in _ENTRIES:
        are = np.asarray(has(values))
        if wrong[are].any() and not wrong[~are].any():
            # Most of the kind is wrong; what is right in spite of it may be so by chance.
            enough = np.count_nonzero(~are) >= _ENOUGH and 2 * np.count_nonzero(wrong) > np.count_nonzero(are)
            return f"Your code is right except {words}." if enough else ""
    return ""


def _arrays(args: Args) -> list[np.ndarray[Any, Any]]:
    numbers = [np.asarray(one) for one in args if isinstance(one, np.ndarray | np.generic | bool | int | float)]
    return [one for one in numbers if one.dtype.kind in "biuf"]


def _different(calls: list[Args]) -> int:
    """How many calls were given different things: the same question asked ten times counts once."""
    return len({tuple((one.shape, one.dtype.str, one.tobytes()) for one in _arrays(args)) for args in calls})


def _any(test: Callable[[np.ndarray[Any, Any]], bool]) -> Callable[[Args], bool]:
    return lambda args: any(test(one) for one in _arrays(args))


def _first(test: Callable[[np.ndarray[Any, Any]], bool]) -> Callable[[Args], bool]:
    return lambda args: any(test(one) for one in _arrays(args)[:1])


def _has_ties(array: np.ndarray[Any, Any]) -> bool:
    if not array.ndim or not array.size:
        return False
    return bool((np.sum(array == array.max(axis=-1, keepdims=True), axis=-1) > 1).any())


_ENTRIES: tuple[tuple[Callable[[np.ndarray[Any, Any]], Any], str], ...] = (
    (lambda a: a == 0, "where an entry is 0"),
    (lambda a: np.abs(a) >= _LARGE, "for entries of large size, such as 1000"),
    (lambda a: a < 0, "for negative entries"),
    (lambda a: a <= 0, "for entries that are 0 or negative"),
    (lambda a: a > 0, "for positive entries"),
    (lambda a: a >= 0, "for entries that are 0 or positive"),
)
_SHAPES: tuple[tuple[Callable[[Args], bool], str], ...] = (
    (_any(lambda a: a.size == 0), "for empty input"),
    (_first(lambda a: a.ndim == 0), "for a single number"),
    (_first(lambda a: a.ndim == 1), "for arrays with one axis, such as a single sample"),
    (_first(lambda a: a.ndim > 1 and len(a) == 1), "for arrays of one row, such as a batch of one sample"),
    (_first(lambda a: a.ndim > 1), "for arrays with two axes or more, such as a batch"),
    (_first(lambda a: a.ndim > 1 and len(a) > 1), "for arrays of several rows, such as a batch"),
    (
        _first(lambda a: a.ndim > 1 and a.shape[0] != a.shape[1]),
        "for arrays that are not square: are two axes mixed up, or two lengths",
    ),
    (
        _first(lambda a: a.ndim > 1 and a.shape[0] == a.shape[1]),
        "for square arrays: are the axes guessed from the shape",
    ),
)
_VALUES: tuple[tuple[Callable[[Args], bool], str], ...] = (
    (_any(lambda a: a.size > 0 and float(np.abs(a).max()) >= _LARGE), "for numbers of large size, such as 1000"),
    (_any(lambda a: a.dtype.kind in "iu" and a.ndim > 0), "for arrays of whole numbers"),
    # A 0 among labels or pixels is nothing special.
    (_first(lambda a: a.dtype.kind == "f" and bool((a == 0).any())), "where the input holds a 0"),
    (_any(lambda a: bool((a < 0).any())), _NEGATIVE),
    (_any(_has_ties), "where the largest number occurs more than once"),
)
