"""The course model and the build.

Theory of operation: a lesson script and a reference module are read as text and syntax, never imported or run.
`load_course` states what the chapters hold; `build_chapter` writes the instructor's notebook and lets nbgrader make the
students' one of it; `check_built` proves that both are up to date.
"""

from autograder.course.build import BuiltChapter, build_chapter, find_chapter, load_course
from autograder.course.model import Chapter, Course, Exercise
from autograder.course.stale import check_built

__all__ = [
    "BuiltChapter",
    "Chapter",
    "Course",
    "Exercise",
    "build_chapter",
    "check_built",
    "find_chapter",
    "load_course",
]
