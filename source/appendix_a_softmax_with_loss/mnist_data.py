"""Pictures of handwritten digits for chapter 3: finds them, checks them, hands them out as arrays.

    import mnist_data
    train_images, train_labels, test_images, test_labels = mnist_data.read_raw()

Images are uint8 (N, 28, 28), 0 (paper) to 255 (ink); labels are uint8 (N,), 0 to 9. The arrays come from the first of

1. the folder named by the environment variable MNIST_DIR,
2. MNIST in your cache folder, where `mnist_data.download()` puts it (11.6 MB; or set DL_DOWNLOAD=1),
3. the 1,797 smaller pictures of `digits.npz` beside this file, enlarged to 28x28. They need no network.

`mnist_data.data_set_name()` tells which one it is: "mnist" or "digits".
"""

import gzip
import hashlib
import json
import os
import urllib.request
import zipfile
import zlib
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
MIRRORS = ("https://ossci-datasets.s3.amazonaws.com/mnist/", "https://storage.googleapis.com/cvdf-datasets/mnist/")
ARRAYS = ("train_images", "train_labels", "test_images", "test_labels")
# One row for each of ARRAYS: file name (packed: with .gz), shape, sha256 of the unpacked content.
FILES = (
    ("train-images-idx3-ubyte", (60000, 28, 28), "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
    ("train-labels-idx1-ubyte", (60000,), "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
    ("t10k-images-idx3-ubyte", (10000, 28, 28), "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
    ("t10k-labels-idx1-ubyte", (10000,), "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
)
REMEDY = "Replace it by a good copy, or delete it and download it again."

_raw = None  # the four arrays once they are read
_weights = {}  # arrays of pretrained.npz once they are read, by data set


class DataError(Exception):
    """A data file is missing or broken; the message names it and says what to do."""


def read_raw():
    """Return (train_images, train_labels, test_images, test_labels); read once, then remembered."""
    global _raw
    if _raw is None:
        if os.environ.get("DL_DOWNLOAD") == "1" and _folder() is None:
            download()
        folder = _folder()
        if folder is None:
            _raw = read_digits()
        else:
            _raw = read_prepared(folder) if _is_prepared(folder) else read_idx_folder(folder)
    return _raw


def data_set_name():
    """Return "mnist" or "digits": which pictures `read_raw` hands out on this computer."""
    folder = _folder()
    if folder is None:
        return "digits"
    return prepared_name(folder) if _is_prepared(folder) else "mnist"


def pretrained_weights():
    """Return the weights W1, b1, ... W3, b3 (float32) of a network that was trained on this data set."""
    name = data_set_name()
    keys = ("W1", "b1", "W2", "b2", "W3", "b3")
    if name not in _weights:
        _weights[name] = _read_npz("pretrained.npz", [f"{name}_{key}" for key in keys])
    return {key: weight.copy() for key, weight in zip(keys, _weights[name])}


def cache_folder():
    """Return the folder for downloaded data; it need not exist yet."""
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "dl-from-scratch" / "mnist"


def _folder():
    """Return the folder to read from, or None for the embedded digits."""
    named = os.environ.get("MNIST_DIR")
    if named:  # named on purpose: what is missing there is an error later, never a reason to look elsewhere
        return Path(named)
    cache = cache_folder()
    return cache if all((cache / f"{name}.gz").is_file() for name, *_ in FILES) else None


def _is_prepared(folder):
    return (folder / "data_set.json").is_file() or (folder / "train_images.npy").is_file()


def prepared_name(folder):
    """Return the data set's name that a folder of .npy files carries in data_set.json."""
    path = folder / "data_set.json"
    try:
        name = json.loads(path.read_text(encoding="utf-8"))["name"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(f"{path}: cannot tell which data set this folder holds. Prepare the folder again.") from error
    if name not in ("mnist", "digits"):
        raise DataError(f"{path}: unknown data set {name!r}; known are mnist and digits.")
    return name


def read_prepared(folder):
    """Open the four .npy files of a prepared folder without copying them into memory."""
    prepared_name(folder)
    arrays = []
    for name in ARRAYS:
        path = folder / f"{name}.npy"
        try:
            # asarray: a plain array on the same memory; students should not meet NumPy's memmap class
            array = np.asarray(np.load(path, mmap_mode="r"))
        except (OSError, ValueError, EOFError) as error:
            raise DataError(f"{path}: missing or broken ({error}). Prepare the folder again.") from error
        # Labels come right after their images in ARRAYS, and there are as many of them.
        shape = (len(arrays[-1]),) if name.endswith("labels") else (array.size // 784, 28, 28)
        if array.dtype != np.uint8 or array.shape != shape:
            found = f"{array.dtype} {array.shape}"
            raise DataError(f"{path}: holds {found} instead of uint8 {shape}. Prepare the folder again.")
        arrays.append(array)
    return tuple(arrays)


def read_idx_folder(folder):
    """Read the four MNIST files, packed (.gz) or unpacked, and check every byte of them."""
    return tuple(read_idx(find_idx(folder, name), shape, sha256) for name, shape, sha256 in FILES)


def find_idx(folder, name):
    """Return the path of one MNIST file in a folder, packed or not."""
    for path in (folder / f"{name}.gz", folder / name):
        if path.is_file():
            return path
    raise DataError(f"{folder / name}.gz: missing. Put the four MNIST files there, or name another folder.")


def read_idx(path, shape, sha256):
    """Return the array in one idx file: a header of big-endian int32 (magic, then the shape), then the bytes."""
    try:
        content = path.read_bytes()
        if path.suffix == ".gz":
            content = gzip.decompress(content)
    except (OSError, EOFError, zlib.error) as error:
        raise DataError(f"{path}: cannot be unpacked, it is cut short or damaged ({error}). {REMEDY}") from error
    start = 4 + 4 * len(shape)
    header = [int.from_bytes(content[i : i + 4], "big") for i in range(0, start, 4)]
    magic = 2048 + len(shape)  # 0x0800 stands for unsigned bytes, the last digit for the number of axes
    if header[0] != magic:
        raise DataError(f"{path}: starts with the number {header[0]}, MNIST's file with {magic}. {REMEDY}")
    if tuple(header[1:]) != shape:
        raise DataError(f"{path}: says it holds {tuple(header[1:])} values, MNIST has {shape}. {REMEDY}")
    if len(content) != start + np.prod(shape):
        raise DataError(f"{path}: has {len(content):,} bytes instead of {start + np.prod(shape):,}. {REMEDY}")
    if hashlib.sha256(content).hexdigest() != sha256:
        raise DataError(f"{path}: the checksum (sha256) is not that of the MNIST file. {REMEDY}")
    return np.frombuffer(content, np.uint8, offset=start).reshape(shape)


def read_digits():
    """Return the embedded digits in MNIST's form: 1,400 to train with and 397 to test with."""
    small, labels, train = _read_npz("digits.npz", ("images", "labels", "train_count"))
    images = enlarge(small)
    for array in (images, labels):
        array.setflags(write=False)  # as MNIST's arrays are: a change in place would reach everyone else's pictures
    return images[:train], labels[:train], images[train:], labels[train:]


def _read_npz(file_name, keys):
    path = HERE / file_name
    try:
        with path.open("rb") as file, np.load(file) as stored:
            return [stored[key] for key in keys]
    except (OSError, EOFError, ValueError, KeyError, zlib.error, zipfile.BadZipFile) as error:
        raise DataError(f"{path}: missing or broken ({error}). Copy it anew from the course's files.") from error


def enlarge(small):
    """Bring pictures (N, 8, 8) of 0..16 to uint8 (N, 28, 28): smoothly to 20x20, then a margin of 4 as MNIST has.

    Row i of the large picture lies at i * 7/19 of the small one, between two of its rows. Counting in 19ths keeps
    everything in whole numbers, so every computer gets the same pictures.
    """
    weights = np.maximum(0, 19 - np.abs(7 * np.arange(20)[:, None] - 19 * np.arange(8)))  # (20, 8), in 19ths
    large = weights @ small.astype(np.int64) @ weights.T
    most = 16 * 19 * 19
    pixels = (large * 255 + most // 2) // most
    return np.pad(pixels.astype(np.uint8), ((0, 0), (4, 4), (4, 4)))


def download():
    """Fetch those of the four MNIST files that are not in the cache folder yet."""
    global _raw
    cache_folder().mkdir(parents=True, exist_ok=True)
    for name, shape, sha256 in FILES:
        path = cache_folder() / f"{name}.gz"
        if not path.is_file():
            _fetch(path, shape, sha256)
    _raw = None


def _fetch(path, shape, sha256):
    partial = path.with_name(f"part-{os.getpid()}-{path.name}")
    problems = []
    for mirror in MIRRORS:
        try:
            with urllib.request.urlopen(mirror + path.name, timeout=10) as response:
                partial.write_bytes(response.read())
            read_idx(partial, shape, sha256)
            partial.replace(path)  # in one step: nobody ever sees half a file
            return
        except (OSError, DataError) as error:
            problems.append(f"{mirror}: {error}")
        finally:
            partial.unlink(missing_ok=True)
    raise DataError(f"{path.name} could not be downloaded; try later, or go on without DL_DOWNLOAD. " + "; ".join(problems))
