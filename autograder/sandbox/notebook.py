"""Runs the cells of a notebook in a sandbox; a cell that dies costs itself, not the cells around it."""

from collections.abc import Sequence

import msgspec

from autograder.sandbox.config import BATCH_CPU_S, Limits
from autograder.sandbox.faults import BadReply, Crashed, OverLimit, StudentFault
from autograder.sandbox.server import Sandbox
from autograder.sandbox.session import Process

# Most cells take a millisecond: asked for one by one, half of the time would go into asking.
CELLS_AT_ONCE = 100
_STATUSES = {"ok", "error", "over-limit"}


class CellRun(msgspec.Struct, frozen=True):
    """What became of one cell.

    Attributes:
        status: ok, error, over-limit, crashed or skipped.
        outputs: plain data in the order shown, see outputs.Outputs.
        error: type of the exception that ended it.
    """

    status: str
    outputs: tuple[dict[str, object], ...] = ()
    error: str | None = None


def run_notebook(
    sandbox: Sandbox, sources: Sequence[str | None], limits: Limits
) -> tuple[Process, tuple[CellRun, ...]]:
    """Run all cells; return the process that holds the notebook's state, and what became of each cell.

    A source of None is left out: its cell counts as run without outputs.

    First all cells run in one process. Only when one of them kills it, the notebook is run again carefully: with a fork
    before each cell, so that the state before the deadly one is still there.
    """
    process = sandbox.first.fork()
    waiting = [(number, source) for number, source in enumerate(sources) if source is not None]
    runs: dict[int, CellRun] = {}
    while waiting:
        over_limits = sum(run.status == "over-limit" for run in runs.values())
        batch = waiting[:CELLS_AT_ONCE]
        done = run_cells(process, batch, limits)
        if process.lost or over_limits * limits.cell_cpu_s > limits.notebook_cpu_s:
            process.close()
            return _run_carefully(sandbox, sources, limits)
        runs.update(zip((number for number, _ in batch), done, strict=False))
        waiting = waiting[len(done) :]
    return process, tuple(runs.get(number, CellRun("ok")) for number in range(len(sources)))


def _run_carefully(
    sandbox: Sandbox, sources: Sequence[str | None], limits: Limits
) -> tuple[Process, tuple[CellRun, ...]]:
    process = sandbox.first.fork()
    runs: list[CellRun] = []
    spent_s = 0.0
    for number, source in enumerate(sources):
        if spent_s >= limits.notebook_cpu_s:
            runs.append(CellRun("skipped"))
            continue
        try:
            attempt = process.fork()
        except Crashed:
            # What one cell left behind keeps the state from being copied; every exercise will say so.
            return process, (*runs, *(CellRun("skipped") for _ in sources[number:]))
        before_s, waited_s = process.cpu_s(), process.waited_s
        run = run_cell(attempt, number, source, limits)
        # Each of these processes has CPU seconds of its own, so nothing else bounds what all cells take together.
        if not attempt.lost:
            spent_s += max(0.0, process.cpu_s() - before_s)
        elif run.status == "over-limit":
            spent_s += limits.cell_cpu_s
        else:
            spent_s += min(limits.cell_cpu_s, process.waited_s - waited_s)
        # The one that goes on is kept and the other one ends, so that no chain of waiting processes grows.
        (process if not attempt.lost else attempt).close()
        process = process if attempt.lost else attempt
        runs.append(run)
    return process, tuple(runs)


def run_cell(process: Process, number: int, source: str | None, limits: Limits) -> CellRun:
    """Run one cell in a process; None is left out."""
    return CellRun("ok") if source is None else run_cells(process, [(number, source)], limits)[0]


def run_cells(process: Process, cells: Sequence[tuple[int, str]], limits: Limits) -> list[CellRun]:
    """Run the first of these cells, at least one: as many as take little time and show little together.

    Where the process is lost there is one run, whichever cell it was.
    """
    named = [[source, f"<cell {number}>"] for number, source in cells]
    more_s = BATCH_CPU_S if len(cells) > 1 else 0.0
    try:
        reply = process.request({"op": "cells", "cells": named, "cpu_s": limits.cell_cpu_s}, limits.cell_cpu_s + more_s)
        runs = reply.get("runs")
        if not isinstance(runs, list) or not 1 <= len(runs) <= len(cells):
            raise BadReply("another number of cells than asked for")
        return [_checked(run) for run in runs]
    except OverLimit:
        return [CellRun("over-limit")]
    except Crashed:
        return [CellRun("crashed")]
    except StudentFault:
        process.lost = True
        return [CellRun("crashed")]


def _checked(reply: object) -> CellRun:
    if not isinstance(reply, dict):
        raise BadReply("a cell's result of no known form")
    status, outputs, error = reply.get("status"), reply.get("outputs"), reply.get("error")
    if not isinstance(status, str) or status not in _STATUSES:
        raise BadReply("a cell's status of no known form")
    if not isinstance(outputs, list) or not all(isinstance(o, dict) for o in outputs):
        raise BadReply("a cell's result of no known form")
    return CellRun(status, tuple(outputs), error if isinstance(error, str) else None)
