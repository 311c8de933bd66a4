import base64
import hashlib
import re
import time
from html.parser import HTMLParser

import pytest

from autograder.reports.feedback import feedback_page
from autograder.reports.visible import Hint, Visible, hints_of
from tests.unit.reports_samples import accident, check, exercise, mixed_submission, submission

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>\x1b[31m\u202e{{ 7*7 }}"
PNG = b"\x89PNG\r\n\x1a\n" + b"pixels"


class Tags(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.tags, self.attributes, self.text = [], [], ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.text += data


def test_each_verdict_is_told_in_words():
    text = Tags(feedback_page(mixed_submission())).text
    for words in (
        "right",
        "partly right",
        "stopped with an error",
        "stopped at a limit",
        "not written yet",
        "waiting for a reader",
        "could not be graded",
    ):
        assert words in text


def test_mistake_line_facts_and_credit_are_shown():
    text = Tags(feedback_page(mixed_submission())).text
    assert "no max subtraction" in text
    assert "weights = np.exp(scores)" in text
    assert "Read again: “The softmax” in your notebook" in text
    assert "(section 3.5.2)" in text
    assert "Scores around 1000 give finite probabilities." in text
    assert "3 points of these are follow-through credit" in text
    assert "The file was found under another name." in text


def test_everything_hostile_is_escaped():
    """No element, no event handler and no invisible character of a student's reaches the page."""
    hostile = exercise(
        verdict="wrong",
        title=HOSTILE,
        section=HOSTILE,
        mistakes=(HOSTILE,),
        messages=(HOSTILE,),
        line=HOSTILE,
        tests=(check(HOSTILE, "wrong", 0.0, 1.0, HOSTILE, HOSTILE),),
    )
    result = submission(HOSTILE, [hostile], (accident(HOSTILE, HOSTILE),), data_set=HOSTILE, sandbox=HOSTILE)
    page = feedback_page(result)
    parsed = Tags(page)
    assert not {"script", "img", "iframe", "form", "link"} & set(parsed.tags)
    assert not [name for name, _ in parsed.attributes if name.startswith("on") or name in ("style", "src")]
    assert "\x1b" not in page
    assert "\u202e" not in page
    assert "{{ 7*7 }}" in page
    page.encode()


def test_the_policy_allows_the_one_style_and_nothing_else():
    page = feedback_page(mixed_submission())
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert "default-src 'none'" in policy.replace("&#39;", "'")
    assert f"'sha256-{digest}'" in policy.replace("&#39;", "'").replace("&#43;", "+")
    assert "unsafe" not in policy
    assert "http:" not in page
    assert "https:" not in page


def test_figures_are_embedded_and_other_bytes_are_not():
    figures = Visible((PNG, b"<svg onload=alert(1)>"))
    page = feedback_page(submission(), {"softmax": figures, "unknown": figures})
    assert page.count("<img ") == 1
    assert base64.b64encode(PNG).decode() in page


def test_a_message_is_said_once():
    entry = exercise(
        verdict="wrong",
        messages=("Rows do not sum to 1.",),
        tests=(check(verdict="wrong", score=0.0, message="Rows do not sum to 1."),),
    )
    assert feedback_page(submission(exercises=[entry])).count("Rows do not sum to 1.") == 1


def test_what_the_page_says_anyway_is_not_said_again():
    """The grading's sentences repeat facts, line and section for readers of the JSON; the page has places for them."""
    entry = exercise(
        verdict="wrong",
        line="return np.exp(x)",
        messages=(
            "Not yet: Each row sums to 1. It is off by a constant factor.",
            "It happened in your line: return np.exp(x)",
            "Have another look at section 3.5.2.",
        ),
        tests=(check(verdict="wrong", score=0.0, message="It is off by a constant factor."),),
    )
    text = Tags(feedback_page(submission(exercises=[entry]))).text
    for once in ("Each row sums to 1.", "off by a constant factor", "return np.exp(x)", "3.5.2"):
        assert text.count(once) == 1


def test_a_missing_name_is_told_in_place_of_the_untouched_stub():
    reason = "`softmax` is not defined: did its cell run, and is the name right?"
    entry = exercise(verdict="not-attempted", tests=(check(verdict="not-attempted", score=0.0, message=reason),) * 2)
    text = Tags(feedback_page(submission(exercises=[entry]))).text
    assert text.count("softmax is not defined") == 1
    assert "NotImplementedError" not in text


def test_an_exercise_that_fell_over_an_earlier_answer_only_is_called_right():
    entry = exercise("forward", "crashed", 5.0, follow_through=5.0)
    text = Tags(feedback_page(submission(exercises=[entry]))).text
    assert "right with follow-through" in text
    assert "1 of 1 exercises are right" in text
    assert "Look first at" not in text
    assert "Restart the kernel" not in text


def test_code_between_backticks_is_shown_as_code_and_stays_escaped():
    entry = exercise(verdict="wrong", messages=("Look at `a < b` and `<script>`.",))
    page = feedback_page(submission(exercises=[entry]))
    assert "<code>a &lt; b</code> and <code>&lt;script&gt;</code>" in page


def test_the_first_exercise_to_look_at_is_the_earliest_that_was_tried():
    entries = [exercise("step_function"), exercise("sigmoid", "not-attempted"), exercise("relu", "wrong")]
    assert 'Look first at <a href="#relu">' in feedback_page(submission(exercises=entries))


@pytest.mark.parametrize("exercises", [[], [exercise(verdict="not-attempted")], [exercise(verdict="internal-error")]])
def test_nothing_to_praise_is_no_error(exercises):
    page = feedback_page(submission(exercises=exercises))
    assert "Well done" not in page


def test_full_marks_with_an_open_answer_are_praised():
    page = feedback_page(submission(exercises=[exercise(), exercise("output_design", "needs-review", tests=())]))
    assert "All that could be checked is right" in page
    assert "2 points not decided yet" in page


def test_a_page_takes_less_than_5_ms():
    result = submission(exercises=[exercise(f"e{i}", "wrong", messages=("Text. " * 20,)) for i in range(14)])
    feedback_page(result)
    times = []
    for _ in range(15):
        start = time.process_time()
        feedback_page(result)
        times.append(time.process_time() - start)
    assert min(times) < 0.005


def test_the_same_result_gives_the_same_bytes():
    assert feedback_page(mixed_submission()) == feedback_page(mixed_submission())


VISIBLE = Visible(
    example="  input:      [1, 2]\n  got:        [0.5, 0.5]\n  expected:   [0.27, 0.73]",
    hints=(Hint("How do I begin?", "Write `np.exp` first."),),
)


def test_the_visible_check_and_the_hints_are_shown_while_something_is_left_to_do():
    page = feedback_page(submission(exercises=[exercise(verdict="wrong")]), {"softmax": VISIBLE})
    text = Tags(page).text
    assert "expected:   [0.27, 0.73]" in text
    assert "How do I begin?" in text
    assert "Write <code>np.exp</code> first." in page
    done = Tags(feedback_page(submission(), {"softmax": VISIBLE})).text
    assert "[0.27, 0.73]" not in done
    assert "How do I begin?" not in done


def test_what_does_not_depend_on_a_value_of_its_own_is_not_said_to_be_wrong():
    """The same reason twice: the second fact would read as if the function changed its input."""
    tests = (
        check("a", "wrong", 0.0, fact="Rows sum to 1.", message="It holds nan."),
        check("b", "wrong", 0.0, fact="The scores stay the same.", message="It holds nan."),
    )
    text = Tags(feedback_page(submission(exercises=[exercise(verdict="wrong", tests=tests)]))).text
    assert text.count("It holds nan.") == 1
    assert text.index("It holds nan.") < text.index("What was checked")
    assert "The scores stay the same.The reason is said above." in text


def test_what_was_stopped_is_not_said_to_be_wrong():
    tests = (check("a", "over-limit", 0.0, message="It took too long."), check("b", "wrong", 0.0))
    page = feedback_page(submission(exercises=[exercise(verdict="over-limit", tests=tests)]))
    assert re.findall(r'aria-label="([^"]*)">(.)', page) == [("stopped at a limit", "!"), ("does not hold", "✗")]


def test_a_cell_that_python_cannot_read_is_explained_with_its_line():
    seen = Visible(error="line 1: def softmax(x)\nSyntaxError: expected ':'", example="NameError: softmax")
    entry = exercise(verdict="wrong", messages=("The cell of this exercise stopped with SyntaxError when it was run.",))
    text = Tags(feedback_page(submission(exercises=[entry]), {"softmax": seen})).text
    assert "line 1: def softmax(x)\nSyntaxError: expected ':'" in text
    assert "look for a missing bracket, quote or colon" in text


@pytest.mark.parametrize(
    ("message", "meaning"),
    [
        ("Your code raises IndexError.", "counting starts at 0"),
        ("Your code raises AttributeError.", "from a function without return"),
        ("The Python process ended in the middle of your function.", "Look for exit(), quit() or os._exit()"),
        ("Your code raises OwnError.", "Restart the kernel"),
    ],
)
def test_an_error_is_explained_or_general_advice_given(message, meaning):
    entry = exercise(verdict="crashed", tests=(check(verdict="crashed", score=0.0, message=message),))
    text = Tags(feedback_page(submission(exercises=[entry]))).text
    assert meaning in text
    assert ("Restart the kernel" in text) == (meaning == "Restart the kernel")


@pytest.mark.parametrize(("section", "told"), [("3.5.2", "(section 3.5.2)"), ("part 1", "(part 1)")])
def test_where_to_read_is_the_heading_in_the_notebook(section, told):
    seen = {"softmax": Visible(heading="Exercise 6 of 14 · `softmax`")}
    text = Tags(feedback_page(submission(exercises=[exercise(verdict="wrong", section=section)]), seen)).text
    assert f"“Exercise 6 of 14 · softmax” in your notebook, from this heading down to your cell {told}." in text
    assert "Read again" not in Tags(feedback_page(submission(), seen)).text


def test_an_untouched_exercise_shows_no_failed_check():
    seen = {"softmax": VISIBLE}
    text = Tags(feedback_page(submission(exercises=[exercise(verdict="not-attempted")]), seen)).text
    assert "An example" not in text
    assert "How do I begin?" in text


def test_what_a_student_could_have_written_into_a_check_is_escaped():
    page = feedback_page(
        submission(exercises=[exercise(verdict="wrong")]), {"softmax": Visible((), HOSTILE, (), HOSTILE, HOSTILE)}
    )
    assert not {"script", "img"} & set(Tags(page).tags)


def test_hints_are_read_from_the_lesson():
    text = "<details>\n<summary>A question</summary>\n\nOne\nanswer.</details>\n<details><summary>x</summary></details>"
    assert hints_of(text) == (Hint("A question", "One answer."),)


def test_an_error_is_explained_in_words():
    tests = (check(verdict="crashed", score=0.0, message="Your code raises IndexError."),)
    entry = exercise(verdict="crashed", tests=tests)
    assert "counting starts at 0" in Tags(feedback_page(submission(exercises=[entry]))).text


def test_points_are_told_check_by_check():
    tests = (check("a", score=1.5, max_score=1.5), check("b", "wrong", 0.0, 2.0, "Rows sum to 1."))
    text = Tags(feedback_page(submission(exercises=[exercise(verdict="wrong", score=1.5, tests=tests)]))).text
    for words in ("1 of 2 facts hold.", "1.5 / 1.5", "0 / 2"):
        assert words in text


def test_what_may_be_a_part_does_not_head_an_error():
    said = ("This may be a part of what is wrong: The sign is wrong.",)
    tests = tuple(check(name, "crashed", 0.0, 1.0, name, "Your code raises ValueError.") for name in ("One.", "Two."))
    text = Tags(feedback_page(submission("ada", [exercise(verdict="crashed", messages=said, tests=tests)]))).text
    assert text.index("Your code raises ValueError.") < text.index("This may be a part")
    assert text.count("Your code raises ValueError.") == 1
    assert "The reason is said above." not in text
    wrong = tuple(check(name, "wrong", 0.0, 1.0, name, "The result is wrong.") for name in ("One.", "Two."))
    text = Tags(feedback_page(submission("ada", [exercise(verdict="wrong", messages=said, tests=wrong)]))).text
    assert text.index("This may be a part") < text.index("The result is wrong.")
