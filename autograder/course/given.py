"""Functions of an earlier chapter as given code: their source and what they need, out of the reference modules."""

import ast
import builtins
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.course.annotations import shown_as_given
from autograder.course.lesson import place
from autograder.errors import LessonError

REFERENCE_PACKAGE = "solutions"
_BUILTINS = frozenset(vars(builtins))


@dataclass(frozen=True, slots=True)
class _Module:
    path: Path
    lines: tuple[str, ...]
    statements: dict[str, ast.stmt]
    """What binds each top-level name."""


class _Collector:
    def __init__(self) -> None:
        self.imports: dict[str, None] = {}
        self.definitions: dict[tuple[Path, int], str] = {}
        self._modules: dict[Path, _Module] = {}

    def add(self, path: Path, name: str) -> None:
        """Take over one top-level name of a module, after everything that it needs."""
        module = self._modules.setdefault(path, _read(path)) if path not in self._modules else self._modules[path]
        if name not in module.statements:
            raise LessonError(f"{place(path)}: does not define '{name}'. Correct the names of the earlier cell.")
        statement = module.statements[name]
        other = _other_chapter(statement, path)
        if other is not None:
            self.add(other, _original_name(statement, name))
        elif isinstance(statement, ast.Import | ast.ImportFrom):
            self.imports[_import_line(statement, name)] = None
        elif (path, statement.lineno) not in self.definitions:
            text = shown_as_given(module.lines, statement)
            self.definitions[path, statement.lineno] = ""  # a function may call itself
            for needed in sorted(_needed(text, name, module)):
                self.add(path, needed)
            del self.definitions[path, statement.lineno]
            self.definitions[path, statement.lineno] = text


def given_source(path: Path, names: Iterable[str]) -> str:
    """Return plain code that defines names of a reference module as the build shows it: no annotations, short docs.

    Raises:
        LessonError: the module lacks a name.
    """
    collector = _Collector()
    for name in names:
        collector.add(path, name)
    parts = ["\n".join(sorted(collector.imports)), *collector.definitions.values()]
    return "\n\n\n".join(part for part in parts if part)


def _read(path: Path) -> _Module:
    try:
        text = path.read_text(encoding="utf-8")
        tree = ast.parse(text)
    except (OSError, SyntaxError, UnicodeDecodeError) as error:
        raise LessonError(f"{place(path)}: is no readable Python file ({error}).") from error
    statements = {name: statement for statement in tree.body for name in _bound(statement)}
    return _Module(path, tuple(text.splitlines()), statements)


def _bound(statement: ast.stmt) -> Iterator[str]:
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        yield statement.name
    elif isinstance(statement, ast.Import | ast.ImportFrom):
        yield from (alias.asname or alias.name.partition(".")[0] for alias in statement.names)
    elif isinstance(statement, ast.Assign | ast.AnnAssign):
        yield from (node.id for node in ast.walk(statement) if isinstance(node, ast.Name) and _is_stored(node))


def _is_stored(node: ast.Name) -> bool:
    return isinstance(node.ctx, ast.Store)


def _needed(text: str, own: str, module: _Module) -> set[str]:
    """Top-level names of the module that a piece of its source reads."""
    names = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name)]
    return ({node.id for node in names} & module.statements.keys()) - _BUILTINS - {own}


def _other_chapter(statement: ast.stmt, path: Path) -> Path | None:
    """The reference module that `from solutions.chapter import name` names."""
    if not isinstance(statement, ast.ImportFrom) or statement.module is None:
        return None
    package, _, slug = statement.module.partition(".")
    return path.with_name(f"{slug}.py") if package == REFERENCE_PACKAGE and slug else None


def _original_name(statement: ast.stmt, name: str) -> str:
    aliases = statement.names if isinstance(statement, ast.ImportFrom) else []
    return next((alias.name for alias in aliases if alias.asname == name), name)


def _import_line(statement: ast.Import | ast.ImportFrom, name: str) -> str:
    alias = next(a for a in statement.names if (a.asname or a.name.partition(".")[0]) == name)
    words = f"{alias.name} as {alias.asname}" if alias.asname else alias.name
    return f"from {statement.module} import {words}" if isinstance(statement, ast.ImportFrom) else f"import {words}"
