"""Feedback pages in a zip whose names are those that the platform gave out, so that it finds the students again."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from autograder.files import write_atomically

_TIME = (2020, 1, 1, 0, 0, 0)
_CANVAS = re.compile(r"(?P<start>[^_]+(_LATE)?_\d+_\d+)_.*", re.DOTALL | re.IGNORECASE)
_MOODLE = re.compile(r"(?P<start>[^/]+_\d+_assignsubmission_file_).*", re.DOTALL)


def write_feedback(class_dir: Path, slug: str, kind: str, target: Path) -> int:
    """Write the zip, unless nobody with a page was collected from that platform; returns how many pages are in it."""
    packed = io.BytesIO()
    count = 0
    with zipfile.ZipFile(packed, "w") as archive:
        for name, page in _pages(class_dir, slug, kind):
            info = zipfile.ZipInfo(name, _TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, page.read_bytes())
            count += 1
    if count:
        write_atomically(target, packed.getvalue())
    return count


def _pages(class_dir: Path, slug: str, kind: str) -> Iterator[tuple[str, Path]]:
    for student, source in _collected(class_dir / "collected" / slug / "sources.csv"):
        page = class_dir / "feedback" / student / slug / f"{slug}.html"
        name = _name(source, slug, kind)
        if name and page.is_file():
            yield name, page


def _name(source: str, slug: str, kind: str) -> str:
    """The page's name in the zip; empty where the file did not come from this platform."""
    if kind == "canvas":
        match = _CANVAS.fullmatch(PurePosixPath(source).name)
        return f"{match['start']}_{slug}.html" if match else ""
    for part in (source, "/".join(PurePosixPath(source).parts[1:])):
        if match := _MOODLE.fullmatch(part):
            return f"{match['start']}/{slug}.html"
    return ""


def _collected(path: Path) -> list[tuple[str, str]]:
    if not path.is_file():
        return []
    with path.open(newline="", encoding="utf-8") as file:
        return [(row[0], row[1]) for row in csv.reader(file) if len(row) == 2]
