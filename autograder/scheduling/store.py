"""Results on disk: one file per student, written whole or not at all, so that any interruption loses nothing."""

import os
from collections.abc import Iterable
from pathlib import Path

import msgspec

from autograder.files import write_atomically
from autograder.grading.times import RunTimes
from autograder.scheduling.job import Stored


class ResultStore:
    """The results of one assignment below `<class>/.autograder/results/<slug>/`.

    Results are the truth, the gradebook is derived from them: `written.txt` tells which of them it holds. How long each
    one took lies in a folder of its own, because that differs from one grading to the next.
    """

    def __init__(self, class_dir: Path, slug: str) -> None:
        self._folder = class_dir / ".autograder" / "results" / slug
        self._folder.mkdir(parents=True, exist_ok=True)
        self._written_path = self._folder / "written.txt"
        self._times = class_dir / ".autograder" / "times" / slug

    def get(self, student: str) -> Stored | None:
        """The stored result of a student; None where there is none that this version can read."""
        try:
            return msgspec.json.decode(self._path(student).read_bytes(), type=Stored)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return None

    def put(self, student: str, stored: Stored) -> None:
        """Store a result, in place of an earlier one."""
        write_atomically(self._path(student), msgspec.json.encode(stored))

    def times(self, student: str) -> RunTimes | None:
        """How long a student's code ran when it was graded last; None where nobody knows."""
        try:
            return msgspec.json.decode((self._times / f"{student}.json").read_bytes(), type=RunTimes)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return None

    def put_times(self, student: str, times: RunTimes) -> None:
        """Keep how long a student's code ran."""
        self._times.mkdir(parents=True, exist_ok=True)
        write_atomically(self._times / f"{student}.json", msgspec.json.encode(times))

    def keys_in_gradebook(self) -> dict[str, str]:
        """The key of the result that the gradebook holds of each student; the last line of a student counts."""
        if not self._written_path.exists():
            return {}
        lines = self._written_path.read_text(errors="replace").splitlines()
        return {student: key for key, _, student in (line.partition(" ") for line in lines)}

    def note_in_gradebook(self, written: Iterable[Stored]) -> None:
        """Remember that the gradebook holds these results; called after its commit."""
        with self._written_path.open("a") as file:
            # The first line break ends what an interruption may have left of a line.
            file.writelines(["\n", *(f"{stored.key} {stored.result.student}\n" for stored in written)])
            file.flush()
            os.fsync(file.fileno())

    def _path(self, student: str) -> Path:
        return self._folder / f"{student}.json"
