"""All that a hidden suite may import from this project."""

from autograder.grading.compare import (
    Failed,
    Tolerance,
    assert_close,
    assert_raises,
    assert_unchanged,
    fail,
    require,
)
from autograder.grading.gradients import assert_gradient, away_from_kinks, check_layer, numeric_gradient
from autograder.grading.objects import overwrite
from autograder.grading.probing import assert_central_differences, differences, observe
from autograder.grading.training import Setup, Training, small_training
from autograder.grading.training_watch import Watched, watch

__all__ = [
    "Failed",
    "Setup",
    "Tolerance",
    "Training",
    "Watched",
    "assert_central_differences",
    "assert_close",
    "assert_gradient",
    "assert_raises",
    "assert_unchanged",
    "away_from_kinks",
    "check_layer",
    "differences",
    "fail",
    "numeric_gradient",
    "observe",
    "overwrite",
    "require",
    "small_training",
    "watch",
]
