"""Gradients in hidden suites: what passes, what fails, and in which words."""

import numpy as np
import pytest

from autograder.errors import SuiteError
from autograder.grading.api import (
    Failed,
    assert_central_differences,
    assert_gradient,
    away_from_kinks,
    check_layer,
    differences,
    numeric_gradient,
    observe,
)
from autograder.grading.local import LocalStudent

RNG = np.random.default_rng(7)
X, W, B, DOUT = RNG.normal(size=(5, 3)), RNG.normal(size=(3, 2)), RNG.normal(size=2), RNG.normal(size=(5, 2))


def test_central_differences_of_any_shape():
    x = RNG.normal(size=(2, 3, 2))
    before = x.copy()
    assert np.allclose(numeric_gradient(lambda v: np.sum(v**3), x), 3 * x**2, atol=1e-8)
    assert np.array_equal(x, before)
    assert np.allclose(numeric_gradient(lambda v: v**2, 3.0), 6.0)
    assert numeric_gradient(lambda v: v[0] * 1.0, np.array([3, 4])).tolist() == pytest.approx([1.0, 0.0])


@pytest.mark.parametrize("value", [None, np.ones(2), "a", float("nan"), 1j])
def test_a_function_without_one_number_fails(value):
    with pytest.raises(Failed, match=r"the value of the function|is None"):
        numeric_gradient(lambda _: value, X)


def test_points_are_moved_away_from_kinks_and_no_further():
    x = np.array([-1.0, -0.01, 0.0, 0.02, 3.0])
    moved = away_from_kinks(x)
    assert (np.abs(moved) >= 0.05).all()
    assert moved[[0, 4]].tolist() == [-1.0, 3.0]
    assert (moved[x != 0] * x[x != 0] > 0).all()
    assert (np.abs(away_from_kinks(x, kink=1.0, gap=0.1) - 1.0) >= 0.1).all()
    assert x[2] == 0.0


def words(got, want, **options):
    """What is said about a gradient."""
    with pytest.raises(Failed) as caught:
        assert_gradient(got, want, what="`dW`", **options)
    text = str(caught.value)
    assert text.startswith("`dW` ")
    return text


G = RNG.normal(size=(3, 3))


@pytest.mark.parametrize(
    ("got", "part"),
    [
        (None, "is None: was it computed"),
        ("text", "is not made of numbers"),
        (-G, "wrong sign"),
        (7 * G, "N times too large"),
        (-7 * G, "with the wrong sign"),
        (G / 7, "N times too small"),
        (2 * G, "twice too large"),
        (G / 2, "half as large"),
        (1.37 * G, "off by the same factor"),
        (G.T, "transposed"),
        (np.zeros((3, 3)), "0 everywhere"),
        (np.where(G > 0.5, -G, G), "some entries have the wrong sign"),
        (np.where(G.max() == G, 0, G), "wrong in one entry"),
        (G + 1.0, "wrong in every entry"),
        (np.full((3, 3), np.nan), "holds nan"),
        (np.rint(3 * G).astype(int), "whole numbers"),
        (G + 1j, "complex"),
        (G.sum(), "too much was summed"),
        (np.broadcast_to(G, (7, 3, 3)), "one gradient for each sample"),
    ],
)
def test_what_is_wrong_is_said(got, part):
    assert part in words(got, G, batch=7)


def test_the_bias_and_other_shapes():
    assert "one gradient for each sample" in words(DOUT, DOUT.sum(axis=0), batch=5)
    assert "axis of length 1" in words(DOUT.sum(axis=0, keepdims=True), DOUT.sum(axis=0), batch=5)
    assert "is transposed" in words((X.T @ DOUT).T, X.T @ DOUT, batch=5)
    assert "bring it back to that shape" in words(np.ones((2, 12)), np.ones((2, 3, 4)), batch=2)
    assert "N times" not in words(7 * G, G)


@pytest.mark.parametrize("size", [1e-6, 1.0, 1e6])
def test_what_is_right_passes(size):
    noise = 1 + 1e-6 * RNG.normal(size=G.shape)
    assert_gradient(size * G * noise, size * G, what="g")
    assert_gradient((size * G).astype(np.float32), size * G, what="g")
    tiny = np.where(np.eye(3) > 0, 1e-9, G)
    assert_gradient(size * tiny + size * 1e-10, size * tiny, what="g")  # rounding of central differences


def test_a_wrong_gradient_does_not_hide_below_the_floor():
    with pytest.raises(Failed):
        assert_gradient(G * (1 + 1e-4), G, what="g")
    with pytest.raises(Failed):
        assert_gradient(np.where(np.eye(3) > 0, 0.0, G), G, what="g")


def test_a_guard_in_the_logarithm_passes():
    t = np.eye(4)[[0, 2, 3]]
    scores = RNG.normal(size=(3, 4))

    def softmax(v):
        e = np.exp(v - v.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)

    guarded = numeric_gradient(lambda v: -np.sum(t * np.log(softmax(v) + 1e-7)) / 3, scores)
    assert_gradient(guarded, (softmax(scores) - t) / 3, what="dx", batch=3)


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_a_reference_that_is_not_finite_is_ours(bad):
    with pytest.raises(SuiteError):
        assert_gradient(G, np.full((3, 3), bad), what="g")


AFFINE = """
import numpy as np
class Affine:
    def __init__(self, W, b):
        self.W, self.b, self.x = W, b, None
    def forward(self, x):
        self.x = x
        return x @ self.W + self.b
    def backward(self, dout):
        self.dW = self.x.T @ dout
        self.db = dout.sum(axis=0)
        return dout @ self.W.T
"""


def layer(*pairs):
    code = AFFINE
    for old, new in pairs:
        assert old in code
        code = code.replace(old, new)
    names = {"__name__": "student_code"}
    exec(code, names)
    student = LocalStudent(names)
    return lambda: student.Affine(W, B)


def check(*pairs, **options):
    check_layer(layer(*pairs), layer(), X, DOUT, grads=("dW", "db"), **options)


@pytest.mark.parametrize(
    "pairs",
    [(), (("self.x = x\n", "self.x = x.copy()\n"),), (("x @ self.W + self.b", "(self.W.T @ x.T).T + self.b"),)],
)
def test_a_right_layer_passes(pairs):
    check(*pairs)
    check(*pairs, again=X**2)


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("x @ self.W + self.b", "x @ self.W - self.b", "what forward returns is wrong"),
        ("dout @ self.W.T", "None", "what backward returns (dx) is None"),
        ("dout @ self.W.T", "-dout @ self.W.T", "what backward returns (dx) has the wrong sign"),
        ("self.x.T @ dout", "dout.T @ self.x", "`dW` is transposed"),
        ("self.x.T @ dout", "self.x.T @ dout / len(dout)", "`dW` is N times too small"),
        ("dout.sum(axis=0)", "dout", "`db` holds one gradient for each sample"),
        ("dout.sum(axis=0)", "dout.mean(axis=0)", "`db` is N times too small"),
        ("dout.sum(axis=0)", "dout.sum()", "`db` is one number"),
        ("        self.x = x\n", "        self.x = x if self.x is None else self.x\n", "uses the first input"),
        ("        self.x = x\n", "        self.x = x if self.x is None else 2 * x\n", "`dW` after a second forward"),
    ],
)
def test_a_wrong_layer_is_told_what_is_wrong(old, new, part):
    with pytest.raises(Failed) as caught:
        check((old, new))
    assert part in str(caught.value)


def test_a_wrong_second_forward_is_not_taken_for_a_stale_one():
    counting = ("        return x @", "        self.n = getattr(self, 'n', 0) + 1\n        return self.n * x @")
    with pytest.raises(Failed, match="what forward returns after a second forward"):
        check(counting)


def test_the_gradient_of_her_own_right_forward_is_right():
    """Where the reference took another side of a kink, or is wrong itself, nobody loses points."""
    wrong = layer(("self.x.T @ dout", "self.x.T @ dout * 3"), ("return dout @ self.W.T", "return dout @ self.W.T * 5"))
    check_layer(layer(), wrong, X, DOUT, grads=("dW", "db"))


@pytest.mark.parametrize(
    ("formula", "kind"),
    [
        (lambda f, x, h: (f(x + h) - f(x - h)) / (2 * h), "central"),
        (lambda f, x, h: (f(x + h) - f(x)) / h, "up"),
        (lambda f, x, h: (f(x) - f(x - h)) / h, "down"),
        (lambda f, x, h: (f(x + 2 * h) - f(x - h)) / (3 * h), "other"),
        (lambda f, x, h: (8 * (f(x + h) - f(x - h)) - f(x + 2 * h) + f(x - 2 * h)) / (12 * h), "central"),
    ],
)
@pytest.mark.parametrize("x", [0.7, 1000.0])
def test_kinds_of_differences(formula, kind, x):
    f = observe(np.sin)
    formula(f, x, 1e-4)
    found = differences(f.points, x)
    assert (found.kind, found.calls, found.entries, found.several) == (kind, len(f.points), 1, False)
    assert found.h == pytest.approx(1e-4, rel=1e-6)
    if kind == "central":
        assert_central_differences(f.points, x)
    else:
        with pytest.raises(Failed, match="one side" if kind != "other" else "differ"):
            assert_central_differences(f.points, x)


def gradient(f, x, *, restore=True, h=1e-4, skip=()):
    for index in np.ndindex(x.shape):
        if index in skip:
            continue
        before = x[index]
        x[index] = before + h
        f(x)
        x[index] = before - h
        f(x)
        if restore:
            x[index] = before


@pytest.mark.parametrize(
    ("options", "part"),
    [
        ({"restore": False}, "has not been put back"),
        ({"skip": [(0, 1)]}, "not every entry"),
        ({"h": 1e-12}, "so small"),
        ({"h": 0.1}, "too large"),
        ({"h": 1e-50}, "only called at x itself"),
    ],
)
def test_what_is_wrong_with_the_points_is_said(options, part):
    x = RNG.normal(size=(2, 3))
    f = observe(np.sum)
    gradient(f, x.copy())
    assert_central_differences(f.points, x)
    g = observe(np.sum)
    gradient(g, x.copy(), **options)
    with pytest.raises(Failed, match=part):
        assert_central_differences(g.points, x)


def test_points_that_say_nothing():
    with pytest.raises(Failed, match="never called"):
        assert_central_differences([], X)
    with pytest.raises(Failed, match="another shape"):
        assert_central_differences([X[0]], X)
    integers = np.array([3, 4])
    f = observe(np.sum)
    gradient(f, integers, h=0.0001)
    assert f.points[0].dtype.kind == "i"


@pytest.mark.parametrize(
    ("kind", "allowed"), [(np.float64, 2e-5), (np.float32, 2e-3), (np.float16, 2e-5)], ids=["64", "32", "16"]
)
def test_the_precision_of_gradients_that_students_are_told(kind, allowed):
    """See docs/student.md, "How exact a number has to be"; what the kind itself rounds away does not count here."""
    want = np.ones(4)
    held = np.ones(4, kind)
    assert_gradient(held, want * (1 + 0.9 * allowed), what="g")
    with pytest.raises(Failed):
        assert_gradient(held, want * (1 + 1.2 * allowed), what="g")
