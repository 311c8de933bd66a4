"""The hidden suites inside an nbgrader kernel: the same test functions and reference, plain calls, no sandbox.

`stock_course` copies this file beside the notebook as hidden_tests.py. It imports as little as it can, in nbgrader's
favour.
"""

import hashlib
import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import matplotlib.pyplot as plt
import mnist_data
import numpy as np

PROJECT, CHAPTER = Path("@PROJECT@"), "@CHAPTER@"
sys.path.insert(0, str(PROJECT))
sys.dont_write_bytecode = True

from autograder.sandbox.drawing import extract_figures  # noqa: E402
from autograder.sandbox.figures import Figure, to_figures  # noqa: E402


class _Marks:
    """Stands in for pytest.mark, because importing pytest takes longer than the tests."""

    def __getattr__(self, _name: str) -> Callable[..., Any]:
        return lambda *_: lambda function: function


class Local:
    """Names of a namespace, called in place."""

    def __init__(self, namespace: dict[str, Any]) -> None:
        self._namespace = namespace
        self._changed: list[tuple[ModuleType, str, Any]] = []

    def __getattr__(self, name: str) -> "_Function":
        return _Function(self._namespace[name])

    def set_module_attr(self, module: str, name: str, value: Any) -> None:
        """Set a global of a module until `reset`."""
        target = sys.modules[module]
        self._changed.append((target, name, getattr(target, name)))
        setattr(target, name, value)

    def get_global(self, name: str) -> Any:
        """A name of the namespace."""
        return self._namespace[name]

    def set_global(self, name: str, value: Any) -> None:
        """Set a name of the namespace."""
        self._namespace[name] = value

    def figures(self, name: str, *args: Any) -> tuple[Figure, ...]:
        """What a function draws, as data."""
        plt.close("all")
        show, plt.show = plt.show, lambda *_, **__: None
        try:
            self._namespace[name](*args)
            return to_figures(extract_figures())
        finally:
            plt.show = show
            plt.close("all")

    def source_of(self, _exercise: str) -> str:
        """Nothing is known of it here."""
        return ""

    def reset(self) -> None:
        """Undo every `set_module_attr`."""
        for target, name, value in reversed(self._changed):
            setattr(target, name, value)
        self._changed.clear()


class _Function:
    def __init__(self, function: Callable[..., Any]) -> None:
        self._function = function

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.with_args(*args, **kwargs)[0]

    def with_args(self, *args: Any, **kwargs: Any) -> tuple[Any, tuple[Any, ...]]:
        """The result, and the arguments after the call."""
        copies = tuple(_copy(argument) for argument in args)
        with np.errstate(all="ignore"):
            return self._function(*copies, **kwargs), copies


def _copy(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return value.copy()
    return {key: _copy(item) for key, item in value.items()} if isinstance(value, dict) else value


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"hidden_{path.stem}", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _data() -> SimpleNamespace:
    raw = mnist_data.read_raw()
    names = ("train_images", "train_labels", "test_images", "test_labels")
    return SimpleNamespace(**dict(zip(names, raw, strict=True)), name=mnist_data.data_set_name())


_reference = Local(vars(_module(PROJECT / "solutions" / f"{CHAPTER}.py")))
_shared = {"reference": _reference, "data": _data()}


def run(exercise: str, namespace: dict[str, Any]) -> None:
    """Run all tests of an exercise; fail at the end if one failed, so that all are tried as in the other grader."""
    sys.modules.setdefault("pytest", SimpleNamespace(mark=_Marks(), param=lambda *values, **_: values))
    suite = _module(PROJECT / "autograder" / "suites" / CHAPTER / f"test_{exercise}.py")
    student, lost = Local(namespace), []
    for name, test in vars(suite).items():
        if not name.startswith("test_"):
            continue
        seed = hashlib.sha256(f"{exercise}/{name}".encode()).digest()
        rng = np.random.default_rng(int.from_bytes(seed[:16], "big"))
        given = {**_shared, "student": student, "rng": rng}
        try:
            with np.errstate(all="ignore"):
                test(**{wanted: given[wanted] for wanted in test.__code__.co_varnames[: test.__code__.co_argcount]})
        except Exception as error:  # noqa: BLE001  # whatever a student's code raises
            lost.append(f"{name}: {type(error).__name__}: {error}")
        student.reset()
        _reference.reset()
    assert not lost, lost
