"""Whether a class graded again, with another number of workers and in another order, gets the same bytes.

Exit code 1 if not. Run: python benchmarks/determinism.py [--submissions 40]
"""

import argparse
import random
import sys
import tempfile
from pathlib import Path

import msgspec
from support import CHAPTER, PROJECT
from support.made_class import lay_out
from support.show import machine

from autograder.commands.context import chapter_of, course_at, worker_settings
from autograder.scheduling.job import jobs_of_class
from autograder.scheduling.pool import grade_all

Files = dict[str, bytes]


def grade(folder: Path, workers: int, order: int) -> tuple[Files, Files]:
    """Grade the class that lies in a folder; return results by student, and all pages and notebooks by path.

    Args:
        folder: of the class.
        workers: number of processes.
        order: seed of the order in which they are graded.
    """
    course = course_at(PROJECT)
    settings = worker_settings(course, chapter_of(course, CHAPTER), folder, None, "strict", figures=True)
    jobs = jobs_of_class(folder, CHAPTER)
    random.Random(order).shuffle(jobs)
    results = {job.student: msgspec.json.encode(stored.result) for job, stored in grade_all(jobs, settings, workers)}
    paths = [path for part in ("feedback", "autograded") for path in (folder / part).rglob("*") if path.is_file()]
    return results, {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def main() -> None:
    """Print how many are the same."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--submissions", type=int, default=40)
    count = parser.parse_args().submissions
    print(machine())
    with tempfile.TemporaryDirectory(prefix="determinism-") as name:
        both = []
        for workers in (1, 2):
            folder = Path(name) / str(workers)
            lay_out(folder, count)
            both.append(grade(folder, workers, order=workers))
    (first, first_files), (second, second_files) = both
    students = first.keys() | second.keys()
    different = sorted(student for student in students if first.get(student) != second.get(student))
    same_files = sum(second_files.get(path) == data for path, data in first_files.items())
    print(f"results with 1 and with 2 workers, shuffled: {count - len(different)} of {count} are the same bytes")
    print(f"feedback pages and autograded notebooks: {same_files} of {len(first_files)} are the same")
    if different or len(first) != count:
        print(f"DIFFERENT: {', '.join(different)}")
        sys.exit(1)


if __name__ == "__main__":
    main()
