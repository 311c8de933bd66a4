"""The fixture `training`: a student's own training runs in the sandbox, and is judged out here.

The network and its updates run inside, on arrays that are mapped read-only (see datasets/rearranged.py), and nothing
crosses for each iteration. After every few hundred iterations the parameters come out and are evaluated here, with a
forward pass of ours, on test pictures that never enter a sandbox. It ends as soon as the last goal is reached, or
nothing is to be hoped for any more.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from autograder.course.model import Chapter
from autograder.datasets import DataSet
from autograder.datasets.rearranged import TrainingSet, rearranged
from autograder.errors import SuiteError
from autograder.grading.compare import Failed, fail
from autograder.grading.result import Curve
from autograder.grading.suite import HiddenTest
from autograder.grading.training_words import Course, diagnosis
from autograder.sandbox.faults import BadReply

Array = NDArray[Any]
Hidden = Literal["logistic", "rectified"]
_DRIVER = Path(__file__).with_name("training_driver.py")
_DRIVER_NAMES = ("training_begin", "training_go", "training_watch")
_KEYS = ("W1", "b1", "W2", "b2")
_CURVE_ENTRIES = 100
_DIGITS = 4


class Goals(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one training is asked for; it stands in thresholds.toml beside the suites, for each data set.

    Attributes:
        steps: test accuracies; each that is reached is worth the same share of the test's points.
        iterations: the most that are done.
        chunk: iterations between two evaluations.
        cpu_s: CPU seconds for all of it.
    """

    steps: tuple[float, ...]
    iterations: int = 10_000
    chunk: int = 600
    batch: int = 100
    lr: float = 0.1
    hidden_units: int = 50
    cpu_s: float = 60.0


@dataclass(frozen=True, slots=True)
class Setup:
    """Which of the student's names train, and how.

    Attributes:
        network: name of the student's class; None for a network of ours.
        train: name of the student's training function; None for a loop of ours.
        hidden: activation of the network, for the forward pass out here.
        one_hot: whether labels are passed as rows of 0 and 1.
        tests_too: whether the function takes test pictures as well (it gets decoys).
        stand_ins: source of functions by name, for those of the student's that the reference stands in for: a call of
            the reference would carry all pictures out of the sandbox in each iteration.
    """

    network: str | None
    train: str | None = None
    hidden: Hidden = "logistic"
    one_hot: bool = True
    tests_too: bool = False
    stand_ins: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Training:
    """What is the same for all trainings of a chapter."""

    data: TrainingSet
    thresholds: dict[str, dict[str, Goals]]
    _curves: list[Curve] = field(default_factory=list)

    @property
    def folder(self) -> Path:
        """What the sandbox is shown."""
        return self.data.shown

    def take_curves(self) -> tuple[Curve, ...]:
        """The learning curves since the last time."""
        curves, self._curves = tuple(self._curves), []
        return curves

    def goals(self, name: str) -> Goals:
        """The goals of that name for the data set in use."""
        try:
            return self.thresholds[name][self.data.name]
        except KeyError:
            where = f"[{name}.{self.data.name}]"
            raise SuiteError(f"thresholds.toml: lacks {where}. Add it as docs/thresholds.md tells.") from None

    def learns(self, student: Any, rng: np.random.Generator, name: str, setup: Setup) -> None:
        """Train, and fail in words where the goals of that name are not reached; some of them earn a part.

        Args:
            student: the fixture.
            rng: the fixture; network and batches are drawn from it.
            name: of the goals in thresholds.toml.
            setup: what trains.
        """
        goals = self.goals(name)
        course = self.train(student, int(rng.integers(1 << 31)), goals, setup, name)
        reached = sum(course.best >= step for step in goals.steps)
        if reached < len(goals.steps):
            fail(diagnosis(course, goals.steps), share=reached / len(goals.steps))

    def train(self, student: Any, seed: int, goals: Goals, setup: Setup, name: str = "training") -> Course:
        """Train and evaluate until the last goal is reached; return how it went."""
        replaced = setup.network is not None and setup.network in student.replaced
        network = None if replaced else setup.network
        hidden: Hidden = "logistic" if network is None else setup.hidden
        begin, go = _driver(student, setup)
        settings = _settings(network, setup, goals, seed, sizes=(784, goals.hidden_units, 10))
        course = Course(_checked(begin(settings), None, settings["sizes"])["params"])
        try:
            self._train(course, go, goals, hidden, settings["sizes"])
        finally:
            self._curves.append(_curve(name, course, goals))
        return course

    def _train(self, course: Course, go: Any, goals: Goals, hidden: Hidden, sizes: tuple[int, int, int]) -> None:
        while course.done < goals.iterations and course.cpu_s < goals.cpu_s and not course.is_hopeless:
            iterations = min(goals.chunk, goals.iterations - course.done)
            answer = _checked(go(iterations), iterations, sizes)
            course.add(answer["losses"], answer["params"], float(answer["cpu_s"]))
            course.exchanged = answer.get("exchanged") is True
            self._evaluate(course, answer["params"], hidden, goals.steps[-1])
            if course.best >= goals.steps[-1]:
                return

    def _evaluate(self, course: Course, params: Mapping[str, Array], hidden: Hidden, goal: float) -> None:
        """A fifth of the test pictures tells nearly as much as all; all are asked before the last goal counts."""
        names = forward(params, hidden)
        test = _accuracy(names, *self._sample)
        if test >= goal:
            test = _accuracy(names, self.data.x, self.data.t)
        course.evaluated(
            test=test,
            train=_accuracy(names, self.data.x_seen, self.data.t_seen),
            decoys=_accuracy(names, self.data.x_decoys, self.data.t_decoys),
        )

    @cached_property
    def _sample(self) -> tuple[Array, Array]:
        step = 5 if len(self.data.t) > 2000 else 1
        return np.ascontiguousarray(self.data.x[::step]), self.data.t[::step]


def small_training(student: Any, seed: int, setup: Setup, *, iterations: int, lr: float, numerical: bool) -> Course:
    """Train on a small task, if asked for with the network's numerical gradient; nothing is evaluated here."""
    begin, go = _driver(student, setup)
    network = None if setup.network in student.replaced else setup.network
    goals = Goals(steps=(1.0,), batch=20, lr=lr)
    settings = _settings(network, setup, goals, seed, sizes=(6, 5, 3)) | {"small": True, "numerical": numerical}
    course = Course(_checked(begin(settings), None, settings["sizes"])["params"])
    answer = _checked(go(iterations), iterations, settings["sizes"])
    course.add(answer["losses"], answer["params"], float(answer["cpu_s"]))
    return course


def forward(params: Mapping[str, Array], hidden: Hidden) -> Callable[[Array], Array]:
    """The answers of a network of two layers with these parameters."""
    with np.errstate(all="ignore"):  # what has grown beyond all bounds is infinite here, too
        w1, b1, w2, b2 = (np.asarray(params[key], np.float32) for key in _KEYS)

    def names(x: Array) -> Array:
        with np.errstate(all="ignore"):
            inner = x @ w1 + b1
            inner = np.maximum(inner, 0) if hidden == "rectified" else 1 / (1 + np.exp(-inner))
            answers: Array = (inner @ w2 + b2).argmax(axis=1)
        return answers

    return names


def training_of(
    chapter: Chapter, suites: Mapping[str, tuple[HiddenTest, ...]], data: DataSet, secret: bytes
) -> Training | None:
    """What the trainings of a chapter need; None for a chapter without any."""
    if not any("training" in test.fixtures for tests in suites.values() for test in tests):
        return None
    path = chapter.suites_dir / "thresholds.toml"
    try:
        found = msgspec.toml.decode(path.read_bytes(), type=dict[str, dict[str, Goals]])
    except (OSError, msgspec.MsgspecError) as error:
        raise SuiteError(f"{path}: cannot be read ({error}). A chapter with trainings needs it.") from error
    return Training(rearranged(data, secret, chapter.slug), found)


def define_driver(student: Any) -> None:
    """Send the driver to where the student's code runs."""
    student.define(_DRIVER.read_text(encoding="utf-8"), _DRIVER_NAMES)


def _driver(student: Any, setup: Setup) -> tuple[Any, Any]:
    define_driver(student)
    for name, source in setup.stand_ins.items():
        if name in student.replaced:
            student.define(source, [name])
    return student.training_begin, student.training_go


def _settings(
    network: str | None, setup: Setup, goals: Goals, seed: int, *, sizes: tuple[int, int, int]
) -> dict[str, Any]:
    return {
        "network": network, "train": setup.train, "one_hot": setup.one_hot, "tests_too": setup.tests_too,
        "batch": goals.batch, "lr": goals.lr, "seed": seed, "sizes": sizes, "small": False, "numerical": False,
    }  # fmt: skip


def _checked(answer: Any, iterations: int | None, sizes: tuple[int, int, int]) -> dict[str, Any]:
    """What came out of a sandbox, once it has the form that it must have."""
    if isinstance(answer, dict) and answer.get("too_slow") is True:
        raise Failed("it finds gradients by moving every weight, which would take hours here: use network.gradient")
    if isinstance(answer, dict) and answer.get("too_many") is True:
        raise Failed(f"it takes more than 4 gradients for each iteration, of which {iterations} are asked for")
    if not isinstance(answer, dict) or not isinstance(answer.get("params"), dict):
        raise BadReply("no parameters")
    inputs, hidden, outputs = sizes
    wanted = dict(zip(_KEYS, ((inputs, hidden), (hidden,), (hidden, outputs), (outputs,)), strict=True))
    for key, shape in wanted.items():
        value = answer["params"].get(key)
        if not isinstance(value, np.ndarray) or value.dtype.kind not in "fiu" or value.shape != shape:
            raise Failed(f"params['{key}'] of your network is no array of numbers of shape {shape}")
    losses = answer.get("losses")
    if iterations is None:
        return answer
    if not isinstance(losses, np.ndarray) or losses.dtype.kind != "f" or losses.shape != (iterations,):
        count = f", but {losses.size} for {iterations}" if isinstance(losses, np.ndarray) and losses.ndim == 1 else ""
        raise Failed(f"the losses that your training returns are not one number for each iteration{count}")
    if not isinstance(answer.get("cpu_s"), float):
        raise BadReply("no time")
    return answer


def _accuracy(names: Callable[[Array], Array], x: Array, t: Array) -> float:
    return float(np.mean(names(x) == t))


def _curve(name: str, course: Course, goals: Goals) -> Curve:
    losses = np.concatenate([*course.losses, np.zeros(0)])
    every = max(1, -(-len(losses) // _CURVE_ENTRIES))
    means = [float(losses[i : i + every].mean()) for i in range(0, len(losses), every)]
    shown = tuple(round(mean, _DIGITS) for mean in means if np.isfinite(mean))  # JSON knows no infinity
    return Curve(
        name, every, shown, tuple(course.places),
        tuple(round(value, _DIGITS) for value in course.train), tuple(round(value, _DIGITS) for value in course.test),
        goals.steps,
    )  # fmt: skip
