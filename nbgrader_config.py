"""nbgrader's configuration for this course; the values live in autograder/course/settings.py."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
# nbgrader starts from its own executable, which does not know this folder.
sys.path.insert(0, str(ROOT))

from autograder.course.settings import nbgrader_settings  # noqa: E402
from autograder.doors.nbgrader_autograde import install  # noqa: E402

c = get_config()  # type: ignore[name-defined]  # noqa: F821 - traitlets puts it here
c.merge(nbgrader_settings(ROOT))
# `nbgrader autograde` and formgrader's button grade in our sandbox.
install(ROOT)
