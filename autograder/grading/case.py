"""The answers of one student, held against what is known of an exercise's mistakes: test by test and part by part."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.grading.log import CallLog, is_fault, same

if TYPE_CHECKING:
    from collections.abc import Iterator

    from autograder.grading.evidence import Evidence

Place = tuple[Any, ...]
"""The way to one number, array or word in answers: test, number of the call, places in tuples, keys."""
_FEW_SAMPLES, _SEVERAL, _ALIKE = 20, 4, 1e-9


class Case:
    """The answers of one student, held against what is known."""

    def __init__(self, known: Evidence, log: CallLog) -> None:
        self.answers = log.answers()
        right = known.reference.answers()
        self.wrong = frozenset(test for test, seen in self.answers.items() if not same(seen, right.get(test)))
        seen = frozenset(self.answers)
        self.shows = {name: shows & seen for name, shows in known.shows.items()}
        self.possible = [name for name, shows in self.shows.items() if shows and shows <= self.wrong]
        self._logs = known.logs
        self._known = known
        self.explained = {
            name: frozenset(test for test in self.shows[name] if same(self.answers[test], self._logs[name].get(test)))
            for name in self.possible
        }

    def covers(self, one: str, other: str) -> bool:
        """Whether one of two mistakes shows wherever something is wrong."""
        return self.wrong <= self.shows[one] | self.shows[other]

    def open_with(self, one: str, other: str) -> frozenset[str]:
        """What only both in one program can explain: where both show, and where the one that shows does not explain."""
        both = self.shows[one] & self.shows[other]
        alone = (self.explained[one] - self.shows[other]) | (self.explained[other] - self.shows[one])
        return both | (self.wrong - alone)

    def contradictions(self, one: str, other: str) -> int:
        """How many single numbers and arrays speak against two mistakes, as long as these do not meet."""
        (shown, agreed), (shown_too, agreed_too) = self._places[one], self._places[other]
        against = (
            (shown - shown_too - agreed) | (shown_too - shown - agreed_too) | (self._wrong_places - shown - shown_too)
        )
        return len(against)

    @cached_property
    def _wrong_places(self) -> frozenset[Place]:
        right = {place: value for place, value in self._known.right_places.items() if place[0] in self.answers}
        return frozenset(differences(self._own_places, right))

    @cached_property
    def _own_places(self) -> dict[Place, Any]:
        return dict(places_of(self.answers))

    @cached_property
    def _places(self) -> dict[str, tuple[frozenset[Place], frozenset[Place]]]:
        """For each possible mistake, where it shows in the answers, and where the student's are the same there."""
        own, found = self._own_places, {}
        for name in self.possible:
            shown = {
                place: value for place, value in self._known.shown_places[name].items() if place[0] in self.answers
            }
            agreed = (place for place, value in shown.items() if place in own and same(own[place], value))
            found[name] = frozenset(shown), frozenset(agreed)
        return found

    def is_seen_well(self, name: str) -> bool:
        """Whether more is explained than one test of several: with one input, two different mistakes may look alike."""
        explained = len(self.explained[name])
        return explained > 1 or explained == len(self.shows[name])

    def tells(self, name: str) -> bool:
        """Whether something is explained that not many mistakes share: no exception, missing result or plain number."""
        return any(is_telling(self.answers[test]) and test in self._rich for test in self.explained[name])

    @cached_property
    def _rich(self) -> frozenset[str]:
        """Tests in which something else is wrong than a few plain numbers: these are soon alike by chance."""
        own, wrong = self._own_places, defaultdict(list)
        for place in self._wrong_places & own.keys():
            wrong[place[0]].append(own[place])
        return frozenset(test for test, values in wrong.items() if not _are_few_plain_numbers(values))

    def speaks_where_silent(self, name: str) -> bool:
        """Whether the student gives an answer to a call that a mistake leaves without a result: then it is not hers."""
        pairs = ((self.answers[test], self._logs[name].get(test) or []) for test in self.shows[name])
        return any(
            mine[0] == theirs[0] and _is_silent(theirs[1]) and not _is_silent(mine[1]) and not is_fault(mine[1])
            for answers, known in pairs
            for mine, theirs in zip(answers, known, strict=False)
        )


def is_telling(answers: list[Any]) -> bool:
    """Whether there is an answer at the end, and no exception or missing result, which many mistakes share."""
    return any(not is_fault(value) and not _is_silent(value) for _, value in answers[-1:])


def _is_silent(value: Any) -> bool:
    return any(same(value, nothing) for nothing in (None, "an object"))


def _are_few_plain_numbers(values: list[Any]) -> bool:
    """Whether all there is are answers of yes and no, small counts, or shares of a few samples such as 0.5 or 2/3."""
    if not all(isinstance(value, np.ndarray | np.generic | bool | int | float) for value in values):
        return False
    arrays = [np.asarray(value) for value in values]
    if not all(array.dtype.kind in "biuf" for array in arrays):
        return False
    numbers = np.unique(np.concatenate([array.ravel().astype(np.float64) for array in arrays]))
    numbers = numbers[np.isfinite(numbers) & ~np.isin(numbers, (0, 1))]
    shares = numbers[:, None] * np.arange(1, _FEW_SAMPLES + 1)
    plain = (np.abs(shares - np.rint(shares)) < _ALIKE).any(axis=1) & (np.abs(numbers) <= _FEW_SAMPLES)
    return bool(plain.all()) and len(numbers) < _SEVERAL


def places_of(value: Any, place: Place = ()) -> Iterator[tuple[Place, Any]]:
    """Each number, array and word of answers, with the way that leads to it."""
    if isinstance(value, dict):
        items: Any = value.items()
    elif isinstance(value, list | tuple):
        items = enumerate(value)
    else:
        yield place, value
        return
    for key, item in items:
        yield from places_of(item, (*place, key))


def differences(some: dict[Place, Any], others: dict[Place, Any]) -> Iterator[Place]:
    """Where two sets of answers are not the same."""
    for place in some.keys() | others.keys():
        if place not in some or place not in others or not same(some[place], others[place]):
            yield place
