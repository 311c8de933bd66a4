"""The reference, and each catalogued mistake, as a student that lives in our own process."""

import contextlib
import importlib
import io
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.course.model import Chapter
from autograder.errors import SuiteError
from autograder.mistakes.catalogue import Variant
from autograder.sandbox.drawing import extract_figures
from autograder.sandbox.faults import BUILTIN_ERRORS, NotDefined, NotImplementedByStudent, StudentError
from autograder.sandbox.figures import Figure, to_figures

if TYPE_CHECKING:
    from types import CodeType


class References:
    """Makes namespaces of a chapter's reference, each its own, with the chapter's helper modules importable."""

    def __init__(self, chapter: Chapter) -> None:
        self._chapter = chapter
        self._code: CodeType = compile(chapter.solution_path.read_text(), str(chapter.solution_path), "exec")
        if chapter.files_dir.is_dir() and str(chapter.files_dir) not in sys.path:
            sys.path.append(str(chapter.files_dir))

    def student(self, entry: Variant | None = None) -> "LocalStudent":
        """The reference; with an entry of the catalogue, that entry stands in for the name it replaces."""
        namespace: dict[str, Any] = {"__name__": f"reference_{self._chapter.slug}"}
        exec(self._code, namespace)  # noqa: S102  # our own file
        if entry is not None:
            exec(compile(entry.source, f"<{entry.id}>", "exec"), namespace)  # noqa: S102  # our own catalogue
        return LocalStudent(namespace)


# Helper modules are shared by all local students of this process: one list, so that changes are undone in reverse order
# whoever made them.
_changes: list[tuple[Any, str, Any]] = []


class LocalStudent:
    """The names of a namespace, with the same API as a student in a sandbox."""

    lost = False

    def __init__(self, namespace: dict[str, Any]) -> None:
        self._namespace = namespace

    def __getattr__(self, name: str) -> "LocalFunction":
        """A function of the namespace; whether it is there shows when it is called."""
        if name.startswith("__"):
            raise AttributeError(name)
        return LocalFunction(self, name)

    def set_module_attr(self, module: str, name: str, value: Any) -> None:
        """Set a global of a helper module until `reset`."""
        target = importlib.import_module(module)
        _changes.append((target, name, getattr(target, name)))
        setattr(target, name, copied(value))

    def set_global(self, name: str, value: Any) -> None:
        """Set a name of the namespace."""
        self._namespace[name] = value

    def get_global(self, name: str) -> Any:
        """Read a name of the namespace."""
        if name not in self._namespace:
            raise NotDefined(name)
        return self._namespace[name]

    def figures(self, name: str, *args: Any, **kwargs: Any) -> tuple[Figure, ...]:
        """Call a function and return the figures that are open afterwards, as data."""
        import matplotlib.pyplot as plt

        plt.close("all")
        show, plt.show = plt.show, lambda *_, **__: None
        try:
            _call(self.get_global(name), copied(args), kwargs)
            return to_figures(extract_figures())
        finally:
            plt.show = show
            plt.close("all")

    def source_of(self, exercise: str) -> str:
        """Nothing: a reference has no student's source."""
        del exercise
        return ""

    def reset(self) -> None:
        """Undo every `set_module_attr` of any local student."""
        while _changes:
            target, name, value = _changes.pop()
            setattr(target, name, value)


class LocalFunction:
    """One function of a local student."""

    def __init__(self, student: LocalStudent, name: str) -> None:
        self._student, self._name = student, name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """The result. Arguments are copied, as they are when they cross into a sandbox."""
        return _call(self._student.get_global(self._name), copied(args), kwargs)

    def with_args(self, *args: Any, **kwargs: Any) -> tuple[Any, tuple[Any, ...]]:
        """The result, and the arguments as they are after the call."""
        copies = copied(args)
        return _call(self._student.get_global(self._name), copies, kwargs), copies


def copied(value: Any) -> Any:
    """A copy of plain data, with its arrays."""
    if isinstance(value, np.ndarray):
        return value.copy()
    if isinstance(value, dict):
        return {key: copied(item) for key, item in value.items()}
    return type(value)(copied(item) for item in value) if type(value) in (list, tuple) else value


def _call(function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    try:
        with np.errstate(all="ignore"), contextlib.redirect_stdout(io.StringIO()):
            return function(*args, **kwargs)
    except NotImplementedError:
        raise NotImplementedByStudent from None
    except SuiteError:
        raise
    except Exception as error:
        kind = next((k.__name__ for k in type(error).__mro__ if k.__name__ in BUILTIN_ERRORS), "Exception")
        raise StudentError(kind) from error


