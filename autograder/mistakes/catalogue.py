"""Reading a chapter's catalogue: which mistakes and variants there are, and their source."""

import ast
import importlib.util
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import ModuleType

from autograder.errors import MistakeError
from autograder.mistakes.alter import ReferenceText
from autograder.mistakes.declare import ATTRIBUTE, Altered, Declaration, Pairs

HERE = Path(__file__).resolve().parent
_ALTERED = "ALTERED"
_Definition = ast.FunctionDef | ast.ClassDef


@dataclass(frozen=True, slots=True)
class Variant:
    """A right implementation; `source` defines `replaces` and runs where the chapter's names exist."""

    id: str
    exercise: str
    replaces: str
    source: str


@dataclass(frozen=True, slots=True)
class Mistake(Variant):
    """A wrong implementation.

    Attributes:
        sentence: for the student.
        also: ids of mistakes that no test can tell from it.
        edit: pieces of the reference's text that make the same mistake when they are replaced; empty if none are known.
    """

    sentence: str
    also: tuple[str, ...]
    edit: Pairs = ()


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All entries of one chapter, in the order of the files and of the lines in them."""

    mistakes: tuple[Mistake, ...]
    variants: tuple[Variant, ...]


def catalogue(chapter_slug: str) -> Catalogue:
    """Return the catalogue of one chapter of the course; an empty one if the chapter has none."""
    folder, file = HERE / chapter_slug, HERE / f"{chapter_slug}.py"
    return load_catalogue(folder if folder.is_dir() else file)


def load_catalogue(path: Path, reference: Path | None = None) -> Catalogue:
    """Return the catalogue in one Python file or in all files of a folder.

    Args:
        path: the file or the folder, named after its chapter.
        reference: the chapter's reference, for entries that alter it; by default the file of the chapter's name in the
            nearest folder solutions/ above.

    Raises:
        MistakeError: a file is no Python, an entry is misnamed or declared twice, or does not fit the reference.
    """
    files = sorted(path.glob("*.py")) if path.is_dir() else [path] if path.is_file() else []
    entries = [entry for file in files for entry in _entries(file, reference or _reference_of(path))]
    _refuse_twins(path, entries)
    mistakes = tuple(entry for entry in entries if isinstance(entry, Mistake))
    _refuse_unknown_also(path, mistakes)
    return Catalogue(mistakes, tuple(entry for entry in entries if not isinstance(entry, Mistake)))


def _reference_of(path: Path) -> Path:
    places = [folder / "solutions" / f"{path.stem}.py" for folder in path.resolve().parents]
    return next((place for place in places if place.is_file()), places[0])


def _entries(file: Path, reference: Path) -> Iterator[Variant]:
    try:
        text = file.read_text(encoding="utf-8")
        nodes = [node for node in ast.parse(text).body if isinstance(node, _Definition)]
        module = _run(file)
    except (SyntaxError, UnicodeDecodeError, NameError, ImportError, TypeError) as error:
        raise MistakeError(f"{file}: cannot be loaded ({error}).") from error
    altering = _Altering(reference)
    for node in nodes:
        where = f"{file}:{node.lineno}"
        declaration = getattr(getattr(module, node.name), ATTRIBUTE, None)
        # Undecorated functions are allowed to nobody: a helper would be missing in the student's notebook.
        if declaration is None:
            raise MistakeError(f"{where}: {node.name} has no @mistake or @variant. Add one.")
        name = _id(where, node.name, declaration)
        if declaration.edit:
            altering(where, Altered(name, declaration, declaration.edit))  # to be told now if it does not fit
        source = _renamed_source(text, node, declaration.replaces)
        yield _entry(where, name, declaration, source, declaration.edit)
    yield from _altered_entries(file, getattr(module, _ALTERED, ()), altering)


class _Altering:
    """Alters the reference; reads it when first asked."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @cached_property
    def _text(self) -> ReferenceText:
        return ReferenceText(self._path)

    def __call__(self, where: str, entry: Altered) -> str:
        return self._text.altered(where, entry)


def _altered_entries(file: Path, listed: object, altering: _Altering) -> Iterator[Variant]:
    if not isinstance(listed, list | tuple) or not all(isinstance(one, Altered) for one in listed):
        raise MistakeError(f"{file}: {_ALTERED} is no list of altered(...) and altered_variant(...).")
    for one in listed:
        yield _entry(str(file), one.id, one.declaration, altering(str(file), one), one.pairs)


def _run(file: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"catalogue_{file.stem}", file)
    if spec is None or spec.loader is None:
        raise MistakeError(f"{file}: is no Python file.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _id(where: str, name: str, declaration: Declaration) -> str:
    exercise, separator, found = name.partition("__")
    if exercise != declaration.exercise or not (separator and found):
        raise MistakeError(f"{where}: rename {name} to {declaration.exercise}__what_is_special.")
    return found


def _entry(where: str, name: str, declaration: Declaration, source: str, edit: Pairs) -> Variant:
    facts = (name, declaration.exercise, declaration.replaces, source)
    if declaration.sentence is None:
        return Variant(*facts)
    if not declaration.sentence.strip():
        label = f"{declaration.exercise}__{name}"
        raise MistakeError(f"{where}: {label} has no sentence. Tell the student what went wrong.")
    return Mistake(*facts, sentence=declaration.sentence, also=declaration.also, edit=edit)


def _renamed_source(text: str, node: _Definition, name: str) -> str:
    """The lines of a definition without its decorators, under the name that a student's cell would define."""
    lines = text.splitlines()[node.lineno - 1 : node.end_lineno]
    # A class may name itself inside, as in super(Relu, self).
    lines = [re.sub(rf"\b{re.escape(node.name)}\b", name, line) for line in lines]
    return "\n".join(lines) + "\n"


def _refuse_twins(path: Path, entries: list[Variant]) -> None:
    seen: set[tuple[str, str]] = set()
    for entry in entries:
        key = (entry.exercise, entry.id)
        if key in seen:
            raise MistakeError(f"{path}: {entry.exercise}__{entry.id} is there twice. Rename one.")
        seen.add(key)


def _refuse_unknown_also(path: Path, mistakes: tuple[Mistake, ...]) -> None:
    known = {(entry.exercise, entry.id) for entry in mistakes}
    for entry in mistakes:
        for other in entry.also:
            if (entry.exercise, other) not in known:
                raise MistakeError(f"{path}: {entry.exercise}__{entry.id} names an unknown mistake in also: {other}.")
