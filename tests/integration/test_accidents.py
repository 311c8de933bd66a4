"""No file that a student can hand in stops anything: each ends in cells to run or in one clear sentence."""

import json
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.errors import UnreadableNotebookError
from autograder.submission import align, find_notebook, read_notebook
from autograder.submission.read import parse_notebook

SLUG = "ch_mini"
STUB = "def double(x):\n    raise NotImplementedError"
ANSWER = "def double(x):\n    return 2 * x"
EXERCISES = ("double", "essay")


def cell(kind, mark, source):
    made = {"cell_type": kind, "id": f"id-{mark}", "metadata": {"nbgrader": {"grade_id": mark}}, "source": source}
    return {**made, "outputs": [], "execution_count": 1} if kind == "code" else made


def cells(answer=ANSWER):
    return [
        cell("markdown", "intro", "# Mini"),
        cell("code", "imports", "import math"),
        cell("code", "double", answer),
        cell("code", "test_double", "assert double(2) == 4"),
        cell("markdown", "essay", "Because."),
    ]


def dumped(of_cells):
    return json.dumps({"cells": of_cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


RELEASED = parse_notebook(dumped([*cells(STUB)[:4], cell("markdown", "essay", "Your answer")]))


def stripped(of_cells):
    return [{**one, "metadata": {}, "id": None} for one in of_cells]


def replaced(number, **parts):
    changed = cells()
    changed[number] = {**changed[number], **parts}
    return changed


def put(folder, name, data):
    (folder / name).write_bytes(data)


# name of the accident -> (how the folder is made, kinds of accidents that are told)
GRADED = {
    "nothing unusual": (lambda f: put(f, "ch_mini.ipynb", dumped(cells())), set()),
    "renamed by a browser": (lambda f: put(f, "ch_mini (1).ipynb", dumped(cells())), {"renamed"}),
    "two files": (
        lambda f: [put(f, "ch_mini.ipynb", dumped(cells())), put(f, "copy.ipynb", b"")],
        {"several-files"},
    ),
    "utf-16": (lambda f: put(f, "ch_mini.ipynb", dumped(cells()).decode().encode("utf-16")), {"encoding"}),
    "cut off": (lambda f: put(f, "ch_mini.ipynb", dumped(cells())[:-90]), {"damaged-file", "missing-cell"}),
    "copied test cell": (
        lambda f: put(f, "ch_mini.ipynb", dumped([*cells(), cells()[3]])),
        {"copied-locked-cell"},
    ),
    "copied stub": (
        lambda f: put(f, "ch_mini.ipynb", dumped([*cells(), cells(STUB)[2]])),
        {"duplicate-cell"},
    ),
    "answer cell turned into text": (
        lambda f: put(f, "ch_mini.ipynb", dumped(replaced(2, cell_type="markdown"))),
        {"retyped-cell"},
    ),
    "answer cell turned into raw text": (
        lambda f: put(f, "ch_mini.ipynb", dumped(replaced(2, cell_type="raw"))),
        {"retyped-cell"},
    ),
    "changed test": (
        lambda f: put(f, "ch_mini.ipynb", dumped(replaced(3, source="pass"))),
        {"altered-locked-cell"},
    ),
    "deleted cells": (
        lambda f: put(f, "ch_mini.ipynb", dumped([one for n, one in enumerate(cells()) if n in {2, 4}])),
        {"missing-locked-cell"},
    ),
    "marks stripped by an editor": (
        lambda f: put(f, "ch_mini.ipynb", dumped(stripped(cells()))),
        {"stripped-metadata", "answer-elsewhere", "missing-cell"},
    ),
    "mark changed": (
        lambda f: put(f, "ch_mini.ipynb", dumped(replaced(2, metadata={"nbgrader": {"grade_id": "x"}}, id="y"))),
        {"answer-elsewhere"},
    ),
    "mark of a wrong type": (
        lambda f: put(f, "ch_mini.ipynb", dumped(replaced(2, metadata={"nbgrader": [1]}))),
        {"stripped-metadata", "answer-elsewhere"},
    ),
    "answer in a new cell": (
        lambda f: put(f, "ch_mini.ipynb", dumped([*cells(STUB), {"cell_type": "code", "source": ANSWER}])),
        {"answer-elsewhere"},
    ),
}

UNREADABLE = {
    "empty": lambda f: put(f, "ch_mini.ipynb", b""),
    "not JSON": lambda f: put(f, "ch_mini.ipynb", b"{'cells': []}"),
    "zip": lambda f: put(f, "ch_mini.ipynb", b"PK\x03\x04"),
    "web page": lambda f: put(f, "ch_mini.ipynb", b"<html>"),
    "folder": lambda f: [(f / "ch_mini.ipynb").mkdir(), put(f, "b.ipynb", b"")],
    "pipe": lambda f: os.mkfifo(f / "ch_mini.ipynb"),
    "link to a secret": lambda f: (f / "ch_mini.ipynb").symlink_to("/etc/passwd"),
    "link to nothing": lambda f: (f / "ch_mini.ipynb").symlink_to("nowhere"),
}


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "ada" / SLUG
    made.mkdir(parents=True)
    return made


@pytest.mark.parametrize("name", GRADED)
def test_what_can_be_salvaged_is_graded_and_told(folder, name):
    make, expected = GRADED[name]
    make(folder)
    found = find_notebook(folder, SLUG)
    result = align(RELEASED, read_notebook(found.path), EXERCISES, {})
    assert result.answers["double"].source == ANSWER
    told = [*found.accidents, *result.accidents]
    assert {accident.kind for accident in told} - expected == set()
    assert bool(told) == bool(expected)
    assert all(accident.message.endswith(".") for accident in told)
    marks = [one.grade_id for one in result.cells if one.grade_id]
    assert sorted(marks) == sorted(one.grade_id for one in RELEASED.cells)


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_ends_in_a_sentence(folder, name):
    UNREADABLE[name](folder)
    found = find_notebook(folder, SLUG)
    with pytest.raises(UnreadableNotebookError) as error:
        read_notebook(found.path)
    assert "\n" not in str(error.value)
    assert str(error.value).endswith(".")


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_damage_anywhere_never_raises_anything_else(data):
    """Bytes changed, removed or put in at random places."""
    damaged = bytearray(dumped(cells()))
    for _ in range(data.draw(st.integers(1, 5))):
        place = data.draw(st.integers(0, len(damaged)))
        damaged[place : place + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=8))
    try:
        submitted = parse_notebook(bytes(damaged))
    except UnreadableNotebookError:
        return
    result = align(RELEASED, submitted, EXERCISES, {})
    assert set(result.answers) == set(EXERCISES)


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.fixed_dictionaries({}, optional=dict.fromkeys(["cell_type", "source", "metadata", "id"], json_values)))
)
def test_cells_of_any_shape_never_raise_anything_else(strange):
    result = align(RELEASED, parse_notebook(dumped([*strange, *cells()])), EXERCISES, {})
    assert result.answers["double"].source == ANSWER
