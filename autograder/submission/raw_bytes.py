"""Opens a submitted file without waiting, without leaving its folder and without reading more than allowed."""

import errno
import os
import stat
from pathlib import Path

from autograder.errors import UnreadableNotebookError
from autograder.submission.accidents import shown

MAX_FILE_BYTES = 256 * 2**20

_SPECIAL = {
    stat.S_ISDIR: "is a folder",
    stat.S_ISFIFO: "is a pipe",
    stat.S_ISCHR: "is a device",
    stat.S_ISBLK: "is a device",
    stat.S_ISSOCK: "is a socket",
}


def read_bytes(path: Path, limit: int = MAX_FILE_BYTES) -> bytes:
    """Read a regular file of at most limit bytes that lies in its own folder.

    Raises:
        UnreadableNotebookError: a link that leads out of the folder, no regular file, too large, or not readable.
    """
    name = shown(path.name)
    try:
        # O_NONBLOCK: opening a pipe must not wait for a writer who never comes.
        descriptor = os.open(_inside(path), os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, RuntimeError, ValueError) as error:
        raise UnreadableNotebookError(f"{name} cannot be opened: {_reason(error)}.") from error
    try:
        _check(os.fstat(descriptor), name, limit)
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            data = file.read(limit + 1)
    finally:
        os.close(descriptor)
    if len(data) > limit:
        raise UnreadableNotebookError(f"{name} grew while it was read. Hand in a finished file.")
    return data


def _inside(path: Path) -> Path:
    real = path.resolve(strict=True)
    if not real.is_relative_to(path.parent.resolve()):
        # Following it could show one student's work, or a file of the grader's, to another student.
        raise UnreadableNotebookError(
            f"{shown(path.name)} is a link to a place outside its folder and was not followed. Hand in the file itself."
        )
    return real


def _check(status: os.stat_result, name: str, limit: int) -> None:
    for is_kind, words in _SPECIAL.items():
        if is_kind(status.st_mode):
            raise UnreadableNotebookError(f"{name} {words}, not a notebook file. Hand in the .ipynb file itself.")
    if status.st_size > limit:
        raise UnreadableNotebookError(
            f"{name} has {status.st_size / 2**20:.0f} MiB, more than the {limit / 2**20:.0f} MiB that are read. "
            "Clear its outputs, save it, and hand it in again."
        )


def _reason(error: Exception) -> str:
    if isinstance(error, OSError) and error.errno == errno.ENOENT:
        return "it is not there"
    return (os.strerror(error.errno or 0) if isinstance(error, OSError) else "its name leads in a circle").lower()
