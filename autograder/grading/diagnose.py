"""Names the mistake in a student's code: the catalogued one that answers every hidden test exactly as she does.

The hidden tests themselves are the probes. Their inputs repeat, so the log of each mistake is made once per process and
compared with the student's; a match that does not hold on every call is no match.
"""

from functools import cached_property

from autograder.course.model import Chapter
from autograder.grading.lines import likely_line
from autograder.grading.local import LocalStudent, References
from autograder.grading.log import CallLog
from autograder.grading.run import Environment, run_tests
from autograder.grading.suite import HiddenTest
from autograder.mistakes.catalogue import Catalogue, Mistake, load_catalogue


class Diagnoser:
    """The catalogue of one chapter at work."""

    def __init__(self, chapter: Chapter, suites: dict[str, tuple[HiddenTest, ...]], environment: Environment) -> None:
        self._chapter, self._suites, self._environment = chapter, suites, environment
        self._references = References(chapter)
        self._logs: dict[str, list[tuple[Mistake, CallLog]]] = {}

    @cached_property
    def catalogue(self) -> Catalogue:
        """The chapter's mistakes and variants."""
        return load_catalogue(self._chapter.mistakes_path, self._chapter.solution_path)

    def match(self, exercise: str, log: CallLog) -> tuple[Mistake, ...]:
        """The catalogued mistakes of an exercise that cannot be told from the code that left this log."""
        if exercise not in self._logs:
            self._logs[exercise] = self._mistake_logs(exercise)
        return tuple(mistake for mistake, known in self._logs[exercise] if log.agrees_with(known))

    def line_of(self, mistake: Mistake, answer: str) -> str | None:
        """The line of an answer that a mistake lies in, where one stands out."""
        return likely_line(answer, mistake, self._reference_text)

    @cached_property
    def _reference_text(self) -> str:
        return self._chapter.solution_path.read_text(encoding="utf-8")

    def _mistake_logs(self, exercise: str) -> list[tuple[Mistake, CallLog]]:
        entries = [entry for entry in self.catalogue.mistakes if entry.exercise == exercise]
        tests = tuple(test for test in self._suites[exercise] if not test.is_training)
        logs = [(entry, self._log(self._references.student(entry), tests)) for entry in entries]
        # A mistake that answers as the reference does would be found in right code.
        reference = self._log(self._references.student(), tests)
        return [(entry, log) for entry, log in logs if not log.agrees_with(reference)]

    def _log(self, student: LocalStudent, tests: tuple[HiddenTest, ...]) -> CallLog:
        return run_tests(tests, lambda: student, self._environment)[1]
