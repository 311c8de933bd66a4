"""What became of one hidden test, and the words for each way in which a student's code can end."""

from collections.abc import Sequence

import msgspec

from autograder.grading.result import Curve, Verdict, first_in_precedence
from autograder.grading.suite import HiddenTest
from autograder.sandbox.faults import (
    BadReply,
    Crashed,
    NotDefined,
    NotImplementedByStudent,
    OverLimit,
    StudentError,
    StudentFault,
)

_REFUSALS = {
    "object-array": "the result is an array of Python objects, not of numbers",
    "generator": "the result is a generator: return the values themselves",
    "subclass": "the result is of a special class: return a plain array, number, list or dict",
    "too-large": "the result is far too large",
    "too-deep": "the result is nested too deeply",
    "cyclic": "the result contains itself",
}
_REFUSED = "the result is nothing that can be compared: return plain numbers, arrays, lists or dicts"


class Outcome(msgspec.Struct, frozen=True):
    """What became of one test.

    Attributes:
        share: of its runs that passed, 0 to 1.
        message: a safe sentence; empty where the fact says it all.
        cell, line: where in the student's notebook an exception came from.
        error: type of that exception, a name that Python defines.
        curves: of the trainings that it ran.
    """

    test: HiddenTest
    verdict: Verdict
    share: float
    message: str = ""
    cell: int | None = None
    line: int | None = None
    error: str = ""
    curves: tuple[Curve, ...] = ()


def of_fault(test: HiddenTest, fault: StudentFault) -> Outcome:
    """The outcome of a test that a fault of the student's side has ended."""
    match fault:
        case NotImplementedByStudent():
            verdict, message = Verdict.NOT_ATTEMPTED, ""
        case NotDefined(name=name):
            # An untouched stub is never tested: something was written, under another name or in a cell that stopped.
            verdict = Verdict.WRONG
            message = f"`{name}` is not defined: did its cell run, and is the name right?"
        case StudentError(type_name=kind, line=line, cell=cell):
            return Outcome(test, Verdict.CRASHED, 0.0, f"your code raises {kind}", cell, line, kind)
        case OverLimit(kind=kind):
            words = "memory" if kind == "memory" else "time"
            verdict, message = Verdict.OVER_LIMIT, f"your code used more {words} than this exercise may"
        case Crashed():
            verdict, message = Verdict.CRASHED, "the Python process ended in the middle of your function"
        case BadReply(reason=reason):
            verdict, message = Verdict.WRONG, _REFUSALS.get(reason, _REFUSED)
        case _:
            verdict, message = Verdict.WRONG, ""
    return Outcome(test, verdict, 0.0, message)


def merged(test: HiddenTest, runs: Sequence[Outcome]) -> Outcome:
    """One outcome for all runs of a test: the points are shared equally, the gravest run is told."""
    verdict = first_in_precedence([run.verdict for run in runs])
    first = next(run for run in runs if run.verdict is verdict)
    share = sum(run.share for run in runs) / len(runs)
    curves = tuple(curve for run in runs for curve in run.curves)
    return Outcome(test, verdict, share, first.message, first.cell, first.line, first.error, curves)
