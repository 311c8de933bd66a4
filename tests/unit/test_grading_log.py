"""Logs of answers: when two programs count as alike, and which mistake is named."""

import contextlib

import numpy as np
import pytest

from autograder.grading.diagnose import Diagnoser
from autograder.grading.local import LocalStudent, References
from autograder.grading.log import CallLog, same
from autograder.grading.recording import Recording
from autograder.grading.run import Environment, run_tests
from autograder.grading.suite import load_suites
from autograder.sandbox import faults
from autograder.sandbox.figures import Figure
from tests.unit.grading_samples import HEAD, chapter, exercise


def logged(function, *args):
    """The log of one test that calls a function once, whatever comes of it."""
    log = CallLog()
    log.start("test 0")
    with contextlib.suppress(faults.StudentFault):
        Recording(LocalStudent({"f": function}), log).f(*args)
    return log


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (np.ones(3), np.ones(3) + 1e-9),
        (1.0, np.float64(1)),
        (np.array([np.nan, np.inf]), np.array([np.nan, np.inf])),
        ([1, "a", None], [1, "a", None]),
        ({"W": np.ones(2)}, {"W": np.ones(2)}),
        (np.array(["a"]), np.array(["a"])),
    ],
)
def test_alike(one, other):
    assert same(one, other)
    assert logged(lambda: one).agrees_with(logged(lambda: other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (np.ones(3), np.ones(3) + 1e-3),
        (np.ones(3), np.ones((3, 1))),
        (np.ones(3), np.ones(3, int)),
        (np.ones(3), [1.0, 1.0, 1.0]),
        ([1, 2], (1, 2)),
        (1, 1.0),
        (True, 1),
        (np.array([np.nan]), np.array([1.0])),
        (np.array([np.inf]), np.array([-np.inf])),
        (np.array([1.0]), np.array([np.inf])),
        (1.0, float("inf")),
        ({"W": 1}, {"W": 1, "b": 2}),
        (None, 0),
        (np.zeros((3, 10_000)), np.zeros((10_000, 3))),
        (np.zeros(30_000), np.append(1.0, np.zeros(29_999))),
    ],
)
def test_not_alike(one, other):
    assert not logged(lambda: one).agrees_with(logged(lambda: other))
    assert not logged(lambda: other).agrees_with(logged(lambda: one))


def raising(error):
    """A function that raises."""

    def function():
        raise error

    return function


def test_the_kind_of_exception_counts_and_its_text_does_not():
    assert logged(raising(ValueError("a"))).agrees_with(logged(raising(ValueError("b"))))
    assert not logged(raising(ValueError())).agrees_with(logged(raising(KeyError())))
    assert not logged(raising(ValueError())).agrees_with(logged(lambda: None))
    assert not logged(raising(MemoryError())).agrees_with(logged(raising(NotImplementedError())))


def test_answers_are_kept_as_they_were():
    array = np.ones(3)
    log = logged(lambda: array)
    array[:] = 9
    assert log.agrees_with(logged(lambda: np.ones(3)))


def test_changed_arguments_belong_to_the_answer():
    logs = []
    for function in (lambda x: x + 1, lambda x: x.__iadd__(1)):
        logs.append(CallLog())
        logs[-1].start("test 0")
        Recording(LocalStudent({"f": function}), logs[-1]).f.with_args(np.ones(2))
    assert not logs[0].agrees_with(logs[1])


class Drawer:
    """A student that counts its drawings."""

    def __init__(self):
        self.drawn = 0

    def figures(self, name, *args, **kwargs):
        self.drawn += 1
        return (Figure(f"{name} {self.drawn}", (), ()),)

    def set_global(self, name, value):
        """Nothing to set."""

    set_module_attr = set_global


def test_one_drawing_serves_later_tests_but_not_twice_in_one():
    student, drawn = Drawer(), []
    first, second = (Recording(student, CallLog(), drawn) for _ in range(2))
    assert first.figures("plot", np.ones(2))[0].title == "plot 1"
    assert first.figures("plot", np.ones(2))[0].title == "plot 2"
    second = Recording(student, CallLog(), drawn)
    assert second.figures("plot", np.ones(2))[0].title == "plot 1"
    assert second.figures("plot", np.ones(2))[0].title == "plot 3"
    assert Recording(student, CallLog(), drawn).figures("plot", np.zeros(2))[0].title == "plot 4"


def test_a_drawing_is_not_shown_again_after_a_name_was_set():
    student, drawn = Drawer(), []
    Recording(student, CallLog(), drawn).figures("plot")
    altered = Recording(student, CallLog(), drawn)
    altered.set_global("color", "red")
    assert altered.figures("plot")[0].title == "plot 2"
    assert Recording(student, CallLog(), drawn).figures("plot")[0].title == "plot 3"


SOLUTION = "def double(x):\n    return 2 * x\n"
MISTAKES = """
from autograder.mistakes import mistake


@mistake("double", "It is squared. Read 1.2.")
def double__squared(x):
    return x**2


@mistake("double", "It is right.")
def double__right(x):
    return x + x


@mistake("double", "It never ends. Read 1.2.")
def double__endless(x):
    while True:
        pass


@mistake("double", "It leaves. Read 1.2.")
def double__leaves(x):
    raise SystemExit
"""
SUITE = '''
@pytest.mark.points(1)
def test_a(student, rng):
    """F."""
    x = rng.normal(size=3)
    assert_close(student.double(x), 2 * x)
'''


@pytest.fixture
def named(tmp_path):
    """Ids of the mistakes that are named for a function."""
    one = chapter(tmp_path, exercise(), solution=SOLUTION, mistakes=MISTAKES)
    (tmp_path / "suites").mkdir()
    (tmp_path / "suites" / "test_double.py").write_text(HEAD + SUITE)
    suites = load_suites(one)
    environment = Environment(References(one).student(), None, b"secret")
    diagnoser = Diagnoser(one, suites, environment)

    def name(function):
        _, log = run_tests(suites["double"], lambda: LocalStudent({"double": function}), environment)
        return [mistake.id for mistake in diagnoser.match("double", log)]

    return name


def test_a_mistake_is_named_by_all_its_answers(named):
    assert named(lambda x: x * x) == ["squared"]
    assert named(lambda x: x**3) == []
    assert named(raising(ValueError())) == []


def test_right_code_is_no_mistake(named):
    assert named(lambda x: 2.0 * x) == []


def test_mistakes_that_do_not_end_or_leave_are_survived(named):
    def leaves(_):
        raise SystemExit

    def out_of_time(_):
        raise faults.OverLimit("cpu")

    assert named(leaves) == ["leaves"]
    assert named(out_of_time) == ["endless"]
