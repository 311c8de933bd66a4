"""Writing a student's files: under names of our own making, all or none of them, over nothing that is there."""

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from autograder.files import write_atomically

_FORBIDDEN = re.compile(r"[/\\\x00-\x1f\x7f]+")
# Disks take 255; a draft while it is written, or a mark in front of a second file of a name, takes some more.
_NAME_BYTES = 200
_ENDING = 20


def safe_name(name: str) -> str:
    """A name that is one folder or file, whatever it was before; of a long one the ending stays."""
    kept = "".join(letter for letter in _FORBIDDEN.sub("_", name) if letter.isprintable()).strip()
    if len(kept.encode()) > _NAME_BYTES:
        ending = kept[kept.rfind(".") :] if 0 < len(kept) - kept.rfind(".") <= _ENDING else ""
        start = kept.encode()[: _NAME_BYTES - len(ending.encode())].decode(errors="ignore")
        kept = start.strip() + ending
    return f"_{kept}" if not kept.strip(".") or kept.startswith(".") else kept


def put(wanted: Mapping[Path, bytes], folder: Path, aside: Path, notes: list[str]) -> str:
    """Make the folder hold these files, all or none; what it held before is moved aside, never overwritten."""
    state = "collected"
    there = folder.is_dir() and any(folder.iterdir())
    if there and all(holds(folder / path, data) for path, data in wanted.items()):
        return "unchanged"
    unfinished = folder.with_name(f".{folder.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    try:
        for path, data in wanted.items():
            write_atomically(_free(unfinished, path), data)
        if there:
            number = 1 + sum(1 for _ in aside.glob("submitted-*"))
            aside.mkdir(parents=True, exist_ok=True)
            folder.rename(aside / f"submitted-{number}")
            notes.append(f"what was there before is kept in {aside / f'submitted-{number}'}")
            state = "replaced"
        unfinished.rename(folder)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    return state


def _free(root: Path, path: Path) -> Path:
    """Where a file can lie: archives hold a file and a folder of one name, which no disk can."""
    taken = (root / path).is_dir() or any((root / part).is_file() for part in path.parents if part.parts)
    return root / (safe_name("_".join(("second", *path.parts))) if taken else path)


def holds(path: Path, data: bytes) -> bool:
    """Whether this very file is there already."""
    return path.is_file() and not path.is_symlink() and path.read_bytes() == data


def inner(name: str) -> Path:
    """A relative path of safe parts; folders within a submission stay."""
    return Path(*(safe_name(part) for part in name.split("/") if part not in ("", ".", "..")))
