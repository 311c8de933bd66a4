"""CSV files as platforms import them: quoted, in UTF-8, and with nothing that a spreadsheet would compute."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence

from autograder.collecting import Roster, Student
from autograder.exporting.scores import Score
from autograder.reports.text import csv_cell, number

_Row = Sequence[str]


def _plain(scores: Sequence[Score], max_score: float, title: str, roster: dict[str, Student]) -> Iterator[_Row]:
    yield "student_id", "name", "email", "assignment", "score", "max_score", "raw_score", "penalty", "waits", "time"
    for score in scores:
        who = roster[score.student]
        points = (number(score.score), number(max_score), number(score.raw), number(score.penalty))
        yield score.student, who.name, who.email, title, *points, str(score.waits), score.timestamp
    for who in _absent(scores, roster):
        yield who.id, who.name, who.email, title, "", number(max_score), "", "", "", ""


def _canvas(scores: Sequence[Score], max_score: float, title: str, roster: dict[str, Student]) -> Iterator[_Row]:
    """Canvas finds students by its ID, the SIS ids or the login; an empty score leaves what is there."""
    yield "Student", "ID", "SIS User ID", "SIS Login ID", "Section", title
    yield "    Points Possible", "", "", "", "", number(max_score)
    for score in scores:
        who = roster[score.student]
        yield who.name or who.id, who.platform_id, who.id, who.email or who.id, "", number(score.score)
    for who in _absent(scores, roster):
        yield who.name or who.id, who.platform_id, who.id, who.email or who.id, "", ""


def _moodle(scores: Sequence[Score], max_score: float, title: str, roster: dict[str, Student]) -> Iterator[_Row]:
    """Moodle's grade import lets the teacher say which column finds the student: user name, ID number or e-mail."""
    del max_score
    yield "Username", "ID number", "Full name", "Email address", title
    for score in scores:
        who = roster[score.student]
        yield who.id, who.platform_id, who.name, who.email, number(score.score)
    for who in _absent(scores, roster):
        yield who.id, who.platform_id, who.name, who.email, "-"


TABLES: dict[str, Callable[[Sequence[Score], float, str, dict[str, Student]], Iterator[_Row]]] = {
    "csv": _plain,
    "canvas": _canvas,
    "moodle": _moodle,
}


def table_text(kind: str, scores: Sequence[Score], max_score: float, title: str, roster: Roster | None) -> str:
    """The file of one platform.

    Args:
        kind: a key of TABLES.
        scores: everybody who handed in.
        max_score: points of the assignment.
        title: the assignment's name on the platform.
        roster: adds names, ids and those who handed in nothing; without it the gradebook's own entries count.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    for row in TABLES[kind](scores, max_score, title, _people(scores, roster)):
        writer.writerow([cell if _is_number(cell) else _cell(cell) for cell in row])
    return text.getvalue()


def _cell(text: str) -> str:
    # Canvas knows its second row by the blanks in front.
    return text if text == "    Points Possible" else csv_cell(text) if text != "-" else text


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdigit()


def _people(scores: Sequence[Score], roster: Roster | None) -> dict[str, Student]:
    """Who is meant, by the gradebook's id; the roster's entries win."""
    people = {
        score.student: Student(
            score.student, f"{score.first_name} {score.last_name}".strip(), score.email, score.platform_id
        )
        for score in scores
    }
    return people | ({student.id: student for student in roster.students} if roster else {})


def _absent(scores: Sequence[Score], people: dict[str, Student]) -> Iterator[Student]:
    present = {score.student for score in scores}
    return (student for name, student in sorted(people.items()) if name not in present)
