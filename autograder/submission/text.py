"""From bytes to UTF-8 JSON: encodings, and what is clearly no notebook."""

import codecs
import re

from autograder.submission.accidents import Accident

_BARE_NUMBER = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"|-?\b(?:NaN|Infinity)\b', re.DOTALL)
# Pairs and other escapes are matched as well, so that only what is left is taken for half a pair.
_ESCAPE = re.compile(
    rb"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?P<half>\\u[dD][89a-fA-F][0-9a-fA-F]{2})|\\."
)

_NO_NOTEBOOK = (
    (re.compile(rb"PK\x03\x04"), "is a zip archive, not a notebook. Unpack it and hand in the .ipynb file"),
    (re.compile(rb"\x1f\x8b"), "is a gzip archive, not a notebook. Unpack it and hand in the .ipynb file"),
    (re.compile(rb"%PDF"), "is a PDF, not a notebook. Hand in the .ipynb file itself"),
    (re.compile(rb"\x89PNG|\xff\xd8\xff"), "is a picture, not a notebook. Hand in the .ipynb file itself"),
    (
        re.compile(rb"\s*<(!doctype|html|\?xml)", re.IGNORECASE),
        "is a web page, not a notebook. Download the .ipynb file itself (File > Download), not the page that shows it",
    ),
    (
        re.compile(rb"version https://git-lfs"),
        "is a Git LFS pointer, not the notebook. Fetch the file with 'git lfs pull'",
    ),
    (
        re.compile(rb"\s*(#|import |from |def |class |%)"),
        "is a Python script, not a notebook. Hand in the .ipynb file, not an export of it",
    ),
)


def kind_of_other_file(data: bytes) -> str | None:
    """Say what a file is that is no notebook, None when it may be one."""
    if not data.strip(b" \t\r\n\x00"):
        return "is empty. Save the notebook and hand it in again"
    return next((words for pattern, words in _NO_NOTEBOOK if pattern.match(data)), None)


def without_bom(data: bytes) -> tuple[bytes, Accident | None]:
    """Drop a byte order mark and turn UTF-16 and UTF-32 into UTF-8."""
    if data.startswith(codecs.BOM_UTF8):
        return data[len(codecs.BOM_UTF8) :], None
    encoding = _wide(data)
    if encoding is None:
        return data, None
    text = data.decode(encoding, "replace").lstrip("\ufeff")
    return text.encode("utf-8", "replace"), _encoding_accident(encoding[:6].upper())


def _wide(data: bytes) -> str | None:
    # Before UTF-16, whose mark is the first half of one of these.
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    # JSON starts with a brace or white space: a zero beside it is UTF-16 without its mark.
    if data[:1] == b"\x00":
        return "utf-16-be"
    return "utf-16-le" if data[1:2] == b"\x00" else None


def as_utf8(data: bytes) -> tuple[bytes, Accident | None]:
    """Re-encode bytes that are no UTF-8 as the Windows code page that they most likely are."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace").encode(), _encoding_accident("an old Windows encoding")
    return data, None


def strict_json(data: bytes) -> bytes:
    """Replace what lenient writers put into JSON: bare NaN and Infinity, and halves of surrogate pairs in strings."""
    return _without_half_pairs(_without_bare_numbers(data))


def _without_half_pairs(data: bytes) -> bytes:
    if b"\\ud" not in data and b"\\uD" not in data:
        return data
    return _ESCAPE.sub(lambda match: rb"\ufffd" if match["half"] else match[0], data)


def _without_bare_numbers(data: bytes) -> bytes:
    if b"NaN" not in data and b"Infinity" not in data:
        return data
    return _BARE_NUMBER.sub(lambda match: match[0] if match[0].startswith(b'"') else b"null", data)


def _encoding_accident(name: str) -> Accident:
    return Accident("encoding", f"The file is written in {name} and not in UTF-8; letters with accents may be wrong.")
