"""What a call printed reaches the test that asks for it, bounded, and nobody else; both sides alike."""

from types import SimpleNamespace

import pytest

from autograder.grading.local import LocalStudent
from autograder.grading.log import CallLog
from autograder.grading.recording import Recording
from autograder.sandbox.faults import StudentError
from autograder.sandbox.notebook import run_notebook
from autograder.sandbox.remote import RemoteStudent

NOTEBOOK = """
import sys
class Bell:
    def __init__(self, sound): self.sound = sound
    def ring(self, times): print(self.sound * times); return times
def shout(word): print(word, end="!"); sys.stdout.write("?"); print("aside", file=sys.stderr)
def flood(): print("x" * 1_000_000)
def fall(): print("before"); raise ValueError("after")
"""


@pytest.fixture(params=["sandbox", "here"])
def student(request):
    if request.param == "here":
        names = {"__name__": "somebody's notebook"}
        exec(NOTEBOOK, names)
        yield LocalStudent(names)
        return
    sandbox = request.getfixturevalue("sandbox")
    process, _ = run_notebook(sandbox, [NOTEBOOK], sandbox.config.limits)
    with process.fork() as snapshot:
        yield RemoteStudent(snapshot, {}, 0.5)


def test_functions_and_methods(student):
    assert student.shout.printed("hey") == (None, "hey!?")
    assert student.Bell("dong ").ring.printed(times=2) == (2, "dong dong \n")
    assert student.shout("hey") is None


def test_floods_are_cut(student):
    assert student.flood.printed() == (None, "x" * 10_000)


def test_errors_are_faults_as_ever(student):
    with pytest.raises(StudentError):
        student.fall.printed()


def test_a_log_tells_texts_apart(student):
    def log_of(word):
        log = CallLog()
        log.start("test")
        Recording(student, log).Bell(word).ring.printed(1)
        return log

    assert log_of("dong").agrees_with(log_of("dong"))
    assert not log_of("dong").agrees_with(log_of("ding"))


def test_a_reply_without_text_is_refused(student, monkeypatch):
    if isinstance(student, LocalStudent):
        pytest.skip("no reply crosses")
    monkeypatch.setattr(student._remotes, "ask", lambda _: {"value": 1, "printed": SimpleNamespace()})
    with pytest.raises(Exception, match="printed text"):
        student.shout.printed("hey")
