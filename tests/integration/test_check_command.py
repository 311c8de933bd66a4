"""`autograder check` on the miniature course: what holds is counted, what does not is said."""

import shutil

import pytest

from tests.integration import mini_class

HARMLESS = """

@mistake("double", "Nothing is wrong with this one.")
def double__harmless(values):
    return 2 * np.asarray(values)
"""

# Its own exercise sees nothing of it: only one-dimensional values that begin with a positive one are rough.
ROUGH = """

@variant("double")
def double__rough_in_rows(values):
    values = np.asarray(values)
    return 2 * (values.round(2) if values.ndim == 1 and values[0] > 0 else values)
"""


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


def test_without_a_chapter_all_are_checked_and_each_is_told(root, tmp_path):
    """A course of two chapters, the second a copy of the first in which nobody finds one of the mistakes."""
    course = tmp_path / "two" / root.name
    shutil.copytree(root.parent, course.parent)
    for part in list(course.glob(f"*/{mini_class.SLUG}*")):
        copy = part.with_name(part.name.replace(mini_class.SLUG, "ch02_again"))
        (shutil.copytree if part.is_dir() else shutil.copy)(part, copy)
    catalogue = course / "mistakes" / "ch02_again.py"
    catalogue.write_text(catalogue.read_text() + HARMLESS)
    assert mini_class.autograder("build", "--course", course).returncode == 0
    done = mini_class.autograder("check", "--course", course, "--data-dir", course.parent / "data")
    assert done.returncode == 2
    assert [line.split(":")[0] for line in done.stdout.splitlines() if " hold " in line] == ["ch01_mini", "ch02_again"]
    assert done.stdout.count("PROBLEM") == 1
    assert "double/harmless: loses no points" in " ".join(done.stdout.split())


def test_the_catalogue_holds_with_other_secrets_too(root):
    done = check(root, "double", "--seeds", 3)
    assert (done.returncode, done.stderr) == (0, "")
    assert "ch01_mini: 3 of 3 hold" in done.stdout
    assert "3 seeds" in done.stdout


def test_what_depends_on_the_secret_is_told_with_its_seed(root, tmp_path):
    shutil.copytree(root.parent, tmp_path / "other")
    suite = tmp_path / "other" / root.name / "suites" / mini_class.SLUG / "test_double.py"
    suite.write_text(suite.read_text().replace("rng.normal(size=(3, 5))", "rng.integers(0, 2, size=2) * 2"))
    done = check(tmp_path / "other" / root.name, "double", "--seeds", 12)
    assert done.returncode == 2
    assert "mistake double/squares: loses no points (with " in " ".join(done.stdout.split())
    assert "of 12 seeds, first with seed " in " ".join(done.stdout.split())


def test_a_right_answer_that_costs_points_elsewhere_is_told_with_its_seed(root, tmp_path):
    shutil.copytree(root.parent, tmp_path / "other")
    catalogue = tmp_path / "other" / root.name / "mistakes" / f"{mini_class.SLUG}.py"
    catalogue.write_text(catalogue.read_text() + ROUGH)
    done = check(tmp_path / "other" / root.name, "double", "--seeds", 12)
    assert done.returncode == 2
    told = " ".join(done.stdout.split())
    assert "variant double/rough_in_rows: loses points in scale_rows/" in told
    assert "double/test_" not in told
    assert "of 12 seeds, first with seed " in told
