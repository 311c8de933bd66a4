"""Must not happen: a forged, broken or missing frame becomes more than its own student's verdict."""

import pytest

from autograder.sandbox.faults import BadReply, Crashed, OverLimit, StudentFault
from autograder.sandbox.notebook import run_notebook
from autograder.sandbox.remote import RemoteStudent

FIND_SOCKET = """
import os, socket, stat
def own_socket():
    for fd in range(3, 64):
        try:
            if stat.S_ISSOCK(os.fstat(fd).st_mode): return fd
        except OSError: pass
"""
ATTACKS = {
    "garbage": "def answer(x): os.write(own_socket(), b'garbage' * 100); return x",
    "half frame": "def answer(x): os.write(own_socket(), b'\\xd1\\x5c\\x01'); os._exit(0)",
    "huge claim": "def answer(x): os.write(own_socket(), b'\\xd1\\x5c\\x01' + b'\\xff' * 12); os._exit(0)",
    "nothing": "import time\ndef answer(x):\n    os.close(own_socket()); os._exit(0)",
    "object array": "import numpy as np\ndef answer(x): return np.array([object()])",
    "subclass": "import numpy as np\nclass A(np.ndarray): pass\ndef answer(x): return np.zeros(3).view(A)",
    "generator": "def answer(x): return (i for i in range(3))",
    "giant broadcast": "import numpy as np\ndef answer(x): return np.broadcast_to(1.0, (10**6, 10**6))",
    "deep nesting": "def answer(x):\n    y = []\n    for _ in range(500): y = [y]\n    return y",
    "cycle": "def answer(x):\n    y = []\n    y.append(y)\n    return y",
    "exit": "def answer(x): os._exit(0)",
    "endless": "def answer(x):\n    while True: pass",
}
COUNT_DESCRIPTORS = """
import os
found = []
for fd in range(3, 64):
    try: os.fstat(fd); found.append(fd)
    except OSError: pass
print('COUNT', len(found))
"""
EQUALS_EVERYTHING = """
class Yes:
    def __eq__(self, other): return True
    def __abs__(self): return 0
def answer(x): return Yes()
"""


@pytest.mark.parametrize("source", ATTACKS.values(), ids=ATTACKS)
def test_a_hostile_answer_is_a_fault_of_its_own(sandbox, source):
    process, runs = run_notebook(sandbox, [FIND_SOCKET, source, "def fine(x): return x + 1"], sandbox.config.limits)
    assert all(run.status == "ok" for run in runs), runs
    with process.fork() as snapshot, pytest.raises((BadReply, Crashed, OverLimit)):
        RemoteStudent(snapshot, {}, 0.5).answer(1)
    with process.fork() as snapshot:
        assert RemoteStudent(snapshot, {}, 0.5).fine(1) == 2


def test_there_is_one_socket_and_nothing_else(attack):
    assert "COUNT 1" in attack(COUNT_DESCRIPTORS)


def test_an_object_that_equals_everything_stays_an_object(sandbox):
    process, _ = run_notebook(sandbox, [EQUALS_EVERYTHING], sandbox.config.limits)
    with process.fork() as snapshot:
        value = RemoteStudent(snapshot, {}, 0.5).answer(1)
        assert (value == 3) is False


def test_made_up_error_names_and_lines_do_not_get_through(sandbox):
    source = "class Secret12345(ValueError): pass\ndef answer(x): raise Secret12345(x)"
    process, _ = run_notebook(sandbox, [source], sandbox.config.limits)
    with process.fork() as snapshot, pytest.raises(StudentFault) as caught:
        RemoteStudent(snapshot, {}, 0.5).answer(1)
    assert "12345" not in repr(caught.value)
