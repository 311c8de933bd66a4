"""Grades changed answers on top of one run of the instructor's notebook, for proving suites.

The notebook around a catalogued mistake or variant is the reference's and the same for all, so it is run once; for each
answer a snapshot of that state is taken, and the changed cell is run in it again. As long as the cell only defines
functions and classes, that leaves what a run of the whole notebook would leave. With any other cell all of it is run.
"""

import ast
import contextlib
from collections.abc import Iterator, Sequence

from autograder.errors import InternalError
from autograder.grading.engine import Engine
from autograder.grading.exercises import ExerciseGrader
from autograder.grading.result import ExerciseResult
from autograder.sandbox.notebook import CellRun, run_cell
from autograder.sandbox.session import Process
from autograder.submission import Alignment, Notebook

# After so many snapshots a new sandbox is opened: what wrong code leaves behind must not pile up.
_PER_SANDBOX = 100
_Runs = tuple[CellRun | None, ...]


class Variations:
    """One engine, and the state after a run of the instructor's notebook."""

    def __init__(self, engine: Engine, solved: Notebook) -> None:
        """Nothing runs yet.

        Args:
            engine: of the chapter.
            solved: the instructor's notebook, with the reference in the answer cells.
        """
        self._engine, self._solved = engine, solved
        self._opened = contextlib.ExitStack()
        self._state: tuple[Process, _Runs] | None = None
        self._left = 0

    def results(self, notebook: Notebook, exercise: str, tested: Sequence[str]) -> tuple[ExerciseResult, ...]:
        """What the tests say of a notebook that differs from the instructor's in the answer of one exercise.

        Raises:
            InternalError: our own machinery failed.
        """
        alignment = self._engine.aligned(notebook)
        answer = alignment.answers[exercise]
        if not only_defines(answer.source):
            return self._of_whole_notebook(notebook, tested)
        with self._changed(alignment, answer.position) as (process, runs):
            return ExerciseGrader(self._engine, alignment, process, runs).grade(tested)

    def _of_whole_notebook(self, notebook: Notebook, tested: Sequence[str]) -> tuple[ExerciseResult, ...]:
        result = self._engine.grade_notebook(notebook, "variation", only=tested).result
        if result.accidents and not result.exercises:
            raise InternalError(result.accidents[-1].message)
        return result.exercises

    @contextlib.contextmanager
    def _changed(self, alignment: Alignment, position: int) -> Iterator[tuple[Process, _Runs]]:
        process, runs = self._reference()
        # Code cells are counted by themselves, as when the whole notebook is run: lines of errors are found by that.
        number = sum(cell.kind == "code" for cell in alignment.cells[:position])
        with process.fork() as copy:
            run = run_cell(copy, number, alignment.cells[position].source, self._engine.sandbox.limits)
            yield copy, (*runs[:position], run, *runs[position + 1 :])

    def _reference(self) -> tuple[Process, _Runs]:
        if self._state is None or self._state[0].lost or self._left <= 0:
            self.close()
            self._state = self._opened.enter_context(self._engine.run_cells(self._engine.aligned(self._solved)))
            self._left = _PER_SANDBOX
        self._left -= 1
        return self._state

    def close(self) -> None:
        """End the sandbox."""
        self._opened.close()
        self._state = None


def only_defines(source: str) -> bool:
    """Whether a cell does nothing but define functions, classes and constants."""
    defining = (ast.FunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)
    try:
        return all(isinstance(node, defining) or _is_constant(node) for node in ast.parse(source).body)
    except SyntaxError:
        return False


def _is_constant(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr | ast.Assign) and isinstance(node.value, ast.Constant)
