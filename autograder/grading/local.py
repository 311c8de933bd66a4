"""The reference, and each catalogued mistake, as a student that lives in our own process."""

import contextlib
import importlib
import io
import sys
from collections.abc import Callable

from types import CodeType
from typing import Any

import numpy as np

from autograder.course.model import Chapter
from autograder.errors import SuiteError
from autograder.mistakes.catalogue import Variant
from autograder.sandbox.drawing import extract_figures
from autograder.sandbox.faults import BUILTIN_ERRORS, NotDefined, NotImplementedByStudent, StudentError
from autograder.sandbox.figures import Figure, to_figures


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


class LocalStudent:
    """The names of a namespace, with the same API as a student in a sandbox."""

    def __init__(self, namespace: dict[str, Any]) -> None:
        self._namespace = namespace
        self._changed: list[tuple[Any, str, Any]] = []

    def __getattr__(self, name: str) -> "LocalFunction":
        """A function of the namespace; whether it is there shows when it is called."""
        if name.startswith("__"):
            raise AttributeError(name)
        return LocalFunction(self, name)

    def set_module_attr(self, module: str, name: str, value: Any) -> None:
        """Set a global of a helper module until `reset`."""
        target = importlib.import_module(module)
        self._changed.append((target, name, getattr(target, name)))
        setattr(target, name, _copy(value))

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
            _call(self.get_global(name), args, kwargs)
            return to_figures(extract_figures())
        finally:
            plt.show = show
            plt.close("all")

    def source_of(self, exercise: str) -> str:
        """Nothing: a reference has no student's source."""
        del exercise
        return ""

    def reset(self) -> None:
        """Undo every `set_module_attr`."""
        for target, name, value in reversed(self._changed):
            setattr(target, name, value)
        self._changed.clear()


class LocalFunction:
    """One function of a local student."""

    def __init__(self, student: LocalStudent, name: str) -> None:
        self._student, self._name = student, name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """The result. Arguments are copied, as they are when they cross into a sandbox."""
        return _call(self._student.get_global(self._name), _copied(args), kwargs)

    def with_args(self, *args: Any, **kwargs: Any) -> tuple[Any, tuple[Any, ...]]:
        """The result, and the arguments as they are after the call."""
        copies = _copied(args)
        return _call(self._student.get_global(self._name), copies, kwargs), copies


def _copied(args: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(_copy(arg) for arg in args)


def _copy(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return value.copy()
    if isinstance(value, dict):
        return {key: _copy(item) for key, item in value.items()}
    return type(value)(_copy(item) for item in value) if type(value) in (list, tuple) else value


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


