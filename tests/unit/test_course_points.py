"""Points are read from the suites by syntax, and every test has to state them once."""

import pytest

from autograder.course.points import suite_points
from autograder.errors import SuiteError

TEST = "@pytest.mark.points({})\ndef test_a(student):\n    pass\n\n"


def suite(tmp_path, text):
    path = tmp_path / "test_f.py"
    path.write_text(text)
    return path


def test_adds_up_without_importing(tmp_path):
    text = "import no_such_module\n" + TEST.format(2) + TEST.format(1.5).replace("_a", "_b") + "def helper(): pass\n"
    assert suite_points(suite(tmp_path, text)) == 3.5


def test_counts_a_parametrized_test_once(tmp_path):
    assert suite_points(suite(tmp_path, '@pytest.mark.parametrize("n", [1, 2])\n' + TEST.format(2))) == 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("def helper(): pass\n", "holds no test"),
        ("def test_a(student): pass\n", "test_f.py:1: test_a has 0 marks"),
        ("@pytest.mark.points(1)\n" + TEST.format(1), "has 2 marks"),
        (TEST.format(0), "above 0"),
        (TEST.format(-1), "above 0"),
        (TEST.format("True"), "above 0"),
        (TEST.format("TWO"), "written as it is"),
        (TEST.format("n=2"), "written as it is"),
        ("def test_a(:\n", "is no Python file"),
    ],
)
def test_refuses_unclear_points(tmp_path, text, words):
    with pytest.raises(SuiteError) as caught:
        suite_points(suite(tmp_path, text))
    assert words in str(caught.value)
