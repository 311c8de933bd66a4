"""The two decorators that make a function an entry of the catalogue."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

Function = TypeVar("Function", bound=Callable[..., object])

ATTRIBUTE = "__catalogue_declaration__"


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a decorator states about its function; a variant has no sentence."""

    exercise: str
    sentence: str | None
    replaces: str
    also: tuple[str, ...] = ()


def mistake(
    exercise: str, sentence: str, *, replaces: str | None = None, also: tuple[str, ...] = ()
) -> Callable[[Function], Function]:
    """Declare a wrong implementation.

    Args:
        exercise: id of the exercise whose points it loses.
        sentence: what the student reads when the own function behaves like this one.
        replaces: the name in the exercise's cell that it stands for; the exercise's id by default.
        also: ids of mistakes of this exercise that no test can tell from this one.
    """
    return _attach(Declaration(exercise, sentence, replaces or exercise, also))


def variant(exercise: str, *, replaces: str | None = None) -> Callable[[Function], Function]:
    """Declare a right implementation that a careless test would reject."""
    return _attach(Declaration(exercise, None, replaces or exercise))


def _attach(declaration: Declaration) -> Callable[[Function], Function]:
    def mark(function: Function) -> Function:
        # On the function and in no global list: a catalogue that is loaded twice has its entries once.
        setattr(function, ATTRIBUTE, declaration)
        return function

    return mark
