"""A small MNIST (30 + 10 pictures) in idx files, and a world without network, cache or MNIST_DIR."""

import gzip
import hashlib
import os
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from autograder.datasets import fetch
from autograder.datasets.student_loader import load, student_loader

# Read before the fixture below takes it away.
REAL_MNIST = os.environ.get("MNIST_DIR")
needs_real_mnist = pytest.mark.skipif(
    not REAL_MNIST or not (Path(REAL_MNIST) / "train-images-idx3-ubyte.gz").is_file(),
    reason="MNIST_DIR names no folder with the four MNIST files",
)


@pytest.fixture(autouse=True)
def alone(monkeypatch, tmp_path):
    """No network, an empty cache of our own, no MNIST_DIR."""
    for name in ("MNIST_DIR", "DL_DOWNLOAD", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AUTOGRADER_OFFLINE", "1")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    fetch.download.cache_clear()
    yield
    fetch.download.cache_clear()


def fresh_loader() -> ModuleType:
    """mnist_data.py as a student's process imports it."""
    return load("mnist_data")


def small_arrays():
    rng = np.random.default_rng(5)
    sizes = ((30, 28, 28), (30,), (10, 28, 28), (10,))
    return tuple(rng.integers(0, 256 if len(size) == 3 else 10, size, dtype=np.uint8) for size in sizes)


def idx_bytes(array) -> bytes:
    header = (2048 + array.ndim, *array.shape)
    return b"".join(number.to_bytes(4, "big") for number in header) + array.tobytes()


def small_contents() -> dict[str, bytes]:
    names = [name for name, *_ in student_loader.FILES]
    return {name: idx_bytes(array) for name, array in zip(names, small_arrays(), strict=True)}


def declare_small(monkeypatch, loader=student_loader) -> None:
    """Make the small MNIST the one that the loader expects."""
    rows = zip(loader.FILES, small_arrays(), strict=True)
    table = tuple((row[0], array.shape, hashlib.sha256(idx_bytes(array)).hexdigest()) for row, array in rows)
    monkeypatch.setattr(loader, "FILES", table)


def packed(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)


def write_small(folder: Path) -> Path:
    """Write the four packed files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in small_contents().items():
        (folder / f"{name}.gz").write_bytes(packed(content))
    return folder


TEST_IMAGES = "t10k-images-idx3-ubyte"


def damages() -> dict[str, tuple[bytes, str]]:
    """Broken forms of the packed test images, each with words that the message must hold."""
    good = small_contents()[TEST_IMAGES]
    return {
        "truncated": (packed(good)[:-40], "cannot be unpacked"),
        "no gzip": (good, "cannot be unpacked"),
        "bit flipped in the packed file": (_flipped(packed(good), 3000), "cannot be unpacked"),
        "empty": (b"", "starts with the number 0"),
        "wrong magic": (packed(b"\0\0\x08\x01" + good[4:]), "starts with the number 2049"),
        "wrong count": (packed(good[:4] + (11).to_bytes(4, "big") + good[8:]), "says it holds (11, 28, 28)"),
        "content cut short": (packed(good[:-1]), "7,855 bytes instead of 7,856"),
        "content too long": (packed(good + b"\0"), "7,857 bytes instead of 7,856"),
        "other pictures": (packed(_flipped(good, 500)), "sha256"),
    }


def _flipped(content: bytes, position: int) -> bytes:
    return content[:position] + bytes([content[position] ^ 4]) + content[position + 1 :]
