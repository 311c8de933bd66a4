"""`autograder handout`: what students get without a hub, one zip per assignment, the same bytes on every run."""

import io
import zipfile
from pathlib import Path

from autograder.course import Chapter, Course, check_built
from autograder.errors import StaleBuildError
from autograder.files import write_atomically

# A zip holds a time for each file; one that never changes makes equal contents equal bytes.
_TIME = (2020, 1, 1, 0, 0, 0)
_README = """{title}
{line}

1. Unpack this folder somewhere. It needs Python 3.11 or newer with numpy, matplotlib and jupyter:
       pip install numpy matplotlib jupyter
2. Start Jupyter in this folder and open {slug}.ipynb:
       jupyter lab
3. Write your answers in place of the lines `raise NotImplementedError`. Each exercise has a check below it that you can
   run as often as you like. It shows a small example; the grading uses other numbers.
4. Before you hand in: Kernel > Restart Kernel and Run All Cells. Keep the file's name, and hand in {slug}.ipynb alone.

{files}
"""
_FILES = "The other files here are used by the notebook; leave them beside it: {names}."


def write_handout(course: Course, chapter: Chapter, folder: Path) -> Path:
    """Write `<folder>/<slug>.zip` with the released notebook, its files and a short README.

    Raises:
        StaleBuildError: the release is missing or does not match the lesson any more.
    """
    check_built(course, chapter)
    release = course.root / "release" / chapter.slug
    files = sorted(path for path in release.rglob("*") if path.is_file() and not _is_left_over(path, release))
    if not files:
        raise StaleBuildError(f"{release}: holds nothing. Run `autograder build {chapter.slug}` first.")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        _add(archive, f"{chapter.slug}/README.txt", _readme(chapter, release, files).encode())
        for path in files:
            _add(archive, f"{chapter.slug}/{path.relative_to(release).as_posix()}", path.read_bytes())
    target = folder / f"{chapter.slug}.zip"
    write_atomically(target, packed.getvalue())
    return target


def _readme(chapter: Chapter, release: Path, files: list[Path]) -> str:
    others = [path.relative_to(release).as_posix() for path in files if path.suffix != ".ipynb"]
    told = _FILES.format(names=", ".join(others)) if others else "The notebook needs no other file."
    return _README.format(title=chapter.title, line="=" * len(chapter.title), slug=chapter.slug, files=told)


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    info = zipfile.ZipInfo(name, _TIME)
    info.external_attr = 0o644 << 16
    info.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(info, data)


def _is_left_over(path: Path, release: Path) -> bool:
    """What an instructor's own tries leave in a folder."""
    parts = path.relative_to(release).parts
    return any(part.startswith(".") or part == "__pycache__" for part in parts)
