"""Objects of ours that a student's code may use: it holds proxies, and the objects stay on the trusted side.

What a student's code asks for is looked at here: it reaches attributes without a leading underscore and items of dicts,
of objects that were given to it and of nothing else.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.errors import ProtocolError
from autograder.sandbox.value_types import Ref

Message = dict[str, Any]
Arrays = list[NDArray[Any]]
_MAX_ALIVE = 10_000
_MAX_PATH = 8


class Lent:
    """Base of objects that a student's code sees as a proxy; none of their own attributes has a public name."""


class LentDict:
    """Base of dicts that are attributes of lent objects."""


class Sharing:
    """Base of functions whose array arguments are shared with the student's code while they run.

    So a function that changes an array and puts it back, calling the student in between, works as it would in her own
    notebook; and an object that keeps the arrays it was made with follows their changes.
    """


class Refusal(Exception):  # noqa: N818  # an answer to student code, no failure of ours
    """What was asked for does not exist for a student's code."""


class Lending:
    """The objects lent to one process."""

    def __init__(self) -> None:
        self._objects: dict[int, Lent] = {}
        self._held: dict[int, Arrays] = {}

    def to_ref(self, value: Lent) -> Ref | None:
        """A handle for an object."""
        if len(self._objects) > _MAX_ALIVE:
            return None
        self._objects[id(value)] = value
        return Ref("proxy", id(value), "")

    def from_ref(self, ref: Ref) -> Lent:
        """The object of a handle that comes back.

        Raises:
            ProtocolError: it was never given out.
        """
        if ref.id not in self._objects:
            raise ProtocolError("an object that we did not lend")
        return self._objects[ref.id]

    def hold(self, value: Lent, arrays: Arrays) -> None:
        """Let changes of these arrays in the sandbox reach the ones that an object was made with."""
        self._held[id(value)] = arrays

    def answer(self, request: Message) -> Message:
        """Do what a proxy asks for.

        Raises:
            Refusal: there is no such thing, or it is none of the student's business.
        """
        number = request.get("lent")
        if type(number) is not int or number not in self._objects:
            raise Refusal
        for array, new in _pairs(self._held.get(number, []), request.get("sync")):
            array[...] = new
        target: Any = self._objects[number]
        for step in _path(request)[:-1]:
            target = _step(target, *step)
        return _done(target, _path(request)[-1:], request)


def changes(arrays: Arrays, known: Arrays) -> list[list[Any]]:
    """Which arrays differ from their known copies, with their place; the copies are brought up to date."""
    found: list[list[Any]] = []
    for number, (array, copy) in enumerate(zip(arrays, known, strict=True)):
        if not np.array_equal(array, copy, equal_nan=array.dtype.kind in "fc"):
            copy[...] = array
            found.append([number, copy])
    return found


def _done(target: Any, last: list[tuple[str, Any]], request: Message) -> Message:
    operation, args, kwargs = request.get("do"), request.get("args"), request.get("kwargs")
    if not isinstance(args, list) or not isinstance(kwargs, dict):
        raise Refusal
    if operation == "set" and last and len(args) == 1:
        kind, key = last[0]
        _check_step(target, kind, key)
        setattr(target, key, args[0]) if kind == "attr" else target.__setitem__(key, args[0])
        return {"value": None}
    value = _step(target, *last[0]) if last else target
    if operation == "call" and isinstance(value, Lent):
        return {"value": value(*args, **kwargs)}  # type: ignore[operator]  # whatever cannot be called, refuses
    if operation == "keys" and isinstance(value, LentDict):
        return {"value": list(value)}  # type: ignore[call-overload]  # as dicts do
    if operation != "get":
        raise Refusal
    if isinstance(value, Lent) and getattr(value, "_is_function", False):
        return {"value": None, "is": "function"}
    return {"value": None, "is": "dict"} if isinstance(value, LentDict) else {"value": value}


def _path(request: Message) -> list[tuple[str, Any]]:
    path = request.get("path")
    if not isinstance(path, list) or len(path) > _MAX_PATH:
        raise Refusal
    for step in path:
        if not isinstance(step, list | tuple) or len(step) != 2:
            raise Refusal
    return [(step[0], step[1]) for step in path]


def _check_step(target: Any, kind: Any, key: Any) -> None:
    """Refuse all but public attributes of lent objects and items of their dicts: data has methods that write files."""
    if kind == "attr" and isinstance(target, Lent):
        allowed = type(key) is str and not key.startswith("_") and not hasattr(type(target), key)
    else:
        allowed = kind == "item" and isinstance(target, LentDict)
    if not allowed:
        raise Refusal


def _step(target: Any, kind: Any, key: Any) -> Any:
    _check_step(target, kind, key)
    try:
        return getattr(target, key) if kind == "attr" else target[key]
    except Exception:  # noqa: BLE001  # the same to student code as any other thing that is not there
        raise Refusal from None


def _pairs(arrays: Arrays, news: Any) -> list[tuple[NDArray[Any], NDArray[Any]]]:
    found = []
    for item in news if isinstance(news, list) else []:
        number, new = item if isinstance(item, list) and len(item) == 2 else (None, None)
        if type(number) is int and 0 <= number < len(arrays) and isinstance(new, np.ndarray):
            array = arrays[number]
            if array.shape == new.shape and np.can_cast(new.dtype, array.dtype, "same_kind"):
                found.append((array, new))
    return found
