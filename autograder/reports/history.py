"""What changed since the last grading: the scores of each grading are kept until they are followed by others."""

from __future__ import annotations

from statistics import fmean
from typing import TYPE_CHECKING

import msgspec

from autograder.files import write_atomically

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from autograder.grading.result import SubmissionResult


class Move(msgspec.Struct, frozen=True):
    """One student whose score changed; None where there was no submission."""

    student: str
    before: float | None
    after: float | None


class Change(msgspec.Struct, frozen=True):
    """How this grading differs from the one before it; means are over those who are in both."""

    mean_before: float | None
    mean_after: float | None
    moves: tuple[Move, ...]


class _History(msgspec.Struct):
    current: dict[str, float]
    previous: dict[str, float] | None = None


def change_since_last(results: Sequence[SubmissionResult], path: Path | None) -> Change | None:
    """Compare with the last grading that had other scores, and remember this one.

    Args:
        results: of this grading.
        path: of the file that remembers; None remembers and compares nothing.

    Returns:
        What changed; None where there is nothing to compare with.
    """
    if path is None:
        return None
    scores = {_encodable(result.student): result.score for result in results if result.verdict != "internal-error"}
    known = _read(path)
    if known is None or known.current != scores:
        known = _History(scores, known.current if known else None)
        write_atomically(path, msgspec.json.encode(known))
    return _change(known.previous, scores) if known.previous is not None else None


def _read(path: Path) -> _History | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=_History)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return None


def _change(before: dict[str, float], after: dict[str, float]) -> Change:
    both = before.keys() & after.keys()
    moved = [student for student in sorted(before | after) if before.get(student) != after.get(student)]
    return Change(
        fmean(before[student] for student in both) if both else None,
        fmean(after[student] for student in both) if both else None,
        tuple(Move(student, before.get(student), after.get(student)) for student in moved),
    )


def _encodable(name: str) -> str:
    return name.encode("utf-8", "replace").decode()
