"""The reference of the introduction gives the worked numbers of the course, and its lesson agrees with it."""

import numpy as np
import pytest
from matplotlib import pyplot as plt

from autograder.course.loading import find_chapter, load_course
from autograder.mistakes import catalogue
from solutions import ch00_introduction as reference
from tests.unit.lesson_runs import ROOT, LessonRuns

RUNS = LessonRuns("ch00_introduction")
# What the plan of the course names as wrong (W) or fragile (F); two names of it are no Python names.
PLANNED = {
    "affine_column": "transposed_weights elementwise_product missing_bias bias_broadcast_column single_bias",
    "relu_hand_forward": "misprint_minus_11 relu_on_output relu_abs relu_missing int_dtype_kept",
    "sigmoid_forward_000": "linear_output relu_hidden sign_in_exp overflow_exp",
    "linear_output_forward_001": "sigmoid_output no_hidden_activation rounded_constants wrong_shape",
    "mean_squared_error": "half_sse sum_not_mean root signed_error unsquared_norm shape_broadcast",
    "to_one_hot": "one_based int_bool_mix axis_missing k_from_max",
    "cross_entropy_variants": "wrong_divisor log10 log2 missing_minus log_zero sum_over_axis0",
    "grad_w2_000": "sign_dL_dy missing_factor_2 missing_sigmoid_derivative uses_u2_derivative uses_001_net h1_missing",
    "grad_w1_000": "outer_transposed missing_h1_derivative w2_missing_from_chain reuses_updated_w2 1d_dot_scalar "
    "g_yu2_twice",
    "grads_001": "includes_output_sigmoid missing_factor_2 float32_digits bias_forgotten wrong_shape",
    "update_step": "plus_sign mutates_input lr_squared int_param",
    "learning_rate_walk": "plus_sign keeps_only_last recomputes_from_w0 omits_start",
    "train_two_layer_001": "uses_stale_gradient diverges bias_never_updated reports_loss_before_update_only",
    "conv_patch": "matrix_product channel_mean bias_per_channel flips_kernel",
    "pool_2d": "max_over_all overlap_wrong_stride average_divides_by_stride odd_size min_pooling_sign",
    "sigmoid_derivative_plot": "plots_f_only missing_labels range_too_narrow derivative_numeric_wrong",
    "vanishing_factor": "counts_output_layer uses_L_times_025 one_minus",
    "epoch_arithmetic": "floor_division_drops_tail swaps_epoch_iteration float_result batch_larger_than_data",
    "minibatch_indices": "with_replacement not_shuffled global_seed last_partial_batch_lost same_order_each_epoch",
}
NET = {
    "w1": np.array([[3, 1, 2], [-2, -3, -1]]),
    "b1": np.array([0, 0]),
    "w2": np.array([[3, 2]]),
    "b2": np.array([0]),
}
X, T = np.array([2, 3, 1]), np.array([20])


@pytest.fixture(autouse=True)
def quiet(monkeypatch):
    monkeypatch.setattr(plt, "show", lambda: None)
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


def test_classes_and_cross_entropy():
    y, t = np.array([[0.2, 0.5, 0.3]]), reference.to_one_hot(np.array([1]), 3)
    assert reference.predict_class(y).tolist() == [1]
    assert reference.cross_entropy_variants(y, t, "per_sample") == pytest.approx([0.6931471805599453], abs=1e-6)
    assert reference.cross_entropy_variants(y, t, "class_mean") == pytest.approx([0.23104906018664842], abs=1e-6)
    assert reference.to_one_hot(np.array([2, 0]), 4).tolist() == [[0, 0, 1, 0], [1, 0, 0, 0]]
    surely_wrong = reference.cross_entropy_variants(np.array([[1.0, 0.0]]), np.array([[0, 1]]), "batch_mean")
    assert surely_wrong == pytest.approx(16.118, abs=1e-3)


def test_gradients_of_network_000():
    w2 = reference.grad_w2_000(NET, X, T)
    np.testing.assert_allclose(w2, [[-1.721045069384615, -1.4311211138239055e-06]], rtol=1e-12)
    np.testing.assert_allclose(
        reference.grad_w1_000(NET, X, T),
        [
            [-1.7246339833879517e-04, -2.5869509750819274e-04, -8.623169916939758e-05],
            [-5.724479695226354e-06, -8.586719542839532e-06, -2.862239847613177e-06],
        ],
        rtol=1e-9,
    )
    np.testing.assert_allclose(reference.update_step(NET["w2"], w2, 0.5), [[3.8605225346923073, 2.000000715560557]])
    np.testing.assert_allclose(reference.update_step(NET["w2"], w2, 0.1), [[3.1721045069384615, 2.0000001431121115]])
    np.testing.assert_allclose(reference.update_step(NET["w2"], w2, 0.01), [[3.017210450693846, 2.0000000143112113]])


def test_gradients_of_network_001():
    got = reference.grads_001(NET, X, T)
    np.testing.assert_allclose(got["w2"], [[-33.99952903245807, -2.8272033501027256e-05]], rtol=1e-12)
    np.testing.assert_allclose(got["b2"], [-34.00009688241897], rtol=1e-12)
    np.testing.assert_allclose(got["b1"], [-1.7035214310084543e-03, -5.6544019984078004e-05], rtol=1e-12)
    np.testing.assert_allclose(
        got["w1"],
        [
            [-3.4070428620169087e-03, -5.1105642930253633e-03, -1.7035214310084543e-03],
            [-1.130880399681581e-04, -1.6963205995223401e-04, -5.6544019984078004e-05],
        ],
        rtol=1e-12,
    )


@pytest.mark.parametrize("name", list(NET))
def test_gradients_agree_with_tiny_steps(name):
    rng = np.random.default_rng(4)
    net = {key: rng.normal(size=array.shape) for key, array in NET.items()}
    x, t, h = rng.normal(size=3), rng.normal(size=1), 1e-5
    for forward, gradients in [
        (reference.sigmoid_forward_000, {"w1": reference.grad_w1_000, "w2": reference.grad_w2_000}),
        (reference.linear_output_forward_001, dict.fromkeys(NET, lambda *a: reference.grads_001(*a)[name])),
    ]:
        if name not in gradients:
            continue
        numeric = np.zeros(net[name].shape)
        for at in np.ndindex(numeric.shape):
            step = np.zeros(numeric.shape)
            step[at] = h
            up, down = ((t - forward(net | {name: net[name] + sign * step}, x))[0] ** 2 for sign in (1, -1))
            numeric[at] = (up - down) / (2 * h)
        np.testing.assert_allclose(gradients[name](net, x, t), numeric, rtol=1e-6, atol=1e-8)


def test_walks():
    assert reference.learning_rate_walk(3, [3, -1], 0.5) == [3, 1.5, 2]
    assert reference.learning_rate_walk(4, [5, -2], 0.5) == [4, 1.5, 2.5]


@pytest.mark.parametrize(("lr", "first"), [(0.3, 7), (0.25, 1), (0.2, 7), (0.1, 20), (0.05, 44), (0.01, 239)])
def test_training_reaches_a_millionth_when_the_course_says(lr, first):
    losses = np.array(reference.train_two_layer_001(NET, X, T, lr, first)[1])
    assert losses[0] == pytest.approx(289.0016470034691)
    assert np.argmax(losses < 1e-6) == first


def test_training_with_too_large_steps():
    assert reference.train_two_layer_001(NET, X, T, 0.5, 2)[1] == pytest.approx(
        [289.0016, 288.9825, 288.9636], abs=1e-4
    )
    assert reference.train_two_layer_001(NET, X, T, 1.0, 2)[1] == pytest.approx([289, 2601, 23407], rel=1e-3)
    assert reference.train_two_layer_001(NET, X, T, reference.good_learning_rate(), 100)[1][-1] < 1e-6


def test_convolution_and_pooling():
    patch = np.array([[[0, 0, 0], [0, 0, 1], [0, 2, 0]]])
    kernel = np.array([[[1, 1, -1], [0, -1, 0], [1, -1, -1]]])
    assert reference.conv_patch(patch, kernel, 0) == -2
    x = np.arange(35).reshape(5, 7)
    assert reference.pool_2d(x, 2, 2, "max").tolist() == [[8, 10, 12], [22, 24, 26]]
    assert reference.pool_2d(-x, 3, 2, "average").tolist() == [[-8, -10, -12], [-22, -24, -26]]


def test_counting():
    assert [reference.vanishing_factor(L) for L in (1, 2, 3, 5)] == [0.25, 0.0625, 0.015625, 9.765625e-04]
    assert reference.vanishing_factor(10) == 9.5367431640625e-07
    assert reference.epoch_arithmetic(100, 10, 5) == (10, 50)
    assert reference.epoch_arithmetic(100, 100, 3) == (1, 3)
    assert reference.epoch_arithmetic(105, 10, 1) == (11, 11)
    assert reference.epoch_arithmetic(5, 10, 2) == (1, 2)


def test_batches_of_an_epoch():
    rng = np.random.default_rng(2)
    epochs = [reference.minibatch_indices(23, 5, rng) for _ in range(2)]
    for batches in epochs:
        assert [len(batch) for batch in batches] == [5, 5, 5, 5, 3]
        assert sorted(np.concatenate(batches)) == list(range(23))
    assert not np.array_equal(epochs[0][0], epochs[1][0])


def test_derivative_plot():
    reference.sigmoid_derivative_plot()
    lines = plt.gca().lines
    assert [line.get_label() for line in lines] == ["f", "1-f", "f(1-f)"]
    assert lines[2].get_ydata().max() == 0.25


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
    assert {line for line in RUNS.shown_lines_of_bodies() if len(line) > len("return x")} == set()


@pytest.mark.parametrize("exercise", PLANNED)
def test_planned_mistakes_are_there(exercise):
    known = {entry.id for entry in catalogue(RUNS.slug).mistakes if entry.exercise == exercise}
    assert set(PLANNED[exercise].split()) <= known


def test_visible_checks_see_every_known_mistake_and_refuse_no_variant():
    known = catalogue(RUNS.slug)
    assert [f"{entry.exercise}/{entry.id}" for entry, said in RUNS.said_of(known.mistakes) if said is None] == []
    assert {entry.id: said for entry, said in RUNS.said_of(known.variants) if said is not None} == {}


def test_points_are_those_of_the_course():
    chapter = find_chapter(load_course(ROOT), RUNS.slug)
    assert (len(chapter.exercises), sum(exercise.points for exercise in chapter.exercises)) == (20, 77)
