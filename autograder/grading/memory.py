"""A reference that remembers its answers: hidden inputs repeat, so each expected value is computed once per process."""

from collections.abc import Callable
from typing import Any

from autograder.grading.local import LocalStudent, copied
from autograder.grading.log import same

_Key = tuple[str, int, str]


class Remembering:
    """Wraps the reference. Answers are kept by test run and place in it, and used again for the same arguments."""

    def __init__(self, reference: LocalStudent) -> None:
        self._reference = reference
        self._answers: dict[_Key, tuple[Any, Any]] = {}
        self._run, self._place = "", 0

    def begin(self, run: str) -> None:
        """What follows belongs to this run of a test."""
        self._run, self._place = run, 0

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
        self._reference.set_module_attr(module, name, value)

    def set_global(self, name: str, value: Any) -> None:
        """Set a name of the reference's namespace."""
        self._reference.set_global(name, value)

    def get_global(self, name: str) -> Any:
        """Read a name of the reference's namespace."""
        return self._reference.get_global(name)

    def source_of(self, exercise: str) -> str:
        """Nothing: a reference has no student's source."""
        return self._reference.source_of(exercise)

    def reset(self) -> None:
        """Undo every `set_module_attr`."""
        self._reference.reset()

    def recall(self, name: str, arguments: Any, compute: Callable[[], Any]) -> Any:
        """The answer given at this place before, or a fresh one.

        Callables are never the same, so callbacks always run.
        """
        self._place += 1
        key = (self._run, self._place, name)
        known = self._answers.get(key)
        if known is not None and same(known[0], arguments):
            return copied(known[1])
        value = compute()
        if self._run:
            self._answers[key] = copied(arguments), copied(value)
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
