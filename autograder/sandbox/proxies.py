"""Objects of the trusted side as student code sees them, inside the sandbox: everything is asked for over there."""

from collections.abc import Callable, Iterator, MutableMapping
from typing import Any

import numpy as np

from autograder.sandbox.lending import Arrays, changes

Message = dict[str, Any]
Ask = Callable[[Message], Message]
Path = tuple[tuple[str, Any], ...]


class Proxy:
    """An object of a class that the student's code knows by its methods and attributes."""

    _ask: Ask
    _number: int
    _held: tuple[Arrays, Arrays]

    def __init__(self, ask: Ask, number: int) -> None:
        object.__setattr__(self, "_ask", ask)
        object.__setattr__(self, "_number", number)
        object.__setattr__(self, "_held", ([], []))

    def __getattr__(self, name: str) -> Any:
        """An attribute's value, or a method that is called over there."""
        if name.startswith("_"):
            raise AttributeError(name)
        return _reached(self, (("attr", name),))

    def __setattr__(self, name: str, value: object) -> None:
        """Set an attribute over there."""
        _request(self, "set", (("attr", name),), [value])

    def __call__(self, *args: object, **kwargs: object) -> Any:
        """Call the object over there."""
        return _request(self, "call", (), list(args), kwargs)["value"]


class ProxyDict(MutableMapping[Any, Any]):
    """A dict that is an attribute of an object over there."""

    def __init__(self, proxy: Proxy, path: Path) -> None:
        self._proxy, self._path = proxy, path

    def __getitem__(self, key: object) -> Any:
        """The value of one item."""
        try:
            return _reached(self._proxy, (*self._path, ("item", key)))
        except AttributeError:
            raise KeyError(key) from None

    def __setitem__(self, key: object, value: object) -> None:
        """Set one item over there."""
        _request(self._proxy, "set", (*self._path, ("item", key)), [value])

    def __delitem__(self, key: object) -> None:
        """Nothing is deleted over there."""
        raise TypeError("items of this dict cannot be deleted")

    def __iter__(self) -> Iterator[Any]:
        """Iterate over the keys."""
        return iter(_request(self._proxy, "keys", self._path)["value"])

    def __len__(self) -> int:
        """Number of items."""
        return len(_request(self._proxy, "keys", self._path)["value"])


def arrays_of(args: tuple[Any, ...], kwargs: dict[str, Any]) -> Arrays:
    """The arrays among arguments, in an order that both sides know."""
    return [value for value in (*args, *kwargs.values()) if type(value) is np.ndarray]


def write_into(arrays: Arrays, news: Any) -> None:
    """Bring arrays to what the trusted side has made of them."""
    for number, new in news or ():
        arrays[number][...] = new


def hold(value: object, arrays: Arrays) -> None:
    """Let an object over there follow the arrays that it was made with."""
    if isinstance(value, Proxy):
        object.__setattr__(value, "_held", (arrays, [array.copy() for array in arrays]))


def as_class(name: str, make: Callable[..., object]) -> type:
    """A class whose instances are made and live on the trusted side, so that isinstance still has an answer."""

    def new(cls: type, *args: object, **kwargs: object) -> object:
        value = make(*args, **kwargs)
        if isinstance(value, Proxy):
            object.__setattr__(value, "__class__", cls)
        return value

    members = {"__new__": new, "__init__": lambda *_, **__: None, "__module__": "__main__"}
    return type(name, (Proxy,), members)


def _reached(proxy: Proxy, path: Path) -> Any:
    reply = _request(proxy, "get", path)
    if reply.get("is") == "function":
        return lambda *args, **kwargs: _request(proxy, "call", path, list(args), kwargs)["value"]
    return ProxyDict(proxy, path) if reply.get("is") == "dict" else reply["value"]


def _request(
    proxy: Proxy, operation: str, path: Path, args: list[object] | None = None, kwargs: dict[str, object] | None = None
) -> Message:
    own = vars(proxy)
    request = {
        "op": "callback",
        "lent": own["_number"],
        "do": operation,
        "path": list(path),
        "args": args or [],
        "kwargs": kwargs or {},
        "sync": changes(*own["_held"]),
    }
    reply = own["_ask"](request)
    if reply.get("missing"):
        raise AttributeError(path[-1][1] if path else "")
    return reply  # type: ignore[no-any-return]
