"""Make digits.npz, the embedded data set, from the handwritten digits that scikit-learn carries.

    python -m autograder.datasets.make_digits [FILE]

The pictures come writer by writer; they are shuffled once (seed below) and stored in the shuffled order, so that the
split into training and test pictures does not depend on any later version of NumPy.
"""

import sys
from pathlib import Path

import numpy as np
from sklearn.datasets import load_digits

from autograder.datasets.student_loader import STUDENT_FILES

SEED = 20_240_301
TRAIN_COUNT = 1400


def make_digits(path: Path) -> None:
    """Write images uint8 (1797, 8, 8) of 0..16, labels uint8 (1797,) and train_count to `path`."""
    digits = load_digits()
    order = np.random.Generator(np.random.PCG64(SEED)).permutation(len(digits.target))
    np.savez_compressed(
        path,
        images=digits.images[order].astype(np.uint8),
        labels=digits.target[order].astype(np.uint8),
        train_count=np.array(TRAIN_COUNT),
    )


if __name__ == "__main__":
    make_digits(Path(sys.argv[1]) if len(sys.argv) > 1 else STUDENT_FILES / "digits.npz")
