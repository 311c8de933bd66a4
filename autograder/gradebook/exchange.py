"""The two small files that nbgrader's exchange puts beside a submission, and that `release_feedback` asks for again."""

from pathlib import Path

from autograder.errors import UnreadableNotebookError
from autograder.files import write_atomically
from autograder.submission.raw_bytes import read_bytes

_NAMES = ("timestamp.txt", "submission_secret.txt")
_MAX_BYTES = 1000


def pass_on(submitted: Path, places: tuple[Path, ...]) -> None:
    """Copy them from a submission to its autograded notebook and its feedback; what cannot be read is left out."""
    for name in _NAMES:
        if not (submitted / name).is_file():
            continue
        try:
            content = read_bytes(submitted / name, _MAX_BYTES)
        except UnreadableNotebookError:
            continue
        for place in places:
            write_atomically(place / name, content)
