"""What is said where no single known mistake explains the answers: two together, a part, or a relation in words."""

import numpy as np
import pytest

from autograder.grading import evidence
from autograder.grading.deviation import describe
from autograder.grading.diagnose import Diagnoser
from autograder.grading.evidence import Evidence
from autograder.grading.local import LocalStudent, References
from autograder.grading.log import CallLog
from autograder.grading.recording import Recording
from autograder.grading.relations import RELATIONS
from autograder.grading.run import Environment, run_tests
from autograder.grading.suite import load_suites
from autograder.mistakes import Mistake, load_catalogue
from autograder.mistakes.alter import ReferenceText
from autograder.mistakes.combine import combined
from tests.unit.grading_samples import HEAD, chapter, exercise

RNG = np.random.default_rng(3)
MATRIX, VECTOR = RNG.normal(size=(4, 3)), RNG.normal(size=5)


def asked(function, inputs, *, keep=False, with_args=False):
    """The log of a function that is asked for several inputs, each a test."""
    log = CallLog(keep_arguments=keep)
    for number, given in enumerate(inputs):
        log.start(f"test {number}")
        student = Recording(LocalStudent({"f": function}), log)
        for args in given if isinstance(given, list) else [given]:
            call = student.f.with_args if with_args else student.f
            call(*args) if isinstance(args, tuple) else call(args)
    return log


def said(wrong, right, inputs, **options):
    return describe(asked(wrong, inputs, **options), asked(right, inputs, keep=True, **options))


def mean(x):
    return np.asarray(x).mean(axis=0)


INPUTS = [MATRIX, RNG.normal(size=(6, 2)), RNG.normal(size=(3, 5))]


@pytest.mark.parametrize(
    ("wrong", "right", "part"),
    [
        (lambda x: -np.exp(x), np.exp, "wrong sign"),
        (lambda x: 2 * np.exp(x), np.exp, "twice too large"),
        (lambda x: np.exp(x) / 2, np.exp, "half as large"),
        (lambda x: x.sum(axis=0), mean, "N times too large"),
        (lambda x: mean(x) / len(x), mean, "N times too small"),
        (lambda x: mean(x) / x.shape[1], mean, "too small by the number of columns"),
        (lambda x: np.exp(x).T, np.exp, "transposed"),
        (lambda x: np.exp(x)[::-1], np.exp, "opposite order"),
        (lambda x: np.roll(np.exp(x), 1, axis=0), np.exp, "one place too late"),
        (lambda x: np.roll(np.exp(x), -1, axis=0), np.exp, "one place too early"),
        (lambda x: x.sum(axis=1), lambda x: x.sum(axis=0), "wrong axis"),
        (lambda x: np.exp(x) / np.exp(x).sum(0), lambda x: np.exp(x) / np.exp(x).sum(1, keepdims=True), "wrong axis"),
        (lambda x: np.exp(x) * (1 + 3e-5), np.exp, "a few digits only"),
        (lambda x: np.round(np.exp(x), 2), np.exp, "are rounded"),
        (lambda x: x > 0, lambda x: (x > 0).astype(int), "truth values"),
        (lambda x: (x > 0).astype(float), lambda x: (x > 0).astype(int), "decimals (float)"),
        (lambda x: (x > 0).astype(int), lambda x: (x > 0).astype(float), "whole numbers (int)"),
        (lambda x: (x > 0).astype(int) + 1, lambda x: (x > 0).astype(int), "too large by one"),
        (lambda x: np.roll(np.exp(x), 2, axis=None), np.exp, "in other places"),
        (lambda x: np.sort(np.exp(x), axis=None).reshape(x.shape), np.exp, "sorted by size"),
        (lambda x: 3 * np.exp(x), np.exp, "one and the same factor"),
        (lambda x: np.exp(x) - 0.25, np.exp, "one and the same amount"),
        (lambda x: len(x) * 5 + np.exp(x), np.exp, "the same amounts in every row"),
        (lambda x: len(x) * x + np.exp(x), np.exp, ""),
        (lambda x: np.full(x.shape, 7.0), lambda x: np.full(x.shape, 3.0), ""),
        (lambda x: np.exp(x) + RNG.normal(size=x.shape), np.exp, ""),
        (lambda x: 2 * np.exp(x) if len(x) > 3 else np.exp(x), np.exp, ""),
        (lambda x: "text", np.exp, ""),
    ],
)
def test_a_relation_is_told_if_it_holds_for_all_calls(wrong, right, part):
    words = said(wrong, right, INPUTS)
    assert part in words
    assert bool(part) == bool(words)


@pytest.mark.parametrize(
    ("wrong", "right", "kinds"),
    [
        (lambda x: x > 0, lambda x: np.maximum(x, 0), ("truth values (bool)", "decimals (float)")),
        (lambda x: x.astype(int), lambda x: np.maximum(x, 0), ("whole numbers (int)", "decimals (float)")),
        (lambda x: x.sum() > 0, lambda x: x.sum(), ("truth values (bool)", "decimals (float)")),
        (lambda x: 7 * len(x), lambda x: x.sum(), ()),
        (lambda x: x / 3, lambda x: (x > 0).astype(int), ()),
        (lambda x: x / 3 if len(x) > 3 else x > 0, lambda x: np.maximum(x, 0), ()),
    ],
)
def test_another_kind_of_numbers_is_told_before_anything_else(wrong, right, kinds):
    """The negative entries are right, and yet no test can pass."""
    words = said(wrong, right, INPUTS)
    assert "right except" not in words
    assert bool(words) == bool(kinds)
    assert all(kind in words for kind in kinds)


def probabilities(x):
    weights = np.exp(x)
    return weights / weights.sum(axis=-1, keepdims=True)


MIXED = [*INPUTS, RNG.normal(size=(1, 4)), RNG.normal(size=5), RNG.normal(size=(2, 3))]


@pytest.mark.parametrize(
    ("wrong", "right", "part"),
    [
        (lambda x: probabilities(x.astype(np.float16)), probabilities, "half precision: use float64"),
        (lambda x: probabilities(x).astype(np.float16), probabilities, "half precision: use float64"),
        (lambda x: probabilities(x) / len(x), probabilities, "divided by the len of the first argument"),
        (lambda x: probabilities(x) * len(x), probabilities, "times the len of the first argument"),
        (lambda x: np.exp(x) / x.size, np.exp, "divided by the number of entries of the first argument"),
        (lambda x: np.exp(x) * x.size, np.exp, "times the number of entries of the first argument"),
        (lambda x: x**2, lambda x: x, "squares of the right ones"),
        (np.abs, lambda x: x, "never a minus"),
        (lambda x: np.sqrt(x**2), lambda x: x, "never a minus"),
        (np.abs, lambda x: x**2, "square roots of the right ones"),
        (lambda x: np.roll(np.exp(x), 1, axis=0), np.exp, "each stands one place too late"),
        (lambda x: np.roll(np.exp(x), -1, axis=0), np.exp, "each stands one place too early"),
        (lambda x: np.roll(np.exp(x), 1), np.exp, "one place to the right"),
        (lambda x: np.roll(np.exp(x), 1, axis=-1) * (1 + (x == x.max())), np.exp, ""),
        (np.sort, lambda x: x, "sorted by size"),
        (lambda x: -np.sort(-x), lambda x: x, "sorted by size"),
        (lambda x: np.sort(x, axis=0), lambda x: x, "sorted by size"),
        (lambda x: x.ravel()[:, None], lambda x: x, "in another shape"),
        (lambda x: np.minimum(x, 0.4), lambda x: x, "should be larger than a certain bound"),
        (lambda x: np.maximum(x, -0.4), lambda x: x, "should be smaller than a certain bound"),
        (lambda x: np.clip(x, -0.4, 0.4), lambda x: x, "cut off on both sides"),
        (lambda x: np.maximum(x, 0), lambda x: x, "0 wherever they should be negative"),
        (lambda x: np.clip(x, -0.4, 0.4) + 0.1 * (x > 1), lambda x: x, ""),
        (np.exp, probabilities, "right proportions in each row"),
        (lambda x: probabilities(x) * (1 + np.abs(x)), probabilities, ""),
        (lambda x: 2.718**x, np.exp, "within one per cent"),
        (lambda x: 2.6**x, np.exp, ""),
        (lambda x: x + np.arange(x.shape[-1]) + 1, lambda x: x, "the same amounts in every row"),
        (lambda x: x + np.arange(len(x))[(...,) + (None,) * (x.ndim - 1)] + 1, lambda x: x, ""),
        (
            lambda x: (x > 0).astype(float) if len(x) == 4 else x > 0,
            lambda x: (x > 0).astype(int),
            "not always of the kind",
        ),
    ],
)
def test_a_relation_also_holds_for_one_sample_and_for_batches_of_one(wrong, right, part):
    words = said(wrong, right, MIXED)
    assert part in words
    assert bool(part) == bool(words)


def test_of_one_number_nothing_is_said():
    """One number is always some multiple of another, some root, or rounded."""
    assert not said(lambda x: x.size * 2.0, lambda x: 3.0, INPUTS)


def test_every_relation_says_whose_numbers_it_is_about():
    assert [words for _, words in RELATIONS if "{who} " not in words] == []


class Layer:
    """Right."""

    def __init__(self):
        self.db = None

    def forward(self, x):
        return np.tanh(x)

    def backward(self, dout):
        self.db = dout.sum(axis=0)
        return dout * 3, dout * 5


def of_layer(kind):
    log = CallLog(keep_arguments=True)
    for number, given in enumerate(INPUTS):
        log.start(f"test {number}")
        layer = Recording(LocalStudent({"Layer": kind}), log).Layer()
        layer.forward(given)
        layer.backward(given)
        _ = layer.db
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
        (AllNegative, ""),
    ],
)
def test_of_a_layer_the_part_that_is_wrong_is_told(kind, words):
    told = describe(of_layer(kind), of_layer(Layer))
    assert told.startswith(words)
    assert bool(words) == bool(told)


def line(x, w, b):
    return x * w + b


LINES = [(MATRIX, 3.25, 0.5), (VECTOR, 0.75, -1.5), (MATRIX + 1, -2.0, 0.25)]


@pytest.mark.parametrize(
    ("wrong", "right", "part"),
    [
        (lambda x, w, b: x * w, line, "right with the third argument added"),
        (lambda x, w, b: x * w + 2 * b, line, "right with the third argument subtracted"),
        (lambda x, w, b: x, lambda x, w, b: x * w, "right multiplied by the second argument"),
        (lambda x, w, b: x * w * w, lambda x, w, b: x * w, "right divided by the second argument"),
        (lambda x, w, b: x * w - b * x, line, ""),
        (lambda x, w, b: 0 * x, line, "are 0, all of them"),
        (lambda x, w, b: 100 * (x > 0).mean(), lambda x, w, b: (x > 0).mean(), "a hundred times too large"),
        (lambda x, w, b: 100 * line(x, w, b), line, "one and the same factor"),
        (lambda x, w, b: int(x.sum()), lambda x, w, b: x.sum(), "cut down to whole numbers"),
        (lambda x, w, b: x // 1, lambda x, w, b: x, "cut down to whole numbers"),
        (lambda x, w, b: np.rint(x), lambda x, w, b: x, "are rounded"),
        (lambda x, w, b: (x // 1).astype(int), lambda x, w, b: x, "cut down to whole numbers"),
    ],
)
def test_an_argument_that_is_left_out_or_taken_twice(wrong, right, part):
    words = said(wrong, right, LINES)
    assert part in words
    assert bool(part) == bool(words)


@pytest.mark.parametrize(
    ("wrong", "part"),
    [
        (lambda x: 1 if x.sum() > 0 else -1, "right except where they should be 0."),
        (lambda x: 7 * int(x.sum() > 0), ""),
        (lambda x: int(x.sum() > 0) - (-1 < x.sum() < 0), ""),
    ],
)
def test_results_that_are_wrong_wherever_they_should_be_the_same(wrong, part):
    numbers = np.random.default_rng(8).normal(size=(9, 3))
    words = said(wrong, lambda x: int(x.sum() > 0), list(numbers))
    assert part in words
    assert ("right except" in words) == bool(part)


def test_answers_that_are_wrong_wherever_they_should_be_false():
    numbers = list(np.random.default_rng(8).normal(size=(9, 3)))
    words = said(lambda x: np.ones(2, bool), lambda x: np.array([x.sum() > 0, x[0] > 0]), numbers)
    assert words == "Your results are right except where they should be False."


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


def test_a_claim_that_fails_once_is_not_made():
    def nearly(x):
        return 2 * np.exp(x) if x.shape != (3, 5) else 3 * np.exp(x) + x

    assert "twice" in said(nearly, np.exp, INPUTS[:2])
    assert said(nearly, np.exp, INPUTS) == ""


def test_right_code_is_described_by_nothing():
    assert said(np.exp, np.exp, INPUTS) == ""


@pytest.mark.parametrize(
    ("is_edge", "inputs", "part"),
    [
        (lambda x: x.ndim == 1, [MATRIX, INPUTS[1], VECTOR], "such as a single sample"),
        (lambda x: x.ndim == 2 and len(x) == 1, [MATRIX, VECTOR, MATRIX[:1]], "batch of one sample"),
        (lambda x: x.ndim == 2, [MATRIX, VECTOR, -VECTOR], "such as a batch"),
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


SOLUTION = """
def scaled(x, factor, offset):
    total = x * factor
    moved = total + offset
    return moved
"""
MISTAKES = """
from autograder.mistakes import altered, mistake

ALTERED = [
    altered("scaled", "divides", "It divides. Read 1.2.", ("x * factor", "x / factor")),
    altered("scaled", "minus", "Minus. Read 1.2.", ("+ offset", "- offset")),
    altered("scaled", "sum", "It sums. Read 1.2.", ("return moved", "return moved.sum()")),
]


@mistake("scaled", "It stops at large ones. Read 1.2.")
def scaled__clips(a, factor, offset):
    total = a * factor
    moved = total + offset
    return moved.clip(-50, 50)


@mistake("scaled", "It returns nothing. Read 1.2.")
def scaled__none(x, factor, offset):
    return None
"""
SUITE = '''
@pytest.mark.points(1)
def test_both(student, rng):
    """F."""
    x = rng.normal(size=3)
    assert_close(student.scaled(x, 2.5, 1.0), x * 2.5 + 1)


@pytest.mark.points(1)
def test_without_offset(student, rng):
    """F."""
    x = rng.normal(size=3)
    assert_close(student.scaled(x, 2.5, 0.0), x * 2.5)


@pytest.mark.points(1)
def test_large(student, rng):
    """F."""
    x = 100 + rng.normal(size=3)
    assert_close(student.scaled(x, 1.0, 0.0), x)
'''


@pytest.fixture
def diagnosed(tmp_path):
    """What is found for a function."""
    one = chapter(tmp_path, exercise("scaled", points=3.0), solution=SOLUTION, mistakes=MISTAKES)
    (tmp_path / "suites").mkdir()
    (tmp_path / "suites" / "test_scaled.py").write_text(HEAD + SUITE)
    suites = load_suites(one)
    environment = Environment(References(one).student(), None, b"secret")
    diagnoser = Diagnoser(one, suites, environment)

    def look(function):
        _, log = run_tests(suites["scaled"], lambda: LocalStudent({"scaled": function}), environment)
        return diagnoser.diagnose("scaled", log)

    return look


def names(found):
    return sorted(mistake.id for mistake in found.mistakes)


def test_one_mistake_is_named_alone(diagnosed):
    found = diagnosed(lambda x, factor, offset: x / factor + offset)
    assert (names(found), found.partly, found.deviation) == (["divides"], False, "")


@pytest.mark.parametrize(
    ("function", "both"),
    [
        (lambda x, factor, offset: x / factor - offset, ["divides", "minus"]),
        (lambda x, factor, offset: (x / factor + offset).sum(), ["divides", "sum"]),
        (lambda x, factor, offset: (x * factor - offset).clip(-50, 50), ["clips", "minus"]),
    ],
)
def test_two_mistakes_are_named_together(diagnosed, function, both):
    found = diagnosed(function)
    assert (names(found), found.partly) == (both, False)


STEPS = """
from autograder.mistakes import mistake


@mistake("step", "It cuts.")
def step__cuts(w, g, lr):
    stepped = w.copy()
    stepped[...] = w - lr * g
    return stepped


@mistake("step", "Twice.")
def step__squared(w, g, lr):
    return w - lr**2 * g


@mistake("step", "Uphill.")
def step__uphill(w, g, lr):
    return w + lr * g
"""


def test_a_program_in_which_a_mistake_never_happens_is_none_of_two(tmp_path):
    reference, entries = tmp_path / "reference.py", tmp_path / "mistakes.py"
    reference.write_text('"""R."""\n\n\ndef step(w, g, lr):\n    stepped = w - lr * g\n    return stepped\n')
    entries.write_text(STEPS)
    cuts, squared, uphill = load_catalogue(entries, reference).mistakes
    text = ReferenceText(reference)
    assert combined(text, cuts, squared) is None  # words of both fit together to "return w.copy()" and more behind it
    both = combined(text, squared, uphill)
    assert both is None or "return" in both.source.splitlines()[-1]


def test_a_mistake_that_explains_whole_tests_is_a_part(diagnosed):
    found = diagnosed(lambda x, factor, offset: (x * factor + 3.25 * offset).clip(-50, 50))
    assert (names(found), found.partly) == (["clips"], True)


def test_nothing_is_named_for_other_code(diagnosed):
    found = diagnosed(lambda x, factor, offset: 2 * (x * factor + offset))
    assert (names(found), found.deviation) == ([], "Your results are twice too large, all of them.")
    assert diagnosed(lambda x, factor, offset: x**3).mistakes == ()


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


def test_one_sample_is_not_divided_by_a_number_of_samples():
    """The first argument has one axis, so it is one sample, and not as many as the weights have rows."""
    inputs = [(RNG.normal(size=3), RNG.normal(size=(3, 2))), (RNG.normal(size=4), RNG.normal(size=(4, 5)))]
    words = said(lambda x, w: np.dot(x, w) / len(x), np.dot, inputs)
    assert words == "Your results are the right ones divided by the len of the first argument: leave that out."


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


def test_an_argument_that_is_changed_by_less_than_answers_may_differ():
    def adds(x):
        x += 1e-9
        return np.exp(x - 1e-9)

    words = said(adds, np.exp, [np.abs(MATRIX) + 1, VECTOR + 9], with_args=True)
    assert "changes its input" in words


def log_of(**tests):
    """A log with the answer of one call for each test."""
    log = CallLog()
    for test, answer in tests.items():
        log.start(test)
        log.add("f", answer)
    return log


@pytest.mark.parametrize(("ending", "named"), [(("raised", "TypeError"), 0), (7.0, 2)])
def test_two_mistakes_are_not_named_for_the_same_exception_alone(ending, named):
    one, other = (Mistake(name, "f", "f", "", sentence="It is.", also=()) for name in ("one", "other"))
    both = log_of(a=ending, b=ending)
    known = Evidence(log_of(a=1.0, b=1.0), [(one, log_of(a=2.0, b=3.0)), (other, log_of(a=4.0, b=5.0))])
    assert len(known.together(both, lambda *_: both)) == named


def test_what_single_answers_speak_for_is_tried_first(monkeypatch):
    """Each test answers with everything at once, so every pair has to be tried, and there are too many of them."""
    monkeypatch.setattr(evidence, "_MAX_TRIES", 1)
    right = {"steps": 1.0, "losses": 2.0, "rows": 3.0}
    listed = {"alpha": "rows", "beta": "steps", "gamma": "losses", "delta": "rows"}
    values = {"alpha": 4.0, "beta": 5.0, "gamma": 6.0, "delta": 7.0}
    mistakes = [
        (Mistake(name, "f", "f", "", sentence="It is.", also=()), log_of(a={**right, key: values[name]}))
        for name, key in listed.items()
    ]
    both = log_of(a={**right, "losses": 6.0, "rows": 7.0})
    tried = []

    def attempt(one, other, _):
        tried.append({one.id, other.id})
        return both

    found = Evidence(log_of(a=right), mistakes).together(both, attempt)
    assert tried == [{"gamma", "delta"}]
    assert {mistake.id for mistake in found} == {"gamma", "delta"}


def test_small_whole_numbers_are_no_trouble():
    """A picture's 0 minus 1 is -1, not 255 and no error."""
    pictures = [np.array([[0, 3], [200, 255]], np.uint8), np.array([[7, 0], [1, 9]], np.uint8)]
    assert said(lambda x: x + np.uint8(1), lambda x: x, [pictures[1], pictures[1].T]) == (
        "Your results are too large by one, all of them."
    )
    assert not said(lambda x: x[0], lambda x: x, pictures)


def test_of_numbers_that_are_typed_in_nothing_is_said():
    """[0.1, 0.0, 0.3] for [0.1, 0.0, -0.3] is a slip of a finger, and no abs."""
    weights = np.array([[0.1, 0.0, -0.3], [0.2, 0.4, -0.5]])
    assert said(lambda _: np.abs(weights), lambda _: weights, INPUTS)
    assert not said(lambda: np.abs(weights), lambda: weights, [(), ()])


def test_of_few_numbers_no_order_is_told():
    pairs = [np.array([1.5, 0.5]), np.array([2.5, 0.25])]
    assert not said(lambda x: np.sort(x), lambda x: x, pairs)  # noqa: PLW0108  # a ufunc has no name to be called by
    assert said(lambda x: -x, lambda x: x, pairs)


def test_parts_of_parts_are_told_as_code_reaches_them():
    def data(x):
        return (x, x + 1), (x - 1, x * 3)

    words = said(lambda x: ((x, x + 1), (x - 1, -3 * x)), data, INPUTS)
    assert words == "The values that `f` returns at [1][1] have the wrong sign, all of them."


def test_that_nearly_all_results_are_wrong_is_no_edge():
    inputs = [np.append(RNG.normal(size=9), -1000.0) for _ in range(4)]
    assert not said(lambda x: 1 / (2 + np.exp(-x)), lambda x: 1 / (1 + np.exp(-x)), inputs)


def test_a_kind_that_may_be_allowed_is_not_blamed_for_wrong_values():
    """Rows of 1.0 and 0.0 are accepted where the reference gives 1 and 0; it is the second value that is wrong."""

    def right(x):
        return (x > 0).astype(int), x.sum(axis=0)

    words = said(lambda x: ((x > 0).astype(float), -x.sum(axis=0)), right, INPUTS)
    assert words == "The values that `f` returns second have the wrong sign, all of them."
    assert "decimals (float)" in said(lambda x: ((x > 0).astype(float), x.sum(axis=0)), right, INPUTS)


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


def test_ones_and_zeros_are_no_factors():
    bits = [(1, 0), (0, 1), (1, 1), (0, 0)]
    assert "argument" not in said(
        lambda a, b: int(a and b), lambda a, b: int(b == 1) + 2 * int(a == 1 and b == 0), bits
    )
    assert "argument" not in said(lambda a, b: a * (a != b), lambda a, b: int(a != b), bits)


def test_empty_and_false_are_not_called_zero():
    wants = [np.array([True, False]), np.array([False, True, True])]
    assert said(lambda x: [], lambda x: x, wants) == "Your results are empty, all of them: is anything ever put in?"
    assert "are False, all of them" in said(lambda x: x & ~x, lambda x: x, wants)
