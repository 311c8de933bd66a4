"""Changes of the references of the confirmation tests that no right test can see."""

from autograder.mistakes import equivalent

_FLAT = "the array has one axis, and turning it round changes nothing"
_ANY_NEGATIVE = "reshape takes every negative length for -1 and works it out from the others"
_AS_MANY = "there are as many targets as samples"
_LONGER = "a longer tangent is accepted"
_WIDER = "a wider or finer range is accepted"

EQUIVALENT = [
    equivalent("inner_product", "np.dot(w, x)", "np.dot(x, w)", "products have no order"),
    equivalent("inner_product", "np.dot(w, x)", "np.dot(w.T, x)", _FLAT),
    equivalent("inner_product", "np.dot(w, x)", "np.dot(w, x.T)", _FLAT),
    equivalent("inner_product", "np.dot(X, w)", "np.dot(X, w.T)", _FLAT),
    equivalent("cross_entropy_error", "reshape(1, -1)", "reshape(1, -2)", _ANY_NEGATIVE),
    equivalent("cross_entropy_error", "axis=1", "axis=-1", "of two axes the last one is axis 1"),
    equivalent("cross_entropy_error", "len(y)", "len(d)", _AS_MANY),
    equivalent("cross_entropy_error", "len(y)", "len(labels)", _AS_MANY),
    equivalent("cross_entropy_error", "len(y)", "len(right)", _AS_MANY),
    equivalent(
        "cross_entropy_error",
        "float(-np.sum(np.log(right + 1e-07)) / len(y))",
        "-np.sum(np.log(right + 1e-07)) / len(y)",
        "a number of NumPy is a number as well",
    ),
    equivalent("cross_entropy_error", "1e-07))", "1e-07), axis=0)", "the array has one axis only"),
    equivalent("cross_entropy_error", "1e-07", "2e-07", "guards of any such size are accepted"),
    equivalent("descent_sketch", "-3, 5, 101", "5, -3, 101", "a line may be drawn from right to left"),
    equivalent("descent_sketch", "-3, 5, 101", "-4, 5, 101", _WIDER),
    equivalent("descent_sketch", "-3, 5, 101", "-3, 6, 101", _WIDER),
    equivalent("descent_sketch", "101", "102", _WIDER),
    equivalent("descent_sketch", "101", "202", _WIDER),
    equivalent("descent_sketch", "101", "100", "steps of 0.081 are fine enough"),
    equivalent("descent_sketch", "[w - 1, w + 1]", "[w + 1, w - 1]", "a line may be drawn from right to left"),
    equivalent("descent_sketch", "[w - 1, w + 1]", "[w - 2, w + 1]", _LONGER),
    equivalent("descent_sketch", "[w - 1, w + 1]", "[w - 1, w + 2]", _LONGER),
    equivalent(
        "descent_sketch", "* (around - w)", "/ (around - w)", "both ends are 1 away, where the two are the same"
    ),
    equivalent("descent_sketch", "plt.figure(figsize=(5, 2.4))", None, "the size of the figure is free"),
    equivalent("descent_sketch", ", '--'", "", "the style of the tangent is free"),
    equivalent("descent_sketch", "'--'", None, "the style of the tangent is free"),
]
