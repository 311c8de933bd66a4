"""A stock nbgrader course with the same notebooks and equal hidden tests, and its `nbgrader autograde`, timed."""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from autograder.course import Chapter
from support import CHAPTER, PROJECT
from support.made_class import KeepCell, grade_id, lay_out

_CONFIG = """c = get_config()
c.CourseDirectory.course_id = "stock"
c.ExecutePreprocessor.timeout = 120
c.ClearSolutions.code_stub = {"python": "raise NotImplementedError"}
"""
_HIDDEN = """
### BEGIN HIDDEN TESTS
import hidden_tests
hidden_tests.run({exercise!r}, globals())
### END HIDDEN TESTS"""


class StockCourse:
    """Made in a folder of its own; nothing in it is ours but the tests and the lesson."""

    def __init__(
        self, root: Path, chapter: Chapter, mnist_dir: Path, keep: KeepCell = lambda _: True, backend: str = ""
    ) -> None:
        """Write the course and generate its release with nbgrader.

        Args:
            root: an empty folder.
            chapter: what the course consists of.
            mnist_dir: where the lesson's loader finds the data set.
            keep: which cells the notebook has, by grade id.
            backend: of matplotlib; empty for Jupyter's own, which draws into the notebook.
        """
        self._root, self._chapter = root, chapter
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        self._environment = {**os.environ, "PATH": path, "MNIST_DIR": str(mnist_dir)}
        self._environment.pop("MPLBACKEND", None)
        if backend:
            self._environment["MPLBACKEND"] = backend
        (root / "nbgrader_config.py").write_text(_CONFIG)
        self._write_source(keep)
        self._nbgrader("generate_assignment", CHAPTER, "--create", "--force")

    def _write_source(self, keep: KeepCell) -> None:
        folder = self._root / "source" / CHAPTER
        shutil.copytree(self._chapter.files_dir, folder)
        helper = Path(__file__).with_name("kernel_side.py").read_text()
        helper = helper.replace("@PROJECT@", str(PROJECT)).replace("@CHAPTER@", CHAPTER)
        (folder / "hidden_tests.py").write_text(helper)
        notebook = json.loads((PROJECT / "source" / CHAPTER / f"{CHAPTER}.ipynb").read_text())
        notebook["cells"] = [_with_hidden_tests(cell) for cell in notebook["cells"] if keep(grade_id(cell))]
        (folder / f"{CHAPTER}.ipynb").write_text(json.dumps(notebook))

    def hand_in(self, first: int, count: int, leave_out: frozenset[str] = frozenset()) -> list[str]:
        """Write the submissions number first to count of the made class; return the ids of the students."""
        released = json.loads((self._root / "release" / CHAPTER / f"{CHAPTER}.ipynb").read_text())
        return lay_out(self._root, count, released, first=first, leave_out=leave_out)

    def autograde_s(self) -> float:
        """Seconds of `nbgrader autograde` for all that was handed in, without those that it takes to start."""
        whole = self._timed_autograde()
        return whole - self._timed_autograde()  # the second time everything is graded and skipped

    def full_marks(self) -> dict[str, set[str]]:
        """For each student the check cells that got all their points."""
        from nbgrader.api import Gradebook  # takes a second, and only this needs it

        full: dict[str, set[str]] = {}
        with Gradebook(f"sqlite:///{self._root}/gradebook.db") as gradebook:
            for submission in gradebook.assignment_submissions(CHAPTER):
                grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
                full[submission.student.id] = {g.name for g in grades if g.score and g.score == g.max_score}
        return full

    def _timed_autograde(self) -> float:
        start = time.perf_counter()
        self._nbgrader("autograde", CHAPTER, "--create")
        return time.perf_counter() - start

    def _nbgrader(self, *arguments: str) -> None:
        command = [str(Path(sys.executable).with_name("nbgrader")), *arguments]
        where = {"cwd": self._root, "env": self._environment}
        done = subprocess.run(command, **where, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"nbgrader {arguments[0]} failed:\n{done.stderr[-3000:]}")


def _with_hidden_tests(cell: dict[str, Any]) -> dict[str, Any]:
    exercise = grade_id(cell).removeprefix("test_")
    if exercise == grade_id(cell):
        return cell
    return {**cell, "source": "".join(cell["source"]) + _HIDDEN.format(exercise=exercise)}
