"""From an untrusted file to the cells to run.

find -> read -> align. Nothing here executes student code. `find_notebook` picks the file that a student most likely
meant, `read_notebook` turns its bytes into cells without trusting size, encoding or shape, and `align` lays these cells
over the released ones: points, tests and given code always come from the released notebook, answers from the student.
Whatever had to be repaired or guessed on the way is told as an `Accident`, one sentence each.
"""

from autograder.submission.accidents import Accident
from autograder.submission.align import align
from autograder.submission.alignment import AlignedCell, Alignment, Answer
from autograder.submission.find import Found, find_notebook
from autograder.submission.notebook import Cell, Notebook
from autograder.submission.read import read_notebook

__all__ = [
    "Accident",
    "AlignedCell",
    "Alignment",
    "Answer",
    "Cell",
    "Found",
    "Notebook",
    "align",
    "find_notebook",
    "read_notebook",
]
