import os
import subprocess
import sys

import pytest

pytest.importorskip("copydetect")

from autograder.reports.similarity import Passage, folded, similar_pairs, similarity_page

GIVEN = "def check(name, facts):\n" + "".join(f"    print('fact {n}', facts[{n}] + {n} * name)\n" for n in range(12))
OWN = """
def softmax(scores):
    # three moves
    top = scores.max(axis=-1, keepdims=True)
    odd = [value for value in range(7) if value % 3]
    for place in odd:
        top = top + place - place * len(odd) / 4
    return np.exp(scores - top) / np.exp(scores - top).sum(axis=-1, keepdims=True)
"""
OTHER = """
def softmax(a):
    if a.ndim == 1:
        return softmax(a[None])[0]
    while True:
        e = np.exp((a.T - a.max(1)).T)
        return e / np.add.reduce(e, axis=1)[:, None]
"""


def renamed(code):
    return code.replace("scores", "s").replace("top", "m").replace("odd", "many").replace("# three moves", "# mine")


def test_a_copy_with_other_names_and_comments_is_found():
    (pair,) = similar_pairs({"ann": OWN, "bert": renamed(OWN), "carl": OTHER}, [], 0.5)
    assert (pair.first, pair.second) == ("ann", "bert")
    assert min(pair.first_share, pair.second_share) > 0.8
    assert "".join(passage.text for passage in pair.second_code) == renamed(OWN)
    assert any(passage.shared for passage in pair.second_code)


def test_what_was_given_is_nobodys_copy():
    answers = {"ann": GIVEN + OWN, "bert": GIVEN + OTHER}
    assert similar_pairs(answers, [GIVEN], 0.4) == []
    assert similar_pairs(answers, [], 0.4) != []


def test_what_many_wrote_is_nobodys_copy():
    assert similar_pairs({f"s{number}": renamed(OWN) if number % 2 else OWN for number in range(9)}, [], 0.1) == []


@pytest.mark.parametrize("code", ["", "\n", "x = 1\n", "def f(:\n" * 9, "\x00\ud800"])
def test_little_or_broken_code_is_compared_with_nobody(code):
    assert similar_pairs({"ann": code, "bert": code}, ["", code], 0.1) == []


def test_the_page_shows_passages_and_accuses_nobody():
    hostile = OWN.replace("three moves", "</code><script>alert(1)</script>")
    pairs = similar_pairs({"<b>ann": hostile, "bert": renamed(OWN)}, [], 0.5)
    page = similarity_page("ch03_neural_networks", pairs, 2)
    assert "<mark>" in page
    assert "<script" not in page
    assert "<b>ann" not in page
    assert "script-src" not in page
    words = page.split("</style>")[1].lower()
    assert not [word for word in ("plagiar", "cheat", "copied from", "guilty") if word in words]
    assert "no finding" in words


def test_long_stretches_that_are_not_shared_are_left_out():
    """What is shared stays whole; two lines beside it tell where it stands."""
    own = "".join(f"line {number}\n" for number in range(20))
    passages = [Passage(own, shared=False), Passage("same\n" * 30, shared=True), Passage(own, shared=False)]
    passages += [Passage("also same\n", shared=True), Passage("short\n", shared=False)]
    first, after, shared, before, between, second, last = folded(passages)
    assert (first.text, first.left_out, after.text) == ("", 18, "line 18\nline 19\n")
    assert shared == passages[1]
    assert (before.text, before.left_out, between.text) == ("line 0\nline 1\n", 16, "line 18\nline 19\n")
    assert (second, last) == tuple(passages[3:])


def test_the_page_says_how_much_it_leaves_out():
    others = "".join(f"own_{number} = {number} ** {number}\n" for number in range(40))
    pairs = similar_pairs({"ann": OWN, "bert": others + renamed(OWN)}, [], 0.5)
    page = similarity_page("ch03_neural_networks", pairs, 2)
    assert "lines that are not shared" in page
    assert "own_20" not in page
    assert "own_39" in page


def test_the_same_class_gives_the_same_pairs_in_every_process():
    """Python's own hash of a text differs from process to process."""
    code = (
        "from tests.unit.test_reports_similarity import *\n"
        "answers = {'ann': OWN + OTHER, 'bert': OTHER + renamed(OWN), 'carl': GIVEN + OTHER}\n"
        "print(similar_pairs(answers, [GIVEN], 0.01))"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code], check=True, capture_output=True, env=os.environ | {"PYTHONHASHSEED": seed}
        ).stdout
        for seed in "1234"
    }
    assert len(told) == 1
    assert b"ann" in told.pop()


def test_what_was_given_counts_nowhere_however_often_it_is_repeated():
    assert similar_pairs({"ann": GIVEN * 3 + OWN, "bert": GIVEN * 3 + OTHER}, [GIVEN * 3], 0.2) == []
