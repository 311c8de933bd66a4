"""What is said of a training, made up here, that did not reach its goals."""

import numpy as np
import pytest

from autograder.grading.calibration import failure_rate, t_tail
from autograder.grading.training_words import Course, diagnosis

START = {"W1": np.full((4, 3), 0.01), "b1": np.zeros(3)}
MOVED = {"W1": np.arange(12.0).reshape(4, 3), "b1": np.ones(3)}
ALIKE = {"W1": np.full((4, 3), 0.5), "b1": np.ones(3)}


def course(losses, tests, decoys=0.1, first=START, last=MOVED, *, exchanged=False):
    made = Course(first, exchanged=exchanged)
    for chunk, test in zip(np.array_split(np.asarray(losses, float), len(tests)), tests, strict=True):
        made.add(chunk, last, 0.1)
        made.evaluated(test=test, train=test, decoys=decoys)
    return made


FALLING = np.linspace(2.3, 1.0, 200)


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (course(FALLING, [0.1], last=START), "the same after the training as before"),
        (course([2.3, np.inf, 1.0], [0.1]), "from iteration 1 on the numbers are not finite"),
        (course(FALLING, [0.1], decoys=0.8), "learned the test images"),
        (course(np.linspace(2.3, 9, 200), [0.1]), "the loss rises"),
        (course(np.linspace(8, 3, 200), [0.6]), "are the first weights small enough"),
        (course(FALLING, [0.6], first={"W1": np.array([[2.0, -2.0]])}), "are the first weights small enough"),
        (course(np.geomspace(2.3, 0.01, 500), [0.6]), "the same batch each time"),
        (course(np.full(200, 2.3), [0.1]), "the loss hardly falls: does each input come with its own label"),
        (
            course(np.full(200, 2.3), [0.1], last=MOVED | {"b1": START["b1"]}),
            "hardly falls, and b1 is the same as before",
        ),
        (course(np.full(200, 2.3), [0.1], last=ALIKE), "hardly falls, and all hidden neurons are alike"),
        (course(np.full(200, 2.3), [0.1], exchanged=True), "hardly falls: params holds new arrays now"),
        (course(FALLING, [0.6], exchanged=True), "learns, but slowly"),
        (course(np.geomspace(2.3, 1.5, 200), [0.8], last=MOVED | {"b1": START["b1"]}), "; b1 is the same as before"),
        (course(np.linspace(2.3, 2.27, 200), [0.47]), "learns, but slowly"),
        (course(np.linspace(2.3, 2.2, 200), [0.55]), "learns, but slowly"),
        (course(np.geomspace(2.3, 1.5, 200), [0.8]), "is softmax applied twice"),
        (course(FALLING, [0.6]), "learns, but slowly"),
    ],
)
def test_each_cause_has_its_words(made, words):
    sentence = diagnosis(made, (0.5, 0.9))
    assert words in sentence
    assert f"after {made.done} iterations it names {made.best:.1%} of new images rightly, 90.0%" in sentence


def test_a_training_without_progress_is_hopeless():
    tests = [0.2, 0.5, 0.5, 0.501, 0.5, 0.5, 0.5]
    assert course(FALLING, tests).is_hopeless
    assert not course(FALLING, [*tests[:-1], 0.6]).is_hopeless
    assert not course(FALLING, tests[:5]).is_hopeless
    assert course(FALLING, [0.2], last=START).is_hopeless


def test_tail_of_students_t():
    """Against printed tables."""
    assert t_tail(1.729, 19) == pytest.approx(0.05, abs=1e-4)
    assert t_tail(3.579, 19) == pytest.approx(0.001, rel=2e-3)
    assert t_tail(-1.729, 19) == pytest.approx(0.95, abs=1e-4)
    assert failure_rate([0.9, 0.91, 0.92], 0.91) == pytest.approx(0.5)
