"""What hidden tests ask is sent at once, and equal answers are judged once; no result may depend on it."""

import pytest

from autograder.grading import exercises
from autograder.grading.result import Verdict
from autograder.sandbox.session import Process
from autograder.submission import read_notebook
from tests.integration import mini_class

# The check in the notebook makes the first call.
COUNTING = """
# %% double
calls = [0]
def double(values):
    calls[0] += 1
    if calls[0] == 3:
        {third}
    return 2 * np.asarray(values)
"""
WRONG = "\n# %% double\ndef double(values):\n    return 3 * np.asarray(values)\n"
THIRD_CALLS = {
    "raises": "raise ValueError('no')",
    "returns something that cannot cross": "return object()",
    "ends the process": "import os; os._exit(0)",
    "never ends": "while True: pass",
    "closes every descriptor": "import os; os.closerange(0, 100)",
    "answers by itself": "import os; [os.write(fd, bytes(200)) for fd in range(3, 9)]",
}  # fmt: skip


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return mini_class.mini_course(tmp_path_factory)


@pytest.fixture(scope="module")
def engine(root):
    with mini_class.engine_of(root) as opened:
        yield opened


@pytest.fixture(scope="module")
def patient(root):
    """An engine that asks request by request."""
    with mini_class.engine_of(root) as opened:
        opened.foresight.freeze()
        yield opened


@pytest.fixture
def asked(monkeypatch):
    """How often tests asked ahead, and how often one by one."""
    counts = {"ahead": 0, "one by one": 0}

    def counting(name, method):
        def counted(*args, **kwargs):
            counts[name] += 1
            return method(*args, **kwargs)

        return counted

    monkeypatch.setattr(Process, "foresee", counting("ahead", Process.foresee))
    monkeypatch.setattr(exercises, "run_tests", counting("one by one", exercises.run_tests))
    return counts


def graded(engine, root, tmp_path, text):
    path = tmp_path / "handed_in.ipynb"
    path.write_bytes(mini_class.notebook(root, text))
    return engine.grade_notebook(read_notebook(path), "student").result


def test_equal_answers_are_judged_once(engine, root, tmp_path, asked):
    first = graded(engine, root, tmp_path, mini_class.RIGHT)
    ran, asked["ahead"] = asked["one by one"], 0  # what is asked ahead is written down with the first
    second = graded(engine, root, tmp_path, mini_class.RIGHT.replace("2 * np", "2.0 * np"))
    assert (first.score, second.score) == (8.0, 8.0)
    assert asked == {"ahead": 3, "one by one": ran}
    assert graded(engine, root, tmp_path, WRONG.replace("3 *", "5 *")).exercises[0].score == 1.0
    assert asked["one by one"] > ran


@pytest.mark.parametrize("text", [mini_class.RIGHT, WRONG, *(COUNTING.format(third=s) for s in THIRD_CALLS.values())])
def test_no_result_depends_on_it(engine, patient, root, tmp_path, asked, text):
    ahead = graded(engine, root, tmp_path, text)
    assert asked["ahead"] > 0
    asked["ahead"] = 0
    assert ahead == graded(patient, root, tmp_path, text)
    assert asked["ahead"] == 0


def test_a_call_that_never_ends_costs_its_own_test_only(engine, root, tmp_path):
    double = graded(engine, root, tmp_path, COUNTING.format(third=THIRD_CALLS["never ends"])).exercises[0]
    assert [test.verdict for test in double.tests] == [Verdict.PASSED, Verdict.OVER_LIMIT]


def test_other_requests_than_foreseen_are_asked_one_by_one(engine, root, tmp_path, monkeypatch):
    graded(engine, root, tmp_path, mini_class.RIGHT)
    known = engine.foresight._scripts
    other = {name: script and script._replace(frames=tuple(reversed(script.frames))) for name, script in known.items()}
    monkeypatch.setattr(engine.foresight, "_scripts", other)
    assert graded(engine, root, tmp_path, mini_class.RIGHT).score == 8.0


KEEPS = """
# %% double
kept = []
def double(values):
    kept.append(1)
    return (2 + len(kept)) * np.asarray(values)
"""
DRAWS = """
# %% double
def double(values):
    return np.random.rand() + 2 * np.asarray(values)
"""
# Wrong in the first test of double, which makes its second call. The tests make two calls in all, so a second asking is
# in step with every second call, and only one call more tells.
ALTERNATES = """
# %% double
calls = [0]
def double(values):
    calls[0] += 1
    return (3 if calls[0] % {period} == 2 % {period} else 2) * np.asarray(values)
"""
TWICE = "Asked the same twice"


@pytest.mark.parametrize("text", [KEEPS, DRAWS, *(ALTERNATES.format(period=period) for period in (2, 3, 4))])
def test_code_that_answers_otherwise_the_second_time_is_told_so(engine, root, tmp_path, text):
    double = graded(engine, root, tmp_path, text).exercises[0]
    assert double.score < double.max_score
    assert [message for message in double.messages if TWICE in message]


@pytest.mark.parametrize("text", [WRONG, WRONG.replace("3 *", "values[0] + 7 *"), mini_class.RIGHT])
def test_code_that_stays_the_same_is_not(engine, root, tmp_path, text):
    assert not [message for message in graded(engine, root, tmp_path, text).exercises[0].messages if TWICE in message]


def test_a_mistake_that_is_known_keeps_its_name(engine, root, tmp_path):
    text = WRONG.replace("return 3", "np.random.rand()\n    return 3")
    with_chance, without = (graded(engine, root, tmp_path, one).exercises[0] for one in (text, WRONG))
    assert with_chance == without


LATER = """
# %% double
kept = []
def double(values):
    kept.append(1)
    return {factor} * np.asarray(values) + np.max(values)
"""


def test_what_is_said_of_one_is_not_said_of_another_with_the_same_answers(engine, root, tmp_path):
    steady = LATER.format(factor="7")
    plain = graded(engine, root, tmp_path, steady).exercises[0]
    told = []
    for calls in range(2, 30):  # one of them is the number of calls until the tests are through
        text = LATER.format(factor=f"(7 if len(kept) <= {calls} else 8)")
        double = graded(engine, root, tmp_path, text).exercises[0]
        told.append((double.tests == plain.tests, any(TWICE in message for message in double.messages)))
    assert (True, True) in told
    assert graded(engine, root, tmp_path, steady).exercises[0] == plain
