"""Small drawings of counts, in the units of an SVG."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from autograder.reports.verdicts import wording

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HEIGHT, STACK_WIDTH = 110, 120
_WIDTH = 600


class Bar(NamedTuple):
    """One bar of a chart."""

    label: str
    number: int
    x: float
    width: float
    height: float


class Piece(NamedTuple):
    """One piece of a bar that is made of verdicts."""

    title: str
    tone: str
    number: int
    x: float
    width: float


def chart(labels: Sequence[str], counts: Sequence[int]) -> list[Bar]:
    """Return upright bars, one for each label."""
    highest = max([*counts, 1])
    step = _WIDTH / max(len(counts), 1)
    return [
        Bar(label, count, round(8 + step * place, 1), round(step * 0.86, 1), round(HEIGHT * count / highest, 1))
        for place, (label, count) in enumerate(zip(labels, counts, strict=True))
    ]


def stack(verdicts: Mapping[str, int]) -> list[Piece]:
    """Return one lying bar that is divided as the verdicts are."""
    everybody = sum(verdicts.values())
    pieces, x = [], 0.0
    for verdict, count in verdicts.items():
        width = STACK_WIDTH * count / everybody
        pieces.append(Piece(wording(verdict).title, wording(verdict).tone, count, round(x, 1), round(width, 1)))
        x += width
    return pieces
