"""Lessons are read strictly: what a `# %%` line may not say is refused with file, line and remedy."""

from pathlib import Path

import pytest

from autograder.course.cells import DEFAULT_CPU_LIMIT_S, Role
from autograder.course.lesson import read_lesson
from autograder.errors import LessonError

HEADER = "# ---\n# title: Small\n# chapter: 7\n# ---\n\n"
STUB = '# %% exercise="f" title="T" section="7.1" kind="function"\ndef f(x):\n    raise NotImplementedError\n\n'


def lesson_file(tmp_path: Path, body: str, header: str = HEADER) -> Path:
    path = tmp_path / "exercises" / "ch07_small.py"
    path.parent.mkdir()
    path.write_text(header + body)
    return path


def test_reads_cells_with_their_lines(tmp_path):
    lesson = read_lesson(lesson_file(tmp_path, '# %% [markdown] key="f.why"\n# # Why\n\n' + STUB))
    assert (lesson.title, lesson.number) == ("Small", 7)
    text, stub = lesson.cells
    assert (text.role, text.source, text.line, text.grade_id, text.exercise_id) == (Role.TEXT, "# Why", 6, "f_why", "f")
    assert (stub.role, stub.line, stub.grade_id) == (Role.STUB, 9, "f")
    assert stub.declaration.defines == ("f",)
    assert stub.declaration.cpu_limit_s == DEFAULT_CPU_LIMIT_S


def test_magics_are_code_in_the_notebook(tmp_path):
    lesson = read_lesson(lesson_file(tmp_path, '# %% key="start"\n# %matplotlib inline\nx = 1\n'))
    assert lesson.cells[0].source == "%matplotlib inline\nx = 1"


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ('# %% key="a" colour="red"\n', 6, "unknown key 'colour'. Known keys here: key"),
        (STUB.replace("kind", "kid"), 6, "unknown key 'kid'. Known keys here: exercise, title"),
        (STUB.replace('"function"', '"poem"'), 6, "Known kinds: function, class, plot, training."),
        (STUB.replace(' section="7.1"', ""), 6, "'section' is missing"),
        (STUB.replace('kind="function"', 'kind="function" cpu_limit_s="2"'), 6, "number above 0"),
        ("# %% [markdown]\n# text\n", 6, "exactly one of the known keys key, written, rubric; here: no key"),
        ('# %% [markdown] exercise="f"\n# text\n', 6, "here: exercise"),
        ("# %% key=a b\nx = 1\n", 6, "cannot read this line"),
        ('# %% key="a b"\n', 6, "'a b' is no name"),
        (f'# %% key="{"a" * 60}"\n', 6, "is no name"),
        ('# %% key="a"\n\n# %% key="a"\n', 8, "'a' is used twice, first in line 6"),
        ('# %% key="a.b"\n\n# %% key="a_b"\n', 8, "'a_b' is used twice"),
        ('# %% check="f"\n\n' + STUB, 6, "no exercise of that name stands above"),
        ('# %% [markdown] rubric="w"\n# r\n', 6, "no written answer of that name stands above"),
        (STUB.replace('kind="function"', 'kind="function" requires="g"'), 6, "requires 'g'"),
        ('# %% [markdown] written="w" title="T" section="7" points="2"\n# answer\n', 6, "points=2"),
    ],
)
def test_refuses_with_file_line_and_remedy(tmp_path, body, line, words):
    path = lesson_file(tmp_path, body)
    with pytest.raises(LessonError) as caught:
        read_lesson(path)
    assert str(caught.value).startswith(f"exercises/ch07_small.py:{line}: ")
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("", "the header needs"),
        ("# ---\n# title: Small\n# ---\n\n", "the header needs"),
        ("# ---\n# title: Small\n# chapter: seven\n# ---\n\n", "the header needs"),
        ("# ---\n# title: Small\n# author: me\n# ---\n\n", "ch07_small.py:3: unknown key 'author'"),
    ],
)
def test_refuses_a_header_that_states_anything_else(tmp_path, header, words):
    with pytest.raises(LessonError, match=r"ch07_small\.py") as caught:
        read_lesson(lesson_file(tmp_path, STUB, header))
    assert words in str(caught.value)


def test_names_a_file_that_is_no_text(tmp_path):
    path = lesson_file(tmp_path, "")
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(LessonError, match=r"ch07_small\.py: cannot be read"):
        read_lesson(path)


def test_refuses_code_above_the_first_marker(tmp_path):
    with pytest.raises(LessonError, match="Start the lesson with the header"):
        read_lesson(lesson_file(tmp_path, "x = 1\n\n" + STUB))
