"""A reference that remembers its answers: hidden inputs repeat, so each expected value is computed once per process."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder.grading.crossing import holds_objects
from autograder.grading.local import LocalStudent, copied

_Key = tuple[str, int, str]


class Remembering:
    """Wraps the reference. Answers are kept by test run and place in it, and used again for the same arguments."""

    def __init__(self, reference: LocalStudent) -> None:
        self._reference = reference
        self._answers: dict[_Key, tuple[Any, Any, Any]] = {}
        self._run, self._place = "", 0
        self._settings: tuple[Any, ...] = ()

    def begin(self, run: str) -> None:
        """What follows belongs to this run of a test."""
        self._run, self._place, self._settings = run, 0, ()

    def __getattr__(self, name: str) -> "_RememberedFunction":
        """A function of the reference."""
        if name.startswith("__"):
            raise AttributeError(name)
        return _RememberedFunction(self, name, getattr(self._reference, name))

    def figures(self, name: str, *args: Any, **kwargs: Any) -> Any:
        """Figures that a call leaves open, as data."""
        return self.recall(f"figures of {name}", (args, kwargs), lambda: self._reference.figures(name, *args, **kwargs))

    def set_module_attr(self, module: str, name: str, value: Any) -> None:
        """Set a global of a helper module until `reset`."""
        self._settings += ((module, name, copied(value)),)
        self._reference.set_module_attr(module, name, value)

    def set_global(self, name: str, value: Any) -> None:
        """Set a name of the reference's namespace."""
        self._settings += ((name, copied(value)),)
        self._reference.set_global(name, value)

    def define(self, source: str, names: Sequence[str]) -> None:
        """Add functions of ours."""
        self._reference.define(source, names)

    def get_global(self, name: str) -> Any:
        """Read a name of the reference's namespace."""
        return self._reference.get_global(name)

    def source_of(self, exercise: str) -> str:
        """Nothing: a reference has no student's source."""
        return self._reference.source_of(exercise)

    def stand_in(self, name: str) -> Any:
        """A function or class to be put into a student's notebook in the place of her own."""
        return self._reference.stand_in(name)

    def twin(self) -> LocalStudent:
        """The reference in a namespace of its own."""
        return self._reference.twin()

    def reset(self) -> None:
        """Undo every `set_module_attr` and `set_global`."""
        self._reference.reset()

    def recall(self, name: str, arguments: Any, compute: Callable[[], Any]) -> Any:
        """The answer given at this place before, or a fresh one.

        Callables are never the same, so callbacks always run.
        """
        self._place += 1
        key = (self._run, self._place, name)
        known = self._answers.get(key)
        if known is not None and identical(known[0], self._settings) and identical(known[1], arguments):
            return copied(known[2])
        value = compute()
        # An object has a state, which a test changes: each run of a test gets its own, and works on it directly.
        if self._run and not holds_objects(value):
            self._answers[key] = self._settings, copied(arguments), copied(value)
        return value


class _RememberedFunction:
    def __init__(self, memory: Remembering, name: str, function: Any) -> None:
        self._memory, self._name, self._function = memory, name, function

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._memory.recall(self._name, (args, kwargs), lambda: self._function(*args, **kwargs))

    def with_args(self, *args: Any, **kwargs: Any) -> Any:
        return self._memory.recall(
            f"{self._name} with_args", (args, kwargs), lambda: self._function.with_args(*args, **kwargs)
        )

    def printed(self, *args: Any, **kwargs: Any) -> Any:
        return self._memory.recall(
            f"{self._name} printed", (args, kwargs), lambda: self._function.printed(*args, **kwargs)
        )


def identical(a: Any, b: Any) -> bool:
    """Whether two values of plain data are equal to the last bit; anything that could act by itself never is.

    Arguments may come from a student's code, and an expected value for almost the same ones is not the right one.
    """
    if type(a) is not type(b):
        return False
    if isinstance(a, np.ndarray):
        return bool(a.dtype == b.dtype) and a.shape == b.shape and a.tobytes() == b.tobytes()
    if type(a) is np.random.Generator:
        return bool(a.bit_generator.state == b.bit_generator.state)
    if isinstance(a, dict):
        return list(a) == list(b) and all(identical(a[key], b[key]) for key in a)
    if isinstance(a, list | tuple):
        return len(a) == len(b) and all(map(identical, a, b))
    plain = isinstance(a, bool | int | float | complex | str | bytes | np.generic | None)
    return plain and bool(a == b)
