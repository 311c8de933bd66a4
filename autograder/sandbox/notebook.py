"""Runs the cells of a notebook in a sandbox; a cell that dies costs itself, not the cells around it."""

from collections.abc import Sequence

import msgspec

from autograder.sandbox.config import Limits
from autograder.sandbox.faults import BadReply, Crashed, OverLimit, StudentFault
from autograder.sandbox.server import Sandbox
from autograder.sandbox.session import Process

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
    runs: list[CellRun] = []
    for number, source in enumerate(sources):
        run = run_cell(process, number, source, limits)
        over_limits = sum(r.status == "over-limit" for r in runs)
        if process.lost or over_limits * limits.cell_cpu_s > limits.notebook_cpu_s:
            process.close()
            return _run_carefully(sandbox, sources, limits)
        runs.append(run)
    return process, tuple(runs)


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
        run = run_cell(attempt, number, source, limits)
        spent_s += limits.cell_cpu_s if run.status == "over-limit" else 0.0
        # The one that goes on is kept and the other one ends, so that no chain of waiting processes grows.
        (process if not attempt.lost else attempt).close()
        process = process if attempt.lost else attempt
        runs.append(run)
    return process, tuple(runs)


def run_cell(process: Process, number: int, source: str | None, limits: Limits) -> CellRun:
    """Run one cell in a process; None is left out."""
    if source is None:
        return CellRun("ok")
    message = {"op": "cell", "source": source, "name": f"<cell {number}>", "cpu_s": limits.cell_cpu_s}
    try:
        reply = process.request(message, limits.cell_cpu_s)
        return _checked(reply)
    except OverLimit:
        return CellRun("over-limit")
    except Crashed:
        return CellRun("crashed")
    except StudentFault:
        process.lost = True
        return CellRun("crashed")


def _checked(reply: dict[str, object]) -> CellRun:
    status, outputs, error = reply.get("status"), reply.get("outputs"), reply.get("error")
    if not isinstance(status, str) or status not in _STATUSES:
        raise BadReply("a cell's status of no known form")
    if not isinstance(outputs, list) or not all(isinstance(o, dict) for o in outputs):
        raise BadReply("a cell's result of no known form")
    return CellRun(status, tuple(outputs), error if isinstance(error, str) else None)
