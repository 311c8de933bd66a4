"""What the result of one exercise depends on besides what all of its chapter share: suite, reference, mistakes, limits.

So that after a change in one of them only this exercise is tested again, and those that build on it.
"""

import ast
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from autograder.course.model import Chapter, Exercise

_WORD = re.compile(r"\w+")


def digests(chapter: Chapter) -> dict[str, str]:
    """A digest for each exercise of a chapter.

    It covers the exercise as declared, its hidden suite, the mistakes that name it, and of the reference module the
    exercise's own names, those of the exercises it needs, whatever its suite asks the reference for, and what all of
    these use themselves.
    """
    reference = _definitions(chapter.solution_path)
    mistakes = [path.read_bytes() for path in _mistake_files(chapter)]
    found = {}
    for exercise in chapter.exercises:
        suite = chapter.suites_dir / f"test_{exercise.id}.py"
        text = suite.read_bytes() if suite.is_file() else b""
        digest = hashlib.sha256(_declared(exercise) + text)
        for content in mistakes:
            if f'"{exercise.id}"'.encode() in content:
                digest.update(content)
        names = {name for one in (exercise, *_needed(chapter, exercise)) for name in one.defines}
        for source in _used(reference, names | set(_WORD.findall(text.decode(errors="replace")))):
            digest.update(source.encode())
        found[exercise.id] = digest.hexdigest()
    return found


def own_files(chapter: Chapter) -> set[Path]:
    """The files that these digests cover."""
    suites = {chapter.suites_dir / f"test_{exercise.id}.py" for exercise in chapter.exercises}
    return {*suites, *_mistake_files(chapter), chapter.solution_path, chapter.lesson_path}


def to_test_again(chapter: Chapter, before: Mapping[str, str], now: Mapping[str, str]) -> set[str]:
    """The exercises whose digest is another one, and those that build on them: their follow-through may change."""
    changed = {exercise.id for exercise in chapter.exercises if before.get(exercise.id) != now[exercise.id]}
    return changed | {e.id for e in chapter.exercises if changed & {needed.id for needed in _needed(chapter, e)}}


def _declared(exercise: Exercise) -> bytes:
    said = {name: getattr(exercise, name) for name in Exercise.__slots__ if name != "line"}
    return msgspec.json.encode(said, order="sorted")


def _mistake_files(chapter: Chapter) -> list[Path]:
    """Modules of the catalogue that name an exercise; what they share is in none of them."""
    place = chapter.mistakes_path
    files = sorted(place.rglob("*.py")) if place.is_dir() else [place]
    marks = [f'"{exercise.id}"'.encode() for exercise in chapter.exercises]
    return [path for path in files if path.is_file() and any(mark in path.read_bytes() for mark in marks)]


def _needed(chapter: Chapter, exercise: Exercise) -> Iterator[Exercise]:
    waiting, seen = list(exercise.requires), set[str]()
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            needed = chapter.exercise(name)
            yield needed
            waiting += needed.requires


def _definitions(path: Path) -> dict[str, tuple[str, set[str]]]:
    """Source and words of each top-level name of a module; what defines no name belongs to all, under ''."""
    text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    found: dict[str, tuple[str, set[str]]] = {"": ("", set())}
    try:
        nodes = ast.parse(text).body
    except (SyntaxError, ValueError):
        return {"": (text, set())}  # it is told where the module is imported
    for node in nodes:
        source = ast.get_source_segment(text, node) or ""
        for name in _names(node) or [""]:
            before, words = found.get(name, ("", set()))
            found[name] = before + source, words | set(_WORD.findall(source))
    return found


def _names(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    if isinstance(node, ast.Assign):
        return [name.id for target in node.targets for name in ast.walk(target) if isinstance(name, ast.Name)]
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return [node.target.id]
    return []


def _used(definitions: Mapping[str, tuple[str, set[str]]], names: Iterable[str]) -> list[str]:
    """The sources of these names and of all names that occur in them, in a fixed order."""
    waiting, seen = ["", *names], set[str]()
    while waiting:
        name = waiting.pop()
        if name in definitions and name not in seen:
            seen.add(name)
            waiting += definitions[name][1]
    return [definitions[name][0] for name in sorted(seen)]
