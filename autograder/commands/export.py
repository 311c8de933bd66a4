"""`autograder export`: grades for a platform, feedback for its bulk upload."""

from collections.abc import Mapping
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from autograder.collecting import Roster, read_roster, safe_name
from autograder.course import Chapter
from autograder.errors import UsageError
from autograder.exporting import TABLES, Score, read_scores, table_text
from autograder.exporting.collected import Known, on_platform
from autograder.exporting.feedback import write_feedback
from autograder.exporting.gradescope import write_results
from autograder.exporting.worksheet import Filled, fill, is_worksheet
from autograder.files import write_atomically

KINDS = (*TABLES, "gradescope")
_WORKSHEET = "moodle-worksheet"
_PLATFORMS = {"canvas": "canvas", "moodle": "moodle", _WORKSHEET: "moodle"}


def export(  # noqa: PLR0917  # what the command line gives
    chapter: Chapter, class_dir: Path, kind: str, title: str, roster_path: Path | None, console: Console
) -> None:
    """Write grades, and feedback where the platform takes it, below `<class>/export/`.

    Raises:
        UsageError: no such format, no gradebook, or a roster that cannot be used.
    """
    if kind not in KINDS:
        raise UsageError(f"--to {kind}: no such format. Choose one of {', '.join(KINDS)}.")
    scores, max_score = read_scores(class_dir / "gradebook.db", chapter.slug)
    collected = on_platform(class_dir, chapter.slug, _PLATFORMS[kind]) if kind in _PLATFORMS else {}
    folder = class_dir / "export"
    path = folder / f"{chapter.slug}-{kind}.csv"
    if kind == _WORKSHEET and roster_path is not None and is_worksheet(roster_path):
        _fill_worksheet(path, roster_path, fill(roster_path, scores, collected), scores, max_score, console)
    elif kind == "gradescope":
        write_results(scores, folder / kind / chapter.slug)
        _say(console, f"{len(scores)} results.json in {folder / kind / chapter.slug}")
    else:
        roster = read_roster(roster_path) if roster_path else None
        if kind == _WORKSHEET:
            scores = _numbered_by_moodle(scores, collected)
        text = table_text(kind, scores, max_score, title or chapter.title, roster=roster, collected=collected)
        write_atomically(path, text.encode("utf-8-sig" if kind == "csv" else "utf-8"))
        _say(console, f"{len(scores)} students in {path}")
        _tell_unknown(roster, [score.student for score in scores if score.student not in collected], console)
    waiting = sum(score.waits > 0 for score in scores)
    if waiting:
        _say(console, f"{waiting} of them are not final: written answers wait for a reader in formgrader")
    if kind in _PLATFORMS:
        target = folder / f"{chapter.slug}-{_PLATFORMS[kind]}-feedback.zip"
        if count := write_feedback(class_dir, chapter.slug, _PLATFORMS[kind], target):
            _say(console, f"{count} feedback pages in {target}")


def _numbered_by_moodle(scores: list[Score], collected: Mapping[str, Known]) -> list[Score]:
    if not collected:
        raise UsageError(
            f"--to {_WORKSHEET}: nobody was collected from Moodle, which gives each participant a number. Name the "
            "worksheet that Moodle gave you with --roster, collect its archive first, or use --to moodle."
        )
    return [score for score in scores if score.student in collected]


def _fill_worksheet(  # noqa: PLR0917  # what export knows
    path: Path, given: Path, filled: Filled, scores: list[Score], max_score: float, console: Console
) -> None:
    write_atomically(path, filled.text.encode())
    _say(console, f"{len(filled.students)} students in {path}")
    for most in sorted(filled.most):
        if _as_number(most) != max_score:
            words = f"Moodle's highest grade is {most}, the assignment's {max_score:g}; make them equal in Moodle first"
            _say(console, f"{given}: {words}")
    missing = [score.student for score in scores if score.student not in filled.students]
    if missing:
        _say(console, f"not in the worksheet, or not to be told apart there: {', '.join(missing)}")


def _as_number(text: str) -> float | None:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None


def _tell_unknown(roster: Roster | None, students: list[str], console: Console) -> None:
    if roster is None:
        return
    known = {safe_name(student.id) for student in roster.students}
    unknown = [student for student in students if student not in known]
    if unknown:
        _say(console, f"not in the roster: {', '.join(unknown)}; the platform will not find them")


def _say(console: Console, text: str) -> None:
    console.print(escape(text), highlight=False, soft_wrap=True)
