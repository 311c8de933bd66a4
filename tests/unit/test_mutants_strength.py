import pytest

from autograder.errors import MistakeError
from autograder.mistakes.equivalents import equivalent, load_equivalents
from autograder.mutants.generate import Mutant
from autograder.mutants.strength import judged, kills, share_killed
from autograder.mutants.trial import Verdicts

LINE = "return x - x.max(axis=-1)"
TESTS = ("test_a", "test_b", "test_c")


def mutant(after, before=LINE, function="softmax"):
    return Mutant(function, before, after, f"def {function}(x):\n    {after}\n")


def strength(*tried, declared=()):
    return judged("softmax", TESTS, [(mutant(after), Verdicts(tuple(by))) for after, by in tried], declared)


def test_what_no_test_fails_survives_unless_it_is_declared():
    entry = equivalent("softmax", "axis=-1", "axis=1", "two axes at most")
    found = strength(("return x", ["test_a"]), ("return x - x.max(axis=1)", []), ("return 0", []), declared=[entry])
    assert (found.killed, [m.after for m in found.survivors]) == (1, ["return 0"])
    assert [reason for _, reason in found.equivalent] == ["two axes at most"]
    assert found.problems == ()
    assert share_killed([found]) == 0.5
    assert not found.holds


def test_a_declaration_that_a_test_contradicts_is_told():
    entry = equivalent("softmax", "axis=-1", "axis=1", "two axes at most")
    found = strength(("return x - x.max(axis=1)", ["test_b"]), declared=[entry])
    assert found.killed == 1
    assert "test_b tells it apart" in found.problems[0]
    assert not found.holds


def test_a_declaration_of_nothing_is_told():
    entries = [
        equivalent("softmax", "axis=-2", "axis=1", "stale"),
        equivalent("softmax", "axis=-1", None, "any axis"),
        equivalent("relu", "x", "y", "of another exercise"),
    ]
    found = strength(("return x - x.max(axis=1)", ["test_a"]), declared=entries)
    assert len(found.problems) == 2


def test_any_change_within_a_piece_may_be_declared():
    entry = equivalent("softmax", "(axis=-1)", None, "any")
    afters = {"return x - x.max()": True, "return x - x.max": True, "return x + x.max(axis=-1)": False}
    for after, holds in afters.items():
        assert entry.describes("softmax", "softmax", LINE, after) is holds
    assert not entry.describes("relu", "softmax", LINE, "return x - x.max()")


def test_the_piece_may_be_the_second_of_its_kind_and_of_one_function():
    entry = equivalent("layer", "a", "b", "why", function="Layer.forward")
    assert entry.describes("layer", "Layer.forward", "a + a", "a + b")
    assert not entry.describes("layer", "Layer.backward", "a + a", "a + b")
    assert not entry.describes("layer", "Layer.forward", "a + a", "b + b")


def test_a_test_that_fails_by_itself_kills_nobody():
    found = judged("softmax", TESTS, [(mutant("return 1"), Verdicts((), "IndexError in the test itself"))], [])
    assert found.killed == 0
    assert "IndexError in the test itself" in found.problems[0]


def test_kills_are_counted_by_test_and_alone():
    found = strength(("1", ["test_a", "test_b"]), ("2", ["test_b"]), ("3", []))
    assert kills(found) == {"test_a": (1, 0), "test_b": (2, 1), "test_c": (0, 0)}


def test_a_declaration_needs_a_reason(tmp_path):
    path = tmp_path / "equivalent.py"
    path.write_text("from autograder.mistakes import equivalent\nEQUIVALENT = [equivalent('softmax', 'a', 'b', ' ')]\n")
    with pytest.raises(MistakeError, match=r"equivalent\.py: EQUIVALENT holds"):
        load_equivalents(tmp_path)
    path.write_text("from autograder.mistakes import equivalent\nEQUIVALENT = [equivalent('softmax', 'a', 'b', 'c')]\n")
    assert load_equivalents(tmp_path) == load_equivalents(path) == (equivalent("softmax", "a", "b", "c"),)
    assert load_equivalents(tmp_path / "none.py") == ()
