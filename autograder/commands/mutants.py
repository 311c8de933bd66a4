"""`autograder mutants`: tells which small changes of the references the hidden tests notice, and which they do not."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from autograder.course import Chapter
from autograder.course.model import Exercise
from autograder.errors import UsageError
from autograder.mutants.pool import strengths
from autograder.mutants.strength import CHAPTER_BAR, EXERCISE_BAR, Strength, kills, share_killed
from autograder.scheduling.job import WorkerSettings

_MARKS = {True: "x", False: "."}


def prove_suites(
    chapter: Chapter,
    settings: WorkerSettings,
    wanted: Sequence[str],
    console: Console,
    *,
    jobs: int,
    matrix: bool,
    trainings: bool,
) -> bool:
    """Try the mutants of a chapter or of some exercises, print what was seen, return whether the bars are reached."""
    exercises = _chosen(chapter, wanted, trainings=trainings)
    found = []
    for strength in strengths(chapter, settings, exercises, jobs, all_tests=matrix):
        found.append(strength)
        _print_one(strength, console, matrix=matrix)
    return _print_all(chapter, found, console)


def _chosen(chapter: Chapter, wanted: Sequence[str], *, trainings: bool) -> list[Exercise]:
    tested = {exercise.id: exercise for exercise in chapter.exercises if exercise.kind != "written"}
    unknown = [name for name in wanted if name not in tested]
    if unknown:
        raise UsageError(f"'{unknown[0]}' is no exercise of {chapter.slug}. It has: {', '.join(tested)}.")
    if wanted:
        return [tested[name] for name in dict.fromkeys(wanted)]
    return [exercise for exercise in tested.values() if trainings or exercise.kind != "training"]


def _print_one(strength: Strength, console: Console, *, matrix: bool) -> None:
    console.print(
        f"{strength.exercise}: {len(strength.judged)} mutants, {strength.killed} killed, "
        f"{len(strength.equivalent)} equivalent, {len(strength.survivors)} survived"
    )
    for mutant in strength.survivors:
        console.print(Text(f"  survived  {mutant.shown}"), soft_wrap=True)
    for problem in strength.problems:
        console.print(Text(f"  PROBLEM   {problem}", style="red"), soft_wrap=True)
    if matrix:
        console.print(_matrix(strength), soft_wrap=True)
        for test, (every, own) in kills(strength).items():
            idle = "" if own else "  kills nothing that no other test kills"
            console.print(Text(f"  {test}: kills {every}, {own} of them alone{idle}"))


def _matrix(strength: Strength) -> Table:
    """A line for each mutant, a column for each test, numbered in the order of the suite."""
    table = Table(show_edge=False, pad_edge=False, header_style="bold")
    for number, _ in enumerate(strength.tests, start=1):
        table.add_column(str(number), no_wrap=True)
    table.add_column("mutant", overflow="fold")
    for mutant, verdicts, reason in strength.judged:
        marks = (_MARKS[test in verdicts.killed_by] for test in strength.tests)
        table.add_row(*marks, Text(f"{mutant.shown}{f' (equivalent: {reason})' if reason else ''}"))
    return table


def _print_all(chapter: Chapter, found: Sequence[Strength], console: Console) -> bool:
    share = share_killed(found)
    mutants, equivalent = (sum(count(one) for one in found) for count in (_mutants, _equivalent))
    console.print(
        f"{chapter.slug}: {share:.1%} of {mutants - equivalent} mutants killed (bar {CHAPTER_BAR:.0%}, "
        f"{EXERCISE_BAR:.0%} an exercise); {equivalent} more are equivalent"
    )
    weak = [one.exercise for one in found if not one.holds]
    if weak:
        console.print(f"to be looked at: {', '.join(weak)}")
    return share >= CHAPTER_BAR and not weak


def _mutants(strength: Strength) -> int:
    return len(strength.judged)


def _equivalent(strength: Strength) -> int:
    return len(strength.equivalent)
