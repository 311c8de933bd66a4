"""Make harbour.png, the grey picture that chapter 1 shows: a hill, a lighthouse and the moon.

    python -m autograder.datasets.make_picture [FILE]

It has more columns than rows and looks the same neither mirrored nor turned, so that every wrong way up can be seen.
"""

import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

DEFAULT = Path(__file__).resolve().parents[2] / "exercises" / "ch01_python_files" / "harbour.png"
ROWS, COLUMNS = 60, 80


def picture() -> NDArray[np.uint8]:
    """Shades of grey, uint8 (60, 80)."""
    row, column = np.mgrid[0:ROWS, 0:COLUMNS]
    shades = 90 + 1.2 * row  # the sky grows lighter towards the horizon
    shades[np.hypot(row - 12, column - 62) < 7] = 250  # moon
    shades[row > 44] = 60 + 15 * (row[row > 44] % 3 == 0)  # waves
    shades[row > 30 + 0.012 * (column - 12) ** 2] = 30  # hill
    tower = (abs(column - 12) < 4 - 0.05 * (30 - row)) & (row > 8) & (row < 34)
    shades[tower] = np.where(row[tower] // 5 % 2 == 0, 220, 120)
    shades[(row > 5) & (row < 10) & (abs(column - 12) < 3)] = 255  # lamp
    beam = (column > 15) & (abs(row - 8) < 0.18 * (column - 15)) & (column < 45) & (row < 40)
    shades[beam] += 45
    painted: NDArray[np.uint8] = np.clip(shades, 0, 255).astype(np.uint8)
    return painted


def make_picture(path: Path) -> None:
    """Write the picture as a PNG of one channel."""
    Image.fromarray(picture()).save(path, optimize=True)


if __name__ == "__main__":
    make_picture(Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT)
