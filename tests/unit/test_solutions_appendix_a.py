"""The reference of appendix A gives the numbers of the course, and the lesson's visible checks agree with it."""

import importlib
import json
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib import pyplot as plt

from autograder.course.cells import Role
from autograder.course.lesson import read_lesson
from autograder.mistakes import load_catalogue

mpl.use("agg")
ROOT = Path(__file__).resolve().parents[2]
SLUG = "appendix_a_softmax_with_loss"
LESSON = read_lesson(ROOT / f"exercises/{SLUG}.py")
EXERCISES = list(LESSON.of_role(Role.STUB))
CHECKS = LESSON.of_role(Role.CHECK)
SCORES, LABELS = np.array([[0.3, 2.9, 4.0]]), np.array([2])
Y = np.array([0.01821127, 0.24519181, 0.73659691])
# What the plan of the course names, exercise by exercise.
PLANNED = {
    "cross_entropy_backward": "missing_minus multiplies_by_y divides_by_n_classes zero_division",
    "softmax_backward": "diagonal_only sum_over_batch jacobian_transposed_sign no_keepdims",
    "combined_equals_y_minus_t": "one_hot_missing missing_batch_division shortcut softmax_applied_twice "
    "tolerance_by_rounding",
}


@pytest.fixture(autouse=True)
def quiet(monkeypatch):
    """The chapter's files and no windows."""
    monkeypatch.syspath_prepend(str(ROOT))
    monkeypatch.syspath_prepend(str(ROOT / f"exercises/{LESSON.files or SLUG}_files"))
    monkeypatch.setattr(plt, "show", lambda: None)
    with mpl.rc_context():
        yield
    plt.close("all")


@pytest.fixture
def reference(quiet):
    return importlib.import_module(f"solutions.{SLUG}")


def test_cross_entropy_backward(reference):
    np.testing.assert_allclose(reference.cross_entropy_backward(Y, np.array([0, 0, 1])), [0, 0, -1.35759462], rtol=1e-7)
    zero = reference.cross_entropy_backward(np.array([[0.0, 1.0], [0.5, 0.5]]), np.array([[0, 1], [1, 0]]))
    assert zero.tolist() == [[0, -1], [-2, 0]]


def test_softmax_backward_is_the_jacobian(reference):
    y = np.array([0.2, 0.3, 0.5])
    dout = np.array([1.0, 0.0, -2.0])
    np.testing.assert_allclose(reference.softmax_backward(y, dout), [0.36, 0.24, -0.6])
    jacobian = np.diag(y) - np.outer(y, y)
    batch = np.stack([dout, -3 * dout])
    np.testing.assert_allclose(reference.softmax_backward(np.stack([y, y]), batch), batch @ jacobian)


def test_both_ways_give_y_minus_t(reference):
    want = [[0.01821127329554753, 0.24519181293507392, -0.26340308623062137]]
    for way in reference.combined_equals_y_minus_t(SCORES, LABELS):
        np.testing.assert_allclose(way, want, atol=1e-15)
    rng = np.random.default_rng(0)
    long_way, short_way = reference.combined_equals_y_minus_t(rng.normal(size=(6, 4)), rng.integers(4, size=6))
    np.testing.assert_allclose(long_way, short_way, atol=1e-15)


def run_notebook(kind):
    """Run all code cells of a built notebook in one namespace; return it, and what each check said."""
    cells = json.loads((ROOT / kind / SLUG / f"{SLUG}.ipynb").read_text())["cells"]
    names, said = {"__name__": "__main__"}, {}
    for cell in (cell for cell in cells if cell["cell_type"] == "code"):
        grade_id = cell["metadata"]["nbgrader"]["grade_id"]
        try:
            exec(compile("".join(cell["source"]), grade_id, "exec"), names)
        except AssertionError as error:
            said[grade_id.removeprefix("test_")] = str(error)
    return names, said


def test_untouched_lesson_runs_to_its_end_and_blames_nobody():
    names, said = run_notebook("release")
    assert names["passed_checks"] == set()
    assert list(said) == EXERCISES
    assert all("nothing to check yet" in sentence for sentence in said.values())


def test_solved_lesson_passes_every_visible_check():
    names, said = run_notebook("source")
    assert said == {}
    assert names["passed_checks"] == set(CHECKS)
    assert names["NUMBER_OF_CHECKS"] == len(CHECKS)


@pytest.mark.parametrize("exercise", PLANNED)
def test_planned_mistakes_are_there(exercise):
    catalogue = load_catalogue(ROOT / "autograder/mistakes" / SLUG)
    assert set(PLANNED[exercise].split()) <= {entry.id for entry in catalogue.mistakes if entry.exercise == exercise}
