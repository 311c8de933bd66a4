"""Proof that what is committed in source/ and release/ is what the lesson, the reference and the suites say today."""

import tempfile
from pathlib import Path

from autograder.course.build import build_chapter
from autograder.course.model import Chapter, Course
from autograder.errors import StaleBuildError

_LEFT_BY_USE = {"__pycache__", ".ipynb_checkpoints"}


def check_built(course: Course, chapter: Chapter) -> None:
    """Build the chapter anew elsewhere and compare the bytes.

    Raises:
        StaleBuildError: a built file is missing, differs, or belongs to no build; names it and the command.
    """
    with tempfile.TemporaryDirectory(prefix="autograder-stale-") as folder:
        fresh_root = Path(folder).resolve()
        build_chapter(course, chapter, fresh_root)
        for kind in ("source", "release"):
            fresh = _contents(fresh_root / kind / chapter.slug)
            built = _contents(course.root / kind / chapter.slug)
            for name in sorted(fresh.keys() | built.keys()):
                if fresh.get(name) != built.get(name):
                    _refuse(f"{kind}/{chapter.slug}/{name}", chapter, is_built=name in built, is_fresh=name in fresh)


def _contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not _LEFT_BY_USE & set(path.relative_to(folder).parts)
    }


def _refuse(name: str, chapter: Chapter, *, is_built: bool, is_fresh: bool) -> None:
    problem = "is missing" if not is_built else "is not what the lesson makes" if is_fresh else "belongs to no build"
    raise StaleBuildError(f"{name}: {problem}. Run `autograder build {chapter.slug}` and commit what it writes.")
