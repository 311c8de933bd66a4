"""The two small files that nbgrader's exchange puts beside a submission, and that `release_feedback` asks for again."""

import contextlib
import hashlib
import hmac
from pathlib import Path

from autograder.errors import UnreadableNotebookError
from autograder.files import write_atomically
from autograder.submission.raw_bytes import read_bytes

_MAX_BYTES = 1000


def pass_on(submitted: Path, autograded: Path, feedback: Path, secret: bytes) -> None:
    """Copy them from a submission to its autograded notebook and its feedback.

    What came another way, or cannot be read, gets files of its own beside the feedback: without them `release_feedback`
    stops at this student and releases nobody's after it. Nobody is given that secret, so nobody can fetch such a page.

    Args:
        submitted: the submission's folder.
        autograded: folder of the autograded notebook.
        feedback: folder of the feedback page.
        secret: of the course; what is made up is made of it, so that grading twice leaves the same files.
    """
    own_secret = hmac.new(secret, f"exchange {feedback.parent.name}".encode(), hashlib.sha256).hexdigest().encode()
    for name, made in (("timestamp.txt", b""), ("submission_secret.txt", own_secret)):
        content = _content(submitted / name)
        if content is not None:
            write_atomically(autograded / name, content)
            write_atomically(feedback / name, content)
        else:
            write_atomically(feedback / name, made)


def _content(path: Path) -> bytes | None:
    if not path.is_file():
        return None
    with contextlib.suppress(UnreadableNotebookError):
        return read_bytes(path, _MAX_BYTES)
    return None
