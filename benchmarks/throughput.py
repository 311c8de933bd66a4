"""Submissions a second of `autograder grade` against stock `nbgrader autograde`: same notebooks, equal hidden tests.

nbgrader is measured on a sample and scaled, without the seconds that it takes to start; ours with everything: start of
the workers, gradebook, autograded notebooks, feedback and class report.

Run: python benchmarks/throughput.py [--submissions 100] [--sample 8] [--jobs 2] [--all]
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
from support import CHAPTER, PROJECT
from support.made_class import MadeClass, lay_out
from support.show import machine, table
from support.stock_course import StockCourse

from autograder.datasets import locate
from autograder.scheduling.job import Stored

_DRAWING_EXERCISES = frozenset({"plot_activations", "img_show"})
_DRAWING_CELLS = frozenset({"softmax_figure", "forward_figure", "samples", "play_paint"})


@dataclass(frozen=True, slots=True)
class Setting:
    """What is compared: both sides run the same cells and draw the same figures.

    Attributes:
        draw: whether inline figures are drawn and kept.
        functions_only: whether cells and exercises that make figures are left out, on both sides.
    """

    name: str
    draw: bool
    functions_only: bool

    def keeps(self, grade_id: str) -> bool:
        """Whether the notebook has this cell."""
        return not (self.functions_only and grade_id in _DRAWING_CELLS)

    @property
    def left_out(self) -> frozenset[str]:
        """Exercises that no student has touched."""
        return _DRAWING_EXERCISES if self.functions_only else frozenset()


SETTINGS = (
    Setting("figures drawn and kept", draw=True, functions_only=False),
    Setting("functions alone", draw=False, functions_only=True),
)
_BETWEEN = Setting("same cells, nothing drawn", draw=False, functions_only=False)


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds a submission on both sides, and on how many answers of how many both agree."""

    ours: float
    nbgrader: float
    agree: int
    compared: int


def measure(setting: Setting, count: int, sample: int, jobs: int) -> Measured:
    """Measure both sides; half of nbgrader's sample before ours and half after it, as the machine's load changes."""
    with tempfile.TemporaryDirectory(prefix="throughput-") as name:
        root = Path(name)
        (root / "stock").mkdir()
        backend = "" if setting.draw else "agg"
        stock = StockCourse(root / "stock", MadeClass().chapter, locate(None).folder, setting.keeps, backend)
        students = stock.hand_in(0, sample // 2, setting.left_out)
        before = stock.autograde_s()
        lay_out(root / "ours", count, keep=setting.keeps, leave_out=setting.left_out)
        ours = _grade_s(root / "ours", jobs, draw=setting.draw) / count
        students += stock.hand_in(sample // 2, sample, setting.left_out)
        nbgrader = (before + stock.autograde_s()) / sample
        pairs = list(_both_full(students, stock, root / "ours"))
    return Measured(ours, nbgrader, sum(mine == theirs for mine, theirs in pairs), len(pairs))


def _grade_s(folder: Path, jobs: int, *, draw: bool) -> float:
    options = ["--jobs", str(jobs), "--class-dir", str(folder), "--figures" if draw else "--no-figures"]
    command = [sys.executable, "-m", "autograder", "grade", CHAPTER, *options, "--sandbox", "strict"]
    start = time.perf_counter()
    subprocess.run(command, cwd=PROJECT, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def _both_full(students: list[str], stock: StockCourse, folder: Path) -> Iterator[tuple[bool, bool]]:
    """For each student and exercise, whether each side gives all points."""
    theirs = stock.full_marks()
    for student in students:
        path = folder / ".autograder" / "results" / CHAPTER / f"{student}.json"
        for exercise in msgspec.json.decode(path.read_bytes(), type=Stored).result.exercises:
            if exercise.tests or exercise.verdict == "not-attempted":
                full = exercise.score == exercise.max_score and not exercise.follow_through
                yield full, f"test_{exercise.id}" in theirs[student]


def columns(found: Measured) -> tuple[str, ...]:
    """Throughput of both, their ratio, and how many verdicts are the same."""
    speeds = f"{1 / found.ours:.2f}", f"{1 / found.nbgrader:.3f}", f"{found.nbgrader / found.ours:.1f} x"
    return *speeds, f"{found.agree}/{found.compared}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--submissions", type=int, default=100)
    parser.add_argument("--sample", type=int, default=8)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--all", action="store_true", help="also the whole notebook without drawing")
    options = parser.parse_args()
    print(machine())
    rows = []
    for setting in (*SETTINGS, _BETWEEN) if options.all else SETTINGS:
        found = measure(setting, options.submissions, options.sample, options.jobs)
        rows.append((setting.name, *columns(found)))
    head = ("setting", "autograder /s", "nbgrader /s", "ratio", "same verdicts")
    sizes = f"{options.submissions} submissions, {options.jobs} jobs, sandbox strict"
    table(f"{sizes}; nbgrader on {options.sample} of them", head, rows)


if __name__ == "__main__":
    main()
