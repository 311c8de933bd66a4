"""Students who did what they could: right, wrong and unfinished work."""

from collections.abc import Callable

from autograder.demo.expected import Expected, Specimen
from autograder.demo.sheet import Sheet
from autograder.grading.result import Verdict

_WAITS = Expected(Verdict.NEEDS_REVIEW)
_WRONG = Verdict.WRONG

_OTHER_STYLE = {
    "step_function": "filled_in",
    "sigmoid": "two_branches",
    "relu": "copy_then_mask",
    "identity_function": "through_a_list",
    "matrix_layer": "loop",
    "softmax": "row_by_row",
    "forward": "loop_over_layers",
    "linear_collapse": "three_calls",
    "plot_activations": "two_figures",
    "load_mnist": "in_place_on_copies",
    "img_show": "greys_from_0_to_1",
    "predict_batch": "filled_in",
    "accuracy_of_pretrained": "in_batches",
}
_ONE_LINERS = {
    "step_function": "where",
    "sigmoid": "by_tanh",
    "relu": "clip",
    "identity_function": "copy",
    "matrix_layer": "at_operator",
    "softmax": "transposed_form",
    "forward": "inline_products",
    "linear_collapse": "power",
    "plot_activations": "legend_of_the_figure",
    "load_mnist": "times_the_reciprocal",
    "img_show": "binary",
    "predict_batch": "plain_list",
    "accuracy_of_pretrained": "imported_by_name",
}
_HALF = ("step_function", "sigmoid", "relu", "identity_function", "matrix_layer", "softmax")
HALF_DONE = Expected(Verdict.NOT_ATTEMPTED, dict.fromkeys(_HALF, Verdict.PASSED), rest=Verdict.NOT_ATTEMPTED)


def _with(**entries: str) -> Callable[[Sheet], None]:
    def change(sheet: Sheet) -> None:
        for exercise, entry in entries.items():
            sheet.answer_from_catalogue(exercise, entry)

    return change


def _mistaken(name: str, verdict: Verdict = _WRONG, **mistakes: str) -> Specimen:
    """A submission with known mistakes; exercises that build on them are right once they are replaced."""
    return Specimen(f"mistake_{name}", Expected(verdict, dict.fromkeys(mistakes, verdict), mistakes), _with(**mistakes))


def _stubs_but(*written: str) -> Callable[[Sheet], None]:
    def change(sheet: Sheet) -> None:
        for exercise in sheet.material.answers.keys() - set(written):
            sheet.untouched(exercise)

    return change


SPECIMENS = (
    Specimen("right_reference", _WAITS, lambda _: None),
    Specimen("right_other_style", _WAITS, _with(**_OTHER_STYLE)),
    Specimen("right_one_liners", _WAITS, _with(**_ONE_LINERS)),
    _mistaken("softmax_no_max_subtraction", softmax="no_max_subtraction"),
    _mistaken("softmax_batch_axis", softmax="batch_axis_0"),
    _mistaken("sigmoid_exp_positive", sigmoid="exp_positive"),
    _mistaken("matrix_layer_weight_transposed", Verdict.CRASHED, matrix_layer="weight_transposed"),
    _mistaken("load_mnist_train_test_swapped", load_mnist="train_test_swapped"),
    _mistaken("plot_without_limits", plot_activations="ylim_missing"),
    _mistaken("predict_batch_last_batch_dropped", Verdict.CRASHED, predict_batch="last_batch_dropped"),
    _mistaken(
        "several_in_one",
        relu="np_max_reduces",
        step_function="fires_at_zero",
        linear_collapse="c_times_3",
        img_show="colour_map_missing",
        load_mnist="one_hot_off_by_one",
    ),
    Specimen("half_done", HALF_DONE, _stubs_but(*_HALF)),
    Specimen("untouched_stubs", Expected(Verdict.NOT_ATTEMPTED, rest=Verdict.NOT_ATTEMPTED), _stubs_but()),
)
