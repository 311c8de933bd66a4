"""How an entry of the catalogue is declared: a decorated function or class, or a few words altered in the reference."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

Function = TypeVar("Function", bound=Callable[..., object])

Pairs = tuple[tuple[str, str], ...]
ATTRIBUTE = "__catalogue_declaration__"


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a decorator states about its function or class; a variant has no sentence."""

    exercise: str
    sentence: str | None
    replaces: str
    also: tuple[str, ...] = ()
    edit: Pairs = ()


@dataclass(frozen=True, slots=True)
class Altered:
    """An entry that is the reference with some pieces of text replaced."""

    id: str
    declaration: Declaration
    pairs: Pairs


def altered(
    exercise: str,
    name: str,
    sentence: str,
    *pairs: tuple[str, str],
    replaces: str | None = None,
    also: tuple[str, ...] = (),
) -> Altered:
    """Declare a wrong implementation that is the reference but for some pieces of text; for the list ALTERED.

    Args:
        exercise: id of the exercise whose points it loses.
        name: the mistake's id, what stands behind the double underscore elsewhere.
        sentence: what the student reads when the own code behaves like this.
        pairs: (old, new); each old text occurs exactly once in the reference of `replaces`, which is read without
            annotations and docstrings. It may go over several lines.
        replaces: the function or class that is altered; the exercise's id by default.
        also: ids of mistakes of this exercise that no test can tell from this one.
    """
    return Altered(name, Declaration(exercise, sentence, replaces or exercise, also), pairs)


def altered_variant(exercise: str, name: str, *pairs: tuple[str, str], replaces: str | None = None) -> Altered:
    """Declare a right implementation that is the reference but for some pieces of text; for the list ALTERED."""
    return Altered(name, Declaration(exercise, None, replaces or exercise), pairs)


def mistake(
    exercise: str, sentence: str, *, replaces: str | None = None, also: tuple[str, ...] = (), edit: Pairs = ()
) -> Callable[[Function], Function]:
    """Declare a wrong implementation.

    Args:
        exercise: id of the exercise whose points it loses.
        sentence: what the student reads when the own function behaves like this one.
        replaces: the name in the exercise's cell that it stands for; the exercise's id by default.
        also: ids of mistakes of this exercise that no test can tell from this one.
        edit: (old, new) pieces of text that make the same mistake of the reference, as in `altered`. Where there is
            such an edit, the mistake is also recognised together with another one.
    """
    return _attach(Declaration(exercise, sentence, replaces or exercise, also, edit))


def variant(exercise: str, *, replaces: str | None = None) -> Callable[[Function], Function]:
    """Declare a right implementation that a careless test would reject."""
    return _attach(Declaration(exercise, None, replaces or exercise))


def _attach(declaration: Declaration) -> Callable[[Function], Function]:
    def mark(function: Function) -> Function:
        # On the function and in no global list: a catalogue that is loaded twice has its entries once.
        setattr(function, ATTRIBUTE, declaration)
        return function

    return mark
