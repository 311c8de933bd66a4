"""Watches a student's training function at work on a network that writes down every call.

The network (Watched in training_driver.py) is ours and its numbers follow simple rules, so the student's own network
has no part in it, and it costs milliseconds: which rows were drawn, how the parameters moved, what was noted when.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.grading.compare import Tolerance, assert_close, require
from autograder.grading.training import define_driver
from autograder.grading.training_driver import named_rightly
from autograder.sandbox.faults import BadReply

Array = NDArray[Any]
_GRADIENT, _NUMERICAL, _ACCURACY = 0, 1, 3
_NEAR = Tolerance(rel=1e-6, abs=1e-9)
_NAMES = ("W1", "b1", "W2", "b2")
_ENTRIES = 17
"""Of all parameters of the watched network together."""


@dataclass(frozen=True)
class Watched:
    """What a training function did.

    Attributes:
        settings: with which it was called.
        call: what the network was asked for, call by call: 0 gradient, 1 numerical gradient, 2 loss, 3 accuracy.
        of_test: how many test rows were passed.
        matching: whether each row came with its own label.
        before: sum of all parameters at that moment.
        rows: numbers of the rows that were passed.
        moved: for each parameter by name, whether it differs at the end from the beginning.
        start: sum of all parameters at the beginning.
        after: sum of all parameters at the end.
        results: what was returned, one or several parts.
    """

    settings: dict[str, Any]
    call: Array
    of_test: Array
    matching: Array
    before: Array
    rows: list[Array]
    moved: dict[str, bool]
    start: float
    after: float
    results: list[Any]

    @property
    def steps(self) -> list[int]:
        """The calls that asked for a gradient."""
        return [number for number, call in enumerate(self.call) if call in (_GRADIENT, _NUMERICAL)]

    def check_batches(self) -> None:
        """Each iteration draws a batch of the asked size, anew, out of all training rows, with their own labels."""
        self._check_number_of_steps()
        batches = [self.rows[step] for step in self.steps]
        require(not any(self.of_test[self.steps]), "the test data are used for learning")
        require(all(len(batch) == self.settings["batch"] for batch in batches), "a batch has not the size asked for")
        require(self.matching[self.steps].all(), "in a batch, the rows of x and t do not belong together")
        again = all(np.array_equal(np.sort(batch), np.sort(batches[0])) for batch in batches)
        require(not again, "it is the same batch in every iteration")
        seen = {int(number) for batch in batches for number in batch}
        require(len(seen) == self.settings["n_train"], "some of the training data are never drawn")

    def check_draws_with_its_own_generator(self, other: "Watched") -> None:
        """Two trainings with differently seeded generators draw different batches."""
        both = zip((self.rows[step] for step in self.steps), (other.rows[step] for step in other.steps), strict=False)
        same = all(np.array_equal(*rows) for rows in both)
        require(not same, "generators of different seeds give the very same batches: draw with the rng that is passed")

    def check_updates(self) -> None:
        """Each iteration moves all parameters by the learning rate times the gradient, against it."""
        self._check_number_of_steps()
        require(not (self.call == _NUMERICAL).any(), "the slow numerical gradient is used, not network.gradient")
        untouched = self.before[self.steps[0]] == self.start
        require(untouched, "the parameters are changed before the first gradient: start from the network as it is")
        sums = np.array([*self.before[self.steps], self.after])
        moved, wanted = np.diff(sums), np.array([-self._slope(step) for step in self.steps]) * self.settings["lr"]
        require(np.any(moved != 0), "the parameters of the network are never changed")
        kept = [name for name, has_moved in self.moved.items() if not has_moved]
        require(not kept, f"{' and '.join(kept)} never changed: step in every array of network.params")
        require(not np.allclose(moved, -wanted, rtol=1e-3), "the parameters move along the gradient, not against it")
        later = np.allclose(moved[0], wanted[0]) and not np.allclose(moved, wanted)
        require(
            not later, "the first step is right, and later ones are not: each is lr times the gradient of its batch"
        )
        assert_close(moved, wanted, _NEAR, what="the change of the parameters in each iteration")

    def check_losses(self) -> None:
        """There is one loss for each iteration, of its own batch, after its update."""
        self._check_number_of_steps()
        losses = self.results[0]
        fits = isinstance(losses, np.ndarray) and losses.shape == (self.settings["iterations"],)
        require(fits, "the losses have to be a list of one number for each iteration")
        means = np.array([self.rows[step].mean() for step in self.steps])
        sums = np.array([*self.before[self.steps], self.after])
        require(np.any(np.diff(sums) != 0), "no step is taken, so there is no loss that could be noted after one")
        early = np.allclose(losses, means + sums[:-1], rtol=1e-6)
        require(not early, "the losses are those before each update, not after it")
        assert_close(losses, means + sums[1:], _NEAR, what="the list of losses")

    def check_epochs(self) -> None:
        """At the start of each epoch, the accuracy on all training and on all test data is noted."""
        self._check_number_of_steps()
        epoch = max(self.settings["n_train"] // self.settings["batch"], 1)
        sums, stepped = self.before[self.steps][::epoch], [*self.before[self.steps][1:], self.after][::epoch]
        measured = self.call == _ACCURACY
        require(self.matching[measured].all(), "an accuracy is measured with labels that are not those of its samples")
        parts = self.results[1:3]
        lists = len(parts) == 2 and all(isinstance(part, np.ndarray) and part.ndim == 1 for part in parts)
        require(lists, "the accuracies have to be two lists of numbers, on the training data and on the test data")
        rows = np.arange(self.settings["n_train"]), 1000 + np.arange(self.settings["n_test"])
        for part, name, numbers in zip(parts, ("training", "test"), rows, strict=True):
            every = len(part) == self.settings["iterations"] > len(sums)
            require(not every, f"the {name} accuracy is noted in every iteration, not once for each epoch")
            require(len(part) == len(sums), f"the {name} accuracy is not noted once at the start of each epoch")
            wanted, late = ([named_rightly(numbers, at).mean() for at in moments] for moments in (sums, stepped))
            on_all = any(np.array_equal(np.sort(self.rows[call]), numbers) for call in np.flatnonzero(measured))
            if np.allclose(part, wanted):
                continue
            require(on_all or not measured.any(), f"the {name} accuracy is never measured on all {name} data at once")
            percent = np.allclose(part, 100 * np.array(wanted))
            require(not percent, f"the {name} accuracy is in percent, and a share from 0 to 1 is asked for")
            require(not np.allclose(part, late), f"the {name} accuracy is noted after the first step of an epoch")
            assert_close(part, wanted, _NEAR, what=f"the list of accuracies on all {name} data")

    def _slope(self, step: int) -> float:
        return float(0.1 * self.before[step] + 0.001 * self.rows[step].mean() * _ENTRIES)

    def _check_number_of_steps(self) -> None:
        require(self.steps, "the network is never asked for its gradient")
        times, iterations = len(self.steps), self.settings["iterations"]
        said = f"the network is asked for its gradient {times} times in {iterations} iterations, not once in each"
        require(times == iterations, said)


def watch(  # noqa: PLR0917  # the numbers that are passed on
    student: Any,
    rng: np.random.Generator,
    train: str,
    n_train: int = 25,
    n_test: int = 9,
    iterations: int = 40,
    batch: int = 10,
    lr: float = 0.3,
    *,
    one_hot: bool = True,
    tests_too: bool = False,
) -> Watched:
    """Call a training function of the student's and return what it did; arguments as in Setup and Goals."""
    settings = {
        "train": train, "one_hot": one_hot, "tests_too": tests_too, "n_train": n_train, "n_test": n_test,
        "iterations": iterations, "batch": batch, "lr": lr, "seed": int(rng.integers(1 << 31)),
    }  # fmt: skip
    define_driver(student)
    answer = student.training_watch(settings)
    try:
        numbers = {name: np.asarray(answer[name]) for name in ("call", "of_test", "matching", "before")}
        rows = [np.asarray(row, float) for row in answer["rows"]]
        moved = dict(zip(_NAMES, map(bool, answer["moved"]), strict=True))
        start, after, results = float(answer["start"]), float(answer["after"]), list(answer["results"])
        watched = Watched(settings, **numbers, rows=rows, moved=moved, start=start, after=after, results=results)
    except (TypeError, ValueError, KeyError) as error:
        raise BadReply("no record of a training") from error
    if {len(rows), *(array.size for array in numbers.values())} != {len(rows)} or not all(row.size for row in rows):
        raise BadReply("no record of a training")
    return watched
