"""A course is found below its root, and a chapter by any unique beginning of its name."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from traitlets.config import PyFileConfigLoader

from autograder.course import find_chapter, load_course
from autograder.course.settings import COURSE_ID
from autograder.errors import SuiteError, UsageError

ROOT = Path(__file__).parents[2]
MINI = ROOT / "tests" / "mini_course"


@pytest.fixture
def copied_course(tmp_path):
    return Path(shutil.copytree(MINI, tmp_path / "course"))


def test_chapter_states_its_exercises():
    chapter = load_course(MINI).chapters[0]
    assert (chapter.slug, chapter.title, chapter.number) == ("ch01_mini", "A miniature chapter", 1)
    assert [(e.id, e.kind, e.points) for e in chapter.exercises] == [
        ("double", "function", 3),
        ("scale_rows", "function", 3),
        ("draw_line", "plot", 2),
        ("why", "written", 2),
    ]
    assert chapter.total_points == 10
    assert chapter.exercise("scale_rows").requires == ("double",)
    assert chapter.exercise("scale_rows").defines == ("scale_rows", "RowScaler")
    assert chapter.mistakes_path == MINI / "mistakes" / "ch01_mini.py"
    with pytest.raises(KeyError):
        chapter.exercise("triple")


def test_graders_files_may_lie_in_autograder(copied_course):
    (copied_course / "autograder").mkdir()
    (copied_course / "suites").rename(copied_course / "autograder" / "suites")
    (copied_course / "autograder" / "mistakes" / "ch01_mini").mkdir(parents=True)
    chapter = load_course(copied_course).chapters[0]
    assert chapter.suites_dir == copied_course / "autograder" / "suites" / "ch01_mini"
    assert chapter.mistakes_path == copied_course / "autograder" / "mistakes" / "ch01_mini"


def test_missing_suite_is_said_with_the_place_of_the_exercise(copied_course):
    (copied_course / "suites" / "ch01_mini" / "test_double.py").unlink()
    with pytest.raises(SuiteError) as caught:
        load_course(copied_course)
    message = "exercises/ch01_mini.py:22: 'double' has no suite. Add suites/ch01_mini/test_double.py."
    assert str(caught.value) == message


def test_missing_visible_check_is_refused(copied_course):
    lesson = copied_course / "exercises" / "ch01_mini.py"
    lesson.write_text(lesson.read_text().replace('# %% check="double"', '# %% key="double.look"'))
    with pytest.raises(SuiteError, match="'double' has no visible check"):
        load_course(copied_course)


def test_folder_without_lessons_is_no_course(tmp_path):
    with pytest.raises(UsageError, match="holds no lesson"):
        load_course(tmp_path)


def test_any_unique_beginning_finds_a_chapter(copied_course):
    for folder, name in (("exercises", "ch01_mini.py"), ("suites", "ch01_mini"), ("solutions", "ch01_mini.py")):
        old = copied_course / folder / name
        copy = shutil.copytree if old.is_dir() else shutil.copy
        copy(old, old.with_name(name.replace("mini", "mini_more")))
    course = load_course(copied_course)
    assert find_chapter(course, "ch01_mini").slug == "ch01_mini"
    assert find_chapter(course, "ch01_mini_").slug == "ch01_mini_more"
    with pytest.raises(UsageError, match=r"'ch0' fits more than one chapter.*ch01_mini, ch01_mini_more"):
        find_chapter(course, "ch0")
    for wrong in ("ch09", ""):
        with pytest.raises(UsageError, match=r"is no chapter.*ch01_mini, ch01_mini_more"):
            find_chapter(course, wrong)


def test_nbgrader_config_holds_the_same_values_as_the_build():
    config = PyFileConfigLoader("nbgrader_config.py", path=str(ROOT)).load_config()
    assert config.CourseDirectory.course_id == COURSE_ID
    assert config.CourseDirectory.root == str(ROOT)
    assert config.ClearSolutions.code_stub == {"python": "raise NotImplementedError"}


def test_a_command_does_not_wait_for_a_grammar_it_has_no_use_for():
    """Importing the course loads neither the slow grammar nor the notebook format that asks for it."""
    code = "import sys, autograder.course; print('rfc3987_syntax' in sys.modules, 'nbformat' in sys.modules)"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
