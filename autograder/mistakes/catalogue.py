"""Reading a chapter's catalogue: which mistakes and variants there are, and their source."""

import ast
import importlib.util
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from autograder.errors import MistakeError
from autograder.mistakes.declare import ATTRIBUTE, Declaration

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Variant:
    """A right implementation; `source` defines `replaces` and runs where the chapter's names exist."""

    id: str
    exercise: str
    replaces: str
    func: Callable[..., object]
    source: str


@dataclass(frozen=True, slots=True)
class Mistake(Variant):
    """A wrong implementation; `also` names mistakes that no test can tell from it."""

    sentence: str
    also: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All entries of one chapter, in the order of the files and of the lines in them."""

    mistakes: tuple[Mistake, ...]
    variants: tuple[Variant, ...]


def catalogue(chapter_slug: str) -> Catalogue:
    """Return the catalogue of one chapter of the course; an empty one if the chapter has none."""
    folder, file = HERE / chapter_slug, HERE / f"{chapter_slug}.py"
    return load_catalogue(folder if folder.is_dir() else file)


def load_catalogue(path: Path) -> Catalogue:
    """Return the catalogue in one Python file or in all files of a folder.

    Raises:
        MistakeError: a file is no Python, or an entry is misnamed or declared twice.
    """
    files = sorted(path.glob("*.py")) if path.is_dir() else [path] if path.is_file() else []
    entries = [entry for file in files for entry in _entries(file)]
    _refuse_twins(path, entries)
    mistakes = tuple(entry for entry in entries if isinstance(entry, Mistake))
    _refuse_unknown_also(path, mistakes)
    return Catalogue(mistakes, tuple(entry for entry in entries if not isinstance(entry, Mistake)))


def _entries(file: Path) -> Iterator[Variant]:
    try:
        text = file.read_text(encoding="utf-8")
        nodes = [node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)]
        module = _run(file)
    except (SyntaxError, UnicodeDecodeError, NameError, ImportError, TypeError) as error:
        raise MistakeError(f"{file}: cannot be loaded ({error}).") from error
    for node in nodes:
        function = getattr(module, node.name)
        declaration = getattr(function, ATTRIBUTE, None)
        # Undecorated functions are allowed to nobody: a helper would be missing in the student's notebook.
        if declaration is None:
            raise MistakeError(f"{file}:{node.lineno}: {node.name} has no @mistake or @variant. Add one.")
        yield _entry(f"{file}:{node.lineno}", function, declaration, _renamed_source(text, node, declaration.replaces))


def _run(file: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"catalogue_{file.stem}", file)
    if spec is None or spec.loader is None:
        raise MistakeError(f"{file}: is no Python file.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _entry(where: str, function: Callable[..., object], declaration: Declaration, source: str) -> Variant:
    exercise, separator, name = function.__name__.partition("__")
    if exercise != declaration.exercise or not (separator and name):
        raise MistakeError(f"{where}: rename {function.__name__} to {declaration.exercise}__what_is_special.")
    facts = (name, exercise, declaration.replaces, function, source)
    if declaration.sentence is None:
        return Variant(*facts)
    if not declaration.sentence.strip():
        raise MistakeError(f"{where}: {function.__name__} has no sentence. Tell the student what went wrong.")
    return Mistake(*facts, sentence=declaration.sentence, also=declaration.also)


def _renamed_source(text: str, node: ast.FunctionDef, name: str) -> str:
    """The lines of the function without its decorators, under the name that a student's cell would define."""
    lines = text.splitlines()[node.lineno - 1 : node.end_lineno]
    lines[0] = lines[0].replace(f"def {node.name}", f"def {name}", 1)
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
