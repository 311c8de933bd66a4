"""The examples of docs/feedback.md are true to the suites, the catalogue and the lessons as they are now."""

import re
from pathlib import Path

import pytest

from autograder.course import find_chapter, load_course
from autograder.grading.diagnose import Diagnoser
from autograder.grading.local import References
from autograder.grading.run import Environment
from autograder.grading.score import score_exercise
from autograder.grading.suite import load_suites
from autograder.mistakes.catalogue import Variant, catalogue
from autograder.reports.parts import part_of

ROOT = Path(__file__).resolve().parents[2]
SHOWN = {
    "A wrong softmax": ("ch03", "softmax", "no_max_subtraction"),
    "A wrong gradient": ("ch05", "Affine", "db_not_summed"),
    "A training that does not learn": ("ch05", "train_backprop", "no_update"),
}


def section(title):
    text = (ROOT / "docs" / "feedback.md").read_text()
    _, head, body = re.split(rf"^## ({title}.*)$", text, maxsplit=1, flags=re.MULTILINE)
    return head, re.sub(r"^> ?", "", body.partition("\n## ")[0], flags=re.MULTILINE)


def plain(text):
    return " ".join(text.replace("`", "").split())


@pytest.fixture(params=SHOWN)
def example(request):
    slug, exercise, mistake = SHOWN[request.param]
    return (*section(request.param), find_chapter(load_course(ROOT), slug), exercise, mistake)


def test_the_sentence_is_that_of_the_catalogue(example):
    _, body, chapter, exercise, mistake = example
    (entry,) = (one for one in catalogue(chapter.slug).mistakes if (one.exercise, one.id) == (exercise, mistake))
    assert plain(body).removeprefix("Either: ").startswith(plain(entry.sentence))
    others = [one for one in catalogue(chapter.slug).mistakes if one.exercise == exercise and one.id in entry.also]
    assert [one.id for one in others if f"Or: {plain(one.sentence)}" not in plain(body)] == []


def test_facts_and_points_are_those_of_the_suite(example):
    head, body, chapter, exercise, _ = example
    told = re.findall(r"^- ([✓✗]) (.*?) ([\d.]+) / ([\d.]+)$", body, re.MULTILINE)
    tests = load_suites(chapter)[exercise]
    facts = [(plain(fact).lower(), float(best)) for _, fact, _, best in told]
    assert facts == [(plain(test.fact).lower(), test.points) for test in tests]
    score, best = map(float, re.search(r"([\d.]+) of ([\d.]+) points", head).groups())
    assert (sum(float(won) for *_, won, _ in told), sum(float(each) for *_, each in told)) == (score, best)
    held = re.search(r"(\d+) of (\d+) facts hold", body).groups()
    assert held == (str(sum(mark == "✓" for mark, *_ in told)), str(len(told)))


def test_hints_and_heading_are_those_of_the_lesson(example):
    _, body, chapter, exercise, _ = example
    lesson = plain(chapter.lesson_path.read_text().replace("\n# ", "\n"))
    hints = plain(re.search(r"\*\*Hints, as in your notebook:\*\*(.*?)\n\n", body, re.DOTALL)[1]).split(" · ")
    assert [hint for hint in hints if f"<summary>{hint}</summary>" not in lesson] == []
    heading = plain(re.search(r'\*\*Read again:\*\* "(.*?)"', body)[1])
    assert f"### {heading}" in lesson
    assert f"(section {chapter.exercise(exercise).section})" in body


UNLISTED = """
def softmax(scores):
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return weights / weights.sum(axis=-1, keepdims=True) / len(scores)
"""


@pytest.mark.parametrize(
    ("title", "slug", "exercise", "source"),
    [
        ("A wrong softmax \\(", "ch03", "softmax", "no_max_subtraction"),
        ("A wrong softmax that no", "ch03", "softmax", UNLISTED),
        ("A wrong gradient", "ch05", "Affine", "db_not_summed"),
    ],
)
def test_every_sentence_of_ours_is_what_a_page_says_today(title, slug, exercise, source):
    """Graded in this process; what stands in the examples between the headings is compared line by line."""
    chapter = find_chapter(load_course(ROOT), slug)
    suites = {exercise: load_suites(chapter)[exercise]}
    environment = Environment(References(chapter).student(), None, b"docs")
    diagnoser = Diagnoser(chapter, suites, environment)
    listed = {one.id: one for one in diagnoser.catalogue.mistakes if one.exercise == exercise}
    entry = listed.get(source) or Variant("unlisted", exercise, exercise, source)
    outcomes, log = diagnoser.try_entry(entry)
    found = diagnoser.diagnose(exercise, log)
    result = score_exercise(chapter.exercise(exercise), outcomes, found)
    page = part_of(result)
    head, body = section(title)
    told = dict(re.findall(r"^- [✓✗] (.*?) [\d.]+ / [\d.]+\n((?:  .*\n?)*)", body, re.MULTILINE))
    shown = {plain(fact): plain(message) for fact, message in told.items()}
    assert shown == {plain(check.fact): plain(check.message) for check in page.checks}
    assert plain(page.headline) in plain(body)
    assert page.held in body
    assert f"{result.score:g} of {result.max_score:g} points, {page.wording.title}" in head
    recognised = [f"Recognised as: {one.replace('_', ' ')}." for one in result.mistakes]
    assert re.findall(r"Recognised as: .*\.", body) == recognised
