"""The whole build on the miniature course, and the committed notebooks of the real one."""

import shutil
from pathlib import Path

import nbformat
import pytest
from nbgrader.nbgraderformat import MetadataValidator

from autograder.course import build_chapter, check_built, find_chapter, load_course
from autograder.course.cells import Role
from autograder.course.earlier import given_of
from autograder.course.lesson import read_lesson
from autograder.errors import LessonError, StaleBuildError

ROOT = Path(__file__).parents[2]
MINI = ROOT / "tests" / "mini_course"
SHORT = 12  # shorter lines (`else:`, `plt.show()`) tell nothing about a solution


@pytest.fixture
def course(tmp_path):
    return load_course(Path(shutil.copytree(MINI, tmp_path / "course")))


@pytest.fixture
def built(course):
    build_chapter(course, course.chapters[0], course.root)
    return course


def notebook(course, kind):
    return nbformat.read(course.root / kind / "ch01_mini" / "ch01_mini.ipynb", as_version=nbformat.NO_CONVERT)


def cells_by_id(course, kind):
    return {cell.metadata.nbgrader.grade_id: cell for cell in notebook(course, kind).cells}


def contents(root):
    folders = [root / "source", root / "release"]
    return {p.relative_to(root): p.read_bytes() for f in folders for p in f.rglob("*") if p.is_file()}


def test_two_builds_are_the_same_bytes(course, tmp_path):
    build_chapter(course, course.chapters[0], tmp_path / "a")
    build_chapter(course, course.chapters[0], tmp_path / "b")
    assert contents(tmp_path / "a") == contents(tmp_path / "b")
    assert len(contents(tmp_path / "a")) == 4


def test_release_is_valid_to_jupyter_and_to_nbgrader(built):
    for kind in ("source", "release"):
        nbformat.validate(notebook(built, kind))
        MetadataValidator().validate_nb(notebook(built, kind))


def test_stubs_come_back_exactly_as_the_lesson_has_them(built):
    lesson = (MINI / "exercises" / "ch01_mini.py").read_text()
    for exercise in ("double", "scale_rows", "draw_line"):
        assert cells_by_id(built, "release")[exercise].source in lesson


def test_cells_carry_ids_points_and_locks(built):
    cells = cells_by_id(built, "release")
    facts = {name: cell.metadata.nbgrader for name, cell in cells.items()}
    check, stub, written, text = facts["test_double"], facts["double"], facts["why"], facts["double_text"]
    assert (check.grade, check.locked, check.points, check.solution) == (True, True, 3, False)
    assert cells["test_double"].metadata.tags == ["raises-exception"]
    assert (stub.grade, stub.locked, stub.solution) == (False, False, True)
    assert (written.grade, written.locked, written.points, written.solution) == (True, False, 2, True)
    assert (text.grade, text.locked, text.solution) == (False, True, False)
    assert all(cell.id == name for name, cell in cells.items())


def test_points_stand_in_the_text(built):
    cells = cells_by_id(built, "release")
    assert "10 points in all" in cells["start_goals"].source
    assert "(3 points)" in cells["double_text"].source
    assert r"\frac{4x}{2}" in cells["double_text"].source
    assert "(2 points)" in cells["why"].source


def test_only_the_instructor_has_the_rubric(built):
    assert "One point: the caller" in cells_by_id(built, "source")["why"].source
    assert "One point" not in cells_by_id(built, "release")["why"].source


def test_reference_passes_the_visible_checks(built, monkeypatch):
    """The instructor's notebook runs from top to bottom without an error."""
    monkeypatch.syspath_prepend(built.root / "source" / "ch01_mini")
    monkeypatch.setenv("MPLBACKEND", "agg")
    names = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("matplotlib.pyplot.show", lambda: None)
        for cell in notebook(built, "source").cells:
            if cell.cell_type == "code":
                exec(compile(cell.source, cell.id, "exec"), names)


def test_points_placeholder_of_no_exercise_is_refused(course):
    lesson = course.root / "exercises" / "ch01_mini.py"
    lesson.write_text(lesson.read_text().replace("{total_points}", "{points}"))
    with pytest.raises(LessonError, match=r"ch01_mini.py:6: \{points\} in 'start.goals', which belongs to no exercise"):
        build_chapter(course, course.chapters[0], course.root)


def test_helper_that_only_the_reference_has_is_refused(course):
    """The notebook would fail on it, and nobody would know why."""
    solution = course.root / "solutions" / "ch01_mini.py"
    solution.write_text(solution.read_text().replace("2 * np.asarray(values)", "_two() * values") + "\n\n_two = int\n")
    with pytest.raises(LessonError, match=r"ch01_mini\.py:7: 'double' uses '_two', which no cell of the lesson"):
        build_chapter(course, course.chapters[0], course.root)


def test_given_code_that_is_no_python_is_refused(course):
    lesson = course.root / "exercises" / "ch01_mini.py"
    lesson.write_text(lesson.read_text().replace("import mini_data", "import mini data"))
    with pytest.raises(LessonError, match=r"ch01_mini\.py:15: the code of 'start_imports' is no Python"):
        build_chapter(course, course.chapters[0], course.root)


def test_failed_build_leaves_the_last_one_in_place(built):
    before = contents(built.root)
    (built.root / "solutions" / "ch01_mini.py").write_text("x = 1\n")
    with pytest.raises(LessonError, match="has no reference"):
        build_chapter(built, built.chapters[0], built.root)
    assert contents(built.root) == before


@pytest.mark.parametrize(
    ("edited", "old", "new", "named"),
    [
        ("exercises/ch01_mini.py", "1.1 Doubling", "1.1 Twice", "release/ch01_mini/ch01_mini.ipynb"),
        ("solutions/ch01_mini.py", "2 * np", "2.0 * np", "source/ch01_mini/ch01_mini.ipynb"),
        ("suites/ch01_mini/test_double.py", "points(2)", "points(3)", "release/ch01_mini/ch01_mini.ipynb"),
        ("exercises/ch01_mini_files/mini_data.py", "found", "lost", "release/ch01_mini/mini_data.py"),
        ("release/ch01_mini/ch01_mini.ipynb", "1.1 Doubling", "1.1 Twice", "release/ch01_mini/ch01_mini.ipynb"),
    ],
)
def test_every_source_of_a_notebook_makes_it_stale(built, edited, old, new, named):
    check_built(built, built.chapters[0])
    path = built.root / edited
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))
    # The source notebook is compared first and names itself where it changes as well.
    expected = {named, named.replace("release/", "source/")}
    with pytest.raises(StaleBuildError, match="Run `autograder build ch01_mini`") as caught:
        check_built(load_course(built.root), load_course(built.root).chapters[0])
    assert str(caught.value).partition(":")[0] in expected


def test_missing_and_left_over_files_are_stale(built):
    chapter = built.chapters[0]
    helper = built.root / "release" / "ch01_mini" / "mini_data.py"
    stray = helper.with_name("suite.py")
    shutil.copy(helper, stray)
    with pytest.raises(StaleBuildError, match=r"release/ch01_mini/suite\.py: belongs to no build"):
        check_built(built, chapter)
    stray.unlink()
    helper.unlink()
    with pytest.raises(StaleBuildError, match=r"release/ch01_mini/mini_data\.py: is missing"):
        check_built(built, chapter)
    build_chapter(built, chapter, built.root)
    (helper.parent / "__pycache__").mkdir()
    check_built(built, chapter)


def _everything_readable(folder):
    """All that a student finds in the folder; notebooks also as JSON, so that metadata and outputs count."""
    files = [path.read_bytes().decode("utf-8", "replace") for path in folder.rglob("*") if path.is_file()]
    notebooks = [nbformat.read(path, as_version=4) for path in folder.rglob("*.ipynb")]
    return "\n".join(files + [cell.source for notebook in notebooks for cell in notebook.cells])


def leaks(course, chapter):
    """Lines of the reference and of the suites that students could read and that the lesson does not hold itself."""
    helpers = [path.read_bytes().decode("utf-8", "replace") for path in chapter.files_dir.glob("*")]
    cells = read_lesson(chapter.lesson_path).cells
    taken_over = [] if chapter.continuity == "own" else [given_of(earlier) for earlier in chapter.earlier]
    given = "\n".join([cell.source for cell in cells if cell.role is not Role.RUBRIC] + helpers + taken_over)
    readable = _everything_readable(course.root / "release" / chapter.slug)
    solutions = [chapter.solution_path, *(earlier.solution_path for earlier in chapter.earlier)]
    secret = [*solutions, *sorted(chapter.suites_dir.glob("*.py"))]
    texts = [path.read_text() for path in secret] + [cell.source for cell in cells if cell.role is Role.RUBRIC]
    lines = {line.strip() for text in texts for line in text.splitlines()}
    return [line for line in sorted(lines) if len(line) > SHORT and line in readable and line not in given]


def test_no_line_of_a_solution_or_a_suite_is_released(built):
    assert leaks(built, built.chapters[0]) == []


def test_the_leak_test_sees_a_leak(built):
    path = built.root / "release" / "ch01_mini" / "ch01_mini.ipynb"
    source = built.root / "source" / "ch01_mini" / "ch01_mini.ipynb"
    path.write_text(source.read_text())
    found = leaks(built, built.chapters[0])
    assert "return 2 * np.asarray(values)" in found
    assert any(line.startswith("One point: the caller") for line in found)


@pytest.fixture(scope="module")
def real_course():
    if not list((ROOT / "exercises").glob("*.py")):
        pytest.skip("the course has no lesson yet")
    return load_course(ROOT)


def test_committed_notebooks_are_up_to_date(real_course):
    for chapter in real_course.chapters:
        check_built(real_course, chapter)


def test_committed_release_leaks_nothing(real_course):
    for chapter in real_course.chapters:
        assert leaks(real_course, chapter) == []


def test_chapter_3_has_the_exercises_of_the_course_map(real_course):
    chapter = find_chapter(real_course, "ch03")
    assert len(chapter.exercises) == 14
    assert chapter.total_points == 45
