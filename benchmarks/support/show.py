"""Prints what was measured, and on what."""

import datetime as dt
import os
import platform
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

_LOOK_S = 1.0


def machine() -> str:
    """Date, machine and how busy it was: figures mean nothing without them."""
    now = dt.datetime.now(tz=dt.UTC)
    return (
        f"{now:%Y-%m-%d %H:%M} UTC, {len(os.sched_getaffinity(0))} cores, {_processor()}, "
        f"Python {platform.python_version()}, NumPy {np.__version__}, {_busy():.0%} busy before"
    )


def table(title: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table whose first column is words and whose others are numbers."""
    rows = [head, *rows]
    widths = [max(len(row[place]) for row in rows) for place in range(len(head))]
    print(f"\n{title}")
    for row in rows:
        words, *numbers = (cell.rjust(width) for cell, width in zip(row, widths, strict=True))
        print("  " + "  ".join([words.strip().ljust(widths[0]), *numbers]))


def _busy() -> float:
    """The share of all cores that others use just now: next to a busy neighbour everything is slower."""
    before = _processor_ticks()
    time.sleep(_LOOK_S)
    idle, whole = (now - then for now, then in zip(_processor_ticks(), before, strict=True))
    return 1 - idle / max(whole, 1)


def _processor_ticks() -> tuple[int, int]:
    """Idle and all ticks since the machine started."""
    ticks = [int(field) for field in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]]
    return ticks[3] + ticks[4], sum(ticks[:8])


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        lines = []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
