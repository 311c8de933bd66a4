"""The catalogue's loader: what it reads from a file, and what it refuses."""

import textwrap

import pytest

from autograder.errors import MistakeError
from autograder.mistakes import Mistake, Variant, catalogue, load_catalogue

GOOD = '''
"""A catalogue."""
from autograder.mistakes import mistake, variant


@mistake("double", "It is squared. Read 1.1.", also=("cubed",))
def double__squared(values):
    # a student's comment
    return values**2


@mistake(
    "double",
    "It is cubed.",
)
def double__cubed(values):
    return square(values) * values


@variant("double", replaces="helper")
def double__adds(
    values,
):
    return values + values
'''


@pytest.fixture
def load(tmp_path):
    """Write a catalogue file and load it."""

    def write_and_load(text):
        path = tmp_path / "ch09.py"
        path.write_text(textwrap.dedent(text))
        return load_catalogue(path)

    return write_and_load


def test_entries_keep_their_order_and_facts(load):
    found = load(GOOD)
    assert [type(entry) for entry in (*found.mistakes, *found.variants)] == [Mistake, Mistake, Variant]
    squared, cubed = found.mistakes
    assert (squared.id, squared.exercise, squared.replaces) == ("squared", "double", "double")
    assert (squared.sentence, squared.also, cubed.also) == ("It is squared. Read 1.1.", ("cubed",), ())
    assert (found.variants[0].id, found.variants[0].replaces) == ("adds", "helper")


def test_source_is_what_a_student_would_write(load):
    found = load(GOOD)
    assert found.mistakes[0].source == "def double(values):\n    # a student's comment\n    return values**2\n"
    assert found.variants[0].source == "def helper(\n    values,\n):\n    return values + values\n"


def test_source_uses_names_of_the_notebook(load):
    names = {"square": lambda values: values**2}
    exec(load(GOOD).mistakes[1].source, names)
    assert names["double"](3) == 27


def test_a_folder_is_one_catalogue(load, tmp_path):
    load(GOOD)
    (tmp_path / "ch08.py").write_text(GOOD.replace("double", "halve"))
    found = load_catalogue(tmp_path)
    assert [entry.exercise for entry in found.mistakes] == ["halve", "halve", "double", "double"]


def test_loading_twice_gives_each_entry_once(load):
    assert len(load(GOOD).mistakes) == len(load(GOOD).mistakes) == 2


def test_a_chapter_without_catalogue_has_an_empty_one():
    assert catalogue("ch99_nothing").mistakes == ()


START = "from autograder.mistakes import mistake, variant\n\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("def double__helper(x):\n    return x\n", "no @mistake or @variant"),
        ("@mistake('double', 'Wrong.')\ndef triple__squared(x):\n    return x\n", "rename triple__squared to double__"),
        ("@mistake('double', 'Wrong.')\ndef double(x):\n    return x\n", "rename double to double__"),
        ("@mistake('double', ' ')\ndef double__a(x):\n    return x\n", "has no sentence"),
        ("@mistake('double', 'Wrong.', also=('b',))\ndef double__a(x):\n    return x\n", "unknown mistake in also: b"),
        ("@mistake('double', 'A.')\ndef double__a(x): ...\n@variant('double')\ndef double__a(x): ...\n", "there twice"),
        ("def double__a(:\n", "cannot be loaded"),
        ("@nothing\ndef double__a(x):\n    return x\n", "cannot be loaded"),
    ],
)
def test_what_is_refused_is_named(load, text, message):
    with pytest.raises(MistakeError, match=message.replace("@", ".")) as caught:
        load(START + text)
    assert "ch09.py" in str(caught.value)
