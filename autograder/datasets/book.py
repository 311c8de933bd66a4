"""load_mnist as the book has it, for our own use; students write their own."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from autograder.datasets.data_set import Pictures
from autograder.datasets.search import locate

Images = NDArray[np.float32] | NDArray[np.uint8]
Split = tuple[Images, Pictures]


def load_mnist(
    *, normalize: bool = True, flatten: bool = True, one_hot_label: bool = False, data_dir: Path | None = None
) -> tuple[Split, Split]:
    """Return (train images, train labels), (test images, test labels) as fresh arrays.

    Args:
        normalize: pixels float32 0..1 instead of uint8 0..255.
        flatten: images (N, 784) instead of (N, 1, 28, 28).
        one_hot_label: labels (N, 10) of 0 and 1 instead of (N,).
        data_dir: as for `locate`.

    Source: section 3.6.1.
    """
    data = locate(data_dir)
    train = _images(data.train_images, normalize, flatten), _labels(data.train_labels, one_hot_label)
    test = _images(data.test_images, normalize, flatten), _labels(data.test_labels, one_hot_label)
    return train, test


def _images(raw: Pictures, normalize: bool, flatten: bool) -> Images:  # noqa: FBT001 - passed on from keywords
    shaped = raw.reshape((len(raw), 784) if flatten else (len(raw), 1, 28, 28))
    return shaped.astype(np.float32) / np.float32(255) if normalize else shaped.copy()


def _labels(raw: Pictures, one_hot_label: bool) -> Pictures:  # noqa: FBT001 - passed on from a keyword
    return np.eye(10, dtype=np.uint8)[raw] if one_hot_label else raw.copy()
