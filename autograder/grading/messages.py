"""What a student reads about an exercise: words of ours and lines of her own, no hidden input or expected value."""

import itertools
import re
from collections.abc import Sequence

from autograder.course.model import Exercise
from autograder.grading.diagnosis import NOTHING, Diagnosis
from autograder.grading.result import Verdict
from autograder.grading.run import Outcome
from autograder.mistakes import Mistake

PART_OF_IT = "This may be a part of what is wrong:"
_FACTS_SHOWN = 3
_SHORT_WORDS = frozenset(
    ("a", "an", "as", "at", "be", "by", "do", "if", "in", "is", "it", "no", "of", "on", "or", "so", "to", "up", "we")
)
_SEVERAL_SECTIONS = re.compile(r"\d (to|and) ")
_NAMES_A_SECTION = re.compile(r"\bRead (A\.)?\d")
# Names of the course that look like words.
_NAMES = frozenset(("dapple", "dorange", "dout", "dtax", "grads", "params", "rng"))


def test_message(outcome: Outcome) -> str:
    """The sentence for one test; empty when it passed."""
    if outcome.verdict is Verdict.PASSED:
        return ""
    if outcome.verdict is Verdict.INTERNAL_ERROR:
        return "This test failed through no fault of yours; your instructor has been told."
    return _sentence(outcome.message)


def exercise_messages(
    exercise: Exercise,
    verdict: Verdict,
    outcomes: Sequence[Outcome],
    diagnosis: Diagnosis = NOTHING,
    line: str | None = None,
) -> tuple[str, ...]:
    """The sentences for an exercise, the most telling first."""
    match verdict:
        case Verdict.PASSED:
            return ()
        case Verdict.NEEDS_REVIEW:
            return ("Your answer will be read by your instructor.",)
        case Verdict.INTERNAL_ERROR:
            return ("A test of ours failed; nothing is held against you, and this exercise will be graded again.",)
        case Verdict.NOT_ATTEMPTED if exercise.kind == "written":
            return ("Not answered yet: replace the placeholder by your own words.",)
        case Verdict.NOT_ATTEMPTED if not outcomes or not any(outcome.message for outcome in outcomes):
            return ("Not attempted yet: replace the `raise NotImplementedError` line by your code.",)
    found = _named(diagnosis) or [*_partly_named(diagnosis), *_facts(outcomes)]
    raised = any(outcome.line is not None for outcome in outcomes)
    where = [f"{'It happened in your line' if raised else 'Look at your line'}: {line}"] if line else []
    told = any(_NAMES_A_SECTION.search(sentence) for sentence in found)
    again = [] if told else [read_again(exercise.section)]
    return (*found, *where, *again)


def place_in_text(section: str) -> str:
    """3.5.2, A.2 and "2.4 and 2.5" are sections; "part 3" and "question 5" say themselves what they are."""
    if _SEVERAL_SECTIONS.search(section):
        return f"sections {section}"
    return section if " " in section else f"section {section}"


def read_again(section: str) -> str:
    """Where to go back to."""
    return f"Have another look at {place_in_text(section)}."


def _named(diagnosis: Diagnosis) -> list[str]:
    if diagnosis.partly:
        return []
    sentences = list(dict.fromkeys(_sentence(mistake.sentence) for mistake in diagnosis.mistakes))
    if len(sentences) <= 1 or not _are_alternatives(diagnosis.mistakes):
        return sentences
    return [f"Either: {sentences[0]}", *(f"Or: {sentence}" for sentence in sentences[1:])]


def _are_alternatives(mistakes: Sequence[Mistake]) -> bool:
    """Whether no test can tell these mistakes apart, so that only one of them was made."""
    return all(one.id in other.also or other.id in one.also for one, other in itertools.combinations(mistakes, 2))


def _partly_named(diagnosis: Diagnosis) -> list[str]:
    said = [_sentence(diagnosis.deviation)] if diagnosis.deviation else []
    parts = [f"{PART_OF_IT} {_sentence(mistake.sentence)}" for mistake in diagnosis.mistakes]
    beside = [diagnosis.beside] if diagnosis.beside else []
    return said + ([*parts, *beside] if diagnosis.partly else [])


def _facts(outcomes: Sequence[Outcome]) -> list[str]:
    failed = [outcome for outcome in outcomes if outcome.verdict is not Verdict.PASSED]
    said: list[str] = []
    for outcome in failed[:_FACTS_SHOWN]:
        words = _sentence(outcome.message)
        said.append(f"Not yet: {outcome.test.fact}{f' {words}' if words else ''}")
    if len(failed) > _FACTS_SHOWN:
        said.append(f"{len(failed) - _FACTS_SHOWN} more of {len(outcomes)} facts do not hold yet.")
    return list(dict.fromkeys(said))


def _sentence(words: str) -> str:
    words = words.strip()
    if not words:
        return ""
    begin, *rest = words.split()
    is_formula = bool(rest) and rest[0] in {"+", "-", "*", "/", "="}
    first = words if is_formula or _is_code(begin) else words[0].upper() + words[1:]
    return first if first[-1] in ".!?" else f"{first}."


def _is_code(word: str) -> bool:
    """Whether a sentence begins with a name, which keeps its letters as they are: dW, db, x_train, np.exp."""
    marked = word in _NAMES or word[-1].isdigit() or any(sign in word for sign in "`._([=")
    is_name = marked or (not word[1:].islower() and len(word) > 1)
    return is_name or (len(word) <= len("dx") and word.lower() not in _SHORT_WORDS)
