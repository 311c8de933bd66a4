"""Reading a zip. Every member is read once before any is used: of a damaged archive nothing is taken."""

import contextlib
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import pairwise
from typing import BinaryIO

from autograder.collecting.entries import CHUNK, MAX_MEMBERS, MAX_TOTAL_BYTES, Entry, limited
from autograder.errors import SubmissionError
from autograder.submission.accidents import shown
from autograder.submission.raw_bytes import MAX_FILE_BYTES

# Python's reader trusts lengths, offsets and encodings that the file states, and passes on whatever follows from a lie.
DAMAGES = (zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, ValueError, OverflowError, RuntimeError)
"""What reading a damaged zip raises; of compression methods that nobody here knows, too (NotImplementedError)."""
_UTF8_FLAG = 0x800
_ENCRYPTED_FLAG = 0x1
_SHARP_S_IN_CP437 = 0xE1
_FIRST_LETTER_OF_LATIN_1 = 0xC0
_HALF = 0x80
_LEAST_HEADER_BYTES = 30


def open_zip(file: BinaryIO) -> zipfile.ZipFile:
    """Open a zip.

    Raises:
        zipfile.BadZipFile: or another of DAMAGES; also for a zip whose members share their bytes, as bombs do.
    """
    archive = zipfile.ZipFile(file)
    infos = archive.infolist()
    if len(infos) > MAX_MEMBERS:
        raise zipfile.BadZipFile(f"{len(infos)} files in it, more than the {MAX_MEMBERS} that are read")
    _refuse_shared_bytes(infos)
    return archive


def _refuse_shared_bytes(infos: Iterable[zipfile.ZipInfo]) -> None:
    by_place = sorted(infos, key=lambda info: (info.header_offset, info.compress_size))
    for first, second in pairwise(by_place):
        if first.header_offset + _LEAST_HEADER_BYTES + first.compress_size > second.header_offset:
            raise zipfile.BadZipFile(f"{shown(first.filename)} and {shown(second.filename)} overlap")


def check_zip(archive: zipfile.ZipFile) -> None:
    """Read every member that will be read, and forget it.

    Beyond the limit of an archive nothing is read later, either, see `archive`.

    Raises:
        zipfile.BadZipFile: or another of DAMAGES.
    """
    total = 0
    for info in archive.infolist():
        if not _why_not_read(info) and info.file_size <= MAX_FILE_BYTES:
            total += info.file_size
            if total > MAX_TOTAL_BYTES:
                return
            with archive.open(info) as file:
                while file.read(CHUNK):  # no more than the size that it states
                    pass


def zip_entries(archive: zipfile.ZipFile) -> Iterator[Entry]:
    """The members of a zip."""
    for info in archive.infolist():
        if not info.is_dir():
            yield _name(info), info.file_size, _time(info), _reader(archive, info), _why_not_read(info)


def _why_not_read(info: zipfile.ZipInfo) -> str:
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        return "it is a link or a device, not a file"
    return "it is locked with a password" if info.flag_bits & _ENCRYPTED_FLAG else ""


def _name(info: zipfile.ZipInfo) -> str:
    """The name as it was meant: platforms write UTF-8 and forget to say so, old programs write the system's letters."""
    name = info.filename
    if not info.flag_bits & _UTF8_FLAG:
        with contextlib.suppress(UnicodeError):
            name = _decoded(name.encode("cp437"))
    return unicodedata.normalize("NFC", name.replace("\\", "/"))


def _decoded(name: bytes) -> str:
    with contextlib.suppress(UnicodeError):
        return name.decode("utf-8")
    high = {byte for byte in name if byte >= _HALF}
    # Latin-1 has its letters where a zip's own alphabet draws lines; that one has its letters below, all but one.
    is_latin = min(high) >= _FIRST_LETTER_OF_LATIN_1 and high != {_SHARP_S_IN_CP437}
    return name.decode("latin-1" if is_latin else "cp437")


def _time(info: zipfile.ZipInfo) -> datetime | None:
    try:
        return datetime(*info.date_time)  # noqa: DTZ001  # a zip knows no time zone
    except ValueError:
        return None


def _reader(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Callable[[], bytes]:
    def read() -> bytes:
        try:
            with archive.open(info) as file:
                return limited(file.read)
        except DAMAGES as error:
            raise SubmissionError(f"{shown(info.filename)} is damaged in the archive: {error}.") from error

    return read
