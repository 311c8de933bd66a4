"""Chapter 3's hidden suites and catalogue prove each other, in this process and for more than one secret."""

import importlib
from pathlib import Path
from typing import NamedTuple

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib import pyplot as plt

from autograder.course.loading import find_chapter, load_course
from autograder.grading.local import References
from autograder.grading.run import Environment, run_tests
from autograder.grading.suite import load_suites
from autograder.mistakes import load_catalogue

mpl.use("agg")
CHAPTER = find_chapter(load_course(Path(__file__).resolve().parents[2]), "ch03")
SUITES = load_suites(CHAPTER)
CATALOGUE = load_catalogue(CHAPTER.mistakes_path)
SECRETS = (b"spring", b"autumn")
POINTS = {
    "step_function": 2, "sigmoid": 2, "relu": 2, "identity_function": 1, "matrix_layer": 3, "softmax": 8, "forward": 5,
    "linear_collapse": 2, "plot_activations": 3, "load_mnist": 5, "img_show": 1, "predict_batch": 5,
    "accuracy_of_pretrained": 4,
}  # fmt: skip
# What the plan of the course names as wrong (W) or fragile (F), exercise by exercise; int_dtype of relu is accepted.
PLANNED = {
    "step_function": "fires_at_zero bool_output scalar_only np_int_attribute",
    "sigmoid": "exp_positive missing_one overflow_nan math_exp_scalar_only integer_division",
    "relu": "np_max_reduces abs leaky mutates_input",
    "identity_function": "applies_sigmoid returns_scalar_only applies_softmax",
    "matrix_layer": "star_instead_of_dot order_swapped bias_per_row squeezes_1d",
    "softmax": "no_max_subtraction batch_axis global_max_whole_batch max_axis_no_keepdims mutates_input "
    "normalised_twice divides_by_max integer_input",
    "forward": "sigmoid_on_output missing_activation_between bias_shape_row wrong_layer_order weight_transposed",
    "linear_collapse": "c_times_3 ignores_composition_of_bias nonlinear_reasoning",
    "plot_activations": "ylim_missing step_not_dashed x_range relu_missing",
    "load_mnist": "normalize_255_missing uint8_division_wrong flatten_false_shape one_hot_shape train_test_swapped "
    "offline_failure mutates_cached",
    "img_show": "not_reshaped float_image_0_1_displayed_black normalised_cast",
    "predict_batch": "argmax_axis_missing last_batch_dropped softmax_over_axis0 "
    "accuracy_divides_by_batches unnormalised_input",
    "accuracy_of_pretrained": "one_hot_compare string_label train_set_evaluated batch_vs_loop_differ",
}


class Data(NamedTuple):
    """What suites see of a data set."""

    train_images: np.ndarray
    train_labels: np.ndarray
    test_images: np.ndarray
    test_labels: np.ndarray
    name: str


@pytest.fixture(params=SECRETS)
def run(request, monkeypatch, tmp_path):
    """Run the suite of an exercise on a catalogue entry (None: the reference), with the embedded digits."""
    monkeypatch.delenv("MNIST_DIR", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    references = References(CHAPTER)
    loader = importlib.import_module("mnist_data")
    monkeypatch.setattr(loader, "_raw", None)
    environment = Environment(references.student(), Data(*loader.read_raw(), "digits"), request.param)

    def run_suite(exercise, entry=None):
        student = references.student(entry)
        return run_tests(SUITES[exercise], lambda: student, environment)

    yield run_suite
    plt.close("all")


def of(entries, exercise):
    """The entries of one exercise."""
    return [entry for entry in entries if entry.exercise == exercise]


def failures(outcomes):
    """Ids and messages of the tests that did not pass."""
    return {outcome.test.id: (outcome.verdict.value, outcome.message) for outcome in outcomes if outcome.share < 1}


def test_points_are_those_of_the_course():
    assert {exercise: sum(test.points for test in tests) for exercise, tests in SUITES.items()} == POINTS


@pytest.mark.parametrize("exercise", POINTS)
def test_planned_mistakes_are_there(exercise):
    assert set(PLANNED[exercise].split()) <= {entry.id for entry in of(CATALOGUE.mistakes, exercise)}


@pytest.mark.parametrize("exercise", POINTS)
def test_reference_and_variants_lose_nothing(exercise, run):
    assert failures(run(exercise)[0]) == {}
    lost = {entry.id: failures(run(exercise, entry)[0]) for entry in of(CATALOGUE.variants, exercise)}
    assert lost
    assert {name: problems for name, problems in lost.items() if problems} == {}


@pytest.mark.parametrize("exercise", POINTS)
def test_mistakes_lose_points_and_are_told_apart(exercise, run):
    logs, useful = {"nothing": run(exercise)[1]}, set()
    for entry in of(CATALOGUE.mistakes, exercise):
        outcomes, log = run(exercise, entry)
        problems = failures(outcomes)
        assert problems, f"{entry.id} loses nothing"
        assert "internal-error" not in {verdict for verdict, _ in problems.values()}, entry.id
        twins = {name for name, known in logs.items() if log.agrees_with(known)} - set(entry.also)
        assert not twins, f"{entry.id} cannot be told from {twins}"
        logs[entry.id] = log
        useful |= problems.keys()
    assert useful == {test.id for test in SUITES[exercise]}, "some test is failed by no mistake"


@pytest.mark.parametrize("exercise", POINTS)
def test_suites_are_cheap(exercise, run):
    _, log = run(exercise)
    assert sum(len(calls) for calls in log._tests.values()) <= 16


def test_facts_are_plain_sentences():
    facts = [test.fact for tests in SUITES.values() for test in tests]
    assert all(fact.endswith(".") and len(fact) < 120 for fact in facts)


def test_sentences_fit_the_feedback_page():
    assert all(entry.sentence.endswith(".") and len(entry.sentence) < 140 for entry in CATALOGUE.mistakes)
