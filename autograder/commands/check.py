"""`autograder check`: proves chapters or some exercises of one, in one process or in several."""

import atexit
import itertools
import multiprocessing
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import msgspec
from rich.console import Console
from rich.markup import escape

from autograder.commands.proofs import Finding, Proofs
from autograder.course import Chapter, find_chapter, load_course
from autograder.datasets import embedded_digits, locate
from autograder.errors import AutograderError, UsageError, portable
from autograder.grading.engine import Engine
from autograder.grading.local import forget_references
from autograder.scheduling.job import WorkerSettings
from autograder.scheduling.worker import released_notebook

Proved = Iterator[tuple[str, Iterator[Finding]]]
"""Slugs of chapters, each with what was found; a chapter has to be read before the next is asked for."""


class Part(msgspec.Struct, frozen=True):
    """What one process proves at once.

    Attributes:
        settings: as for grading; class_dir is not used.
        exercise: its id; None for what concerns the whole chapter.
        alone: look at this exercise only, not at those that need it.
        full_trainings: train on the data set in use; else on the embedded digits, which takes a fraction of the time.
    """

    settings: WorkerSettings
    exercise: str | None
    alone: bool = False
    full_trainings: bool = False


def parts_of(chapter: Chapter, settings: WorkerSettings, wanted: Sequence[str], *, full_trainings: bool) -> list[Part]:
    """What there is to prove of the wanted exercises; without any, of the whole chapter.

    Raises:
        UsageError: the chapter has no exercise of a wanted name.
    """
    chosen = chosen_exercises(chapter, wanted)
    names: list[str | None] = [*chosen] if wanted else [None, *chosen]
    return [Part(settings, name, bool(wanted), full_trainings) for name in names]


def chosen_exercises(chapter: Chapter, wanted: Sequence[str]) -> list[str]:
    """The wanted exercises in their order, or all that have a suite.

    Raises:
        UsageError: the chapter has no exercise of a wanted name.
    """
    known = [exercise.id for exercise in chapter.exercises if exercise.kind != "written"]
    unknown = [name for name in wanted if name not in known]
    if unknown:
        raise UsageError(f"'{unknown[0]}' is no exercise of {chapter.slug}. It has: {', '.join(known)}.")
    return [name for name in known if name in wanted] if wanted else known


def all_hold(chapters: Proved, data_dir: Path | None, how: str, console: Console) -> bool:
    """Print what does not hold, and for each chapter how much does; whether all of it does."""
    data, everything = locate(data_dir), True
    for slug, findings in chapters:
        total = problems = 0
        for finding in findings:
            total += 1
            if finding.problem:
                problems += 1
                console.print(f"[red]PROBLEM[/red] {escape(finding.what)}: {escape(finding.problem)}")
        console.print(f"{slug}: {total - problems} of {total} hold ({data.name}, {how})")
        everything &= not problems
    return everything


def prove(parts: Sequence[Part], jobs: int) -> Proved:
    """Prove the parts in their order; yield each chapter's slug and its findings as they are made.

    Processes go on to the next chapter on their own, so that none waits for the slowest exercise of a chapter.
    """
    for slug, found in itertools.groupby(_found(parts, jobs), lambda pair: pair[0].settings.chapter):
        yield slug, (finding for _, findings in found for finding in findings)


def _found(parts: Sequence[Part], jobs: int) -> Iterator[tuple[Part, Iterable[Finding]]]:
    if jobs == 1:
        try:
            for part in parts:
                yield part, _prover_for(part).findings(part)
        finally:
            _close()
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=atexit.register, initargs=(_close,)) as pool:
        yield from zip(parts, pool.map(_prove, parts), strict=True)


class _Prover:
    """An engine and the proofs of one chapter in one process."""

    def __init__(self, part: Part) -> None:
        self.settings = part.settings
        course = load_course(Path(self.settings.course_root))
        chapter = find_chapter(course, self.settings.chapter)
        released = released_notebook(course.root, chapter)
        data = locate(Path(self.settings.data_dir) if self.settings.data_dir else None)
        trained_on = None if part.full_trainings else embedded_digits()
        secret, sandbox = self.settings.secret, self.settings.sandbox
        self._engine = Engine(chapter, released, data, secret, sandbox, trained_on=trained_on)
        self._proofs = Proofs(self._engine, course.root / "source" / chapter.slug / released.name, released)

    def close(self) -> None:
        """End its sandboxes."""
        self._proofs.close()
        self._engine.close()

    def findings(self, part: Part) -> Iterator[Finding]:
        if part.exercise is None:
            return self._proofs.of_chapter()
        return self._proofs.of_exercise(part.exercise, alone=part.alone)


_prover: _Prover | None = None


def _prover_for(part: Part) -> _Prover:
    """The prover of this process, made anew when another chapter begins."""
    global _prover  # noqa: PLW0603  # a process pool offers no other place
    if _prover is None or _prover.settings != part.settings:
        _close()
        _prover = _Prover(part)
    return _prover


def _close() -> None:
    global _prover  # noqa: PLW0603  # as above
    if _prover is not None:
        _prover.close()
        forget_references()
    _prover = None


def _prove(part: Part) -> list[Finding]:
    try:
        return list(_prover_for(part).findings(part))
    except AutograderError as error:
        raise portable(error) from None
