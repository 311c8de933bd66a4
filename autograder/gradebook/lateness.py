"""When something was handed in, and what lateness costs: nbgrader's files, nbgrader's plugin."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from autograder.errors import UnreadableNotebookError, UsageError
from autograder.submission.raw_bytes import read_bytes

_STAMP_BYTES = 1000


def handed_in_at(folder: Path) -> datetime | None:
    """What nbgrader's timestamp.txt in a submission says, as UTC without a zone; None where it says nothing."""
    if not (folder / "timestamp.txt").is_file():
        return None
    from nbgrader.utils import parse_utc  # a second of imports that most gradings do not need

    try:
        text = read_bytes(folder / "timestamp.txt", _STAMP_BYTES).decode().strip()
        return parse_utc(text) if text else None
    except (UnreadableNotebookError, ValueError, OverflowError):
        return None


class Penalties:
    """nbgrader's late penalties as its configuration sets them (LateSubmissionPlugin, or a plugin of the course)."""

    def __init__(self, config_files: Iterable[Path]) -> None:
        """Read the configuration.

        Args:
            config_files: nbgrader_config.py of the class and of the course, the first that exists counts.

        Raises:
            UsageError: the configuration cannot be read.
        """
        from nbgrader.preprocessors import AssignLatePenalties
        from traitlets.config import PyFileConfigLoader

        path = next((path for path in config_files if path.is_file()), None)
        try:
            config = PyFileConfigLoader(path.name, str(path.parent)).load_config() if path else None
            self._judge = AssignLatePenalties(config=config)
            self._judge.init_plugin()
        except Exception as error:
            raise UsageError(f"{path}: cannot be used as nbgrader's configuration ({error}). Mend it.") from error

    def assign(self, gradebook: Any, assignment: str, students: Iterable[str]) -> None:
        """Set or take back the penalty of each student; the caller commits."""
        for student in students:
            submission = gradebook.find_submission(assignment, student)
            notebook = gradebook.find_submission_notebook(assignment, assignment, student)
            notebook.late_submission_penalty = None
            late_s = submission.total_seconds_late
            if late_s > 0:
                penalty = self._judge.plugin_inst.late_submission_penalty(student, notebook.score, late_s)
                if penalty is not None:
                    notebook.late_submission_penalty = min(max(penalty, 0.0), notebook.score)
