"""The two small files that nbgrader's exchange puts beside a submission, and that `release_feedback` asks for again."""

import contextlib
import secrets
from pathlib import Path

from autograder.errors import UnreadableNotebookError
from autograder.files import write_atomically
from autograder.submission.raw_bytes import read_bytes

_SECRET_BYTES = 32
_MAX_BYTES = 1000


def pass_on(submitted: Path, autograded: Path, feedback: Path) -> None:
    """Copy them from a submission to its autograded notebook and its feedback.

    What came another way, or cannot be read, gets files of its own beside the feedback: without them `release_feedback`
    stops at this student and releases nobody's after it. Nobody holds that secret, so nobody can fetch such a page.
    """
    for name, made in (("timestamp.txt", b""), ("submission_secret.txt", secrets.token_hex(_SECRET_BYTES).encode())):
        content = _content(submitted / name)
        if content is not None:
            write_atomically(autograded / name, content)
            write_atomically(feedback / name, content)
        elif not (feedback / name).is_file():
            write_atomically(feedback / name, made)


def _content(path: Path) -> bytes | None:
    if not path.is_file():
        return None
    with contextlib.suppress(UnreadableNotebookError):
        return read_bytes(path, _MAX_BYTES)
    return None
