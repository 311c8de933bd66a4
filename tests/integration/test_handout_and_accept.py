"""What students get, and what they are told before they hand in."""

import io
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from rich.console import Console

from autograder.commands.accept import examine, print_acceptance
from autograder.commands.handout import write_handout
from autograder.course import find_chapter, load_course
from autograder.errors import StaleBuildError, SubmissionError
from tests.integration import mini_class
from tests.integration.mini_class import SLUG


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return mini_class.mini_course(tmp_path_factory)


def test_a_handout_holds_what_is_needed_and_no_answer(root, tmp_path):
    course = load_course(root)
    chapter = find_chapter(course, SLUG)
    path = write_handout(course, chapter, tmp_path)
    first = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        assert f"{SLUG}/{SLUG}.ipynb" in names
        readme = archive.read(f"{SLUG}/README.txt").decode()
        assert archive.read(f"{SLUG}/{SLUG}.ipynb") == (root / "release" / SLUG / f"{SLUG}.ipynb").read_bytes()
    assert all(name.startswith(f"{SLUG}/") for name in names)
    assert "jupyter lab" in readme
    assert write_handout(course, chapter, tmp_path).read_bytes() == first


def test_every_chapter_can_be_packed(tmp_path):
    course = load_course(mini_class.ROOT)
    for chapter in course.chapters:
        with zipfile.ZipFile(write_handout(course, chapter, tmp_path)) as archive:
            there = {name.partition("/")[2] for name in archive.namelist()} - {"README.txt"}
        assert there >= {path.name for path in chapter.files_dir.glob("*") if path.suffix in (".py", ".npz")}


def test_a_stale_release_is_not_packed(root, tmp_path):
    copy = Path(shutil.copytree(root, tmp_path / "course"))
    lesson = copy / "exercises" / f"{SLUG}.py"
    lesson.write_text(lesson.read_text() + '\n# %% [markdown] key="more"\n# More.\n')
    course = load_course(copy)
    with pytest.raises(StaleBuildError):
        write_handout(course, find_chapter(course, SLUG), tmp_path)


@pytest.fixture
def said(root, tmp_path):
    chapter = find_chapter(load_course(root), SLUG)
    released = root / "release" / SLUG / f"{SLUG}.ipynb"

    def call(data):
        path = tmp_path / "work.ipynb"
        path.write_bytes(data)
        out = io.StringIO()
        good = print_acceptance(examine(path, chapter, released), chapter.title, Console(file=out, width=200))
        return good, out.getvalue()

    return call


def test_a_whole_answer_can_be_handed_in(said, root):
    good, text = said(mini_class.notebook(root, mini_class.RIGHT))
    assert good
    assert "4 of 4 exercises are answered" in text
    assert "can be handed in" in text


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("return 2 * np.asarray(values)", "return 2 * (np.asarray(values)", "double: line "),
        ("return 2 * np.asarray(values)", "return\x1b[31m 2", "double: line "),
    ],
)
def test_what_is_no_python_is_named(said, root, old, new, words):
    good, text = said(mini_class.notebook(root, mini_class.RIGHT.replace(old, new)))
    assert not good
    assert words in text
    assert "\x1b" not in text


def test_magics_are_python_enough(said, root):
    text = mini_class.RIGHT.replace("def double", "%matplotlib inline\n!ls\ndef double")
    assert said(mini_class.notebook(root, text))[0]


def test_untouched_stubs_are_told(said, root):
    good, text = said(mini_class.notebook(root, ""))
    assert not good
    assert "Nothing is answered" in text
    assert "Untouched: double" in text


def test_a_missing_cell_is_told(said, root):
    found = json.loads(mini_class.notebook(root, mini_class.RIGHT))
    found["cells"] = [cell for cell in found["cells"] if cell["metadata"]["nbgrader"]["grade_id"] != "double"]
    good, text = said(json.dumps(found).encode())
    assert not good
    assert "would get no points: double." in text
    assert "out of a fresh notebook" in text
    assert text.count("missing") == 1


def test_an_answer_in_another_cell_is_not_missing(said, root):
    found = json.loads(mini_class.notebook(root, mini_class.RIGHT))
    for cell in found["cells"]:
        if cell["metadata"]["nbgrader"]["grade_id"] == "double":
            cell["metadata"] = {}
    good, text = said(json.dumps(found).encode())
    assert good
    assert "missing" not in text


@pytest.mark.parametrize("data", [b"", b"{", b"PK\x03\x04"])
def test_what_is_no_notebook_is_an_error(said, data):
    with pytest.raises(SubmissionError):
        said(data)


def test_the_command_ends_with_two_when_something_is_wrong(root, tmp_path):
    path = tmp_path / f"{SLUG}.ipynb"
    for text, code in ((mini_class.RIGHT, 0), ("", 2)):
        path.write_bytes(mini_class.notebook(root, text))
        words = [sys.executable, "-m", "autograder", "accept", str(path), "--course", str(root)]
        done = subprocess.run(words, cwd=mini_class.ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == code, done.stderr
