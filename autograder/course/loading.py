"""Finding the chapters below a root folder and stating what they hold."""

from pathlib import Path

from autograder.course.cells import Cell, Declaration, Role
from autograder.course.lesson import Lesson, place, read_lesson
from autograder.course.model import Chapter, Continuity, Course, Earlier, Exercise
from autograder.course.options import read_options
from autograder.course.points import suite_points
from autograder.errors import LessonError, SuiteError, UsageError


def load_course(root: Path) -> Course:
    """Read all lessons below `root` and the points of their suites.

    Raises:
        CourseError: a lesson or a suite is wrong; the message names file and line.
        UsageError: there is no lesson at all.
    """
    root = root.resolve()
    lessons = sorted((root / "exercises").glob("*.py"))
    if not lessons:
        raise UsageError(f"{root}: holds no lesson exercises/*.py. Name the folder of a course.")
    continuity = read_options(root).continuity
    return Course(root, tuple(_load_chapter(root, path, continuity) for path in lessons))


def find_chapter(course: Course, prefix: str) -> Chapter:
    """Return the one chapter whose slug begins with `prefix`."""
    exact = [chapter for chapter in course.chapters if chapter.slug == prefix]
    found = exact or [chapter for chapter in course.chapters if prefix and chapter.slug.startswith(prefix)]
    if len(found) == 1:
        return found[0]
    known = ", ".join(chapter.slug for chapter in found or course.chapters)
    problem = "fits more than one chapter" if found else "is no chapter"
    raise UsageError(f"'{prefix}' {problem}. Write the beginning of one of: {known}.")


def _load_chapter(root: Path, lesson_path: Path, continuity: Continuity) -> Chapter:
    slug = lesson_path.stem
    lesson = read_lesson(lesson_path)
    suites_dir = _grader_folder(root, "suites") / slug
    return Chapter(
        slug=slug,
        title=lesson.title,
        number=lesson.number,
        exercises=_exercises(lesson, suites_dir),
        lesson_path=lesson_path,
        solution_path=root / "solutions" / lesson_path.name,
        files_dir=_files_dir(root, lesson),
        suites_dir=suites_dir,
        mistakes_path=_mistakes_path(_grader_folder(root, "mistakes"), slug),
        earlier=_earlier(root, lesson),
        continuity=continuity,
    )


def _files_dir(root: Path, lesson: Lesson) -> Path:
    folder = root / "exercises" / f"{lesson.files or lesson.path.stem}_files"
    if lesson.files and not folder.is_dir():
        raise LessonError(f"{place(lesson.path, 1)}: files: {lesson.files}, but there is no folder {folder.name}.")
    return folder


def _earlier(root: Path, lesson: Lesson) -> tuple[Earlier, ...]:
    cells = lesson.of_role(Role.EARLIER).values()
    return tuple(
        Earlier(cell.name, cell.names, cell.grade_id, root / "solutions" / f"{cell.name}.py") for cell in cells
    )


def _grader_folder(root: Path, name: str) -> Path:
    """The real course keeps its graders' files in autograder/; a small course of its own beside its lessons."""
    inside = root / "autograder" / name
    return inside if inside.is_dir() else root / name


def _mistakes_path(folder: Path, slug: str) -> Path:
    return folder / slug if (folder / slug).is_dir() else folder / f"{slug}.py"


def _exercises(lesson: Lesson, suites_dir: Path) -> tuple[Exercise, ...]:
    return tuple(_exercise(lesson, cell, cell.declaration, suites_dir) for cell in lesson.cells if cell.declaration)


def _exercise(lesson: Lesson, cell: Cell, declaration: Declaration, suites_dir: Path) -> Exercise:
    return Exercise(
        id=cell.name,
        title=declaration.title,
        section=declaration.section,
        kind=declaration.kind,
        points=_suite_points(lesson, cell, suites_dir) if declaration.points is None else declaration.points,
        requires=declaration.requires,
        defines=declaration.defines,
        cpu_limit_s=declaration.cpu_limit_s,
        line=cell.line,
    )


def _suite_points(lesson: Lesson, cell: Cell, suites_dir: Path) -> float:
    where = place(lesson.path, cell.line)
    suite = suites_dir / f"test_{cell.name}.py"
    if not suite.is_file():
        raise SuiteError(f"{where}: '{cell.name}' has no suite. Add suites/{suites_dir.name}/{suite.name}.")
    # The check cell carries the points into nbgrader's gradebook.
    if cell.name not in lesson.of_role(Role.CHECK):
        raise SuiteError(f"{where}: '{cell.name}' has no visible check. Add a cell `# %% check=\"{cell.name}\"`.")
    return suite_points(suite)
