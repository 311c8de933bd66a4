"""Right except for one kind of input; not steady; right, and the input is changed."""

import contextlib

import numpy as np
import pytest

from autograder.grading.deviation import describe
from autograder.grading.local import LocalStudent
from autograder.grading.log import CallLog
from autograder.grading.recording import Recording
from autograder.sandbox.faults import StudentFault
from tests.unit.deviation_samples import INPUTS, MATRIX, RNG, VECTOR, said


@pytest.mark.parametrize(
    ("is_edge", "inputs", "part"),
    [
        (lambda x: x.ndim == 1, [MATRIX, INPUTS[1], VECTOR], "such as a single sample"),
        (lambda x: x.ndim == 2 and len(x) == 1, [MATRIX, VECTOR, MATRIX[:1]], "batch of one sample"),
        (lambda x: x.ndim == 2, [MATRIX, VECTOR, -VECTOR], "two axes or more, such as a batch"),
        (lambda x: x.ndim == 2 and len(x) > 1, [MATRIX, VECTOR, MATRIX[:1]], "several rows, such as a batch"),
        (lambda x: x.size == 0, [MATRIX, VECTOR, np.ones(0)], "empty input"),
        (lambda x: np.abs(x).max(initial=0) > 100, [MATRIX, VECTOR, np.array([1000.5, 2.25])], "numbers of large size"),
        (lambda x: x.dtype.kind == "i", [MATRIX, VECTOR, np.array([1, 2])], "arrays of whole numbers"),
        (lambda x: (x == 0).any(), [MATRIX, VECTOR, np.array([0.0, -2.5])], "holds a 0"),
        (lambda x: x[..., 0].size < 3 and x[0] == x[1], [MATRIX, VECTOR, np.array([2.5, 2.5])], "more than once"),
    ],
)
def test_edges_are_told(is_edge, inputs, part):
    def wrong(x):
        return np.abs(x) + 3.5 * x**2 * is_edge(x) + 7.25 * is_edge(x) if x.size else np.ones(int(is_edge(x)))

    words = said(wrong, np.abs, inputs)
    assert words.startswith("Your code is right except ")
    assert part in words


def test_code_that_is_not_steady():
    drawn = np.random.default_rng(0)
    twice = [[MATRIX, MATRIX], VECTOR]
    assert "two different answers" in said(lambda x: x + drawn.normal(), np.abs, twice)
    seen = []

    def remembers(x):
        seen.append(1)
        return np.abs(x) + len(seen)

    assert "the call before" in said(remembers, np.abs, twice)
    assert "two different" not in said(lambda x: x + 1.5, np.abs, twice)


def test_a_changed_input():
    def changes(x):
        x += 1
        return x - 1

    assert "changes its input" in said(changes, lambda x: x + 0, [MATRIX, VECTOR], with_args=True)


WIDE = [RNG.normal(size=(4, 3)), RNG.normal(size=(3, 5)), RNG.normal(size=4)]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (lambda x: np.exp(x)[..., ::-1], "each row is in the opposite order"),
        (lambda x: np.roll(np.exp(x), 1, axis=-1), "one place to the right"),
        (lambda x: np.roll(np.exp(x), -1, axis=-1), "one place to the left"),
        (lambda x: np.where(x < 0, 0, np.exp(x)), "right except for negative entries"),
        (lambda x: np.where(x > 0, 0, np.exp(x)), "right except for positive entries"),
    ],
)
def test_what_happens_in_the_rows(wrong, words):
    assert words in said(wrong, np.exp, WIDE)


def test_entries_that_are_wrong_here_and_there_are_of_no_kind():
    def wrong(x):
        return np.where(np.abs(x) < 0.5, 0, np.exp(x))

    assert not said(wrong, np.exp, WIDE)


def test_what_another_function_was_asked_tells_nothing():
    """Wrong for all labels; the tables, which are answered rightly, are those of another function."""

    def log_of(f):
        log = CallLog(keep_arguments=True)
        student = Recording(LocalStudent({"f": f, "g": np.exp}), log)
        for number, (name, given) in enumerate([("f", VECTOR), ("f", VECTOR + 1), ("g", MATRIX), ("g", MATRIX + 1)]):
            log.start(f"test {number}")
            getattr(student, name)(given)
        return log

    assert not describe(log_of(lambda x: np.exp(x) + x**3), log_of(np.exp))


def test_records_of_a_training_are_not_described():
    """They hold what was drawn at random, sums and numbers of steps; a factor between them is none in the code."""

    def log_of(name, f):
        log = CallLog(keep_arguments=True)
        for number, given in enumerate([VECTOR, VECTOR + 1, MATRIX]):
            log.start(f"test {number}")
            getattr(Recording(LocalStudent({name: f}), log), name)(given)
        return log

    for name, told in (("f", True), ("training_watch", False)):
        said_of = describe(log_of(name, lambda x: {"after": 2 * x}), log_of(name, lambda x: {"after": x}))
        assert ("twice too large" in said_of) == told


def test_an_argument_that_is_changed_by_less_than_answers_may_differ():
    def adds(x):
        x += 1e-9
        return np.exp(x - 1e-9)

    words = said(adds, np.exp, [np.abs(MATRIX) + 1, VECTOR + 9], with_args=True)
    assert "changes its input" in words


def test_that_nearly_all_results_are_wrong_is_no_edge():
    inputs = [np.append(RNG.normal(size=9), -1000.0) for _ in range(4)]
    assert not said(lambda x: 1 / (2 + np.exp(-x)), lambda x: 1 / (1 + np.exp(-x)), inputs)


SHAPES = [RNG.normal(size=shape) for shape in ((3, 3), (4, 4), (3, 4), (5, 2))]


def test_right_for_square_arrays_only():
    def skewed(x):
        return np.exp(x) * (1 + (x.shape[0] != x.shape[1]) * (2 + x))

    words = said(skewed, np.exp, SHAPES)
    assert words == ("Your code is right except for arrays that are not square: are two axes mixed up, or two lengths?")
    upright = said(lambda x: np.exp(x) + (x.shape[0] == x.shape[1]) * (2 + x), np.exp, SHAPES)
    assert upright == "Your code is right except for square arrays: are the axes guessed from the shape?"


def test_an_error_for_one_kind_of_input():
    def log_of(f):
        log = CallLog(keep_arguments=True)
        for number, given in enumerate([MATRIX, MATRIX + 1, VECTOR]):
            log.start(f"test {number}")
            student = Recording(LocalStudent({"f": f}), log)
            with contextlib.suppress(StudentFault):
                student.f(given)
        return log

    def total(x):
        return x.sum(axis=-1)

    words = describe(log_of(lambda x: x.sum(axis=1)), log_of(total))
    assert words == "Your code stops with an error for arrays with one axis, such as a single sample."
    assert not describe(log_of(lambda x: 2 * x.sum(axis=1)), log_of(total))


def test_what_the_call_before_was_given_counts_where_nothing_is_given():
    """Backward takes one number, and is wrong where forward saw a single sample."""

    def log_of(wrong):
        class Loss:
            def forward(self, x):
                self.x = x
                return float(x.sum())

            def backward(self, dout=1.0):
                return dout * self.x / (7 if wrong and self.x.ndim == 1 else len(np.atleast_2d(self.x)))

        log = CallLog(keep_arguments=True)
        for number, given in enumerate([MATRIX, MATRIX + 1, VECTOR, VECTOR - 2]):
            log.start(f"test {number}")
            layer = Recording(LocalStudent({"Loss": Loss}), log).Loss()
            layer.forward(given)
            layer.backward(1.0) if number % 2 else layer.backward()
        return log

    words = describe(log_of(wrong=True), log_of(wrong=False))
    assert words == "Your code is right except for arrays with one axis, such as a single sample."


def test_the_same_question_asked_again_and_again_is_one_question():
    once = np.array([2.5, 0.25, 1.0])

    def wrong(x):
        return x + (x < 0).any() * 7

    assert not said(wrong, np.abs, [once, once.copy(), once.copy(), -MATRIX, -VECTOR, MATRIX])
    above = [np.abs(RNG.normal(size=3)) for _ in range(3)]
    below = [RNG.normal(size=3) - 2 for _ in range(3)]
    words = said(lambda x: x * (1 + (x < 0).any() * (2 + x)), lambda x: x, [*above, *below])
    assert words == "Your code is right except where the input holds negative numbers."
