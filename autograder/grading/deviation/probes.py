"""The answers of a student beside the right ones: call by call, and for each array in what a call returned."""

from collections.abc import Collection, Iterator
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from autograder.grading.log import WITH_ARGUMENTS, CallLog, same

Numbers = NDArray[Any]
Args = tuple[Any, ...] | None
_KINDS = "biuf"
_PLACES = ("first", "second", "third", "fourth", "fifth", "sixth")
_MOST_NAMED = 2
_RECORDING = "training_"
"""So begin the names of functions of ours that write down what a training did; how that differs says nothing clear."""


class Probe(msgspec.Struct, frozen=True):
    """One call: the student's answer, the reference's, and what both were given; for an attribute nothing is given."""

    name: str
    got: Any
    want: Any
    args: Args
    setting: tuple[Any, ...] = ()
    """What a test had put in the place of the student's own functions or data; empty where nothing was."""
    before: tuple[Any, ...] = ()
    """What the call before was given that was given an array: a layer's backward depends on its forward."""
    is_own: bool = True
    """Whether the student wrote what was called; a given function may have called hers."""

    @property
    def is_right(self) -> bool:
        """Whether the answers are the same."""
        return same(self.got, self.want)

    @property
    def function(self) -> str:
        """What was called or read."""
        return self.name.removesuffix(WITH_ARGUMENTS)

    @property
    def results(self) -> tuple[Any, Any]:
        """What came back, without the arguments behind the call."""
        return (self.got[0], self.want[0]) if WITH_ARGUMENTS in self.name else (self.got, self.want)


def probes_of(
    log: CallLog, reference: CallLog, own: Collection[str] | None = None, beside: CallLog | None = None
) -> Iterator[Probe]:
    """Each call of each test, as long as a test went the same way with both.

    Args:
        log: the student's answers.
        reference: the right ones, with arguments.
        own: names that the student is asked to write; None where all are.
        beside: answers to hold the student's against in the place of the right ones.
    """
    mine, theirs = log.answers(), (beside or reference).answers()
    for test in (test for test in mine if test in theirs and test in reference.answers()):
        logs = [one.questions()[test] for one in (log, reference, beside or reference)]
        given = reference.arguments()[test]
        before: tuple[Any, ...] = ()
        calls = zip(mine[test], theirs[test], given, *logs, strict=False)
        for (name, got), (known, want), args, asked, meant, also in calls:
            if name != known or not asked == meant == also:
                break  # the test went another way from here on
            if name.startswith(_RECORDING):
                continue
            setting = (test, asked[0]) if asked[0] else ()
            yield Probe(name, got, want, args, setting, before, own is None or _is_own(name, own))
            before = args if args and has_arrays(args) else before


def has_arrays(args: tuple[Any, ...]) -> bool:
    """Whether an argument is an array."""
    return any(isinstance(one, np.ndarray) for one in args)


def _is_own(name: str, own: Collection[str]) -> bool:
    """Whether a student wrote what is called or read: her methods, too, where a function of ours made the object."""
    return "." in name or "[" in name or name.removesuffix(WITH_ARGUMENTS).rpartition(" ")[2] in own
