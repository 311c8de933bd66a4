"""nbgrader's settings, in one home: the build and nbgrader_config.py at the top level both take them from here."""

from pathlib import Path

from traitlets.config import Config

from autograder.course.stubs import STUB_LINE

COURSE_ID = "deep-learning-from-scratch"


def nbgrader_settings(root: Path) -> Config:
    """Return the settings that make nbgrader see the course below `root` as this project does."""
    settings = Config()
    settings.CourseDirectory.course_id = COURSE_ID
    settings.CourseDirectory.root = str(root.resolve())
    settings.ClearSolutions.code_stub = {"python": STUB_LINE}
    # The placeholder of a written answer stands in the lesson; what replaces the model answer is nothing.
    settings.ClearSolutions.text_stub = ""
    settings.ExportApp.plugin_class = "autograder.doors.nbgrader_export.QuickCsvExport"
    return settings
