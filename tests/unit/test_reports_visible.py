import base64
from types import SimpleNamespace

import pytest

from autograder.reports.visible import Hint, visible_parts
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
