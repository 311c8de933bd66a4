"""Picks the notebook file of a submission folder that the student most likely meant."""

import re
from difflib import SequenceMatcher
from pathlib import Path

import msgspec

from autograder.submission.accidents import Accident, listed, shown

_IGNORED_FOLDERS = {"__MACOSX", "__pycache__"}
_FILES_LOOKED_AT = 1000
# Browsers append these when they take the JSON for text.
_NOTEBOOK_NAME = re.compile(r"(?P<stem>.*?)\.ipynb(\.(txt|json))?", re.IGNORECASE | re.DOTALL)
# "ch03 (1)", "ch03-Copy2", "Copy of ch03", "ch03_final": what systems and people add to a name.
_ADDED = re.compile(r"\(\d+\)|copy\s*(of)?\s*\d*|final|submission|solution|abgabe|new", re.IGNORECASE)


class Found(msgspec.Struct, frozen=True):
    """The chosen file (None when there is none) and what had to be guessed."""

    path: Path | None
    accidents: tuple[Accident, ...] = ()


def find_notebook(folder: Path, slug: str) -> Found:
    """Find `<slug>.ipynb` in folder, or the file that comes closest to it.

    Args:
        folder: one student's submission of one assignment.
        slug: name of the assignment's notebook without its ending.

    Returns:
        The exact name when it is there, otherwise the most similar name, among equals the newest file.
    """
    exact = folder / f"{slug}.ipynb"
    if _leads_elsewhere(folder):
        return Found(None, (Accident("link", f"The folder {shown(folder.name)} is a link and was not followed."),))
    candidates = [path for path in _files(folder) if _NOTEBOOK_NAME.fullmatch(path.name)]
    others = [path for path in candidates if path != exact]
    if exact.is_file() or exact.is_symlink():
        return Found(exact, _several(exact, others))
    if not candidates:
        return Found(None, (_missing(folder, slug),))
    chosen = max(candidates, key=lambda path: (path.is_file(), _similarity(path, slug), _modified(path), path.name))
    return Found(chosen, (*_renamed(chosen, exact), *_several(chosen, [path for path in candidates if path != chosen])))


def _leads_elsewhere(folder: Path) -> bool:
    # The student's folder and the assignment's; what lies above belongs to the instructor.
    return folder.is_symlink() or folder.parent.is_symlink()


def _files(folder: Path) -> list[Path]:
    """Files of the folder and of its direct subfolders (an unpacked zip), never through a linked folder."""
    found: list[Path] = []
    for entry in _entries(folder):
        if entry.is_dir() and not entry.is_symlink():
            if entry.name not in _IGNORED_FOLDERS:
                found += [inner for inner in _entries(entry) if inner.is_symlink() or not inner.is_dir()]
        else:
            found.append(entry)
    return found


def _entries(folder: Path) -> list[Path]:
    try:
        names = sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
    except OSError:
        return []
    return names[:_FILES_LOOKED_AT]


def _similarity(path: Path, slug: str) -> float:
    match = _NOTEBOOK_NAME.fullmatch(path.name)
    stem = match["stem"][:200] if match else ""
    return round(SequenceMatcher(None, _plain(stem), _plain(slug)).ratio(), 2)


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", _ADDED.sub("", name)).casefold()


def _modified(path: Path) -> float:
    try:
        return path.lstat().st_mtime
    except OSError:
        return 0.0


def _renamed(chosen: Path, exact: Path) -> tuple[Accident, ...]:
    if chosen == exact:
        return ()
    return (Accident("renamed", f"The file is called {shown(chosen.name)}; it was graded as {exact.name}."),)


def _several(chosen: Path, others: list[Path]) -> tuple[Accident, ...]:
    if not others:
        return ()
    names = listed([shown(path.name) for path in others])
    return (
        Accident("several-files", f"Several notebooks were handed in; {shown(chosen.name)} was graded, not {names}."),
    )


def _missing(folder: Path, slug: str) -> Accident:
    names = [shown(path.name) for path in _files(folder)]
    there = (
        f"it holds only {listed(names)}"
        if names
        else "the folder is empty"
        if folder.is_dir()
        else "there is no folder"
    )
    return Accident("missing", f"No notebook was handed in: {slug}.ipynb is missing, {there}.")
