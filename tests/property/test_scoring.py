"""What holds for the score of every exercise, however its tests end."""

from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.grading.outcome import Outcome, merged
from autograder.grading.result import PRECEDENCE, Verdict
from autograder.grading.score import points, score_exercise, with_follow_through
from autograder.grading.suite import HiddenTest
from tests.unit.grading_samples import exercise

TESTED = [verdict for verdict in Verdict if verdict is not Verdict.NEEDS_REVIEW]


@st.composite
def one_test(draw, number=0):
    """A test of some points and the outcome of each of its runs."""
    worth = draw(st.sampled_from([0.1, 0.5, 1.0, 1.5, 3.0]))
    verdicts = draw(st.lists(st.sampled_from(TESTED), min_size=1, max_size=7))
    test = HiddenTest(f"test_{number}", "double", worth, "The fact.", abs, (), ({},) * len(verdicts))
    return merged(test, [Outcome(test, verdict, float(verdict is Verdict.PASSED)) for verdict in verdicts])


TESTS = st.lists(one_test(), min_size=1, max_size=8)


def scored(outcomes):
    """The result of an exercise of these tests."""
    return score_exercise(exercise(points=sum(outcome.test.points for outcome in outcomes)), outcomes)


@settings(deadline=None)
@given(TESTS)
def test_points_lie_between_nothing_and_all(outcomes):
    result = scored(outcomes)
    assert 0 <= result.score <= result.max_score
    assert abs(result.score - sum(test.score for test in result.tests)) < 1e-5
    assert all(0 <= test.score <= test.max_score for test in result.tests)


@settings(deadline=None)
@given(TESTS)
def test_full_points_and_passed_are_one(outcomes):
    result = scored(outcomes)
    passed = all(outcome.verdict is Verdict.PASSED for outcome in outcomes)
    assert (result.verdict is Verdict.PASSED) == passed == (result.score == result.max_score)
    assert bool(result.messages) == (not passed)


@settings(deadline=None)
@given(TESTS)
def test_no_verdict_is_milder_than_a_test(outcomes):
    verdict = scored(outcomes).verdict
    assert all(PRECEDENCE[verdict] <= PRECEDENCE[outcome.verdict] for outcome in outcomes)


@settings(deadline=None)
@given(TESTS, st.randoms())
def test_the_order_of_tests_changes_nothing(outcomes, random):
    shuffled = random.sample(outcomes, len(outcomes))
    one, other = scored(outcomes), scored(shuffled)
    assert (one.score, one.max_score, one.verdict) == (other.score, other.max_score, other.verdict)


@settings(deadline=None)
@given(st.data())
def test_follow_through_takes_nothing_away(data):
    own = data.draw(TESTS)
    helped = [merged(o.test, [Outcome(o.test, v, float(v is Verdict.PASSED))]) for o in own
              for v in [data.draw(st.sampled_from(TESTED))]]  # fmt: skip
    first, second = scored(own), scored(helped)
    better = with_follow_through(first, second)
    assert better.score == max(first.score, second.score)
    assert better.follow_through == points(max(0.0, second.score - first.score))
