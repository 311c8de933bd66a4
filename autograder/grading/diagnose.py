"""Names the mistakes in a student's code: the catalogued one that answers every hidden test exactly as she does.

The hidden tests themselves are the probes. Their inputs repeat, so the log of each mistake is made once per process and
compared with the student's; a match that does not hold on every call is no match. Where no mistake matches, two
together may; where no two do, one may still explain whole tests, and is then said to be a part of what is wrong.
"""

from functools import cached_property

from autograder.course.model import Chapter
from autograder.grading.deviation import describe, words_beside
from autograder.grading.diagnosis import Diagnosis
from autograder.grading.evidence import Evidence
from autograder.grading.lines import likely_line
from autograder.grading.local import LocalStudent, References
from autograder.grading.log import CallLog
from autograder.grading.run import Environment, Outcome, run_tests
from autograder.grading.suite import HiddenTest
from autograder.mistakes.alter import ReferenceText
from autograder.mistakes.catalogue import Catalogue, Mistake, Variant, load_catalogue
from autograder.mistakes.combine import combined
from autograder.mistakes.declare import Altered, Declaration


class Diagnoser:
    """The catalogue of one chapter at work."""

    def __init__(self, chapter: Chapter, suites: dict[str, tuple[HiddenTest, ...]], environment: Environment) -> None:
        self._chapter, self._suites = chapter, suites
        self._references = References(chapter)
        self.use(environment)

    def use(self, environment: Environment) -> None:
        """Go on with other hidden inputs; what the mistakes answered to the ones before is forgotten."""
        self._environment = environment
        self._evidence: dict[str, Evidence] = {}
        self._both: dict[tuple[str, str, str, frozenset[str]], CallLog | None] = {}

    @cached_property
    def catalogue(self) -> Catalogue:
        """The chapter's mistakes and variants."""
        return load_catalogue(self._chapter.mistakes_path, self._chapter.solution_path)

    def match(self, exercise: str, log: CallLog) -> tuple[Mistake, ...]:
        """The catalogued mistakes of an exercise that cannot be told from the code that left this log."""
        return self._known(exercise).alone(log)

    def diagnose(self, exercise: str, log: CallLog) -> Diagnosis:
        """What can be said about code that left this log and lost points."""
        known = self._known(exercise)
        mistakes = known.alone(log) or known.together(log, self._run_both)
        if mistakes:
            return Diagnosis(mistakes)
        deviation = describe(log, known.reference, self._own)
        found = None if deviation else known.beside(log, lambda one: words_beside(log, one, known.reference, self._own))
        if found:
            return Diagnosis(found[:1], partly=True, beside=found[1])
        return Diagnosis(() if deviation else known.partly(log), partly=True, deviation=deviation)

    @cached_property
    def _own(self) -> frozenset[str]:
        """What students write in this chapter; other functions that tests call are given."""
        return frozenset(name for exercise in self._chapter.exercises for name in exercise.defines)

    def _known(self, exercise: str) -> Evidence:
        if exercise not in self._evidence:
            self._evidence[exercise] = self._collect(exercise)
        return self._evidence[exercise]

    def _run_both(self, one: Mistake, other: Mistake, tests: frozenset[str]) -> CallLog | None:
        """The answers of both mistakes in one program; None where they cannot be put together."""
        key = (one.exercise, one.id, other.id, tests)
        if key not in self._both:
            entry = combined(self._text, one, other)
            wanted = {test.partition(" ")[0] for test in tests}
            chosen = tuple(test for test in self._suites[one.exercise] if test.id in wanted)
            self._both[key] = None if entry is None else self._log(self._references.student(entry), chosen)
        return self._both[key]

    def line_of(self, mistake: Mistake, answer: str) -> str | None:
        """The line of an answer that a mistake lies in, where one stands out."""
        return likely_line(answer, mistake, self._reference_text)

    @cached_property
    def _reference_text(self) -> str:
        return self._chapter.solution_path.read_text(encoding="utf-8")

    def try_entry(self, entry: Variant, exercise: str | None = None) -> tuple[tuple[Outcome, ...], CallLog]:
        """Run the tests of an exercise, the entry's own unless another is named, on an entry, in this process."""
        student = self._references.student(entry)
        return run_tests(self._suites[exercise or entry.exercise], lambda: student, self._environment)

    def same_by_edit(self, mistake: Mistake) -> bool:
        """Whether the edit that a mistake names answers as the mistake itself."""
        declaration = Declaration(mistake.exercise, None, mistake.replaces)
        edited = self._text.altered("", Altered(mistake.id, declaration, mistake.edit))
        entry = Variant(mistake.id, mistake.exercise, mistake.replaces, edited)
        return edited == mistake.source or self.try_entry(entry)[1].agrees_with(self.try_entry(mistake)[1])

    @cached_property
    def _text(self) -> ReferenceText:
        return ReferenceText(self._chapter.solution_path)

    def _collect(self, exercise: str) -> Evidence:
        entries = [entry for entry in self.catalogue.mistakes if entry.exercise == exercise]
        tests = tuple(test for test in self._suites[exercise] if not test.is_training)
        logs = [(entry, self._log(self._references.student(entry), tests)) for entry in entries]
        # A mistake that answers as the reference does would be found in right code.
        right = self._references.student()
        _, reference = run_tests(tests, lambda: right, self._environment, keep_arguments=True)
        return Evidence(reference, [(entry, log) for entry, log in logs if not log.agrees_with(reference)])

    def _log(self, student: LocalStudent, tests: tuple[HiddenTest, ...]) -> CallLog:
        return run_tests(tests, lambda: student, self._environment)[1]
