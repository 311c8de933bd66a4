"""All exceptions of the project, grouped by who must act.

AutograderError
├── UsageError         the caller must change the command or an option
├── CourseError        an author must fix a file
│   ├── LessonError
│   ├── SuiteError
│   ├── MistakeError
│   └── StaleBuildError
├── DataSetError       a data file is corrupt, truncated or missing
├── SubmissionError    the student must fix a file
│   └── UnreadableNotebookError
└── InternalError      our machinery failed
    ├── SandboxError
    └── ProtocolError

A wrong answer is a value (see grading.result), never an exception of this tree.
"""

from typing import cast


class AutograderError(Exception):
    """Base of every error that ends in one clear line; the message says where, what, and what to do."""


class UsageError(AutograderError):
    """The command line or an option cannot be carried out as written."""


class CourseError(AutograderError):
    """A file of the course is wrong; an author must fix it."""


class LessonError(CourseError):
    """A lesson script (exercises/chNN_*.py) is wrong."""


class SuiteError(CourseError):
    """A hidden suite or the reference it relies on is wrong."""


class MistakeError(CourseError):
    """A catalogue of mistakes is wrong."""


class StaleBuildError(CourseError):
    """A built notebook does not match its lesson and solution any more."""


class DataSetError(AutograderError):
    """A data set file is missing, truncated or not what its checksum says."""


class SubmissionError(AutograderError):
    """A submitted file cannot be used as it is."""


class UnreadableNotebookError(SubmissionError):
    """The file is no notebook that could be read or salvaged."""


class InternalError(AutograderError):
    """Our own machinery failed; nobody loses points over it."""


class SandboxError(InternalError):
    """The sandbox could not be set up or did not hold."""


class ProtocolError(InternalError):
    """A frame on a sandbox socket broke the wire protocol."""


def portable(error: AutograderError) -> AutograderError:
    """The same for another process: exceptions with arguments of their own do not survive the way there."""
    kind = next(kind for kind in type(error).__mro__ if kind.__module__ == AutograderError.__module__)
    return cast("type[AutograderError]", kind)(str(error))
