"""Describes wrong answers in words when no known mistake explains them: what holds for every call of every test.

The student's answers are held against the reference's, call by call. A sentence is said only if it is true of all of
them; none of them tells a number of an input or of an answer.
"""

from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from autograder.grading.edges import edge_words, entry_words
from autograder.grading.log import WITH_ARGUMENTS, CallLog, is_fault, same
from autograder.grading.relations import RELATIONS, constant_words, kind_words, near

Numbers = NDArray[Any]
UNSTEADY = (
    "Asked the same twice, your code gives two different answers: does it draw at random, change something that it is "
    "given, or keep something from the call before?"
)


class Probe(msgspec.Struct, frozen=True):
    """One call: the student's answer, the reference's, and what both were given."""

    name: str
    got: Any
    want: Any
    args: tuple[Any, ...] | None

    @property
    def is_right(self) -> bool:
        """Whether the answers are the same."""
        return same(self.got, self.want)


def describe(log: CallLog, reference: CallLog) -> str:
    """A sentence about all answers of a student, or nothing.

    Args:
        log: the student's answers.
        reference: the right ones, with arguments.
    """
    probes = list(_probes(log, reference))
    if all(probe.is_right for probe in probes) or any(is_fault(probe.got) for probe in probes):
        return ""
    for look in (_unsteady, _changed_input, _related, _of_another_kind, _at_edges):
        words = look(probes)
        if words:
            return words
    return ""


def has_faults(log: CallLog) -> bool:
    """Whether any call ended otherwise than with an answer."""
    return any(is_fault(got) for answers in log.answers().values() for _, got in answers)


def _probes(log: CallLog, reference: CallLog) -> Iterator[Probe]:
    right, given = reference.answers(), reference.arguments()
    for test, answers in log.answers().items():
        for (name, got), (known, want), args in zip(answers, right.get(test, []), given.get(test, []), strict=False):
            if name != known:
                break  # the test went another way from here on
            yield Probe(name, got, want, args)


def _unsteady(probes: list[Probe]) -> str:
    """Different answers to one question, where the reference gives one."""
    asked = [probe for probe in probes if probe.args]
    for number, first in enumerate(asked):
        for other in asked[number + 1 :]:
            twice = first.name == other.name and same(first.args, other.args) and same(first.want, other.want)
            if twice and not same(first.got, other.got):
                return UNSTEADY
    return ""


def _changed_input(probes: list[Probe]) -> str:
    wrong = [probe for probe in probes if not probe.is_right]
    if all(WITH_ARGUMENTS in probe.name and same(probe.got[:1], probe.want[:1]) for probe in wrong):
        return "Your results are right, but your code changes its input: whoever called it finds other numbers there."
    return ""


def _related(probes: list[Probe]) -> str:
    """The first relation between answers that holds for all calls."""
    pairs = [pair for probe in probes for pair in [_numbers(probe)] if pair is not None]
    others = [probe for probe in probes if _numbers(probe) is None]
    if not pairs or not all(probe.is_right for probe in others):
        return ""
    with np.errstate(all="ignore"):
        for holds, words in RELATIONS:
            if _holds_for_all(holds, pairs):
                return words
        return constant_words([(got, want) for got, want, _ in pairs])


def _holds_for_all(holds: Callable[..., bool], pairs: list[tuple[Numbers, Numbers, tuple[Any, ...] | None]]) -> bool:
    try:
        return all(holds(*pair) for pair in pairs)
    except (ValueError, TypeError, IndexError):
        return False


def _numbers(probe: Probe) -> tuple[Numbers, Numbers, tuple[Any, ...] | None] | None:
    """The answers of a probe as arrays; None if one is not made of numbers."""
    values = (probe.got[0], probe.want[0]) if WITH_ARGUMENTS in probe.name else (probe.got, probe.want)
    if not all(isinstance(value, np.ndarray | np.generic | bool | int | float) for value in values):
        return None
    got, want = map(np.asarray, values)
    return (got, want, probe.args) if got.dtype.kind in "biuf" and want.dtype.kind in "biuf" else None


def _of_another_kind(probes: list[Probe]) -> str:
    """Numbers that are wrong, and of a kind that was not asked for: that comes first, because it is surely wrong."""
    kinds = {(pair[0].dtype.kind, pair[1].dtype.kind) for probe in probes for pair in [_numbers(probe)] if pair}
    return kind_words({(got.replace("u", "i"), want.replace("u", "i")) for got, want in kinds})


def _at_edges(probes: list[Probe]) -> str:
    wrong = {probe.name.removesuffix(WITH_ARGUMENTS) for probe in probes if not probe.is_right}
    if len(wrong) > 1:
        return ""
    # What another function was asked tells nothing about this one.
    asked = [probe for probe in probes if probe.name.removesuffix(WITH_ARGUMENTS) in wrong]
    if not all(probe.is_right for probe in asked if not probe.args):
        return ""
    words = edge_words([(probe.args or (), probe.is_right) for probe in asked if probe.args])
    return words or _at_entries([_numbers(probe) for probe in asked])


def _at_entries(calls: list[tuple[Numbers, Numbers, tuple[Any, ...] | None] | None]) -> str:
    """For functions that work entry by entry: which entries of the first argument are answered wrongly."""
    entries: list[tuple[Numbers, NDArray[np.bool_]]] = []
    for call in calls:
        given = call[2][0] if call and call[2] else None
        if not isinstance(given, np.ndarray) or given.dtype.kind not in "iuf" or call is None:
            return ""
        got, want, _ = call
        if not got.shape == want.shape == given.shape or got.dtype.kind != want.dtype.kind:
            return ""
        entries.append((given.ravel(), ~near(got, want).ravel()))
    return entry_words(entries)
