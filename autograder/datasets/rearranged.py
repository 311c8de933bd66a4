"""A data set to train on: secretly rearranged, prepared once for a course's secret, mapped by every submission.

Weights that somebody trained before fit other pixels, and remembered pictures are not found again; for a network that
joins every pixel with every unit the task is exactly as hard as before. What a sandbox is shown and what it must never
see lie in two folders.
"""

import fcntl
import hashlib
import hmac
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from autograder.datasets.data_set import DataSet
from autograder.datasets.prepare import cache_root, locked
from autograder.errors import DataSetError

Arrangement = Literal["pixels", "mirror"]
Array = NDArray[Any]
DECOYS = 1000
DECOY_SHIFT = 3
"""Added to the labels of decoys: a network that was trained on them gives itself away."""
_VERSION = "1"
_KEPT_FOLDERS = 6
_SHOWN = ("x_train", "t_train", "x_test", "t_test")
_HIDDEN = ("x", "t")


@dataclass(frozen=True, eq=False)
class TrainingSet:
    """One rearrangement.

    Attributes:
        name: of the data set, `mnist` or `digits`.
        shown: folder for the sandbox: x_train (N, 784) or (N, 1, 28, 28), float32 of 0 to 1; t_train (N,) and
            t_train_one_hot (N, 10); x_test and t_test are decoys, training pictures with wrong labels.
        x, t: test pictures and labels in the same arrangement, which never enter a sandbox.
        x_seen, t_seen: the first training pictures and their labels.
        x_decoys, t_decoys: what a sandbox has as x_test and t_test.
    """

    name: str
    shown: Path
    x: Array
    t: Array
    x_seen: Array
    t_seen: Array
    x_decoys: Array
    t_decoys: Array
    _in_use: "_InUse"


def rearranged(data: DataSet, secret: bytes, chapter: str, arrangement: Arrangement = "pixels") -> TrainingSet:
    """Return the data set as it is rearranged for a chapter; it is made on first use and kept in the user's cache.

    Raises:
        DataSetError: it is not there yet, and cannot be written.
    """
    words = f"{_VERSION}/{data.fingerprint}/{chapter}/{arrangement}"
    seed = hmac.new(secret, words.encode(), hashlib.sha256).digest()
    folder = cache_root() / "training" / hashlib.sha256(seed).hexdigest()[:24]
    try:
        with locked(folder.parent):
            if not folder.is_dir():
                _clear(folder.parent)
                _write(folder, _arrays(data, np.random.default_rng(list(seed)), arrangement))
            return _open(data.name, folder)
    except OSError as error:
        with suppress(OSError):
            return _open(data.name, folder)  # it was made before, and the cache can only be read now
        raise DataSetError(
            f"{folder}: cannot be written ({error.strerror or error}). Make room or rights there, or set "
            "XDG_CACHE_HOME to a folder that can be written."
        ) from error


def _arrays(data: DataSet, rng: np.random.Generator, arrangement: Arrangement) -> dict[str, Array]:
    train, test = _pixels(data.train_images), _pixels(data.test_images)
    order = rng.permutation(len(train))
    if arrangement == "pixels":
        places = rng.permutation(train.shape[1])
        train, test = train[order][:, places], test[:, places]
    else:
        turned = bool(rng.integers(2))
        train, test = (_mirrored(x, turned=turned) for x in (train[order], test))
    labels = data.train_labels[order].astype(np.int64)
    decoys = rng.choice(len(train), min(DECOYS, len(train) // 2), replace=False)
    wrong = (labels[decoys] + DECOY_SHIFT) % 10
    shown = (train, labels, train[decoys], wrong)
    found = {f"shown/{name}": array for name, array in zip(_SHOWN, shown, strict=True)}
    found |= {f"shown/{name}_one_hot": np.eye(10)[found[f"shown/{name}"]] for name in ("t_train", "t_test")}
    return found | {"hidden/x": test, "hidden/t": data.test_labels.astype(np.int64)}


def _pixels(images: Array) -> Array:
    return images.reshape(len(images), -1).astype(np.float32) / np.float32(255)


def _mirrored(x: Array, *, turned: bool) -> Array:
    """Pictures with rows and columns exchanged or upside down: as hard for a convolution as before."""
    images = x.reshape(-1, 1, 28, 28)
    return np.ascontiguousarray(images.swapaxes(2, 3) if turned else images[:, :, ::-1])


def _write(folder: Path, arrays: dict[str, Array]) -> None:
    partial = folder.parent / f".{uuid.uuid4().hex}.partial"
    try:
        _fill(partial, arrays)
        partial.rename(folder)
    except OSError:
        shutil.rmtree(partial, ignore_errors=True)  # where there is no room, half of it takes the rest
        raise


def _fill(partial: Path, arrays: dict[str, Array]) -> None:
    for name, array in arrays.items():
        path = partial / f"{name}.npy"
        path.parent.mkdir(parents=True, exist_ok=True)
        np.save(path, np.ascontiguousarray(array), allow_pickle=False)
        path.chmod(0o444)
    (partial / "shown").chmod(0o755)  # a sandboxed process may run under another user id
    (partial / "hidden").chmod(0o700)


class _InUse:
    """A mark on a rearrangement, which the system takes away when its last user has ended."""

    def __init__(self, folder: Path) -> None:
        self._descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
        fcntl.flock(self._descriptor, fcntl.LOCK_SH)

    def __del__(self) -> None:
        os.close(self._descriptor)


def _is_in_use(folder: Path) -> bool:
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


def _clear(folder: Path) -> None:
    """Remove what an interruption left, and the rearrangements opened longest ago that no process has open."""
    for partial in folder.glob(".*.partial"):
        shutil.rmtree(partial, ignore_errors=True)
    complete = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime) if folder.is_dir() else []
    for path in [path for path in complete if not path.name.startswith(".")][: -_KEPT_FOLDERS + 1]:
        if not _is_in_use(path):  # trainings under way open their arrays again and again
            shutil.rmtree(path, ignore_errors=True)


def _open(name: str, folder: Path) -> TrainingSet:
    with suppress(OSError):  # of a cache that others keep
        os.utime(folder)
    shown = dict(_mapped(folder / "shown", _SHOWN))
    hidden = dict(_mapped(folder / "hidden", _HIDDEN))
    seen = {key: shown[key][:DECOYS] for key in ("x_train", "t_train")}
    return TrainingSet(
        name, folder / "shown", hidden["x"], hidden["t"], seen["x_train"], seen["t_train"], shown["x_test"],
        shown["t_test"], _InUse(folder),
    )  # fmt: skip


def _mapped(folder: Path, names: tuple[str, ...]) -> Iterator[tuple[str, Array]]:
    for name in names:
        yield name, np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r"))
