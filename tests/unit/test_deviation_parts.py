"""Whose numbers are wrong: answers taken apart, and answers to other questions left out."""

import numpy as np
import pytest

from autograder.grading.deviation import describe
from autograder.grading.local import LocalStudent
from autograder.grading.log import CallLog
from autograder.grading.recording import Recording
from tests.unit.deviation_samples import INPUTS, MATRIX, RNG, VECTOR, said


class Layer:
    """Right."""

    def __init__(self):
        self.db = None

    def forward(self, x):
        return np.tanh(x)

    def backward(self, dout):
        self.db = dout.sum(axis=0)
        self.dW = dout**2
        return dout * 3, dout * 5


def of_layer(kind):
    log = CallLog(keep_arguments=True)
    for number, given in enumerate(INPUTS):
        log.start(f"test {number}")
        layer = Recording(LocalStudent({"Layer": kind}), log).Layer()
        layer.forward(given)
        layer.backward(given)
        _ = layer.db, layer.dW
    return log


class Doubled(Layer):
    """dx of both inputs is doubled."""

    def backward(self, dout):
        return tuple(2 * part for part in super().backward(dout))


class SecondHalved(Layer):
    """Only what is returned second is wrong."""

    def backward(self, dout):
        first, second = super().backward(dout)
        return first, second / 2


class Forgets(Layer):
    """Only the attribute is wrong."""

    def backward(self, dout):
        result = super().backward(dout)
        self.db = -self.db
        return result


class TwoForget(Layer):
    """Two attributes are wrong, each in its own way."""

    def backward(self, dout):
        result = super().backward(dout)
        self.db, self.dW = -self.db, self.dW / 2
        return result


class AllNegative(Doubled):
    """Everything is wrong, and not in the same way."""

    def forward(self, x):
        return -super().forward(x)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (SecondHalved, "The values that `backward` returns second are half as large as they should be"),
        (Forgets, "The values in `db` have the wrong sign, all of them."),
        (Doubled, "The values that `backward` returns are twice too large"),
        (
            AllNegative,
            "The values that `forward` returns have the wrong sign, all of them.",
        ),
    ],
)
def test_of_a_layer_the_part_that_is_wrong_is_told(kind, words):
    told = describe(of_layer(kind), of_layer(Layer))
    assert told.startswith(words)
    assert bool(words) == bool(told)
    assert told.count("The values that") <= 1  # what is wrong later may follow from what is wrong first


def test_values_that_are_swapped():
    def three(x):
        return x + 1, x * 2, x.sum()

    def turned(x):
        first, second, third = three(x)
        return second, first, third

    assert said(turned, three, INPUTS) == "The first and the second value that `f` returns are swapped."
    assert said(turned, three, INPUTS, with_args=True) == "The first and the second value that `f` returns are swapped."
    assert "swapped" not in said(lambda x: three(x) if len(x) == 3 else turned(x), three, INPUTS)


def test_an_answer_to_another_question_is_not_compared():
    """A wrong answer makes this test ask something else; 5 x is right for it, and no multiple of what is expected."""

    def log_of(f):
        log = CallLog(keep_arguments=True)
        log.start("test")
        student = Recording(LocalStudent({"f": f}), log)
        one = student.f(MATRIX)
        student.f(MATRIX + 1 if np.array_equal(one, 5 * MATRIX) else MATRIX - 1)
        return log

    def doubled_at_first(x):
        return 10 * x if np.array_equal(x, MATRIX) else 5 * x

    assert "twice too large" in describe(log_of(doubled_at_first), log_of(lambda x: 5 * x))


def test_lists_are_compared_as_the_numbers_in_them():
    assert "wrong sign" in said(lambda x: (-x).tolist(), lambda x: x, INPUTS)
    assert "twice too large" in said(lambda x: [2.0 * one for one in x], list, [VECTOR, VECTOR + 1])
    assert not said(lambda x: ["text", *x], lambda x: x, [VECTOR])


def test_numbers_of_a_dict_are_told_by_their_names():
    def grads(x):
        return {"W": x * 3, "b": x.sum(axis=0)}

    words = said(lambda x: {**grads(x), "b": -x.sum(axis=0)}, grads, INPUTS)
    assert words == "The values that `f` returns as 'b' have the wrong sign, all of them."


def test_large_results_of_which_a_log_keeps_the_beginning():
    large = [RNG.normal(size=(200, 150)), RNG.normal(size=(150, 200))]
    assert "wrong sign" in said(np.negative, np.positive, large)
    assert not said(lambda x: -x.T, np.positive, large)


def test_small_whole_numbers_are_no_trouble():
    """A picture's 0 minus 1 is -1, not 255 and no error."""
    pictures = [np.array([[0, 3], [200, 255]], np.uint8), np.array([[7, 0], [1, 9]], np.uint8)]
    assert said(lambda x: x + np.uint8(1), lambda x: x, [pictures[1], pictures[1].T]) == (
        "Your results are too large by one, all of them."
    )
    assert not said(lambda x: x[0], lambda x: x, pictures)


def test_parts_of_parts_are_told_as_code_reaches_them():
    def data(x):
        return (x, x + 1), (x - 1, x * 3)

    words = said(lambda x: ((x, x + 1), (x - 1, -3 * x)), data, INPUTS)
    assert words == "The values that `f` returns at [1][1] have the wrong sign, all of them."


def test_the_same_question_with_other_functions_around_is_another_question():
    """A test lends another gate, so the same inputs give another answer: nothing is kept or drawn."""

    def log_of(source):
        log = CallLog(keep_arguments=True)
        log.start("test")
        names = {"gate": lambda a: 1 - a}
        exec(source, names)
        student = Recording(LocalStudent(names), log)
        student.f(np.array([1, 0]))
        student.set_global("gate", lambda a: a)
        student.f(np.array([1, 0]))
        return log

    right = "def f(a): return abs(a) + 0 * gate(a)"
    assert "two different answers" not in describe(log_of("def f(a): return gate(a) + 5"), log_of(right))


def receipt(x):
    return x.sum(), x + 1, x * 2, x - 3


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (
            lambda x: (x.sum(), x * 2, x * 2, x - 3),
            "second value that `f` returns is the one that should come third.",
        ),
        (
            lambda x: (x.sum(), x * 2, x - 3, x - 3),
            "that should come third. The third value that `f` returns is the",
        ),
        (lambda x: (x.sum(), x, x * 2, x - 3), "The values that `f` returns second are the first argument, unchanged"),
        (
            lambda x: (x.sum(), -x - 1, -x * 2, 3 - x),
            "values that `f` returns, all but the first, have the wrong sign",
        ),
        (
            lambda x: (x.sum(), -x - 1, x, x**3),
            "The values that `f` returns second have the wrong sign",
        ),
        (
            lambda x: (x.sum(), 2 * x + 2, x**3, 2 * x - 6),
            "values that `f` returns second and fourth are twice too",
        ),
    ],
)
def test_some_of_several_values(wrong, words):
    assert words in said(wrong, receipt, INPUTS)


def test_a_given_function_is_not_called_the_students():
    def log_of(f):
        log = CallLog(keep_arguments=True)
        for number, given in enumerate(INPUTS):
            log.start(f"test {number}")
            student = Recording(LocalStudent({"f": np.abs, "helper": lambda x: f(x) + 0}), log)
            student.f(given)
            student.helper(given)
        return log

    words = describe(log_of(np.negative), log_of(np.positive), {"f"})
    assert words == "The values that a given function gets from yours have the wrong sign, all of them."
    assert "`helper`" in describe(log_of(np.negative), log_of(np.positive))


def test_what_a_given_function_gets_follows_from_what_is_the_students():
    def log_of(f):
        log = CallLog(keep_arguments=True)
        for number, given in enumerate(INPUTS):
            log.start(f"test {number}")
            student = Recording(LocalStudent({"f": f, "g": np.abs, "helper": f}), log)
            student.f(given)
            student.g(given)
            student.helper(given)
        return log

    words = describe(log_of(np.negative), log_of(np.positive), {"f", "g"})
    assert words == "The values that `f` returns have the wrong sign, all of them."
