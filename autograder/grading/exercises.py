"""Tests the exercises of one submission, each on snapshots of the notebook: own score, follow-through, diagnosis."""

import contextlib
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Protocol

import msgspec

from autograder.course.model import Chapter, Exercise
from autograder.grading import score
from autograder.grading.deviation import UNSTEADY, has_faults
from autograder.grading.diagnose import Diagnoser
from autograder.grading.diagnosis import NOTHING, Diagnosis
from autograder.grading.foresight import Foresight, Judged, answers_again
from autograder.grading.log import CallLog
from autograder.grading.result import ExerciseResult
from autograder.grading.run import Environment, Outcome, run_tests
from autograder.grading.suite import HiddenTest
from autograder.mistakes.catalogue import Mistake
from autograder.sandbox.config import SandboxConfig
from autograder.sandbox.faults import BUILTIN_ERRORS, StudentFault
from autograder.sandbox.foreseen import Script, Unforeseen
from autograder.sandbox.notebook import CellRun
from autograder.sandbox.remote import RemoteStudent
from autograder.sandbox.session import Process
from autograder.submission import Alignment
from autograder.submission.rebound import overwritten

_LINE_LENGTH = 160
# So many times at most is a notebook run once more, up to a cell that takes what earlier answers need.
_MAX_EARLIER_STATES = 3
_STEADY = {"ok", "error"}
_WORD = re.compile(r"\w+")


class ChapterTools(Protocol):
    """What is the same for every submission of a chapter; the engine has it."""

    chapter: Chapter
    suites: dict[str, tuple[HiddenTest, ...]]
    environment: Environment
    diagnoser: Diagnoser
    foresight: Foresight
    sandbox: SandboxConfig

    def cpu_s(self, exercise: Exercise) -> float:
        """CPU seconds that one call of a hidden test may take."""

    def run_cells(
        self, alignment: Alignment
    ) -> contextlib.AbstractContextManager[tuple[Process, tuple[CellRun | None, ...]]]:
        """Run a notebook in a sandbox of its own, there until the end of the block."""


class ExerciseGrader:
    """The exercises of one submission, tested one after the other on snapshots of the same state."""

    def __init__(
        self, tools: ChapterTools, alignment: Alignment, process: Process, runs: Sequence[CellRun | None]
    ) -> None:
        """Prepare to test.

        Args:
            tools: of the chapter.
            alignment: the cells as they were run.
            process: holds the notebook's state after the run.
            runs: what became of each cell; None for text.
        """
        self._tools, self._alignment, self._process, self._runs = tools, alignment, process, runs
        self._cell_of = dict(enumerate(number for number, run in enumerate(runs) if run is not None))
        self._sources = {answer.exercise: answer.source for answer in alignment.answers.values()}
        self._results: dict[str, ExerciseResult] = {}
        self._earlier: dict[int, ExerciseGrader] = {}
        self._opened = contextlib.ExitStack()
        self.seconds: dict[str, float] = {}
        """How long the student's code ran in the tests of each exercise."""

    def grade(
        self, only: Collection[str] | None = None, kept: Mapping[str, ExerciseResult] = MappingProxyType({})
    ) -> tuple[ExerciseResult, ...]:
        """The results of all exercises in their order, or of those named by `only`; those in `kept` stand."""
        with self._opened:
            for exercise in self._tools.chapter.exercises:
                if exercise.id in kept:
                    self._results[exercise.id] = kept[exercise.id]
                elif only is None or exercise.id in only:
                    before = self._process.waited_s
                    self._results[exercise.id] = self._with_cell_error(exercise, self._best(exercise))
                    if self._process.waited_s > before:
                        self.seconds[exercise.id] = round(self._process.waited_s - before, 3)
        return tuple(self._results.values())

    def _with_cell_error(self, exercise: Exercise, result: ExerciseResult) -> ExerciseResult:
        """Say first that the answer's own cell stopped, where it did: all else follows from it."""
        run = self._runs[self._alignment.answers[exercise.id].position]
        if run is None or run.status == "ok" or result.score == result.max_score or not result.tests:
            return result
        error = run.error if run.error in BUILTIN_ERRORS else ""
        words = f"stopped with {error}" if error else "did not come to its end"
        message = f"The cell of this exercise {words} when the notebook was run; what it should define may be missing."
        return msgspec.structs.replace(result, messages=(message, *result.messages))

    def _best(self, exercise: Exercise) -> ExerciseResult:
        """The result at the end of the notebook, or where a later cell took from the answer what it needs, before it.

        One state or the other: an answer that is right for some tests here and for others there is not right.
        """
        result = self._grade(exercise)
        if result.score == result.max_score or not result.tests:
            return result
        found = overwritten(self._alignment.cells, self._alignment.answers[exercise.id], exercise.defines)
        earlier = self._state_before(found[0]) if found else None
        if not found or not earlier:
            return result
        before = earlier._grade(exercise)  # noqa: SLF001  # of the same class
        return score.before_overwriting(before, found[1]) if before.score > result.score else result

    def _state_before(self, position: int) -> "ExerciseGrader | None":
        """The notebook as it was before a cell; None where it was stopped before, or is run too often."""
        steady = all(run is None or run.status in _STEADY for run in self._runs[:position])
        if position not in self._earlier and steady and len(self._earlier) < _MAX_EARLIER_STATES:
            shortened = msgspec.structs.replace(self._alignment, cells=self._alignment.cells[:position])
            state = self._opened.enter_context(self._tools.run_cells(shortened))
            self._earlier[position] = ExerciseGrader(self._tools, shortened, *state)
            self._earlier[position]._results = self._results  # noqa: SLF001  # of the same class
        return self._earlier.get(position)

    def _grade(self, exercise: Exercise) -> ExerciseResult:
        answer = self._alignment.answers[exercise.id]
        if exercise.kind == "written":
            return score.written(exercise, untouched=answer.untouched)
        if answer.untouched:
            return score.not_attempted(exercise)
        tests = self._tools.suites[exercise.id]
        own = self._own(exercise, tests)
        result = self._scored(exercise, own)
        failed = tuple(outcome.test for outcome in own.outcomes if outcome.share < 1)
        replaced = self._wrong_earlier_names(exercise) if failed else {}
        if not replaced:  # also for what looks not attempted: it may have run into the stub of an earlier answer
            return result
        outcomes, log = self._outcomes(exercise, failed, replaced)
        helped = {outcome.test.id: outcome for outcome in outcomes}
        best = tuple(helped.get(outcome.test.id, outcome) for outcome in own.outcomes)
        return score.with_follow_through(result, self._scored(exercise, self._judged(exercise, best, log)))

    def _own(self, exercise: Exercise, tests: tuple[HiddenTest, ...]) -> Judged:
        """What the tests find in the student's own state."""
        script = self._tools.foresight.script(exercise.id, tests, self._tools.cpu_s(exercise))
        if script is not None:
            with contextlib.suppress(Unforeseen):
                return self._foreseen(exercise, tests, script)
        return self._judged(exercise, *self._outcomes(exercise, tests, {}))

    def _foreseen(self, exercise: Exercise, tests: tuple[HiddenTest, ...], script: Script) -> Judged:
        with self._snapshots(exercise, {}) as new_student:
            student = new_student()
            if not isinstance(student, RemoteStudent):
                raise Unforeseen
            digest = student.foresee(script)
            judged = self._tools.foresight.known(exercise.id, digest) if script.whole else None
            if judged is None:
                waiting = [student]
                outcomes, log = run_tests(
                    tests, lambda: waiting.pop() if waiting else new_student(), self._tools.environment
                )
                judged = self._judged(exercise, outcomes, log)
                if script.whole and not student.source_was_read:
                    self._tools.foresight.keep(exercise.id, digest, judged)
            # What comes of it is this student's: another one with the same answers may answer otherwise then.
            return _asked_twice(student, script, digest, judged) if script.steady and judged.unexplained else judged

    def _outcomes(
        self, exercise: Exercise, tests: tuple[HiddenTest, ...], replaced: Mapping[str, Any]
    ) -> tuple[tuple[Outcome, ...], CallLog]:
        with self._snapshots(exercise, replaced) as new_student:
            return run_tests(tests, new_student, self._tools.environment)

    def _judged(self, exercise: Exercise, outcomes: tuple[Outcome, ...], log: CallLog) -> Judged:
        if all(outcome.share == 1 for outcome in outcomes):
            return Judged(outcomes, NOTHING)
        found = self._tools.diagnoser.diagnose(exercise.id, log)
        explained = bool(found.mistakes) and not found.partly
        return Judged(outcomes, found, unexplained=not explained and not has_faults(log))

    def _scored(self, exercise: Exercise, judged: Judged) -> ExerciseResult:
        line = self._line(judged.outcomes) or self._likely_line(exercise, judged.found.mistakes)
        return score.score_exercise(exercise, judged.outcomes, judged.found, line)

    @contextlib.contextmanager
    def _snapshots(self, exercise: Exercise, replaced: Mapping[str, Any]) -> Iterator[Any]:
        opened: list[Process] = []

        def new_student() -> RemoteStudent:
            snapshot = self._process.fork()
            opened.append(snapshot)
            student = RemoteStudent(snapshot, self._sources, self._tools.cpu_s(exercise))
            for name, value in replaced.items():
                student.replace_global(name, value)
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
                for name in self._tools.chapter.exercise(required).defines:
                    wrong[name] = self._tools.environment.reference.stand_in(name)
        if self._tools.chapter.continuity == "own":  # right or wrong: what they were worth was told in their chapter
            for name in (name for earlier in self._tools.chapter.earlier for name in earlier.names):
                wrong[name] = self._tools.environment.reference.stand_in(name)
        if exercise.kind == "training":  # it is handed the network, and need not name its class
            return wrong
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
                waiting += self._tools.chapter.exercise(name).requires
        return found

    def _line(self, outcomes: tuple[Outcome, ...]) -> str | None:
        """The student's line that an exception came from, out of our own copy of the cells."""
        for outcome in outcomes:
            position = self._cell_of.get(-1 if outcome.cell is None else outcome.cell)
            if position is None or outcome.line is None:
                continue
            lines = self._alignment.cells[position].source.splitlines()
            if 1 <= outcome.line <= len(lines):
                return _shown(lines[outcome.line - 1])
        return None

    def _likely_line(self, exercise: Exercise, mistakes: Sequence[Mistake]) -> str | None:
        """The student's line that a recognised mistake lies in, where one stands out."""
        found = (self._tools.diagnoser.line_of(mistake, self._sources[exercise.id]) for mistake in mistakes)
        line = next((line for line in found if line), None)
        return _shown(line) if line else None


def _asked_twice(student: RemoteStudent, script: Script, digest: bytes, judged: Judged) -> Judged:
    """Wrong answers that nothing explains are asked for again: code that keeps something answers otherwise."""
    if student.lost:
        return judged
    with contextlib.suppress(Unforeseen):
        if answers_again(student.foresee, script) != {digest}:
            return judged._replace(found=Diagnosis(deviation=UNSTEADY))
    return judged


def _shown(line: str) -> str:
    """A line as it may stand in any terminal, page or file."""
    return "".join(letter if letter.isprintable() else " " for letter in line).strip()[:_LINE_LENGTH]


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
