"""Grading once more beside the grades that stand, and putting the new ones in their place only when told to."""

import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from autograder.errors import UsageError
from autograder.grading.result import ExerciseResult, SubmissionResult
from autograder.scheduling.job import Stored
from autograder.scheduling.store import ResultStore

_FOLDERS = ("feedback", "autograded")


@dataclass(frozen=True, slots=True)
class Change:
    """One exercise of one student that would get another score, or other tests that hold.

    `lost` and `won` are ids of tests that held only before, or hold only now; `before` is None for what is new.
    """

    student: str
    exercise: str
    before: float | None
    after: float
    lost: tuple[str, ...]
    won: tuple[str, ...]


def changes(before: Mapping[str, SubmissionResult], after: Mapping[str, SubmissionResult]) -> list[Change]:
    """What differs in scores and tests, student by student."""
    found: list[Change] = []
    for student, new in sorted(after.items()):
        old = {exercise.id: exercise for exercise in before[student].exercises} if student in before else {}
        found += [change for one in new.exercises if (change := _change(student, old.get(one.id), one))]
    return found


def _change(student: str, old: ExerciseResult | None, new: ExerciseResult) -> Change | None:
    held, holds = _held(old), _held(new)
    if old is not None and old.score == new.score and held == holds:
        return None
    lost, won = tuple(sorted(held - holds)), tuple(sorted(holds - held))
    return Change(student, new.id, None if old is None else old.score, new.score, lost, won)


def _held(exercise: ExerciseResult | None) -> set[str]:
    return {test.id for test in exercise.tests if test.score == test.max_score} if exercise else set()


class Trial:
    """The folder in which a class is graded once more, and the earlier runs that can be restored."""

    def __init__(self, class_dir: Path, slug: str) -> None:
        self._class_dir, self._slug = class_dir, slug
        self.folder = class_dir / ".autograder" / "regrade" / slug
        self._archive = class_dir / ".autograder" / "earlier" / slug

    def clear(self) -> None:
        """Forget what an earlier trial left."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def accept(self, stored: Iterable[Stored], before: Mapping[str, Stored]) -> int:
        """Put the trial's results and files in place and the earlier ones aside; returns the number of the run."""
        run = self._archive / str(1 + max(map(int, self._runs()), default=0))
        store = ResultStore(self._class_dir, self._slug)
        for one in stored:
            student = one.result.student
            self._set_aside(student, before.get(student), run)
            self._move(student, self.folder, self._class_dir)
            if one.key:
                store.put(student, one)
        self.clear()
        return int(run.name)

    def restore(self, number: int | None) -> tuple[int, list[Stored]]:
        """Put the results of an earlier run back in place, of the last one where no number is given.

        Raises:
            UsageError: there is no such run.
        """
        runs = sorted(map(int, self._runs()))
        wanted = number if number is not None else max(runs, default=0)
        if wanted not in runs:
            told = f"There are {', '.join(map(str, runs))}." if runs else "None was ever replaced."
            raise UsageError(f"{self._archive}: holds no run {wanted}. {told}")
        run = self._archive / str(wanted)
        store = ResultStore(self._class_dir, self._slug)
        back = [msgspec.json.decode(path.read_bytes(), type=Stored) for path in sorted(run.glob("*.json"))]
        for one in back:
            self._move(one.result.student, run / "files", self._class_dir)
            store.put(one.result.student, one)
        shutil.rmtree(run)
        return wanted, back

    def _runs(self) -> Sequence[str]:
        return [path.name for path in self._archive.glob("*") if path.name.isdigit()]

    def _set_aside(self, student: str, stored: Stored | None, run: Path) -> None:
        run.mkdir(parents=True, exist_ok=True)
        if stored is not None:
            (run / f"{student}.json").write_bytes(msgspec.json.encode(stored))
        self._move(student, self._class_dir, run / "files")

    def _move(self, student: str, source: Path, target: Path) -> None:
        for name in _FOLDERS:
            place = Path(name) / student / self._slug
            if (source / place).is_dir():
                shutil.rmtree(target / place, ignore_errors=True)
                (target / place).parent.mkdir(parents=True, exist_ok=True)
                (source / place).rename(target / place)
