"""A student's own functions of earlier chapters in the one that is graded, out of what she handed in for them.

The trusted side reads her earlier submission as text and puts the definitions into the locked cell that would read
her notebook on her own machine. So the sandbox sees no path, and nothing of anybody else.
"""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from autograder.course.earlier import given_of
from autograder.course.model import Chapter, Earlier
from autograder.course.own_functions import definitions_in
from autograder.errors import SubmissionError
from autograder.submission import Accident, Alignment, find_notebook, read_notebook


class Taken(msgspec.Struct, frozen=True):
    """Code for the cells that take over earlier functions, by grade id, and what was in the way."""

    sources: dict[str, str]
    accidents: tuple[Accident, ...] = ()


def reference_code(chapter: Chapter) -> dict[str, str]:
    """Our own functions in those cells, for proving a chapter; nothing where the release holds them anyway."""
    if chapter.continuity != "own":
        return {}
    return {earlier.grade_id: given_of(earlier) for earlier in chapter.earlier}


def own_code(chapter: Chapter, folder: Path) -> Taken:
    """A student's own earlier functions.

    Args:
        chapter: the chapter that is graded.
        folder: her submission of it; the earlier ones are looked for in folders beside it, then in it.
    """
    if chapter.continuity != "own":
        return Taken({})
    found = [_own(earlier, folder) for earlier in chapter.earlier]
    return Taken({key: source for key, source, _ in found}, tuple(a for _, _, told in found for a in told))


def with_earlier(alignment: Alignment, sources: Mapping[str, str]) -> Alignment:
    """The cells with the code of the earlier functions in its place."""
    cells = tuple(
        msgspec.structs.replace(cell, source=sources.get(cell.grade_id or "", cell.source)) for cell in alignment.cells
    )
    return msgspec.structs.replace(alignment, cells=cells)


def earlier_folders(chapter: Chapter, folder: Path) -> list[Path]:
    """What a result depends on besides the submission's own folder."""
    return [folder.parent / earlier.slug for earlier in chapter.earlier] if chapter.continuity == "own" else []


def _own(earlier: Earlier, folder: Path) -> tuple[str, str, tuple[Accident, ...]]:
    found = find_notebook(folder.parent / earlier.slug, earlier.slug)
    beside = folder / f"{earlier.slug}.ipynb"
    path = found.path or (beside if beside.is_file() else None)
    names = ", ".join(earlier.names)
    if path is None:
        return _missing(earlier, f"No notebook of {earlier.slug} was handed in; {names} of it is missing here.")
    try:
        cells = [cell.source for cell in read_notebook(path).cells if cell.kind == "code"]
    except SubmissionError as error:
        return _missing(earlier, f"The notebook of {earlier.slug} cannot be read, so {names} is missing here: {error}")
    code = "\n\n\n".join(definitions_in(cells, list(earlier.names)))
    return earlier.grade_id, f"# The student's own {names}, from {earlier.slug}\n{code}", ()


def _missing(earlier: Earlier, message: str) -> tuple[str, str, tuple[Accident, ...]]:
    code = f'raise FileNotFoundError("{earlier.slug}.ipynb is not there.")'
    return earlier.grade_id, code, (Accident("earlier-missing", message),)
