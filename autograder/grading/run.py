"""Runs the hidden tests of one exercise against a student, a reference or a mistake."""

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec
import numpy as np

from autograder.errors import SuiteError
from autograder.grading.compare import Failed
from autograder.grading.log import CallLog, Recording
from autograder.grading.memory import Remembering
from autograder.grading.result import Verdict, first_in_precedence
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

# After that many calls that ran into a limit the rest of the exercise would only cost more time.
_MAX_OVER_LIMIT = 2


class Outcome(msgspec.Struct, frozen=True):
    """What became of one test.

    Attributes:
        share: of its runs that passed, 0 to 1.
        message: a safe sentence; empty where the fact says it all.
        cell, line: where in the student's notebook an exception came from.
        error: type of that exception, a name that Python defines.
    """

    test: HiddenTest
    verdict: Verdict
    share: float
    message: str = ""
    cell: int | None = None
    line: int | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class Environment:
    """What tests are given besides the student."""

    reference: Any
    data: Any
    secret: bytes


def run_tests(
    tests: tuple[HiddenTest, ...], new_student: Callable[[], Any], environment: Environment
) -> tuple[tuple[Outcome, ...], CallLog]:
    """Run tests in their order; return their outcomes and the log of all answers.

    Args:
        tests: of one exercise.
        new_student: makes a student in the state after the notebook; called again whenever one was lost.
        environment: reference, data set and secret.
    """
    log, student, outcomes = CallLog(), new_student(), []
    over_limit = 0
    drawn: list[tuple[Any, Any]] = []
    for test in tests:
        runs = []
        for number, parameters in enumerate(test.runs):
            if over_limit >= _MAX_OVER_LIMIT:
                runs.append(Outcome(test, Verdict.OVER_LIMIT, 0.0, "the time for this exercise was used up before"))
                continue
            log.start(f"{test.id} {number}")
            _begin(environment.reference, f"{test.exercise} {test.id} {number}")
            runs.append(_run_once(test, number, parameters, Recording(student, log, drawn), environment))
            over_limit += runs[-1].verdict is Verdict.OVER_LIMIT
            _reset(student, environment.reference)
            if student.lost:
                student = new_student()
        outcomes.append(_merged(test, runs))
    return tuple(outcomes), log


def generator(secret: bytes, exercise: str, test: str, run: int) -> np.random.Generator:
    """Inputs of one run: always the same for a course, never to be guessed from outside."""
    digest = hmac.new(secret, f"{exercise}/{test}/{run}".encode(), hashlib.sha256).digest()
    return np.random.default_rng(int.from_bytes(digest[:16], "big"))


def _run_once(
    test: HiddenTest, number: int, parameters: dict[str, Any], student: Recording, environment: Environment
) -> Outcome:
    given = {
        "student": student,
        "reference": environment.reference,
        "rng": generator(environment.secret, test.exercise, test.id, number),
        "data": environment.data,
    }
    try:
        with np.errstate(all="ignore"):
            test.function(**{name: given[name] for name in test.fixtures}, **parameters)
    except StudentFault as fault:
        return _of_fault(test, fault)
    except Failed as failed:
        return Outcome(test, Verdict.WRONG, 0.0, str(failed))
    except AssertionError:
        return Outcome(test, Verdict.WRONG, 0.0)
    except SuiteError as error:
        return Outcome(test, Verdict.INTERNAL_ERROR, 0.0, str(error))
    except Exception as error:  # noqa: BLE001  # a test fell over what it got; whose fault that is, _of_surprise finds out
        return _of_surprise(test, number, parameters, environment, error)
    return Outcome(test, Verdict.PASSED, 1.0)


def _of_fault(test: HiddenTest, fault: StudentFault) -> Outcome:
    match fault:
        case NotImplementedByStudent():
            verdict, message = Verdict.NOT_ATTEMPTED, ""
        case NotDefined(name=name):
            verdict = Verdict.NOT_ATTEMPTED
            message = f"`{name}` is not defined: did its cell run, and is the name right?"
        case StudentError(type_name=kind, line=line, cell=cell):
            return Outcome(test, Verdict.CRASHED, 0.0, f"your code raises {kind}", cell, line, kind)
        case OverLimit(kind=kind):
            words = "memory" if kind == "memory" else "time"
            verdict, message = Verdict.OVER_LIMIT, f"your code used more {words} than this exercise may"
        case Crashed():
            verdict, message = Verdict.CRASHED, "the Python process ended in the middle of your function"
        case BadReply(reason=reason):
            verdict, message = Verdict.WRONG, _refusal_words(reason)
        case _:
            verdict, message = Verdict.WRONG, ""
    return Outcome(test, verdict, 0.0, message)


def _refusal_words(reason: str) -> str:
    words = {
        "object-array": "the result is an array of Python objects, not of numbers",
        "generator": "the result is a generator: return the values themselves",
        "subclass": "the result is of a special class: return a plain array, number, list or dict",
        "too-large": "the result is far too large",
        "too-deep": "the result is nested too deeply",
        "cyclic": "the result contains itself",
    }
    return words.get(reason, "the result is nothing that can be compared: return plain numbers, arrays, lists or dicts")


def _of_surprise(
    test: HiddenTest, number: int, parameters: dict[str, Any], environment: Environment, error: Exception
) -> Outcome:
    """A test that also falls over the reference is our fault; one that does not fell over the form of the answer."""
    given = {
        "student": environment.reference,
        "reference": environment.reference,
        "rng": generator(environment.secret, test.exercise, test.id, number),
        "data": environment.data,
    }
    try:
        test.function(**{name: given[name] for name in test.fixtures}, **parameters)
    except Exception:  # noqa: BLE001  # whatever it is, it is ours
        message = f"{test.exercise}/{test.id}: {type(error).__name__} in the test itself"
        return Outcome(test, Verdict.INTERNAL_ERROR, 0.0, message)
    return Outcome(test, Verdict.WRONG, 0.0, "the result has another form than asked for")


def _reset(*students: Any) -> None:
    for student in students:
        reset = getattr(type(student), "reset", None)
        if reset is not None:
            reset(student)


def _begin(reference: Any, run: str) -> None:
    if isinstance(reference, Remembering):
        reference.begin(run)


def _merged(test: HiddenTest, runs: list[Outcome]) -> Outcome:
    verdict = first_in_precedence([run.verdict for run in runs])
    first = next(run for run in runs if run.verdict is verdict)
    share = sum(run.share for run in runs) / len(runs)
    return Outcome(test, verdict, share, first.message, first.cell, first.line, first.error)
