"""Putting files where grading looks for them: the newest attempt in submitted/, every other one kept beside."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from autograder.collecting.archive import Member, Refused
from autograder.collecting.folders import holds, inner, put, safe_name
from autograder.collecting.formats import Handed, is_notebook, plain
from autograder.collecting.roster import Roster
from autograder.errors import SubmissionError
from autograder.files import write_atomically
from autograder.submission.accidents import shown
from autograder.submission.raw_bytes import MAX_FILE_BYTES

MAX_STUDENT_BYTES = 2 * MAX_FILE_BYTES
"""Of all attempts together: they are in memory at the same time."""
_DEEPEST = 2
_NUMBERED = re.compile(r"([a-z]+)(\d+)")


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
        self._class_dir, self.slug = class_dir, slug

    def submitted(self, student: str) -> Path:
        return self._class_dir / "submitted" / student / self.slug

    def earlier(self, student: str) -> Path:
        return self._class_dir / "collected" / self.slug / "earlier" / student

    def unmatched(self) -> Path:
        return self._class_dir / "collected" / self.slug / "unmatched"


def place(
    handed: Sequence[Handed], unexplained: Sequence[Member], class_dir: Path, slug: str, roster: Roster | None
) -> list[Placed]:
    """Write everybody's newest attempt to submitted/<student>/<slug>/ and tell what became of every file."""
    places = _Places(class_dir, slug)
    by_student, strangers = _by_student(handed, roster)
    table = [_place_student(student, files, places) for student, files in sorted(by_student.items())]
    aside = places.unmatched()
    table += [_keep(aside / safe_name(one.who), one.member, one.file, shown(one.name)) for one in strangers]
    table += [
        _keep(aside, member, str(member.path), "", "; its name does not say whose it is") for member in unexplained
    ]
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
    people: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for one in handed:
        people[safe_name(one.who)].add((one.who, one.platform_id))
    names: dict[tuple[str, str], str] = {}
    for safe, of_name in people.items():
        for who, platform_id in of_name:
            # Names that differ only in what no folder can be called are two people, too.
            mark = platform_id or hashlib.sha256(who.encode()).hexdigest()[:6]
            names[who, platform_id] = safe if len(of_name) == 1 else f"{safe}_{mark}"
    return names


def _place_student(student: str, files: list[Handed], places: _Places) -> Placed:
    """The newest file of each name goes to submitted/; of notebooks the newest alone, whatever they are called."""
    ordered = sorted(files, key=lambda one: _age(one, places.slug))
    late = any(one.late for one in ordered)
    try:
        contents, notes = _read(ordered)
        if not contents:
            return Placed(student, "refused", late=late, note="; ".join(notes))
        newest = {"notebook" if is_notebook(one.file) else one.file: one for one in ordered if one in contents}
        for one in contents:
            if one not in newest.values():
                write_atomically(places.earlier(student) / _numbered(one), contents[one])
        wanted = {_lying(one): contents[one] for one in newest.values()}
        state = put(wanted, places.submitted(student), places.earlier(student), notes)
    except OSError as error:
        return Placed(student, "refused", late=late, note=f"{error.filename}: {error.strerror}. Make room and repeat.")
    if "notebook" not in newest:
        notes.append("no notebook among the files")
    if len(contents) > len(newest):
        notes.append(f"{len(contents) - len(newest)} more kept in {places.earlier(student)}")
    notebook = newest.get("notebook")
    source = (notebook.source or str(notebook.member.path)) if notebook else ""
    names = tuple(shown(one.file) for one in newest.values())
    return Placed(student, state, names, late, "; ".join(notes), source)


def _lying(one: Handed) -> Path:
    """Where a file lies in the submission; grading looks for the notebook there and one folder down."""
    path = inner(one.file)
    return Path(path.name) if is_notebook(path.name) and len(path.parts) > _DEEPEST else path


def _age(one: Handed, slug: str) -> tuple[bool, int, datetime, bool, str]:
    """Sorts the newest last; a notebook that is called after another assignment never wins over one that is not."""
    ours, theirs = _NUMBERED.match(plain(slug)), _NUMBERED.match(plain(one.file))
    of_another = bool(ours and theirs and ours[1] == theirs[1] and ours[2] != theirs[2])
    # Of those that came together, as in a zip, the one that is called as it was given out.
    return not of_another, *one.order, plain(slug) in plain(one.file), str(one.member.path)


def _read(files: Sequence[Handed]) -> tuple[dict[Handed, bytes], list[str]]:
    """Contents of what can be read, the newest first; a damaged attempt must not hide a sound one."""
    contents: dict[Handed, bytes] = {}
    notes: list[str] = []
    room = MAX_STUDENT_BYTES
    for one in reversed(files):
        try:
            data = one.member.read()
        except SubmissionError as error:
            notes.append(str(error))
            continue
        if len(data) > room:
            notes.append(f"{shown(one.file)} is left out: more than {MAX_STUDENT_BYTES / 2**20:.0f} MiB of one student")
            continue
        room -= len(data)
        contents[one] = data
    return contents, notes


def _numbered(one: Handed) -> str:
    """A name of its own for every earlier attempt: the same attempt again is the same file."""
    digest = hashlib.sha256(f"{one.order}{one.source}{one.member.path}".encode()).hexdigest()[:8]
    return f"{digest}-{safe_name(one.file)}"


def _keep(folder: Path, member: Member, name: str, who: str, why: str = "") -> Placed:
    """Keep a file that belongs to nobody we know."""
    path = folder / inner(name)
    try:
        data = member.read()
        if path.exists() and not holds(path, data):
            path = path.with_name(f"{hashlib.sha256(data).hexdigest()[:8]}-{path.name}")
        write_atomically(path, data)
    except (SubmissionError, OSError) as error:
        return Placed(who, "refused", (shown(name),), note=str(error))
    return Placed(who, "unmatched", (shown(name),), note=f"kept at {path}{why}")
