"""Our own reader of lesson scripts: the same cells as Jupytext finds, and Jupytext where it does not know a form."""

from pathlib import Path

import pytest

from autograder.course import percent
from autograder.course.quick import jupytext

ROOT = Path(__file__).parents[2]
LESSONS = sorted([*(ROOT / "exercises").glob("*.py"), *(ROOT / "tests/mini_course/exercises").glob("*.py")])
HEADER = "# ---\n# title: Small\n# chapter: 7\n# ---\n\n"
SPACING = {"lines_to_next_cell", "lines_to_end_of_cell_marker"}


def facts(cells):
    return [
        (c.cell_type, c.source, {key: value for key, value in c.metadata.items() if key not in SPACING}) for c in cells
    ]


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_lessons_are_read_as_jupytext_reads_them(path):
    text = path.read_text()
    ours = percent._plain_cells(text)
    assert ours is not None, "a form that only Jupytext reads makes every command start later"
    assert facts(ours) == facts(jupytext.reads(text, fmt="py:percent").cells)


@pytest.mark.parametrize(
    "body",
    [
        '# %% key="a"\n# %matplotlib inline\nx = 1\n',
        '# %% key="a"\n# !ls\n',
        '# %% key="a"\n\n\nx = 1\n',
        '# %% A title key="a"\nx = 1\n',
        '# %% [markdown] key="a"\n"""\nText\n"""\n',
        "x = 1\n\n# %%\ny = 2\n",
        '#%% key="a"\nx = 1\n',
        '# %% key="a" tags=["x"]\nx = 1\n',
    ],
)
def test_what_is_not_a_lessons_form_is_left_to_jupytext(body):
    assert percent._plain_cells(HEADER + body) is None
    assert facts(percent.read_script(HEADER + body)) == facts(jupytext.reads(HEADER + body, fmt="py:percent").cells)


def test_numbers_are_numbers_and_quotes_are_taken_off():
    body = '# %% [markdown] written="w" points=2\n# Write here.\n\n# %% n=1.5\nx = 1\n\n\n'
    cells = percent.read_script(HEADER + body)
    assert [cell.metadata for cell in cells[1:]] == [{"written": "w", "points": 2}, {"n": 1.5}]
    assert [cell.source for cell in cells[1:]] == ["Write here.", "x = 1"]
