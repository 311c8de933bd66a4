"""Grades one submission: read, align, run in the sandbox, test each exercise on a snapshot, diagnose, score.

One engine serves one chapter in one process. What is the same for every student is made once, when the engine starts.
"""

import contextlib
import functools
import os
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Self

import msgspec

from autograder.course.model import Chapter, Exercise
from autograder.datasets import DataSet
from autograder.errors import InternalError, SubmissionError
from autograder.grading import score
from autograder.grading.continuity import own_code, reference_code, with_earlier
from autograder.grading.diagnose import Diagnoser
from autograder.grading.exercises import ExerciseGrader
from autograder.grading.foresight import Foresight
from autograder.grading.given import GivenFigures
from autograder.grading.local import References
from autograder.grading.memory import Remembering
from autograder.grading.result import ExerciseResult, SubmissionResult, first_in_precedence
from autograder.grading.run import Environment
from autograder.grading.suite import load_suites
from autograder.grading.times import RunTimes
from autograder.grading.training import training_of
from autograder.sandbox.config import SandboxConfig
from autograder.sandbox.notebook import CellRun, run_notebook
from autograder.sandbox.server import ForkServer
from autograder.sandbox.session import Process
from autograder.submission import Accident, Alignment, Notebook, align, find_notebook, read_notebook


class Graded(msgspec.Struct, frozen=True):
    """A result, and what the autograded notebook and the feedback page show besides."""

    result: SubmissionResult
    alignment: Alignment | None = None
    runs: tuple[CellRun | None, ...] = ()
    """What became of each aligned cell; None for text."""
    times: RunTimes | None = None


class Engine:
    """Grades submissions of one chapter. Use as a context manager: it holds a fork server."""

    def __init__(
        self,
        chapter: Chapter,
        released: Path,
        data: DataSet,
        secret: bytes,
        sandbox: SandboxConfig,
        *,
        trained_on: DataSet | None = None,
    ) -> None:
        """Load suites, reference and released notebook, and start the fork server.

        Args:
            chapter: what to grade.
            released: the notebook as students received it.
            data: the data set, prepared.
            secret: of the course; hidden inputs are drawn from it.
            sandbox: layers and limits.
            trained_on: the data set of the trainings, where it is another one: a small one for proving suites.
        """
        os.environ["MNIST_DIR"] = str(data.folder)  # the reference reads the very files that the sandbox shows
        self.chapter, self.data = chapter, data
        self.released = read_notebook(released)
        self.suites = load_suites(chapter)
        training = training_of(chapter, self.suites, trained_on or data, secret)
        files = str(chapter.files_dir) if chapter.files_dir.is_dir() else None
        known = tuple(cell.source for cell in self.released.cells if cell.kind == "code")
        self.sandbox = msgspec.structs.replace(
            sandbox,
            data_dir=str(data.folder),
            files_dir=files,
            training_dir=str(training.folder) if training else None,
            known_sources=known,
        )
        self._server = ForkServer(self.sandbox)  # starts in a process of its own, while this one loads the rest
        reference = Remembering(References(chapter).student())
        self.environment = Environment(reference, data, secret, training)
        self.diagnoser = Diagnoser(chapter, self.suites, self.environment)
        self._earlier = reference_code(chapter)
        self._reference = contextlib.ExitStack()
        solved = released.parents[2] / "source" / chapter.slug / released.name
        opener = functools.partial(self._open_reference, solved) if solved.is_file() else None
        self.foresight = Foresight(self.environment, opener)
        self._given = GivenFigures(self.released, {exercise.id for exercise in chapter.exercises}, self._server)

    def prepare_forks(self) -> None:
        """Work out what is the same for every submission, so that processes forked from this one have it."""
        for exercise in self.chapter.exercises:
            if exercise.id in self.suites:
                self.foresight.script(exercise.id, self.suites[exercise.id], self.cpu_s(exercise))
        self._reference.close()
        self.foresight.freeze()

    def continue_in_fork(self, processor: int | None) -> None:
        """Called once in a process forked from the one that made this engine: from now on it has sandboxes of its own.

        Args:
            processor: that its sandboxes run on; None leaves it to the system.
        """
        self._server = self._server.twin(processor)

    def cpu_s(self, exercise: Exercise) -> float:
        """CPU seconds that one call of a hidden test may take: no more than a cell."""
        return min(exercise.cpu_limit_s, self.sandbox.limits.cell_cpu_s)

    def grade_folder(
        self, folder: Path, student: str, kept: Mapping[str, ExerciseResult] = MappingProxyType({})
    ) -> Graded:
        """Grade what a student handed in; whatever the folder holds, the answer is a result.

        `kept` are results of an earlier grading that nothing of what changed can concern.
        """
        found = find_notebook(folder, self.chapter.slug)
        if found.path is None:
            return self._unreadable(student, found.accidents)
        return self.grade_file(found.path, student, found.accidents, folder, kept)

    def grade_file(
        self,
        path: Path,
        student: str,
        accidents: tuple[Accident, ...] = (),
        folder: Path | None = None,
        kept: Mapping[str, ExerciseResult] = MappingProxyType({}),
    ) -> Graded:
        """Grade one notebook file; her earlier notebooks lie beside it, or beside `folder` where that is given."""
        try:
            notebook = read_notebook(path)
        except SubmissionError as error:
            return self._unreadable(student, (*accidents, Accident("unreadable", str(error))))
        taken = own_code(self.chapter, folder or path.absolute().parent)
        return self.grade_notebook(notebook, student, (*accidents, *taken.accidents), earlier=taken.sources, kept=kept)

    def grade_notebook(
        self,
        notebook: Notebook,
        student: str,
        accidents: tuple[Accident, ...] = (),
        *,
        only: Collection[str] | None = None,
        earlier: Mapping[str, str] | None = None,
        kept: Mapping[str, ExerciseResult] = MappingProxyType({}),
    ) -> Graded:
        """Grade cells that have been read; a failure of ours becomes a verdict that costs nobody points.

        `kept` as for `grade_folder`.
        `only` names the exercises to test, for proving suites; the result then holds these alone.
        `earlier` holds the code of the cells that take over a student's own earlier functions; without it, ours.
        """
        alignment = self.aligned(notebook, earlier)
        try:
            with self.run_cells(alignment) as (process, runs):
                notebook_s = round(process.waited_s, 3)
                grader = ExerciseGrader(self, alignment, process, runs)
                exercises = grader.grade(only, kept)
        except InternalError as error:
            accident = Accident("internal-error", f"our own machinery failed: {error}")
            return Graded(self._result(student, self._ours(), (*accidents, *alignment.accidents, accident)), alignment)
        result = self._result(student, exercises, (*accidents, *alignment.accidents))
        return Graded(result, alignment, runs, RunTimes(notebook_s, grader.seconds))

    def aligned(self, notebook: Notebook, earlier: Mapping[str, str] | None = None) -> Alignment:
        """Lay a notebook over the released one; `earlier` as for `grade_notebook`."""
        names = {exercise.id: exercise.defines for exercise in self.chapter.exercises}
        return with_earlier(align(self.released, notebook, list(names), names), earlier or self._earlier)

    @contextlib.contextmanager
    def run_cells(self, alignment: Alignment) -> Iterator[tuple[Process, tuple[CellRun | None, ...]]]:
        """Run a notebook in a sandbox of its own; what is given holds its state, until the end of the block."""
        cells = alignment.cells
        code = [number for number, cell in enumerate(cells) if cell.kind == "code"]
        given = self._given.runs_of(cells)
        with self._server.open() as sandbox:
            sources = [None if number in given else cells[number].source for number in code]
            process, cell_runs = run_notebook(sandbox, sources, self.sandbox.limits)
            by_cell = dict(zip(code, cell_runs, strict=True)) | given
            yield process, tuple(by_cell.get(number) for number in range(len(alignment.cells)))

    def _open_reference(self, solved: Path) -> Process:
        """The instructor's notebook after its run, kept open for the hidden tests of all exercises."""
        return self._reference.enter_context(self.run_cells(self.aligned(read_notebook(solved))))[0]

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
        return tuple(score.undecided(exercise) for exercise in self.chapter.exercises)

    def close(self) -> None:
        """End the fork server."""
        self._reference.close()
        self._server.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
