"""Runs the hidden tests of one exercise against a student, a reference or a mistake.

Where it is not plain whose fault a failure is, one question decides: does the test fail with the reference in the
student's place too? If so it is ours, and nobody loses points over it.
"""

import contextlib
import functools
import hashlib
import hmac
import logging
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import msgspec
import numpy as np
import pytest

from autograder.errors import InternalError, SuiteError
from autograder.grading.compare import Failed
from autograder.grading.local import ReferenceFailed, copied
from autograder.grading.log import CallLog
from autograder.grading.memory import Remembering
from autograder.grading.outcome import Outcome, merged, of_fault
from autograder.grading.recording import Recording
from autograder.grading.result import Verdict
from autograder.grading.student import StudentApi
from autograder.grading.suite import HiddenTest
from autograder.grading.training import Training
from autograder.sandbox.faults import StudentFault

__all__ = ["Environment", "Outcome", "generator", "run_tests"]
_LOG = logging.getLogger(__name__)
# After that many calls that ran into a limit the rest of the exercise would only cost more time.
_MAX_OVER_LIMIT = 2
_OTHER_FORM = "the result has another form than asked for"


@dataclass(frozen=True, slots=True)
class Environment:
    """What tests are given besides the student."""

    reference: Any
    data: Any
    secret: bytes
    training: Training | None = None


@dataclass(frozen=True, slots=True)
class _Run:
    """One run of a test, with its parameters and its inputs to be drawn."""

    test: HiddenTest
    number: int

    @property
    def name(self) -> str:
        return f"{self.test.id} {self.number}"

    def call(self, student: Any, environment: Environment) -> None:
        test = self.test
        given = {
            "student": student,
            "reference": environment.reference,
            "rng": generator(environment.secret, test.exercise, test.id, self.number),
            "data": environment.data,
            "training": environment.training,
        }
        # Copied, because a suite is loaded once for all students and a test may change its parameters.
        test.function(**{name: given[name] for name in test.fixtures}, **copied(test.runs[self.number]))


def run_tests(
    tests: tuple[HiddenTest, ...],
    new_student: Callable[[], StudentApi],
    environment: Environment,
    *,
    keep_arguments: bool = False,
) -> tuple[tuple[Outcome, ...], CallLog]:
    """Run tests in their order; return their outcomes and the log of all answers.

    Args:
        tests: of one exercise.
        new_student: makes a student in the state after the notebook; called again whenever one was lost.
        environment: reference, data set and secret.
        keep_arguments: log also what the student was asked.
    """
    log, student, outcomes = CallLog(keep_arguments=keep_arguments), new_student(), []
    over_limit = 0
    drawn: list[tuple[Any, Any]] = []
    with _quiet_numpy():
        for test in tests:
            runs = []
            for run in (_Run(test, number) for number in range(len(test.runs))):
                if over_limit >= _MAX_OVER_LIMIT:
                    message = "the time for this exercise was used up before"
                    runs.append(Outcome(test, Verdict.OVER_LIMIT, 0.0, message))
                    continue
                _call("begin", student, run.name)
                if test.is_training:  # a whole training is too much to be compared with that of every known mistake
                    runs.append(_run_once(run, student, environment))
                else:
                    log.start(run.name)
                    runs.append(_run_once(run, Recording(student, log, drawn), environment))
                over_limit += runs[-1].verdict is Verdict.OVER_LIMIT
                _call("reset", student)
                _call("reset", environment.reference)
                if student.lost:
                    student = new_student()
            outcomes.append(merged(test, runs))
    return tuple(outcomes), log


def generator(secret: bytes, exercise: str, test: str, run: int) -> np.random.Generator:
    """Inputs of one run: always the same for a course, never to be guessed from outside."""
    digest = hmac.new(secret, f"{exercise}/{test}/{run}".encode(), hashlib.sha256).digest()
    return np.random.default_rng(int.from_bytes(digest[:16], "big"))


def _run_once(run: _Run, student: Any, environment: Environment) -> Outcome:
    outcome = _outcome_of(run, student, environment)
    curves = environment.training.take_curves() if environment.training else ()
    return msgspec.structs.replace(outcome, curves=curves) if curves else outcome


def _outcome_of(run: _Run, student: Any, environment: Environment) -> Outcome:
    test = run.test
    _begin(environment.reference, f"{test.exercise} {run.name}")
    try:
        run.call(student, environment)
    except (Exception, pytest.fail.Exception, pytest.skip.Exception) as error:  # noqa: BLE001  # sorted out below
        return _of_exception(run, environment, error)
    return Outcome(test, Verdict.PASSED, 1.0)


def _of_exception(run: _Run, environment: Environment, error: BaseException) -> Outcome:
    theirs, doubtful = Outcome(run.test, Verdict.WRONG, 0.0), False
    match error:
        case InternalError():
            raise error
        case StudentFault():
            theirs = of_fault(run.test, error)
        case Failed():
            theirs = Outcome(run.test, Verdict.WRONG, error.share, str(error))
        case AssertionError() | pytest.fail.Exception():
            pass
        case ReferenceFailed(fault=fault):
            theirs, doubtful = of_fault(run.test, fault), True
        case SuiteError() | pytest.skip.Exception():
            return _ours(run, error)
        case _:
            theirs, doubtful = Outcome(run.test, Verdict.WRONG, 0.0, _OTHER_FORM), True
    return _ours(run, error) if doubtful and _fails_alone(run, environment) else theirs


def _fails_alone(run: _Run, environment: Environment) -> bool:
    """Whether a test fails with the reference in the student's place too."""
    _call("reset", environment.reference)
    _begin(environment.reference, f"{run.test.exercise} {run.name} alone")
    try:
        # A twin, because a test may put a function of its own, which asks the reference, in the place of a student's.
        run.call(environment.reference.twin(), environment)
    except (Exception, pytest.fail.Exception, pytest.skip.Exception):  # noqa: BLE001  # whatever it is, it is ours
        return True
    return False


def _ours(run: _Run, error: BaseException) -> Outcome:
    words = str(error) if isinstance(error, SuiteError) else f"{type(error).__name__} in the test itself"
    message = f"{run.test.exercise}/{run.test.id}: {words}"
    _tell_instructor(message)
    return Outcome(run.test, Verdict.INTERNAL_ERROR, 0.0, message)


@functools.cache
def _tell_instructor(message: str) -> None:
    """Log a failure of ours; once, because it is the same for every student of the class."""
    _LOG.error("hidden test failed by itself: %s", message)


@contextlib.contextmanager
def _quiet_numpy() -> Iterator[None]:
    """Let no warning fail a test, and leave the global random state as it was whatever a reference does with it."""
    state = np.random.get_state()  # noqa: NPY002  # the legacy state is what references of the course use
    try:
        with np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        np.random.set_state(state)  # noqa: NPY002  # as above


def _call(name: str, student: Any, *args: Any) -> None:
    """Call a method that not every kind of student has; looked up in its class, because all else is student code."""
    method = getattr(type(student), name, None)
    if method is not None:
        method(student, *args)


def _begin(reference: Any, run: str) -> None:
    if isinstance(reference, Remembering):
        reference.begin(run)
