"""The key of a result: a digest of everything that it depends on. A stored result with the same key is still right."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

import autograder
from autograder.course import Chapter, Course
from autograder.errors import UnreadableNotebookError
from autograder.grading.result import ExerciseResult
from autograder.scheduling import parts
from autograder.scheduling.job import Key, Stored, WorkerSettings
from autograder.submission.raw_bytes import read_bytes

# What a result cannot depend on: ways in and out, and tools for authors.
_NOT_GRADING = ("cli.py", "__main__.py", "collecting", "commands", "demo", "doors", "exporting", "mutants")


class Version(msgspec.Struct, frozen=True):
    """All but the student's own files.

    Attributes:
        shared: of what every exercise of the chapter depends on.
        exercises: of what each depends on besides.
    """

    shared: bytes
    exercises: dict[str, str]


def version(settings: WorkerSettings, course: Course, chapter: Chapter, released: Path, data: str) -> Version:
    """Digests of our code, the chapter, the data set, the secret and the limits."""
    digest = hashlib.sha256(autograder.__version__.encode())
    for path in (*_files_of_chapter(chapter, released), *_earlier_references(course, chapter), *_files_of_ours(course)):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    sandbox = settings.sandbox
    options = msgspec.json.encode([sorted(sandbox.layers), sandbox.limits, sandbox.figures])
    digest.update(data.encode() + settings.secret + options + chapter.continuity.encode())
    return Version(digest.digest(), parts.digests(chapter))


def _files_of_chapter(chapter: Chapter, released: Path) -> Iterator[Path]:
    """What all exercises of a chapter share."""
    yield released
    own = parts.own_files(chapter)
    for folder in (chapter.suites_dir, chapter.mistakes_path, chapter.files_dir):
        files = folder.rglob("*") if folder.is_dir() else [folder]
        yield from sorted(path for path in files if path.is_file() and path.suffix != ".pyc" and path not in own)


def _earlier_references(course: Course, chapter: Chapter) -> list[Path]:
    """References that the chapter's own one builds on, also through another."""
    by_slug = {other.slug: other for other in course.chapters}
    found: set[Path] = set()
    waiting = list(chapter.earlier)
    while waiting:
        earlier = waiting.pop()
        if earlier.solution_path not in found:
            found.add(earlier.solution_path)
            waiting += by_slug[earlier.slug].earlier if earlier.slug in by_slug else ()
    return sorted(found)


def _files_of_ours(course: Course) -> list[Path]:
    """The program without what belongs to a chapter: a change of another one must not grade this one anew."""
    chapters = {place for chapter in course.chapters for place in (chapter.suites_dir, chapter.mistakes_path)}
    package = Path(autograder.__file__).resolve().parent
    beside = {package / name for name in _NOT_GRADING}
    return sorted(path for path in package.rglob("*.py") if not (chapters | beside) & {path, *path.parents})


def of_submission(current: Version, folder: Path, earlier: Sequence[Path] = ()) -> Key:
    """The key of what a student handed in, here and for `earlier` chapters; whatever lies there, it has one."""
    digest = hashlib.sha256(current.shared)
    for root in (folder, *earlier):
        for path in _submitted(root):
            digest.update(str(path.relative_to(root)).encode(errors="replace") + b"\0" + _content(path) + b"\0")
    shared = digest.hexdigest()
    digest.update(msgspec.json.encode(current.exercises, order="sorted"))
    return Key(digest.hexdigest(), shared, current.exercises)


def still_right(chapter: Chapter, stored: Stored | None, key: Key) -> dict[str, ExerciseResult]:
    """The exercises of a stored result that nothing of what changed since can concern."""
    if stored is None or stored.shared != key.shared:
        return {}
    again = parts.to_test_again(chapter, stored.parts, key.parts)
    return {exercise.id: exercise for exercise in stored.result.exercises if exercise.id not in again}


def _submitted(folder: Path) -> Iterator[Path]:
    """The folder itself, its files, and those of its direct subfolders: where a notebook is looked for."""
    yield folder
    for path in _entries(folder):
        yield path
        yield from _entries(path)


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir()) if folder.is_dir() and not folder.is_symlink() else []
    except OSError:
        return []


def _content(path: Path) -> bytes:
    if path.is_dir() and not path.is_symlink():
        return b"a folder"
    try:
        return hashlib.sha256(read_bytes(path)).digest()
    except UnreadableNotebookError as error:
        return str(error).encode(errors="replace")
