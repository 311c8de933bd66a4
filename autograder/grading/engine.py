"""Grades one submission: read, align, run in the sandbox, test each exercise on a snapshot, diagnose, score.

One engine serves one chapter in one process. What is the same for every student is made once, when the engine starts.
"""

import contextlib
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Self

import msgspec

from autograder.course.model import Chapter, Exercise
from autograder.datasets import DataSet
from autograder.errors import InternalError, SubmissionError
from autograder.grading import score
from autograder.grading.diagnose import Diagnoser
from autograder.grading.given import GivenFigures
from autograder.grading.local import References
from autograder.grading.log import CallLog
from autograder.grading.memory import Remembering
from autograder.grading.result import ExerciseResult, SubmissionResult, Verdict, first_in_precedence
from autograder.grading.run import Environment, Outcome, run_tests
from autograder.grading.suite import HiddenTest, load_suites
from autograder.sandbox.config import SandboxConfig
from autograder.sandbox.faults import StudentFault
from autograder.sandbox.notebook import CellRun, run_notebook
from autograder.sandbox.remote import RemoteStudent
from autograder.sandbox.server import ForkServer
from autograder.sandbox.session import Process
from autograder.submission import Accident, Alignment, Notebook, align, find_notebook, read_notebook

_LINE_LENGTH = 160
_WORD = re.compile(r"\w+")


class Graded(msgspec.Struct, frozen=True):
    """A result, and what the autograded notebook and the feedback page show besides."""

    result: SubmissionResult
    alignment: Alignment | None = None
    runs: tuple[CellRun | None, ...] = ()
    """What became of each aligned cell; None for text."""


class Engine:
    """Grades submissions of one chapter. Use as a context manager: it holds a fork server."""

    def __init__(self, chapter: Chapter, released: Path, data: DataSet, secret: bytes, sandbox: SandboxConfig) -> None:
        """Load suites, reference and released notebook, and start the fork server.

        Args:
            chapter: what to grade.
            released: the notebook as students received it.
            data: the data set, prepared.
            secret: of the course; hidden inputs are drawn from it.
            sandbox: layers and limits.
        """
        os.environ["MNIST_DIR"] = str(data.folder)  # the reference reads the very files that the sandbox shows
        self.chapter, self.data = chapter, data
        self.released = read_notebook(released)
        self.suites = load_suites(chapter)
        reference = Remembering(References(chapter).student())
        self.environment = Environment(reference, data, secret)
        self.diagnoser = Diagnoser(chapter, self.suites, self.environment)
        files = str(chapter.files_dir) if chapter.files_dir.is_dir() else None
        known = tuple(cell.source for cell in self.released.cells if cell.kind == "code")
        self.sandbox = msgspec.structs.replace(
            sandbox, data_dir=str(data.folder), files_dir=files, known_sources=known
        )
        self._server = ForkServer(self.sandbox)
        self._given = GivenFigures(self.released, {exercise.id for exercise in chapter.exercises}, self._server)

    def grade_folder(self, folder: Path, student: str) -> Graded:
        """Grade what a student handed in; whatever the folder holds, the answer is a result."""
        found = find_notebook(folder, self.chapter.slug)
        if found.path is None:
            return self._unreadable(student, found.accidents)
        return self.grade_file(found.path, student, found.accidents)

    def grade_file(self, path: Path, student: str, accidents: tuple[Accident, ...] = ()) -> Graded:
        """Grade one notebook file."""
        try:
            notebook = read_notebook(path)
        except SubmissionError as error:
            return self._unreadable(student, (*accidents, Accident("unreadable", str(error))))
        return self.grade_notebook(notebook, student, accidents)

    def grade_notebook(
        self, notebook: Notebook, student: str, accidents: tuple[Accident, ...] = (), only: str | None = None
    ) -> Graded:
        """Grade cells that have been read; a failure of ours becomes a verdict that costs nobody points.

        `only` names the one exercise to test, for proving suites; the result then holds this exercise alone.
        """
        names = {exercise.id: exercise.defines for exercise in self.chapter.exercises}
        alignment = align(self.released, notebook, list(names), names)
        try:
            runs, exercises = self._run(alignment, only)
        except InternalError as error:
            accident = Accident("internal-error", f"our own machinery failed: {error}")
            return Graded(self._result(student, self._ours(), (*accidents, *alignment.accidents, accident)), alignment)
        return Graded(self._result(student, exercises, (*accidents, *alignment.accidents)), alignment, runs)

    def _run(
        self, alignment: Alignment, only: str | None
    ) -> tuple[tuple[CellRun | None, ...], tuple[ExerciseResult, ...]]:
        cells = alignment.cells
        code = [number for number, cell in enumerate(cells) if cell.kind == "code"]
        given = {number: self._given.run_of(cells[number], cells) for number in code}
        with self._server.open() as sandbox:
            sources = [None if given[number] else cells[number].source for number in code]
            process, cell_runs = run_notebook(sandbox, sources, self.sandbox.limits)
            by_cell = {number: given[number] or run for number, run in zip(code, cell_runs, strict=True)}
            runs = tuple(by_cell.get(number) for number in range(len(alignment.cells)))
            return runs, _Exercises(self, alignment, process, code).grade(only)

    def _result(
        self, student: str, exercises: tuple[ExerciseResult, ...], accidents: tuple[Accident, ...]
    ) -> SubmissionResult:
        return SubmissionResult(
            assignment=self.chapter.slug,
            student=student,
            verdict=first_in_precedence([e.verdict for e in exercises]),
            score=score.points(sum(e.score for e in exercises)),
            max_score=score.points(sum(e.max_score for e in exercises)),
            data_set=self.data.name,
            sandbox=self.sandbox.level(),
            exercises=exercises,
            accidents=accidents,
        )

    def _unreadable(self, student: str, accidents: tuple[Accident, ...]) -> Graded:
        exercises = tuple(score.not_attempted(exercise) for exercise in self.chapter.exercises)
        names = {exercise.id: exercise.defines for exercise in self.chapter.exercises}
        empty = align(self.released, Notebook(()), list(names), names)  # so that formgrader has something to open
        return Graded(self._result(student, exercises, accidents), empty)

    def _ours(self) -> tuple[ExerciseResult, ...]:
        return tuple(
            msgspec.structs.replace(score.not_attempted(exercise), verdict=Verdict.INTERNAL_ERROR, messages=())
            for exercise in self.chapter.exercises
        )

    def close(self) -> None:
        """End the fork server."""
        self._server.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _Exercises:
    """The exercises of one submission, tested one after the other on snapshots of the same state."""

    def __init__(self, engine: Engine, alignment: Alignment, process: Process, code: list[int]) -> None:
        self._engine, self._alignment, self._process = engine, alignment, process
        self._cell_of = dict(enumerate(code))
        self._sources = {answer.exercise: answer.source for answer in alignment.answers.values()}
        self._results: dict[str, ExerciseResult] = {}

    def grade(self, only: str | None = None) -> tuple[ExerciseResult, ...]:
        for exercise in self._engine.chapter.exercises:
            if only in (None, exercise.id):
                self._results[exercise.id] = self._grade(exercise)
        return tuple(self._results.values())

    def _grade(self, exercise: Exercise) -> ExerciseResult:
        answer = self._alignment.answers[exercise.id]
        if exercise.kind == "written":
            return score.written(exercise, untouched=answer.untouched)
        if answer.untouched:
            return score.not_attempted(exercise)
        tests = self._engine.suites[exercise.id]
        own = self._outcomes(exercise, tests, {})
        result = self._scored(exercise, *own)
        failed = tuple(outcome.test for outcome in own[0] if outcome.share < 1)
        replaced = self._wrong_earlier_names(exercise) if failed else {}
        if not replaced or result.verdict is Verdict.NOT_ATTEMPTED:
            return result
        outcomes, log = self._outcomes(exercise, failed, replaced)
        helped = {outcome.test.id: outcome for outcome in outcomes}
        best = tuple(helped.get(outcome.test.id, outcome) for outcome in own[0])
        return score.with_follow_through(result, self._scored(exercise, best, log))

    def _outcomes(
        self, exercise: Exercise, tests: tuple[HiddenTest, ...], replaced: Mapping[str, Any]
    ) -> tuple[tuple[Outcome, ...], CallLog]:
        with self._snapshots(exercise, replaced) as new_student:
            return run_tests(tests, new_student, self._engine.environment)

    def _scored(self, exercise: Exercise, outcomes: tuple[Outcome, ...], log: CallLog) -> ExerciseResult:
        full = all(outcome.share == 1 for outcome in outcomes)
        mistakes = () if full else self._engine.diagnoser.match(exercise.id, log)
        return score.score_exercise(exercise, outcomes, mistakes, self._line(outcomes))

    @contextlib.contextmanager
    def _snapshots(self, exercise: Exercise, replaced: Mapping[str, Any]) -> Iterator[Any]:
        # A test gets no more time than a cell.
        cpu_s = min(exercise.cpu_limit_s, self._engine.sandbox.limits.cell_cpu_s)
        opened: list[Process] = []

        def new_student() -> RemoteStudent:
            snapshot = self._process.fork()
            opened.append(snapshot)
            student = RemoteStudent(snapshot, self._sources, cpu_s)
            for name, value in replaced.items():
                student.set_global(name, value)
            return student

        try:
            yield _Careful(new_student)
        finally:
            for snapshot in opened:
                snapshot.close()

    def _wrong_earlier_names(self, exercise: Exercise) -> dict[str, Any]:
        """Reference functions for the names that this answer reads from earlier answers not right by themselves."""
        wrong: dict[str, Any] = {}
        for required in self._all_required(exercise):
            result = self._results.get(required)
            if result is not None and result.score - result.follow_through < result.max_score:
                for name in self._engine.chapter.exercise(required).defines:
                    wrong[name] = getattr(self._engine.environment.reference, name)
        words = set(_WORD.findall("\n".join(self._own_sources(exercise))))
        return {name: function for name, function in wrong.items() if name in words}

    def _own_sources(self, exercise: Exercise) -> Iterator[str]:
        """The answer itself and the student's extra cells, which may hold its helpers."""
        yield self._sources[exercise.id]
        for cell in self._alignment.cells:
            if cell.kind == "code" and cell.origin == "student" and cell.exercise is None:
                yield cell.source

    def _all_required(self, exercise: Exercise) -> set[str]:
        found: set[str] = set()
        waiting = list(exercise.requires)
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += self._engine.chapter.exercise(name).requires
        return found

    def _line(self, outcomes: tuple[Outcome, ...]) -> str | None:
        """The student's line that an exception came from, out of our own copy of the cells."""
        for outcome in outcomes:
            position = self._cell_of.get(-1 if outcome.cell is None else outcome.cell)
            if position is None or outcome.line is None:
                continue
            lines = self._alignment.cells[position].source.splitlines()
            if 1 <= outcome.line <= len(lines):
                return lines[outcome.line - 1].strip()[:_LINE_LENGTH]
        return None


class _Careful:
    """Makes students; when the notebook's process itself is gone, a student whose every call is that fault."""

    def __init__(self, make: Any) -> None:
        self._make = make

    def __call__(self) -> Any:
        try:
            return self._make()
        except StudentFault as fault:
            return _Gone(fault)


class _Gone:
    """Stands for a student whose process cannot be reached any more."""

    lost = False

    def __init__(self, fault: StudentFault) -> None:
        self._fault = fault

    def __getattr__(self, name: str) -> Any:
        raise self._fault
