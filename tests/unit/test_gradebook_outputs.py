"""Nothing of a student's is obeyed by an instructor's browser."""

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.errors import SubmissionError
from autograder.gradebook.autograded import safe_student
from autograder.gradebook.outputs import TEXT_CHARACTERS, safe_markdown, safe_outputs, safe_text
from autograder.gradebook.rows import as_plain_markdown


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>",
        "a <IMG src=x onerror=alert(1)>",
        "</div><svg/onload=alert(1)>",
        "<!-- <b> -->",
        "<?php",
        "<javascript:alert(1)>",
    ],
)
def test_markdown_holds_no_tags(source):
    from nbconvert.filters.markdown import markdown2html

    page = markdown2html(safe_markdown(source))
    assert not any(bad in page.lower() for bad in ("<script", "<img", "<svg", "<!--", "<?php", "href"))


@pytest.mark.parametrize(
    "source",
    ["[x](javascript:alert(1))", "![x](data:text/html,x)", "[x]( java\nscript:y)", "[x]\n\n[x]: javascript:alert(1)",
     "[x](&#106;avascript:y)", "![a](attachment:gone.png)"],
)  # fmt: skip
def test_markdown_links_lead_to_the_web_or_nowhere(source):
    from nbconvert.filters.markdown import markdown2html

    page = markdown2html(safe_markdown(source))
    assert "href=" not in page
    assert "src=" not in page


def test_ordinary_markdown_stays():
    text = "**bold** `x < y`, $a<b$, 3 < 4\n\n- [page](https://example.org)"
    assert safe_markdown(text) == text.replace("a<b", "a< b")


def test_formulas_make_no_links():
    assert "href" not in safe_markdown(r"$\href{javascript:alert(1)}{x}$")


def test_only_text_and_png_stay():
    outputs = safe_outputs(
        [
            {"kind": "result", "data": {"text/html": "<b>", "text/plain": "1", "application/javascript": "x"}},
            {"kind": "display", "data": {"image/svg+xml": "<svg>"}},
            {"kind": "display", "data": {"image/png": b"\x89PNG"}},
            {"kind": "display", "data": {"image/png": '" onload="alert(1)'}},
            {"output_type": "update_display_data", "data": {"text/plain": "x"}},
            {"kind": "nonsense"},
        ],
        3,
    )
    assert outputs == [
        {"output_type": "execute_result", "data": {"text/plain": "1"}, "metadata": {}, "execution_count": 3},
        {"output_type": "display_data", "data": {"image/png": "iVBORw=="}, "metadata": {}},
    ]


junk = st.recursive(st.none() | st.integers() | st.text(max_size=4) | st.binary(max_size=4), st.lists, max_leaves=4)


@given(
    st.sampled_from(["stream", "display", "result", "error", "x"]) | junk, st.dictionaries(st.text(max_size=3), junk)
)
def test_outputs_of_any_shape_become_valid_ones(kind, data):
    """What comes out of a sandbox was made by a process that a student may have taken over."""
    for value in (data, {"text/plain": data, "image/png": data}, 5):
        item = {"kind": kind, "name": value, "text": value, "data": value, "traceback": value, "ename": value}
        for output in safe_outputs([item], 1):
            nbformat.validate(output, ref="output", version=4)


def test_text_is_bounded_and_free_of_terminal_escapes():
    assert safe_text("a\x1b[31mb\x1b]0;title\x07\u202ec\n") == "ab]0;titlec\n"
    assert len(safe_text("x" * (TEXT_CHARACTERS * 2))) < TEXT_CHARACTERS + 100
    safe_text("\ud800").encode()


def test_comments_show_what_was_written_letter_by_letter():
    from nbconvert.filters.markdown import markdown2html

    page = markdown2html(as_plain_markdown("x<script> *not bold* W_1 [a](javascript:x) $y$ `z`"))
    assert "<script" not in page
    assert "<em>" not in page
    assert "href" not in page
    assert "W_1" in page
    assert as_plain_markdown("step_function of 3.2") == "step_function of 3.2"
    assert "<strong>" not in markdown2html(as_plain_markdown("__init__ and _x_"))


@pytest.mark.parametrize("student", ["", ".", "..", "a/b", "../x", "a\\b", "a\x00", "a\n", "\x1b[2J"])
def test_ids_that_lead_elsewhere_are_refused(student):
    with pytest.raises(SubmissionError, match="cannot name a folder"):
        safe_student(student)


def test_ordinary_ids_pass():
    assert [safe_student(one) for one in ("ada", "Müller, Jörg", "a.b-c_1")] == ["ada", "Müller, Jörg", "a.b-c_1"]
