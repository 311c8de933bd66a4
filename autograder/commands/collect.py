"""`autograder collect`: from a platform's archive to submitted/, with a table of who handed in what and who did not."""

import csv
import io
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from autograder.collecting import (
    FORMATS,
    Contents,
    Found,
    Placed,
    Refused,
    assignment_of,
    handed_in,
    open_archive,
    place,
    read_roster,
    recognise,
    safe_name,
)
from autograder.collecting.place import refused_rows
from autograder.course.settings import COURSE_ID
from autograder.errors import UsageError
from autograder.files import write_atomically
from autograder.gradebook.students import Person, enter_people
from autograder.reports.text import csv_cell, one_line

_COLUMNS = ("student", "state", "late", "files", "note")
_STYLES = {"missing": "yellow", "unmatched": "red", "refused": "red", "replaced": "cyan"}


def collect(
    archive: Path,
    slugs: Sequence[str],
    class_dir: Path,
    console: Console,
    *,
    kind: str | None = None,
    roster_path: Path | None = None,
) -> list[Placed]:
    """Collect one archive and show what became of everybody.

    Args:
        archive: zip, tar or folder.
        slugs: the assignments that it may be of; with more than one, the names of the files decide.
        class_dir: folder with submitted/.
        console: where to show the table.
        kind: one of FORMATS; None to recognise it.
        roster_path: CSV of the class.

    Raises:
        UsageError: the archive, the format or the roster cannot be used; nothing was written.
    """
    if kind is not None and kind not in FORMATS:
        raise UsageError(f"--from {kind}: no such format. Choose one of {', '.join(FORMATS)}.")
    roster = read_roster(roster_path) if roster_path else None
    with open_archive(archive) as contents:
        slug, chosen, found = _understood(archive, contents, slugs, kind, class_dir)
        table = place(found.handed, found.unexplained, class_dir, slug, roster)
        table += refused_rows([*contents.refused, *found.unopened])
    path = class_dir / "collected" / slug / "collected.csv"
    write_atomically(path, _as_csv(table).encode())
    _note_sources(table, path.with_name("sources.csv"))
    _show(table, console)
    counts = Counter(row.state for row in table)
    said = ", ".join(f"{number} {state}" for state, number in sorted(counts.items()))
    console.print(f"{escape(str(archive))}: {slug} from {chosen}; {said or 'nothing found'}")
    console.print(f"table: {escape(str(path))}")
    return table


def _understood(
    archive: Path, contents: Contents, slugs: Sequence[str], kind: str | None, class_dir: Path
) -> tuple[str, str, Found]:
    """The assignment, the platform, and what the names of the files say whose they are."""
    if not contents.members:
        raise UsageError(f"{archive}: {_why_empty(contents.refused)}")
    slug = slugs[0] if len(slugs) == 1 else assignment_of(contents.members, slugs)
    if slug is None:
        raise UsageError(f"{archive}: the files do not tell which assignment they are. Say it with --chapter.")
    chosen = kind or recognise(contents.members, slug)
    found = handed_in(contents.members, chosen, slug)
    if not found.handed:
        raise UsageError(
            f"{archive}: nothing in its names says whose the files are. Call them <student>.ipynb, or put them at "
            f"{class_dir / 'submitted' / '<student>' / slug} yourself."
        )
    return slug, chosen, found


def _why_empty(refused: Sequence[Refused]) -> str:
    if not refused:
        return "holds no file. Was it downloaded completely?"
    rest = f", and so on: {len(refused)} files" if len(refused) > 1 else ""
    return f"none of its files can be taken ({refused[0].name}: {refused[0].reason}{rest}). Ask for another archive."


def enter_roster(roster_path: Path, class_dir: Path, console: Console) -> None:
    """Let the gradebook know the people of a roster.

    Raises:
        UsageError: the roster or the gradebook cannot be used.
    """
    students = read_roster(roster_path).students
    people = [Person(safe_name(one.id), *one.first_and_last(), one.email, one.platform_id) for one in students]
    path = class_dir / "gradebook.db"
    changed = enter_people(path, COURSE_ID, people)
    console.print(f"gradebook: {escape(str(path))}, {changed} of {len(people)} students of the roster new or completed")


def _note_sources(table: Sequence[Placed], path: Path) -> None:
    """Student and name in the archive, exactly: export needs them, people read the table."""
    noted: dict[str, str] = {}
    if path.is_file():
        with path.open(newline="", encoding="utf-8") as file:
            noted = {row[0]: row[1] for row in csv.reader(file) if len(row) == 2}
    noted |= {row.student: row.source for row in table if row.source}
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(sorted(noted.items()))
    write_atomically(path, text.getvalue().encode())


def _as_csv(table: Sequence[Placed]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows([csv_cell(cell) for cell in _cells(row)] for row in table)
    return text.getvalue()


def _cells(row: Placed) -> tuple[str, ...]:
    return row.student, row.state, "late" if row.late else "", ", ".join(row.files), row.note


def _show(table: Sequence[Placed], console: Console) -> None:
    shown = Table(*_COLUMNS)
    for row in table:
        shown.add_row(*(escape(one_line(cell)) for cell in _cells(row)), style=_STYLES.get(row.state))
    console.print(shown)
