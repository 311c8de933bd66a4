"""Exports of a gradebook of 3,000 students and 20 graded cells: nbgrader's own on a stock file and on ours, and ours.

Run: python benchmarks/export.py [--students 3000]
The bar for nbgrader's export on our gradebook is 3 seconds. The stock file is a copy without the indexes that we add.
"""

import argparse
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from support import PROJECT
from support.show import machine, table

from autograder.course import Chapter, find_chapter, load_course
from autograder.gradebook.writer import GradebookWriter
from autograder.grading.result import ExerciseResult, SubmissionResult, Verdict
from autograder.scheduling.worker import released_notebook

_CHAPTER = "ch00_introduction"
_STOCK = "c = get_config()\nc.CourseDirectory.course_id = 'benchmark'\n"
# As nbgrader_config.py of the course has it.
_OURS = f"""import sys
sys.path.insert(0, {str(PROJECT)!r})
{_STOCK}
c.ExportApp.plugin_class = "autograder.doors.nbgrader_export.QuickCsvExport"
"""


def made_up(chapter: Chapter, number: int) -> SubmissionResult:
    """A submission with chance scores."""
    chance = random.Random(number)
    exercises = []
    for one in chapter.exercises:
        got = one.points * chance.randrange(5) / 4
        verdict = Verdict.PASSED if got == one.points else Verdict.WRONG
        exercises.append(ExerciseResult(one.id, one.title, one.section, verdict, got, one.points))
    total = sum(one.score for one in exercises)
    best = sum(one.max_score for one in exercises)
    return SubmissionResult(
        chapter.slug, f"student{number:05}", Verdict.WRONG, total, best, "none", "none", tuple(exercises)
    )


def write_gradebook(folder: Path, chapter: Chapter, students: int) -> float:
    """Our gradebook of the made-up class; seconds for writing it."""
    results = [made_up(chapter, number) for number in range(students)]
    start = time.perf_counter()
    with GradebookWriter(folder / "gradebook.db", "benchmark") as writer:
        writer.prepare(chapter.slug, released_notebook(PROJECT, chapter))
        writer.write(results)
    (folder / "nbgrader_config.py").write_text(_OURS)
    return time.perf_counter() - start


def as_stock(folder: Path, source: Path) -> None:
    """The same gradebook as nbgrader alone would have it."""
    shutil.copytree(source, folder)
    (folder / "nbgrader_config.py").write_text(_STOCK)
    with closing(sqlite3.connect(folder / "gradebook.db")) as database:
        ours = "SELECT name FROM sqlite_master WHERE type='index' AND sql NOT NULL"
        for (name,) in database.execute(ours).fetchall():
            database.execute(f"DROP INDEX {name}")
        database.commit()


def seconds_of(folder: Path, *words: str) -> float:
    """Run a command there."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", *words], cwd=folder, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--students", type=int, default=3000)
    students = parser.parse_args().students
    print(machine())
    chapter = find_chapter(load_course(PROJECT), _CHAPTER)
    with tempfile.TemporaryDirectory(prefix="export-") as name:
        ours, stock = Path(name) / "ours", Path(name) / "stock"
        ours.mkdir()
        writing = write_gradebook(ours, chapter, students)
        as_stock(stock, ours)
        rows = [
            ("nbgrader's start alone (export --help)", seconds_of(stock, "nbgrader", "export", "--help")),
            ("nbgrader export, stock gradebook", seconds_of(stock, "nbgrader", "export")),
            ("nbgrader export, our gradebook", seconds_of(ours, "nbgrader", "export")),
            *(
                (f"autograder export --to {kind}", seconds_of(PROJECT, "autograder", "export", _CHAPTER, "--to", kind,
                  "--class-dir", str(ours)))
                for kind in ("csv", "canvas", "moodle", "gradescope")
            ),
        ]  # fmt: skip
        same = (stock / "grades.csv").read_bytes() == (ours / "grades.csv").read_bytes()
    cells = len([one for one in chapter.exercises if one.points])
    print(f"{students} students, {cells} graded cells, written in {writing:.1f} s")
    print(f"nbgrader's two files are the same: {same}")
    table("Exports, seconds with the start of the program", ("command", "s"), [(what, f"{s:.2f}") for what, s in rows])


if __name__ == "__main__":
    main()
