"""Feedback pages in a zip whose names are those that the platform gave out, so that it finds the students again."""

import io
import zipfile
from pathlib import Path

from autograder.exporting.collected import on_platform
from autograder.files import write_atomically

_TIME = (2020, 1, 1, 0, 0, 0)
_NAMES = {"canvas": "{start}_{slug}.html", "moodle": "{start}_/{slug}.html"}


def write_feedback(class_dir: Path, slug: str, kind: str, target: Path) -> int:
    """Write the zip, unless nobody with a page was collected from that platform; returns how many pages are in it."""
    packed = io.BytesIO()
    count = 0
    with zipfile.ZipFile(packed, "w") as archive:
        for student, known in on_platform(class_dir, slug, kind).items():
            page = class_dir / "feedback" / student / slug / f"{slug}.html"
            if page.is_file():
                info = zipfile.ZipInfo(_NAMES[kind].format(start=known.start, slug=slug), _TIME)
                info.compress_type = zipfile.ZIP_DEFLATED
                info.external_attr = 0o644 << 16
                archive.writestr(info, page.read_bytes())
                count += 1
    if count:
        write_atomically(target, packed.getvalue())
    return count
