"""Reading a zip, a tar or a folder without trusting it: names, sizes, kinds and encodings are checked."""

import contextlib
import io
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from autograder.collecting import tarred
from autograder.collecting.entries import MAX_MEMBERS, MAX_TOTAL_BYTES, Entry, limited
from autograder.errors import SubmissionError, UsageError
from autograder.submission.accidents import shown
from autograder.submission.raw_bytes import MAX_FILE_BYTES, read_bytes

_UTF8_FLAG = 0x800
_ENCRYPTED_FLAG = 0x1
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
        with _damage(path):  # only around what reads the archive: other errors are not its fault
            contents = _packed(path, opened)
        yield contents


def _packed(path: Path, opened: contextlib.ExitStack) -> Contents:
    if zipfile.is_zipfile(path):
        return _contents(_zip_entries(opened.enter_context(zipfile.ZipFile(path))))
    archive = tarred.open_tar(path)
    if archive is None and path.suffix == ".ipynb":
        raise UsageError(f"{path}: is one notebook, no archive. Put it at submitted/<student>/<assignment>/ yourself.")
    if archive is None:
        words = "is neither a zip nor a tar nor a folder, or damaged at its beginning"
        raise UsageError(f"{path}: {words}. Download it again, or unpack it and name the folder.")
    return _contents(tarred.tar_entries(opened.enter_context(archive)))


@contextlib.contextmanager
def _damage(path: Path) -> Iterator[None]:
    try:
        yield
    except (zipfile.BadZipFile, NotImplementedError, *tarred.DAMAGES) as error:
        raise UsageError(f"{path}: is damaged ({error}). Download it again.") from error


def inner_members(member: Member) -> tuple[Member, ...]:
    """The files of a zip that a student handed in instead of the notebook; none where it is no sound zip."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(member.read()))
    except (SubmissionError, zipfile.BadZipFile, NotImplementedError, OSError, ValueError):
        return ()
    return _contents(_zip_entries(archive)).members


def _contents(entries: Iterator[Entry]) -> Contents:
    members: list[Member] = []
    refused: list[Refused] = []
    seen: set[str] = set()
    total = 0
    for number, (name, size, modified, read, reason) in enumerate(entries):
        path = PurePosixPath(name)
        if _IGNORED & set(path.parts):
            continue
        total += size
        why = reason or _why_refused(path, size, total, number)
        if not why and str(path) in seen:
            why = "there is another file of this name; the first one counts"
        seen.add(str(path))
        if why or read is None:
            refused.append(Refused(shown(name), why))
        else:
            members.append(Member(path, modified, read))
    return Contents(tuple(members), tuple(refused))


def _why_refused(path: PurePosixPath, size: int, total: int, number: int) -> str:
    if path.is_absolute() or ".." in path.parts or not path.parts:
        return "its name leads out of the archive"
    if size > MAX_FILE_BYTES:
        return f"it has {size / 2**20:.0f} MiB unpacked, more than the {MAX_FILE_BYTES / 2**20:.0f} MiB that are read"
    if total > MAX_TOTAL_BYTES or number >= MAX_MEMBERS:
        return "the archive holds too much: split it"
    return ""


def _zip_entries(archive: zipfile.ZipFile) -> Iterator[Entry]:
    for info in archive.infolist():
        if info.is_dir():
            continue
        name = _zip_name(info)
        kind = stat.S_IFMT(info.external_attr >> 16)
        reason = ""
        if kind not in (0, stat.S_IFREG):
            reason = "it is a link or a device, not a file"
        elif info.flag_bits & _ENCRYPTED_FLAG:
            reason = "it is locked with a password"
        yield name, info.file_size, _zip_time(info), _zip_reader(archive, info), reason


def _zip_name(info: zipfile.ZipInfo) -> str:
    """The name as it was meant: platforms write UTF-8 and forget to say so."""
    name = info.filename
    if not info.flag_bits & _UTF8_FLAG:
        with contextlib.suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return unicodedata.normalize("NFC", name.replace("\\", "/"))


def _zip_time(info: zipfile.ZipInfo) -> datetime | None:
    try:
        return datetime(*info.date_time)  # noqa: DTZ001  # a zip knows no time zone
    except ValueError:
        return None


def _zip_reader(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Callable[[], bytes]:
    def read() -> bytes:
        try:
            with archive.open(info) as file:
                return limited(file.read)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError) as error:
            raise SubmissionError(f"{shown(info.filename)} is damaged in the archive: {error}.") from error

    return read


def _folder_entries(root: Path) -> Iterator[Entry]:
    # os.walk order would differ from machine to machine; links to folders are seen as entries and refused.
    for path in sorted(root.rglob("*")):
        if path.is_dir() and not path.is_symlink():
            continue
        status = path.lstat()
        reason = "" if stat.S_ISREG(status.st_mode) else "it is a link or a device, not a file"
        modified = datetime.fromtimestamp(status.st_mtime, UTC).replace(tzinfo=None)
        name = path.relative_to(root).as_posix().encode(errors="replace").decode()
        yield unicodedata.normalize("NFC", name), status.st_size, modified, _file_reader(path), reason


def _file_reader(path: Path) -> Callable[[], bytes]:
    return lambda: read_bytes(path)
