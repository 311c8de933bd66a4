"""What was repaired, guessed or replaced in a submission, told to student and instructor."""

from collections.abc import Sequence

import msgspec

_NAME_LENGTH = 80
_NAMES_SHOWN = 5


class Accident(msgspec.Struct, frozen=True):
    """One thing that was not as released, and what was done about it.

    Attributes:
        kind: a stable word for programs, such as "renamed" or "duplicate-cell".
        message: one sentence for people.
    """

    kind: str
    message: str


def shown(name: str) -> str:
    """A file name as it may stand in a message: no control characters that could steer a terminal, and not endless."""
    text = "".join(letter if letter.isprintable() else "?" for letter in name)
    return f"'{text[:_NAME_LENGTH]}…'" if len(text) > _NAME_LENGTH else f"'{text}'"


def listed(names: Sequence[str]) -> str:
    """Join names for a sentence, the first few of a long list."""
    rest = len(names) - _NAMES_SHOWN
    head = ", ".join(names[:_NAMES_SHOWN])
    return f"{head} and {rest} more" if rest > 0 else head
