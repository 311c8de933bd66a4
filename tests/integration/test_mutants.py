"""Mutants go the ordinary way: what is said of them is what a grading would say."""

import re
import shutil
from pathlib import Path

import pytest

from autograder.course import find_chapter, load_course
from autograder.datasets import locate
from autograder.grading.engine import Engine
from autograder.mistakes.equivalents import load_equivalents
from autograder.mutants.strength import judged, share_killed
from autograder.mutants.trial import Trial
from autograder.sandbox.config import SandboxConfig
from tests.integration import mini_class
from tests.integration.mini_class import ROOT, SLUG, autograder

# Where time is short, one mutant in so many is tried.
SAMPLE = 9
DECLARED = """
from autograder.mistakes import equivalent
EQUIVALENT = [equivalent("double", "np.asarray(values)", "values", "a list is not asked for")]
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return mini_class.mini_course(tmp_path_factory)


@pytest.fixture(scope="module")
def trial(root):
    with mini_class.engine_of(root) as engine, Trial(engine, root / "source" / SLUG / f"{SLUG}.ipynb") as made:
        yield made, engine


def test_the_shared_run_says_what_a_grading_of_the_whole_notebook_says(root, trial):
    made, engine = trial
    for exercise in (engine.chapter.exercise("double"), engine.chapter.exercise("scale_rows")):
        for mutant in made.mutants(exercise.id)[::4]:
            shared = made.verdicts(exercise, mutant, all_tests=True)
            answer = f"{mutant.source}\nran = [1]\n"  # a cell that does more than define is graded as a whole
            whole = made.verdicts(exercise, mini_mutant(mutant, answer), all_tests=True)
            assert set(shared.killed_by) == set(whole.killed_by), mutant.shown


def mini_mutant(mutant, source):
    return type(mutant)(mutant.function, mutant.before, mutant.after, source)


def test_methods_of_classes_are_changed_too(trial):
    made, engine = trial
    exercise = engine.chapter.exercise("scale_rows")
    changed = [mutant for mutant in made.mutants("scale_rows") if mutant.function == "RowScaler.__init__"]
    (dropped,) = [mutant for mutant in changed if mutant.after == "pass"]
    assert made.verdicts(exercise, dropped, all_tests=False).killed_by


def test_a_mutant_that_loops_or_dies_costs_itself_only(trial):
    made, engine = trial
    exercise = engine.chapter.exercise("double")
    mutant = made.mutants("double")[0]
    for text in ("while True: pass", "import os; os._exit(3)"):
        source = f"def double(values):\n    {text}\n"
        assert made.verdicts(exercise, mini_mutant(mutant, source), all_tests=False).killed_by
    right = mini_mutant(mutant, "import numpy as np\ndef double(values):\n    return 2 * np.asarray(values)\n")
    assert made.verdicts(exercise, right, all_tests=True).killed_by == ()


def test_the_command_tells_holes_and_the_matrix(root, tmp_path):
    course = shutil.copytree(root, tmp_path / "course")
    suite = course / "suites" / SLUG / "test_double.py"
    places = ("--course", course, "--data-dir", root.parent / "data")
    hole = autograder("mutants", SLUG, "double", *places)
    assert hole.returncode == 2
    assert "survived  double: return 2 * np.asarray(values)  ->  return 2 * values" in hole.stdout
    with (course / "mistakes" / f"{SLUG}.py").open("a") as file:
        file.write(DECLARED)
    whole = autograder("mutants", SLUG, "double", "--matrix", *places)
    assert whole.returncode == 0, whole.stdout + whole.stderr
    assert re.search(r"test_doubles_every_entry: kills \d+, \d+ of them alone", whole.stdout)
    # A test that asks only for a length lets nearly everything pass.
    text = suite.read_text().replace("assert_close(", "len(").replace(", reference.double(values_of_any_sign)", "")
    suite.write_text(text)
    weak = autograder("mutants", SLUG, "double", *places)
    assert weak.returncode == 2, weak.stdout + weak.stderr
    assert weak.stdout.count("survived  double:") > 5
    assert "to be looked at: double" in weak.stdout


def test_an_unknown_exercise_is_told_with_the_known_ones(root):
    said = autograder("mutants", SLUG, "triple", "--course", root, "--data-dir", root.parent / "data")
    assert said.returncode == 2
    assert "'triple' is no exercise" in said.stderr


def test_a_sample_of_chapter_3_is_killed():
    """The whole is `make mutants`."""
    mini_class.skip_without_strict_sandbox()
    chapter = find_chapter(load_course(ROOT), "ch03")
    released = ROOT / "release" / chapter.slug / f"{chapter.slug}.ipynb"
    data = locate(None)
    declared = load_equivalents(chapter.mistakes_path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MNIST_DIR", "to be set by the engine and restored behind it")
        config = SandboxConfig(figures=False)
        with Engine(chapter, released, data, b"sample", config) as engine:
            functions = [exercise for exercise in chapter.exercises if exercise.kind == "function"]
            found = [sampled(engine, exercise, declared) for exercise in functions]
    assert sum(len(one.judged) for one in found) > 50
    assert [mutant.shown for one in found for mutant in one.survivors] == []
    assert share_killed(found) == 1


def sampled(engine, exercise, declared):
    """Some of the mutants of an exercise; declarations cannot be found stale by a sample."""
    source = Path(ROOT) / "source" / engine.chapter.slug / f"{engine.chapter.slug}.ipynb"
    with Trial(engine, source) as trial:
        tried = [(m, trial.verdicts(exercise, m, all_tests=False)) for m in trial.mutants(exercise.id)[::SAMPLE]]
        return judged(exercise.id, trial.tests(exercise.id), tried, declared)
