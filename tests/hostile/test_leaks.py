"""Must not happen: an input of a hidden test, or text that student code made while one ran, gets out."""

import re
from pathlib import Path

import numpy as np
import pytest

from autograder.course import find_chapter, load_course
from autograder.datasets import locate
from autograder.gradebook.autograded import AutogradedWriter
from autograder.grading.engine import Engine
from autograder.grading.result import to_json
from autograder.grading.specimens import Specimens
from autograder.reports.feedback import feedback_page
from autograder.sandbox import doctor
from autograder.sandbox.config import STRICT, SandboxConfig

# Every channel of a student's function: print, warn, write to a descriptor, raise, name an error class, keep a file.
TALKATIVE = """
import os, sys, warnings
import numpy as np
def softmax(scores):
    text = "SEEN" + repr(np.asarray(scores).tolist())
    print(text); print(text, file=sys.stderr); warnings.warn(text)
    os.write(1, text.encode()); os.write(2, text.encode())
    open("kept.txt", "a").write(text)
    try:
        get_ipython().display_pub.publish({"text/plain": text})
    except Exception: pass
    raise type("E" + "".join(c for c in text if c.isalnum()), (ValueError,), {})(text)
"""
SHOUTING = "SHOUTED = '<script>alert(1)</script>\\x1b[31m'\nprint(SHOUTED)\nraise ValueError(SHOUTED)"
SHORT = 8


@pytest.fixture(scope="module")
def engine():
    if not doctor.available(doctor.examine()) >= STRICT:
        pytest.skip("this machine lacks layers of the strict sandbox")
    course = load_course(Path(__file__).resolve().parents[2])
    chapter = find_chapter(course, "ch03")
    released = course.root / "release" / chapter.slug / f"{chapter.slug}.ipynb"
    with Engine(chapter, released, locate(None), b"leaks", SandboxConfig(figures=False)) as opened:
        yield opened, released, course.root / "source" / chapter.slug / released.name


@pytest.fixture
def seen_inputs(monkeypatch):
    """Every number drawn for a hidden test that passes it to the student's softmax; short ones may be the lesson's."""
    from autograder.sandbox import remote

    numbers: set[str] = set()
    ask = remote.Remotes.ask

    def listening(self, message):
        for value in message.get("args", ()) if message.get("name") == "softmax" else ():
            if isinstance(value, np.ndarray) and value.dtype.kind == "f" and value.size < 1000:
                texts = (repr(abs(float(x))) for x in value.ravel())
                numbers.update(text for text in texts if len(text) > SHORT)
        return ask(self, message)

    monkeypatch.setattr(remote.Remotes, "ask", listening)
    return numbers


def everything_shown(graded, released, folder):
    """The text of result, feedback page and autograded notebook."""
    outputs = [run.outputs if run else None for run in graded.runs]
    path = AutogradedWriter(folder, graded.result.assignment, released).write("s", graded.alignment.cells, outputs)
    return {
        "result": to_json(graded.result).decode(),
        "feedback": re.sub(r"<style.*?</style>", "", feedback_page(graded.result), flags=re.DOTALL),
        "autograded": path.read_text(),
    }


def test_what_a_function_tells_while_it_is_tested_stays_inside(engine, seen_inputs, tmp_path):
    opened, released, source = engine
    notebook = Specimens(opened.chapter, source).with_answer("softmax", TALKATIVE)
    shown = everything_shown(opened.grade_notebook(notebook, "s"), released, tmp_path)
    assert len(seen_inputs) > 20
    assert "SEEN" not in shown["result"] + shown["feedback"]
    short = {f"{float(number):.3g}" for number in seen_inputs}
    for where in ("result", "feedback"):
        words = set(re.findall(r"\d+\.\d{2,}", shown[where]))
        assert not {word for word in words if f"{float(word):.3g}" in short}, where
    # Visible checks run in the notebook and may show what they pass: thousands of scores, some alike to three digits.
    assert not seen_inputs & set(re.findall(r"\d+\.\d+", shown["autograded"]))


def test_markup_and_terminal_codes_in_outputs_do_not_survive(engine, tmp_path):
    opened, released, source = engine
    notebook = Specimens(opened.chapter, source).with_answer("softmax", SHOUTING)
    shown = everything_shown(opened.grade_notebook(notebook, "<img src=x>"), released, tmp_path)
    assert "<script>alert" not in shown["feedback"]
    assert "<img src=x>" not in shown["feedback"]
    assert "\\u001b" not in shown["autograded"]
    assert "\x1b" not in shown["autograded"]
