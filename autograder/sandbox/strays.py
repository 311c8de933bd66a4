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
# /proc is read process by process: whoever's parent ends meanwhile belongs to nobody in that look, and is missed.
_QUIET_LOOKS = 3


def end_strays(root_pid: int, known: Collection[int]) -> None:
    """Kill every process below root_pid that we did not fork ourselves, until none is seen in several looks.

    Args:
        root_pid: pid 1 of the sandbox as seen from here.
        known: pids inside the sandbox of the processes to keep.
    """
    deadline, quiet = time.monotonic() + _END_S, 0
    while quiet < _QUIET_LOOKS and time.monotonic() < deadline:
        strays = _stopped(root_pid, known)
        for pid in strays:
            _signal(pid, signal.SIGKILL)
        quiet = 0 if strays else quiet + 1
        if strays:
            time.sleep(_PAUSE_S)


def _stopped(root_pid: int, known: Collection[int]) -> set[int]:
    """All strays, stopped before any is killed: a fork bomb would fill each gap at once."""
    stopped: set[int] = set()
    for _ in range(_ROUNDS):
        running = _strays(root_pid, known) - stopped
        if not running:
            break
        for pid in running:
            _signal(pid, signal.SIGSTOP)
        stopped |= running
    return stopped


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
