"""Grades mutants as submissions are graded: in a sandbox, on a snapshot, by the hidden tests of their exercise.

The notebook around a mutant is the reference's and the same for all, so it is run once. For each mutant a snapshot of
that state is taken and the changed cell is run in it again. As long as the cell only defines functions and classes,
that leaves what a run of the whole notebook would leave. For any other cell the whole notebook is run.
"""

import contextlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

import msgspec

from autograder.course.model import Exercise
from autograder.errors import SuiteError
from autograder.grading.engine import Engine
from autograder.grading.result import Verdict
from autograder.grading.run import run_tests
from autograder.grading.specimens import Specimens
from autograder.grading.suite import HiddenTest
from autograder.grading.variations import only_defines
from autograder.mutants.generate import Mutant, mutants_of
from autograder.sandbox.faults import StudentFault
from autograder.sandbox.notebook import run_cell
from autograder.sandbox.remote import RemoteStudent
from autograder.sandbox.session import Process

# A reference of the course needs milliseconds; a mutant that loops must not cost what a student is allowed.
_CPU_S = 2.0
# After so many snapshots a new sandbox is opened: what mutants leave behind must not pile up.
_PER_SANDBOX = 150


class Verdicts(msgspec.Struct, frozen=True):
    """What the tests said of a mutant: which of them failed, and what went wrong with a test itself."""

    killed_by: tuple[str, ...]
    problem: str = ""


class Trial:
    """One engine, and the state after a run of the reference's notebook. Use as a context manager."""

    def __init__(self, engine: Engine, source_notebook: Path) -> None:
        """Prepare; nothing runs yet.

        Args:
            engine: of the chapter.
            source_notebook: the instructor's, with the reference in the answer cells.
        """
        self._engine = engine
        self._specimens = Specimens(engine.chapter, source_notebook)
        self._kills: Counter[str] = Counter()
        self._left = 0
        self._opened = contextlib.ExitStack()
        self._process: Process | None = None
        self._sources: dict[str, str] = {}

    def mutants(self, exercise: str) -> tuple[Mutant, ...]:
        """All mutants of the reference of an exercise."""
        return mutants_of(self._answer(exercise))

    def tests(self, exercise: str) -> tuple[str, ...]:
        """Ids of the hidden tests of an exercise."""
        return tuple(test.id for test in self._engine.suites[exercise])

    def verdicts(self, exercise: Exercise, mutant: Mutant, *, all_tests: bool) -> Verdicts:
        """What the hidden tests say of a mutant; unless all of them are asked for, the first that fails is enough."""
        if only_defines(mutant.source):
            with self._snapshot(exercise, mutant) as student:
                return self._tested(exercise, student, all_tests=all_tests)
        notebook = self._specimens.with_answer(exercise.id, mutant.source)
        (result,) = self._engine.grade_notebook(notebook, "mutant", only=(exercise.id,)).result.exercises
        failed = tuple(test.id for test in result.tests if test.score < test.max_score)
        return Verdicts(failed, "a test failed by itself" if result.verdict is Verdict.INTERNAL_ERROR else "")

    def check_reference(self, exercise: Exercise) -> None:
        """Make sure that the reference itself passes; nothing could be said of its mutants otherwise.

        Raises:
            SuiteError: it does not.
        """
        unchanged = Mutant(exercise.id, "", "", self._answer(exercise.id))
        said = self.verdicts(exercise, unchanged, all_tests=True)
        if said.killed_by or said.problem:
            failed = ", ".join(said.killed_by) or said.problem
            raise SuiteError(f"{exercise.id}: the reference fails {failed}. Run `autograder check` first.")

    def _tested(self, exercise: Exercise, student: "_Snapshot", *, all_tests: bool) -> Verdicts:
        failed: list[str] = []
        # What has killed most so far comes first.
        tests = sorted(self._engine.suites[exercise.id], key=lambda test: -self._kills[f"{exercise.id}/{test.id}"])
        for test in tests:
            problem = self._failing(test, student, failed)
            if problem or (failed and not all_tests):
                return Verdicts(tuple(failed), problem)
        return Verdicts(tuple(failed))

    def _failing(self, test: HiddenTest, student: "_Snapshot", failed: list[str]) -> str:
        (outcome,), _ = run_tests((test,), student.current, self._engine.environment)
        if outcome.verdict is Verdict.INTERNAL_ERROR:
            return outcome.message
        if outcome.share < 1:
            failed.append(test.id)
            self._kills[f"{test.exercise}/{test.id}"] += 1
        return ""

    @contextlib.contextmanager
    def _snapshot(self, exercise: Exercise, mutant: Mutant) -> Iterator["_Snapshot"]:
        cpu_s = exercise.cpu_limit_s if exercise.kind == "training" else min(exercise.cpu_limit_s, _CPU_S)
        sources = {**self._sources, exercise.id: mutant.source}
        student = _Snapshot(self, mutant.source, sources, cpu_s)
        try:
            yield student
        finally:
            student.close()

    def fork(self) -> Process:
        """A snapshot of the state after the notebook."""
        if self._process is None or self._process.lost or self._left <= 0:
            self._open()
        assert self._process is not None
        self._left -= 1
        return self._process.fork()

    def _open(self) -> None:
        self._opened.close()
        alignment = self._engine.aligned(self._specimens.reference())
        self._sources = {answer.exercise: answer.source for answer in alignment.answers.values()}
        self._process, _ = self._opened.enter_context(self._engine.run_cells(alignment))
        self._left = _PER_SANDBOX

    def run_again(self, process: Process, source: str) -> None:
        """Run a changed cell in a snapshot."""
        run_cell(process, len(self._sources), source, self._engine.sandbox.limits)

    def _answer(self, exercise: str) -> str:
        return next(cell.source for cell in self._specimens.reference().cells if cell.grade_id == exercise)

    def __enter__(self) -> Self:
        self._open()
        return self

    def __exit__(self, *_: object) -> None:
        self._opened.close()


class _Snapshot:
    """The student of one mutant: a process as long as it lives, then a new one in the same state."""

    def __init__(self, trial: Trial, source: str, sources: dict[str, str], cpu_s: float) -> None:
        self._trial, self._source, self._sources, self._cpu_s = trial, source, sources, cpu_s
        self._processes: list[Process] = []
        self._student: Any = None

    def current(self) -> Any:
        """The student; a new one when the last one was lost."""
        if self._student is None or self._student.lost:
            process = self._trial.fork()
            self._processes.append(process)
            with contextlib.suppress(StudentFault):
                self._trial.run_again(process, self._source)
            self._student = RemoteStudent(process, self._sources, self._cpu_s)
        return self._student

    def close(self) -> None:
        """End the processes."""
        for process in self._processes:
            process.close()
