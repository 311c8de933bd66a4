"""What is said where no single known mistake explains the answers: two together, or a part."""

import numpy as np
import pytest

from autograder.grading import evidence
from autograder.grading.diagnose import Diagnoser
from autograder.grading.evidence import Evidence
from autograder.grading.local import LocalStudent, References
from autograder.grading.log import CallLog
from autograder.grading.run import Environment, run_tests
from autograder.grading.suite import load_suites
from autograder.mistakes import Mistake, load_catalogue
from autograder.mistakes.alter import ReferenceText
from autograder.mistakes.combine import combined
from tests.unit.grading_samples import HEAD, chapter, exercise

SOLUTION = """
def scaled(x, factor, offset):
    total = x * factor
    moved = total + offset
    return moved
"""


MISTAKES = """
from autograder.mistakes import altered, mistake

ALTERED = [
    altered("scaled", "divides", "It divides. Read 1.2.", ("x * factor", "x / factor")),
    altered("scaled", "minus", "Minus. Read 1.2.", ("+ offset", "- offset")),
    altered("scaled", "sum", "It sums. Read 1.2.", ("return moved", "return moved.sum()")),
]


@mistake("scaled", "It stops at large ones. Read 1.2.")
def scaled__clips(a, factor, offset):
    total = a * factor
    moved = total + offset
    return moved.clip(-50, 50)


@mistake("scaled", "It returns nothing. Read 1.2.")
def scaled__none(x, factor, offset):
    return None
"""


SUITE = '''
@pytest.mark.points(1)
def test_both(student, rng):
    """F."""
    x = rng.normal(size=3)
    assert_close(student.scaled(x, 2.5, 1.0), x * 2.5 + 1)


@pytest.mark.points(1)
def test_without_offset(student, rng):
    """F."""
    x = rng.normal(size=3)
    assert_close(student.scaled(x, 2.5, 0.0), x * 2.5)


@pytest.mark.points(1)
def test_large(student, rng):
    """F."""
    x = 100 + rng.normal(size=3)
    assert_close(student.scaled(x, 1.0, 0.0), x)
'''


@pytest.fixture
def diagnosed(tmp_path):
    """What is found for a function."""
    one = chapter(tmp_path, exercise("scaled", points=3.0), solution=SOLUTION, mistakes=MISTAKES)
    (tmp_path / "suites").mkdir()
    (tmp_path / "suites" / "test_scaled.py").write_text(HEAD + SUITE)
    suites = load_suites(one)
    environment = Environment(References(one).student(), None, b"secret")
    diagnoser = Diagnoser(one, suites, environment)

    def look(function):
        _, log = run_tests(suites["scaled"], lambda: LocalStudent({"scaled": function}), environment)
        return diagnoser.diagnose("scaled", log)

    return look


def names(found):
    return sorted(mistake.id for mistake in found.mistakes)


def test_one_mistake_is_named_alone(diagnosed):
    found = diagnosed(lambda x, factor, offset: x / factor + offset)
    assert (names(found), found.partly, found.deviation) == (["divides"], False, "")


@pytest.mark.parametrize(
    ("function", "both"),
    [
        (lambda x, factor, offset: x / factor - offset, ["divides", "minus"]),
        (lambda x, factor, offset: (x / factor + offset).sum(), ["divides", "sum"]),
        (lambda x, factor, offset: (x * factor - offset).clip(-50, 50), ["clips", "minus"]),
    ],
)
def test_two_mistakes_are_named_together(diagnosed, function, both):
    found = diagnosed(function)
    assert (names(found), found.partly) == (both, False)


STEPS = """
from autograder.mistakes import mistake


@mistake("step", "It cuts.")
def step__cuts(w, g, lr):
    stepped = w.copy()
    stepped[...] = w - lr * g
    return stepped


@mistake("step", "Twice.")
def step__squared(w, g, lr):
    return w - lr**2 * g


@mistake("step", "Uphill.")
def step__uphill(w, g, lr):
    return w + lr * g
"""


def test_a_program_in_which_a_mistake_never_happens_is_none_of_two(tmp_path):
    reference, entries = tmp_path / "reference.py", tmp_path / "mistakes.py"
    reference.write_text('"""R."""\n\n\ndef step(w, g, lr):\n    stepped = w - lr * g\n    return stepped\n')
    entries.write_text(STEPS)
    cuts, squared, uphill = load_catalogue(entries, reference).mistakes
    text = ReferenceText(reference)
    assert combined(text, cuts, squared) is None  # words of both fit together to "return w.copy()" and more behind it
    both = combined(text, squared, uphill)
    assert both is None or "return" in both.source.splitlines()[-1]


def test_a_mistake_that_explains_whole_tests_is_a_part(diagnosed):
    found = diagnosed(lambda x, factor, offset: (x * factor + 3.25 * offset).clip(-50, 50))
    assert (names(found), found.partly) == (["clips"], True)


@pytest.mark.parametrize(
    ("function", "part", "words"),
    [
        (
            lambda x, factor, offset: -(x / factor + offset),
            ["divides"],
            "your results have the wrong sign, all of them.",
        ),
        (
            lambda x, factor, offset: 2 * (x * factor - offset),
            ["minus"],
            "your results are twice too large, all of them.",
        ),
        (lambda x, factor, offset: (x * factor - offset) ** 3, [], ""),
    ],
)
def test_what_is_wrong_beside_a_known_mistake(diagnosed, function, part, words):
    found = diagnosed(function)
    assert (names(found), found.partly, found.deviation) == (part, True, "")
    assert found.beside == (f"Compared with code that has this mistake alone, {words}" if words else "")


def test_nothing_is_named_for_other_code(diagnosed):
    found = diagnosed(lambda x, factor, offset: 2 * (x * factor + offset))
    assert (names(found), found.deviation) == ([], "Your results are twice too large, all of them.")
    assert diagnosed(lambda x, factor, offset: x**3).mistakes == ()


def log_of(**tests):
    """A log with the answer of one call for each test."""
    log = CallLog()
    for test, answer in tests.items():
        log.start(test)
        log.add("f", answer)
    return log


FEW = (1.0, True, np.array([1, 0, 1]), 0.5, 2 / 3, np.array([2, 3, 5]))
MANY = (0.5123, 50.0, np.array([2, 3, 5, 8]), "no")


@pytest.mark.parametrize(("shown", "named"), [(few, 0) for few in FEW] + [(many, 1) for many in MANY])
def test_of_plain_numbers_that_agree_no_part_is_told(shown, named):
    """Half of all wrong gates answer a question alike, and of six samples many networks get three right."""
    one = Mistake("one", "f", "f", "", sentence="It is.", also=())
    known = Evidence(log_of(a=0.0, b=0.0, c=0.0), [(one, log_of(a=shown, b=shown, c=0.0))])
    assert len(known.partly(log_of(a=shown, b=shown, c=shown))) == named


@pytest.mark.parametrize(("ending", "named"), [(("raised", "TypeError"), 0), (7.0, 2)])
def test_two_mistakes_are_not_named_for_the_same_exception_alone(ending, named):
    one, other = (Mistake(name, "f", "f", "", sentence="It is.", also=()) for name in ("one", "other"))
    both = log_of(a=ending, b=ending)
    known = Evidence(log_of(a=1.0, b=1.0), [(one, log_of(a=2.0, b=3.0)), (other, log_of(a=4.0, b=5.0))])
    assert len(known.together(both, lambda *_: both)) == named


def test_what_single_answers_speak_for_is_tried_first(monkeypatch):
    """Each test answers with everything at once, so every pair has to be tried, and there are too many of them."""
    monkeypatch.setattr(evidence, "_MAX_TRIES", 1)
    right = {"steps": 1.0, "losses": 2.0, "rows": 3.0}
    listed = {"alpha": "rows", "beta": "steps", "gamma": "losses", "delta": "rows"}
    values = {"alpha": 4.0, "beta": 5.0, "gamma": 6.0, "delta": 7.0}
    mistakes = [
        (Mistake(name, "f", "f", "", sentence="It is.", also=()), log_of(a={**right, key: values[name]}))
        for name, key in listed.items()
    ]
    both = log_of(a={**right, "losses": 6.0, "rows": 7.0})
    tried = []

    def attempt(one, other, _):
        tried.append({one.id, other.id})
        return both

    found = Evidence(log_of(a=right), mistakes).together(both, attempt)
    assert tried == [{"gamma", "delta"}]
    assert {mistake.id for mistake in found} == {"gamma", "delta"}
