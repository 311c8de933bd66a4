"""The pages in a real browser: accessible, no request, nothing cut off on a phone, readable in the dark and on paper.

Skipped on a machine without Chromium (or any browser that CHROMIUM names).
"""

import os
import shutil
import struct
import zlib

import msgspec
import pytest

from autograder.grading.result import Curve
from autograder.grading.times import RunTimes
from autograder.reports.class_report import write_class_report
from autograder.reports.feedback import feedback_page
from autograder.reports.similarity import similar_pairs, similarity_page
from autograder.reports.visible import Hint, Visible
from tests.unit.reports_samples import accident, check, exercise, mixed_submission, submission

playwright = pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")

PAGES = ("feedback", "report", "similarity")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
CURVE = Curve(
    "the two-layer network", 10, (2.3, 1.1, 0.6, 0.4), (0, 20, 40), (0.1, 0.8, 0.93), (0.1, 0.78, 0.9), (0.85, 0.9)
)
SCREENS = {
    "wide": {"viewport": {"width": 1280, "height": 900}},
    "phone": {"viewport": {"width": 390, "height": 844}},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
}
COPIED = """
def softmax(scores):
    top = scores.max(axis=-1, keepdims=True)
    odd = [value for value in range(7) if value % 3 and value not in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14)]
    for place in odd:
        top = top + place - place * len(odd) / 4
    return np.exp(scores - top) / np.exp(scores - top).sum(axis=-1, keepdims=True)
"""
VISIBLE = Visible(
    example="rows sum to 1.\n  input:      [1001. 1000.  999.]\n  got:        [nan nan nan]\n" + "x" * 200,
    hints=(Hint("How do I begin?", "Write one line for `each` row."),),
    heading="Exercise 6 of 14 · `softmax`",
    error="line 1: def softmax(x)\nSyntaxError: expected ':'",
)


def png():
    """A grey picture of 40 x 30 pixels."""

    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    rows = b"".join(b"\0" + b"\x80" * 40 for _ in range(30))
    head = struct.pack(">IIBBBBB", 40, 30, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def students():
    """A class with every verdict, mistake and accident."""
    for number in range(14):
        share = number / 13
        tests = (check("t", score=share), check("u", "wrong" if share < 1 else "passed", share))
        named = ("batch_axis",) if number % 3 == 0 else ()
        softmax = exercise("softmax", "wrong" if share < 1 else "passed", 8 * share, tests=tests, mistakes=named)
        relu = exercise("relu", "over-limit" if number == 4 else "not-attempted" if number % 2 else "passed")
        yield submission(f"student{number}", [softmax, relu], (accident(),) if number == 2 else ())
    yield mixed_submission("a-name-that-is-rather-long-and-has-no-blank-in-it-at-all")


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    result = mixed_submission()
    trained = exercise("train", "wrong", 1.0, curves=(CURVE,), line="z = np.exp(scores)" + " + 0" * 60)
    result = msgspec.structs.replace(result, exercises=(*result.exercises, trained))
    visible = {"softmax": VISIBLE, "train": VISIBLE._replace(figures=(png(),)), "matrix_layer": VISIBLE}
    feedback = folder / "feedback.html"
    feedback.write_text(feedback_page(result, visible))
    history = folder / "history.json"
    everybody = list(students())
    write_class_report(everybody[3:], folder / "reports", history=history)
    times = {
        one.student: RunTimes(0.2, {"softmax": 30.0 if place == 3 else 0.1}) for place, one in enumerate(everybody)
    }
    report = write_class_report(everybody, folder / "reports", history=history, times=times).page
    similar = folder / "similarity.html"
    pairs = similar_pairs(
        {"ann": COPIED, "bert-" + "with-a-long-name" * 4: COPIED.replace("top", "m"), "carl": "x = 1"}, [], 0.5
    )
    similar.write_text(similarity_page("ch03_neural_networks", pairs, 3))
    return {"feedback": feedback, "report": report, "similarity": similar}


@pytest.fixture(scope="module")
def browser():
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        pytest.skip("this machine has no Chromium")
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=program, args=as_root)
        yield opened
        opened.close()


@pytest.fixture
def show(browser):
    """Open a page; what it asked for and complained of is in `requests` and `complaints` of what is returned."""
    contexts = []

    def opened(path, **options):
        contexts.append(browser.new_context(**options))
        page = contexts[-1].new_page()
        page.requests, page.complaints = [], []
        page.on("request", lambda request: page.requests.append(request.url))
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.goto(path.as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("which", PAGES)
def test_axe_finds_no_violation(pages, show, which, screen):
    page = show(pages[which], bypass_csp=True, **SCREENS[screen])
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    found = axe.Axe().run(page)
    assert found.response["passes"]
    told = [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found.response["violations"]]
    assert told == []


@pytest.mark.parametrize("which", PAGES)
def test_a_page_asks_for_nothing_and_complains_of_nothing(pages, show, which):
    page = show(pages[which])
    assert [url for url in page.requests if not url.startswith("data:")] == [pages[which].as_uri()]
    assert page.complaints == []


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("which", PAGES)
def test_nothing_sticks_out_to_the_side(pages, show, which, screen):
    page = show(pages[which], **SCREENS[screen])
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_dark_page_is_dark(pages, show):
    colours = [
        show(pages["feedback"], color_scheme=scheme).evaluate("getComputedStyle(document.body).backgroundColor")
        for scheme in ("light", "dark")
    ]
    light, dark = (sum(map(int, colour[4:-1].split(","))) for colour in colours)
    assert light > 700
    assert dark < 120


def test_the_figures_of_the_report_follow_light_and_dark(pages, show):
    for kind, mark in (("bar", ".chart .fill-accent"), ("letter", ".chart text")):
        colours = [
            show(pages["report"], color_scheme=scheme)
            .locator(mark)
            .first.evaluate("(one) => getComputedStyle(one).fill")
            for scheme in ("light", "dark")
        ]
        light, dark = (sum(map(int, colour[4:-1].split(","))) for colour in colours)
        assert light < dark, kind
        assert light > 0, kind  # black would mean that no style reached it


def test_nothing_in_a_figure_of_the_report_is_cut_off(pages, show):
    page = show(pages["report"], viewport={"width": 1280, "height": 900})
    outside = """(svg) => { const box = svg.getBoundingClientRect();
        return [...svg.querySelectorAll("text")].filter((one) => { const own = one.getBoundingClientRect();
        return own.left < box.left - 1 || own.right > box.right + 1 || own.top < box.top - 1
            || own.bottom > box.bottom + 1;
        }).map((one) => one.textContent); }"""
    assert [svg.evaluate(outside) for svg in page.locator(".chart svg").all()] == [[], [], []]


def test_on_paper_everything_is_unfolded(pages, show):
    page = show(pages["feedback"])
    hint = page.get_by_text("Write one line for").first
    assert not hint.is_visible()
    page.emulate_media(media="print")
    assert hint.is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_no_table_is_cut_off_on_paper(pages, show):
    page = show(pages["report"], viewport={"width": 680, "height": 1000})  # A4 between its margins
    page.emulate_media(media="print")
    wide = "[...document.querySelectorAll('table')].filter((one) => one.getBoundingClientRect().right > innerWidth)"
    assert page.evaluate(f"{wide}.map((one) => one.innerText.slice(0, 60))") == []


def test_the_feedback_page_is_the_same_without_scripts(pages, show):
    texts = [
        show(pages["feedback"], java_script_enabled=enabled).locator("body").inner_text() for enabled in (True, False)
    ]
    assert texts[0] == texts[1]


def column(page, number):
    return page.locator(f"section[aria-labelledby=students] tbody tr td:nth-child({number})").all_inner_texts()


def test_a_click_on_a_heading_sorts_a_table(pages, show):
    page = show(pages["report"])
    before = column(page, 1)
    heading = page.locator("section[aria-labelledby=students] th").nth(3)
    heading.get_by_role("button").click()
    points = [float(text.split("/")[0]) for text in column(page, 4)]
    assert points == sorted(points)
    assert heading.get_attribute("aria-sort") == "ascending"
    heading.get_by_role("button").press("Enter")
    assert [float(text.split("/")[0]) for text in column(page, 4)] == points[::-1]
    assert sorted(column(page, 1)) == sorted(before)
    page.locator("section[aria-labelledby=students] th").nth(0).get_by_role("button").click()
    assert column(page, 1) == sorted(before)
    assert page.locator("[aria-sort]").count() == 1


def test_without_scripts_the_report_is_still_whole(pages, show):
    page = show(pages["report"], java_script_enabled=False)
    assert len(column(page, 1)) == 15
    assert page.get_by_role("button").count() == 0
