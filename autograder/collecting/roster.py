"""The list of a class, and finding in it the student that an archive means."""

import codecs
import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from autograder.collecting.folders import safe_name
from autograder.collecting.formats import Handed, plain
from autograder.errors import UsageError

# Column names as Canvas, Moodle, nbgrader and people write them, without blanks and signs.
_ID = ("studentid", "id", "student", "username", "sisloginid", "loginid", "sisuserid", "idnumber", "matriculation")
_IDS = (_ID, ("emailaddress", "email"))
"""Of the first group that the table has a column of, the first cell that is not empty."""
# What Canvas's gradebook exports: its own number stands under ID, and the name under Student.
_CANVAS_EXPORT = {"student", "id", "section"}
_CANVAS_IDS = ("sisuserid", "sisloginid", "id")
# Its second row, and the person whom it makes for teachers to look through a student's eyes: "Student, Test".
_CANVAS_NOBODY = {"pointspossible", "studenttest"}
_NAME = ("name", "fullname", "studentname", "participant", "studentfullname")
_FIRST = ("firstname", "givenname", "first")
_LAST = ("lastname", "surname", "familyname", "last")
_EMAIL = ("email", "emailaddress", "mail")
_PLATFORM = ("canvasid", "canvasuserid", "moodleid", "lmsuserid", "platformid")
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Student:
    """One line of the roster."""

    id: str
    name: str = ""
    email: str = ""
    platform_id: str = ""
    first: str = ""
    last: str = ""

    def first_and_last(self) -> tuple[str, str]:
        """Given and family name; of a whole name the last word is taken for the family's."""
        if self.first or self.last:
            return self.first, self.last
        if "," in self.name:  # Canvas sorts by "Lee, Ann"
            last, _, first = self.name.partition(",")
        else:
            first, _, last = self.name.rpartition(" ")
        return first.strip(), last.strip()

    def called(self) -> set[str]:
        """What an archive may call this student, plain."""
        words = self.name.split()
        names = [self.id, self.name, self.email, self.email.partition("@")[0], f"{self.last}{self.first}"]
        names.append(f"{self.first}{self.last}")
        if len(words) > 1:
            names += [f"{words[-1]}{''.join(words[:-1])}", f"{''.join(words[1:])}{words[0]}"]
        return {key for key in map(plain, names) if key}


class Roster:
    """The students of a class; a name that two of them share finds neither."""

    def __init__(self, students: Iterable[Student]) -> None:
        self.students = tuple(students)
        self._by_platform_id = {student.platform_id: student for student in self.students if student.platform_id}
        self._by_id = {student.id: student for student in self.students}
        self._by_key: dict[str, list[Student]] = {}
        for student in self.students:
            for key in student.called():
                self._by_key.setdefault(key, []).append(student)

    def find(self, handed: Handed) -> Student | None:
        """The student that a file belongs to; None where nobody or more than one fits."""
        if handed.platform_id in self._by_platform_id:
            return self._by_platform_id[handed.platform_id]
        for name in (handed.who, handed.name):
            if name in self._by_id:  # another one may differ in case or accents only
                return self._by_id[name]
            found = self._by_key.get(plain(name), [])
            if len(found) == 1:
                return found[0]
        return None


def read_roster(path: Path) -> Roster:
    """Read a CSV file with a heading: a column for the id, and names, e-mail and the platform's id where there are any.

    Raises:
        UsageError: no such file, no text, no column that holds ids, or an id twice.
    """
    rows = read_rows(path)
    columns = {plain(column): column for column in (rows[0] if rows else {}) if column}
    ids = _CANVAS_IDS if columns.keys() >= _CANVAS_EXPORT else next((ids for ids in _IDS if columns.keys() & ids), None)
    if ids is None:
        heading = ", ".join(filter(None, columns.values()))[:200] or "nothing"
        raise UsageError(f"{path}: has no column of the students' ids. Head one with 'id'; found: {heading}.")
    students = [_student(row, columns, ids) for row in rows]
    nobody = _CANVAS_NOBODY if ids is _CANVAS_IDS else set()
    students = [student for student in students if student.id and plain(student.name) not in nobody]
    _refuse_twins(path, students)
    return Roster(students)


def read_rows(path: Path) -> list[dict[str, str]]:
    """The lines of a CSV file by the words of its heading, whatever program wrote it.

    Raises:
        UsageError: no such file, no text, or no table.
    """
    text = _read_text(path)
    if text.casefold().startswith("sep="):  # a line of Excel's own
        text = text.partition("\n")[2]
    heading = text.partition("\n")[0]
    try:
        return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=heading.count)))
    except csv.Error as error:
        raise UsageError(f"{path}: is no table ({error}). Save it as CSV (UTF-8) again.") from error


def _read_text(path: Path) -> str:
    try:
        data = path.read_bytes()
        # What Excel calls Unicode text is UTF-16 with a mark in front.
        return data.decode("utf-16" if data.startswith(_UTF16_MARKS) else "utf-8-sig")
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}). Name a CSV file with --roster.") from error
    except UnicodeError as error:
        raise UsageError(f"{path}: is no UTF-8 text. Save the table as CSV (UTF-8).") from error


def _student(row: dict[str, str], columns: dict[str, str], ids: tuple[str, ...]) -> Student:
    def cell(names: tuple[str, ...]) -> str:
        cells = ((row[columns[name]] or "").strip() for name in names if name in columns)
        return next(filter(None, cells), "")

    first, last = cell(_FIRST), cell(_LAST)
    of_canvas = ids is _CANVAS_IDS
    name = cell(("student",) if of_canvas else _NAME) or f"{first} {last}".strip()
    return Student(cell(ids), name, cell(_EMAIL), cell(("id",) if of_canvas else _PLATFORM), first, last)


def _refuse_twins(path: Path, students: list[Student]) -> None:
    seen: dict[str, str] = {}
    for student in students:
        folder = safe_name(student.id)
        if folder in seen:
            twin = f" ({seen[folder]} has the same folder)" if seen[folder] != student.id else ""
            raise UsageError(
                f"{path}: the id {student.id} stands there twice{twin}. Give every student an id of their own."
            )
        seen[folder] = student.id
