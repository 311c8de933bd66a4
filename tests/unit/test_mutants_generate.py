import ast
import textwrap

import pytest

from autograder.mutants.generate import mutants_of


def changes(source):
    """What each mutant has in place of the lines that differ."""
    return {mutant.after for mutant in mutants_of(textwrap.dedent(source))}


def body(*lines, arguments="x, y"):
    return f"def f({arguments}):\n" + "".join(f"    {line}\n" for line in lines)


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("return x - y", {"return x + y", "return y - x", "return x", "return y", "return x - x", "return y - y"}),
        ("return x @ y", {"return y @ x", "return x.T @ y", "return x @ y.T"}),
        ("return x > 0", {"return x >= 0", "return x < 0", "return y > 0", "return x > 1", "return x > -1"}),
        ("return -x", {"return x"}),
        ("return x.sum(axis=-1, keepdims=True)", {
            "return x.sum(axis=-1)", "return x.sum(keepdims=True)", "return x.sum(axis=1, keepdims=True)",
            "return x.sum(axis=-1, keepdims=False)", "return x.mean(axis=-1, keepdims=True)",
        }),
        ("return np.sum(x)", {"return np.sum(x, axis=0)", "return x", "return np.mean(x)"}),
        ("return np.dot(x, y)", {"return np.dot(y, x)", "return np.dot(x)", "return np.dot(x, y.T)"}),
        ("return x.copy()", {"return x"}),
        ("return x.T", {"return x"}),
        ("return x[1:]", {"return x[:]", "return x[2:]", "return x[0:]"}),
        ("return x if y else -x", {"return x", "return -x", "return -x if y else x"}),
        ("return x and y", {"return x or y", "return x", "return y"}),
        ("return [a for a in x if a]", {"return [a for a in x]"}),
        ("return x, y", {"return (y, x)", "return (x,)", "return (y,)"}),
        ("return x.astype(int)", {"return x.astype(float)", "return x"}),
        ("return list(range(len(x)))", {
            "return list(range(len(x) - 1))", "return list(range(len(x) + 1))", "return list(range(1, len(x)))",
        }),
    ],
)  # fmt: skip
def test_expressions_are_changed(line, wanted):
    assert wanted <= changes(body(line))


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (["x = x - y", "return x"], {"x -= y", "pass", "x = x + y"}),
        (["x += y", "return x"], {"x -= y", "x = y", "pass"}),
        (["if y:", "    x = 1", "return x"], {"if True:", "if not y:", "if x:", "pass", "x = 2"}),
        (["for i in y:", "    x += i", "return x"], {"for i in list(y)[1:]:", "for i in list(y)[:-1]:", "break"}),
        (["with y:", "    x = 1", "return x"], {"if True:"}),
        (["x = x + 1", "y = x * y", "return y"], {"y = x * y\nx = x + 1"}),
    ],
)
def test_statements_are_changed(lines, wanted):
    assert wanted <= changes(body(*lines))


def test_keys_and_attributes_are_mixed_up():
    source = """
        class Layer:
            def forward(self, net):
                return net["W1"] + net["b1"] * self.W - self.b
    """
    found = changes(source)
    assert "return net['b1'] + net['b1'] * self.W - self.b" in found
    assert "return net['W1'] + net['b1'] * self.b - self.b" in found


def test_a_variable_is_mixed_up_only_with_those_that_have_a_value():
    found = changes(body("a = x", "b = a", "return b", arguments="x"))
    assert "a = b" not in found
    assert {"b = x", "return a", "return x"} <= found


def test_every_mutant_is_another_program_and_compiles():
    source = body("y = 1 * x", "for i in range(3):", "    y = y + 2 * 1", "return y")
    mutants = mutants_of(source)
    programs = [ast.dump(ast.parse(mutant.source)) for mutant in mutants]
    assert len(set(programs)) == len(mutants) > 20
    assert ast.unparse(ast.parse(source)) not in {mutant.source for mutant in mutants}
    # Folded by the compiler, `2 * 1` and `2` are one program.
    assert not any("y + 2\n" in f"{mutant.source}\n" for mutant in mutants)


def test_only_what_a_student_writes_is_changed():
    source = """
        LIMIT = 3

        def given(x):
            return x + 1

        class Layer:
            def __init__(self, size=2):
                self.size = size

            def forward(self, x, scale=2):
                '''Return 2 x.'''
                ### BEGIN SOLUTION
                return x * scale
                ### END SOLUTION
    """
    mutants = mutants_of(textwrap.dedent(source))
    assert {mutant.function for mutant in mutants} == {"Layer.forward"}
    assert all("scale=2" in mutant.source and "Return 2 x." in mutant.source for mutant in mutants)


def test_a_change_is_shown_in_one_short_line():
    long = "return {" + ", ".join(f"'{key}': x" for key in "abcdefghijklmnop") + ", 'z': 1}"
    shown = [mutant.shown for mutant in mutants_of(body(long))]
    assert shown
    assert all("\n" not in text for text in shown)
    assert min(map(len, shown)) < len(long)
    assert any(text.endswith("'z': 1}  ->  ... 'n': x, 'o': x, 'p': x, 'z': 2}") for text in shown)
