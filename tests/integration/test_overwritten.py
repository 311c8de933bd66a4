"""A right answer stays right when a later cell takes a name that it uses; two halves do not become a whole."""

import json

import pytest

from autograder.submission.rebound import EVERYTHING, bound_names, global_names
from tests.integration import mini_class

HELPER = """
# %% double
FACTOR = 2
def times(values):
    return FACTOR * np.asarray(values)

def double(values):
    return times(values)
"""
ONE_HALF = """
# %% double
PART = 1
def double(values):
    if PART == 1:
        values *= 2
        return values
    return 5 * values
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return mini_class.mini_course(tmp_path_factory)


@pytest.fixture(scope="module")
def engine(root):
    with mini_class.engine_of(root) as made:
        yield made


@pytest.fixture
def double(root, engine, tmp_path):
    """The result of the first exercise, with cells of the student's own behind everything."""

    def grade(text, *cells):
        found = json.loads(mini_class.notebook(root, text))
        for number, source in enumerate(cells):
            more = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
            found["cells"].append({**more, "id": f"own-{number}", "source": source})
        place = mini_class.hand_in(tmp_path, "ann", json.dumps(found).encode())
        return engine.grade_folder(place.parent, "ann").result.exercises[0]

    return grade


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("np = None", "np"),
        ("FACTOR = 3", "FACTOR"),
        ("def times(n):\n    return n", "times"),
        ("for np in range(3):\n    pass", "np"),
        ("del times", "times"),
        ("while (FACTOR := 5) < 0:\n    pass", "FACTOR"),
    ],
)
def test_what_a_later_cell_takes_is_there_again(double, cell, name):
    result = double(HELPER, cell)
    assert result.score == result.max_score
    assert f"`{name}` another meaning" in result.messages[0]


def test_without_need_nothing_is_said(double):
    result = double(HELPER, "np = np", "FACTOR = 2")
    assert (result.score, result.messages) == (result.max_score, double(HELPER).messages)


def test_two_halves_make_no_whole(double):
    first, second = double(ONE_HALF), double(ONE_HALF.replace("PART = 1", "PART = 2"))
    both = double(ONE_HALF, "PART = 2")
    assert 0 < max(first.score, second.score) < first.max_score
    assert both.score == max(first.score, second.score)


def test_a_new_answer_counts_and_not_the_one_before(double):
    result = double(HELPER, "def double(values):\n    return 5")
    assert result.score < result.max_score


def test_a_cell_that_never_ends_is_not_run_once_more(double):
    assert double(HELPER, "while True:\n    pass", "np = None").score < 3


def test_names_that_functions_look_up():
    source = "%time\nimport a\nb = a\ndef f(c):\n    d = c\n    return [e for e in (lambda: g)(d)] + sum(c)\n"
    assert global_names(source) == {"g", "sum"}
    assert global_names("def f(:") == frozenset()


def test_names_that_a_cell_binds():
    source = "def f():\n    a = 1\n[b for b in c]\nd = 2\nimport e\nfrom numpy import *\nf.x = 1"
    assert bound_names(source, {"a", "b", "c", "d", "e"}) == {"d", EVERYTHING}
    assert bound_names("x = (", {"x"}) == frozenset()
