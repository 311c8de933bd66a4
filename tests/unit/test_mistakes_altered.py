"""Classes in the catalogue, and entries that alter the reference."""

import textwrap

import pytest

from autograder.errors import MistakeError
from autograder.mistakes import Mistake, Variant, load_catalogue

REFERENCE = '''
"""Reference."""
from numpy.typing import NDArray

Array = NDArray[float]


def helper(x: Array, y: "Array | None" = None) -> Array:
    z: Array = x + x  # noqa: E501
    return z


class Double:
    """Doubles: x + x."""

    seen: Array
    times: int = 2

    @property
    def name(self) -> str:
        return "double"

    def forward(self, x: Array) -> Array:
        # twice
        y: Array = self.times * x
        self.seen: Array = y
        return y

    def backward(self, dout: Array) -> Array:
        return self.times * dout
'''
START = "from autograder.mistakes import altered, altered_variant, mistake, variant\n\n"


@pytest.fixture
def load(tmp_path):
    """Write a reference and a catalogue and load the catalogue."""
    (tmp_path / "solutions").mkdir()
    (tmp_path / "solutions" / "ch09.py").write_text(REFERENCE)

    def write_and_load(text):
        path = tmp_path / "mistakes" / "ch09.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(START + textwrap.dedent(text))
        return load_catalogue(path)

    return write_and_load


def listed(*entries):
    return f"ALTERED = [{', '.join(entries)}]"


def test_a_class_is_declared_as_a_function_is(load):
    (entry,) = load("""
        @mistake("Double", "It halves. Read 1.")
        class Double__halves:
            def forward(self, x):
                return super(Double__halves, self), x / 2
    """).mistakes
    assert (entry.id, entry.exercise, entry.replaces) == ("halves", "Double", "Double")
    assert entry.source.startswith("class Double:\n    def forward(self, x):\n        return super(Double, self)")


def test_an_altered_reference_is_the_reference_but_for_its_pairs(load):
    end = "return {}\\n\\n    def backward"
    text = listed(
        'altered("Double", "forgets", "It forgets. Read 1.", ("self.seen = y", "pass"), also=("other",))',
        f'altered("Double", "other", "Other. Read 1.", ("{end.format("y")}", "{end.format("x")}"))',
        'altered_variant("Double", "plus", ("self.times * x", "x + x"), ("self.times * dout", "dout + dout"))',
    )
    found = load(text)
    forgets, other = found.mistakes
    (plus,) = found.variants
    assert (type(forgets), forgets.id, forgets.sentence, forgets.also) == (
        Mistake, "forgets", "It forgets. Read 1.", ("other",),
    )  # fmt: skip
    assert type(plus) is Variant
    made = {}
    for entry in (forgets, other, plus):
        names = {}
        exec(entry.source, names)  # no annotation is left to ask for a name
        made[entry.id] = names["Double"]()
    assert made["forgets"].forward(3) == 6
    assert not hasattr(made["forgets"], "seen")
    assert made["other"].forward(3) == 3
    assert made["plus"].forward("ab") == made["plus"].seen == "abab"
    assert "# twice" in plus.source


def test_annotations_and_tool_comments_are_gone(load):
    (entry,) = load(listed('altered("helper", "once", "Once. Read 1.", ("z = x + x", "z = x"))')).mistakes
    assert entry.source == "def helper(x, y = None):\n    z = x\n    return z\n"


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ('altered("Double", "a", "A.", ("x + y", "x"))', "Double__a.*'x \\+ y' occurs 0 times"),
        ('altered("Double", "a", "A.", ("self.times", "2"))', "'self.times' occurs 2 times.*more of the lines"),
        ('altered("Double", "a", "A.", ("self.times * x", "x"), ("times * x\\n", "x\\n"))', "overlaps"),
        ('altered("Double", "a", "A.")', "nothing is altered"),
        ('altered("Double", "a", "A.", ("", "x"))', "'' occurs 0 times"),
        ('altered("Triple", "a", "A.", ("x", "y"))', "alters Triple, which .*ch09.py does not define"),
        ('altered("Double", "a", " ", ("self.times * x", "x"))', "Double__a has no sentence"),
        ('altered("Double", "a", "A.", ("def forward", "def"))', "makes no Python of Double"),
        ('altered("Double", "a", "A.", ("self.times * x", "x"), also=("b",))', "unknown mistake in also: b"),
        ('"Double"', "ALTERED is no list of altered"),
    ],
)
def test_what_does_not_fit_is_named(load, entry, message):
    with pytest.raises(MistakeError, match=message) as caught:
        load(listed(entry))
    assert "ch09.py" in str(caught.value)


def test_an_id_may_be_used_once_in_both_ways_together(load):
    twin = listed('altered("Double", "a", "A.", ("self.times * x", "x"))')
    with pytest.raises(MistakeError, match="Double__a is there twice"):
        load(f"@variant('Double')\nclass Double__a: ...\n\n{twin}")


def test_without_a_reference_it_is_said_where_one_was_looked_for(load, tmp_path):
    (tmp_path / "solutions" / "ch09.py").unlink()
    with pytest.raises(MistakeError, match=r"solutions/ch09.py: cannot be read"):
        load(listed('altered("Double", "a", "A.", ("x", "y"))'))
