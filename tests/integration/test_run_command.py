"""Which chapter a notebook belongs to, when its name says so and when it does not."""

import json
from pathlib import Path

import pytest

from autograder.commands.run import chapter_for
from autograder.course import load_course
from autograder.errors import UsageError

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def course():
    return load_course(PROJECT)


def test_every_released_notebook_is_known_by_its_name_and_by_its_cells(course, tmp_path):
    for chapter in course.chapters:
        released = PROJECT / "release" / chapter.slug / f"{chapter.slug}.ipynb"
        assert chapter_for(course, released) is chapter
        renamed = tmp_path / "homework of ann.ipynb"
        renamed.write_bytes(released.read_bytes())
        assert chapter_for(course, renamed) is chapter


@pytest.mark.parametrize("content", ["", "{", json.dumps({"cells": [], "metadata": {}, "nbformat": 4})])
def test_a_file_that_tells_nothing_is_asked_about(course, tmp_path, content):
    path = tmp_path / "homework.ipynb"
    path.write_text(content)
    with pytest.raises(UsageError, match="--chapter"):
        chapter_for(course, path)


def test_a_missing_file_is_named(course, tmp_path):
    with pytest.raises(UsageError, match="no such file"):
        chapter_for(course, tmp_path / "none.ipynb")
