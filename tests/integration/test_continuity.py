"""A chapter that takes over functions of an earlier one: given by us, or the student's own."""

import json
import shutil
from pathlib import Path

import nbformat
import pytest

from autograder.course import build_chapter, check_built, find_chapter, load_course
from autograder.datasets import locate
from autograder.errors import CourseError, LessonError
from autograder.grading.engine import Engine
from autograder.grading.result import Verdict
from autograder.sandbox.config import SandboxConfig
from autograder.scheduling import keys
from tests.integration import mini_class
from tests.integration.test_build import leaks

SECOND = "ch02_second"
LESSON = """\
# ---
# title: A second chapter
# chapter: 2
# files: ch01_mini
# ---

# %% earlier="ch01_mini" names="scale_rows"
# Needed below.

# %% key="start"
import numpy as np

# %% exercise="total" title="Sum" section="2.1" kind="function"
def total(matrix, factors):
    \"\"\"Sum of the scaled rows.\"\"\"
    raise NotImplementedError

# %% check="total"
assert total(np.ones((1, 1)), np.ones(1)) == 2
"""
SOLUTION = """\
import numpy as np

from solutions.ch01_mini import scale_rows


def total(matrix: np.ndarray, factors: np.ndarray) -> float:
    \"\"\"Sum of the scaled rows.\"\"\"
    return float(scale_rows(matrix, factors).sum())
"""
SUITE = """\
import pytest

from autograder.grading.api import assert_close


@pytest.mark.points(4)
def test_total(student, reference, rng):
    \"\"\"The sum is right.\"\"\"
    matrix, factors = rng.normal(size=(3, 2)), rng.normal(size=3)
    assert_close(student.total(matrix, factors), reference.total(matrix, factors))
"""
CATALOGUE = """\
from autograder.mistakes import mistake


@mistake("total", "The mean in place of the sum.")
def total__mean(matrix, factors):
    return float(scale_rows(matrix, factors).mean())
"""
ANSWER = "def total(matrix, factors):\n    return scale_rows(matrix, factors).sum()"
EARLIER = """
%matplotlib inline
import numpy as np
HALF = 0.5

def twice(values):
    return np.asarray(values) / HALF
"""
SCALE = "def scale_rows(matrix, factors):\n    return twice(factors)[:, None] * matrix"
WORK = "raise SystemError('the earlier notebook must not be run')"


def write_second(root, continuity):
    files = {
        f"exercises/{SECOND}.py": LESSON,
        f"solutions/{SECOND}.py": SOLUTION,
        f"suites/{SECOND}/test_total.py": SUITE,
        f"mistakes/{SECOND}.py": CATALOGUE,
        "course.toml": f'continuity = "{continuity}"\n',
    }
    for name, text in files.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text)
    course = load_course(root)
    build_chapter(course, find_chapter(course, SECOND))


@pytest.fixture(scope="module", params=["given", "own"])
def root(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param)
    shutil.copytree(mini_class.mini_course(tmp_path_factory).parent, folder, dirs_exist_ok=True)
    write_second(folder / "course", request.param)
    return folder / "course"


@pytest.fixture(scope="module")
def engine(root):
    chapter = find_chapter(load_course(root), SECOND)
    released = root / "release" / SECOND / f"{SECOND}.ipynb"
    config = SandboxConfig(limits=mini_class.LIMITS, figures=False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MNIST_DIR", "")
        with Engine(chapter, released, locate(root.parent / "data"), b"secret", config) as made:
            yield made


def is_own(root):
    return load_course(root).chapters[1].continuity == "own"


def released_cell(root, kind="release"):
    notebook = nbformat.read(root / kind / SECOND / f"{SECOND}.ipynb", as_version=4)
    return next(c for c in notebook.cells if c.metadata.nbgrader.grade_id == "earlier_ch01_mini")


def hand_in(root, folder, earlier=None, answer=ANSWER):
    """A student's folders: the second chapter and, from cells, perhaps the first one."""
    found = json.loads((root / "release" / SECOND / f"{SECOND}.ipynb").read_text())
    for cell in found["cells"]:
        if cell["metadata"]["nbgrader"]["grade_id"] == "total":
            cell["source"] = answer
    place = folder / "student" / SECOND
    place.mkdir(parents=True)
    (place / f"{SECOND}.ipynb").write_text(json.dumps(found))
    if earlier is not None:
        write_earlier(folder / "student" / "ch01_mini", earlier)
    return place


def write_earlier(folder, cells):
    folder.mkdir()
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in cells])
    nbformat.write(notebook, folder / "ch01_mini.ipynb")


def test_cell_is_locked_and_what_it_holds(root):
    cell = released_cell(root)
    assert cell.metadata.nbgrader.locked
    assert cell.source.startswith("# Needed below.\n")
    assert cell.source == released_cell(root, "source").source
    if is_own(root):
        assert "column_of_factors" not in cell.source
        assert "double" not in cell.source
    else:
        assert "def scale_rows(matrix, factors):" in cell.source
        assert "def double(values):" in cell.source  # scale_rows needs it
        assert "RowScaler" not in cell.source
        assert "Args:" not in cell.source


def test_build_is_stable_and_leaks_nothing_but_what_is_given(root):
    course = load_course(root)
    chapter = find_chapter(course, SECOND)
    check_built(course, chapter)
    assert leaks(course, chapter) == []


def test_helper_files_of_another_chapter_come_along(root):
    assert (root / "release" / SECOND / "mini_data.py").is_file()


def test_reference_gets_full_points(root, engine):
    source = root / "source" / SECOND / f"{SECOND}.ipynb"
    from autograder.submission import read_notebook

    assert engine.grade_notebook(read_notebook(source), "reference").result.score == 4


def test_right_earlier_notebook(root, engine, tmp_path):
    result = engine.grade_folder(hand_in(root, tmp_path, [EARLIER, SCALE, WORK]), "s").result
    assert (result.score, result.exercises[0].follow_through) == (4, 0)
    assert result.verdict is Verdict.PASSED


def test_wrong_earlier_function_is_followed_through(root, engine, tmp_path):
    wrong = SCALE.replace("twice(factors)", "np.asarray(factors)")
    result = engine.grade_folder(hand_in(root, tmp_path, [EARLIER, wrong]), "s").result
    assert result.score == 4
    assert result.exercises[0].follow_through == (4 if is_own(root) else 0)


def test_missing_earlier_notebook_is_followed_through(root, engine, tmp_path):
    result = engine.grade_folder(hand_in(root, tmp_path), "s").result
    assert result.score == 4
    assert [a.kind for a in result.accidents] == (["earlier-missing"] if is_own(root) else [])


def test_wrong_answer_stays_wrong(root, engine, tmp_path):
    wrong = ANSWER.replace("sum", "mean")
    result = engine.grade_folder(hand_in(root, tmp_path, [EARLIER, SCALE], wrong), "s").result
    assert result.score == 0
    assert result.exercises[0].mistakes == ("mean",)


def test_nobody_elses_notebook_is_used(root, engine, tmp_path):
    """A link in place of a folder leads to another student's work."""
    write_earlier(tmp_path / "other", [EARLIER, SCALE])
    place = hand_in(root, tmp_path)
    (place.parent / "ch01_mini").symlink_to(tmp_path / "other")
    result = engine.grade_folder(place, "s").result
    assert [a.kind for a in result.accidents] == (["earlier-missing"] if is_own(root) else [])


def test_result_depends_on_the_earlier_notebook(root, engine, tmp_path):
    from autograder.grading.continuity import earlier_folders

    place = hand_in(root, tmp_path, [EARLIER, SCALE])
    before = keys.of_submission(keys.Version(b"v", {}), place, earlier_folders(engine.chapter, place))
    shutil.rmtree(place.parent / "ch01_mini")
    write_earlier(place.parent / "ch01_mini", [EARLIER])
    after = keys.of_submission(keys.Version(b"v", {}), place, earlier_folders(engine.chapter, place))
    assert (before != after) == is_own(root)


def run_cell(root, folder, monkeypatch):
    monkeypatch.chdir(folder)
    names = {}
    exec(compile(released_cell(root).source, "cell", "exec"), names)
    return names


def test_cell_runs_in_a_students_notebook(root, tmp_path, monkeypatch):
    place = hand_in(root, tmp_path, [EARLIER, "def broken(:", "def scale_rows(m, f):\n    return 'early'", SCALE, WORK])
    names = run_cell(root, place, monkeypatch)
    assert names["scale_rows"]([[1.0, 2.0]], [3.0]).tolist() == [[6.0, 12.0]]


def test_cell_says_what_is_missing(root, tmp_path, monkeypatch):
    if not is_own(root):
        pytest.skip("nothing can be missing")
    place = hand_in(root, tmp_path)
    with pytest.raises(FileNotFoundError, match=r"ch01_mini\.ipynb is not there\. Copy it into the folder"):
        run_cell(root, place, monkeypatch)
    write_earlier(place.parent / "ch01_mini", [EARLIER])
    with pytest.raises(NameError, match="does not define scale_rows"):
        run_cell(root, place, monkeypatch)


@pytest.fixture
def plain(tmp_path):
    return Path(shutil.copytree(mini_class.ROOT / "tests" / "mini_course", tmp_path / "course"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("continuty = 'own'", "course.toml: unknown key 'continuty'"),
        ("continuity = 'mine'", 'continuity has to be "given" or "own", not \'mine\''),
        ("continuity = ", "course.toml: cannot be read"),
    ],
)
def test_course_toml_that_says_nothing_known(plain, text, words):
    (plain / "course.toml").write_text(text)
    with pytest.raises(CourseError, match=words):
        load_course(plain)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('names="scale_rows"', 'names="scale_row"', "does not define 'scale_row'"),
        ('names="scale_rows"', "", "'names' is missing"),
        ('earlier="ch01_mini"', 'earlier="ch01"', "'ch01' is no other chapter"),
        ("# Needed below.", "x = 1", "is written by the build"),
        ("# files: ch01_mini", "# files: ch01", "there is no folder ch01_files"),
        (' earlier="ch01_mini" names="scale_rows"', ' key="x"', "'scale_rows', which no cell of the lesson defines"),
    ],
)
def test_wrong_earlier_cells_are_refused(plain, monkeypatch, old, new, words):
    monkeypatch.setattr("tests.integration.test_continuity.LESSON", LESSON.replace(old, new))
    with pytest.raises(LessonError, match=words):
        write_second(plain, "given")
