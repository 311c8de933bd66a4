"""What collecting noted of a class: how each platform calls its students, out of the names in its archive."""

import csv
import re
from pathlib import Path, PurePosixPath
from typing import NamedTuple

_CANVAS = re.compile(r"(?P<start>(?P<name>[^_]+)(_LATE)?_(?P<id>\d+)_\d+)_.*", re.DOTALL | re.IGNORECASE)
# Moodle 4.1 and later leave out the last underscore of a folder's name; both are taken back.
_MOODLE = re.compile(r"(?P<start>(?P<name>[^/]+)_(?P<id>\d+)_assignsubmission_file)[_/].*", re.DOTALL)


class Known(NamedTuple):
    """A student as a platform knows her.

    Attributes:
        start: what names of her files and folders in its archives begin with.
        name: as the archive writes it.
        id: Canvas's number of the user; Moodle's number of the participant in this assignment.
    """

    start: str
    name: str
    id: str


def on_platform(class_dir: Path, slug: str, kind: str) -> dict[str, Known]:
    """The students of a class that were collected from Canvas ("canvas") or Moodle ("moodle"), by their id here."""
    sources = _sources(class_dir / "collected" / slug / "sources.csv")
    found = {student: _known(source, kind) for student, source in sources}
    return {student: known for student, known in found.items() if known is not None}


def _known(source: str, kind: str) -> Known | None:
    if kind == "canvas":
        candidates, pattern = [PurePosixPath(source).name], _CANVAS
    else:
        candidates, pattern = [source, "/".join(PurePosixPath(source).parts[1:])], _MOODLE
    match = next(filter(None, map(pattern.fullmatch, candidates)), None)
    return Known(match["start"], match["name"], match["id"]) if match else None


def _sources(path: Path) -> list[tuple[str, str]]:
    if not path.is_file():
        return []
    with path.open(newline="", encoding="utf-8") as file:
        return [(row[0], row[1]) for row in csv.reader(file) if len(row) == 2]  # student, name
