"""Calls functions of the reference and of catalogued mistakes in our own process, as a sandbox would."""

import contextlib
import functools
import io
import signal
import threading
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from autograder.errors import SuiteError
from autograder.grading.compare import Failed
from autograder.sandbox.faults import (
    BUILTIN_ERRORS,
    NotImplementedByStudent,
    OverLimit,
    StudentError,
    StudentFault,
)


@functools.cache
def pyplot() -> Any:
    """Matplotlib's pyplot without a screen."""
    import matplotlib as mpl

    mpl.use("agg")  # on a desktop, the default would open windows while a class is graded
    import matplotlib.pyplot as plt

    return plt


def call(function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """The result; whatever a function raises becomes the fault that a student's function would end in."""
    try:
        silent = io.StringIO()
        with np.errstate(all="ignore"), contextlib.redirect_stdout(silent), contextlib.redirect_stderr(silent):
            return function(*args, **kwargs)
    except (Failed, SuiteError, StudentFault):
        raise  # out of a function that the test has passed in, or a limit
    except NotImplementedError:
        raise NotImplementedByStudent from None
    except MemoryError:
        raise OverLimit("memory") from None
    except (Exception, SystemExit) as error:
        kind = next((k.__name__ for k in type(error).__mro__ if k.__name__ in BUILTIN_ERRORS), "Exception")
        raise StudentError(kind) from error


@contextlib.contextmanager
def cpu_limit(cpu_s: float | None) -> Iterator[None]:
    """Stop a call of a catalogued mistake that does not end; signals reach the main thread only."""
    if cpu_s is None or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_signal: int, _frame: object) -> None:
        raise OverLimit("cpu")

    before = signal.signal(signal.SIGVTALRM, stop)
    # Again and again: code that catches everything may have caught the first.
    signal.setitimer(signal.ITIMER_VIRTUAL, cpu_s, 0.2)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
