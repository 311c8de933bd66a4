"""The reference of chapter 2 keeps its promises, and the lesson's visible checks agree with it."""

import numpy as np
import pytest
from matplotlib import pyplot as plt

from autograder.mistakes import catalogue
from tests.unit.lesson_runs import LessonRuns

RUNS = LessonRuns("ch02_perceptron")
CORNERS = [(0, 0), (1, 0), (0, 1), (1, 1)]
TABLES = {"AND": [0, 0, 0, 1], "NAND": [1, 1, 1, 0], "OR": [0, 1, 1, 1], "XOR": [0, 1, 1, 0]}
# What the plan of the course names as wrong (W) or fragile (F). not_of_and_by_call is accepted, float_compare_zero is a
# rule for the tests; both are variants.
PLANNED = {
    "AND": "greater_equal if_logic returns_bool swapped_branch",
    "perceptron": "greater_equal bias_sign two_inputs_only returns_array",
    "NAND": "only_weights_negated NOR_instead",
    "OR": "XOR_instead bias_zero_or_positive threshold_too_high",
    "XOR": "single_perceptron gates_swapped AND_of_ANDs python_xor",
    "half_adder": "swapped_outputs carry_is_or plus_operator",
    "plot_or_boundary": "line_wrong_intercept point_markers_same axis_limits_hide_points",
    "equivalent_parameters": "accepts_greater_equal_only tests_only_one_corner theta_vs_minus_b",
}


@pytest.fixture(autouse=True)
def quiet(monkeypatch):
    monkeypatch.setattr(plt, "show", lambda: None)
    yield
    plt.close("all")


@pytest.mark.parametrize(("gate", "table"), TABLES.items())
def test_gates_have_the_tables_of_the_book(gate, table):
    answers = [getattr(RUNS.solutions, gate)(*corner) for corner in CORNERS]
    assert answers == table
    assert {type(answer) for answer in answers} == {int}


def test_signals_between_the_layers_of_xor():
    assert [RUNS.solutions.NAND(*corner) for corner in CORNERS] == [1, 1, 1, 0]
    assert [RUNS.solutions.OR(*corner) for corner in CORNERS] == [0, 1, 1, 1]


def test_perceptron_weighs_adds_the_bias_and_is_strict():
    perceptron = RUNS.solutions.perceptron
    x, w = np.array([0, 1]), np.array([0.5, 0.5])
    assert np.sum(w * x) - 0.7 == -0.19999999999999996
    assert perceptron(x, w, -0.7) == 0
    assert perceptron(x, w, -0.4) == 1
    assert perceptron(np.array([1, 0, 1]), np.array([0.4, 0.9, 0.3]), -0.5) == 1
    assert perceptron(np.array([1, 1]), np.array([2, 3]), -5) == 0
    for bias, sums in ((-0.1, (0.05, 0.2)), (-20.0, (19.5, 20.5))):
        assert [perceptron(np.array([1.0]), np.array([s]), bias) for s in sums] == [0, 1]


def test_half_adder_adds():
    for a, b in CORNERS:
        total, carry = RUNS.solutions.half_adder(a, b)
        assert total + 2 * carry == a + b


def test_equivalent_parameters_knows_the_triples_of_the_course():
    judge = RUNS.solutions.equivalent_parameters
    assert judge([(0.5, 0.5, 0.8), (1, 1, 1), (0.5, 0.5, 0.4), (0.5, 0.5, 0.7)]) == [True, True, False, True]
    assert judge([(0.5, 0.9, 0.7), (0.9, 0.5, 0.7), (-1, -1, -1.5)]) == [False] * 3


def test_boundary_passes_the_worked_points_and_shows_all_inputs():
    RUNS.solutions.plot_or_boundary()
    axes = plt.gca()
    line = axes.lines[0]
    for x1, x2 in ((-0.5, 1.0), (0, 0.5), (0.5, 0), (1.5, -1)):
        assert np.interp(x1, *line.get_data()) == pytest.approx(x2)
    marks = {(one.get_xdata()[0], one.get_ydata()[0]): one.get_marker() for one in axes.lines[1:]}
    assert marks == {(0, 0): "o", (1, 0): "^", (0, 1): "^", (1, 1): "^"}
    assert axes.get_xlim() == axes.get_ylim() == (-0.5, 1.5)


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
    assert {line for line in RUNS.shown_lines_of_bodies() if len(line) > len("valid = []")} == set()


@pytest.mark.parametrize("exercise", PLANNED)
def test_planned_mistakes_are_there(exercise):
    known = {entry.id for entry in catalogue(RUNS.slug).mistakes if entry.exercise == exercise}
    assert set(PLANNED[exercise].split()) <= known


def test_visible_checks_see_every_known_mistake_and_refuse_no_variant():
    known = catalogue(RUNS.slug)
    assert [entry.id for entry, said in RUNS.said_of(known.mistakes) if said is None] == []
    assert {entry.id: said for entry, said in RUNS.said_of(known.variants) if said is not None} == {}
