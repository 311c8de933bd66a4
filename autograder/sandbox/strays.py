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
# A killed process ends when it gets a processor; on a crowded machine a few hundred of them take their time.
_END_S = 20.0


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
    deadline = time.monotonic() + _END_S
    while _strays(root_pid, known) & stopped and time.monotonic() < deadline:
        time.sleep(_PAUSE_S)


def _strays(root_pid: int, known: Collection[int]) -> set[int]:
    members = set(usage.members(root_pid)) - {root_pid}
    inner = {pid: _inner_pid(pid) for pid in members}
    return {pid for pid, number in inner.items() if number is not None and number not in known}


def _inner_pid(pid: int) -> int | None:
    """The pid by which the process is known inside; None when it has ended, also when its parent does not know yet."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(errors="replace")
    except OSError:
        return None
    fields = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
    if fields.get("State", "").strip()[:1] in ("Z", "X") or "NSpid" not in fields:
        return None
    return int(fields["NSpid"].split()[-1])


def _signal(pid: int, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)
