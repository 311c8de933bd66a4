"""The student's functions and objects as a test sees them: calls that cross into the sandbox and back."""

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.errors import ProtocolError
from autograder.sandbox.faults import (
    BUILTIN_ERRORS,
    BadReply,
    NotDefined,
    NotImplementedByStudent,
    OverLimit,
    StudentError,
    StudentFault,
)
from autograder.sandbox.figures import Figure, to_figures
from autograder.sandbox.foreseen import Script
from autograder.sandbox.lending import Arrays, Lending, Lent, Refusal, Sharing, changes
from autograder.sandbox.outputs import MAX_PRINTED
from autograder.sandbox.values import Reason, Ref

if TYPE_CHECKING:
    from autograder.sandbox.session import Process

Message = dict[str, Any]
_MAX_CALLBACKS_ALIVE = 10_000


class Remotes:
    """Handles of one process: what we lent to it (callbacks) and what it lent to us (functions, objects)."""

    def __init__(self, process: "Process") -> None:
        self._process = process
        self._callbacks: dict[int, Callable[..., object]] = {}
        self._failure: BaseException | None = None
        self._lending = Lending()
        self._shared: list[tuple[Arrays, Arrays]] = []
        self.cpu_s = 10.0
        self.lent = 0
        """How often something of ours went out; student code that holds it may ask back."""

    def ask(self, message: Message) -> Message:
        """Send a request that may run student code; turn its fault into an exception."""
        self._failure = None
        if self._shared:  # called by a function of ours that has changed an argument which it shares
            message = {**message, "sync": changes(*self._shared[-1])}
        reply = self._process.request({**message, "cpu_s": self.cpu_s}, self.cpu_s)
        if self._failure is not None:
            raise self._failure
        if "fault" in reply:
            raise _exception(reply["fault"], str(message.get("name", "")))
        if "value" not in reply and "keys" not in reply:
            raise BadReply("an answer without a value")
        return reply

    def to_ref(self, value: object) -> Ref | None:
        """A handle for a function of ours, or the one that a remote object came with."""
        if isinstance(value, RemoteObject):
            return value._ref  # noqa: SLF001  # one concept in two classes
        if isinstance(value, RemoteDict):
            return value._lent()  # noqa: SLF001  # as above
        self.lent += 1
        if isinstance(value, Lent):
            return self._lending.to_ref(value)
        if not callable(value) or len(self._callbacks) > _MAX_CALLBACKS_ALIVE:
            return None
        self._callbacks[id(value)] = value
        return Ref("callback", id(value), "function")

    def from_ref(self, ref: Ref) -> object:
        """A remote object for a handle that came with an answer."""
        if ref.kind == "callback":
            raise ProtocolError("a callback that we did not lend")
        return self._lending.from_ref(ref) if ref.kind == "proxy" else RemoteObject(self, ref)

    def answer_callback(self, request: Message) -> Message:
        """Run one of our functions for the student's code; its exception waits until the student's call is over."""
        try:
            return self._lending.answer(request) if "lent" in request else self._call_ours(request)
        except Refusal:
            return {"missing": True}
        except BadReply:
            raise
        except Exception as error:  # noqa: BLE001  # a test's function: raised again in the test, not in student code
            self._failure = self._failure or error
            return {"failed": "this function does not accept these arguments"}

    def _call_ours(self, request: Message) -> Message:
        number, args, kwargs = request.get("id"), request.get("args"), request.get("kwargs")
        function = self._callbacks.get(number) if type(number) is int else None
        if function is None or not isinstance(args, list) or not isinstance(kwargs, dict):
            raise BadReply("a callback that we did not lend")
        if not isinstance(function, Sharing):
            return {"value": function(*args, **kwargs)}
        arrays = [value for value in (*args, *kwargs.values()) if type(value) is np.ndarray]
        self._shared.append((arrays, [array.copy() for array in arrays]))
        try:
            value = function(*args, **kwargs)
        finally:
            shared = self._shared.pop()
        if isinstance(value, Lent):
            self._lending.hold(value, arrays)
        return {"value": value, "sync": changes(*shared)}


class RemoteFunction:
    """A function or class in the sandbox; calling it crosses the boundary."""

    def __init__(self, remotes: Remotes, target: Message, path: tuple[tuple[str, object], ...] = ()) -> None:
        self._remotes, self._target, self._path = remotes, target, path

    def __call__(self, *args: object, **kwargs: object) -> Any:
        """The result, as plain data or a remote object."""
        return self._ask(args, kwargs)["value"]

    def with_args(self, *args: object, **kwargs: object) -> tuple[Any, tuple[Any, ...]]:
        """The result, and the positional arguments as they are after the call."""
        reply = self._ask(args, kwargs, with_args=True)
        after = reply.get("args")
        if not isinstance(after, list) or len(after) != len(args):
            raise BadReply("an answer without the arguments")
        return reply["value"], tuple(after)

    def printed(self, *args: object, **kwargs: object) -> tuple[Any, str]:
        """The result, and the text that the call printed, cut after MAX_PRINTED letters."""
        reply = self._ask(args, kwargs, with_print=True)
        text = reply.get("printed")
        if type(text) is not str or len(text) > MAX_PRINTED:
            raise BadReply("an answer without the printed text")
        return reply["value"], text

    def _ask(self, args: tuple[object, ...], kwargs: dict[str, object], **wishes: bool) -> Message:
        request = {"op": "call", **self._target, "path": list(self._path), **wishes}
        return self._remotes.ask({**request, "args": list(args), "kwargs": kwargs})


class RemoteObject:
    """An object of a student's class, or a function she returned; attributes can be read, set and called."""

    _remotes: Remotes
    _ref: Ref
    _methods: dict[str, "RemoteObject"]

    def __init__(self, remotes: Remotes, ref: Ref) -> None:
        object.__setattr__(self, "_remotes", remotes)
        object.__setattr__(self, "_ref", ref)
        object.__setattr__(self, "_methods", {})

    def __getattr__(self, name: str) -> Any:
        """The attribute's value; a dict attribute stays remote, so that its items can be set."""
        if name.startswith("__"):
            raise AttributeError(name)  # numpy and Python ask for these by themselves; student code must not answer
        if name in self._methods:
            return self._methods[name]
        value = _reached(self._remotes, {"ref": self._ref.id}, (("attr", name),))
        if isinstance(value, RemoteObject) and value._ref.name == "method":  # noqa: SLF001  # of the same class
            self._methods[name] = value  # found once: asking again would make every call two
        return value

    def __setattr__(self, name: str, value: object) -> None:
        """Set an attribute inside the sandbox."""
        self._methods.pop(name, None)
        _set(self._remotes, {"ref": self._ref.id}, (("attr", name),), value)

    @property
    def _is_function(self) -> bool:
        return self._ref.kind == "function"

    def _overwrite(self, name: str, value: object) -> None:
        _set(self._remotes, {"ref": self._ref.id}, (("attr", name),), value, into=True)

    def __eq__(self, other: object) -> bool:
        """Whether both stand for the same object of the same process; student code is not asked."""
        return isinstance(other, RemoteObject) and (self._remotes, self._ref) == (other._remotes, other._ref)

    def __hash__(self) -> int:
        """Goes with equality."""
        return hash(self._ref)

    def __call__(self, *args: object, **kwargs: object) -> Any:
        """Call the object."""
        return RemoteFunction(self._remotes, {"ref": self._ref.id})(*args, **kwargs)

    def with_args(self, *args: object, **kwargs: object) -> tuple[Any, tuple[Any, ...]]:
        """The result of calling the object, and the positional arguments as they are after the call."""
        return RemoteFunction(self._remotes, {"ref": self._ref.id}).with_args(*args, **kwargs)

    def printed(self, *args: object, **kwargs: object) -> tuple[Any, str]:
        """The result of calling the object, and the text that the call printed."""
        return RemoteFunction(self._remotes, {"ref": self._ref.id}).printed(*args, **kwargs)


class DictView(Mapping[Any, Any]):
    """What the dicts of student code that a test holds have in common: a missing key is a fault, not a KeyError."""

    def __contains__(self, key: object) -> bool:
        """Whether there is such a key."""
        return key in list(self)

    def get(self, key: object, default: Any = None) -> Any:
        """The value of one item, or the default where there is none."""
        if key in self:
            return self[key]
        return default


class RemoteDict(DictView):
    """A dict that is an attribute of a remote object; items are read and set inside the sandbox."""

    def __init__(self, remotes: Remotes, target: Message, path: tuple[tuple[str, object], ...]) -> None:
        self._remotes, self._target, self._path = remotes, target, path

    def __getitem__(self, key: object) -> Any:
        """The value of one item."""
        return _reached(self._remotes, self._target, (*self._path, ("item", key)))

    def __setitem__(self, key: object, value: object) -> None:
        """Set one item."""
        _set(self._remotes, self._target, (*self._path, ("item", key)), value)

    def _overwrite(self, key: object, value: object) -> None:
        _set(self._remotes, self._target, (*self._path, ("item", key)), value, into=True)

    def _lent(self) -> Ref:
        """A handle for the dict itself, so that it can be an argument."""
        number = self._remotes.ask({"op": "lend", **self._target, "path": list(self._path)})["value"]
        if type(number) is not int:
            raise BadReply("a handle that is no number")
        return Ref("object", number, "dict")

    def __iter__(self) -> Iterator[Any]:
        """Iterate over the keys."""
        reply = self._remotes.ask({"op": "get", **self._target, "path": list(self._path), "keys": True})
        if type(reply.get("keys")) is not list:
            raise BadReply("a dict without keys")
        return iter(reply["keys"])

    def __len__(self) -> int:
        """Number of items."""
        return len(list(iter(self)))


class RemoteStudent:
    """The fixture `student`: the names of one notebook, in one snapshot."""

    def __init__(self, process: "Process", sources: dict[str, str], cpu_s: float) -> None:
        """Look at the names of a process.

        Args:
            process: the snapshot to call into.
            sources: the student's own source for each exercise id.
            cpu_s: CPU seconds that one call may take.
        """
        self._process, self._remotes, self._sources = process, process.remotes, sources
        self._remotes.cpu_s = cpu_s
        self._altered = False
        self.source_was_read = False
        self.replaced: set[str] = set()
        """Names that stand for a function or class of ours, see replace_global."""

    @property
    def lost(self) -> bool:
        """Whether the process behind it has ended, so that another snapshot is needed."""
        return self._process.lost

    def foresee(self, script: Script) -> bytes:
        """Ask all of a script at once; the digest of the answers. Raises Unforeseen where they cannot be used."""
        return self._process.foresee(script, self._remotes.cpu_s)

    def begin(self, run: str) -> None:
        """What follows belongs to this run of a hidden test."""
        self._process.begin(run)

    def __getattr__(self, name: str) -> RemoteFunction:
        """A function of the notebook; whether it is there shows when it is called."""
        if name.startswith("__"):
            raise AttributeError(name)
        return RemoteFunction(self._remotes, {"name": name})

    def set_module_attr(self, module: str, name: str, value: object) -> None:
        """Set a global of an importable module inside the snapshot, until `reset`."""
        self._altered = True
        self._remotes.ask({"op": "set_module", "module": module, "name": name, "value": value})

    def set_global(self, name: str, value: object) -> None:
        """Set a global of the notebook inside the snapshot, until `reset`."""
        self._altered = True
        self._remotes.ask({"op": "set_global", "name": name, "value": value})

    def replace_global(self, name: str, value: object) -> None:
        """Set a global of the notebook for as long as the snapshot lives: `reset` goes back to this one."""
        self.replaced.add(name)
        self._remotes.ask({"op": "set_global", "name": name, "value": value, "lasting": True})

    def reset(self) -> None:
        """Undo what `set_global` and `set_module_attr` did, so that the next test sees the student's own names."""
        if self._altered and not self.lost:
            self._altered = False
            with contextlib.suppress(StudentFault):  # a process that cannot answer is lost, and is replaced
                self._remotes.ask({"op": "reset"})

    def define(self, source: str, names: Sequence[str]) -> None:
        """Add functions of ours to the notebook; student code can read them, so they may hold nothing secret.

        Args:
            source: a module that defines them; `notebook` is there the dict of the student's names.
            names: which of its names the notebook gets.
        """
        self._remotes.ask({"op": "define", "source": source, "names": list(names)})

    def get_global(self, name: str) -> Any:
        """Read a global of the notebook."""
        return _reached(self._remotes, {"name": name}, ())

    def figures(self, name: str, *args: object, **kwargs: object) -> tuple[Figure, ...]:
        """Call a function of the notebook and return the figures that are open afterwards, as data."""
        reply = self._remotes.ask({"op": "figures", "name": name, "args": list(args), "kwargs": kwargs})
        try:
            return to_figures(reply["value"])
        except (ProtocolError, ValueError) as error:
            raise BadReply("the figures cannot be read") from error

    def source_of(self, exercise: str) -> str:
        """The student's own source of one exercise."""
        self.source_was_read = True
        return self._sources.get(exercise, "")


def _reached(remotes: Remotes, target: Message, path: tuple[tuple[str, object], ...]) -> Any:
    """A value behind a path; dicts stay remote, so that their items can be set."""
    reply = remotes.ask({"op": "get", **target, "path": list(path)})
    return RemoteDict(remotes, target, path) if reply.get("is_dict") is True else reply["value"]


def _set(
    remotes: Remotes, target: Message, path: tuple[tuple[str, object], ...], value: object, *, into: bool = False
) -> None:
    """Put a value behind a path; with `into`, into the array that is there."""
    remotes.ask({"op": "set", **target, "path": list(path), "value": value, "into": into})


def _exception(fault: object, name: str) -> Exception:
    """The exception for a fault that the sandbox reported; whatever does not fit the form is a bad reply."""
    if not isinstance(fault, dict) or type(fault.get("kind")) is not str:
        return BadReply("a fault of no known form")
    known: dict[str, Callable[[], Exception]] = {
        "undefined": lambda: NotDefined(name),
        "not-implemented": NotImplementedByStudent,
        "over-limit": lambda: OverLimit("cpu", "CPU seconds of one call"),
        "refused": lambda: BadReply(_word(fault.get("reason"), frozenset(Reason), "unsupported-type")),
        "error": lambda: _student_error(fault),
    }
    make = known.get(fault["kind"])
    return make() if make else BadReply("a fault of no known kind")


def _student_error(fault: Message) -> Exception:
    # Only names that Python itself defines: a name made up by student code could carry a hidden input to its page.
    type_name = _word(fault.get("type"), BUILTIN_ERRORS, "Exception")
    if type_name == "MemoryError":
        return OverLimit("memory", "memory")
    line, cell = (number if type(number) is int else None for number in (fault.get("line"), fault.get("cell")))
    return StudentError(type_name, line, cell)


def _word(given: object, known: frozenset[str], otherwise: str) -> str:
    return given if isinstance(given, str) and given in known else otherwise
