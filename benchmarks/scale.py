"""Whether a submission of a large class costs more time or memory than one of a small class.

Run: python benchmarks/scale.py [--full] [--jobs 2]      --full adds a class of 2000
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from support import CHAPTER, PROJECT
from support.made_class import lay_out
from support.memory import PeakMemory
from support.show import machine, table

_SMALL, _LARGE, _FULL = 50, 200, 2000
_ROUNDS = 2  # small and large in turn, so that a busy moment of the machine does not hit one of them alone
_STARTING = 20  # results until every worker runs and knows the catalogue


@dataclass(frozen=True, slots=True)
class Run:
    """One class graded.

    Attributes:
        whole_s: of the command.
        each_s: seconds a submission from the twentieth result to the end of the command.
        peak_mib: PSS of all processes together.
    """

    whole_s: float
    each_s: float
    peak_mib: float


def run(count: int, jobs: int) -> Run:
    """Grade a class of a size as the command line does."""
    with tempfile.TemporaryDirectory(prefix="scale-") as name:
        folder = Path(name)
        lay_out(folder, count)
        command = [sys.executable, "-m", "autograder", "grade", CHAPTER, "--jobs", str(jobs), "--class-dir", name]
        start = time.time()
        process = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.DEVNULL)
        with PeakMemory(process.pid) as peak:
            process.wait()
        end = time.time()
        if process.returncode:
            raise SystemExit(f"grade of {count} submissions ended with code {process.returncode}")
        results = (folder / ".autograder" / "results" / CHAPTER).glob("*.json")
        times = sorted(path.stat().st_mtime for path in results)
    return Run(end - start, (end - times[_STARTING - 1]) / (count - _STARTING), peak.mib)


def main() -> None:
    """Print cost and memory for each size of class, and how flat they are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true", help="also a class of 2000")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    print(machine())
    runs: dict[int, list[Run]] = {}
    for size in [*(_SMALL, _LARGE) * _ROUNDS, *((_FULL, _SMALL) if options.full else ())]:
        runs.setdefault(size, []).append(run(size, options.jobs))
    each = {size: statistics.median(found.each_s for found in done) for size, done in runs.items()}
    rows = [
        (f"{size} submissions", str(len(done)), f"{statistics.median(found.whole_s for found in done):.1f}",
         f"{1e3 * each[size]:.0f}", f"{max(found.peak_mib for found in done):.0f}")
        for size, done in sorted(runs.items())
    ]  # fmt: skip
    table(f"{options.jobs} jobs, sandbox strict, figures", ("class", "runs", "s", "ms each", "peak PSS MiB"), rows)
    flatness = each[max(each)] / each[_SMALL]
    print(f"\nCost of a submission in a class of {max(each)} over one of {_SMALL}: {flatness:.3f}")


if __name__ == "__main__":
    main()
