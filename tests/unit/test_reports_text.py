import pytest

from autograder.reports.text import clean, csv_cell, number, one_line, points

ESC = "\x1b"


@pytest.mark.parametrize(
    ("hostile", "harmless"),
    [
        (f"{ESC}[31mred{ESC}[0m", "red"),
        (f"{ESC}]0;new title\x07after", "after"),
        (f"{ESC}]8;;http://evil.example{ESC}\\link{ESC}]8;;{ESC}\\", "link"),
        ("\x9b2Jgone", "gone"),
        (f"{ESC}c reset", " reset"),
        ("ada\u202egpj.exe", "adagpj.exe"),
        ("a\u2066b\u2069c\u200bd", "abcd"),
        ("half \ud800 pair", "half  pair"),
        ("bell\x07 back\x08 null\x00", "bell back null"),
        ("one\r\ntwo\u2028three", "one\ntwo\nthree"),
    ],
)
def test_invisible_text_goes_and_the_visible_stays(hostile, harmless):
    assert clean(hostile) == harmless


def test_names_of_people_survive():
    for name in ("Åsa Öberg", "李小龍", "می\u200cرود", "O'Brien-Smith", "क्\u200dष"):
        assert clean(name) == name


def test_long_text_is_cut_to_the_limit_and_says_so():
    assert one_line("x" * 10_000, 50) == "x" * 49 + "…"
    assert ESC not in clean("x" * 49 + f"{ESC}[31m" * 50, 50)


def test_a_line_is_one_line():
    assert one_line("a\n\n b\tc\r\nd") == "a b c d"


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "|", "%", "\uff1d", "\t=", "\x1b[0m=", "\u202e="])
def test_no_cell_starts_a_formula(sign):
    assert csv_cell(f"{sign}cmd|'/c calc'!A1").startswith("'")


def test_an_ordinary_cell_is_left_alone():
    assert csv_cell("ada-lovelace") == "ada-lovelace"


def test_points_are_written_as_people_do():
    assert [number(value) for value in (0.0, 2.0, 2.5, 1 / 3, 10.0, 100.0)] == ["0", "2", "2.5", "0.33", "10", "100"]
    assert (points(1.0), points(2)) == ("1 point", "2 points")
