"""CSV files as platforms import them: quoted, in UTF-8, and with nothing that a spreadsheet would compute."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from autograder.collecting import Roster, Student, safe_name
from autograder.exporting.collected import Known
from autograder.exporting.scores import Score
from autograder.reports.text import csv_cell, number

_Row = Sequence[str]
_NO_GRADE = "-"


class Class(NamedTuple):
    """Who is meant by the ids of the gradebook.

    Attributes:
        people: by id; the roster's entries, else what the gradebook and the platform's archive say.
        listed: ids that stand in a roster, and so are those of the school.
        collected: how the platform that the file is for calls them, see `on_platform`.
    """

    people: Mapping[str, Student]
    listed: frozenset[str]
    collected: Mapping[str, Known]


def _plain(scores: Sequence[Score], max_score: float, title: str, known: Class) -> Iterator[_Row]:
    yield "student_id", "name", "email", "assignment", "score", "max_score", "raw_score", "penalty", "waits", "time"
    for score in scores:
        who = known.people[score.student]
        points = (number(score.score), number(max_score), number(score.raw), number(score.penalty))
        yield score.student, who.name, who.email, title, *points, str(score.waits), score.timestamp
    for who in _absent(scores, known.people):
        yield who.id, who.name, who.email, title, "", number(max_score), "", "", "", ""


def _canvas(scores: Sequence[Score], max_score: float, title: str, known: Class) -> Iterator[_Row]:
    """Canvas finds students by its ID, the SIS ids or the login; an empty score leaves what is there."""
    yield "Student", "ID", "SIS User ID", "SIS Login ID", "Section", title
    yield "    Points Possible", "", "", "", "", number(max_score)
    marks = [(known.people[score.student], number(score.score)) for score in scores]
    for who, mark in (*marks, *((who, "") for who in _absent(scores, known.people))):
        # An id that no roster knows was made of the archive's names; taken for the school's, it finds somebody else.
        school = (who.id, who.email or who.id) if who.id in known.listed else ("", "")
        yield who.name or who.id, who.platform_id, *school, "", mark


def _moodle(scores: Sequence[Score], max_score: float, title: str, known: Class) -> Iterator[_Row]:
    """Moodle's grade import lets the teacher say which column finds the student: user name, ID number or e-mail."""
    del max_score
    yield "Username", "ID number", "Full name", "Email address", title
    for score in scores:
        who = known.people[score.student]
        yield who.id, who.platform_id, who.name, who.email, number(score.score)
    for who in _absent(scores, known.people):
        yield who.id, who.platform_id, who.name, who.email, _NO_GRADE


def _worksheet(scores: Sequence[Score], max_score: float, title: str, known: Class) -> Iterator[_Row]:
    """The worksheet of one assignment that Moodle hands out and takes back; it finds a student by its own number."""
    del title
    # No column of comments: an empty one would empty what teachers wrote there.
    yield (
        "Identifier", "Full name", "Email address", "Grade", "Maximum Grade", "Grade can be changed",
        "Last modified (grade)",
    )  # fmt: skip
    for score in scores:
        if score.student in known.collected:
            who, there = known.people[score.student], known.collected[score.student]
            facts = (f"Participant {there.id}", who.name or there.name, who.email)
            yield *facts, number(score.score), number(max_score), "Yes", _NO_GRADE


TABLES: dict[str, Callable[[Sequence[Score], float, str, Class], Iterator[_Row]]] = {
    "csv": _plain,
    "canvas": _canvas,
    "moodle": _moodle,
    "moodle-worksheet": _worksheet,
}


def table_text(
    kind: str,
    scores: Sequence[Score],
    max_score: float,
    title: str,
    *,
    roster: Roster | None,
    collected: Mapping[str, Known],
) -> str:
    """The file of one platform.

    Args:
        kind: a key of TABLES.
        scores: everybody who handed in.
        max_score: points of the assignment.
        title: the assignment's name on the platform.
        roster: adds names, ids and those who handed in nothing; without it the gradebook's own entries count.
        collected: how the platform calls those who were collected from it.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    for row in TABLES[kind](scores, max_score, title, _class_of(scores, roster, collected)):
        writer.writerow([cell if _is_number(cell) else _cell(cell) for cell in row])
    return text.getvalue()


def _cell(text: str) -> str:
    # Canvas knows its second row by the blanks in front.
    return text if text == "    Points Possible" else csv_cell(text) if text != _NO_GRADE else text


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdigit()


def _class_of(scores: Sequence[Score], roster: Roster | None, collected: Mapping[str, Known]) -> Class:
    people = {score.student: _of_gradebook(score, collected.get(score.student)) for score in scores}
    # The school's ids may hold what no folder can be called; the gradebook has the folders' names.
    listed = {safe_name(student.id): student for student in roster.students} if roster else {}
    for name, student in listed.items():
        there = collected.get(name)
        people[name] = replace(student, platform_id=student.platform_id or (there.id if there else ""))
    return Class(people, frozenset(student.id for student in listed.values()), collected)


def _of_gradebook(score: Score, there: Known | None) -> Student:
    name = f"{score.first_name} {score.last_name}".strip()
    return Student(score.student, name, score.email, score.platform_id or (there.id if there else ""))


def _absent(scores: Sequence[Score], people: Mapping[str, Student]) -> Iterator[Student]:
    present = {score.student for score in scores}
    return (student for name, student in sorted(people.items()) if name not in present)
