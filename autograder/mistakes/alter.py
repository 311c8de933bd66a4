"""The source of an entry that alters the reference: its text, with each old piece in it replaced by the new one."""

import ast
from pathlib import Path

from autograder.course.annotations import definition_of
from autograder.errors import MistakeError
from autograder.mistakes.declare import Altered


class ReferenceText:
    """The definitions of a chapter's reference as text, as a student would have written them: without annotations."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            text = path.read_text(encoding="utf-8")
            body = ast.parse(text).body
        except (OSError, SyntaxError, UnicodeDecodeError) as error:
            raise MistakeError(f"{path}: cannot be read, so nothing of it can be altered ({error}).") from error
        self._lines = tuple(text.splitlines())
        self._nodes = {node.name: node for node in body if isinstance(node, ast.FunctionDef | ast.ClassDef)}

    def definition(self, name: str) -> str:
        """The source of a definition; empty if there is none of this name."""
        # Docstrings say what the code does in its own words: an old text would occur twice.
        return definition_of(self._lines, self._nodes[name], docstrings=False) if name in self._nodes else ""

    def altered(self, where: str, entry: Altered) -> str:
        """The altered definition.

        Raises:
            MistakeError: there is no such definition, or an old text does not occur in it exactly once.
        """
        name = entry.declaration.replaces
        where = f"{where}: {entry.declaration.exercise}__{entry.id}"
        if name not in self._nodes:
            raise MistakeError(f"{where} alters {name}, which {self._path} does not define. Correct replaces=.")
        source = self.definition(name)
        new = _replaced(f"{where}, in the reference of {name} ({self._path})", source, entry.pairs)
        try:
            ast.parse(new)
        except SyntaxError as error:
            raise MistakeError(f"{where} makes no Python of {name}: {error.msg}.") from error
        return new


def _replaced(where: str, source: str, pairs: tuple[tuple[str, str], ...]) -> str:
    if not pairs:
        raise MistakeError(f"{where}: nothing is altered. Give (old, new).")
    # Places in the text as it was: what one pair writes is nothing for the next one to find.
    places = sorted((_only_place(where, source, old), old, new) for old, new in pairs)
    done, end = "", 0
    for start, old, new in places:
        if start < end:
            raise MistakeError(f"{where}: {old!r} overlaps another old text. Make them one pair.")
        done += source[end:start] + new
        end = start + len(old)
    return done + source[end:]


def _only_place(where: str, source: str, old: str) -> int:
    count = source.count(old) if old else 0
    if count != 1:
        hint = "Give more of the lines around it" if count else "Copy it from there, without annotations"
        raise MistakeError(f"{where}: {old!r} occurs {count} times, not once. {hint}.")
    return source.index(old)
