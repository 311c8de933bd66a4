"""How a training went, and what is wrong with it in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
_PATIENCE = 5
_IMPROVEMENT = 0.004
_CLASSES = 10
_CHANCE = 0.25
_LOSS_FLOOR_OF_TWO_SOFTMAXES = float(np.log(np.e + _CLASSES - 1) - 1)
"""Probabilities in place of scores are at most 1 apart: the loss cannot fall below 1.46."""


@dataclass
class Course:
    """How a training went.

    Attributes:
        first: the parameters before any iteration.
        losses: as reported, chunk by chunk.
        params: the last ones.
        exchanged: whether params holds other arrays now than at the beginning.
        places: after how many iterations it was evaluated; `test`, `train`, `decoys` are the accuracies there.
    """

    first: Mapping[str, Array]
    losses: list[Array] = field(default_factory=list)
    params: Mapping[str, Array] = field(default_factory=dict)
    places: list[int] = field(default_factory=list)
    test: list[float] = field(default_factory=list)
    train: list[float] = field(default_factory=list)
    decoys: list[float] = field(default_factory=list)
    cpu_s: float = 0.0
    exchanged: bool = False

    @property
    def done(self) -> int:
        """Iterations so far."""
        return sum(map(len, self.losses))

    @property
    def best(self) -> float:
        """The best test accuracy so far."""
        return max(self.test, default=0.0)

    @property
    def is_finite(self) -> bool:
        """Whether all numbers are finite."""
        values = [*self.losses, *self.params.values()]
        return all(bool(np.isfinite(value).all()) for value in values)

    @property
    def has_moved(self) -> bool:
        """Whether any parameter differs from its beginning."""
        return any(not np.array_equal(value, self.params.get(key, np.nan)) for key, value in self.first.items())

    @property
    def is_hopeless(self) -> bool:
        """Whether going on would only cost time."""
        if not self.test:
            return False
        if not self.is_finite or not self.has_moved or max(self.decoys) > 2 * _CHANCE:
            return True
        before = max(self.test[:-_PATIENCE], default=0.0)
        return len(self.test) > _PATIENCE and self.best < before + _IMPROVEMENT

    def add(self, losses: Array, params: Mapping[str, Array], cpu_s: float) -> None:
        """Some iterations more."""
        self.losses.append(losses)
        self.params = params
        self.cpu_s += cpu_s

    def evaluated(self, *, test: float, train: float, decoys: float) -> None:
        """Accuracies at the place reached."""
        self.places.append(self.done)
        self.test.append(test)
        self.train.append(train)
        self.decoys.append(decoys)


def diagnosis(course: Course, steps: Sequence[float]) -> str:
    """The sentence for a training that did not reach its last goal: what it reached, and why as far as it shows."""
    asked = f"{steps[-1]:.1%} are asked for"
    reached = f"after {course.done} iterations it names {course.best:.1%} of new images rightly, {asked}"
    cause = _cause(course)
    return f"{reached}; {cause}" if cause else reached


def _cause(course: Course) -> str:
    losses = np.concatenate([*course.losses, np.zeros(0)])
    if not course.has_moved:
        return "the parameters are the same after the training as before: are they updated, in network.params itself?"
    if not course.is_finite:
        place = int(np.argmin(np.isfinite(losses)))
        return f"from iteration {place} on the numbers are not finite: look at the sign and the size of the update"
    if max(course.decoys, default=0.0) > 2 * _CHANCE:
        return "the network has learned the test images: train on the training images only"
    early, late = float(losses[:10].mean()), float(losses[-50:].mean())
    if late > 1.1 * early and course.best < 2 * _CHANCE:
        return "the loss rises: an update has to go against the gradient"
    return _cause_of_slowness(course, early, late)


def _cause_of_slowness(course: Course, early: float, late: float) -> str:
    if _spread(course.first, "W1") > 0.3 or early > 1.3 * np.log(_CLASSES):
        return "the training starts far off, with a loss that should be about 2.3: are the first weights small enough?"
    if late < 0.2 and course.best < 0.9:
        return "the loss of the batches is nearly 0, but new images are not known: is it the same batch each time?"
    if late > 0.97 * early and course.best <= _CHANCE:
        return _cause_of_standstill(course)
    if kept := _kept(course):
        return f"{kept} the same as before: are all parameters updated?"
    if 0.97 * _LOSS_FLOOR_OF_TWO_SOFTMAXES < late < 0.8 * early and course.best > 2 * _CHANCE:
        return "the loss stays above 1.4 although most answers are right: is softmax applied twice?"
    return "it learns, but slowly: is the learning rate used as it is passed?"


def _cause_of_standstill(course: Course) -> str:
    """Why the answers stay as good as guessed, as far as the parameters tell."""
    weights = course.params.get("W1")
    if weights is not None and weights.ndim > 1 and not np.ptp(weights, axis=-1).any():
        return "the loss hardly falls, and all hidden neurons are alike: do the weights start from one value?"
    if kept := _kept(course):
        return f"the loss hardly falls, and {kept} the same as before: are all parameters updated?"
    if course.exchanged:
        return (
            "the loss hardly falls: params holds new arrays now, and the layers still work with those of the "
            "beginning. Write into the arrays: network.params[key] -= ..."
        )
    return (
        "the loss hardly falls: does each input come with its own label, and is the learning rate used as it is passed?"
    )


def _kept(course: Course) -> str:
    """The parameters that the training left as they were, as the beginning of a sentence."""
    same = [key for key, value in course.first.items() if np.array_equal(value, course.params.get(key, np.nan))]
    return f"{', '.join(same)} {'is' if len(same) == 1 else 'are'}" if same else ""


def _spread(params: Mapping[str, Array], key: str) -> float:
    return float(np.std(params[key])) if key in params else 0.0
