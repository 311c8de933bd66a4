"""What a hidden test sets in a student's process, the next test of the same exercise does not see."""

import pytest

from autograder.sandbox.notebook import run_notebook
from autograder.sandbox.remote import RemoteStudent

NOTEBOOK = """
import math
def gate(x): return x
def circuit(x): return gate(x) + int(math.floor(2.5)) + globals().get("extra", 0)
"""


@pytest.fixture
def student(sandbox):
    process, _ = run_notebook(sandbox, [NOTEBOOK], sandbox.config.limits)
    with process.fork() as snapshot:
        yield RemoteStudent(snapshot, {}, 0.5)


def test_globals_and_module_attributes_are_put_back(student):
    student.set_global("gate", lambda x: 10 * x)
    student.set_global("gate", lambda x: 100 * x)
    student.set_global("extra", 1000)
    student.set_module_attr("math", "floor", lambda _: 30)
    assert student.circuit(3) == 1330
    student.reset()
    assert student.circuit(3) == 5


def test_what_stands_in_for_an_earlier_answer_stays(student):
    student.replace_global("gate", lambda x: 10 * x)
    student.set_global("gate", lambda _: 0)
    assert student.circuit(3) == 2
    student.reset()
    assert student.circuit(3) == 32


def test_a_lost_process_is_not_asked(student):
    student.set_global("extra", 1)
    student._process.close()
    student.reset()  # would raise if it asked
    assert student.lost
