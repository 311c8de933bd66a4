"""Writing files so that an interruption leaves no half of one."""

import contextlib
import fcntl
import os
import threading
from pathlib import Path
from typing import BinaryIO


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file so that a reader sees the old one or the new one, never a part; missing folders are made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft, file = _open_draft(path)
    with file:
        try:
            file.truncate()
            file.write(data)
            file.flush()
            draft.replace(path)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise


def _open_draft(path: Path) -> tuple[Path, BinaryIO]:
    """A draft of one's own.

    Its name is always the same, so that the next writer takes over what a killed one left. Only where another one is
    writing the same file right now, a second name is used.
    """
    draft = path.with_name(f".{path.name}.draft")
    file = _open(draft)
    with contextlib.suppress(OSError):
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # Between opening and locking, the other writer may have put this very file in its place.
        if os.fstat(file.fileno()).st_ino == draft.stat().st_ino:
            return draft, file
    file.close()
    draft = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_native_id()}.draft")
    return draft, _open(draft)


def _open(path: Path) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o666), "wb")
