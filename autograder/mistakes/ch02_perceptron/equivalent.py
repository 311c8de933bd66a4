"""Changes of the references of chapter 2 that no right test can see: many parameters make the same gate."""

from autograder.mistakes import equivalent

_SYMMETRIC = "the gate does not change when its inputs are exchanged"
_ALSO_RIGHT = "these parameters make the same gate"
_ORDER = "products have no order"
_ONE_LIST = "one of the two arrays is enough: NumPy takes the other one as a list"
_NO_ORDER = "the four corners are drawn in any order"
_FREE = "where the frame ends is free, as long as the points have room"
_IMPLIED = "a perceptron that is right at the other three corners is silent at (0, 0)"

EQUIVALENT = [
    equivalent("AND", "w1, w2, theta =", "w2, w1, theta =", "both weights have the same value"),
    equivalent("AND", "> theta)", ">= theta)", "no weighted sum of the tests lies on this threshold, and none has to"),
    equivalent("AND", "w1 * x1 +", "w2 * x1 +", "both weights have the same value"),
    equivalent("AND", "+ w2 * x2", "+ w1 * x2", "both weights have the same value"),
    equivalent("AND", "w1 * x1 +", "theta * x1 +", _ALSO_RIGHT),
    equivalent("AND", "+ w2 * x2", "+ theta * x2", _ALSO_RIGHT),
    equivalent("AND", "> theta)", "> w1)", _ALSO_RIGHT),
    equivalent("AND", "> theta)", "> w2)", _ALSO_RIGHT),
    equivalent("perceptron", "np.sum(w * x)", "np.sum(w * x, axis=0)", "x and w have one axis"),
    equivalent(
        "NAND", "np.array([x1, x2]), np.array([-0.5, -0.5])", "np.array([-0.5, -0.5]), np.array([x1, x2])", _ORDER
    ),
    equivalent("NAND", "np.array([x1, x2])", "[x1, x2]", _ONE_LIST),
    equivalent("NAND", "np.array([-0.5, -0.5])", "[-0.5, -0.5]", _ONE_LIST),
    equivalent("NAND", "[x1, x2]", "[x2, x1]", _SYMMETRIC),
    equivalent("NAND", "[-0.5, -0.5]", "[-0.5]", "NumPy stretches one weight to both inputs"),
    equivalent("NAND", "0.7)", "1)", _ALSO_RIGHT),
    equivalent("OR", "np.array([x1, x2]), np.array([1.0, 1.0])", "np.array([1.0, 1.0]), np.array([x1, x2])", _ORDER),
    equivalent("OR", "np.array([x1, x2])", "[x1, x2]", _ONE_LIST),
    equivalent("OR", "np.array([1.0, 1.0])", "[1.0, 1.0]", _ONE_LIST),
    equivalent("OR", "[x1, x2]", "[x2, x1]", _SYMMETRIC),
    equivalent("OR", "[1.0, 1.0]", "[1.0]", "NumPy stretches one weight to both inputs"),
    equivalent("OR", "[1.0, 1.0]", "[2.0, 1.0]", _ALSO_RIGHT),
    equivalent("OR", "[1.0, 1.0]", "[1.0, 2.0]", _ALSO_RIGHT),
    equivalent("OR", "-0.5)", "-0)", _ALSO_RIGHT),
    equivalent("XOR", "NAND(x1, x2)", "NAND(x2, x1)", _SYMMETRIC),
    equivalent("XOR", "OR(x1, x2)", "OR(x2, x1)", _SYMMETRIC),
    equivalent("XOR", "AND(s1, s2)", "AND(s2, s1)", _SYMMETRIC),
    equivalent("half_adder", "XOR(a, b)", "XOR(b, a)", _SYMMETRIC),
    equivalent("half_adder", "AND(a, b)", "AND(b, a)", _SYMMETRIC),
    equivalent("plot_or_boundary", "[-0.5, 1.5]", None, "how far the line reaches beyond the points is free"),
    equivalent("plot_or_boundary", "x1, 0.5 - x1", "0.5 - x1, x1", "the line is its own mirror image"),
    equivalent("plot_or_boundary", "((0, 0), (1, 0), (0, 1), (1, 1))", None, _NO_ORDER),
    equivalent("plot_or_boundary", "plt.xlim(-0.5, 1.5)", None, _FREE),
    equivalent("plot_or_boundary", "plt.ylim(-0.5, 1.5)", None, _FREE),
    equivalent("equivalent_parameters", "np.array(corner)", "corner", _ONE_LIST),
    equivalent("equivalent_parameters", "((0, 0), (1, 0), (0, 1), (1, 1))", None, _IMPLIED),
    equivalent("equivalent_parameters", "for w1, w2, theta", "for w2, w1, theta", _SYMMETRIC),
    equivalent("equivalent_parameters", "x, np.array([w1, w2])", "np.array([w1, w2]), x", _ORDER),
    equivalent("equivalent_parameters", "np.array([w1, w2])", "[w1, w2]", _ONE_LIST),
    equivalent("equivalent_parameters", "[w1, w2]", "[w2, w1]", _SYMMETRIC),
]
