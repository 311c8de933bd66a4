"""Make prepared folders in the user's cache, whole or not at all, however many processes try at once."""

import fcntl
import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec
import numpy as np

from autograder.datasets.data_set import (
    ARRAY_FILES,
    MARKER,
    Arrays,
    DataSet,
    FileFacts,
    Marker,
    Name,
    open_folder,
    sha256_of,
)
from autograder.datasets.student_loader import student_loader
from autograder.errors import DataSetError


def cache_root() -> Path:
    """Return the folder in the user's cache that holds everything of ours."""
    folder: Path = student_loader.cache_folder()
    return folder.parent.absolute()


def prepared_folder(key: str) -> Path:
    """Return where the prepared folder of that key is, or would be."""
    return cache_root() / "prepared" / key


def ensure_prepared(key: str, name: Name, make: Callable[[], Arrays]) -> DataSet:
    """Return the prepared data set `key`; build it from `make()` if it is missing or damaged."""
    folder = prepared_folder(key)
    with suppress(DataSetError):
        return open_folder(folder)
    arrays = make()  # before the lock: a broken source must not keep others waiting
    try:
        with locked(folder.parent):
            with suppress(DataSetError):
                return open_folder(folder)  # another process was faster
            _remove_leftovers(folder.parent)
            shutil.rmtree(folder, ignore_errors=True)
            write_folder(folder, name, arrays)
    except OSError as error:
        raise DataSetError(
            f"{folder}: cannot be written ({error.strerror}). Make room or rights there, or set XDG_CACHE_HOME to a "
            "folder that can be written."
        ) from error
    return open_folder(folder)


def write_folder(folder: Path, name: Name, arrays: Arrays) -> None:
    """Write a prepared folder beside its final place and rename it, so that nobody sees half of it."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    partial = folder.parent / f".{uuid.uuid4().hex}.partial"
    partial.mkdir()
    partial.chmod(0o755)  # a sandboxed process may run under another user id
    files = {file: _write_array(partial / file, array) for file, array in zip(ARRAY_FILES, arrays, strict=True)}
    (partial / MARKER).write_bytes(msgspec.json.encode(Marker(name, files)))
    (partial / MARKER).chmod(0o444)
    partial.rename(folder)


def _write_array(path: Path, array: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> FileFacts:
    np.save(path, np.ascontiguousarray(array), allow_pickle=False)
    path.chmod(0o444)
    status = path.stat()
    return FileFacts(status.st_size, status.st_mtime_ns, sha256_of(path))


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the one lock of a cache folder; the system frees it even when we are killed."""
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _remove_leftovers(folder: Path) -> None:
    # Under the lock nobody else is writing, so a partial folder is what a killed process left.
    for partial in folder.glob(".*.partial"):
        shutil.rmtree(partial, ignore_errors=True)
