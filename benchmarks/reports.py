"""How long a feedback page and a class report take: bars are 5 ms a page and 5 s for 1,000 students."""

import base64
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from autograder.grading.result import Curve, ExerciseResult, SubmissionResult, TestResult, Verdict
from autograder.reports.class_report import write_class_report
from autograder.reports.feedback import feedback_page
from autograder.reports.visible import Hint, Visible
from autograder.submission import Accident

STUDENTS, EXERCISES, TESTS = 1000, 14, 5
VERDICTS = ("passed", "passed", "passed", "wrong", "crashed", "over-limit", "not-attempted")
CURVE = Curve("the network", 10, (0.7,) * 100, tuple(range(0, 1000, 50)), (0.8,) * 20, (0.8,) * 20, (0.85, 0.9))
# A figure of the usual size: 20 KiB as PNG.
PNG = b"\x89PNG\r\n\x1a\n" + random.Random(0).randbytes(20_000)
STORY = "rows sum to 1.\n  input:      [1001. 1000.  999.]\n  got:        [nan nan nan]\n  expected:   [0.67 0.24 0.09]"
VISIBLE = Visible((PNG,), STORY, (Hint("How do I begin?", "Write one line for each row of the table. " * 3),) * 3)


def exercise(number: int, rng: random.Random) -> ExerciseResult:
    """One made-up exercise."""
    verdict = Verdict(rng.choice(VERDICTS))
    right = [verdict == "passed" or rng.random() < 0.5 for _ in range(TESTS)]
    tests = tuple(
        TestResult(f"test_{place}", Verdict.PASSED if fine else verdict, float(fine), 1.0, f"Fact {place} holds.", "")
        for place, fine in enumerate(right)
    )
    named = ("a_mistake",) if verdict == "wrong" and rng.random() < 0.6 else ()
    return ExerciseResult(
        f"exercise_{number}", f"Exercise {number}", f"3.{number}", verdict, float(sum(right)), float(TESTS), named,
        ("The sum runs over the whole batch. Each row is divided by its own sum.",) if named else (), tests,
        "return weights / weights.sum()" if named else None, 0.0, (CURVE,) if number == EXERCISES - 1 else (),
    )  # fmt: skip


def submission(number: int) -> SubmissionResult:
    """One made-up submission."""
    rng = random.Random(number)
    exercises = tuple(exercise(place, rng) for place in range(EXERCISES))
    accidents = (Accident("renamed", "The file was found under another name."),) if number % 20 == 0 else ()
    score = sum(one.score for one in exercises)
    verdict = min((one.verdict for one in exercises), key=list(Verdict).index)
    best = float(EXERCISES * TESTS)
    return SubmissionResult(
        "ch03_neural_networks", f"student{number:04}", verdict, score, best, "mnist", "strict", exercises, accidents
    )


def main() -> None:
    """Print the figures."""
    results = [submission(number) for number in range(STUDENTS)]
    visible = {f"exercise_{number}": VISIBLE for number in range(EXERCISES)}
    pages = []
    for result in results[:200]:
        start = time.process_time()  # what others do on this machine is no part of the page
        page = feedback_page(result, visible)
        pages.append((time.process_time() - start) * 1000)
    pages = pages[1:]  # the first one compiles the template
    figures = sum(len(base64.b64encode(PNG)) for _ in range(EXERCISES))
    print(f"feedback page: {statistics.median(pages):.2f} ms of CPU in the middle, {max(pages):.2f} at most; "
          f"{len(page) // 1024} KiB, of these figures {figures // 1024} KiB (bar 5 ms)")  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        files = write_class_report(results, Path(folder), history=Path(folder) / "history.json")
        took = time.perf_counter() - start
        sizes = ", ".join(f"{file.suffix[1:]} {file.stat().st_size // 1024} KiB" for file in files)
    print(f"class report of {STUDENTS} students: {took:.2f} s; {sizes} (bar 5 s)")


if __name__ == "__main__":
    main()
