"""A data set in a prepared folder: its arrays, its name, and the check that nothing in it has changed."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar, cast

import msgspec
import numpy as np
from numpy.typing import NDArray

from autograder.datasets.student_loader import student_loader
from autograder.errors import DataSetError

Pictures = NDArray[np.uint8]
Arrays = tuple[Pictures, Pictures, Pictures, Pictures]
Result = TypeVar("Result")
Name = Literal["mnist", "digits"]
ARRAY_FILES: tuple[str, ...] = tuple(f"{name}.npy" for name in student_loader.ARRAYS)
MARKER = "data_set.json"
REMEDY = "Delete this folder; it is prepared again from the MNIST files."


class FileFacts(msgspec.Struct, frozen=True):
    """What one .npy file was like when it was written."""

    size: int
    mtime_ns: int
    sha256: str


class Marker(msgspec.Struct, frozen=True):
    """The content of data_set.json."""

    name: Name
    files: dict[str, FileFacts]


@dataclass(frozen=True, eq=False)
class DataSet:
    """Pictures uint8 (N, 28, 28) and labels uint8 (N,), mapped read-only from the .npy files of `folder`."""

    name: Name
    folder: Path
    fingerprint: str  # changes with any byte of the data; for keys of stored results
    train_images: Pictures
    train_labels: Pictures
    test_images: Pictures
    test_labels: Pictures

    def __reduce__(self) -> "tuple[Callable[[Path], DataSet], tuple[Path]]":
        """Pickle the folder instead of its 55 MB."""
        return open_folder, (self.folder,)


def open_folder(folder: Path) -> DataSet:
    """Check a prepared folder and map its arrays; raises DataSetError naming the broken file."""
    marker = check_folder(folder)
    arrays = guarded(lambda: cast("Arrays", student_loader.read_prepared(folder)))
    sums = "".join(marker.files[name].sha256 for name in ARRAY_FILES)
    return DataSet(marker.name, folder.resolve(), hashlib.sha256(sums.encode()).hexdigest(), *arrays)


def check_folder(folder: Path) -> Marker:
    """Compare each file with the record: size and time always, the sha256 when one of them differs."""
    try:
        marker = msgspec.json.decode((folder / MARKER).read_bytes(), type=Marker)
    except (OSError, msgspec.MsgspecError) as error:
        raise DataSetError(f"{folder / MARKER}: missing or broken ({error}). {REMEDY}") from error
    for name in ARRAY_FILES:
        if name not in marker.files:
            raise DataSetError(f"{folder / MARKER}: does not record {name}. {REMEDY}")
        _check_file(folder / name, marker.files[name])
    return marker


def _check_file(path: Path, recorded: FileFacts) -> None:
    try:
        status = path.stat()
        if (status.st_size, status.st_mtime_ns) == (recorded.size, recorded.mtime_ns):
            return
        found = sha256_of(path)
    except OSError as error:
        raise DataSetError(f"{path}: missing or unreadable ({error.strerror}). {REMEDY}") from error
    if found != recorded.sha256:
        raise DataSetError(f"{path}: changed since it was prepared (the sha256 differs). {REMEDY}")


def sha256_of(path: Path) -> str:
    """Return the file's sha256 in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def guarded(read: Callable[[], Result]) -> Result:
    """Call a reader of the students' loader; what it raises becomes our DataSetError with the same words."""
    try:
        return read()
    except student_loader.DataError as error:
        raise DataSetError(str(error)) from error
    except OSError as error:
        raise DataSetError(f"{error.filename}: cannot be read ({error.strerror}). Check the rights.") from error
