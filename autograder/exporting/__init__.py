"""Grades and feedback on their way out: tables that platforms import, results.json, feedback in their zips.

Everything is read from the gradebook, so that what people entered in formgrader counts, and from what collecting noted.
"""

from autograder.exporting.scores import Grade, Score, read_scores
from autograder.exporting.tables import TABLES, table_text

__all__ = ["TABLES", "Grade", "Score", "read_scores", "table_text"]
