"""`autograder check` on the miniature course: what holds is counted, what does not is said."""

import shutil

import pytest

from tests.integration import mini_class


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return mini_class.mini_course(tmp_path_factory)


def check(root, *words):
    places = ("--course", root, "--data-dir", root.parent / "data")
    return mini_class.autograder("check", mini_class.SLUG, *words, *places)


def test_a_few_exercises_are_checked_alone(root):
    done = check(root, "double")
    assert (done.returncode, done.stderr) == (0, "")
    assert "PROBLEM" not in done.stdout
    assert "ch01_mini: 7 of 7 hold" in done.stdout  # reference, stubs, 2 mistakes, 1 variant, 2 tests


def test_several_processes_find_what_one_finds(root):
    alone, together = check(root), check(root, "--jobs", 2)
    assert alone.returncode == together.returncode
    assert sorted(alone.stdout.splitlines()) == sorted(together.stdout.splitlines())


def test_an_error_in_a_worker_process_is_told_as_it_is(root, tmp_path):
    shutil.copytree(root.parent, tmp_path / "other")
    catalogue = tmp_path / "other" / root.name / "mistakes" / f"{mini_class.SLUG}.py"
    catalogue.write_text(catalogue.read_text() + "\n\ndef helper(): ...\n")
    done = check(tmp_path / "other" / root.name, "--jobs", 2)
    assert done.returncode == 2
    assert "helper has no @mistake or @variant" in done.stderr
