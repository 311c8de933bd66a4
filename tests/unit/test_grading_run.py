"""Running hidden tests: whose fault a failure is, fresh inputs that repeat, and that nothing is left behind."""
# ruff: noqa: NPY002  (the legacy global state is what one test is about)

import logging
import time
import warnings

import numpy as np
import pytest

from autograder.errors import SandboxError
from autograder.grading.local import LocalStudent
from autograder.grading.run import Environment, generator, run_tests
from autograder.sandbox import faults
from tests.unit.grading_samples import run, suite


@pytest.fixture
def judge(tmp_path):
    """Verdict and message of one test with this body, for two namespaces."""

    def judge_body(body, student=None, reference=None):
        text = f'@pytest.mark.points(1)\ndef test_a(student, reference, rng):\n    """F."""\n    {body}\n'
        (outcome,) = run(suite(tmp_path, text), student, reference)
        return str(outcome.verdict), outcome.message

    return judge_body


def raising(error):
    """A function that raises."""

    def function(*_):
        raise error

    return function


@pytest.mark.parametrize(
    ("body", "verdict", "message"),
    [
        ("assert_close(student.double(3), 6)", "passed", ""),
        ("assert_close(student.double(3), 7)", "wrong", "the result has the wrong value"),
        ("assert student.double(3) == 7", "wrong", ""),
        ("pytest.fail('student.double(3) is not 7')", "wrong", ""),
        ("require(False, 'Two lines are missing.')", "wrong", "Two lines are missing."),
        ("fail('No.')", "wrong", "No."),
    ],
)
def test_right_and_wrong(judge, body, verdict, message):
    assert judge(body, {"double": lambda x: 2 * x}) == (verdict, message)


@pytest.mark.parametrize(
    ("error", "verdict", "words"),
    [
        (ValueError("secret input 3.14"), "crashed", "your code raises ValueError"),
        (type("Input314", (KeyError,), {})(), "crashed", "your code raises KeyError"),
        (AssertionError("secret"), "crashed", "your code raises AssertionError"),
        (SystemExit(314), "crashed", "your code raises SystemExit"),
        (RecursionError(), "crashed", "your code raises RecursionError"),
        (MemoryError(), "over-limit", "your code used more memory"),
        (NotImplementedError(), "not-attempted", ""),
        (faults.Crashed("314"), "crashed", "the Python process ended"),
        (faults.OverLimit("cpu", "314"), "over-limit", "your code used more time"),
        (faults.OverLimit("memory"), "over-limit", "your code used more memory"),
        (faults.BadReply("object-array"), "wrong", "an array of Python objects"),
        (faults.BadReply("generator"), "wrong", "is a generator"),
        (faults.BadReply("314"), "wrong", "nothing that can be compared"),
    ],
)
def test_faults_of_the_student(judge, error, verdict, words):
    found, message = judge("student.double(1)", {"double": raising(error)})
    assert found == verdict
    assert words in message
    assert "314" not in message
    assert "secret" not in message


def test_an_undefined_name_is_told(judge):
    verdict, message = judge("student.double(1)")
    assert (verdict, "`double` is not defined" in message) == ("wrong", True)


OURS = [
    ("reference.double(1)", {"double": raising(ValueError("bad"))}),
    ("reference.double(1)", {"double": raising(NotImplementedError())}),
    ("reference.double(1)", {"double": raising(AssertionError())}),
    ("reference.dobule(1)", {}),
    ("reference.get_global('weights')", {}),
    ("assert_close(student.double(1), float('nan'))", {}),
    ("pytest.skip('later')", {}),
    ("1 / 0", {}),
    ("no_such_name", {}),
]


@pytest.mark.parametrize(("body", "reference"), OURS)
def test_our_fault_is_never_the_students(judge, body, reference):
    student = {"double": lambda x: 2 * x}
    verdict, message = judge(body, student, {**student, **reference} if reference else {})
    assert verdict == "internal-error"
    assert message.startswith("double/test_a: ")


def test_our_fault_is_told_to_the_instructor_once(judge, caplog):
    with caplog.at_level(logging.ERROR):
        for _ in range(3):
            judge("pytest.skip('this text is told once')")
            judge("rng.no_such_method()")
    assert [record.message for record in caplog.records].count(
        "hidden test failed by itself: double/test_a: AttributeError in the test itself"
    ) == 1


TWO_PARTS = """
def double(x):
    return 2 * x

def whole(x):
    return double(x) + 1
"""


def namespace(source):
    """What a source defines, the same each time."""
    names = {}
    exec(source, names)
    return LocalStudent(names, trusted=True, again=lambda: namespace(source))


def test_wrong_arguments_for_a_part_that_asks_the_reference_are_the_students(tmp_path):
    """With the reference in her place, the part must not ask the reference that it has been put into, and so itself."""
    text = """
        @pytest.mark.points(1)
        def test_a(student, reference):
            "F."
            student.set_global("double", lambda x: reference.double(x))
            assert_close(student.whole(1), 3)
    """
    reference, wrong = namespace(TWO_PARTS), TWO_PARTS.replace("double(x) +", "double(None) +")
    environment = Environment(reference, None, b"")
    (outcome,), _ = run_tests(suite(tmp_path, text), lambda: namespace(TWO_PARTS), environment)
    assert str(outcome.verdict) == "passed"
    names = {}
    exec(wrong, names)
    (outcome,), _ = run_tests(suite(tmp_path, text), lambda: LocalStudent(names, cpu_limit_s=0.2), environment)
    assert str(outcome.verdict) == "crashed"


@pytest.mark.parametrize(
    ("body", "verdict"),
    [
        ("len(student.double(1))", "wrong"),
        ("student.double(1)['W']", "wrong"),
        ("reference.double(student.double(1))", "crashed"),
        ("reference.apply(student.double)", "crashed"),
    ],
)
def test_a_form_of_answer_that_a_test_falls_over_is_the_students(judge, body, verdict):
    """Each of these tests holds for the reference."""
    reference = {"double": lambda x: {"W": x}, "apply": lambda f: f(1)}
    if verdict == "crashed":
        reference["double"] = lambda x: x + 1
        student = {"double": raising(ValueError())} if "apply" in body else {"double": str}
    else:
        student = {"double": lambda x: 2 * x}
    assert judge(body, student, reference)[0] == verdict


def test_a_broken_sandbox_is_no_verdict(tmp_path):
    tests = suite(tmp_path, '@pytest.mark.points(1)\ndef test_a(student):\n    """F."""\n    student.double(1)\n')

    class Broken(LocalStudent):
        def run(self, *_):
            raise SandboxError("gone")

    with pytest.raises(SandboxError):
        run_tests(tests, lambda: Broken({}), Environment(LocalStudent({}), None, b""))


def test_warnings_of_trusted_code_fail_no_test(judge):
    assert judge("np.log(np.zeros(2)); np.mean([]); np.float64(1) / 0")[0] == "passed"


def test_points_of_a_parametrized_test_are_shared(tmp_path):
    text = '@pytest.mark.points(1)\n@pytest.mark.parametrize("x", [1, 2, 3, 4])\ndef test_a(student, x):\n'
    tests = suite(tmp_path, text + '    """F."""\n    assert_close(student.double(x), 2 * x)\n')
    (outcome,) = run(tests, {"double": lambda x: 2 * x if x < 4 else [0]})
    assert (outcome.share, str(outcome.verdict)) == (0.75, "wrong")
    assert "shape" in outcome.message
    assert run(tests, {"double": lambda x: 2 * x})[0].share == 1


def test_parameters_are_fresh_for_every_student(tmp_path):
    text = '@pytest.mark.points(1)\n@pytest.mark.parametrize("seen", [[]])\ndef test_a(seen):\n    """F."""\n'
    tests = suite(tmp_path, text + "    seen.append(1)\n    assert len(seen) == 1\n")
    assert [run(tests)[0].share for _ in range(2)] == [1, 1]


def test_inputs_repeat_and_depend_on_everything():
    def drawn(*key):
        return tuple(generator(*key).integers(0, 2**40, size=3))

    keys = [(b"s", "e", "t", 0), (b"x", "e", "t", 0), (b"s", "x", "t", 0), (b"s", "e", "x", 0), (b"s", "e", "t", 1)]
    assert len({drawn(*key) for key in keys}) == len(keys)
    assert drawn(*keys[0]) == drawn(*keys[0])


def test_the_global_random_state_and_warning_filters_stay(judge):
    np.random.seed(7)
    before, filters = np.random.get_state()[1].copy(), list(warnings.filters)
    reference = {"double": lambda _: np.random.seed(0) or np.random.rand()}
    assert judge("reference.double(1); np.random.rand(9)", {}, reference)[0] == "passed"
    assert np.array_equal(before, np.random.get_state()[1])
    assert filters == list(warnings.filters)


def test_after_two_calls_over_the_limit_the_rest_is_not_tried(tmp_path):
    one = '@pytest.mark.points(1)\ndef test_{}(student):\n    """F."""\n    student.double(1)\n'
    tests = suite(tmp_path, "".join(map(one.format, "abcd")), points=4)
    calls = []

    def endless(_):
        calls.append(1)
        while True:
            pass

    started = time.process_time()
    outcomes = run(tests, {"double": endless})
    assert time.process_time() - started < 2
    assert [str(outcome.verdict) for outcome in outcomes] == ["over-limit"] * 4
    assert len(calls) == 2


def test_a_lost_student_is_replaced(tmp_path):
    one = '@pytest.mark.points(1)\ndef test_{}(student):\n    """F."""\n    student.double(1)\n'
    tests, made = suite(tmp_path, "".join(map(one.format, "ab")), points=2), []

    class Once(LocalStudent):
        @property
        def lost(self):
            return self is made[0]

    def new_student():
        made.append(Once({"double": raising(faults.Crashed("")) if not made else abs}))
        return made[-1]

    outcomes, _ = run_tests(tests, new_student, Environment(LocalStudent({}), None, b""))
    assert [str(outcome.verdict) for outcome in outcomes] == ["crashed", "passed"]
    assert len(made) == 2
