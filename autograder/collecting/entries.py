"""What the readers of zips, tars and folders have in common."""

import io
import unicodedata
from collections.abc import Callable
from datetime import datetime

from autograder.errors import SubmissionError
from autograder.submission.raw_bytes import MAX_FILE_BYTES

MAX_MEMBERS = 100_000
MAX_TOTAL_BYTES = 8 * 2**30
CHUNK = 2**20

Entry = tuple[str, int, datetime | None, Callable[[], bytes] | None, str]
"""Name, size, time, reader (None when refused), reason."""


def readable(name: str) -> str:
    """A name of a tar or a disk, composed; what is no UTF-8 there is read as the letters of western Europe."""
    raw = name.encode(errors="surrogateescape")
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    return unicodedata.normalize("NFC", text)


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
