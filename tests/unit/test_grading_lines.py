import pytest

from autograder.grading.lines import likely_line
from autograder.mistakes.catalogue import Mistake

REFERENCE = '''
def softmax(scores: Array) -> Array:
    """Turn scores into probabilities."""
    shifted = scores - scores.max(axis=-1, keepdims=True)
    weights: Array = np.exp(shifted)
    return weights / weights.sum(axis=-1, keepdims=True)
'''


def mistake(body):
    return Mistake("wrong", "softmax", "softmax", f"def softmax(scores):\n{body}", "Sentence.", ())


NO_SHIFT = mistake(
    "    with np.errstate(all='ignore'):\n        weights = np.exp(scores)\n"
    "        return weights / weights.sum(axis=-1, keepdims=True)\n"
)


@pytest.mark.parametrize(
    ("answer", "line"),
    [
        ("def softmax(a):\n    e = np.exp(a)  # x\n    return e / e.sum(axis=-1)", "e = np.exp(a)  # x"),
        ("def softmax(a):\n    if True:\n        top = np.exp(a)\n        return top / top.sum(-1)", "top = np.exp(a)"),
        ("def softmax(a):\n    return [v for v in a]", None),
        ("def softmax(a):\n    e = np.exp(a)\n    f = np.exp(a)\n    return e / f.sum()", None),
        ("def softmax(a:\n", None),
        ("softmax = 3", None),
    ],
)  # fmt: skip
def test_the_line_that_looks_like_the_mistake_is_named(answer, line):
    assert likely_line(answer, NO_SHIFT, REFERENCE) == line


def test_a_line_of_the_reference_is_never_named():
    right = "def softmax(s):\n    m = s - s.max(axis=-1, keepdims=True)\n    return np.exp(m)"
    swapped = mistake("    weights = np.exp(scores - scores.max(axis=-1))\n    return weights\n")
    assert likely_line(right, swapped, REFERENCE) is None


def test_a_mistake_that_only_leaves_something_out_has_no_line():
    assert likely_line("def softmax(a):\n    return np.exp(a)", mistake("    pass\n"), REFERENCE) is None
