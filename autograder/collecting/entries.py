"""What the readers of zips, tars and folders have in common."""

import io
from collections.abc import Callable
from datetime import datetime

from autograder.errors import SubmissionError
from autograder.submission.raw_bytes import MAX_FILE_BYTES

MAX_MEMBERS = 100_000
MAX_TOTAL_BYTES = 8 * 2**30
CHUNK = 2**20

Entry = tuple[str, int, datetime | None, Callable[[], bytes] | None, str]
"""Name, size, time, reader (None when refused), reason."""


def limited(read: Callable[[int], bytes]) -> bytes:
    """All bytes up to the limit: what a member says of its size may be a lie.

    Raises:
        SubmissionError: there are more.
    """
    collected = io.BytesIO()
    while chunk := read(CHUNK):
        collected.write(chunk)
        if collected.tell() > MAX_FILE_BYTES:
            raise SubmissionError("it unpacks to more than it says. Ask for the notebook file itself.")
    return collected.getvalue()
