import base64
from types import SimpleNamespace

import pytest

from autograder.reports.visible import Hint, hints_of, visible_parts
from autograder.sandbox.notebook import CellRun
from autograder.submission.alignment import AlignedCell

STOPPED = "x: your code stopped while this was tried: it runs."
PNG = b"\x89PNG\r\n\x1a\n picture"


def cell(mark, source="", exercise=None, origin="released", kind="code"):
    return AlignedCell(kind, source, origin, mark, exercise)


def graded(*pairs):
    alignment = SimpleNamespace(cells=[cell for cell, _ in pairs], answers={"softmax": None})
    return SimpleNamespace(alignment=alignment, runs=tuple(run for _, run in pairs))


def failed(ename, evalue, *lines):
    return CellRun("error", ({"kind": "error", "ename": ename, "evalue": evalue, "traceback": list(lines)},), ename)


@pytest.mark.parametrize(
    ("run", "example"),
    [
        (CellRun("ok"), ""),
        (
            failed("NotYet", "softmax: 2 of 5 facts hold. The next one does not yet: rows sum to 1.\n  input: [1]"),
            "rows sum to 1.\n  input: [1]",
        ),
        (failed("NotYet", "softmax: nothing to check yet."), "softmax: nothing to check yet."),
        (
            failed("TypeError", "one argument too many", "frames", STOPPED),
            f"{STOPPED}\nTypeError: one argument too many",
        ),
        (failed("NotYet", ""), ""),
        (failed("NotYet", "x\n" * 500), "\n".join(["x"] * 14)),
    ],
)  # fmt: skip
def test_the_visible_check_tells_its_story(run, example):
    assert visible_parts(graded((cell("test_softmax"), run)))["softmax"].example == example


def test_figures_of_answer_and_check_and_the_hints_are_collected():
    picture = {"kind": "display", "data": {"image/png": base64.b64encode(PNG).decode()}}
    found = visible_parts(
        graded(
            (cell("softmax", exercise="softmax", origin="student"), CellRun("ok", (picture,))),
            (cell("softmax_hints", "<details><summary>Q</summary>A</details>", kind="markdown"), None),
            (cell("test_softmax"), CellRun("ok", (picture, {"kind": "display", "data": {"image/png": 3}}))),
            (cell("softmax_hints", "<details><summary>Evil</summary>A</details>", origin="student"), None),
        )
    )["softmax"]
    assert found.figures == (PNG, PNG)
    assert found.hints == (Hint("Q", "A"),)


def test_a_file_that_could_not_be_read_shows_nothing():
    assert visible_parts(SimpleNamespace(alignment=None, runs=())) == {}


def seen(*pairs):
    return visible_parts(graded(*pairs))["softmax"]


def test_the_heading_is_the_lessons_last_one_above_the_answer():
    found = seen(
        (cell("part2", "## Part 2", kind="markdown"), None),
        (cell("softmax_why", "### Exercise 6 · `softmax`\ntext", kind="markdown"), None),
        (cell(None, "# Mine", origin="student", kind="markdown"), None),
        (cell("softmax_trap", "**Trap.**", kind="markdown"), None),
        (cell("softmax", "x = 1", "softmax", "student"), CellRun("ok")),
        (cell("relu_why", "### Exercise 7", kind="markdown"), None),
        (cell("test_softmax"), CellRun("ok")),
    )
    assert found.heading == "Exercise 6 · `softmax`"


def test_what_stopped_the_answers_own_cell_stands_in_place_of_what_follows_from_it():
    own = failed("SyntaxError", "expected ':' (<cell 7>, line 2)")
    found = seen(
        (cell("softmax", "x = 1\ndef softmax(x)\n", "softmax", "student"), own),
        (cell("test_softmax"), failed("NameError", "name 'softmax' is not defined", STOPPED)),
    )
    assert found.error == "line 2: def softmax(x)\nSyntaxError: expected ':'"
    assert found.example == ""


@pytest.mark.parametrize(
    ("evalue", "said"),
    [
        ("no line here", "E: no line here"),
        ("far off (<cell 7>, line 99)", "E: far off"),
        ("\x1b[31mred\u202e\nmore", "E: red"),
        ("", "E:"),
    ],
)
def test_python_is_quoted_without_what_is_no_use(evalue, said):
    assert seen((cell("softmax", "x = 1", "softmax", "student"), failed("E", evalue))).error == said


def test_that_a_check_took_too_long_is_no_example():
    stopped = failed("CpuLimitReached", "")
    found = seen((cell("softmax", "x", "softmax", "student"), stopped), (cell("test_softmax"), stopped))
    assert (found.example, found.error) == ("", "")


def test_hints_are_plain_where_a_page_has_no_markdown():
    text = (
        "<details><summary>Q</summary>It is *small*, **so** $z = (5x)^3$ and `3 * x * y ** 2` or 2 * 3 * 4.</details>"
    )
    assert hints_of(text)[0].answer == "It is small, so `z = (5x)^3` and `3 * x * y ** 2` or 2 * 3 * 4."
