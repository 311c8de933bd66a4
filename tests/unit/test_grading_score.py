"""Points, verdicts and sentences of one exercise."""

import msgspec
import pytest

from autograder.grading import score
from autograder.grading.diagnosis import Diagnosis
from autograder.grading.messages import _sentence, read_again
from autograder.grading.outcome import Outcome
from autograder.grading.result import SCHEMA_VERSION, SubmissionResult, Verdict, first_in_precedence, to_json
from autograder.grading.suite import HiddenTest
from autograder.mistakes import Mistake
from autograder.submission import Accident
from tests.unit.grading_samples import exercise

SQUARED = Mistake("squared", "double", "double", "", sentence="It is squared. Read 1.2.", also=())


def outcome(verdict="passed", share=None, message="", points=1.0, name="test_a"):
    """What became of one test."""
    test = HiddenTest(name, "double", points, f"The fact of {name}.", abs, (), ({},))
    return Outcome(test, Verdict(verdict), float(verdict == "passed") if share is None else share, message)


def scored(*outcomes, **options):
    """The result of an exercise of these tests."""
    return score.score_exercise(exercise(points=float(len(outcomes))), outcomes, **options)


@pytest.mark.parametrize(
    ("verdicts", "verdict"),
    [
        ("passed passed", "passed"),
        ("passed wrong", "wrong"),
        ("wrong crashed", "crashed"),
        ("crashed over-limit wrong", "over-limit"),
        ("passed over-limit internal-error", "internal-error"),
        ("not-attempted not-attempted", "not-attempted"),
        ("not-attempted passed", "wrong"),
        ("not-attempted wrong", "wrong"),
    ],
)
def test_verdict_of_an_exercise(verdicts, verdict):
    assert scored(*map(outcome, verdicts.split())).verdict == verdict


def test_points_are_partial_and_rounded():
    found = scored(*[outcome("wrong", share=1 / 3, points=0.1)] * 3)
    assert found.score == 0.1
    assert [test.score for test in found.tests] == [0.033333] * 3


def test_our_error_keeps_the_points_that_can_be_had():
    found = scored(outcome(), outcome("internal-error", message="double/test_a: the reference's f ends in KeyError"))
    assert (found.score, found.max_score, found.verdict) == (1, 2, "internal-error")
    assert "KeyError" not in str(to_json(submission(found)))
    assert "nothing is held against you" in found.messages[0]


def test_messages_of_what_passed_are_empty():
    assert scored(outcome()).messages == ()
    assert scored(outcome()).tests[0].message == ""


def test_a_named_mistake_is_told_in_place_of_facts():
    found = scored(outcome("wrong", message="the result has the wrong value"), found=Diagnosis((SQUARED,)))
    assert (found.mistakes, found.messages) == (("squared",), ("It is squared. Read 1.2.",))


def test_of_mistakes_that_no_test_tells_apart_only_one_is_claimed():
    rooted = Mistake("rooted", "double", "double", "", sentence="A root is taken. Read 1.2.", also=("squared",))
    messages = scored(outcome("wrong"), found=Diagnosis((SQUARED, rooted))).messages
    assert messages == ("Either: It is squared. Read 1.2.", "Or: A root is taken. Read 1.2.")


def test_a_section_that_a_mistake_names_is_enough():
    elsewhere = Mistake("squared", "double", "double", "", sentence="It is squared. Read 1.5.", also=())
    assert scored(outcome("wrong"), found=Diagnosis((elsewhere,))).messages == ("It is squared. Read 1.5.",)


def test_two_mistakes_at_once_are_both_told():
    shifted = Mistake("shifted", "double", "double", "", sentence="One is added. Read 1.2.", also=())
    messages = scored(outcome("wrong"), found=Diagnosis((SQUARED, shifted))).messages
    assert messages == ("It is squared. Read 1.2.", "One is added. Read 1.2.")


def test_facts_words_line_and_section_are_told():
    found = scored(outcome("crashed", message="your code raises KeyError"), line="return W['b']")
    assert found.messages == (
        "Not yet: The fact of test_a. Your code raises KeyError.",
        "Look at your line: return W['b']",
        "Have another look at section 1.2.",
    )
    assert found.line == "return W['b']"


def test_three_facts_are_told_and_the_others_counted():
    names = [f"test_{name}" for name in "abcde"]
    messages = scored(*[outcome("wrong", name=name) for name in names]).messages
    assert [message[-7:] for message in messages[:3]] == ["test_a.", "test_b.", "test_c."]
    assert messages[3] == "2 more of 5 facts do not hold yet."


@pytest.mark.parametrize(
    ("result", "verdict", "words"),
    [
        (score.not_attempted(exercise()), "not-attempted", "replace the `raise NotImplementedError` line"),
        (score.written(exercise(kind="written"), untouched=True), "not-attempted", "replace the placeholder"),
        (score.written(exercise(kind="written"), untouched=False), "needs-review", "read by your instructor"),
        (scored(outcome("not-attempted")), "not-attempted", "replace the `raise NotImplementedError` line"),
        (scored(outcome("not-attempted", message="`f` is not defined.")), "not-attempted", "`f` is not defined"),
    ],
)
def test_what_to_do_next_is_told(result, verdict, words):
    assert (result.verdict, result.score) == (verdict, 0)
    assert words in result.messages[0]


def test_follow_through_gives_the_better_of_both():
    own, helped = scored(outcome("wrong"), outcome("wrong")), scored(outcome(), outcome("wrong"))
    better = score.with_follow_through(own, helped)
    assert (better.score, better.follow_through, better.max_score) == (1, 1, 2)
    assert "An earlier answer" in better.messages[0]
    assert score.with_follow_through(helped, own) == helped
    assert score.with_follow_through(own, own) == own
    assert score.with_follow_through(own, scored(outcome(), outcome())).verdict == "passed"


def test_precedence_is_that_of_the_enum():
    ours, theirs = ["internal-error"], ["over-limit", "crashed", "wrong", "not-attempted", "needs-review", "passed"]
    assert list(Verdict) == [*ours, *theirs]
    assert first_in_precedence(list(Verdict)) == "internal-error"
    assert first_in_precedence([]) == "passed"


def submission(*exercises):
    """A result of one student."""
    accidents = (Accident("renamed", "It had another name."),)
    return SubmissionResult("ch09", "ann", Verdict.WRONG, 1.5, 2.0, "digits", "strict", exercises, accidents)


def test_json_is_stable_and_has_its_version():
    result = submission(scored(outcome("wrong", share=0.5), outcome()))
    assert to_json(result) == to_json(result)
    assert msgspec.json.decode(to_json(result), type=SubmissionResult) == result
    plain = msgspec.json.decode(to_json(result))
    assert plain["schema_version"] == SCHEMA_VERSION
    names = "assignment verdict score max_score data_set sandbox exercises accidents student"
    assert set(names.split()) <= plain.keys()
    names = "id title section verdict score max_score mistakes messages tests line follow_through curves"
    assert set(names.split()) == plain["exercises"][0].keys()
    assert {"id", "verdict", "score", "max_score", "fact", "message"} == plain["exercises"][0]["tests"][0].keys()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("db holds one gradient", "db holds one gradient."),
        ("dW is transposed", "dW is transposed."),
        ("np.max looks along an axis", "np.max looks along an axis."),
        ("the result is None!", "The result is None!"),
        ("it is wrong", "It is wrong."),
        ("x, W and B stay.", "x, W and B stay."),
        ("a sum is missing", "A sum is missing."),
        ("a + b / 2 divides only b", "a + b / 2 divides only b."),
        ("c and the number are swapped", "c and the number are swapped."),
        ("dout is not used", "dout is not used."),
        ("delta2 is divided", "delta2 is divided."),
    ],
)
def test_a_sentence_begins_with_a_capital_unless_it_begins_with_a_name(words, sentence):
    assert _sentence(words) == sentence


@pytest.mark.parametrize(
    ("section", "words"),
    [
        ("3.5.2", "Have another look at section 3.5.2."),
        ("A.2", "Have another look at section A.2."),
        ("part 3", "Have another look at part 3."),
        ("1.5.4 to 1.5.5", "Have another look at sections 1.5.4 to 1.5.5."),
        ("2.4 and 2.5", "Have another look at sections 2.4 and 2.5."),
    ],
)
def test_where_to_read_again(section, words):
    assert read_again(section) == words
