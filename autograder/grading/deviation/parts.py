"""What a call returned, taken apart: each array and number, whose it is, and whether it stands in its place."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from autograder.grading.deviation.nearness import close
from autograder.grading.deviation.probes import Probe
from autograder.grading.log import same

Numbers = NDArray[Any]
_KINDS = "biuf"
_PLACES = ("first", "second", "third", "fourth", "fifth", "sixth")
_MOST_NAMED = 2


class Part(msgspec.Struct, frozen=True):
    """A number or an array that a call returned, alone or in a tuple or dict; other answers have no numbers.

    Attributes:
        who: whose numbers these are, in words.
        whole: the same of all that the call returned.
        numbers: the student's and the right ones; None where one of them is not made of numbers.
    """

    who: str
    whole: str
    probe: Probe
    numbers: tuple[Numbers, Numbers] | None
    is_right: bool

    @property
    def has_right_values(self) -> bool:
        """Whether at most the kind of the numbers is another one."""
        return self.numbers is not None and close(*self.numbers)


def parts_of(probe: Probe) -> Iterator[Part]:
    """What a call returned, taken apart."""
    got, want = probe.results
    name = probe.function.partition(".")[2] or probe.function
    who = f"The values in `{name}`" if probe.args is None else f"The values that `{name}` returns"
    who = who if probe.is_own else "The values that a given function gets from yours"
    for path, one, other in _taken_apart((), got, want):
        part = who + _place_words(path)
        a, b = _as_numbers(one), _as_numbers(other)
        if a is None or b is None:
            yield Part(part, who, probe, None, same(one, other))
        else:
            yield Part(part, who, probe, (a, b), same(a, b))


def subject(wrong: Sequence[Part], parts: Sequence[Part]) -> str:
    """Whose numbers are wrong; empty where they are too many to be listed, and yet not all."""
    concerned = {part.who for part in wrong}
    wrong = [part for part in wrong if part.probe.is_own] or wrong  # what a given function gets follows from it
    whole = {part.whole for part in parts} - {part.whole for part in parts if part.who not in concerned}
    names = list(dict.fromkeys(part.whole if part.whole in whole else part.who for part in wrong))
    if {part.who for part in parts if part.numbers} <= concerned:
        return "Your results"
    wholes = {part.whole for part in wrong}
    if len(wholes) == 1 and len(names) > 1:
        (of_one,) = wholes
        right = {part.who for part in parts if part.whole == of_one} - concerned
        if len(names) > _MOST_NAMED:
            return f"{of_one}, all but the{right.pop().removeprefix(of_one)}," if len(right) == 1 else ""
        return of_one + " and".join(name.removeprefix(of_one) for name in names)
    if len(names) > _MOST_NAMED:
        return ""
    first, *others = names
    return " and ".join([first, *(other[0].lower() + other[1:] for other in others)])


def misplaced(probes: Sequence[Probe]) -> str:
    """The words where wrong values of a tuple are those that belong in other places, in every call of one function."""
    wrong = {probe.function for probe in probes if not probe.is_right}
    asked = [probe.results for probe in probes if probe.function in wrong]
    whole = all(type(one) is tuple and 1 < len(one) <= len(_PLACES) for pair in asked for one in pair)
    whole = whole and all(probe.is_own for probe in probes)
    if len(wrong) != 1 or not whole or any(len(got) != len(want) or _is_cut(want) for got, want in asked):
        return ""
    name, count = wrong.pop().rpartition(".")[2], min(len(want) for _, want in asked)
    found = {place: _home(asked, place, count) for place in range(count) if not _all_same(asked, place, place)}
    homes = [home for home in found.values() if home is not None]
    if not found or len(homes) < len(found) or len(found) > _MOST_NAMED:
        return ""
    if len(found) > 1 and set(found) == set(homes):
        one, other = found
        return f"The {_PLACES[one]} and the {_PLACES[other]} value that `{name}` returns are swapped."
    return " ".join(
        f"The {_PLACES[place]} value that `{name}` returns is the one that should come {_PLACES[home]}."
        for place, home in zip(found, homes, strict=True)
    )


def _home(asked: list[tuple[Any, Any]], place: int, count: int) -> int | None:
    return next((home for home in range(count) if _all_same(asked, place, home)), None)


def _all_same(asked: list[tuple[Any, Any]], place: int, home: int) -> bool:
    return all(same(got[place], want[home]) for got, want in asked)


def _taken_apart(path: tuple[Any, ...], got: Any, want: Any) -> Iterator[tuple[tuple[Any, ...], Any, Any]]:
    if _is_cut(want):
        whole = _is_cut(got) and got[0] == want[0]
        yield path, got[1] if whole else None, want[1]
    elif type(want) is tuple and type(got) in (tuple, list) and len(got) == len(want) <= len(_PLACES):
        for place, (one, other) in enumerate(zip(got, want, strict=True)):
            yield from _taken_apart((*path, place), one, other)
    elif type(want) is dict and type(got) is dict and got.keys() == want.keys():
        for key in want:
            yield from _taken_apart((*path, key), got[key], want[key])
    else:
        yield path, got, want


def _place_words(path: tuple[Any, ...]) -> str:
    if len(path) > 1:
        return " at " + "".join(f"[{key!r}]" for key in path)
    return "".join(f" {_PLACES[key]}" if type(key) is int else f" as {key!r}" for key in path)


def _is_cut(value: Any) -> bool:
    """Whether this is what a log keeps of a large array: its shape and its first entries."""
    if type(value) is not tuple or len(value) != 2 or type(value[0]) is not tuple:
        return False
    return all(type(length) is int for length in value[0]) and isinstance(value[1], np.ndarray)


def _as_numbers(value: Any) -> Numbers | None:
    if type(value) is list and not all(isinstance(one, list | np.ndarray | np.generic | float) for one in value):
        value = value if all(type(one) in (bool, int, float) for one in value) else None
    if not isinstance(value, list | np.ndarray | np.generic | bool | int | float):
        return None
    try:
        numbers = np.asarray(value)
    except ValueError:  # rows of different lengths
        return None
    if numbers.dtype.kind in "iu":  # so that 0 - 1 is -1 also for the small whole numbers of pictures
        return numbers.astype(np.int64)
    return numbers if numbers.dtype.kind in _KINDS else None
