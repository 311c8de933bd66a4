"""Calls into the student's code, inside the sandbox: functions, objects, module attributes and drawn figures."""

import contextlib
import functools
import importlib
import io
import signal
import types
from collections.abc import Callable, Iterator
from typing import Any

from autograder.sandbox.cells import CellRunner, CpuLimitReached, cpu_timer
from autograder.sandbox.faults import BUILTIN_ERRORS
from autograder.sandbox.figures import extract_figures
from autograder.sandbox.outputs import MAX_PRINTED, Outputs, captured
from autograder.sandbox.proxies import Proxy, arrays_of, as_class, hold, write_into
from autograder.sandbox.value_types import FUNCTIONS
from autograder.sandbox.values import Ref, RefKind, Refused

Message = dict[str, Any]
_CELL_PREFIX = "<cell "
_MISSING = object()


class _Undefined(Exception):  # noqa: N818  # an answer to the trusted side, not an error of ours
    """The notebook defines no such name."""


class Invoker:
    """Answers the requests that reach into the notebook's names."""

    def __init__(self, runner: CellRunner, exchange: Callable[[Message], Message]) -> None:
        self.runner, self._exchange = runner, exchange
        self._objects: dict[int, object] = {}
        self._numbers: dict[int, int] = {}
        self._undo: list[Callable[[], None]] = []
        self._shared: list[list[Any]] = []

    def handlers(self) -> dict[str, Callable[[Message], Message]]:
        """Request names and what answers them."""
        return {
            "call": self._guarded(self._call),
            "get": self._guarded(self._get),
            "set": self._guarded(self._set),
            "lend": self._guarded(self._lend),
            "set_global": self._guarded(self._set_global),
            "define": self._guarded(self._define),
            "set_module": self._guarded(self._set_module),
            "reset": self._guarded(self._reset),
            "figures": self._guarded(self._figures),
        }

    def to_ref(self, value: object) -> Ref | None:
        """A handle for what is no plain data: the student's own functions, classes and their instances."""
        kind: RefKind
        if isinstance(value, Proxy):
            return Ref("proxy", vars(value)["_number"], "")
        if isinstance(value, FUNCTIONS) or _is_own_class(value):
            kind = "function"
        elif type(value).__module__ == "__main__":
            kind = "object"
        else:
            return None
        return Ref(kind, self._number(value), type(value).__name__[:80])

    def _number(self, value: object) -> int:
        """The number of a handle: counted, so that the same requests have the same bytes for every notebook."""
        number = self._numbers.setdefault(id(value), len(self._objects) + 1)
        self._objects[number] = value  # kept alive, so that its id stays its own
        return number

    def from_ref(self, ref: Ref) -> object:
        """What a handle of the trusted side stands for."""
        if ref.kind == "callback":
            return self._callback(ref.id)
        if ref.kind == "proxy":
            return Proxy(self._ask, ref.id)
        return self._objects[ref.id]

    def _callback(self, number: int) -> Callable[..., object]:
        def function(*args: object, **kwargs: object) -> object:
            arrays = arrays_of(args, kwargs)
            self._shared.append(arrays)
            try:
                reply = self._ask({"op": "callback", "id": number, "args": list(args), "kwargs": kwargs})
            finally:
                self._shared.pop()
            write_into(arrays, reply.get("sync"))
            hold(reply["value"], arrays)
            return reply["value"]

        return function

    def _ask(self, message: Message) -> Message:
        # The CPU timer must not strike between two halves of a frame.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGPROF])
        try:
            reply = self._exchange(message)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        if "failed" in reply:
            raise RuntimeError(reply["failed"])
        return reply

    def _guarded(self, action: Callable[[Message], Message]) -> Callable[[Message], Message]:
        def handler(message: Message) -> Message:
            def stop(_signal: int, _frame: object) -> None:
                raise CpuLimitReached

            try:
                with captured(Outputs(0)), cpu_timer(message["cpu_s"], stop):
                    if message.get("sync"):
                        write_into(self._shared[-1], message["sync"])
                    return action(message)
            except BaseException as error:  # noqa: BLE001  # whatever student code raises becomes an answer
                return {"fault": _fault(error)}

        return handler

    def _resolve(self, message: Message) -> Any:
        if "ref" in message:
            target: Any = self._objects[message["ref"]]
        elif message["name"] in self.runner.namespace:
            target = self.runner.namespace[message["name"]]
        else:
            raise _Undefined
        for kind, key in message.get("path", ()):
            target = getattr(target, key) if kind == "attr" else target[key]
        return target

    def _call(self, message: Message) -> Message:
        args, kwargs = message["args"], message["kwargs"]
        if message.get("with_print"):
            text = io.StringIO()
            with contextlib.redirect_stdout(text):
                value = self._resolve(message)(*args, **kwargs)
            return {"value": value, "printed": text.getvalue()[:MAX_PRINTED]}
        value = self._resolve(message)(*args, **kwargs)
        return {"value": value, "args": args} if message.get("with_args") else {"value": value}

    def _get(self, message: Message) -> Message:
        value = self._resolve(message)
        if not isinstance(value, dict):
            return {"value": value}
        # Its items are asked for one by one: a test wants few of them, and some may not be able to cross.
        return {"keys": list(value)} if message.get("keys") else {"value": None, "is_dict": True}

    def _lend(self, message: Message) -> Message:
        return {"value": self._number(self._resolve(message))}

    def _set(self, message: Message) -> Message:
        if message.get("into"):
            self._resolve(message)[...] = message["value"]
            return {"value": None}
        *path, (kind, key) = message["path"]
        target = self._resolve({**message, "path": path})
        if kind == "attr":
            setattr(target, key, message["value"])
        else:
            target[key] = message["value"]
        return {"value": None}

    def _set_global(self, message: Message) -> Message:
        return self._put(self.runner.namespace, message)

    def _define(self, message: Message) -> Message:
        # Names of its own, so that it neither replaces nor supplies what a student's code should have.
        names: dict[str, Any] = {"__name__": "__main__", "notebook": self.runner.namespace}
        exec(compile(message["source"], "<autograder>", "exec"), names)  # noqa: S102  # our own code
        self.runner.namespace.update({name: names[name] for name in message["names"]})
        return {"value": None}

    def _set_module(self, message: Message) -> Message:
        return self._put(vars(importlib.import_module(message["module"])), message)

    def _put(self, names: dict[str, Any], message: Message) -> Message:
        name = message["name"]
        if not message.get("lasting"):
            self._undo.append(functools.partial(_put_back, names, name, names.get(name, _MISSING)))
        value = message["value"]
        # In the place of a class stands a class: the notebook may ask isinstance.
        made = isinstance(names.get(name), type) and isinstance(value, types.FunctionType)
        names[name] = as_class(name, value) if made else value
        return {"value": None}

    def _reset(self, _message: Message) -> Message:
        while self._undo:
            self._undo.pop()()
        return {"value": None}

    def _figures(self, message: Message) -> Message:
        import matplotlib.pyplot as plt

        plt.close("all")
        with _figures_stay_open():
            self._resolve(message)(*message["args"], **message["kwargs"])
            return {"value": extract_figures()}


def _put_back(names: dict[str, Any], name: str, value: object) -> None:
    if value is _MISSING:
        names.pop(name, None)
    else:
        names[name] = value


def _is_own_class(value: object) -> bool:
    return isinstance(value, type) and value.__module__ == "__main__"


@contextlib.contextmanager
def _figures_stay_open() -> Iterator[None]:
    """The inline backend closes what plt.show() has shown; a test wants to look at it first."""
    import matplotlib.pyplot as plt

    backend: Any = plt._get_backend_mod()  # noqa: SLF001  # pyplot has no public way
    show, backend.show = backend.show, staticmethod(lambda *_, **__: None)
    try:
        yield
    finally:
        backend.show = show


def _fault(error: BaseException) -> Message:
    if isinstance(error, CpuLimitReached):
        return {"kind": "over-limit"}
    if isinstance(error, _Undefined):
        return {"kind": "undefined"}
    if isinstance(error, Refused):
        return {"kind": "refused", "reason": str(error.reason)}
    cell, line = _place(error)
    if isinstance(error, NotImplementedError) and cell is not None:
        return {"kind": "not-implemented", "cell": cell, "line": line}
    name = next((k.__name__ for k in type(error).__mro__ if k.__name__ in BUILTIN_ERRORS), "Exception")
    return {"kind": "error", "type": name, "cell": cell, "line": line}


def _place(error: BaseException) -> tuple[int | None, int | None]:
    """Cell and line of the student's code where the error came from."""
    found: tuple[int | None, int | None] = (None, None)
    trace = error.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name.startswith(_CELL_PREFIX) and name[len(_CELL_PREFIX) : -1].isdigit():
            found = int(name[len(_CELL_PREFIX) : -1]), trace.tb_lineno
        trace = trace.tb_next
    return found
