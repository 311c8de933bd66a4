"""The report on a class: one page for the instructor, and the same numbers as JSON and CSV."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

import msgspec

from autograder.errors import UsageError
from autograder.files import write_atomically
from autograder.reports.figures import histogram, outcomes
from autograder.reports.hiding import pseudonyms, renamed, renamed_change
from autograder.reports.history import change_since_last
from autograder.reports.numbers import BINS, NO_TIMES, ClassNumbers, class_numbers
from autograder.reports.page import template
from autograder.reports.text import csv_cell, number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markupsafe import Markup

    from autograder.grading.result import SubmissionResult
    from autograder.grading.times import RunTimes


# A submission under a name that no folder may have gets no page.
_NO_PAGE = "refused"


class ReportFiles(NamedTuple):
    """The files of one class report."""

    page: Path
    json: Path
    csv: Path


def feedback_link(feedback_dir: str, assignment: str, student: str) -> str:
    """Return the address of a student's page as nbgrader lays it out, from that of the folder `feedback`."""
    # Each part is quoted whole: a student called "../../etc" or "javascript:" stays one harmless folder name.
    who, what = (quote(part, safe="", errors="replace") for part in (student, assignment))
    return f"{quote(feedback_dir)}/{who}/{what}/{what}.html"


def write_class_report(
    results: Sequence[SubmissionResult],
    out_dir: Path,
    feedback_dir: Path | None = None,
    *,
    history: Path | None = None,
    times: Mapping[str, RunTimes] = NO_TIMES,
    hide_names: bool = False,
) -> ReportFiles:
    """Write `<assignment>.html`, `.json` and `.csv` into out_dir.

    Args:
        results: all of one assignment.
        out_dir: made when missing.
        feedback_dir: holds the students' pages; by default the nearest `feedback` in a folder around out_dir.
        history: file with the scores of the last grading; without it nothing is compared.
        times: how long the code of each student ran; those of students without a result are left out.
        hide_names: write numbers in place of names, and no links to the students' pages.
    """
    assignments = sorted({result.assignment for result in results})
    if len(assignments) != 1:
        raise UsageError(f"a class report needs results of one assignment, got {', '.join(assignments) or 'none'}")
    change = change_since_last(results, history)
    times = {result.student: times[result.student] for result in results if result.student in times}
    if hide_names:
        names = pseudonyms(results)
        results, change = renamed(results, names), renamed_change(change, names)
        times = {names[student]: known for student, known in times.items()}
    numbers = class_numbers(results, change, times)
    base = out_dir / quote(assignments[0], safe="")
    out_dir.mkdir(parents=True, exist_ok=True)
    address = None if hide_names else _address(feedback_dir, out_dir)
    return ReportFiles(
        _write(base.with_name(base.name + ".html"), class_page(numbers, address)),
        _write(base.with_name(base.name + ".json"), class_json(numbers)),
        _write(base.with_name(base.name + ".csv"), class_csv(numbers)),
    )


def class_page(numbers: ClassNumbers, feedback_dir: str | None) -> str:
    """Return the page: self-contained, no request, one script of our own that sorts tables.

    Args:
        numbers: of the class.
        feedback_dir: where the students' pages lie, relative to where this one will stand; None for no links.
    """
    links = (
        {}
        if feedback_dir is None
        else {
            row.student: feedback_link(feedback_dir, numbers.assignment, row.student)
            for row in numbers.students
            if _NO_PAGE not in row.accidents
        }
    )
    labels = [f"{index * 100 // BINS}-{(index + 1) * 100 // BINS}" for index in range(BINS)]
    return template("class.html.j2").render(
        numbers=numbers,
        figures=_figures(numbers, labels),
        links=links,
        titles={exercise.id: exercise.title for exercise in numbers.exercises},
    )


def _figures(numbers: ClassNumbers, labels: list[str]) -> dict[str, Markup]:
    attempted = [str(number) for number in range(len(numbers.completion))]
    many = f"exercises attempted, of {len(numbers.exercises)}"
    return {
        "scores": histogram("drawn-scores", "Students by percent of the points", "% of the points", labels,
                            numbers.distribution),
        "completion": histogram("drawn-completion", "Students by exercises attempted", many, attempted,
                                numbers.completion),
        "outcomes": outcomes("drawn-outcomes", "Results of each exercise", numbers.exercises),
    }  # fmt: skip


def class_json(numbers: ClassNumbers) -> str:
    """Return the numbers as JSON; a text that no file can hold loses the offending character only."""
    packed = msgspec.to_builtins(numbers)
    return msgspec.json.format(msgspec.json.encode(_encodable(packed)), indent=2).decode() + "\n"


def class_csv(numbers: ClassNumbers) -> str:
    """Return one line per student; safe to open in a spreadsheet."""
    ids = [exercise.id for exercise in numbers.exercises]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    head = ["student", "verdict", "score", "max_score", "attempted", "seconds", *ids, "mistakes", "accidents"]
    writer.writerow(csv_cell(name) for name in head)
    for row in numbers.students:
        scores = [number(row.scores[key]) if key in row.scores else "" for key in ids]
        texts = [csv_cell(" ".join(row.mistakes)), csv_cell(" ".join(row.accidents))]
        seconds = "" if row.seconds is None else f"{row.seconds:.2f}"
        points = [number(row.score), number(row.max_score), str(row.attempted), seconds]
        writer.writerow([csv_cell(row.student), csv_cell(row.verdict), *points, *scores, *texts])
    return out.getvalue()


def _address(feedback_dir: Path | None, out_dir: Path) -> str:
    around = [folder / "feedback" for folder in out_dir.resolve().parents]
    target = feedback_dir or next((folder for folder in around if folder.is_dir()), around[0])
    return Path(os.path.relpath(target.resolve(), out_dir.resolve())).as_posix()


def _encodable(value: object) -> object:
    """Replace halves of surrogate pairs, which a notebook's JSON can hold and UTF-8 cannot."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {_encodable(key): _encodable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_encodable(item) for item in value]
    return value


def _write(path: Path, text: str) -> Path:
    write_atomically(path, text.encode())
    return path
