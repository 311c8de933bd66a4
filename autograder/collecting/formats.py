"""Whose file is it? What each platform puts into the names of an archive."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from autograder.collecting.archive import Member
from autograder.errors import UsageError

_NOTEBOOK = re.compile(r".*\.ipynb(\.(txt|json))?", re.IGNORECASE | re.DOTALL)
# "leeann_LATE_1234_5678_ch03-1.ipynb": user, late mark, user id, attachment id, file, number of the resubmission.
_CANVAS = re.compile(
    r"(?P<name>[^_/]+)(?P<late>_LATE)?_(?P<id>\d+)_(?P<order>\d+)_(?P<file>[^/]+)", re.IGNORECASE | re.DOTALL
)
# "leeann_1234_text.html", "leeann_1234_link.html": she typed a text or gave a link in the place of a file.
_CANVAS_TYPED = re.compile(
    r"(?P<name>[^_/]+)(?P<late>_LATE)?_(?P<id>\d+)(?P<order>)_(?P<file>(text|link)\.html)", re.IGNORECASE
)
_RESUBMISSION = re.compile(r"-\d+(?=(\.[A-Za-z]\w*)+$)")
# "Ann Lee_1234_assignsubmission_file_/ch03.ipynb", or without the folder.
_MOODLE = re.compile(
    r"(?P<name>[^/]+?)_(?P<id>\d+)_assignsubmission_(file|onlinetext)(_(?P<flat>[^/]+)|_?/(?P<file>.+))", re.DOTALL
)
# "ann+ch03+2026-11-01 10:00:00 UTC+x1y2/ch03.ipynb": nbgrader's exchange; or submitted/ann/ch03/ch03.ipynb.
_EXCHANGE = re.compile(r"(?P<name>[^+/]+)\+(?P<assignment>[^+/]+)\+(?P<time>[^+/]+)(\+[^/]*)?/(?P<file>.+)", re.DOTALL)
_STAMP = re.compile(r"(\d{4})-(\d\d)-(\d\d)[ T_](\d\d)[:_-](\d\d)[:_-](\d\d)")
# "Ann Lee - ch03.ipynb": Google Classroom's way of putting a class into one folder.
_FLAT = re.compile(r"(?P<name>.+?) +[-\u2013] +(?P<file>[^/]+)", re.DOTALL)
# "ch03 (1)", "ch03(1)", "ch03-Copy1": what browsers, Google Drive and Jupyter add to a second file of a name.
_COPY = re.compile(r"( ?\(\d+\)|-Copy\d*)+$", re.IGNORECASE)
_ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class Handed:
    """One file of one student.

    Attributes:
        who: the student as the archive names them, fit for a folder's name.
        name: as people read it.
        platform_id: the platform's own number, where the name carries one.
        file: name of the file, without what the platform added.
        order: of two attempts the one with the larger order is newer.
        late: the platform marked it as late.
        source: where the zip lay that the file was in; empty where it came as it is.
    """

    who: str
    name: str
    platform_id: str
    file: str
    order: tuple[int, datetime]
    late: bool
    member: Member
    source: str = ""


def _canvas(member: Member, slug: str) -> Handed | None:
    del slug
    match = _CANVAS.fullmatch(member.path.name) or _CANVAS_TYPED.fullmatch(member.path.name)
    if match is None:
        return None
    file = _RESUBMISSION.sub("", match["file"])
    # Attachments are numbered as they come, while all members carry the time of the download.
    order = (int(match["order"][:18] or 0), _time(member))
    return Handed(
        f"{match['name']}_{match['id']}", match["name"], match["id"], file, order, bool(match["late"]), member
    )


def _moodle(member: Member, slug: str) -> Handed | None:
    del slug
    match = _MOODLE.search(str(member.path))
    if match is None:
        return None
    name = match["name"]
    file = match["flat"] or PurePosixPath(match["file"]).name
    return Handed(name, name, match["id"], file, (0, _time(member)), late=False, member=member)


def _nbgrader(member: Member, slug: str) -> Handed | None:
    match = _EXCHANGE.search(str(member.path))
    if match is not None:
        order = (0, _stamp(match["time"]) or _time(member))
        name = match["name"]
        return Handed(name, name, "", match["file"], order, late=False, member=member)
    parts = member.path.parts
    for place in range(1, len(parts) - 1):
        if parts[place] == slug:
            name = parts[place - 1]
            return Handed(name, name, "", "/".join(parts[place + 1 :]), (0, _time(member)), late=False, member=member)
    return None


def _folder(member: Member, slug: str) -> Handed | None:
    parts = member.path.parts
    if len(parts) > 1:
        return Handed(parts[0], parts[0], "", "/".join(parts[1:]), (0, _time(member)), late=False, member=member)
    match = _FLAT.fullmatch(member.path.name)
    if match is not None and not _is_assignment(match["name"], slug):
        return Handed(match["name"], match["name"], "", match["file"], (0, _time(member)), late=False, member=member)
    if not member.path.name.lower().endswith(".zip") and not is_notebook(member.path.name):
        return None  # a data file of whoever made the folder
    # "ann_lee.ipynb" or "ch03_ann_lee (1).ipynb": what is not the assignment's name is all that is known.
    stem = _without_assignment(member.path.name.partition(".")[0], slug)
    return Handed(stem, stem, "", member.path.name, (0, _time(member)), late=False, member=member) if stem else None


def _is_assignment(name: str, slug: str) -> bool:
    return plain(name) in {plain(slug), plain(slug.partition("_")[0])}


def _without_assignment(stem: str, slug: str) -> str:
    """A file's name without the assignment and the number of a copy; empty where nothing else is in it."""
    stem = _COPY.sub("", stem)
    for title in (slug, slug.partition("_")[0]):
        name = re.sub(rf"(?<![^\W_]){re.escape(title)}(?![^\W_])", " ", stem, flags=re.IGNORECASE)
        if name != stem:
            return name.strip(" _-\u2013.,+")
    return stem.strip()


FORMATS: dict[str, Callable[[Member, str], Handed | None]] = {
    "canvas": _canvas,
    "moodle": _moodle,
    "nbgrader": _nbgrader,
    "folder": _folder,
}


def recognise(members: Sequence[Member], slug: str) -> str:
    """The first format, from the most particular to the most general, that tells whose most notebooks are.

    Raises:
        UsageError: there is no notebook at all.
    """
    notebooks = [member for member in members if is_notebook(member.path.name)] or list(members)
    if not notebooks:
        raise UsageError("the archive holds no file. Was it downloaded completely?")
    for name, parse in FORMATS.items():
        told = sum(parse(member, slug) is not None for member in notebooks)
        if told > _ENOUGH * len(notebooks):
            return name
    return "folder"


def assignment_of(members: Sequence[Member], slugs: Sequence[str]) -> str | None:
    """The assignment that most notebooks are named after; None where they name none or two as often."""
    paths = [plain(str(member.path)) for member in members if is_notebook(member.path.name)]
    counts = {slug: sum(plain(slug) in path for path in paths) for slug in slugs}
    if not any(counts.values()):
        counts = {slug: sum(plain(slug.partition("_")[0]) in path for path in paths) for slug in slugs}
    best = max(counts.values(), default=0)
    found = [slug for slug, count in counts.items() if count == best]
    return found[0] if best and len(found) == 1 else None


def is_notebook(name: str) -> bool:
    """Whether a file name is that of a notebook, also with the ending that a browser adds."""
    return _NOTEBOOK.fullmatch(name) is not None


def _time(member: Member) -> datetime:
    return member.modified or datetime.min  # noqa: DTZ901  # compared with others of the same archive only


def _stamp(text: str) -> datetime | None:
    match = _STAMP.search(text)
    try:
        # nbgrader writes UTC
        return datetime.strptime("".join(match.groups()), "%Y%m%d%H%M%S") if match else None  # noqa: DTZ007
    except ValueError:
        return None


def plain(name: str) -> str:
    """A name without case, accents, blanks and signs, for comparing."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if letter.isalnum())
