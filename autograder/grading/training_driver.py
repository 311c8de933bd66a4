"""Trains a student's network where the student's code runs.

The text of this file is sent into the sandbox, student code can read it: it holds no secret and no label that counts.
`notebook` is the dict of the student's names. What leaves the sandbox are losses, parameters and records of calls;
the trusted side judges them.
"""

from __future__ import annotations

import contextlib
import copy
import inspect
import itertools
import os
import time
from pathlib import Path
from typing import Any

import numpy as np

notebook: dict[str, Any] = globals().get("notebook", {})
_state: dict[str, Any] = {}
_NAMES = ("x_train", "t_train", "x_test", "t_test")
_MANY, _PART = 1000, 500
_VERY_MANY, _STEPS_BETWEEN = 5000, 300
_ENOUGH = 4
"""So many gradients in each iteration may be asked for, one for each parameter: who takes an epoch for an iteration
would go on for hours."""


def training_begin(settings: dict[str, Any]) -> dict[str, Any]:
    """Make the network and open the arrays; return the parameters as they are at the beginning."""
    np.random.seed(settings["seed"])  # noqa: NPY002  # the generator that networks of the course draw their weights from
    network_class = TwoLayers if settings["network"] is None else notebook[settings["network"]]
    network: Any = network_class(*settings["sizes"])
    data = _small(settings) if settings["small"] else _opened(one_hot=settings["one_hot"])
    if settings["numerical"]:
        _equip(network, gradient=_measured)
    elif not settings["small"]:
        _equip(network, numerical_gradient=_refused, **_spare(network, data[0]))
    rng = np.random.default_rng(settings["seed"] + 1)
    _state.update(settings=settings, network=network, data=data, rng=rng, arrays=dict(network.params), asked=0)
    return {"params": _params(network)}


def training_go(iterations: int) -> dict[str, Any]:
    """Train for some iterations more; return losses, parameters and CPU seconds."""
    began = time.process_time()
    _state["allowed"] = _state["asked"] + _ENOUGH * iterations
    try:
        losses = _train(_state["settings"], _state["network"], _state["data"], iterations, _state["rng"])
    except TooSlow as error:
        return {str(error): True}
    used = time.process_time() - began
    network = _state["network"]
    exchanged = all(network.params.get(key) is not array for key, array in _state["arrays"].items())
    return {"losses": losses, "params": _params(network), "cpu_s": used, "exchanged": exchanged}


class TooSlow(Exception):  # noqa: N818  # an answer, no failure of ours
    """A training asks for what would take hours."""


def _refused(*_: Any, **__: Any) -> Any:
    raise TooSlow("too_slow")  # what is answered


def _measured(self: Any, *args: Any, **named: Any) -> Any:
    return self.numerical_gradient(*args, **named)


def _spare(network: Any, pictures: Any) -> dict[str, Any]:
    """Methods that let a network look at a part where it is asked about very many rows at once.

    Who measures on all pictures in each iteration, or steps along the slope of all, loses points where the calls are
    written down (Watched). Here only the network counts that comes out, and no time limit may take more points for it.
    What is computed stays the student's own.
    """
    kind = type(network)

    def spared(name: str) -> Any:
        plain, turns = inspect.getattr_static(kind, name), itertools.count()

        def method(self: Any, *args: Any, **named: Any) -> Any:
            if name == "gradient":
                _count_gradients()
            lengths = {len(value) for value in (*args, *named.values()) if _has_rows(value)}
            step = max(lengths) // _PART if len(lengths) == 1 and max(lengths) > _MANY else 1
            if step > 1:
                rows = slice(next(turns) % step, None, step)
                args = tuple(value[rows] if _has_rows(value) else value for value in args)
                named = {key: value[rows] if _has_rows(value) else value for key, value in named.items()}
            return _bound(plain, self)(*args, **named)

        return method

    def repeating() -> dict[str, Any]:
        """As many answers as pictures are expected here, so a part will not do: those given some steps ago will."""
        answers: Any = None
        then = 0

        def predict(self: Any, x: Any, *args: Any, **named: Any) -> Any:
            nonlocal answers, then
            if self is not network or x is not pictures or len(x) <= _VERY_MANY or args or named:
                return _bound(plain, self)(x, *args, **named)
            if answers is None or _state["asked"] >= then + _STEPS_BETWEEN:
                answers, then = _bound(plain, self)(x), _state["asked"]
            return copy.copy(answers)

        plain = inspect.getattr_static(kind, predict.__name__, None)
        return {predict.__name__: predict} if plain else {}

    return {name: spared(name) for name in ("accuracy", "loss", "gradient") if hasattr(kind, name)} | repeating()


def _count_gradients() -> None:
    _state["asked"] += 1
    if _state["asked"] > _state["allowed"]:
        raise TooSlow("too_many")


def _bound(plain: Any, network: Any) -> Any:
    return plain.__get__(network, type(network)) if hasattr(plain, "__get__") else plain


def _equip(network: Any, **methods: Any) -> None:
    """Give an object methods of ours, in a class of its own below the student's, so that its copies have them, too.

    Where the student's class does not allow this, the object itself gets them; and where not even that can be, it is
    left as it is: however a network is made, it can be trained.
    """
    kind = type(network)
    try:
        object.__setattr__(network, "__class__", type(kind.__name__, (kind,), {"__slots__": (), **methods}))
    except Exception:  # noqa: BLE001  # the student's class may refuse in any way
        for name, method in methods.items():
            with contextlib.suppress(Exception):
                object.__setattr__(network, name, method.__get__(network))


def _has_rows(value: Any) -> bool:
    return isinstance(value, np.ndarray) and value.ndim > 0


def training_watch(settings: dict[str, Any]) -> dict[str, Any]:
    """Let the student's training run on a network that writes down every call; return the records and the result."""
    watched = Watched(settings)
    rng = np.random.default_rng(settings["seed"])
    start = watched.sum()
    first = {key: value.copy() for key, value in watched.params.items()}
    result = _call(settings, watched, watched.data, settings["iterations"], rng)
    names = ("call", "of_test", "matching", "before")
    records: dict[str, Any] = {name: np.array([record[name] for record in watched.records]) for name in names}
    rows = [record["rows"] for record in watched.records]
    moved = np.array([not np.array_equal(watched.params.get(key, np.nan), value) for key, value in first.items()])
    return {**records, "rows": rows, "moved": moved, "start": start, "after": watched.sum(), "results": _parts(result)}


def _train(settings: dict[str, Any], network: Any, data: list[Any], iterations: int, rng: Any) -> Any:
    if settings["train"] is not None:
        result = _call(settings, network, data, iterations, rng)
        return _parts(result)[0]
    x, t = data[:2]
    losses = np.empty(iterations)
    for i in range(iterations):
        rows = rng.choice(len(x), settings["batch"])
        gradient = network.gradient(x[rows], t[rows])
        for key in network.params:
            network.params[key] -= settings["lr"] * gradient[key]
        losses[i] = network.loss(x[rows], t[rows])
    return losses


def _call(settings: dict[str, Any], network: Any, data: list[Any], iterations: int, rng: Any) -> Any:
    arrays = data if settings["tests_too"] else data[:2]
    train = notebook[settings["train"]]
    return train(network, *arrays, iterations, settings["batch"], settings["lr"], rng)


def _parts(result: Any) -> list[Any]:
    """Several lists of numbers, or the only one."""
    lists = (list, tuple, np.ndarray)
    several = isinstance(result, (list, tuple)) and len(result) > 0 and all(isinstance(part, lists) for part in result)
    return [_plain(part) for part in result] if several else [_plain(result)]


def _plain(values: Any) -> Any:
    if not isinstance(values, (list, tuple, np.ndarray)):
        return values
    try:
        return np.array(values, dtype=float)
    except (TypeError, ValueError):
        return "no list of numbers"


def _params(network: Any) -> dict[str, Any]:
    return {str(key): np.array(value) for key, value in network.params.items()}


def _opened(*, one_hot: bool) -> list[Any]:
    folder = Path(os.environ["TRAINING_DIR"])
    names = [f"{name}_one_hot" if one_hot and name.startswith("t_") else name for name in _NAMES]
    return [np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r")) for name in names]


def _small(settings: dict[str, Any]) -> list[Any]:
    """A task that numerical gradients can do: clouds of points around a corner for each class."""
    rng = np.random.default_rng(settings["seed"] + 2)
    inputs, _, classes = settings["sizes"]
    labels = rng.integers(classes, size=200)
    corners = 4 * np.eye(classes, inputs)
    x = corners[labels] + rng.normal(size=(200, inputs))
    t = np.eye(classes)[labels] if settings["one_hot"] else labels
    return [x[:150], t[:150], x[150:], t[150:]]


class TwoLayers:
    """A network of ours, sigmoid and softmax, for a training that must not depend on the student's own network."""

    def __init__(self, inputs: int, hidden: int, outputs: int) -> None:
        normal = np.random.standard_normal
        self.params = {
            "W1": 0.01 * normal((inputs, hidden)),
            "b1": np.zeros(hidden),
            "W2": 0.01 * normal((hidden, outputs)),
            "b2": np.zeros(outputs),
        }

    def _forward(self, x: Any) -> tuple[Any, Any]:
        p = self.params
        with np.errstate(over="ignore"):
            hidden = 1 / (1 + np.exp(-(x @ p["W1"] + p["b1"])))
        scores = hidden @ p["W2"] + p["b2"]
        weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
        return hidden, weights / weights.sum(axis=-1, keepdims=True)

    def predict(self, x: Any) -> Any:
        """Probabilities of the classes."""
        return self._forward(x)[1]

    def loss(self, x: Any, t: Any) -> float:
        """Mean cross entropy."""
        return float(-np.mean(np.sum(self._targets(t) * np.log(self.predict(x) + 1e-7), axis=-1)))

    def accuracy(self, x: Any, t: Any) -> float:
        """Share of right answers."""
        return float(np.mean(self.predict(x).argmax(axis=-1) == self._targets(t).argmax(axis=-1)))

    def gradient(self, x: Any, t: Any) -> dict[str, Any]:
        """Slopes of the loss."""
        hidden, y = self._forward(x)
        slope = (y - self._targets(t)) / len(x)
        inner = slope @ self.params["W2"].T * hidden * (1 - hidden)
        return {"W1": x.T @ inner, "b1": inner.sum(axis=0), "W2": hidden.T @ slope, "b2": slope.sum(axis=0)}

    numerical_gradient = gradient

    def _targets(self, t: Any) -> Any:
        return np.eye(len(self.params["b2"]))[t] if np.ndim(t) == 1 else t


class Watched:
    """A network whose numbers follow simple rules, so that the trusted side can say what must come out."""

    def __init__(self, settings: dict[str, Any]) -> None:
        rng = np.random.default_rng(settings["seed"] + 1)
        shapes = {"W1": (2, 3), "b1": (3,), "W2": (3, 2), "b2": (2,)}
        self.params = {name: rng.normal(size=shape) for name, shape in shapes.items()}
        self.records: list[dict[str, Any]] = []
        self._one_hot = settings["one_hot"]
        self.data = [*self._rows(0, settings["n_train"]), *self._rows(1000, settings["n_test"])]

    def _rows(self, first: int, count: int) -> tuple[Any, Any]:
        numbers = np.arange(first, first + count)
        labels = numbers * 7 % 10
        return np.column_stack([numbers, np.ones(count)]).astype(float), np.eye(10)[labels] if self._one_hot else labels

    def _record(self, call: int, x: Any, t: Any) -> Any:
        rows = np.asarray(x)[:, 0]
        labels = np.asarray(t).argmax(axis=1) if np.ndim(t) == 2 else np.asarray(t)
        matching = len(labels) == len(rows) and bool((rows * 7 % 10 == labels).all())
        record = {"call": call, "of_test": int((rows >= 1000).sum()), "rows": rows.copy(), "matching": matching}
        self.records.append({**record, "before": self.sum()})
        return rows

    def sum(self) -> float:
        """Of all parameters: it tells two moments apart."""
        return float(sum(value.sum() for value in self.params.values()))

    def gradient(self, x: Any, t: Any) -> dict[str, Any]:
        """Not the slopes of anything: numbers that tell how they were used."""
        rows = self._record(0, x, t)
        return {key: 0.1 * value + 0.001 * rows.mean() for key, value in self.params.items()}

    def numerical_gradient(self, x: Any, t: Any) -> dict[str, Any]:
        """As the other one, but the slow way."""
        slopes = self.gradient(x, t)
        self.records[-1]["call"] = 1
        return slopes

    def loss(self, x: Any, t: Any) -> float:
        """A number that tells of which rows and at which parameters it was taken."""
        rows = self._record(2, x, t)
        return float(rows.mean() + self.records[-1]["before"])

    def accuracy(self, x: Any, t: Any) -> float:
        """The share of rows that are named rightly, which tells when it was asked for."""
        rows = self._record(3, x, t)
        return float(named_rightly(rows, self.records[-1]["before"]).mean())

    def predict(self, x: Any) -> Any:
        """Scores in which as many rows are named rightly as accuracy says."""
        rows = np.asarray(x)[:, 0]
        labels = rows.astype(int) * 7 + ~named_rightly(rows, self.sum())
        return np.eye(10)[labels % 10]


def named_rightly(rows: Any, moment: float) -> Any:
    """Which rows the watched network names rightly when its parameters add up to this: others at each moment.

    Every fourth is always wrong, so that nobody who ends a training when all is right ends it here.
    """
    with np.errstate(invalid="ignore"):  # of a training that runs away
        found = np.abs(4e4 * np.sin(13 * rows + 1e3 * moment)) % 1 < abs(777 * moment) % 1
    return found & (rows % 4 > 0)
