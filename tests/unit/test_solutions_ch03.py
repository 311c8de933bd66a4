"""The reference of chapter 3 keeps its promises, and the lesson's visible checks agree with it."""

import importlib
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib import pyplot as plt

from autograder.course.cells import Role
from autograder.course.lesson import read_lesson
from autograder.course.solution import fill_stub, read_reference

mpl.use("agg")
ROOT = Path(__file__).resolve().parents[2]
LESSON = read_lesson(ROOT / "exercises/ch03_neural_networks.py")
REFERENCE = read_reference(ROOT / "solutions/ch03_neural_networks.py")
EXERCISES = list(LESSON.of_role(Role.STUB))
CHECKS = LESSON.of_role(Role.CHECK)


@pytest.fixture(autouse=True)
def quiet(monkeypatch, tmp_path):
    """The embedded digits, read afresh, and no windows."""
    monkeypatch.syspath_prepend(str(ROOT / "exercises/ch03_neural_networks_files"))
    monkeypatch.delenv("MNIST_DIR", raising=False)
    monkeypatch.delenv("DL_DOWNLOAD", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(importlib.import_module("mnist_data"), "_raw", None)
    monkeypatch.setattr(plt, "show", lambda: None)
    with mpl.rc_context():
        yield
    plt.close("all")


@pytest.fixture
def reference(quiet):
    return importlib.import_module("solutions.ch03_neural_networks")


def test_activations_give_the_numbers_of_the_book(reference):
    assert reference.step_function(np.array([-1.0, 0.0, 2.0])).tolist() == [0, 0, 1]
    assert reference.step_function(np.array([1.0])).dtype.kind == "i"
    np.testing.assert_allclose(
        reference.sigmoid(np.array([-1.0, 1.0, 2.0])), [0.2689414213699951, 0.7310585786300049, 0.8807970779778823]
    )
    assert reference.sigmoid(np.array([-1000, 1000])).tolist() == [0, 1]
    assert reference.relu(np.array([[-1, 0], [3, -4]])).tolist() == [[0, 0], [3, 0]]


@pytest.mark.parametrize("name", ["step_function", "sigmoid", "relu", "identity_function", "softmax"])
def test_inputs_are_left_unchanged(reference, name):
    x = np.array([[3.0, -2.0, 0.5], [1.0, 1.0, -7.0]])
    before = x.copy()
    assert getattr(reference, name)(x).shape == x.shape
    assert np.array_equal(x, before)


def test_softmax_survives_rows_of_very_different_size(reference):
    got = reference.softmax(np.array([[1001, 1000, 999], [0, 1, 0]]))
    np.testing.assert_allclose(got[0], [0.6652409557748218, 0.24472847105479764, 0.09003057317038046])
    np.testing.assert_allclose(got.sum(axis=1), 1)
    np.testing.assert_allclose(reference.softmax(np.array([0.3, 2.9, 4.0]))[2], 0.7365969137693786)


def test_forward_gives_the_fixture_of_the_course(reference):
    network = reference.init_network()
    want = [0.8324860124, -0.0411895719]
    np.testing.assert_allclose(reference.forward(network, np.array([0.8, -0.4])), want, rtol=1e-8)
    np.testing.assert_allclose(reference.forward(network, np.array([[0.8, -0.4]] * 3)), [want] * 3, rtol=1e-8)


def test_three_linear_layers_are_one(reference):
    for c in (-3, 0, 0.5):
        assert reference.linear_collapse(c) * 7 == c * (c * (c * 7))


@pytest.mark.parametrize("normalize", [True, False])
@pytest.mark.parametrize("flatten", [True, False])
@pytest.mark.parametrize("one_hot_label", [True, False])
def test_load_mnist_follows_its_switches(reference, normalize, flatten, one_hot_label):
    (train, train_labels), (test, test_labels) = reference.load_mnist(normalize, flatten, one_hot_label)
    raw = importlib.import_module("mnist_data").read_raw()
    for images, labels, raw_images, raw_labels in ((train, train_labels, *raw[:2]), (test, test_labels, *raw[2:])):
        assert images.shape[1:] == ((784,) if flatten else (1, 28, 28))
        assert images.dtype == (np.float32 if normalize else np.uint8)
        scale = 255 if normalize else 1
        np.testing.assert_allclose(images.reshape(raw_images.shape) * scale, raw_images, atol=1e-4)
        assert np.array_equal(labels.argmax(axis=1) if one_hot_label else labels, raw_labels)


def test_batches_do_not_change_the_answers(reference):
    rng = np.random.default_rng(3)
    sizes = {"W1": (6, 5), "b1": 5, "W2": (5, 4), "b2": 4, "W3": (4, 3), "b3": 3}
    network = {key: rng.normal(size=size) for key, size in sizes.items()}
    x, t = rng.normal(size=(11, 6)), rng.integers(0, 3, 11)
    whole = reference.predict(network, x).argmax(axis=1)
    for batch_size in (1, 4, 11, 100):
        assert np.array_equal(reference.predict_batch(network, x, batch_size), whole)
        assert reference.accuracy(network, x, t, batch_size) == pytest.approx(np.count_nonzero(whole == t) / 11)


def test_pretrained_network_reads_most_digits(reference):
    assert reference.accuracy_of_pretrained() > 0.9


def test_plots_show_what_the_docstrings_promise(reference):
    reference.plot_activations()
    left, right = plt.gcf().axes
    assert [line.get_linestyle() for line in left.lines] == ["--", "-"]
    assert left.get_ylim() == pytest.approx((-0.1, 1.1))
    assert right.lines[0].get_xdata()[[0, -1]] == pytest.approx([-5.0, 4.9])
    plt.figure()
    reference.img_show(np.arange(784) / 783)
    assert plt.gca().images[0].get_array().shape == (28, 28)


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
    bodies = [node for function in REFERENCE.functions.values() for node in function.body[1:]]
    lines = {REFERENCE.lines[n - 1].strip() for node in bodies for n in range(node.lineno, (node.end_lineno or 0) + 1)}
    assert not {line for line in lines & shown if len(line) > len("return x")}
