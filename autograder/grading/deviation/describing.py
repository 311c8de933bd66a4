"""Describes wrong answers in words when no known mistake explains them: what holds for every call of every test.

The student's answers are held against the reference's, call by call. A sentence is said only if it is true of all of
them; none of them tells a number of an input or of an answer.
"""

from collections.abc import Callable, Collection, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.grading.deviation.amounts import amount_words, kind_words, result_words
from autograder.grading.deviation.conditions import condition_words, constant_words
from autograder.grading.deviation.edges import at_edges, stops_at_edges
from autograder.grading.deviation.factors import WITH_AN_ARGUMENT
from autograder.grading.deviation.nearness import Relation
from autograder.grading.deviation.parts import Part, misplaced, parts_of, subject
from autograder.grading.deviation.probes import Probe, probes_of
from autograder.grading.deviation.relations import NEED_SEVERAL, RELATIONS
from autograder.grading.deviation.spots import spot_words
from autograder.grading.log import WITH_ARGUMENTS, CallLog, is_fault, same

Numbers = NDArray[Any]
UNSTEADY = (
    "Asked the same twice, your code gives two different answers: does it draw at random, change something that it is "
    "given, or keep something from the call before?"
)
_ENOUGH, _SEVERAL, _SOME = 2, 6, 2


def describe(log: CallLog, reference: CallLog, own: Collection[str] | None = None) -> str:
    """A sentence about all answers of a student, or nothing.

    Args:
        log: the student's answers.
        reference: the right ones, with arguments.
        own: names that the student is asked to write; None where all are.
    """
    probes = list(probes_of(log, reference, own))
    if all(probe.is_right for probe in probes):
        return ""
    if any(is_fault(probe.got) for probe in probes):
        return stops_at_edges(probes)
    for look in (_unsteady, _changed_input, misplaced, _related, at_edges, _at_results, _of_parts):
        words = look(probes)
        if words:
            return words
    return ""


def has_faults(log: CallLog) -> bool:
    """Whether any call ended otherwise than with an answer."""
    return any(is_fault(got) for answers in log.answers().values() for _, got in answers)


def _unsteady(probes: list[Probe]) -> str:
    """Different answers to one question, where the reference gives one."""
    asked = [probe for probe in probes if probe.args]
    for number, first in enumerate(asked):
        for other in asked[number + 1 :]:
            alike = (first.name, first.setting) == (other.name, other.setting)
            twice = alike and same(first.args, other.args) and same(first.want, other.want)
            if twice and not same(first.got, other.got):
                return UNSTEADY
    return ""


def _changed_input(probes: list[Probe]) -> str:
    wrong = [probe for probe in probes if not probe.is_right]
    if all(WITH_ARGUMENTS in probe.name and same(probe.got[:1], probe.want[:1]) for probe in wrong):
        return "Your results are right, but your code changes its input: whoever called it finds other numbers there."
    return ""


def _related(probes: list[Probe]) -> str:
    return told(probes, _words)


def _at_results(probes: list[Probe]) -> str:
    return told(probes, _words_of_results)


def _of_parts(probes: list[Probe]) -> str:
    """Where different things went wrong in several parts of what is returned: what holds of one or two of them.

    Only of what went wrong first: what other functions return may follow from it. What is kept in attributes is of one
    kind, a gradient beside a gradient, and goes together.
    """
    parts = [part for probe in probes for part in parts_of(probe)]
    wrong = [part for part in parts if not part.is_right]
    alike = [part for part in wrong if part.whole == wrong[0].whole or part.probe.args is wrong[0].probe.args is None]
    found: dict[str, list[Part]] = {}
    for name in dict.fromkeys(part.who for part in alike):
        concerned = [part for part in parts if part.who == name]
        words = _of_concerned("{who}", concerned, _words) or _of_concerned("{who}", concerned, _words_of_results)
        found.setdefault(words, []).extend(concerned)
    found.pop("", None)
    told = {words: subject(concerned, parts) for words, concerned in found.items()}
    return " ".join([words.format(who=who) for words, who in told.items() if who][:_SOME])


def told(probes: Sequence[Probe], words: Callable[[Sequence[Part]], str]) -> str:
    """What some words say of all answers of those functions, or parts of what they return, that are ever wrong."""
    parts = [part for probe in probes for part in parts_of(probe)]
    # A kind of number that the reference does not give may be allowed; what is wrong in value is wrong.
    wrong = [part for part in parts if not part.is_right and not part.has_right_values]
    names = {part.who for part in wrong or parts if not part.is_right}
    concerned = [part for part in parts if part.who in names]
    return _of_concerned(subject(concerned, parts) if concerned else "", concerned, words)


def _of_concerned(who: str, concerned: Sequence[Part], words: Callable[[Sequence[Part]], str]) -> str:
    if not who or not all(part.numbers for part in concerned):
        return ""
    if all(part.probe.args == () for part in concerned):
        return ""  # where nothing is given, numbers are typed in: no way to calculate them went wrong
    with np.errstate(all="ignore"):
        return words(concerned).format(who=who)


def _words_of_results(parts: Sequence[Part]) -> str:
    pairs = [part.numbers for part in parts if part.numbers]
    given = [one for part in parts for one in part.probe.args or (None,)]
    of_bits = all(_is_number(one) and np.isin(one, (0, 1)).all() for one in given)
    return condition_words(pairs, of_bits=of_bits) or result_words(pairs) or spot_words(pairs)


def _is_number(value: Any) -> bool:
    return isinstance(value, np.ndarray | np.generic | bool | int | float)


def _words(parts: Sequence[Part]) -> str:
    triples = [(*part.numbers, part.probe.args) for part in parts if part.numbers]
    pairs = [(got, want) for got, want, _ in triples]
    right = np.unique(np.concatenate([want.ravel() for _, want in pairs]))
    if len(right) < _ENOUGH:
        return ""  # of one number much may be said that is true by chance
    several = len(right) >= _SEVERAL
    if not any(got.size for got, _ in pairs):
        return "{who} are empty, all of them: is anything ever put in?"
    if not any(got.any() for got, _ in pairs) and not np.isin(right, (0, 1)).all():
        return "{who} are 0, all of them: do they ever get their values?"
    constant = constant_words(pairs)
    if constant:
        return constant
    # Of two small numbers, one is often the other and an argument.
    with_an_argument = WITH_AN_ARGUMENT if len(right) > _ENOUGH else ()
    for holds, words in (*RELATIONS, *with_an_argument):
        if (several or holds not in NEED_SEVERAL) and hold_for_all(holds, triples):
            return words
    return amount_words(pairs) or kind_words(pairs)


def hold_for_all(holds: Relation, triples: Sequence[tuple[Numbers, Numbers, tuple[Any, ...] | None]]) -> bool:
    """Whether a relation holds for every answer; one that cannot be computed does not."""
    try:
        return all(holds(*triple) for triple in triples)
    except (ValueError, TypeError, IndexError, OverflowError):
        return False
