"""Milliseconds of a submission of the chapters that train nothing, in a class of 100 on all processors.

Run: python benchmarks/light.py [--submissions 100] [--jobs 2] [--figures]
Counted from the twentieth result to the end of the command, as in scale.py; the bar is 50 ms.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from support import PROJECT
from support.made_class import MadeClass, lay_out
from support.show import machine, table

_CHAPTERS = ("ch00_introduction", "ch01_python", "ch02_perceptron", "ch04_training", "appendix_a_softmax_with_loss")
_STARTING = 20  # results until every worker runs and knows the catalogue


def milliseconds_each(slug: str, count: int, jobs: int, *, figures: bool) -> tuple[int, float]:
    """Exercises that are tested, and milliseconds of one submission."""
    exercises = MadeClass(slug=slug).chapter.exercises
    trainings = frozenset(one.id for one in exercises if one.kind == "training")
    with tempfile.TemporaryDirectory(prefix="light-") as name:
        folder = Path(name)
        lay_out(folder, count, leave_out=trainings, slug=slug)
        options = ["--jobs", str(jobs), "--class-dir", name, "--figures" if figures else "--no-figures"]
        subprocess.run(
            [sys.executable, "-m", "autograder", "grade", slug, *options],
            cwd=PROJECT, check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        end = time.time()
        results = (folder / ".autograder" / "results" / slug).glob("*.json")
        times = sorted(path.stat().st_mtime for path in results)
    tested = sum(one.kind != "written" and one.id not in trainings for one in exercises)
    return tested, 1e3 * (end - times[_STARTING - 1]) / (count - _STARTING)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--submissions", type=int, default=100)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--figures", action="store_true", help="draw and keep the notebooks' figures")
    options = parser.parse_args()
    print(machine())
    rows = []
    for slug in _CHAPTERS:
        tested, each = milliseconds_each(slug, options.submissions, options.jobs, figures=options.figures)
        rows.append((slug, str(tested), f"{each:.0f}"))
    drawn = "figures drawn" if options.figures else "no figures"
    sizes = f"{options.submissions} submissions, {options.jobs} jobs, sandbox strict, {drawn}, no trainings"
    table(sizes, ("chapter", "exercises tested", "ms each"), rows)


if __name__ == "__main__":
    main()
