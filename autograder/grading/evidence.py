"""Which mistakes explain the answers of a program: one, two together, or one that shows in a part of the tests.

Everything is decided by logs of answers, test by test. A mistake that would show in a test in which the student is
right is none of hers.
"""

import itertools
from collections.abc import Callable, Iterator
from typing import Any

from autograder.grading.log import CallLog, is_fault, same
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
        self._logs = {entry.id: log.answers() for entry, log in mistakes}
        self._entries = {entry.id: entry for entry, _ in mistakes}
        right = reference.answers()
        self._shows = {
            name: frozenset(test for test, seen in answers.items() if not same(seen, right.get(test)))
            for name, answers in self._logs.items()
        }

    def alone(self, log: CallLog) -> tuple[Mistake, ...]:
        """The mistakes that answer everything as the student does."""
        answers = log.answers()
        return tuple(
            self._entries[name]
            for name, known in self._logs.items()
            if all(test in known and same(seen, known[test]) for test, seen in answers.items())
        )

    def together(self, log: CallLog, attempt: Try) -> tuple[Mistake, ...]:
        """Mistakes of which two together answer everything as the student does; empty if there are no such two.

        Where only one of the two shows, its answers may be the student's. For all other tests the two are put into one
        program, which `attempt` runs.
        """
        case = _Case(self, log)
        if not any(_tells(case.answers[test]) for test in case.wrong):
            return ()  # many pairs end in the same exception as code that has neither of them
        found = list(itertools.islice(self._pairs(case, attempt), _NAMED))
        common = set.intersection(*map(set, found)) if found else set()
        names = common or (found[0] if found else ())
        return tuple(self._entries[name] for name in sorted(names))

    def partly(self, log: CallLog) -> tuple[Mistake, ...]:
        """The mistakes that explain most of the tests that show anything, and contradict none; empty if too many do."""
        case = _Case(self, log)
        seen = [name for name in case.possible if case.tells(name) and case.is_seen_well(name)]
        likely = [name for name in seen if not case.speaks_where_silent(name)]
        counts = {name: len(case.explained[name]) for name in likely}
        best = max(counts.values(), default=0)
        names = [name for name, count in counts.items() if count == best]
        # Two that explain the very same tests are a guess: at most one of them was made.
        alike = len({case.explained[name] for name in names}) < len(names)
        return () if alike or len(names) > _MAX_TIED else tuple(self._entries[name] for name in names)

    def _pairs(self, case: "_Case", attempt: Try) -> Iterator[tuple[str, str]]:
        pairs = [pair for pair in itertools.combinations(case.possible, 2) if case.covers(*pair)]
        tries = 0
        for one, other in sorted(pairs, key=lambda pair: self._order(case, *pair)):
            left = case.open_with(one, other)
            tries += bool(left)
            if tries > _MAX_TRIES:
                return
            if self._confirmed(case, one, other, left, attempt):
                yield one, other

    def _order(self, case: "_Case", one: str, other: str) -> tuple[bool, int]:
        """What is surest to be settled comes first."""
        left = case.open_with(one, other)
        edits = all(self._entries[name].edit for name in (one, other))
        return bool(left) and not edits, len(left)

    def _confirmed(self, case: "_Case", one: str, other: str, left: frozenset[str], attempt: Try) -> bool:
        # One test first: it settles most.
        for tests in [frozenset({min(left)}), left] if len(left) > 1 else [left] if left else []:
            log = attempt(self._entries[one], self._entries[other], tests)
            if log is None or not all(same(log.answers().get(test), case.answers[test]) for test in tests):
                return False
        return True


class _Case:
    """The answers of one student, held against what is known."""

    def __init__(self, known: Evidence, log: CallLog) -> None:
        self.answers = log.answers()
        right = known.reference.answers()
        self.wrong = frozenset(test for test, seen in self.answers.items() if not same(seen, right.get(test)))
        seen = frozenset(self.answers)
        self.shows = {name: shows & seen for name, shows in known._shows.items()}  # noqa: SLF001  # of one module
        self.possible = [name for name, shows in self.shows.items() if shows and shows <= self.wrong]
        self._logs = known._logs  # noqa: SLF001  # as above
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

    def is_seen_well(self, name: str) -> bool:
        """Whether more is explained than one test of several: with one input, two different mistakes may look alike."""
        explained = len(self.explained[name])
        return explained > 1 or explained == len(self.shows[name])

    def tells(self, name: str) -> bool:
        """Whether something is explained by more than an exception or a missing result, which many mistakes share."""
        return any(_tells(self.answers[test]) for test in self.explained[name])

    def speaks_where_silent(self, name: str) -> bool:
        """Whether the student gives an answer to a call that a mistake leaves without a result: then it is not hers."""
        pairs = ((self.answers[test], self._logs[name].get(test) or []) for test in self.shows[name])
        return any(
            mine[0] == theirs[0] and _is_silent(theirs[1]) and not _is_silent(mine[1]) and not is_fault(mine[1])
            for answers, known in pairs
            for mine, theirs in zip(answers, known, strict=False)
        )


def _tells(answers: list[Any]) -> bool:
    return any(not is_fault(value) and not _is_silent(value) for _, value in answers[-1:])


def _is_silent(value: Any) -> bool:
    return any(same(value, nothing) for nothing in (None, "an object"))
