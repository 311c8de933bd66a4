"""What trials say of the suites: killed, equivalent, survived, and whether the bars are reached."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from autograder.mistakes.equivalents import Equivalent
from autograder.mutants.generate import Mutant
from autograder.mutants.trial import Verdicts

CHAPTER_BAR = 0.99
EXERCISE_BAR = 0.95
# A mutant, what the tests said of it, and why no test has to kill it; empty when one has to.
_Judged = tuple[Mutant, Verdicts, str]


@dataclass(frozen=True, slots=True)
class Strength:
    """What became of the mutants of one exercise.

    Attributes:
        exercise: its id.
        tests: ids of its hidden tests.
        judged: each mutant with its verdicts and, for equivalent ones, the reason.
        problems: what is wrong with the declarations or the tests themselves.
    """

    exercise: str
    tests: tuple[str, ...]
    judged: tuple[_Judged, ...]
    problems: tuple[str, ...] = field(default=())

    @property
    def killed(self) -> int:
        """Mutants that a test fails."""
        return sum(bool(verdicts.killed_by) for _, verdicts, _ in self.judged)

    @property
    def equivalent(self) -> tuple[tuple[Mutant, str], ...]:
        """Mutants that no test has to kill, with the reason."""
        return tuple((mutant, reason) for mutant, _, reason in self.judged if reason)

    @property
    def survivors(self) -> tuple[Mutant, ...]:
        """Mutants that a test should have killed and none did: holes in the suite."""
        return tuple(mutant for mutant, verdicts, reason in self.judged if not verdicts.killed_by and not reason)

    @property
    def holds(self) -> bool:
        """Whether the bar for one exercise is reached and nothing is wrong."""
        return share_killed([self]) >= EXERCISE_BAR and not self.problems


def judged(
    exercise: str, tests: Sequence[str], tried: Sequence[tuple[Mutant, Verdicts]], declared: Sequence[Equivalent]
) -> Strength:
    """Compare what the tests said with what is declared equivalent; a wrong or idle declaration is told."""
    own = [entry for entry in declared if entry.exercise == exercise]
    used: set[Equivalent] = set()
    found: list[_Judged] = []
    problems: list[str] = []
    for mutant, verdicts in tried:
        entry = next((e for e in own if e.describes(exercise, mutant.function, mutant.before, mutant.after)), None)
        survives = not verdicts.killed_by
        if entry and survives:
            used.add(entry)
        elif entry and entry.after is not None:
            used.add(entry)
            problems.append(f"declared equivalent, but {verdicts.killed_by[0]} tells it apart: {mutant.shown}")
        if verdicts.problem:
            problems.append(f"a test fails by itself ({verdicts.problem}): {mutant.shown}")
        found.append((mutant, verdicts, entry.reason if entry and survives else ""))
    stale = [
        f"declared equivalent, but no mutant is: {e.before} -> {e.after or 'anything'}" for e in own if e not in used
    ]
    return Strength(exercise, tuple(tests), tuple(found), tuple(problems + stale))


def share_killed(strengths: Iterable[Strength]) -> float:
    """Killed mutants as a part of those that are not equivalent; 1 where there is none."""
    found = list(strengths)
    killed = sum(strength.killed for strength in found)
    alive = sum(len(strength.survivors) for strength in found)
    return killed / (killed + alive) if killed + alive else 1.0


def kills(strength: Strength) -> dict[str, tuple[int, int]]:
    """For each test, how many mutants it kills, and how many of them no other test kills; wants a run of all tests."""
    every = Counter(test for _, verdicts, _ in strength.judged for test in verdicts.killed_by)
    own = Counter(verdicts.killed_by[0] for _, verdicts, _ in strength.judged if len(verdicts.killed_by) == 1)
    return {test: (every[test], own[test]) for test in strength.tests}
