"""Code that dies, or takes more than its share."""

from collections.abc import Callable

from autograder.demo.expected import Expected, Specimen
from autograder.demo.sheet import Sheet
from autograder.grading.result import Verdict

_ENDLESS = """
def linear_collapse(c):
    a = c
    steps = 0
    while steps < 2:
        a = a * c
    return a
"""
_SEGFAULT = """
import ctypes

def relu(x):
    return ctypes.string_at(0)
"""
_MEMORY = """
def identity_function(x):
    rows = []
    while True:
        rows.append(np.ones(2**20))
    return rows
"""
_EXIT = "import os\nos._exit(0)"
_FORKS = """
import os

def linear_collapse(c):
    while True:
        try:
            os.fork()
        except OSError:
            pass
"""
_PRINTS = "for _ in range(1000):\n    print('x' * 100_000)"


def _answers(exercise: str, source: str) -> Callable[[Sheet], None]:
    return lambda sheet: sheet.answer(exercise, source.lstrip())


def _runs(source: str) -> Callable[[Sheet], None]:
    return lambda sheet: sheet.insert_before("part2", source)


def _lost(exercise: str, verdict: Verdict) -> Expected:
    return Expected(verdict, {exercise: verdict})


# A cell outside the answers that dies or is cut short costs itself and no points.
_ALL_THE_SAME = Expected(Verdict.NEEDS_REVIEW)

SPECIMENS = (
    Specimen("endless_loop", _lost("linear_collapse", Verdict.OVER_LIMIT), _answers("linear_collapse", _ENDLESS)),
    Specimen("endless_cell", _ALL_THE_SAME, _runs("while True:\n    pass")),
    Specimen("crash_segfault", _lost("relu", Verdict.CRASHED), _answers("relu", _SEGFAULT)),
    Specimen("os_exit", _ALL_THE_SAME, _runs(_EXIT)),
    Specimen("memory_eater", _lost("identity_function", Verdict.OVER_LIMIT), _answers("identity_function", _MEMORY)),
    Specimen("fork_bomb", _lost("linear_collapse", Verdict.OVER_LIMIT), _answers("linear_collapse", _FORKS)),
    Specimen("prints_100_mb", _ALL_THE_SAME, _runs(_PRINTS)),
)
