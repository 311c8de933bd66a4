"""Ends the processes that student code forked and nobody asked for, from outside the sandbox."""

import contextlib
import os
import signal
import time
from collections.abc import Collection
from pathlib import Path

from autograder.sandbox import usage

_ROUNDS = 50
_PAUSE_S = 0.01


def end_strays(root_pid: int, known: Collection[int]) -> None:
    """Kill every process below root_pid that we did not fork ourselves.

    All are stopped before any is killed: a fork bomb would fill each gap at once.

    Args:
        root_pid: pid 1 of the sandbox as seen from here.
        known: pids inside the sandbox of the processes to keep.
    """
    stopped: set[int] = set()
    for _ in range(_ROUNDS):
        running = _strays(root_pid, known) - stopped
        if not running:
            break
        for pid in running:
            _signal(pid, signal.SIGSTOP)
        stopped |= running
    for pid in stopped:
        _signal(pid, signal.SIGKILL)
    for _ in range(_ROUNDS):
        if not _strays(root_pid, known) & stopped:
            return
        time.sleep(_PAUSE_S)


def _strays(root_pid: int, known: Collection[int]) -> set[int]:
    members = set(usage.members(root_pid)) - {root_pid}
    return {pid for pid in members if _inner_pid(pid) not in known}


def _inner_pid(pid: int) -> int:
    """The pid by which the process is known inside; 0 when it has ended meanwhile."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(errors="replace")
    except OSError:
        return 0
    return next((int(line.split()[-1]) for line in status.splitlines() if line.startswith("NSpid:")), 0)


def _signal(pid: int, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)
