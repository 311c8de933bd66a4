"""Prints what was measured, and on what."""

import datetime as dt
import os
import platform
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np


def machine() -> str:
    """Date, machine and how busy it was: figures mean nothing without them."""
    now = dt.datetime.now(tz=dt.UTC)
    load = os.getloadavg()[0]
    return (
        f"{now:%Y-%m-%d %H:%M} UTC, {len(os.sched_getaffinity(0))} cores, {_processor()}, "
        f"Python {platform.python_version()}, NumPy {np.__version__}, load before {load:.2f}"
    )


def table(title: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table whose first column is words and whose others are numbers."""
    rows = [head, *rows]
    widths = [max(len(row[place]) for row in rows) for place in range(len(head))]
    print(f"\n{title}")
    for row in rows:
        words, *numbers = (cell.rjust(width) for cell, width in zip(row, widths, strict=True))
        print("  " + "  ".join([words.strip().ljust(widths[0]), *numbers]))


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        lines = []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
