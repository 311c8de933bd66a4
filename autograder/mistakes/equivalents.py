"""Changes of a reference that no right test can see: declared in the catalogue, each with its reason.

A file of a catalogue may hold a list EQUIVALENT of entries such as
`equivalent("softmax", "axis=-1", "axis=1", "the exercise asks for at most two axes")` or
`equivalent("plot_activations", "figsize=(8, 2.6)", None, "the size of the figure is free")`.
"""

import runpy
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import MistakeError

LIST = "EQUIVALENT"


@dataclass(frozen=True, slots=True)
class Equivalent:
    """One declared change; it speaks of every mutant of the exercise that it describes.

    Attributes:
        exercise: id of the exercise.
        before: a piece of a line of the reference, as Python prints it (`ast.unparse`).
        after: what the mutant has in its place; None for anything that the tests let pass.
        reason: why no right test tells the two apart, or why both are accepted.
        function: qualified name of the changed function; empty for all of the exercise.
    """

    exercise: str
    before: str
    after: str | None
    reason: str
    function: str = ""

    def describes(self, exercise: str, function: str, before: str, after: str) -> bool:
        """Whether a mutant, told by the lines in which it differs, is the one that is meant."""
        if exercise != self.exercise or (self.function and function != self.function):
            return False
        start = before.find(self.before)
        while start >= 0:
            head, tail = before[:start], before[start + len(self.before) :]
            if self.after is not None and after == head + self.after + tail:
                return True
            if self.after is None and _frames(after, head, tail):
                return True
            start = before.find(self.before, start + 1)
        return False


def equivalent(exercise: str, before: str, after: str | None, reason: str, *, function: str = "") -> Equivalent:
    """Declare a change that no right test can see; see `Equivalent`."""
    return Equivalent(exercise, before, after, reason, function)


def load_equivalents(path: Path) -> tuple[Equivalent, ...]:
    """Return what one Python file, or all files of a folder, declare in their list EQUIVALENT.

    Raises:
        MistakeError: an entry has no reason, or nothing that is changed.
    """
    found: list[Equivalent] = []
    files = sorted(path.glob("*.py")) if path.is_dir() else [path] if path.is_file() else []
    for file in files:
        if LIST not in file.read_text(encoding="utf-8"):
            continue
        for entry in runpy.run_path(str(file))[LIST]:
            if not isinstance(entry, Equivalent) or not entry.before.strip() or not entry.reason.strip():
                raise MistakeError(f"{file}: {LIST} holds {entry!r}. Write equivalent(id, before, after, reason).")
            found.append(entry)
    return tuple(found)


def _frames(text: str, head: str, tail: str) -> bool:
    return len(text) >= len(head) + len(tail) and text.startswith(head) and text.endswith(tail)
