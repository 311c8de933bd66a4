"""Putting files where grading looks for them: the newest attempt in submitted/, every other one kept beside."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.collecting.archive import Member, Refused
from autograder.collecting.formats import Handed, is_notebook
from autograder.collecting.roster import Roster
from autograder.errors import SubmissionError
from autograder.files import write_atomically
from autograder.submission.accidents import shown

_FORBIDDEN = re.compile(r"[/\\\x00-\x1f\x7f]+")
_NAME_LENGTH = 120


@dataclass(frozen=True, slots=True)
class Placed:
    """One line of the table: what became of one student or file.

    state: collected, unchanged, replaced, missing, unmatched, refused; note says more.
    """

    student: str
    state: str
    files: tuple[str, ...] = ()
    late: bool = False
    note: str = ""
    source: str = ""
    """Where the notebook in submitted/ lay in the archive: feedback goes back under that name."""


class _Places:
    """The folders of one assignment in a class."""

    def __init__(self, class_dir: Path, slug: str) -> None:
        self._class_dir, self._slug = class_dir, slug

    def submitted(self, student: str) -> Path:
        return self._class_dir / "submitted" / student / self._slug

    def earlier(self, student: str) -> Path:
        return self._class_dir / "collected" / self._slug / "earlier" / student

    def unmatched(self) -> Path:
        return self._class_dir / "collected" / self._slug / "unmatched"


def place(
    handed: Sequence[Handed], unexplained: Sequence[Member], class_dir: Path, slug: str, roster: Roster | None
) -> list[Placed]:
    """Write everybody's newest attempt to submitted/<student>/<slug>/ and tell what became of every file."""
    places = _Places(class_dir, slug)
    by_student, strangers = _by_student(handed, roster)
    table = [_place_student(student, files, places) for student, files in sorted(by_student.items())]
    aside = places.unmatched()
    table += [_keep(aside / safe_name(one.who), one.member, one.file, shown(one.name)) for one in strangers]
    table += [_keep(aside, member, str(member.path), "") for member in unexplained]
    if roster is not None:
        present = set(by_student)
        table += [
            Placed(student.id, "missing", note=f"{shown(student.name or student.id)} handed in nothing")
            for student in roster.students
            if safe_name(student.id) not in present
        ]
    return table


def refused_rows(refused: Iterable[Refused]) -> list[Placed]:
    """Lines for members that were not touched."""
    return [Placed("", "refused", (one.name,), note=one.reason) for one in refused]


def safe_name(name: str) -> str:
    """A name that is one folder, whatever it was before."""
    kept = "".join(letter for letter in _FORBIDDEN.sub("_", name) if letter.isprintable()).strip()[:_NAME_LENGTH]
    return f"_{kept}" if not kept.strip(".") or kept.startswith(".") else kept


def _by_student(handed: Sequence[Handed], roster: Roster | None) -> tuple[dict[str, list[Handed]], list[Handed]]:
    by_student: dict[str, list[Handed]] = defaultdict(list)
    strangers: list[Handed] = []
    names = _unambiguous(handed)
    for one in handed:
        if roster is None:
            by_student[names[one.who, one.platform_id]].append(one)
        elif (student := roster.find(one)) is not None:
            by_student[safe_name(student.id)].append(one)
        else:
            strangers.append(one)
    return by_student, strangers


def _unambiguous(handed: Sequence[Handed]) -> dict[tuple[str, str], str]:
    """Without a roster: a folder's name for each student; two people of one name are told apart by their ids."""
    ids: dict[str, set[str]] = defaultdict(set)
    for one in handed:
        ids[safe_name(one.who)].add(one.platform_id)
    return {
        (one.who, one.platform_id): safe_name(one.who) if len(ids[safe_name(one.who)]) == 1
        else safe_name(f"{one.who}_{one.platform_id}")
        for one in handed
    }  # fmt: skip


def _place_student(student: str, files: list[Handed], places: _Places) -> Placed:
    """The newest file of each name goes to submitted/; of notebooks the newest alone, whatever they are called."""
    ordered = sorted(files, key=lambda one: (*one.order, str(one.member.path)))
    late = any(one.late for one in ordered)
    try:
        contents, notes = _read(ordered)
        newest = {"notebook" if is_notebook(one.file) else one.file: one for one in ordered if one in contents}
        for one in contents:
            if one not in newest.values():
                write_atomically(places.earlier(student) / _numbered(one), contents[one])
        wanted = {_inner(one.file): contents[one] for one in newest.values()}
        state = _put(wanted, places.submitted(student), places.earlier(student), notes)
    except OSError as error:
        return Placed(student, "refused", late=late, note=f"{error.filename}: {error.strerror}. Make room and repeat.")
    if "notebook" not in newest:
        notes.append("no notebook among the files")
    if len(contents) > len(newest):
        notes.append(f"{len(contents) - len(newest)} more kept in {places.earlier(student)}")
    source = str(newest["notebook"].member.path) if "notebook" in newest else ""
    names = tuple(shown(one.file) for one in newest.values())
    return Placed(student, state, names, late, "; ".join(notes), source)


def _read(files: Iterable[Handed]) -> tuple[dict[Handed, bytes], list[str]]:
    """Contents of what can be read; a damaged attempt must not hide a sound one."""
    contents: dict[Handed, bytes] = {}
    notes: list[str] = []
    for one in files:
        try:
            contents[one] = one.member.read()
        except SubmissionError as error:
            notes.append(str(error))
    return contents, notes


def _put(wanted: dict[Path, bytes], folder: Path, aside: Path, notes: list[str]) -> str:
    """Make the folder hold these files; what it held before is moved aside, never overwritten."""
    state = "collected"
    if folder.is_dir() and any(folder.iterdir()):
        if all(_holds(folder / path, data) for path, data in wanted.items()):
            return "unchanged"
        number = 1 + sum(1 for _ in aside.glob("submitted-*"))
        aside.mkdir(parents=True, exist_ok=True)
        folder.rename(aside / f"submitted-{number}")
        notes.append(f"what was there before is kept in {aside / f'submitted-{number}'}")
        state = "replaced"
    for path, data in wanted.items():
        write_atomically(folder / path, data)
    return state


def _holds(path: Path, data: bytes) -> bool:
    return path.is_file() and not path.is_symlink() and path.read_bytes() == data


def _inner(name: str) -> Path:
    """A relative path of safe parts; folders within a submission stay."""
    return Path(*(safe_name(part) for part in name.split("/") if part not in ("", ".", "..")))


def _numbered(one: Handed) -> str:
    """A name of its own for every earlier attempt: the same attempt again is the same file."""
    digest = hashlib.sha256(f"{one.order}{one.member.path}".encode()).hexdigest()[:8]
    return f"{digest}-{safe_name(one.file)}"


def _keep(folder: Path, member: Member, name: str, who: str) -> Placed:
    """Keep a file that belongs to nobody we know."""
    path = folder / _inner(name)
    try:
        data = member.read()
        if path.exists() and not _holds(path, data):
            path = path.with_name(f"{hashlib.sha256(data).hexdigest()[:8]}-{path.name}")
        write_atomically(path, data)
    except (SubmissionError, OSError) as error:
        return Placed(who, "refused", (shown(name),), note=str(error))
    return Placed(who, "unmatched", (shown(name),), note=f"kept at {path}")
