"""Reading a tar, also a compressed one. Python takes a damaged one for one that ends there: this reader does not."""

import bz2
import contextlib
import gzip
import lzma
import tarfile
import tempfile
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from autograder.collecting.entries import CHUNK, MAX_MEMBERS, MAX_TOTAL_BYTES, Entry, limited, readable
from autograder.errors import SubmissionError, UsageError
from autograder.submission.accidents import shown

DAMAGES = (tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError)
"""What reading a damaged tar raises, see `tar_entries`."""
_Packed = gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile
_PACKED: dict[bytes, Callable[[Path], _Packed]] = {
    b"\x1f\x8b": gzip.GzipFile,
    b"BZh": bz2.BZ2File,
    b"\xfd7zXZ\x00": lzma.LZMAFile,
    b"\x5d\x00\x00\x80": lzma.LZMAFile,
}
_LONGEST_MARK = max(map(len, _PACKED))
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


def open_tar(path: Path, opened: contextlib.ExitStack) -> tarfile.TarFile | None:
    """Open a tar; None for a file that does not begin as one does, packed or not.

    Raises:
        UsageError: it holds too much, or there is no room to unpack it.
        tarfile.TarError: or another of DAMAGES.
    """
    if not _begins_as_tar(path):
        return None
    with path.open("rb") as file:
        start = file.read(_LONGEST_MARK)
    unpack = next((unpack for mark, unpack in _PACKED.items() if start.startswith(mark)), None)
    if unpack is None:
        return opened.enter_context(tarfile.open(path, "r:", tarinfo=_Info))
    # Students are read in the order of their names: each step back would unpack all from the beginning.
    unpacked = opened.enter_context(tempfile.TemporaryFile())  # noqa: SIM115
    with unpack(path) as packed:
        _copy(packed, unpacked, path)
    unpacked.seek(0)
    return opened.enter_context(tarfile.open(fileobj=unpacked, mode="r:", tarinfo=_Info))


def _begins_as_tar(path: Path) -> bool:
    try:
        tarfile.open(path, tarinfo=_Info).close()
    except tarfile.ReadError:
        return False
    return True


def _copy(packed: _Packed, unpacked: IO[bytes], path: Path) -> None:
    while chunk := packed.read(CHUNK):
        if unpacked.tell() + len(chunk) > MAX_TOTAL_BYTES:
            raise UsageError(f"{path}: holds too much to be read packed. Unpack it, and name the folder.")
        try:
            unpacked.write(chunk)
        except OSError as error:
            words = f"cannot be unpacked in {tempfile.gettempdir()} ({error.strerror}). Make room there"
            raise UsageError(f"{path}: {words}, or unpack it yourself and name the folder.") from error


def tar_entries(archive: tarfile.TarFile) -> Iterator[Entry]:
    """The members of a tar, to the end of it.

    Raises:
        UsageError: it holds too much.
        tarfile.TarError: or another of DAMAGES: members behind the damage cannot be known.
    """
    total = 0
    for number, info in enumerate(archive):
        total += info.size
        if total > MAX_TOTAL_BYTES or number >= MAX_MEMBERS:
            raise UsageError(
                f"{archive.name or 'this tar'!s}: holds too much to be read packed. Unpack it, and name the folder."
            )
        if info.isdir():
            continue
        reason = "" if info.isreg() else "it is a link or a device, not a file"
        in_range = 0 < info.mtime < _LATEST_TIME
        modified = datetime.fromtimestamp(info.mtime, UTC).replace(tzinfo=None) if in_range else None
        yield readable(info.name), info.size, modified, _reader(archive, info), reason
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
