"""What a student's code answered, call by call; two logs are equal when the tests cannot tell two programs apart."""

from typing import Any

import msgspec
import numpy as np

_REL = 1e-6
_MAX_KEPT = 20_000
_ENDS = 8
WITH_ARGUMENTS = " and its arguments"
"""Ends the name of a call whose answer is its result, the arguments behind it, and which of them it changed."""
_NUMBERS = (np.ndarray, np.generic, bool, int, float, complex)


class CallLog:
    """Outcomes of all calls, by test."""

    def __init__(self, *, keep_arguments: bool = False) -> None:
        self._tests: dict[str, list[Any]] = {}
        self._arguments: dict[str, list[Any]] = {}
        self._current: list[Any] = []
        self._given: list[Any] = []
        self._questions: dict[str, list[Any]] = {}
        self._asked: list[Any] = []
        self._setting = 0
        self._keeps = keep_arguments

    def start(self, test: str) -> None:
        """What follows belongs to this test."""
        self._current = self._tests.setdefault(test, [])
        self._given = self._arguments.setdefault(test, [])
        self._asked = self._questions.setdefault(test, [])
        self._setting = 0

    def add(self, name: str, outcome: object, args: tuple[Any, ...] | None = None, question: Any = None) -> None:
        """One call and what came of it; args where it was given some, and what `question` makes of them."""
        self._current.append((name, _kept(outcome)))
        self._asked.append((self._setting, question))
        if self._keeps:
            self._given.append(args)

    def alter(self) -> None:
        """From here on to the end of this test, the code sees other functions or data than its own."""
        self._setting += 1

    def agrees_with(self, whole: "CallLog") -> bool:
        """Whether every test in this log saw the answers that it saw in the other one, which may hold more tests."""
        return all(whole.holds(test, answers) for test, answers in self._tests.items())

    def answers(self) -> dict[str, list[Any]]:
        """What each run of a test saw, in order."""
        return self._tests

    def arguments(self) -> dict[str, list[tuple[Any, ...] | None]]:
        """What each of these answers was given, if that is kept."""
        return self._arguments

    def questions(self) -> dict[str, list[Any]]:
        """What tells each of these questions from another; a test may ask a wrong answer something else."""
        return self._questions

    @property
    def keeps_arguments(self) -> bool:
        """Whether arguments are kept too."""
        return self._keeps

    def holds(self, test: str, answers: list[Any]) -> bool:
        """Whether this test saw these answers."""
        return test in self._tests and same(answers, self._tests[test])


def question(value: Any) -> Any:
    """A few numbers of what is given, to tell questions apart: copies of all arguments would cost too much."""
    if isinstance(value, np.ndarray):
        ends = (value.flat[:_ENDS].tolist(), value.flat[-_ENDS:].tolist()) if value.dtype.kind in "biufc" else ()
        return (value.shape, value.dtype.str, repr(ends))
    if isinstance(value, tuple | list):
        return [question(item) for item in value]
    if isinstance(value, dict):
        return {key: question(item) for key, item in value.items()}
    plain = isinstance(value, bool | int | float | complex | str | bytes | np.generic | None)
    return repr(value) if plain else "an object"


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
    if isinstance(a, _NUMBERS) and isinstance(b, _NUMBERS):
        # One number is the same answer as a Python number, a scalar of NumPy's and an array without axes.
        return _same_arrays(np.asarray(a), np.asarray(b))
    if isinstance(a, msgspec.Struct) and isinstance(b, msgspec.Struct):
        return same(msgspec.structs.asdict(a), msgspec.structs.asdict(b))
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(same(a[key], b[key]) for key in a)
    if isinstance(a, tuple | list) and isinstance(b, tuple | list):
        return type(a) is type(b) and len(a) == len(b) and all(map(same, a, b))
    return type(a) is type(b) and bool(a == b)


def is_fault(value: Any) -> bool:
    """Whether an answer is an exception or another fault."""
    return type(value) is tuple and len(value) == 2 and type(value[0]) is str and value[0] in ("raised", "fault")


def _same_arrays(a: Any, b: Any) -> bool:
    if a.shape != b.shape or a.dtype.kind != b.dtype.kind:
        return False
    if a.dtype.kind not in "fc":
        return bool(np.array_equal(a, b))
    with np.errstate(all="ignore"):
        # Finite ones only: within a share of infinity lies everything.
        near = np.isfinite(a) & np.isfinite(b) & (np.abs(a - b) <= _REL * np.abs(b) + 1e-9)
    return bool((near | (a == b) | (np.isnan(a) & np.isnan(b))).all())
