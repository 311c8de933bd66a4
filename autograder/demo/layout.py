"""The folder of the class: submissions, and what nbgrader needs to work on it."""

import shutil
from pathlib import Path

from autograder.course import Chapter, Course
from autograder.demo.roll import SPECIMENS
from autograder.demo.sheet import Material, Sheet
from autograder.errors import UsageError

_CONFIG = "nbgrader_config.py"
_FIRST_LINE = '"""nbgrader\'s configuration of a made-up class; `autograder demo` writes this folder anew each time."""'
_CONFIG_TEXT = f"""{_FIRST_LINE}

import sys
from pathlib import Path

sys.path.insert(0, {{project!r}})

from autograder.course.settings import nbgrader_settings
from autograder.doors.nbgrader_autograde import install

ROOT = Path(__file__).resolve().parent
c = get_config()
c.merge(nbgrader_settings(ROOT))
c.Exchange.root = str(ROOT / "exchange")
# `nbgrader autograde` and formgrader's button grade in our sandbox.
install(Path({{course!r}}))
"""
_MADE_BY_A_DEMO = (
    "submitted", "source", "release", "autograded", "feedback", "reports", "exchange", ".autograder",
    "gradebook.db", "gradebook.db-wal", "gradebook.db-shm",
)  # fmt: skip


def lay_out(folder: Path, course: Course, chapter: Chapter) -> None:
    """Write the class into folder, in place of an earlier demo.

    Raises:
        UsageError: the folder holds something else.
    """
    _clear(folder)
    folder.mkdir(parents=True, exist_ok=True)
    project = Path(__file__).resolve().parents[2]
    exchange = folder / "exchange"
    exchange.mkdir()
    exchange.chmod(0o777)  # nbgrader refuses one that not every student can write to
    (folder / _CONFIG).write_text(_CONFIG_TEXT.format(project=str(project), course=str(course.root)), encoding="utf-8")
    for kind in ("source", "release"):
        shutil.copytree(course.root / kind / chapter.slug, folder / kind / chapter.slug)
    material = Material(course, chapter, folder)
    for specimen in SPECIMENS:
        sheet = Sheet(material)
        specimen.change(sheet)
        name, data = specimen.pack(chapter.slug, sheet.as_bytes())
        submission = folder / "submitted" / specimen.name / chapter.slug
        submission.mkdir(parents=True)
        (submission / name).write_bytes(data)


def _clear(folder: Path) -> None:
    """Remove what an earlier demo left; a folder that no demo made is left alone."""
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return
    config = folder / _CONFIG
    if not config.is_file() or not config.read_text(encoding="utf-8", errors="replace").startswith(_FIRST_LINE):
        raise UsageError(f"{folder}: exists and is no folder of a demo. Name another one with --folder.")
    for name in _MADE_BY_A_DEMO:
        path = folder / name
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
