"""Reading a tar, also a compressed one. Python takes a damaged one for one that ends there: this reader does not."""

import lzma
import tarfile
import unicodedata
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from autograder.collecting.entries import CHUNK, MAX_MEMBERS, MAX_TOTAL_BYTES, Entry, limited
from autograder.errors import SubmissionError, UsageError
from autograder.submission.accidents import shown

DAMAGES = (tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError)
"""What reading a damaged tar raises, see `tar_entries`."""
_LATEST_TIME = 2**33
# Tar programs fill up to 10 KiB, or to the size of a tape's block.
_MAX_PADDING_BYTES = 64 * 2**20


class _Info(tarfile.TarInfo):
    """Reads one header. A tar ends with an empty block; whatever else stands where a header should be is damage."""

    @classmethod
    def fromtarfile(cls, archive: tarfile.TarFile) -> "_Info":
        try:
            return super().fromtarfile(archive)
        except (tarfile.EmptyHeaderError, tarfile.TruncatedHeaderError, tarfile.InvalidHeaderError) as error:  # type: ignore[attr-defined]
            raise tarfile.ReadError("it breaks off, or a part of it was changed") from error


def open_tar(path: Path) -> tarfile.TarFile | None:
    """Open a tar; None for a file that does not begin as one does, packed or not.

    Raises:
        tarfile.TarError: or another of DAMAGES.
    """
    try:
        return tarfile.open(path, tarinfo=_Info)
    except tarfile.ReadError:
        return None


def tar_entries(archive: tarfile.TarFile) -> Iterator[Entry]:
    """The members of a tar, to the end of it.

    Raises:
        UsageError: it holds too much.
        tarfile.TarError: or another of DAMAGES: members behind the damage cannot be known.
    """
    total = 0
    for number, info in enumerate(archive):
        total += info.size
        # What is compressed has to be unpacked to find the next member.
        if total > MAX_TOTAL_BYTES or number >= MAX_MEMBERS:
            raise UsageError(f"{archive.name!s}: holds too much to be read packed. Unpack it, and name the folder.")
        if info.isdir():
            continue
        reason = "" if info.isreg() else "it is a link or a device, not a file"
        in_range = 0 < info.mtime < _LATEST_TIME
        modified = datetime.fromtimestamp(info.mtime, UTC).replace(tzinfo=None) if in_range else None
        name = unicodedata.normalize("NFC", info.name.encode(errors="replace").decode(errors="replace"))
        yield name, info.size, modified, _reader(archive, info), reason
    _must_end(archive)


def _must_end(archive: tarfile.TarFile) -> None:
    """Read what fills up the last block: a compressed file is checked as a whole where it ends."""
    file, read = archive.fileobj, 0
    assert file is not None
    while chunk := file.read(CHUNK):
        read += len(chunk)
        if read > _MAX_PADDING_BYTES:
            raise tarfile.ReadError("it goes on behind its end")


def _reader(archive: tarfile.TarFile, info: tarfile.TarInfo) -> Callable[[], bytes]:
    def read() -> bytes:
        try:
            file = archive.extractfile(info)
            return limited(file.read) if file else b""
        except DAMAGES as error:
            raise SubmissionError(f"{shown(info.name)} is damaged in the archive: {error}.") from error

    return read
