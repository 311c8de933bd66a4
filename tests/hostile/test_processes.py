"""Must not happen: student code sees, signals or traces another process, starts programs, or floods the machine."""

import time

from autograder.sandbox import usage
from autograder.sandbox.notebook import run_notebook

FORK_BOMB = """
import os, time
made = 0
try:
    for _ in range(2000):
        if os.fork() == 0:
            time.sleep(30)
        made += 1
except OSError:
    pass
print("FORKS", made)
"""
KILL_ALL_ABOVE = """
import os
for pid in (1, os.getppid(), -1):
    try:
        os.kill(pid, 9)
        print('SENT')
    except OSError: pass
"""


def test_no_program_can_be_started(attack):
    shown = attack("import subprocess; subprocess.run(['/bin/true']); print('STARTED')")
    assert "STARTED" not in shown


def test_pid_one_and_the_parent_survive_signals(attack):
    shown = attack(KILL_ALL_ABOVE, "print('STILL HERE')")
    assert "STILL HERE" in shown
    assert "SENT" not in shown


def test_without_seccomp_signals_are_sent(attack):
    """Shows that the test above tests seccomp; pid 1 shrugs them off all the same."""
    assert "SENT" in attack("import os; os.kill(os.getppid(), 0); print('SENT')", without=("seccomp",))


def test_nothing_can_be_traced(attack):
    trace = "import ctypes; r = ctypes.CDLL(None, use_errno=True).ptrace(16, 1, None, None)"
    assert "refused" in attack(f"{trace}; print('TRACED' if r == 0 else 'refused')")


def test_a_fork_bomb_stays_small(attack):
    shown = attack(FORK_BOMB, "print('NEXT')")
    made = int(shown.text.split("FORKS", 1)[1].split()[0])
    assert made < 20
    assert "NEXT" in shown


def test_without_resource_limits_the_bomb_grows(attack):
    shown = attack(FORK_BOMB.replace("2000", "60"), without=("rlimits",))
    assert "FORKS 60" in shown


def test_daemons_end_with_the_sandbox(servers):
    daemon = "import os, time\nif os.fork() == 0:\n    time.sleep(600)\nprint('MADE')"
    server = servers()
    with server.open() as sandbox:
        run_notebook(sandbox, [daemon], sandbox.config.limits)
        assert usage.of_tree(server.pid).processes >= 4  # server, pid 1, notebook, daemon
    deadline = time.monotonic() + 10
    while usage.of_tree(server.pid).processes > 1 and time.monotonic() < deadline:
        time.sleep(0.02)
    assert usage.of_tree(server.pid).processes == 1
