"""The reference of chapter 1 keeps its promises, and the lesson's visible checks agree with it."""

import numpy as np
import pytest
from matplotlib import pyplot as plt

from autograder.datasets.make_picture import DEFAULT, make_picture, picture
from autograder.mistakes import catalogue
from tests.unit.lesson_runs import LessonRuns

RUNS = LessonRuns("ch01_python")
# What the plan of the course names as wrong (W) or fragile (F), exercise by exercise.
PLANNED = {
    "arithmetic": "integer_division precedence xor_power",
    "list_ops": "slice_end_inclusive one_based_index mutates_input negative_index_misread",
    "dict_and_bool": "missing_key_error overwrites_dict bitwise_and",
    "greet": "prints_instead_of_returns missing_space_or_mark non_string_concat",
    "Man": "missing_self class_variable init_misspelt returns_string_vs_prints",
    "np_arithmetic": "list_addition dot_for_star integer_division shape_mismatch_swallowed",
    "broadcast_scale": "row_instead_of_column matrix_product loops_reject_empty mutates_input",
    "select_greater": "returns_mask greater_equal indices_not_values row_major_wrong",
    "plot_sin": "endpoint_included degrees scatter_instead_of_line",
    "plot_sin_cos": "one_figure_each no_linestyle no_legend title_on_axes_missing",
    "show_image": "absolute_path cmap_missing axis_flip",
}


@pytest.fixture(autouse=True)
def beside_the_notebook(monkeypatch):
    """The working directory of a notebook, and no windows."""
    monkeypatch.chdir(RUNS.files)
    monkeypatch.setattr(plt, "show", lambda: None)
    yield
    plt.close("all")


def test_numbers_of_the_course():
    assert RUNS.solutions.arithmetic(7, 5)[2] == 1.4
    assert RUNS.solutions.arithmetic(3, 2) == (2.5, 9, 1.5)
    slices = RUNS.solutions.list_ops([1, 2, 3, 4, 5])
    assert slices == ([1, 2], [2, 3, 4, 99], [1, 2, 3], [1, 2, 3, 4], [1, 2, 3])


def test_list_of_the_caller_stays():
    a = [4, 5, 6]
    RUNS.solutions.list_ops(a)
    assert a == [4, 5, 6]


def test_a_person_is_completed_and_asked():
    answer = RUNS.solutions.dict_and_bool({"height": 180, "hungry": True, "sleepy": False})
    assert answer == ({"height": 180, "hungry": True, "sleepy": False, "weight": 70}, False, True)
    assert RUNS.solutions.dict_and_bool({"hungry": 2, "sleepy": 1, "weight": 5})[1:] == (True, True)


def test_everybody_is_greeted(capsys):
    assert RUNS.solutions.greet("Ada") == "Hello, Ada!"
    assert RUNS.solutions.greet(7) == "Hello, 7!"
    first, _ = RUNS.solutions.Man("Ada"), RUNS.solutions.Man("Bo")
    assert first.hello() is first.goodbye() is None
    assert capsys.readouterr().out == "Hello, Ada!\nGood-bye, Ada!\n"


def test_arrays_of_the_course():
    results = RUNS.solutions.np_arithmetic(np.array([1.0, 2.0, 3.0]), np.array([2.0, 4.0, 6.0]))
    assert results[0].tolist() == [3, 6, 9]
    assert results[2].tolist() == [2, 8, 18]
    assert results[4].tolist() == [0.5, 1, 1.5]
    A = np.array([[1, 2], [3, 4]])
    assert RUNS.solutions.broadcast_scale(A, np.array([10, 20])).tolist() == [[10, 40], [30, 80]]
    assert RUNS.solutions.broadcast_scale(np.zeros((0, 3)), 2).shape == (0, 3)
    X = np.array([[51, 55], [14, 19], [0, 4]])
    assert [part.tolist() for part in RUNS.solutions.select_greater(X, 15)] == [[51, 55, 19], [51, 14, 0]]


def test_curves_have_60_points():
    RUNS.solutions.plot_sin()
    x, y = plt.gca().lines[0].get_data()
    assert (len(x), x[0], x[-1]) == (60, 0, pytest.approx(5.9))
    assert y == pytest.approx(np.sin(x))
    plt.figure()
    RUNS.solutions.plot_sin_cos()
    axes = plt.gca()
    assert [one.get_linestyle() for one in axes.lines] == ["-", "--"]
    assert [text.get_text() for text in axes.get_legend().get_texts()] == ["sin", "cos"]
    assert (axes.get_xlabel(), axes.get_ylabel(), axes.get_title()) == ("x", "y", "sin & cos")


def test_shipped_picture_is_the_one_that_the_script_makes(tmp_path):
    make_picture(tmp_path / "again.png")
    assert (plt.imread(DEFAULT) == plt.imread(tmp_path / "again.png")).all()
    assert picture().shape == (60, 80)
    for other in (picture()[::-1], picture()[:, ::-1]):
        assert np.abs(other.astype(int) - picture()).max() > 100
    RUNS.solutions.show_image()
    image = plt.gca().images[0]
    assert image.get_array().shape == (60, 80)
    assert image.get_cmap().name == "gray"


def test_untouched_lesson_runs_to_its_end_and_blames_nobody():
    names, said = RUNS.run(solved=False)
    assert names["passed_checks"] == set()
    assert list(said) == RUNS.exercises == list(RUNS.checks)
    assert all("nothing to check yet" in sentence for sentence in said.values())


def test_solved_lesson_passes_every_visible_check():
    names, said = RUNS.run(solved=True)
    assert said == {}
    assert names["passed_checks"] == set(RUNS.checks)
    assert names["NUMBER_OF_CHECKS"] == len(RUNS.checks)


def test_text_shows_no_line_of_a_body():
    assert {line for line in RUNS.shown_lines_of_bodies() if len(line) > len("flat = X.flatten()")} == set()


@pytest.mark.parametrize("exercise", PLANNED)
def test_planned_mistakes_are_there(exercise):
    known = {entry.id for entry in catalogue(RUNS.slug).mistakes if entry.exercise == exercise}
    assert set(PLANNED[exercise].split()) <= known


def test_visible_checks_see_every_known_mistake_and_refuse_no_variant():
    known = catalogue(RUNS.slug)
    assert [entry.id for entry, said in RUNS.said_of(known.mistakes) if said is None] == []
    assert {entry.id: said for entry, said in RUNS.said_of(known.variants) if said is not None} == {}
