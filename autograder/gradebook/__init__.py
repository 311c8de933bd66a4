"""Results into nbgrader's own places: its gradebook and its autograded notebooks.

Both are derived from results and graded notebooks alone; nothing is graded here. One process writes, in chunks.
formgrader, `nbgrader generate_feedback` and `nbgrader export` find what they would find after `nbgrader autograde`.
"""

from autograder.gradebook.autograded import AutogradedWriter
from autograder.gradebook.writer import GradebookWriter

__all__ = ["AutogradedWriter", "GradebookWriter"]
