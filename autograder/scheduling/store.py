"""Results on disk: one file per student, written whole or not at all, so that any interruption loses nothing."""

import os
from collections.abc import Iterable
from pathlib import Path

import msgspec

from autograder.scheduling.job import Stored


class ResultStore:
    """The results of one assignment below `<class>/.autograder/results/<slug>/`.

    Results are the truth, the gradebook is derived from them: `written.txt` lists the keys that it already holds.
    """

    def __init__(self, class_dir: Path, slug: str) -> None:
        self._folder = class_dir / ".autograder" / "results" / slug
        self._folder.mkdir(parents=True, exist_ok=True)
        self._written_path = self._folder / "written.txt"

    def get(self, student: str) -> Stored | None:
        """The stored result of a student; None where there is none that this version can read."""
        try:
            return msgspec.json.decode(self._path(student).read_bytes(), type=Stored)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return None

    def put(self, student: str, stored: Stored) -> None:
        """Store a result, in place of an earlier one."""
        write_atomically(self._path(student), msgspec.json.encode(stored))

    def keys_in_gradebook(self) -> set[str]:
        """`student key` lines of the results that the gradebook holds."""
        if not self._written_path.exists():
            return set()
        return set(self._written_path.read_text().splitlines())

    def note_in_gradebook(self, lines: Iterable[str]) -> None:
        """Remember that the gradebook holds these results; called after its commit."""
        with self._written_path.open("a") as file:
            file.writelines(f"{line}\n" for line in lines)
            file.flush()
            os.fsync(file.fileno())

    def _path(self, student: str) -> Path:
        return self._folder / f"{student}.json"


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file so that a reader sees the old one or the new one, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}.draft")
    draft.write_bytes(data)
    draft.replace(path)
