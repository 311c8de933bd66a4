import base64
import csv
import hashlib
import html
import io
import json
import re
from html.parser import HTMLParser

import pytest
from rich.console import Console

from autograder.errors import UsageError
from autograder.reports.class_report import feedback_link, write_class_report
from autograder.reports.numbers import class_numbers
from autograder.reports.summary import print_result, print_summary
from tests.unit.reports_samples import accident, check, exercise, mixed_submission, submission

HOSTILE = "=1+1<script>alert(1)</script>[bold]x[/bold]:smile:\x1b[31m\u202e\ud800\n../.."


def small_class():
    wrong = exercise(verdict="wrong", score=4.0, mistakes=("no_max_subtraction",))
    return [
        submission("carl", [exercise(verdict="internal-error")]),
        submission("ada"),
        submission("bea", [wrong], (accident(),)),
        submission("dora", [], (accident("corrupt", "The file is no notebook."),), max_score=8.0),
    ]


def test_an_undecided_submission_counts_in_no_mean():
    numbers = class_numbers(small_class())
    assert (numbers.submissions, numbers.decided, numbers.mean, numbers.median) == (4, 3, 4.0, 4.0)
    (softmax,) = numbers.exercises
    assert (softmax.graded, softmax.attempted, softmax.right, softmax.mean) == (2, 2, 1, 6.0)
    assert numbers.distribution == (1, 0, 0, 0, 0, 1, 0, 0, 0, 1)


def test_mistakes_are_counted_with_their_students():
    (mistake,) = class_numbers(small_class()).mistakes
    assert (mistake.exercise, mistake.id) == ("softmax", "no_max_subtraction")
    assert (mistake.count, mistake.students) == (1, ("bea",))


def test_the_order_of_the_results_does_not_matter(tmp_path):
    one = write_class_report(small_class(), tmp_path / "one")
    two = write_class_report(small_class()[::-1], tmp_path / "two")
    assert [file.read_bytes() for file in one] == [file.read_bytes() for file in two]


def test_page_json_and_csv_tell_the_same(tmp_path):
    files = write_class_report(small_class(), tmp_path)
    numbers = json.loads(files.json.read_text())
    rows = list(csv.DictReader(files.csv.read_text().splitlines()))
    listed = [[row["student"] for row in source] for source in (numbers["students"], rows)]
    assert listed == [["ada", "bea", "carl", "dora"]] * 2
    assert rows[1]["softmax"] == "4"
    assert rows[3]["softmax"] == ""
    page = files.page.read_text()
    assert 'href="../feedback/bea/ch03_neural_networks/ch03_neural_networks.html"' in page
    assert "no max subtraction" in page
    assert "The file is no notebook." in page


def test_hostile_names_are_harmless_everywhere(tmp_path):
    hostile = exercise(verdict="wrong", title=HOSTILE, mistakes=(HOSTILE,))
    files = write_class_report([submission(HOSTILE, [hostile], (accident(HOSTILE, HOSTILE),))], tmp_path)
    tags = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attrs: tags.append((tag, dict(attrs)))
    page = files.page.read_text()
    parser.feed(page)
    assert [tag for tag, _ in tags].count("script") == 1  # our own
    links = {attrs["href"] for tag, attrs in tags if tag == "a" and not attrs["href"].startswith("#")}
    assert len(links) == 1
    assert next(iter(links)).startswith("../feedback/%3D1%2B1%3Cscript")
    assert next(iter(links)).count("/") == 4
    assert "\x1b" not in page
    assert "\u202e" not in page
    cells = next(csv.DictReader(io.StringIO(files.csv.read_text())))
    assert not [cell for cell in cells.values() if cell.startswith(("=", "+", "-", "@"))]
    json.loads(files.json.read_text())


def test_the_terminal_shows_markup_as_text():
    console = Console(width=200, record=True, file=io.StringIO(), force_terminal=True)
    print_summary([submission(HOSTILE, [exercise(verdict="wrong", mistakes=(HOSTILE,))])], console)
    text = console.export_text()
    assert "[bold]x[/bold]:smile:" in text.replace("\n", "")
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_at_80_characters_everybody_has_a_name():
    console = Console(width=80)
    with console.capture() as capture:
        print_summary([mixed_submission("ada-lovelace"), *small_class()], console)
    for text in ("ada-lovelace", "bea", "file: renamed file", "softmax: no max"):
        assert text in capture.get()


def test_links_lead_to_the_pages_wherever_the_report_stands(tmp_path):
    page = tmp_path / "feedback" / "ada" / "ch03_neural_networks" / "ch03_neural_networks.html"
    page.parent.mkdir(parents=True)
    page.write_text("feedback")
    for out_dir in (tmp_path / "reports", tmp_path / "reports" / "ch03_neural_networks"):
        report = write_class_report([submission("ada")], out_dir).page
        (link,) = re.findall(r'<a href="([^#"]*)"', report.read_text())
        assert (report.parent / link).read_text() == "feedback"


def test_one_result_is_told_exercise_by_exercise():
    console = Console(width=160)
    with console.capture() as capture:
        print_result(mixed_submission(), console)
    for text in ("softmax", "5 / 8", "partly right", "so exp overflows", "file: The file was found", "1 submission"):
        assert text in capture.get()


def test_totals_name_verdicts_data_set_and_sandbox():
    console = Console(width=300, record=True, quiet=False)
    with console.capture() as capture:
        print_summary([*small_class(), mixed_submission("eve")], console)
    text = capture.get()
    assert "5 submissions; mean " in text
    assert "1 could not be graded" in text
    assert "data set mnist" in text
    assert "sandbox strict" in text


@pytest.mark.parametrize("results", [[], [submission(), submission(assignment="ch04_training")]])
def test_a_report_is_of_one_assignment(results, tmp_path):
    with pytest.raises(UsageError, match="one assignment"):
        write_class_report(results, tmp_path)


def test_the_page_can_neither_run_nor_load_anything(tmp_path):
    page = write_class_report(small_class(), tmp_path).page.read_text()
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    body, _, script = page.split("</style>")[1].partition("<script>")
    digest = base64.b64encode(hashlib.sha256(script.partition("</script>")[0].encode()).digest()).decode()
    policy = html.unescape(policy)
    assert f"script-src 'sha256-{digest}'; default-src 'none'" in policy
    assert "unsafe" not in policy
    for forbidden in ("<script", "style=", "http:", "https:", "src=", "onclick"):
        assert forbidden not in body
    assert "<script" not in script


def test_a_student_stays_one_folder_in_links():
    assert feedback_link("../feedback", "ch03", "../x") == "../feedback/..%2Fx/ch03/ch03.html"
    assert feedback_link("../feedback", "ch03", "javascript:alert(1)").startswith("../feedback/javascript%3A")


def test_nothing_is_left_beside_the_files(tmp_path):
    write_class_report(small_class(), tmp_path)
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".csv", ".html", ".json"]


def test_a_mistake_stands_with_its_sentence_under_the_title_of_its_exercise(tmp_path):
    """The sentence is what a student reads who made this mistake alone, and no word on follow-through before it."""
    said = {"messages": ("The largest score is not subtracted.", "Look at your line: x"), "verdict": "wrong"}
    alone = exercise(mistakes=("no_max_subtraction",), **said)
    both = exercise(mistakes=("batch_axis", "no_max_subtraction"), verdict="wrong", messages=("The axis is wrong.",))
    after = exercise(
        mistakes=("no_max_subtraction",), verdict="wrong", messages=("An earlier one.",), follow_through=1.0
    )
    moved = exercise(
        mistakes=("batch_axis",), verdict="wrong", messages=("A later cell gives `np` another meaning.", "The axis.")
    )
    results = [submission(name, [one]) for name, one in zip("abcd", (after, both, alone, moved), strict=True)]
    told = {mistake.id: mistake.sentence for mistake in class_numbers(results).mistakes}
    assert told == {"no_max_subtraction": "The largest score is not subtracted.", "batch_axis": ""}
    page = write_class_report(results, tmp_path).page.read_text()
    mistakes = page.partition('id="mistakes"')[2].partition("</section>")[0]
    assert "The largest score is not subtracted." in mistakes
    assert "The softmax" in mistakes
    assert "A later cell" not in mistakes


def test_a_long_list_of_crashes_ends_in_the_json(tmp_path):
    results = [submission(f"s{number:03}", [exercise(verdict="crashed", score=0.0)]) for number in range(203)]
    files = write_class_report(results, tmp_path)
    stops = files.page.read_text().partition('id="stops"')[2].partition("</section>")[0]
    assert stops.count("<tr>") == 1 + 200
    assert "And 3 more, listed in the JSON." in stops
    assert len(json.loads(files.json.read_text())["stops"]) == 203


def test_a_crash_with_a_name_is_told_by_both():
    tests = (check("t", "crashed", 0.0, 1.0, "F.", "Your code raises ValueError."),)
    named = exercise(verdict="crashed", tests=tests, mistakes=("turned",), messages=("W is turned round.",))
    other = exercise(verdict="crashed", tests=tests, messages=("Not yet: F.",))
    told = [stop.message for stop in class_numbers([submission("a", [named]), submission("b", [other])]).stops]
    assert told == ["Your code raises ValueError. W is turned round.", "Your code raises ValueError."]


def test_wrong_answers_without_a_name_are_counted_by_what_is_read(tmp_path):
    turned, other = "Your results are transposed.", "Not yet: Each row sums to 1. It does not."
    wrong = [
        exercise(verdict="wrong", messages=(sentence, "Look at your line: secret"))
        for sentence in (turned, turned, other, turned)
    ]
    wrong[3] = exercise(verdict="wrong", messages=(turned,), mistakes=("transposed",))
    late = exercise(verdict="wrong", messages=("A later cell gives `np` another meaning.", turned))
    results = [submission(name, [one]) for name, one in zip("abcdef", (*wrong, late, late), strict=True)]
    (found,) = class_numbers(results).unnamed
    assert (found.exercise, found.sentence, found.count, found.students) == ("softmax", turned, 2, ("a", "b"))
    page = write_class_report(results, tmp_path).page.read_text()
    assert "Wrong answers without a name" in page
    assert "secret" not in page
    assert "Wrong answers without a name" not in write_class_report(results[:1], tmp_path).page.read_text()


def test_a_question_ends_in_its_own_mark(tmp_path):
    results = [submission(f"s{n:02}", [exercise(verdict="wrong", score=1.0), exercise("relu")]) for n in range(30)]
    page = write_class_report(results, tmp_path).page.read_text()
    assert "won 12 % of its points: is the lesson clear?</li>" in page
