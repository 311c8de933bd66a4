"""Fills in the grading worksheet that Moodle hands out for one assignment, and changes nothing else in it.

Moodle takes a grade back where its own time of the last change stands in the line, so its own worksheet is worth more
than one that we make: grades that were given before can be corrected with it, and written feedback stays.
"""

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from autograder.collecting import read_rows
from autograder.exporting.collected import Known
from autograder.exporting.scores import Score
from autograder.reports.text import number

_ID, _GRADE, _MOST, _NAMES = "Identifier", "Grade", "Maximum Grade", ("Email address", "Full name", "ID number")


class Filled(NamedTuple):
    """A worksheet with grades.

    Attributes:
        text: of the file.
        students: who got a grade.
        most: highest grades that Moodle takes, as they stand there.
    """

    text: str
    students: frozenset[str]
    most: frozenset[str]


def is_worksheet(path: Path) -> bool:
    """Whether a CSV file is Moodle's worksheet."""
    rows = read_rows(path)
    return bool(rows) and rows[0].keys() >= {_ID, _GRADE}


def fill(path: Path, scores: Sequence[Score], collected: Mapping[str, Known]) -> Filled:
    """Put everybody's score into the column Grade; lines of people without a score stay as they are."""
    rows = read_rows(path)
    found = _by_line(scores, collected)
    done: set[str] = set()
    for row in rows:
        keys = (_number(row[_ID]), *(row.get(name) or "" for name in _NAMES))
        score = next((found[key.strip()] for key in keys if key.strip() in found), None)
        if score is not None:
            row[_GRADE] = number(score.score)
            done.add(score.student)
    text = io.StringIO()
    writer = csv.DictWriter(text, [name for name in rows[0] if name is not None], extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return Filled(text.getvalue(), frozenset(done), frozenset((row.get(_MOST) or "").strip() for row in rows))


def _by_line(scores: Sequence[Score], collected: Mapping[str, Known]) -> dict[str, Score]:
    """Scores by what a line may call a student; what two of them are called finds neither."""
    pairs: list[tuple[str, Score]] = []
    for score in scores:
        keys = {score.student, score.email, f"{score.first_name} {score.last_name}".strip()}
        if score.student in collected:
            keys = {collected[score.student].id}  # a number is one person, a name may be two
        pairs += [(key, score) for key in keys if key]
    often = Counter(key for key, _ in pairs)
    return {key: score for key, score in pairs if often[key] == 1}


def _number(identifier: str) -> str:
    """Of "Participant 123", in whatever language."""
    return (identifier or "").rpartition(" ")[2]
