"""Whether every door leads to the same grades: `autograder grade`, `nbgrader autograde`, formgrader's button.

Run: python benchmarks/agreement.py [--students 50]; it ends with 1 if grades differ.
The class: the demo's accidents, mistakes and hostile students, filled up with made ones.
"""

import argparse
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from support import CHAPTER, PROJECT
from support.made_class import lay_out as lay_out_made
from support.show import machine, table

from autograder.course import find_chapter, load_course
from autograder.demo import lay_out

_GRADES = """
SELECT submitted_assignment.student_id, base_cell.name, grade.auto_score, grade.needs_manual_grade
FROM grade JOIN submitted_notebook ON grade.notebook_id = submitted_notebook.id
JOIN submitted_assignment ON submitted_notebook.assignment_id = submitted_assignment.id
JOIN base_cell ON grade.cell_id = base_cell.id
"""
# What formgrader does when its button is pressed, once for each student.
_BUTTON = """
import sys
from nbgrader.apps import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from traitlets.config import PyFileConfigLoader
config = PyFileConfigLoader("nbgrader_config.py", ".").load_config()
api = NbGraderAPI(CourseDirectory(config=config), config=config)
failed = [done["log"] for student in sys.argv[2:] if not (done := api.autograde(sys.argv[1], student))["success"]]
sys.exit("\\n".join(failed) or 0)
"""


def run(folder: Path, *words: str) -> None:
    """Run a command in the class's folder."""
    path = os.pathsep.join(filter(None, (str(PROJECT), os.environ.get("PYTHONPATH"))))
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONWARNINGS": "ignore"}
    command = [sys.executable, *words]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(words[:4])} ended with {done.returncode}:\n{done.stderr[-3000:]}")


def grades(folder: Path) -> set[tuple[Any, ...]]:
    """All grades of a gradebook, to the last digit."""
    with closing(sqlite3.connect(folder / "gradebook.db")) as database:
        return set(database.execute(_GRADES))


def doors(students: list[str]) -> dict[str, Callable[[Path], None]]:
    """Each way to grade a class."""
    return {
        "autograder grade": lambda folder: run(folder, "-m", "autograder", "grade", CHAPTER, "--course", str(PROJECT)),
        "nbgrader autograde": lambda folder: run(folder, "-m", "nbgrader", "autograde", CHAPTER),
        "formgrader's button": lambda folder: run(folder, "-c", _BUTTON, CHAPTER, *students),
    }


def main() -> None:
    """Grade the class through each door and compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--students", type=int, default=50)
    count = parser.parse_args().students
    print(machine())
    course = load_course(PROJECT)
    with tempfile.TemporaryDirectory(prefix="agreement-") as name:
        original = Path(name) / "class"
        lay_out(original, course, find_chapter(course, CHAPTER))
        lay_out_made(original, count - len(list((original / "submitted").iterdir())))
        students = sorted(path.name for path in (original / "submitted").iterdir())
        found, rows = {}, []
        for number, (door, grade) in enumerate(doors(students).items()):
            folder = Path(shutil.copytree(original, Path(name) / str(number), symlinks=True))
            start = time.perf_counter()
            grade(folder)
            found[door] = grades(folder)
            rows.append((door, str(len(found[door])), f"{time.perf_counter() - start:.0f}"))
    first, *others = found.values()
    table(f"{len(students)} students", ("door", "grades", "s"), rows)
    differing = sorted(set().union(*(first ^ other for other in others)))
    print("all grades are the same" if not differing else f"these differ: {differing}")
    sys.exit(bool(differing))


if __name__ == "__main__":
    main()
