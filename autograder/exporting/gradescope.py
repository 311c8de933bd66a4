"""Gradescope's results.json, one per submission."""

import json
from pathlib import Path

from autograder.collecting import safe_name
from autograder.exporting.scores import Score
from autograder.files import write_atomically


def write_results(scores: list[Score], folder: Path) -> list[Path]:
    """Write `<folder>/<student>/results.json` for everybody; returns the paths."""
    paths = []
    for score in scores:
        path = folder / safe_name(score.student) / "results.json"
        write_atomically(path, json.dumps(results(score), ensure_ascii=False, indent=1).encode())
        paths.append(path)
    return paths


def results(score: Score) -> dict[str, object]:
    """What Gradescope reads: the score, and a line for each exercise with what the student is told."""
    waiting = f"{score.waits} answers wait for a reader." if score.waits else ""
    late = f"A late penalty of {score.penalty:g} points is taken off." if score.penalty else ""
    return {
        "score": score.score,
        "output": " ".join(filter(None, (waiting, late))),
        "output_format": "text",
        "stdout_visibility": "hidden",
        "tests": [
            {
                "name": grade.name.removeprefix("test_"),
                "score": grade.score,
                "max_score": grade.max_score,
                "output": grade.comment,
                "output_format": "text",
                "visibility": "visible",
            }
            for grade in score.grades
        ],
    }
