"""The reference of the confirmation tests keeps its promises, and the lesson's visible checks agree with it."""

import numpy as np
import pytest
from matplotlib import pyplot as plt

from autograder.course.cells import Role
from autograder.course.loading import find_chapter, load_course
from autograder.mistakes import catalogue
from solutions import confirmation_tests as reference
from tests.unit.lesson_runs import ROOT, LessonRuns

RUNS = LessonRuns("confirmation_tests")
# What the plan of the course names as wrong (W) or fragile (F).
PLANNED = {
    "network_sketch": "one_hidden_layer transposed_shapes bias_missing_in_count hidden_4",
    "inner_product": "elementwise bias_missing outer 2d_inner_vs_dot",
    "cross_entropy_error": "argmax_axis0 no_batch_division log_of_one_hot missing_eps index_broadcast",
    "descent_sketch": "uphill no_tangent step_ignores_lr labels_missing",
    "delta2_and_grad_W2": "d_minus_y outer_order missing_activation_derivative shape_1d",
}
# The wrong answers to written questions that a rubric has to name.
WRONG_ANSWERS = {
    "goal_of_deep_learning": "predicts_only optimises_hyperparameters optimises_outputs maximises_error",
    "linear_vs_nonlinear": "affine_is_linear curve_only_for_2d nonlinear_is_random",
    "half_sse_reason": "half_averages_over_two square_for_units half_changes_minimum",
    "online_learning": "internet_learning batch_of_all_data real_time_inference_only",
}


@pytest.fixture(autouse=True)
def quiet(monkeypatch):
    monkeypatch.setattr(plt, "show", lambda: None)
    yield
    plt.close("all")


def test_network_of_the_question_has_25_parameters():
    shapes, parameters = reference.network_sketch(2, 3, 2, 1)
    assert shapes == {"W1": (2, 3), "b1": (3,), "W2": (3, 3), "b2": (3,), "W3": (3, 1), "b3": (1,)}
    assert parameters == 25


def test_inner_products():
    assert reference.inner_product(np.array([2, -1, 0.5]), np.array([3, 4, 2]), 5) == 8
    table = np.array([[1, 2], [30, 40]])
    assert reference.inner_products(np.array([5, 1]), table, 0).tolist() == [7, 190]


def test_cross_entropy_of_the_question():
    y = np.array([[0.1, 0.2, 0.7], [0.7, 0.1, 0.2], [0.1, 0.7, 0.2]])
    for d in (np.array([[0, 0, 1], [1, 0, 0], [0, 1, 0]]), np.array([2, 0, 1])):
        assert reference.cross_entropy_error(y, d) == pytest.approx(0.3566748010815999, rel=1e-12)
    assert reference.cross_entropy_error(y[0], np.array([0, 1, 0])) == pytest.approx(-np.log(0.2), rel=1e-6)
    assert reference.cross_entropy_error(np.array([0.0, 1.0]), np.array([1, 0])) == pytest.approx(16.118, abs=1e-3)


def test_slope_is_the_derivative_of_the_error():
    w, h = np.linspace(-3, 5, 9), 1e-5
    numeric = (reference.error(w + h) - reference.error(w - h)) / (2 * h)
    np.testing.assert_allclose(reference.slope(w), numeric, atol=1e-9)


def test_sketch_shows_the_step():
    reference.descent_sketch(4.0, 0.5)
    lines = [line.get_xydata().tolist() for line in plt.gca().lines]
    assert [[4.0, 5.0]] in lines
    assert [[2.5, 1.625]] in lines
    assert [[3.0, 2.0], [5.0, 8.0]] in lines


@pytest.mark.parametrize("output", ["identity", "sigmoid"])
def test_gradient_agrees_with_tiny_steps(output):
    rng = np.random.default_rng(7)
    z1, W2, d = rng.normal(size=(4, 3)), rng.normal(size=(3, 2)), rng.normal(size=(4, 2))

    def outputs(W):
        return z1 @ W if output == "identity" else 1 / (1 + np.exp(-(z1 @ W)))

    numeric = np.zeros(W2.shape)
    for at in np.ndindex(W2.shape):
        step = np.zeros(W2.shape)
        step[at] = 1e-5
        up, down = (0.5 * np.sum((outputs(W2 + sign * step) - d) ** 2) for sign in (1, -1))
        numeric[at] = (up - down) / 2e-5
    delta2, grad = reference.delta2_and_grad_W2(z1, outputs(W2), d, output)
    np.testing.assert_allclose(grad, numeric, rtol=1e-6, atol=1e-8)
    assert delta2.shape == d.shape


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
    given = {"return w - 1", "return 0.5 * (w - 1) ** 2 + 0.5"}
    assert {line for line in RUNS.shown_lines_of_bodies() if len(line) > len("return x")} == given


@pytest.mark.parametrize("exercise", PLANNED)
def test_planned_mistakes_are_there(exercise):
    known = {entry.id for entry in catalogue(RUNS.slug).mistakes if entry.exercise == exercise}
    assert set(PLANNED[exercise].split()) <= known


@pytest.mark.parametrize("question", WRONG_ANSWERS)
def test_rubrics_name_the_wrong_answers(question):
    text = RUNS.lesson.of_role(Role.RUBRIC)[question].source
    assert all(name in text for name in WRONG_ANSWERS[question].split())


def test_visible_checks_see_every_known_mistake_and_refuse_no_variant():
    known = catalogue(RUNS.slug)
    assert [f"{entry.exercise}/{entry.id}" for entry, said in RUNS.said_of(known.mistakes) if said is None] == []
    assert {entry.id: said for entry, said in RUNS.said_of(known.variants) if said is not None} == {}


def test_points_are_those_of_the_course():
    chapter = find_chapter(load_course(ROOT), RUNS.slug)
    points = [exercise.points for exercise in chapter.exercises]
    # Question 6 is a function (2) and a written answer (1).
    assert points == [2, 2, 2, 2, 2, 2, 1, 1, 2, 3]
