"""The reference of the introduction gives the worked numbers of the course, and its lesson agrees with it."""

from pathlib import Path

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib import pyplot as plt

from autograder.course.cells import Role
from autograder.course.lesson import read_lesson
from autograder.course.solution import fill_stub, read_reference
from solutions import ch00_introduction as reference

mpl.use("agg")
ROOT = Path(__file__).resolve().parents[2]
LESSON = read_lesson(ROOT / "exercises/ch00_introduction.py")
REFERENCE = read_reference(ROOT / "solutions/ch00_introduction.py")
EXERCISES = list(LESSON.of_role(Role.STUB))
CHECKS = LESSON.of_role(Role.CHECK)

NET = {
    "w1": np.array([[3, 1, 2], [-2, -3, -1]]),
    "b1": np.array([0, 0]),
    "w2": np.array([[3, 2]]),
    "b2": np.array([0]),
}
X, T = np.array([2, 3, 1]), np.array([20])


@pytest.fixture(autouse=True)
def quiet(monkeypatch):
    """No windows, and no figures left over."""
    monkeypatch.setattr(plt, "show", lambda: None)
    with mpl.rc_context():
        yield
    plt.close("all")


def test_forward_by_hand():
    u1, h1, y = reference.relu_hand_forward(NET, X)
    assert (u1.tolist(), h1.tolist(), y.tolist()) == ([11, -14], [11, 0], [33])
    assert u1.dtype == h1.dtype == y.dtype == float
    assert reference.mean_squared_error(y, T) == 169


def test_both_networks():
    np.testing.assert_allclose(reference.sigmoid_forward_000(NET, X), [0.9525719383624175], rtol=1e-13)
    np.testing.assert_allclose(reference.linear_output_forward_001(NET, X), [2.999951558790512], rtol=1e-13)
    np.testing.assert_allclose(reference.sigmoid(np.array([11, -14])), [0.999983298578152, 8.315280276641321e-07])
    assert reference.sigmoid(np.array([-1000.0, 1000.0])).tolist() == [0, 1]


def test_mean_squared_error_takes_pairs():
    assert reference.mean_squared_error(np.array([[1.0], [5.0]]), np.array([2, 2])) == 5


def run_lesson(*, solved):
    """Run all code cells in one namespace, as a notebook does; return it, and what each check said."""
    names, said = {"__name__": "__main__"}, {}
    for cell in LESSON.cells:
        if not cell.is_code:
            continue
        source = fill_stub(LESSON.path, cell, REFERENCE) if solved and cell.role is Role.STUB else cell.source
        try:
            exec(compile(source, cell.grade_id, "exec"), names)
        except AssertionError as error:
            assert cell.role is Role.CHECK
            said[cell.name] = str(error)
    return names, said


def test_untouched_lesson_runs_to_its_end_and_blames_nobody():
    names, said = run_lesson(solved=False)
    assert names["passed_checks"] == set()
    assert list(said) == EXERCISES
    assert all("nothing to check yet" in sentence for sentence in said.values())


def test_solved_lesson_passes_every_visible_check():
    names, said = run_lesson(solved=True)
    assert said == {}
    assert names["passed_checks"] == set(CHECKS)
    assert names["NUMBER_OF_CHECKS"] == len(CHECKS)


def test_every_exercise_has_its_visible_check():
    assert list(CHECKS) == EXERCISES


def test_text_shows_no_line_of_a_body():
    """A line of the reference that stands in a text or a check would hand out the solution."""
    shown = {line.strip() for cell in LESSON.cells for line in cell.source.splitlines()}
    bodies = [node for name in EXERCISES for node in REFERENCE.functions[name].body[1:]]
    lines = {REFERENCE.lines[n - 1].strip() for node in bodies for n in range(node.lineno, (node.end_lineno or 0) + 1)}
    assert not {line for line in lines & shown if len(line) > len("return x")}
