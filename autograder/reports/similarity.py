"""Which answers of a class share passages: a place to look at, never an accusation.

The work is done by copydetect: code without comments, its names made alike, is compared by winnowing (Schleimer,
Wilkerson, Aiken: the algorithm of MOSS). What everybody was given, and what many wrote by themselves, is left out.
"""

from __future__ import annotations

import io
from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

from copydetect import CodeFingerprint, compare_files

from autograder.reports.page import template

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

# A passage counts from so many signs on, names being one sign each; a shorter one is how everybody writes.
_SHORTEST = 25
_WINDOW = 5
# What this part of the class shares is taken for common, if they are at least so many.
_COMMON_SHARE, _COMMON_LEAST = 0.25, 4


class Passage(NamedTuple):
    """A piece of code, and whether it is found in the other answer too."""

    text: str
    shared: bool


class Pair(NamedTuple):
    """Two students whose answers share passages; shares are parts of each one's own code."""

    first: str
    second: str
    first_share: float
    second_share: float
    first_code: tuple[Passage, ...]
    second_code: tuple[Passage, ...]


def similar_pairs(answers: Mapping[str, str], given: Iterable[str], least_share: float) -> list[Pair]:
    """Return the pairs that share at least this part of one's own code, the most alike first.

    Args:
        answers: the code of each student.
        given: code that all students received.
        least_share: from 0 to 1.
    """
    known = {number for code in given for number in _fingerprint(code, (), window=1).hashes}
    raw = {student: _fingerprint(code, list(known)) for student, code in answers.items()}
    spread = Counter(number for one in raw.values() for number in set(one.hashes))
    most = max(_COMMON_LEAST, _COMMON_SHARE * len(raw))
    known |= {number for number, count in spread.items() if count > most}
    prints = {student: _fingerprint(code, list(known)) for student, code in answers.items()}
    made = {student: one for student, one in prints.items() if len(one.hashes) and one.token_coverage > _SHORTEST}
    found = [_pair(one, other, made) for one, other in combinations(sorted(made), 2)]
    pairs = [pair for pair in found if pair and max(pair.first_share, pair.second_share) >= least_share]
    return sorted(pairs, key=lambda pair: (-max(pair.first_share, pair.second_share), pair.first, pair.second))


def similarity_page(assignment: str, pairs: Sequence[Pair], students: int) -> str:
    """Return the page for the instructor; it runs nothing and loads nothing."""
    return template("similarity.html.j2").render(assignment=assignment, pairs=pairs, students=students)


def _fingerprint(code: str, known: Sequence[int], window: int = _WINDOW) -> Any:
    return CodeFingerprint("answers.py", _SHORTEST, window, boilerplate=known, fp=io.StringIO(code))


def _pair(one: str, other: str, made: Mapping[str, Any]) -> Pair | None:
    overlap, (first, second), (slices, others) = compare_files(made[one], made[other])
    if not overlap:
        return None
    codes = (_passages(made[student].raw_code, where) for student, where in ((one, slices), (other, others)))
    return Pair(one, other, min(1.0, float(first)), min(1.0, float(second)), *codes)


def _passages(code: str, slices: NDArray[Any]) -> tuple[Passage, ...]:
    passages, end = [], 0
    for start, stop in sorted((int(a), int(b)) for a, b in zip(*slices, strict=True)):
        begin = max(start, end)
        if stop > begin:
            passages += [Passage(code[end:begin], shared=False), Passage(code[begin:stop], shared=True)]
            end = stop
    return tuple(passage for passage in (*passages, Passage(code[end:], shared=False)) if passage.text)
