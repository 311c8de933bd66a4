"""What a hidden suite may do with a student: the one shape that a sandboxed notebook and the reference share."""

from collections.abc import Sequence
from typing import Any, Protocol

from autograder.sandbox.figures import Figure


class FunctionApi(Protocol):
    """A function or class of the student's."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """The result: plain data, or an object whose attributes are reached in the same way."""

    def with_args(self, *args: Any, **kwargs: Any) -> tuple[Any, tuple[Any, ...]]:
        """The result, and the positional arguments as they are after the call."""

    def printed(self, *args: Any, **kwargs: Any) -> tuple[Any, str]:
        """The result, and the text that the call printed; for comparing, never for a student's page."""


class StudentApi(Protocol):
    """The fixtures `student` and `reference`.

    A call ends in a value or in a StudentFault (see sandbox.faults), which suites do not catch.
    """

    @property
    def lost(self) -> bool:
        """Whether there is nobody to answer any more."""

    def __getattr__(self, name: str) -> FunctionApi:
        """A function of the notebook; whether it is there shows when it is called."""

    def set_module_attr(self, module: str, name: str, value: Any) -> None:
        """Set a global of an importable module."""

    def set_global(self, name: str, value: Any) -> None:
        """Set a global of the notebook; a callable becomes a callback."""

    def define(self, source: str, names: Sequence[str]) -> None:
        """Add functions of ours to the notebook, out of a module that may hold nothing secret."""

    def get_global(self, name: str) -> Any:
        """Read a global of the notebook."""

    def figures(self, name: str, *args: Any, **kwargs: Any) -> tuple[Figure, ...]:
        """Call a function and return the figures that are open afterwards, as data."""

    def source_of(self, exercise: str) -> str:
        """The student's own source of one exercise."""
