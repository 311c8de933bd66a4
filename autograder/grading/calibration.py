"""`make calibrate`: how far right and wrong trainings come, for the goals in the chapters' thresholds.toml.

Each training of the course is run as a suite runs it, but without a last goal: by the reference with many seeds, and
by each catalogued mistake of its exercise. The figures are written to docs/calibration.json.
"""

import json
import math
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from autograder.course import Chapter, load_course
from autograder.datasets import DataSet, locate
from autograder.datasets.search import embedded_digits
from autograder.errors import AutograderError
from autograder.files import write_atomically
from autograder.grading.compare import Failed
from autograder.grading.local import References
from autograder.grading.suite import HiddenTest, load_suites
from autograder.grading.training import Goals, Setup, Training, training_of
from autograder.grading.training_words import diagnosis
from autograder.mistakes.catalogue import load_catalogue
from autograder.sandbox.faults import StudentFault

SEEDS = 20
ROOT = Path(__file__).resolve().parents[2]
_SECRET = b"calibration"
_NEVER = 2.0


@dataclass
class _Asked:
    """Stands in for the fixture `training` and remembers what a test asks for."""

    calls: list[tuple[str, Setup]] = field(default_factory=list)

    def learns(self, _student: object, _rng: object, name: str, setup: Setup) -> None:
        self.calls.append((name, setup))


def main() -> None:
    """Measure every training of the course; chapters can be named on the command line."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    path = ROOT / "docs" / "calibration.json"
    found: dict[str, Any] = json.loads(path.read_text()) if path.is_file() else {}
    for chapter in load_course(ROOT).chapters:
        if len(sys.argv) > 1 and not chapter.slug.startswith(tuple(sys.argv[1:])):
            continue
        for data in {data.name: data for data in (locate(), embedded_digits())}.values():
            for key, figures in _of_chapter(chapter, data):
                found[key] = figures
                sys.stderr.write(f"{key}: {json.dumps(figures['reference'])}\n")
                write_atomically(path, (json.dumps(found, indent=2, sort_keys=True) + "\n").encode())


def _of_chapter(chapter: Chapter, data: DataSet) -> Iterator[tuple[str, dict[str, Any]]]:
    suites = load_suites(chapter)
    training = training_of(chapter, suites, data, _SECRET)
    if training is None:
        return
    os.environ["MNIST_DIR"], os.environ["TRAINING_DIR"] = str(data.folder), str(training.folder)
    for test in (test for tests in suites.values() for test in tests if "training" in test.fixtures):
        for name, setup in _asked(test):
            yield f"{chapter.slug}/{name}/{data.name}", _measured(chapter, training, test, name, setup)


def _asked(test: HiddenTest) -> list[tuple[str, Setup]]:
    asked = _Asked()
    test.function(**dict.fromkeys(test.fixtures, None) | {"training": asked})
    return asked.calls


def _measured(chapter: Chapter, training: Training, test: HiddenTest, name: str, setup: Setup) -> dict[str, Any]:
    goals = training.goals(name)
    endless = msgspec.structs.replace(goals, steps=(*goals.steps, _NEVER))
    references = References(chapter)
    courses = [training.train(references.student(), seed, endless, setup) for seed in range(SEEDS)]
    best = [course.best for course in courses]
    first = [next(i for i, a in zip(c.places, c.test, strict=True) if a >= goals.steps[-1]) for c in courses]
    last = goals.steps[-1]
    figures = {
        "seeds": SEEDS, "goals": goals.steps, "lowest": min(best), "mean": float(np.mean(best)),
        "deviation": float(np.std(best, ddof=1)), "iterations_to_last_goal": [min(first), max(first)],
        "failures_expected": failure_rate(best, last),
    }  # fmt: skip
    mistakes = [e for e in load_catalogue(chapter.mistakes_path).mistakes if e.exercise == test.exercise]
    wrong = {e.id: _outcome(references.student(e), training, goals, setup) for e in mistakes}
    return {"reference": figures, "mistakes": wrong}


def _outcome(student: Any, training: Training, goals: Goals, setup: Setup) -> dict[str, Any]:
    try:
        course = training.train(student, 0, goals, replace(setup))
    except (StudentFault, Failed) as error:
        return {"ends_in": type(error).__name__}
    words = "" if course.best >= goals.steps[-1] else diagnosis(course, goals.steps).partition("; ")[2]
    return {"best": course.best, "goals_reached": sum(course.best >= s for s in goals.steps), "told": words}


def failure_rate(best: Sequence[float], goal: float) -> float:
    """The chance that another seed stays below the goal, by Student's t for one more value of a normal sample."""
    n = len(best)
    distance = (float(np.mean(best)) - goal) / (float(np.std(best, ddof=1)) * math.sqrt(1 + 1 / n))
    return t_tail(distance, n - 1)


def t_tail(x: float, freedom: int) -> float:
    """The chance of more than x under Student's t: the integral over u = 1 / t, whose range is finite."""
    if x <= 0:
        return 1 - t_tail(-x, freedom) if x < 0 else 0.5
    log_scale = math.lgamma((freedom + 1) / 2) - math.lgamma(freedom / 2) - 0.5 * math.log(freedom * math.pi)
    u = np.linspace(0, 1 / x, 20_001)[1:]
    log_density = log_scale - (freedom + 1) / 2 * np.log1p(1 / (freedom * u * u)) - 2 * np.log(u)
    return float(np.trapezoid(np.exp(log_density), u))


if __name__ == "__main__":
    try:
        main()
    except AutograderError as error:
        sys.exit(f"calibrate: {error}")
