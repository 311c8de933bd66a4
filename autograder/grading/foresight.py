"""What hidden tests will ask, and what came of answers seen before: most of a class answers alike.

A script (see `autograder.sandbox.foreseen`) is recorded with the instructor's notebook in a sandbox of its own, when an
exercise is first tested. What the tests and the diagnosis make of the answers depends on the answers alone, so for
the same answers it is worked out once.
"""

import contextlib
import time
from collections.abc import Callable
from typing import NamedTuple

from autograder.errors import AutograderError
from autograder.grading.diagnosis import Diagnosis
from autograder.grading.run import Environment, Outcome, run_tests
from autograder.grading.suite import HiddenTest
from autograder.sandbox.faults import StudentFault
from autograder.sandbox.foreseen import Recorder, Script, Unforeseen
from autograder.sandbox.remote import RemoteStudent
from autograder.sandbox.session import Process

# All of a script shares the limit of one call, so the reference must stay far below it.
_SHARE_OF_LIMIT = 0.1
_MAX_KNOWN = 100_000


class Judged(NamedTuple):
    """What the tests of an exercise found, and what it was recognised as.

    Attributes:
        outcomes: one a test.
        found: what is said about a wrong answer.
        unexplained: wrong answers without a fault, and no known mistakes that explain them all.
    """

    outcomes: tuple[Outcome, ...]
    found: Diagnosis
    unexplained: bool = False


def answers_again(foresee: Callable[[Script], bytes], script: Script) -> set[bytes]:
    """What comes of asking all of a script twice more.

    One call of each function lies between: whatever number of calls a script makes, code that answers otherwise on
    every second or third call cannot be in step both times.
    """
    first = foresee(script)
    if script.first_calls:
        foresee(script.once_each())
    return {first, foresee(script)}


class Foresight:
    """Scripts of one chapter's exercises, and what is known of answers to them."""

    def __init__(self, environment: Environment, open_reference: Callable[[], Process] | None) -> None:
        """Nothing is asked yet.

        Args:
            environment: of the hidden tests.
            open_reference: the process of the instructor's notebook after its run; None where there is none.
        """
        self._environment, self._open = environment, open_reference
        self._process: Process | None = None
        self._scripts: dict[str, Script | None] = {}
        self._known: dict[tuple[str, bytes], Judged] = {}

    def script(self, exercise: str, tests: tuple[HiddenTest, ...], cpu_s: float) -> Script | None:
        """What the tests of an exercise ask; None where it is asked request by request."""
        if exercise not in self._scripts:
            self._scripts[exercise] = self._recorded(tests, cpu_s)
        return self._scripts[exercise]

    def freeze(self) -> None:
        """Record no more: what is not recorded yet is asked request by request."""
        self._open = self._process = None

    def known(self, exercise: str, digest: bytes) -> Judged | None:
        """What came of the same answers before."""
        return self._known.get((exercise, digest))

    def keep(self, exercise: str, digest: bytes, judged: Judged) -> None:
        """Remember what came of these answers."""
        if len(self._known) < _MAX_KNOWN:
            self._known[exercise, digest] = judged

    def _recorded(self, tests: tuple[HiddenTest, ...], cpu_s: float) -> Script | None:
        if self._open is None or any(test.is_training for test in tests):
            return None
        try:
            if self._process is None:
                self._process = self._open()
            with self._process.fork() as snapshot:
                script = self._record(snapshot, tests, cpu_s)
            return script and script._replace(steady=self._is_steady(script, cpu_s))
        except (StudentFault, AutograderError):  # then it is asked request by request; what is wrong shows there
            return None

    def _is_steady(self, script: Script, cpu_s: float) -> bool:
        assert self._process is not None
        with self._process.fork() as snapshot, contextlib.suppress(Unforeseen):
            digest = snapshot.foresee(script, cpu_s)
            return script.whole and answers_again(lambda one: snapshot.foresee(one, cpu_s), script) == {digest}
        return False

    def _record(self, snapshot: Process, tests: tuple[HiddenTest, ...], cpu_s: float) -> Script | None:
        snapshot.recorder = Recorder()
        student = RemoteStudent(snapshot, {}, cpu_s)
        start = time.monotonic()
        outcomes, _ = run_tests(tests, lambda: student, self._environment)
        slow = time.monotonic() - start > _SHARE_OF_LIMIT * cpu_s
        right = all(outcome.share == 1 for outcome in outcomes)
        script = snapshot.recorder.script()
        return script if right and script.frames and not slow and not student.source_was_read else None
