"""What crosses between a test and code in our own process, under the rules of a sandbox's boundary.

Data is copied, in both directions. A student's functions and the instances of her classes stay where they are: a test
holds a LocalObject or LocalDict, as it would hold a RemoteObject or RemoteDict. What may not cross is refused in the
same words.
"""

import contextlib
import copy
import io
import sys
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterator
from typing import Any, Protocol

import numpy as np

from autograder.sandbox.array_codec import dtype_index
from autograder.sandbox.faults import BadReply
from autograder.sandbox.lending import Lent, LentDict
from autograder.sandbox.outputs import MAX_PRINTED
from autograder.sandbox.remote import DictView, RemoteDict, RemoteObject
from autograder.sandbox.value_types import FUNCTIONS
from autograder.sandbox.values import Reason, Refused

_PLAIN = frozenset({type(None), bool, int, float, complex, str, bytes})
_DICTS = (dict, OrderedDict, defaultdict)
_BASES = (int, float, complex, str, bytes, list, tuple, dict, np.ndarray, np.generic)
_LIBRARIES = sys.stdlib_module_names | {"numpy", "matplotlib"}
Action = Callable[[], Any]


class Home(Protocol):
    """Whose object it is: runs something inside of the student's code, with limits, and turns errors into faults."""

    def run(self, name: str, action: Action) -> Any:
        """The outcome, which has not crossed yet."""


class LocalObject(Lent):
    """An object of a class in our own process, or a function from there; attributes can be read, set and called."""

    _home: Home
    _target: Any

    def __init__(self, home: Home, target: Any) -> None:
        object.__setattr__(self, "_home", home)
        object.__setattr__(self, "_target", target)

    @property
    def _is_function(self) -> bool:
        return _is_function(self._target)

    def __getattr__(self, name: str) -> Any:
        """The attribute's value; a dict attribute stays where it is, so that its items can be set."""
        if name.startswith("__"):
            raise AttributeError(name)
        return reached(self._home, name, lambda: getattr(self._target, name))

    def __eq__(self, other: object) -> bool:
        """Whether both stand for the same object; its own idea of equality is not asked."""
        return isinstance(other, LocalObject) and self._target is other._target

    def __hash__(self) -> int:
        """Goes with equality."""
        return id(self._target)

    def __setattr__(self, name: str, value: object) -> None:
        """Set the attribute to a copy."""
        self._home.run(name, lambda: setattr(self._target, name, inward(value, self._home)))

    def _overwrite(self, name: str, value: object) -> None:
        self._home.run(name, lambda: _write_into(getattr(self._target, name), value))

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the object."""
        return called(self._home, self._name(), lambda: self._target, args, kwargs)

    def with_args(self, *args: Any, **kwargs: Any) -> tuple[Any, tuple[Any, ...]]:
        """The result of calling the object, and the positional arguments as they are after the call."""
        answer = called(self._home, self._name(), lambda: self._target, args, kwargs, with_args=True)
        return answer[0], answer[1]

    def printed(self, *args: Any, **kwargs: Any) -> tuple[Any, str]:
        """The result of calling the object, and the text that the call printed."""
        return called_aloud(self._home, self._name(), lambda: self._target, args, kwargs)

    def _name(self) -> str:
        return str(getattr(self._target, "__name__", type(self._target).__name__))


class LocalDict(DictView, LentDict):
    """A dict in our own process, found anew each time; items are read and set where it is."""

    def __init__(self, home: Home, find: Action) -> None:
        self._home, self._find = home, find

    def __getitem__(self, key: object) -> Any:
        """The value of one item."""
        return reached(self._home, "item", lambda: self._find()[key])

    def __setitem__(self, key: object, value: object) -> None:
        """Set one item to a copy."""
        self._home.run("item", lambda: self._find().__setitem__(key, inward(value, self._home)))

    def _overwrite(self, key: object, value: object) -> None:
        self._home.run("item", lambda: _write_into(self._find()[key], value))

    def __iter__(self) -> Iterator[Any]:
        """Iterate over the keys."""
        return iter(self._home.run("keys", lambda: list(self._find())))

    def __len__(self) -> int:
        """Number of items."""
        return int(self._home.run("keys", lambda: len(self._find())))


_FOREIGN = (LocalObject, LocalDict, RemoteObject, RemoteDict)


def called(
    home: Home, name: str, find: Action, args: tuple[Any, ...], kwargs: dict[str, Any], *, with_args: bool = False
) -> Any:
    """The result of a call; with_args also the positional arguments as they are after it."""
    given, named = inward(args, home), inward(kwargs, home)
    value = home.run(name, lambda: find()(*given, **named))
    return home.run(name, lambda: outward((value, given) if with_args else value, home))


def called_aloud(home: Home, name: str, find: Action, args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[Any, str]:
    """The result of a call, and the text that it printed."""
    text = io.StringIO()

    def aloud() -> Any:
        with contextlib.redirect_stdout(text):
            return find()(*given, **named)

    given, named = inward(args, home), inward(kwargs, home)
    value = home.run(name, aloud)
    return home.run(name, lambda: outward(value, home)), text.getvalue()[:MAX_PRINTED]


def reached(home: Home, name: str, find: Action) -> Any:
    """A value that was found; a dict stays where it is."""
    value = home.run(name, find)
    if type(value) in _DICTS:
        return LocalDict(home, find)
    return home.run(name, lambda: outward(value, home))


def outward(value: Any, home: Home) -> Any:
    """What a test sees of a value of the student's.

    Raises:
        BadReply: it holds something that may not cross.
    """
    try:
        return _outward(value, home)
    except Refused as refused:
        raise BadReply(str(refused.reason)) from None
    except RecursionError:
        raise BadReply(str(Reason.TOO_DEEP)) from None


def _outward(value: Any, home: Home) -> Any:
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is np.ndarray:
        dtype_index(value.dtype)
        return value.copy(order="K")
    if kind is list or kind is tuple:
        return kind(_outward(item, home) for item in value)
    if kind in _DICTS:
        return {_outward(key, home): _outward(item, home) for key, item in value.items()}
    return _outward_rare(value, home)


def _outward_rare(value: Any, home: Home) -> Any:
    if isinstance(value, np.generic) and type(value) is value.dtype.type:
        return value
    if type(value) is np.random.Generator:
        return copy.deepcopy(value)
    if isinstance(value, _FOREIGN):
        return value  # somebody else's, on its way back
    if isinstance(value, _BASES):
        raise Refused(Reason.SUBCLASS)
    if _is_function(value) or _is_own(type(value)):
        return LocalObject(home, value)
    raise Refused(Reason.GENERATOR if isinstance(value, Iterator) else Reason.UNSUPPORTED_TYPE)


def inward(value: Any, home: Home) -> Any:
    """What the student's code is given for a value of a test: copies, her own objects, and functions of ours."""
    if isinstance(value, np.ndarray):
        return value.copy()
    if type(value) in (list, tuple):
        return type(value)(inward(item, home) for item in value)
    if isinstance(value, dict):
        return {key: inward(item, home) for key, item in value.items()}
    if type(value) is np.random.Generator:
        return copy.deepcopy(value)
    if isinstance(value, _FOREIGN):
        return at_home(value, home)
    return _Callback(value, home).function() if callable(value) else value


def at_home(value: Any, home: Home) -> Any:
    """The thing itself where its student is asked; another student who is given it crosses that one's boundary."""
    if isinstance(value, LocalObject) and value._home is home:  # noqa: SLF001  # one concept in one module
        return value._target  # noqa: SLF001
    if isinstance(value, LocalDict) and value._home is home:  # noqa: SLF001
        return value._find()  # noqa: SLF001
    return value


class _Callback:
    """A function of a test's, as the student's code sees it: arguments and result cross."""

    def __init__(self, function: Callable[..., Any], home: Home) -> None:
        self._function, self._home = function, home

    def function(self) -> Callable[..., Any]:
        def callback(*args: Any, **kwargs: Any) -> Any:
            result = self._function(*outward(args, self._home), **outward(kwargs, self._home))
            return inward(result, self._home)

        return callback


def holds_objects(value: Any) -> bool:
    """Whether there is more in a value than data."""
    if type(value) in (list, tuple):
        return any(map(holds_objects, value))
    return any(map(holds_objects, value.values())) if type(value) is dict else isinstance(value, _FOREIGN)


def _write_into(target: Any, value: Any) -> None:
    target[...] = value


def _is_function(value: object) -> bool:
    own_class = isinstance(value, type) and _is_own(value)
    return isinstance(value, FUNCTIONS) or own_class


def _is_own(kind: type) -> bool:
    """Whether a class is the chapter's or the student's, not of a library."""
    return kind.__module__.partition(".")[0] not in _LIBRARIES
