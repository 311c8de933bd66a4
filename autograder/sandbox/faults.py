"""What can go wrong on the student's side of the boundary; each ends in a verdict, none in a traceback of ours.

No text of a student's ever stands in these exceptions: only names that Python itself defines, numbers of cells and
lines, and words of ours.
"""

import builtins

BUILTIN_ERRORS = frozenset(
    name for name, kind in vars(builtins).items() if isinstance(kind, type) and issubclass(kind, BaseException)
)


class StudentFault(Exception):  # noqa: N818  # a verdict in the making, not an error of the program
    """Base of everything that a call into a student's code can end in other than a value."""


class StudentError(StudentFault):
    """The student's code raised an exception.

    Attributes:
        type_name: its type, or the nearest base that Python defines.
        line: line in the student's cell, counted from 1.
        cell: index of the cell among the executed ones.
    """

    def __init__(self, type_name: str, line: int | None = None, cell: int | None = None) -> None:
        super().__init__(type_name, line, cell)
        self.type_name, self.line, self.cell = type_name, line, cell


class NotDefined(StudentFault):
    """The notebook defines no such name."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class NotImplementedByStudent(StudentFault):
    """The stub still raises NotImplementedError."""


class OverLimit(StudentFault):
    """A limit was reached; kind is cpu, memory, wall or output."""

    def __init__(self, kind: str, detail: str = "") -> None:
        super().__init__(kind, detail)
        self.kind, self.detail = kind, detail


class Crashed(StudentFault):
    """The process ended without an answer."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class BadReply(StudentFault):
    """What came back is nothing that a test could look at; the reason is in our words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
