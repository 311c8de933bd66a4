"""Makes `nbgrader autograde` and formgrader's Autograde button run `autograder grade`.

Both use nbgrader's converter class. Its preprocessors can be configured, but the converter around them loses students
before any preprocessor runs: a renamed file is skipped, one that is no JSON ends the command. So the class itself is
replaced, by one that keeps the options of the original (--student, --force, the course's folders) and asks our command
for the grades. A command, because a jupyter server is no place for fork servers and hidden suites.
"""

import os
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import nbgrader.apps.api
import nbgrader.apps.autogradeapp
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException

PROJECT = Path(__file__).resolve().parents[2]


def install(course_root: Path) -> None:
    """Put our converter in the place of nbgrader's, for this process; the course is found by its root."""
    door = type("Autograde", (SandboxedAutograde,), {"course_root": course_root})
    nbgrader.apps.autogradeapp.Autograde = door
    nbgrader.apps.api.Autograde = door
    # For a new gradebook nbgrader starts the program alembic. It lies beside Python, also when not activated.
    beside = str(Path(sys.executable).parent)
    if beside not in os.environ["PATH"].split(os.pathsep):
        os.environ["PATH"] = f"{beside}{os.pathsep}{os.environ['PATH']}"


class SandboxedAutograde(Autograde):  # type: ignore[misc]  # nbgrader has no types
    """nbgrader's converter with our engine."""

    course_root = PROJECT

    def start(self) -> None:
        """Grade the students that the options name.

        Raises:
            NbGraderException: there is nothing to grade, or the command failed; the log says why.
        """
        students = self._students()
        if students:
            self._run(students)

    def _students(self) -> list[str]:
        slug, wanted = self.coursedir.assignment_id, self.coursedir.student_id
        folders = Path(self._format_source(slug, "*")).parent.parent
        found = [path.name for path in sorted(folders.iterdir())] if folders.is_dir() else []
        excluded = set(self.coursedir.student_id_exclude.split(","))
        chosen = [
            name
            for name in found
            if _is_meant(name, wanted) and name not in excluded and os.path.lexists(self._format_source(slug, name))
        ]
        if not chosen:
            self._fail(f"No submission of {slug} by '{wanted}' in {folders}")
        if self.force:
            return chosen
        done = [name for name in chosen if Path(self._format_dest(slug, name), f"{slug}.ipynb").is_file()]
        for name in done:
            self.log.info("Skipping existing assignment: %s", self._format_dest(slug, name))
        return [name for name in chosen if name not in done]

    def _run(self, students: list[str]) -> None:
        slug = self.coursedir.assignment_id
        words = [sys.executable, "-m", "autograder", "grade", slug]
        words += ["--class-dir", self.coursedir.root, "--course", str(self.course_root)]
        words += ["--again"] if self.force else []
        for student in students:
            words += ["--student", student]
        self.log.info("Grading %d submissions of %s in the sandbox", len(students), slug)
        done = subprocess.run(words, env=_environment(), capture_output=True, text=True, check=False)
        for line in done.stdout.splitlines():
            self.log.info(line)
        for line in done.stderr.splitlines():
            self.log.error(line)
        if done.returncode:
            self._fail(f"autograder grade ended with {done.returncode}")

    def _fail(self, message: str) -> Any:
        self.log.error(message)
        raise NbGraderException(message)


def _is_meant(name: str, wanted: str) -> bool:
    """Whether a student is asked for: by a pattern, or by a name that may hold brackets and would not match itself."""
    return name == wanted or fnmatch(name, wanted)


def _environment() -> dict[str, str]:
    path = os.pathsep.join(filter(None, (str(PROJECT), os.environ.get("PYTHONPATH"))))
    return {**os.environ, "PYTHONPATH": path, "COLUMNS": "120"}
