"""The figures of the class report: matplotlib's, fit for a page with a strict policy, and the same each time."""

import re
import subprocess
import sys
from xml.etree import ElementTree as ET

import pytest

from autograder.reports.class_report import class_page, write_class_report
from autograder.reports.figures import histogram, outcomes
from autograder.reports.numbers import class_numbers
from tests.unit.reports_samples import exercise, submission

LABELS, COUNTS = ["0-50", "50-100"], [3, 11]
HOSTILE = "</text><script>alert(1)</script> $x_$ & \x1b[31m\u202e 中"


def bars():
    return histogram("bars", "Students by score", "percent", LABELS, COUNTS)


def exercises(title="Softmax"):
    verdicts = ("passed", "passed", "wrong", "crashed", "over-limit", "not-attempted", "needs-review", "internal-error")
    results = [submission(f"s{n}", [exercise(verdict=verdict, title=title)]) for n, verdict in enumerate(verdicts)]
    return class_numbers(results).exercises


def texts(drawing):
    return [element.text for element in ET.fromstring(drawing).iter("text")]


def test_bars_are_as_high_as_their_numbers():
    root = ET.fromstring(bars())
    paths = [path.get("d") for path in root.iter("path") if path.get("class") == "fill-accent"]
    ys = [[float(y) for y in re.findall(r"[ML] \S+ (\S+)", path)] for path in paths]
    low, high = (max(each) - min(each) for each in ys)
    assert high / low == pytest.approx(11 / 3, rel=0.01)
    assert {"3", "11", "0-50", "50-100", "percent"} <= set(texts(bars()))


def test_what_a_figure_shows_is_also_told():
    root = ET.fromstring(bars())
    assert root.get("role") == "img"
    named = [root.find(f".//*[@id='{key}']").text for key in root.get("aria-labelledby").split()]
    assert named == ["Students by score", "0-50: 3, 50-100: 11."]


def test_every_verdict_has_a_piece_and_a_name():
    drawing = outcomes("out", "Results", exercises())
    assert {"right", "not right yet", "stopped with an error", "not written yet", "Softmax"} <= set(texts(drawing))
    assert "Softmax: 2 right, 1 not right yet, 1 not written yet" in drawing
    looks = {(path.get("class"), path.get("opacity")) for path in ET.fromstring(drawing).iter("path")}
    pieces = {look for look in looks if (look[0] or "").startswith("fill-") and look[0] != "fill-ink"}
    assert len(pieces) == 7


def test_colours_come_from_the_page_and_nothing_needs_a_style():
    for drawing in (bars(), outcomes("out", "Results", exercises())):
        assert not re.search(r"style=|#[0-9a-f]{6}|<style|<defs|xlink|clip-path", drawing)
        paints = {value for _, value in re.findall(r'(fill|stroke)="([^"]*)"', drawing)}
        assert paints <= {"none"}


def test_a_figure_is_the_same_each_time_whatever_the_machine_is_set_to():
    import matplotlib as mpl

    before = bars()
    with mpl.rc_context({"font.size": 30, "svg.fonttype": "path", "axes.facecolor": "red"}):
        assert bars() == before


def test_hostile_titles_are_text():
    drawing = outcomes("out", HOSTILE, exercises(HOSTILE))
    root = ET.fromstring(drawing)
    assert {element.tag for element in root.iter()} <= {"svg", "g", "path", "text", "title", "desc"}
    assert any("<script>alert(1)</script> $x_$ & 中" in (text or "") for text in texts(drawing))
    assert "\x1b" not in drawing
    assert "\u202e" not in drawing


def test_no_id_occurs_twice_in_a_report():
    ids = re.findall(r'\bid="([^"]*)"', class_page(class_numbers([submission()]), None))
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("exercises", [[], [exercise(verdict="not-attempted")]])
def test_an_empty_class_can_be_drawn(exercises, tmp_path):
    assert "<svg" in write_class_report([submission(exercises=exercises)], tmp_path).page.read_text()


def test_what_grades_does_not_load_matplotlib_for_the_report():
    code = (
        "import sys; import autograder.commands.grade, autograder.commands.report, autograder.reports.class_report;"
        "sys.exit('matplotlib' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
