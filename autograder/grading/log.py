"""What a student's code answered, call by call; two logs are equal when the tests cannot tell two programs apart."""

from collections.abc import Callable
from typing import Any

import msgspec
import numpy as np

from autograder.sandbox.faults import StudentError, StudentFault

_REL = 1e-6
_MAX_KEPT = 20_000


class CallLog:
    """Outcomes of all calls, by test."""

    def __init__(self) -> None:
        self._tests: dict[str, list[Any]] = {}
        self._current: list[Any] = []

    def start(self, test: str) -> None:
        """What follows belongs to this test."""
        self._current = self._tests.setdefault(test, [])

    def add(self, name: str, outcome: object) -> None:
        """One call and what came of it."""
        self._current.append((name, _kept(outcome)))

    def agrees_with(self, whole: "CallLog") -> bool:
        """Whether every test in this log saw the answers that it saw in the other one, which may hold more tests."""
        return all(whole.holds(test, answers) for test, answers in self._tests.items())

    def holds(self, test: str, answers: list[Any]) -> bool:
        """Whether this test saw these answers."""
        return test in self._tests and same(answers, self._tests[test])


class Recording:
    """A student whose answers are written to a log.

    Drawing is slow: what one test had drawn is shown to the next test that asks for the same call. A test that wants to
    see a second call makes both by itself.
    """

    def __init__(self, student: Any, log: CallLog, drawn: list[tuple[Any, Any]] | None = None) -> None:
        self._student, self._log = student, log
        self._drawn = [] if drawn is None else drawn
        self._drawn_before = len(self._drawn)
        self._altered = False

    def __getattr__(self, name: str) -> "_RecordedFunction":
        """A function whose answers are logged."""
        return _RecordedFunction(getattr(self._student, name), name, self._log)

    def figures(self, name: str, *args: Any, **kwargs: Any) -> Any:
        """Figures of a call, logged."""
        call = (name, args, kwargs)
        for earlier, figures in self._drawn[: self._drawn_before]:
            if same(earlier, call):
                self._drawn_before = 0
                self._log.add(f"figures of {name}", figures)
                return figures
        figures = _logged(self._log, f"figures of {name}", lambda: self._student.figures(name, *args, **kwargs))
        if not self._altered:
            self._drawn.append((call, figures))
        return figures

    def set_module_attr(self, module: str, name: str, value: Any) -> None:
        """Passed on."""
        self._alter()
        self._student.set_module_attr(module, name, value)

    def set_global(self, name: str, value: Any) -> None:
        """Passed on."""
        self._alter()
        self._student.set_global(name, value)

    def get_global(self, name: str) -> Any:
        """A global, logged."""
        return _logged(self._log, name, lambda: self._student.get_global(name))

    def source_of(self, exercise: str) -> str:
        """Passed on."""
        return str(self._student.source_of(exercise))

    def _alter(self) -> None:
        """What was drawn before would look different now, and what is drawn from now on is for this test alone."""
        self._altered, self._drawn_before = True, 0
        self._drawn.clear()


class _RecordedFunction:
    def __init__(self, function: Any, name: str, log: CallLog) -> None:
        self._function, self._name, self._log = function, name, log

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return _logged(self._log, self._name, lambda: self._function(*args, **kwargs))

    def with_args(self, *args: Any, **kwargs: Any) -> Any:
        return _logged(self._log, self._name, lambda: self._function.with_args(*args, **kwargs))


def _logged(log: CallLog, name: str, call: Callable[[], Any]) -> Any:
    try:
        value = call()
    except StudentError as error:
        log.add(name, ("raised", error.type_name))
        raise
    except StudentFault as fault:
        log.add(name, ("fault", type(fault).__name__))
        raise
    log.add(name, value)
    return value


def _kept(value: Any) -> Any:
    """A copy to compare with; tests may change what they got."""
    if isinstance(value, msgspec.Struct):
        return msgspec.structs.asdict(value)
    if isinstance(value, np.ndarray):
        return (value.shape, value.flat[:_MAX_KEPT]) if value.size > _MAX_KEPT else value.copy()
    if isinstance(value, tuple | list):
        return type(value)(_kept(item) for item in value)
    if isinstance(value, dict):
        return {key: _kept(item) for key, item in value.items()}
    plain = isinstance(value, bool | int | float | complex | str | bytes | np.generic | None)
    # Not its type: that is ours for an object behind a boundary, and the student's own in this process.
    return value if plain else "an object"


def same(a: Any, b: Any) -> bool:
    """Whether two kept values are the same answer: same kind, shape and dtype kind, numbers alike to 1e-6."""
    if isinstance(a, np.ndarray) or isinstance(b, np.ndarray):
        return _same_arrays(a, b)
    if isinstance(a, msgspec.Struct) and isinstance(b, msgspec.Struct):
        return same(msgspec.structs.asdict(a), msgspec.structs.asdict(b))
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(same(a[key], b[key]) for key in a)
    if isinstance(a, tuple | list) and isinstance(b, tuple | list):
        return type(a) is type(b) and len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, float | np.floating) and isinstance(b, float | np.floating):
        return _same_arrays(np.asarray(a), np.asarray(b))
    return type(a) is type(b) and bool(a == b)


def _same_arrays(a: Any, b: Any) -> bool:
    if not (isinstance(a, np.ndarray) and isinstance(b, np.ndarray)):
        return False
    if a.shape != b.shape or a.dtype.kind != b.dtype.kind:
        return False
    if a.dtype.kind not in "fc":
        return bool(np.array_equal(a, b))
    with np.errstate(all="ignore"):
        # Finite ones only: within a share of infinity lies everything.
        near = np.isfinite(a) & np.isfinite(b) & (np.abs(a - b) <= _REL * np.abs(b) + 1e-9)
    return bool((near | (a == b) | (np.isnan(a) & np.isnan(b))).all())
