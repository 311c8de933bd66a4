"""The data sets that submissions are graded on: MNIST where it can be had, else the embedded digits.

Theory of operation
-------------------
`locate(data_dir)` takes the first of

1. the folder named by --data-dir or MNIST_DIR (with the four MNIST files, or prepared as below); if what is named is
   missing or broken, that is a DataSetError: we never grade on other data than we were told to,
2. the user's cache, $XDG_CACHE_HOME/dl-from-scratch (default ~/.cache),
3. a download into that cache, from two mirrors, unless AUTOGRADER_OFFLINE=1,
4. the embedded digits.

Whatever it is, it ends as one *prepared folder* in the cache: four .npy files and data_set.json, which names the data
set and records the size, time and sha256 of each file. A prepared folder appears in one rename, under a lock, so other
processes see all of it or nothing. Trusted processes and students' processes map the same files read-only (the sandbox
mounts the folder and sets MNIST_DIR to it), so a class shares one copy of the pictures in memory.

Every byte is checked once: idx files and .npy files against their sha256; later only size and time are compared, and
the sum again when they differ. Reading idx files and drawing the digits is the business of the students' own loader
(student_loader.py), so both sides cannot disagree.
"""

from autograder.datasets.book import load_mnist
from autograder.datasets.data_set import DataSet, open_folder
from autograder.datasets.prepare import write_folder
from autograder.datasets.search import embedded_digits, locate

__all__ = ["DataSet", "embedded_digits", "load_mnist", "locate", "open_folder", "write_folder"]
