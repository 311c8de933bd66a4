"""All that a hidden suite may import from this project."""

from autograder.grading.compare import Failed, Tolerance, assert_close, assert_unchanged, fail, require
from autograder.grading.objects import overwrite

__all__ = ["Failed", "Tolerance", "assert_close", "assert_unchanged", "fail", "overwrite", "require"]
