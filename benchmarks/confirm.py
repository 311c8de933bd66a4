"""How long `autograder regrade` takes to confirm that nothing of a class of 2,000 has changed; the bar is 5 seconds.

Run: python benchmarks/confirm.py [--submissions 2000]
A few submissions are graded; copies of them under other names, with copies of their results, make the class.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import msgspec
from support import CHAPTER, PROJECT
from support.made_class import lay_out
from support.show import machine, table

from autograder.scheduling.job import Stored

_GRADED = 10
_REPEATS = 3


def make_class(folder: Path, count: int) -> None:
    """Grade a few submissions and copy them, with their results, until there are `count`."""
    lay_out(folder, _GRADED)
    command("grade", folder, "--jobs", "2")
    results = folder / ".autograder" / "results" / CHAPTER
    students = sorted(path.name for path in (folder / "submitted").iterdir())
    for number in range(_GRADED, count):
        student = students[number % _GRADED]
        copy = f"student{number:05}"
        shutil.copytree(folder / "submitted" / student, folder / "submitted" / copy)
        stored = msgspec.json.decode((results / f"{student}.json").read_bytes(), type=Stored)
        result = msgspec.structs.replace(stored.result, student=copy)
        (results / f"{copy}.json").write_bytes(msgspec.json.encode(msgspec.structs.replace(stored, result=result)))


def command(name: str, folder: Path, *options: str) -> str:
    """Run one of our commands on the class; what it said."""
    words = [sys.executable, "-m", "autograder", name, CHAPTER, "--class-dir", str(folder), *options]
    return subprocess.run(words, cwd=PROJECT, check=True, capture_output=True, text=True).stdout


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--submissions", type=int, default=2000)
    count = parser.parse_args().submissions
    print(machine())
    with tempfile.TemporaryDirectory(prefix="confirm-") as name:
        folder = Path(name)
        make_class(folder, count)
        seconds = []
        for _ in range(_REPEATS):
            start = time.perf_counter()
            said = command("regrade", folder)
            seconds.append(time.perf_counter() - start)
            assert f"{count} submissions are confirmed unchanged; 0 are graded once more" in said, said
    rows = [(str(count), f"{min(seconds):.2f}", ", ".join(f"{s:.2f}" for s in seconds))]
    table("Confirming that nothing changed", ("submissions", "least s", f"all {_REPEATS}"), rows)


if __name__ == "__main__":
    main()
