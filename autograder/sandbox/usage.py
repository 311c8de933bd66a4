"""Watches from outside what a sandbox uses: CPU seconds and memory of all its processes, read from /proc."""

import os
from pathlib import Path

_TICKS_PER_S = os.sysconf("SC_CLK_TCK")
_FIELD_PARENT, _FIELD_CPU = 1, slice(11, 15)  # counted after the command name, which may hold anything


class Usage:
    """CPU seconds and memory of one process tree at one moment.

    Attributes:
        cpu_s: CPU seconds of all processes that are alive and of those they have waited for.
        excess_mib: private memory beyond what each process shares with the first one, which never grows.
        processes: how many are alive.
    """

    def __init__(self, cpu_s: float, excess_mib: float, processes: int) -> None:
        self.cpu_s, self.excess_mib, self.processes = cpu_s, excess_mib, processes


def of_tree(root_pid: int) -> Usage:
    """Add up what root_pid and all its descendants use; what has ended in between counts nothing."""
    parents, ticks = _all_processes()
    members = _descendants(root_pid, parents)
    cpu_ticks = sum(ticks[pid] for pid in members)
    shared_kib = _private_kib(root_pid)
    excess_kib = sum(max(0, _private_kib(pid) - shared_kib) for pid in members)
    return Usage(cpu_ticks / _TICKS_PER_S, excess_kib / 1024, len(members))


def members(root_pid: int) -> list[int]:
    """root_pid and all its descendants that are alive."""
    return _descendants(root_pid, _all_processes()[0])


def _all_processes() -> tuple[dict[int, int], dict[int, int]]:
    parents, ticks = {}, {}
    for name in os.listdir("/proc"):
        if not name.isdigit():
            continue
        try:
            fields = Path(f"/proc/{name}/stat").read_text(errors="replace").rpartition(")")[2].split()
        except OSError:
            continue  # it ended while we looked
        if fields[0] in "ZX":
            continue  # it has ended and waits to be noticed
        parents[int(name)] = int(fields[_FIELD_PARENT])
        ticks[int(name)] = sum(map(int, fields[_FIELD_CPU]))
    return parents, ticks


def _descendants(root_pid: int, parents: dict[int, int]) -> list[int]:
    children: dict[int, list[int]] = {}
    for pid, parent in parents.items():
        children.setdefault(parent, []).append(pid)
    found, waiting = [], [root_pid] if root_pid in parents else []
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        waiting += children.get(pid, [])
    return found


def _private_kib(pid: int) -> int:
    """Memory of a process that no file backs; pages shared between forks are counted in each of them."""
    try:
        with open(f"/proc/{pid}/status", errors="replace") as status:
            fields = dict(line.split(":", 1) for line in status if ":" in line)
    except OSError:
        return 0
    return sum(int(fields.get(name, "0 kB").split()[0]) for name in ("RssAnon", "RssShmem"))
