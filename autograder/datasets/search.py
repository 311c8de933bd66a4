"""Find the data set to grade on; the order stands in the package's docstring."""

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from typing import cast

import msgspec

from autograder.datasets.data_set import MARKER, Arrays, DataSet, guarded, open_folder
from autograder.datasets.fetch import download
from autograder.datasets.prepare import cache_root, ensure_prepared, prepared_folder
from autograder.datasets.student_loader import STUDENT_FILES, student_loader
from autograder.errors import DataSetError

MNIST = "mnist"


def locate(data_dir: Path | None = None) -> DataSet:
    """Return the data set that `data_dir`, MNIST_DIR, the cache or the network offers, else the embedded digits.

    Raises:
        DataSetError: a folder named on purpose, or a file in the cache, is missing or broken.
    """
    environment = os.environ.get("MNIST_DIR")
    if data_dir is not None:
        return _named(Path(data_dir), "--data-dir")
    if environment:
        return _named(Path(environment), "MNIST_DIR")
    with suppress(DataSetError):  # not there, or damaged and to be made anew
        return open_folder(prepared_folder(MNIST))
    downloads: Path = student_loader.cache_folder()
    if download(downloads) or _is_complete(downloads):
        return _from_idx(downloads)
    if prepared_folder(MNIST).exists():
        return open_folder(prepared_folder(MNIST))  # damaged, and nothing to mend it with: say so, change no data set
    return embedded_digits()


def _named(folder: Path, option: str) -> DataSet:
    if not folder.is_dir():
        raise DataSetError(
            f"{folder}: named by {option}, but there is no such folder. Name a folder that holds the four MNIST files, "
            f"or leave {option} out."
        )
    return open_folder(folder) if _is_prepared(folder) else _from_idx(folder)


def _is_prepared(folder: Path) -> bool:
    return (folder / MARKER).exists() or (folder / "train_images.npy").exists()


def _from_idx(folder: Path) -> DataSet:
    """Prepare the four MNIST files of a folder; unchanged since they were checked, they are not read again."""
    if _is_remembered(folder):
        return ensure_prepared(MNIST, "mnist", lambda: _read_idx(folder))
    facts = _facts(folder)  # before reading: a file replaced meanwhile must not count as checked
    arrays = _read_idx(folder)
    data_set = ensure_prepared(MNIST, "mnist", lambda: arrays)
    _remember(folder, facts)
    return data_set


def _read_idx(folder: Path) -> Arrays:
    return guarded(lambda: cast("Arrays", student_loader.read_idx_folder(folder)))


def _idx_files(folder: Path) -> list[Path]:
    return guarded(lambda: [student_loader.find_idx(folder, name) for name, *_ in student_loader.FILES])


def _is_complete(folder: Path) -> bool:
    with suppress(DataSetError):
        return bool(_idx_files(folder))
    return False


def _facts(folder: Path) -> dict[str, list[int]]:
    """Return size, time of last change and inode of the four files: when these stay, the content stays."""
    statuses = {path.name: path.stat() for path in _idx_files(folder)}
    return {name: [status.st_size, status.st_mtime_ns, status.st_ino] for name, status in statuses.items()}


def _record(folder: Path) -> Path:
    key = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]
    return cache_root() / "checked" / f"{key}.json"


def _is_remembered(folder: Path) -> bool:
    with suppress(OSError, msgspec.DecodeError):
        return cast("object", msgspec.json.decode(_record(folder).read_bytes())) == _facts(folder)
    return False


def _remember(folder: Path, facts: dict[str, list[int]]) -> None:
    record = _record(folder)
    partial = record.with_suffix(f".{os.getpid()}.partial")
    with suppress(OSError):  # not remembered, the files are merely checked again
        record.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(msgspec.json.encode(facts))
        partial.replace(record)


def embedded_digits() -> DataSet:
    """Return the small data set that ships with the course."""
    # The key changes with what makes the pictures, so a new version of the course does not meet old ones.
    sources = b"".join((STUDENT_FILES / name).read_bytes() for name in ("digits.npz", "mnist_data.py"))
    key = f"digits-{hashlib.sha256(sources).hexdigest()[:12]}"
    return ensure_prepared(key, "digits", _read_digits)


def _read_digits() -> Arrays:
    return guarded(lambda: cast("Arrays", student_loader.read_digits()))
