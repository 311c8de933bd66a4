"""Reading a zip, a tar or a folder without trusting it: names, sizes, kinds and encodings are checked."""

import contextlib
import io
import re
import stat
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from autograder.collecting import tarred, zipped
from autograder.collecting.entries import MAX_MEMBERS, MAX_TOTAL_BYTES, Entry, readable
from autograder.errors import SubmissionError, UsageError
from autograder.submission.accidents import shown
from autograder.submission.raw_bytes import MAX_FILE_BYTES, read_bytes

MAX_INNER_BYTES = MAX_FILE_BYTES
"""Of a zip that a student handed in, all together: a few kilobytes can say that they are gigabytes."""
_ZIP_START = b"PK\x03\x04"
# What a Mac puts beside a file; it ends in .ipynb, too, and is none.
_APPLE_DOUBLE = "._"
_DRIVE = re.compile(r"[A-Za-z]:(/|$)")
_IGNORED = {"__MACOSX", "__pycache__", ".DS_Store", "Thumbs.db", ".ipynb_checkpoints"}


@dataclass(frozen=True, slots=True)
class Member:
    """One file: where it lay (never used as a path to write to), and how to read it."""

    path: PurePosixPath
    modified: datetime | None
    """As the archive says it, without a time zone; None where it says nothing."""
    read: Callable[[], bytes]
    """Raises SubmissionError: the file is damaged, or larger than it may be."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A member that is not touched, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What an archive holds."""

    members: tuple[Member, ...]
    refused: tuple[Refused, ...]


@contextlib.contextmanager
def open_archive(path: Path) -> Iterator[Contents]:
    """Open a zip, a tar (also compressed) or a folder.

    Raises:
        UsageError: there is no such file, it is neither of these, or it is damaged as a whole.
    """
    if path.is_dir():
        yield _contents(_folder_entries(path))
        return
    if not path.is_file():
        raise UsageError(f"{path}: no such file or folder. Name the archive that the platform gave you.")
    with contextlib.ExitStack() as opened:
        try:
            file = opened.enter_context(path.open("rb"))
        except OSError as error:
            raise UsageError(f"{path}: cannot be read ({error.strerror}). Is it yours?") from error
        with _damage(path):  # only around what reads the archive: other errors are not its fault
            contents = _packed(path, file, opened)
        yield contents


def _packed(path: Path, file: BinaryIO, opened: contextlib.ExitStack) -> Contents:
    if zipfile.is_zipfile(file):
        archive = opened.enter_context(zipped.open_zip(file))
        zipped.check_zip(archive)
        return _contents(zipped.zip_entries(archive))
    tar = tarred.open_tar(path, opened)
    if tar is not None:
        return _contents(tarred.tar_entries(tar))
    if path.suffix == ".ipynb":
        raise UsageError(f"{path}: is one notebook, no archive. Put it at submitted/<student>/<assignment>/ yourself.")
    file.seek(0)
    if file.read(len(_ZIP_START)) == _ZIP_START:
        raise UsageError(f"{path}: is damaged (a zip that breaks off before its end). Download it again.")
    words = "is neither a zip nor a tar nor a folder, or damaged at its beginning"
    raise UsageError(f"{path}: {words}. Download it again, or unpack it and name the folder.")


@contextlib.contextmanager
def _damage(path: Path) -> Iterator[None]:
    try:
        yield
    except (*zipped.DAMAGES, *tarred.DAMAGES) as error:
        words = "Download it again; if that does not help, unpack it and name the folder."
        raise UsageError(f"{path}: is damaged ({str(error) or 'it breaks off'}). Nothing was taken. {words}") from error


def inner_contents(member: Member) -> Contents:
    """The files of a zip that a student handed in instead of the notebook.

    Raises:
        SubmissionError: it cannot be opened.
    """
    data = member.read()
    try:
        archive = zipped.open_zip(io.BytesIO(data))
    except zipped.DAMAGES as error:
        raise SubmissionError(f"{shown(member.path.name)} cannot be opened as a zip: {error}.") from error
    return _contents(zipped.zip_entries(archive), most_bytes=MAX_INNER_BYTES)


def _contents(entries: Iterable[Entry], most_bytes: int = MAX_TOTAL_BYTES) -> Contents:
    members: list[Member] = []
    refused: list[Refused] = []
    seen: set[str] = set()
    total = 0
    for name, size, modified, read, reason in entries:
        path = PurePosixPath(name)
        if _IGNORED & set(path.parts) or path.name.startswith(_APPLE_DOUBLE):
            continue
        why = reason or _why_refused(path, size)
        total += 0 if why else size
        if not why and (total > most_bytes or len(members) >= MAX_MEMBERS):
            why = "the archive holds too much: split it"
        if not why and str(path) in seen:
            why = "there is another file of this name; the first one counts"
        seen.add(str(path))
        if why or read is None:
            refused.append(Refused(shown(name), why))
        else:
            members.append(Member(path, modified, read))
    return Contents(tuple(members), tuple(refused))


def _why_refused(path: PurePosixPath, size: int) -> str:
    if path.is_absolute() or _DRIVE.match(str(path)) or ".." in path.parts or not path.parts:
        return "its name leads out of the archive"
    if size > MAX_FILE_BYTES:
        return f"it has {size / 2**20:.0f} MiB unpacked, more than the {MAX_FILE_BYTES / 2**20:.0f} MiB that are read"
    return ""


def _folder_entries(root: Path) -> Iterator[Entry]:
    # os.walk order would differ from machine to machine; links to folders are seen as entries and refused.
    for path in sorted(root.rglob("*")):
        if path.is_dir() and not path.is_symlink():
            continue
        status = path.lstat()
        reason = "" if stat.S_ISREG(status.st_mode) else "it is a link or a device, not a file"
        modified = datetime.fromtimestamp(status.st_mtime, UTC).replace(tzinfo=None)
        yield readable(path.relative_to(root).as_posix()), status.st_size, modified, _file_reader(path), reason


def _file_reader(path: Path) -> Callable[[], bytes]:
    return lambda: read_bytes(path)
