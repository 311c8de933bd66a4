"""Which mistakes explain the answers of a program: one, two together, or one that shows in a part of the tests.

Everything is decided by logs of answers, test by test. A mistake that would show in a test in which the student is
right is none of hers.
"""

import itertools
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

from autograder.grading.case import Case, Place, differences, is_telling, places_of
from autograder.grading.log import CallLog, same
from autograder.mistakes.catalogue import Mistake

_MAX_TRIES = 150
_MAX_TIED = 2
_NAMED = 2
Try = Callable[[Mistake, Mistake, frozenset[str]], CallLog | None]


class Evidence:
    """What the reference and each mistake of one exercise answer in its tests."""

    def __init__(self, reference: CallLog, mistakes: list[tuple[Mistake, CallLog]]) -> None:
        """Compare each mistake with the reference.

        Args:
            reference: its answers.
            mistakes: with their answers, which differ from the reference's somewhere.
        """
        self.reference = reference
        self.logs = {entry.id: log.answers() for entry, log in mistakes}
        self._entries = {entry.id: entry for entry, _ in mistakes}
        self._logs = {entry.id: log for entry, log in mistakes}
        right = reference.answers()
        self.shows = {
            name: frozenset(test for test, seen in answers.items() if not same(seen, right.get(test)))
            for name, answers in self.logs.items()
        }

    @cached_property
    def right_places(self) -> dict[Place, Any]:
        """The reference's answers, taken apart."""
        return dict(places_of(self.reference.answers()))

    @cached_property
    def shown_places(self) -> dict[str, dict[Place, Any]]:
        """For each mistake, the parts of its answers that are not the reference's."""
        apart = {name: dict(places_of(answers)) for name, answers in self.logs.items()}
        return {
            name: {place: its.get(place) for place in differences(its, self.right_places)}
            for name, its in apart.items()
        }

    def alone(self, log: CallLog) -> tuple[Mistake, ...]:
        """The mistakes that answer everything as the student does."""
        answers = log.answers()
        return tuple(
            self._entries[name]
            for name, known in self.logs.items()
            if all(test in known and same(seen, known[test]) for test, seen in answers.items())
        )

    def together(self, log: CallLog, attempt: Try) -> tuple[Mistake, ...]:
        """Mistakes of which two together answer everything as the student does; empty if there are no such two.

        Where only one of the two shows, its answers may be the student's. For all other tests the two are put into one
        program, which `attempt` runs.
        """
        case = Case(self, log)
        if not any(is_telling(case.answers[test]) for test in case.wrong):
            return ()  # many pairs end in the same exception as code that has neither of them
        found = list(itertools.islice(self._pairs(case, attempt), _NAMED))
        common = set.intersection(*map(set, found)) if found else set()
        names = common or (found[0] if found else ())
        return tuple(self._entries[name] for name in sorted(names))

    def partly(self, log: CallLog) -> tuple[Mistake, ...]:
        """The mistakes that explain most of the tests that show anything, and contradict none; empty if too many do."""
        case = Case(self, log)
        seen = [name for name in case.possible if case.tells(name) and case.is_seen_well(name)]
        likely = [name for name in seen if not case.speaks_where_silent(name)]
        counts = {name: len(case.explained[name]) for name in likely}
        best = max(counts.values(), default=0)
        names = [name for name, count in counts.items() if count == best]
        # Two that explain the very same tests are a guess: at most one of them was made.
        alike = len({case.explained[name] for name in names}) < len(names)
        return () if alike or len(names) > _MAX_TIED else tuple(self._entries[name] for name in names)

    def beside(self, log: CallLog, words: Callable[[CallLog], str]) -> tuple[Mistake, str] | None:
        """The one mistake from whose answers the student's differ in a way that there are words for, with these."""
        found = [(self._entries[name], said) for name in Case(self, log).possible if (said := words(self._logs[name]))]
        return found[0] if len(found) == 1 else None

    def _pairs(self, case: "Case", attempt: Try) -> Iterator[tuple[str, str]]:
        pairs = [pair for pair in itertools.combinations(case.possible, 2) if case.covers(*pair)]
        tries = 0
        for one, other in sorted(pairs, key=lambda pair: self._order(case, *pair)):
            left = case.open_with(one, other)
            tries += bool(left)
            if tries > _MAX_TRIES:
                return
            if self._confirmed(case, one, other, left, attempt):
                yield one, other

    def _order(self, case: "Case", one: str, other: str) -> tuple[bool, int, int]:
        """What is surest to be settled comes first; of what has to be tried, what contradicts single answers least."""
        left = case.open_with(one, other)
        edits = all(self._entries[name].edit for name in (one, other))
        return bool(left) and not edits, case.contradictions(one, other) if left else 0, len(left)

    def _confirmed(self, case: "Case", one: str, other: str, left: frozenset[str], attempt: Try) -> bool:
        # One test first: it settles most.
        for tests in [frozenset({min(left)}), left] if len(left) > 1 else [left] if left else []:
            log = attempt(self._entries[one], self._entries[other], tests)
            if log is None or not all(same(log.answers().get(test), case.answers[test]) for test in tests):
                return False
        return True
