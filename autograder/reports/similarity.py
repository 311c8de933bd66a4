"""Which answers of a class share passages: a place to look at, never an accusation.

The work is done by copydetect: code without comments, its names made alike, is compared by winnowing (Schleimer,
Wilkerson, Aiken: the algorithm of MOSS). What everybody was given, and what many wrote by themselves, is left out.
"""

from __future__ import annotations

import hashlib
import io
from collections import Counter, defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from copydetect import CodeFingerprint, compare_files
from copydetect.utils import get_token_coverage, winnow

from autograder.reports.page import template

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

# A passage counts from so many signs on, names being one sign each; a shorter one is how everybody writes.
_SHORTEST = 25
_WINDOW = 5
# What this part of the class shares is taken for common, if they are at least so many.
_COMMON_SHARE, _COMMON_LEAST = 0.25, 4
# So many lines that are not shared are shown beside a passage that is.
_CONTEXT = 2


class Passage(NamedTuple):
    """A piece of code, whether it is found in the other answer too, and how many lines were left out behind it."""

    text: str
    shared: bool
    left_out: int = 0


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
    known = {number for code in given for number in _fingerprint(code, window=1).hashes}
    prints = {student: _fingerprint(code) for student, code in answers.items()}
    spread = Counter(number for one in prints.values() for number in one.hashes)
    most = max(_COMMON_LEAST, _COMMON_SHARE * len(prints))
    known |= {number for number, count in spread.items() if count > most}
    for one in prints.values():
        _leave_out(one, known)
    made = {student: one for student, one in prints.items() if len(one.hashes) and one.token_coverage > _SHORTEST}
    found = [_pair(one, other, made) for one, other in combinations(sorted(made), 2)]
    pairs = [pair for pair in found if pair and max(pair.first_share, pair.second_share) >= least_share]
    return sorted(pairs, key=lambda pair: (-max(pair.first_share, pair.second_share), pair.first, pair.second))


def similarity_page(assignment: str, pairs: Sequence[Pair], students: int) -> str:
    """Return the page for the instructor; it runs nothing and loads nothing."""
    shown = [pair._replace(first_code=folded(pair.first_code), second_code=folded(pair.second_code)) for pair in pairs]
    return template("similarity.html.j2").render(assignment=assignment, pairs=shown, students=students)


def folded(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Leave out long stretches that are not shared, so that shared passages stand side by side."""
    last = len(passages) - 1
    return tuple(piece for place, one in enumerate(passages) for piece in _fold(one, place == 0, place == last))


def _fold(passage: Passage, is_first: bool, is_last: bool) -> list[Passage]:  # noqa: FBT001
    lines = passage.text.splitlines(keepends=True)
    head, tail = 0 if is_first else _CONTEXT, 0 if is_last else _CONTEXT
    left_out = len(lines) - head - tail
    if passage.shared or left_out <= 2 * _CONTEXT:
        return [passage]
    before, after = "".join(lines[:head]), "".join(lines[len(lines) - tail :])
    return [Passage(before, shared=False, left_out=left_out), Passage(after, shared=False)]


def _fingerprint(code: str, window: int = _WINDOW) -> Any:
    """The chosen passages of a piece of code.

    The numbers are ours: copydetect takes Python's `hash`, which is another one in each process, and with it other
    passages would be chosen each time.
    """
    made = CodeFingerprint("answers.py", _SHORTEST, window, fp=io.StringIO(code))
    signs = made.filtered_code
    numbers = [_number(signs[start : start + _SHORTEST]) for start in range(len(signs) - _SHORTEST + 1)]
    chosen, places = winnow(np.array(numbers, dtype=np.int64), window, remove_duplicates=False)
    made.hash_idx = defaultdict(list)
    for number, place in zip(chosen.tolist(), places.tolist(), strict=True):
        made.hash_idx[number].append(place)
    _leave_out(made, ())
    return made


def _number(passage: str) -> int:
    return int.from_bytes(hashlib.blake2b(passage.encode("utf-8", "replace"), digest_size=8).digest(), signed=True)


def _leave_out(made: Any, known: Collection[int]) -> None:
    made.hash_idx = {number: places for number, places in made.hash_idx.items() if number not in known}
    made.hashes = set(made.hash_idx)
    made.token_coverage = get_token_coverage(made.hash_idx, _SHORTEST, len(made.filtered_code))


def _pair(one: str, other: str, made: Mapping[str, Any]) -> Pair | None:
    if made[one].hashes.isdisjoint(made[other].hashes):  # nearly all pairs of a large class
        return None
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
