# ---
# title: "Confirmation tests"
# chapter: 10
# ---

# %% [markdown] key="welcome"
# # Confirmation tests
#
# Nine short questions about what the chapters on networks, losses and training explain. At the end you know which of it you can say in your own words, and which you can only
# recognise. Allow about 100 minutes; use them after chapter 5, or each question after its chapter.
#
# | question | kind | after chapter |
# |---|---|---|
# | 1 goal, 4 linear, 5 squared error, 7 online learning | written | 2, 3, 4, 4 |
# | 2 shapes, 3 inner product | function | 2, 3 |
# | 6 cross entropy | function and written | 4 |
# | 8 one step downhill | drawing | 4 |
# | 9 back to the weights | function | 5 |
#
# Together {total_points} points.
#
# **Cells to write** hold `raise NotImplementedError`: replace that line by your code; run the **check** below it. In **written answers** replace "Write here." by two to five sentences; a person reads them.
# Write first, look things up afterwards.
#
# **Conventions** are those of the chapters: samples are rows, $x W + b$, weights are (in, out). The targets are called `d` here (*desired*), as in the questions' original.

# %% key="setup"
# Run this cell first. You need not read it: it holds the imports, and the helpers of the check cells.
import inspect
import re
from copy import deepcopy

import matplotlib.pyplot as plt
import numpy as np

plt.rcParams["figure.dpi"] = 72
NUMBER_OF_CHECKS = 5
passed_checks = set()


class NotYet(AssertionError):
    """Something does not hold yet; Jupyter shows this sentence and no traceback."""

    def _render_traceback_(self):
        return str(self).split("\n")


def line(label, value):
    """Write one labelled value; the rows of an array stand below each other."""
    start = f"  {label + ':':<12}"
    if isinstance(value, dict):
        return "\n".join([start + "a dict", *(line(f"  '{key}'", entry) for key, entry in value.items())])
    if isinstance(value, tuple) and any(np.ndim(part) for part in value):
        return "\n".join([f"{start}{len(value)} parts", *(line(f"  part {i}", part) for i, part in enumerate(value))])
    if value is None or isinstance(value, str):
        return start + repr(value)
    try:
        np.asarray(value)
    except ValueError:
        return start + repr(value)
    text = np.array2string(np.asarray(value), precision=6, threshold=40, prefix=start)
    return start + text


def difference(got, want, kind=None, close=1e-6):
    """Say in one sentence where got differs from want; None if nowhere."""
    if got is None:
        return "The function gives back None. Is there a `return`, or does it only print?"
    if isinstance(want, tuple):
        return different_parts(got, want, kind, close)
    if isinstance(want, dict):
        return different_entries(got, want, kind, close)
    try:
        got = np.asarray(got)
    except ValueError:
        return "The result cannot be made into an array: its rows have different lengths."
    if got.dtype.kind not in "biuf":
        return f"The result should consist of numbers, and is of the type {got.dtype}."
    want = np.asarray(want, dtype=float)
    if got.shape != want.shape:
        return f"The result has the shape {got.shape}, expected {want.shape}."
    if got.dtype == np.float32:
        close = max(close, 5e-3)  # float32 keeps about 7 digits, and a flat sigmoid uses up four of them
    room = close * np.abs(want) + 1e-3 * close  # small numbers count, too
    wrong = [at for at in np.ndindex(want.shape) if not abs(float(got[at]) - want[at]) <= room[at]]  # nan is wrong, too
    if wrong:
        where = f"Entry {list(wrong[0])}" if want.shape else "The number"
        count = f" Wrong entries: {len(wrong)} of {want.size}." if want.size > 1 else ""
        return f"{where} is {got[wrong[0]]:.6g}, expected {want[wrong[0]]:.6g}.{count}{common_factor(got, want)}"
    if kind == "int" and got.dtype.kind not in "iu":
        return f"The values are right, and their type is {got.dtype}. Expected: an integer type."
    if kind == "float" and got.dtype.kind != "f":
        return f"The values are right, and their type is {got.dtype}. Expected: a float type."
    if kind == "number" and got.dtype.kind == "b":
        return "The values are True and False. Expected: the numbers 1 and 0."
    return None


def common_factor(got, want):
    """Say it when all entries are wrong by the same factor: a sign, a 2, or a link of a chain."""
    if want.size < 2 or not want.all() or not got.all():
        return ""
    factors = got / want
    return f" Every entry is {factors.flat[0]:.4g} times the expected one." if np.allclose(factors, factors.flat[0]) else ""


def different_parts(got, want, kind, close):
    """As difference, for several results."""
    if isinstance(got, np.ndarray) and got.ndim == 1:
        got = list(got)
    if not isinstance(got, (tuple, list)) or len(got) != len(want):
        return f"Expected {len(want)} results, as in `return a, b`. Got: {type(got).__name__}."
    problems = [(i, difference(one, other, kind, close)) for i, (one, other) in enumerate(zip(got, want))]
    return next((f"Part {i}: {problem}" for i, problem in problems if problem), None)


def different_entries(got, want, kind, close):
    """As difference, for a dict."""
    if not isinstance(got, dict):
        return f"Expected a dict, got {type(got).__name__}."
    missing = [key for key in want if key not in got]
    if missing:
        return f"The key '{missing[0]}' is missing. Your keys: {list(got)}."
    problems = [(key, difference(got[key], want[key], kind, close)) for key in want]
    return next((f"'{key}': {problem}" for key, problem in problems if problem), None)


def unlike(before, after):
    """Tell whether an argument was changed by a call."""
    if isinstance(before, dict):
        return before.keys() != after.keys() or any(unlike(before[key], after[key]) for key in before)
    return isinstance(before, np.ndarray) and not np.array_equal(before, after)


def call(function, *inputs, gives, think="", **how):
    """Call a function of yours and compare; return None or the whole story of what went wrong."""
    given = deepcopy(inputs)  # a function that changes its input must not spoil the next check
    got = function(*given)
    names = list(inspect.signature(function).parameters)
    names = names if len(names) >= len(inputs) else ["input"] * len(inputs)
    story = [line(name, value) for name, value in zip(names, inputs)]
    problem = difference(got, gives, **how)
    if problem:
        return "\n".join([*story, line("got", got), line("expected", gives), f"  {problem} {think}".rstrip()])
    for name, old, new in zip(names, inputs, given):
        if unlike(old, new):
            return "\n".join([*story, f"  The call has changed {name}. Make a new array, do not write into the old one."])
    return None


def check(name, *facts):
    """Try facts, pairs of a sentence and a test, in turn; stop at the first that does not hold."""
    for held, (sentence, test) in enumerate(facts):
        try:
            with np.errstate(all="ignore"):
                problem = test()
        except NotImplementedError as error:
            trace = error.__traceback__
            while trace.tb_next:
                trace = trace.tb_next
            writer = trace.tb_frame.f_code.co_name
            raise NotYet(f"{name}: nothing to check yet. `{writer}` still ends in its `raise` line.") from None
        except Exception as error:
            error.add_note(f"{name}: your code stopped while this was tried: {sentence}.")
            raise
        if problem:
            raise NotYet(f"{name}: {held} of {len(facts)} facts hold. The next one does not yet: {sentence}.\n{problem}")
        print(f"holds: {sentence}")
    passed_checks.add(name)
    done = len(passed_checks)
    print(f"{name} is done.  [{'#' * done}{'.' * (NUMBER_OF_CHECKS - done)}] {done} of {NUMBER_OF_CHECKS} checks passed")

# %% [markdown] key="goal_of_deep_learning.why"
# ## Question 1 of 9 · What for?
# *{points} points · about 8 minutes · a person reads this answer*
#
# 1. What does deep learning try to do in the end? At most two lines.
# 2. Which quantities are finally optimised, and what does "optimal" mean for them? Name the quantities by the letters of the chapters.
#
# <details>
# <summary>I do not know how to begin</summary>
#
# Think of the digits of chapter 3: what goes in, what should come out, and which numbers somebody had to find so that it does?
# </details>

# %% [markdown] written="goal_of_deep_learning" title="The goal of deep learning" section="question 1" points=2
# Write here.

# %% [markdown] rubric="goal_of_deep_learning"
# **1 point: the purpose.** From examples, find a function that gives a proper output for an input, also for inputs never seen. Half a point for "it predicts" or "it recognises" without any learning in it.
#
# **1 point: what is optimised.** The parameters, weights W and biases b, so that the error (loss) between outputs and targets becomes as small as possible. Half a point for parameters without the error, or for the error
# without the parameters.
#
# Model answer: *Deep learning builds a network that gives the right output for an input, and learns this from examples. Optimised are the weights W and biases b: we look for the values with which the error between the outputs and
# the targets is smallest.*
#
# Common errors: only predicting is named, no learning (predicts_only); number of layers or learning rate are "optimised" (optimises_hyperparameters: people choose these); the outputs are "optimised" (optimises_outputs: they
# follow from the parameters); the error is made as large as possible (maximises_error).

# %% [markdown] key="network_sketch.why"
# ## Question 2 of 9 · `network_sketch`
# *{points} points · about 12 minutes · needs nothing*
#
# Draw, on paper, a network with 2 input nodes, two hidden layers of 3 nodes each, and 1 output node. Then give the shapes of all weights and biases, and count the numbers in them. Compare with this drawing:

# %% key="network_sketch.figure"
fig, ax = plt.subplots(figsize=(6, 2))
ax.axis("off")
layers = [2, 3, 3, 1]
for number, (count, following) in enumerate(zip(layers, layers[1:])):
    for top in np.arange(count) - (count - 1) / 2:
        for end in np.arange(following) - (following - 1) / 2:
            ax.plot([number, number + 1], [top, end], color="0.7", linewidth=0.8, zorder=1)
    ax.text(number + 0.5, 1.45, f"W{number + 1}, b{number + 1}", ha="center")
for number, count in enumerate(layers):
    ax.plot([number] * count, np.arange(count) - (count - 1) / 2, "o", markersize=18, markerfacecolor="white", markeredgecolor="black")
ax.set(xlim=(-0.3, 3.3), ylim=(-1.4, 1.7))
plt.show()

# %% [markdown] key="network_sketch.example"
# *In words: 2, 3, 3 and 1 circles from left to right; every circle is joined with every circle of the next column. Between the columns stand W1 and b1, W2 and b2, W3 and b3.*
#
# **By hand**, for a smaller one: 2 inputs, **one** hidden layer of 4, 1 output.
#
# | name | shape | numbers |
# |---|---|---|
# | W1, lines between inputs and hidden nodes | (2, 4) | 8 |
# | b1, one for each hidden node | (4,) | 4 |
# | W2 | (4, 1) | 4 |
# | b2 | (1,) | 1 |
#
# Together 17. **Predict** the number for the drawing before you write.
#
# **Traps.** (in, out) is the order of the shapes. Biases count. Two hidden layers mean **three** weight matrices. And `(3,)` is a tuple, `(3)` is only a number in brackets.

# %% exercise="network_sketch" title="Shapes of a network" section="question 2" kind="function"
def network_sketch(inputs, hidden_nodes, hidden_layers, outputs):
    """Return the shapes of a network's weights and biases, and how many numbers they hold.

    Args:
        inputs: number of input nodes.
        hidden_nodes: nodes in each hidden layer.
        hidden_layers: number of hidden layers, at least 1.
        outputs: number of output nodes.

    Returns:
        shapes: dict from 'W1', 'b1', 'W2', 'b2', ... to shapes, which are tuples: (in, out)
        for weights, (out,) for biases.
        parameters: the number of all weights and biases together, int.

    Source: question 2.
    """
    raise NotImplementedError

# %% [markdown] key="network_sketch.hints"
#
# <details>
# <summary>I do not know how to begin</summary>
#
# Write down the number of nodes of all layers in a list, as `[2, 3, 3, 1]`. Each weight matrix belongs to two neighbours in this list.
# </details>
#
# <details>
# <summary>How do I make a list with repetitions, and keys with numbers?</summary>
#
# `["tea"] + ["water"] * 2` is `["tea", "water", "water"]`, and `f"cup{3}"` is `"cup3"`.
# </details>

# %% check="network_sketch"
def sketch_problem(*sizes, shapes, parameters):
    """Compare shapes and number."""
    got = network_sketch(*sizes)
    story = f"  input:      {sizes}\n  got:        {got}\n  expected:   {(shapes, parameters)}\n  "
    if not isinstance(got, (tuple, list)) or len(got) != 2 or not isinstance(got[0], dict):
        return story + "Expected two results: a dict and a number."
    for key, shape in shapes.items():
        if key not in got[0] or not isinstance(got[0][key], (tuple, list)) or tuple(got[0][key]) != shape:
            return story + f"Look at '{key}'."
    if len(got[0]) != len(shapes):
        return story + f"The dict has {len(got[0])} entries, expected {len(shapes)}."
    if isinstance(got[1], float):
        return story + "The number of parameters is a float, expected an int."
    return None if got[1] == parameters else story + "Look at the number of parameters."


check(
    "network_sketch",
    ("one hidden layer of 4", lambda: sketch_problem(2, 4, 1, 1, shapes={"W1": (2, 4), "b1": (4,), "W2": (4, 1), "b2": (1,)}, parameters=17)),
    ("three hidden layers of 5, two outputs", lambda: sketch_problem(
        3, 5, 3, 2, shapes={"W1": (3, 5), "b1": (5,), "W2": (5, 5), "b2": (5,), "W3": (5, 5), "b3": (5,), "W4": (5, 2), "b4": (2,)}, parameters=92)),
)

# %% [markdown] key="network_sketch.next"
# **The hidden tests look at** the network of the drawing, other sizes and numbers of layers.
#
# **Think:** does a hidden layer of one node more add more parameters near the inputs or near the output?

# %% [markdown] key="inner_product.why"
# ## Question 3 of 9 · `inner_product` and `inner_products`
# *{points} points · about 8 minutes · needs nothing*
#
# Write the weighted sum of a neuron in Python: for one sample, and for several samples at once.
#
# | name | one sample | several |
# |---|---|---|
# | weights `w` | (D,) | (D,) |
# | inputs | `x` (D,) | `X` (N, D) |
# | result | one number | (N,) |
#
# $$ u = \sum_{i=1}^{D} w_i x_i + b $$
#
# **By hand:** w = [2, −1, 0.5], x = [3, 4, 2], b = 5: 6 − 4 + 1 + 5 = **8**.
#
# NumPy has `np.inner` and `np.dot`. For two flat arrays they are the same. **Predict, then run:** which of the four lines fails for a table, and which two differ?

# %% key="inner_product.predict"
table, row = np.array([[1, 2], [30, 40]]), np.array([5, 1])
print("inner:", np.inner(row, table), "  dot:", np.dot(row, table))
wide = np.array([[1, 2, 3], [4, 5, 6]])
for name in ("inner", "dot"):
    try:
        print(name, "with (3,) and (2, 3):", getattr(np, name)(np.array([1, 0, 1]), wide))
    except ValueError:
        print(name, "with (3,) and (2, 3): does not fit")

# %% [markdown] key="inner_product.trap"
# *In words: for the square table, `inner` gives [7, 190] and `dot` [35, 50]. `inner` multiplies along the last axis of both, so with every row; `dot` takes the last axis of the first and the **last but one** of the second, so the columns.*
#
# **Trap: it fits, and is wrong.** With as many samples as inputs, the wrong one of the two runs without an error.
# **Trap: `w * x`** alone adds nothing up.

# %% exercise="inner_product" title="Inner product" section="question 3" kind="function" defines="inner_product,inner_products"
def inner_product(w, x, b):
    """Return the weighted sum of one sample, with its bias.

    Args:
        w: weights, shape (D,), float or int. Left unchanged.
        x: inputs of one sample, shape (D,), float or int. Left unchanged.
        b: bias, one number.

    Returns:
        One number, w_1 x_1 + ... + w_D x_D + b.

    Source: question 3.
    """
    raise NotImplementedError


def inner_products(w, X, b):
    """Return the weighted sums of several samples, with their bias.

    Args:
        w: weights, shape (D,), float or int. Left unchanged.
        X: one sample a row, shape (N, D), float or int. Left unchanged.
        b: bias, one number.

    Returns:
        Shape (N,): entry n is the inner product of w and row n, plus b.

    Source: question 3.
    """
    raise NotImplementedError

# %% [markdown] key="inner_product.hints"
#
# <details>
# <summary>It works for one sample and not for several</summary>
#
# Which order did the trap name for rows? Put the table first in `np.dot` or `@`, or use `np.inner`; or multiply with the star, and add up along the last axis.
# </details>

# %% check="inner_product"
check(
    "inner_product",
    ("one sample, worked by hand", lambda: call(inner_product, np.array([2, -1, 0.5]), np.array([3, 4, 2]), 5, gives=8)),
    ("another sample, with decimals", lambda: call(inner_product, np.array([0.5, 0.25]), np.array([1.0, 3.0]), -0.1, gives=1.15)),
    ("two samples of three inputs", lambda: call(inner_products, np.array([2, -1, 0.5]), np.array([[3, 4, 2], [1, 0, 0]]), 5, gives=[8, 7])),
    ("as many samples as inputs", lambda: call(inner_products, np.array([5, 1]), np.array([[1, 2], [30, 40]]), 0, gives=[7, 190],
                                               think="Rows or columns?")),
)

# %% [markdown] key="inner_product.next"
# **The hidden tests look at** other sizes, decimals and whole numbers, as many samples as inputs, unchanged arrays.

# %% [markdown] key="linear_vs_nonlinear.why"
# ## Question 4 of 9 · Linear and non-linear
# *{points} points · about 10 minutes · a person reads this answer*
#
# On paper, draw the graph of a linear function and that of a non-linear one. Then describe both drawings in a sentence each, and explain:
#
# 1. What does *linear* promise? Say it with $f(a x + b y)$, or in words about doubling and adding.
# 2. Give two non-linear functions from the chapters, and say what a network would be without them.

# %% [markdown] written="linear_vs_nonlinear" title="Linear and non-linear" section="question 4" points=2
# Write here.

# %% [markdown] rubric="linear_vs_nonlinear"
# **1 point: linear.** The graph is a straight line, and $f(ax + by) = a f(x) + b f(y)$: twice the input gives twice the output, and the output of a sum is the sum of the outputs. Half a point for "a straight line" alone.
# "A straight line with an offset, such as 2x + 3" is accepted; a remark that this is strictly called *affine*, because it does not go through 0, is right and deserves praise.
#
# **1 point: non-linear, with examples and consequence.** A curve, bend or jump, for which the rule does not hold; for example step function, sigmoid, ReLU, tanh. Without them, layers in a row are no more than one
# layer. Half a point if the examples or the consequence are missing.
#
# Model answer: *The graph of a linear function is a straight line: doubling x doubles f(x), and f(ax + by) = a f(x) + b f(y). A non-linear function has a curve or a bend, so this does not hold. Sigmoid and ReLU are non-linear;
# with only linear layers, a deep network could be replaced by a single layer.*
#
# Common errors: every straight line called linear without further thought (affine_is_linear: accept, with a remark); non-linear means "in two dimensions" (curve_only_for_2d); non-linear means random or without a formula
# (nonlinear_is_random).

# %% [markdown] key="half_sse_reason.why"
# ## Question 5 of 9 · Why squared, why one half?
# *{points} points · about 8 minutes · a person reads this answer*
#
# The squared error of chapter 4 is
#
# $$ E = \frac{1}{2} \sum_k (y_k - d_k)^2 $$
#
# 1. Why are the differences squared, and not simply added up? Show it with two outputs that are both wrong.
# 2. What is the ½ good for? Does it move the place of the smallest error?
#
# <details>
# <summary>I do not know what the ½ does</summary>
#
# Differentiate E by one of the outputs, with and without it.
# </details>

# %% [markdown] written="half_sse_reason" title="The half and the square" section="question 5" points=2
# Write here.

# %% [markdown] rubric="half_sse_reason"
# **1 point: the square.** Differences of opposite sign would cancel: with errors +3 and −3 the plain sum is 0, as if all were right. Squares are never negative, so they cannot cancel. Half a point without an example. (Large errors count
# more, and the square can be differentiated everywhere, unlike |x|: right as well, but not instead.)
#
# **1 point: the half.** It cancels the 2 that differentiating brings: dE/dy_k = y_k − d_k. It only scales the error and moves no minimum. Half a point for one of the two.
#
# Model answer: *If we added up y − d, errors of +3 and −3 would give 0 although both outputs are wrong; squared they give 9 + 9. The ½ cancels the factor 2 of the derivative, which becomes simply y − d. It makes all errors half as large, so
# the smallest one stays where it was.*
#
# Common errors: the ½ is a mean over two outputs (half_averages_over_two); the square is there for the unit (square_for_units); the ½ changes which parameters are best (half_changes_minimum).

# %% [markdown] key="cross_entropy_error.why"
# ## Question 6 of 9 · `cross_entropy_error`
# *{points} points and 1 point · about 20 minutes · needs nothing*
#
# Write the cross entropy of a batch, then explain it. It takes both kinds of targets:
#
# | name | one sample | a batch |
# |---|---|---|
# | probabilities `y` | (K,) | (N, K) |
# | targets `d`, one-hot | (K,) | (N, K) |
# | targets `d`, labels | | (N,), int |
# | result | one number | one number, the mean |
#
# $$ E = -\frac{1}{N} \sum_{n=1}^{N} \log\left(y_{n,\,\text{right class}} + 10^{-7}\right) $$
#
# **By hand:** three samples, three classes. In each row 0.7 is the probability of the right class, so E = −log 0.7 = 0.3567.

# %% key="cross_entropy_error.example"
Y_EXAMPLE = np.array([[0.1, 0.2, 0.7], [0.7, 0.1, 0.2], [0.1, 0.7, 0.2]])
D_EXAMPLE = np.array([[0, 0, 1], [1, 0, 0], [0, 1, 0]])
print("places of the 1 in each row:", D_EXAMPLE.argmax(axis=1), "  in each column:", D_EXAMPLE.argmax(axis=0))

# %% [markdown] key="cross_entropy_error.predict_text"
# *In words: rows are samples. Their right classes are 2, 0, 1; the second answer mixes the samples.* So the labels [2, 0, 1] are the same targets in short.
#
# **Predict, then run:** one number of each row is wanted: the bill of town 0 in month 2, and so on. Which line gives it?

# %% key="cross_entropy_error.predict"
bills = np.array([[10, 20, 30], [40, 50, 60], [70, 80, 90]])  # (3 towns, 3 months)
months = np.array([2, 0, 1])
print(bills[:, months])
print(bills[[0, 1, 2], months])

# %% [markdown] key="cross_entropy_error.trap"
# *In words: with `:` every row gives all three months, (3, 3). With a list of rows beside the list of columns, the two are taken pair by pair: 30, 40, 80.*
#
# **Trap: log of the targets.** log 0 is −inf. The logarithm belongs to the probabilities, and even there a 0 can occur: hence the 10⁻⁷.
# **Trap: 3 labels for 3 samples of 3 classes.** How do you tell labels from one-hot rows? By the number of axes, or the shape, not by the length.
# **Trap: one sample** has one axis only. Make a batch of one row out of it, `y` and `d` alike.

# %% exercise="cross_entropy_error" title="Cross entropy" section="question 6" kind="function"
def cross_entropy_error(y, d):
    """Return the mean cross entropy of a batch, or that of one sample.

    Args:
        y: probabilities, shape (N, K), or (K,) for one sample. An entry may be exactly 0.
            Left unchanged.
        d: targets: one-hot rows of the shape of y; for a batch also labels, int, shape (N,).
            N may be equal to K. Left unchanged.

    Returns:
        One number: the mean over the samples of -log(probability of the right class + 1e-7),
        natural logarithm. Finite also where that probability is 0.

    Source: question 6.
    """
    raise NotImplementedError

# %% [markdown] key="cross_entropy_error.hints"
#
# <details>
# <summary>I do not know how to begin</summary>
#
# Begin with a batch and labels: pick one number from each row as with the bills, take its logarithm, and average. Then turn one-hot rows into labels first, and one sample into a batch first.
# </details>
#
# <details>
# <summary>How do I get [0, 1, 2, ...] for any number of rows?</summary>
#
# `np.arange(len(bills))`.
# </details>

# %% check="cross_entropy_error"
check(
    "cross_entropy_error",
    ("the example with one-hot targets", lambda: call(cross_entropy_error, Y_EXAMPLE, D_EXAMPLE, gives=0.3566748, close=1e-4)),
    ("the example with labels", lambda: call(cross_entropy_error, Y_EXAMPLE, np.array([2, 0, 1]), gives=0.3566748, close=1e-4)),
    ("two samples of three classes: the mean",
     lambda: call(cross_entropy_error, np.array([[0.5, 0.25, 0.25], [0.1, 0.1, 0.8]]), np.array([0, 1]), gives=1.497866, close=1e-4)),
    ("one sample", lambda: call(cross_entropy_error, np.array([0.5, 0.25, 0.25]), np.array([0, 1, 0]), gives=1.386294, close=1e-4)),
    ("a right class with the probability 0: large, and finite",
     lambda: None if 5 < cross_entropy_error(np.array([[0.0, 1.0]]), np.array([[1, 0]])) < 1000
     else f"  got: {cross_entropy_error(np.array([[0.0, 1.0]]), np.array([[1, 0]]))}, expected about 16"),
)

# %% [markdown] key="cross_entropy_error.next"
# **The hidden tests look at** other batches, one-hot rows and labels, as many samples as classes, one sample, a probability of 0, unchanged arrays.

# %% [markdown] key="ce_code.why"
# **And in words** (1 point, a person reads this answer): somebody reads your function and asks about three places. Answer each in a sentence.
#
# 1. Where targets are one-hot rows, their largest entry is searched along axis 1. What does that give, and why not axis 0?
# 2. What would happen without the 10⁻⁷?
# 3. Why is the sum divided by the number of samples?

# %% [markdown] written="ce_code" title="What the cross entropy code does" section="question 6" points=1
# Write here.

# %% [markdown] rubric="ce_code"
# **1 point for three right sentences, half a point for two.**
#
# 1. The place of the 1 in each row, that is the label of each sample; axis 0 would look down the columns and mix the samples.
# 2. If the right class has the probability 0, log 0 is −inf, the error infinite, and every gradient after it useless (nan). The small number keeps it finite, about 16.
# 3. So that errors of batches of different sizes can be compared: the mean for one sample.
#
# Common errors: the 10⁻⁷ prevents a division by 0 (there is no division); it makes the result more precise (it changes it a little); dividing makes a probability of it.

# %% [markdown] key="online_learning.why"
# ## Question 7 of 9 · Online learning
# *{points} point · about 5 minutes · a person reads this answer*
#
# What is *online learning*, in contrast to batch learning? At most two lines.

# %% [markdown] written="online_learning" title="Online learning" section="question 7" points=1
# Write here.

# %% [markdown] rubric="online_learning"
# **1 point:** the model is updated step by step, each time new data (one sample, or a few) arrives, without the whole set at hand. Half a point for "sample by sample" without the contrast, or without the update.
#
# Model answer: *The parameters are updated every time a new sample arrives, one after the other. Batch learning needs all data first and uses all of it for each update.*
#
# Common errors: learning over the internet (internet_learning); all data in one update (batch_of_all_data); a trained model answers in real time (real_time_inference_only: nothing is learned there).

# %% [markdown] key="descent_sketch.why"
# ## Question 8 of 9 · `descent_sketch`
# *{points} points · about 20 minutes · needs nothing*
#
# Draw what this line means:
#
# $$ w^{(t+1)} = w^{(t)} - \varepsilon\, \nabla E \qquad (\varepsilon \text{ is the learning rate, in code } \texttt{lr}) $$
#
# For one weight, $\nabla E$ is simply the slope of the error curve. Curve and slope are given:

# %% key="descent_sketch.given"
def error(w):
    """Return the height of the error curve."""
    return 0.5 * (w - 1) ** 2 + 0.5


def slope(w):
    """Return the slope of the error curve."""
    return w - 1


for place in (4.0, -1.0):
    print(f"at w = {place}: height {error(place)}, slope {slope(place)}")

# %% [markdown] key="descent_sketch.example"
# **By hand**, from w = 4 with ε = 0.5: the slope is 3, the step −0.5 · 3 = −1.5, so the new place is 2.5.
#
# | what to draw | from | how |
# |---|---|---|
# | the curve | w = −3 to 5, steps of 0.1 or finer | line |
# | where the step begins | (4, 5) | a marker |
# | the tangent there | at least from 3.5 to 4.5, slope 3 | straight line: height 5 + 3 · (place − 4) |
# | where it ends | (2.5, 1.625), on the curve again | a marker |
# | labels | `w` below, `E` on the left | |
#
# **Predict:** on which side of the bottom would the step end with ε = 1.5? The check draws this one.
#
# **Traps.** Plus in the place of minus climbs uphill. The step is ε times the slope, not the slope itself. The tangent touches the curve at the *old* place.

# %% exercise="descent_sketch" title="One step of gradient descent" section="question 8" kind="plot"
def descent_sketch(w, lr):
    """Draw one step of gradient descent on the given curve error(w).

    One pair of axes, labelled 'w' (horizontal) and 'E' (vertical), with
    the curve error over w = -3 to 5, in steps of 0.1 or finer,
    a point (marker) at (w, error(w)),
    the tangent there: a straight line of slope(w), from w - 0.5 or further left to w + 0.5
    or further right,
    a point at the place after the step: w_new = w - lr * slope(w), at height error(w_new).

    Args:
        w: where the step begins.
        lr: learning rate.

    Returns:
        None. No plt.show() is needed: a notebook shows the figure by itself.

    Source: question 8.
    """
    raise NotImplementedError

# %% [markdown] key="descent_sketch.hints"
#
# <details>
# <summary>How do I draw a marker, and a line through two places?</summary>
#
# `plt.plot(3, 7, "o")` draws one point. A straight line needs two places: `t = np.array([0, 2])`, then `plt.plot(t, 7 + 4 * (t - 1))` has slope 4 and is 7 high at t = 1.
# </details>
#
# <details>
# <summary>How do I draw the curve?</summary>
#
# `t = np.linspace(0, 10, 201)` makes 201 places, and `plt.plot(t, np.sqrt(t))` draws a curve over them. `error` takes arrays, too.
# </details>

# %% check="descent_sketch"
def places_of(drawn):
    """Return x and y of a drawn line; plt.axline draws from frame to frame."""
    x, y = (np.atleast_1d(np.asarray(data, dtype=float)) for data in drawn.get_data())
    if hasattr(drawn, "get_slope") and drawn.get_slope() is not None:
        x = np.array(drawn.axes.get_xlim())
        y = drawn.get_xy1()[1] + drawn.get_slope() * (x - drawn.get_xy1()[0])
    return x, y


def sketched(w, lr):
    """Draw, and look for curve, markers, tangent and labels."""
    plt.close("all")
    show, plt.show = plt.show, lambda *args, **kwargs: None
    try:
        descent_sketch(w, lr)
    finally:
        plt.show = show
    found = [axes for number in plt.get_fignums() for axes in plt.figure(number).axes]
    if not found:
        return "  No axes were drawn, or the figure was closed again."
    axes = found[0]
    lines = [places_of(drawn) for drawn in axes.lines]
    curves = [x for x, y in lines if len(x) > 20 and np.allclose(y, 0.5 * (x - 1) ** 2 + 0.5)]
    if not curves or min(x.min() for x in curves) > -2.999 or max(x.max() for x in curves) < 4.999:
        return "  The curve was not found, from w = -3 to 5."
    if min(np.abs(np.diff(x)).max() for x in curves) > 0.1001:
        return "  The places of the curve are more than 0.1 apart, so it has corners."
    marked = [point for drawn, (x, y) in zip(axes.lines, lines) if drawn.get_marker() not in ("None", None, "", " ") for point in zip(x, y)]
    marked += [tuple(point) for dots in axes.collections for point in np.asarray(dots.get_offsets())]
    w_new = w - lr * (w - 1)
    for name, place in [("begins", w), ("ends", w_new)]:
        if not any(np.allclose(point, (place, 0.5 * (place - 1) ** 2 + 0.5), atol=1e-6) for point in marked):
            shown = [(round(float(x), 3), round(float(y), 3)) for x, y in marked[:4]]
            return f"  w = {w}, lr = {lr}: no marker where the step {name}, expected at w = {place:g} on the curve. Markers found: {shown}."
    touching = [x for x, y in lines if len(x) > 1 and np.allclose(y, 0.5 * (w - 1) ** 2 + 0.5 + (w - 1) * (x - w))]
    if not any(x.min() <= w - 0.499 and x.max() >= w + 0.499 for x in touching):
        return f"  The tangent at w = {w} was not found: a straight line of slope {w - 1:g}, from {w - 0.5:g} to {w + 0.5:g} or longer."
    labels = axes.get_xlabel().strip(" $"), axes.get_ylabel().strip(" $")
    return None if labels == ("w", "E") else f"  The labels are {labels}, expected ('w', 'E')."


check(
    "descent_sketch",
    ("a step of 3 downhill, over the bottom", lambda: sketched(3.0, 1.5)),
)

# %% [markdown] key="descent_sketch.next"
# **The hidden tests look at** other beginnings on both sides, other learning rates, every part of the drawing.
#
# **Try:** `descent_sketch(3.0, 2.0)` and `descent_sketch(3.0, 2.5)` in a cell of your own. What would the next steps do?

# %% [markdown] key="delta2_and_grad_W2.why"
# ## Question 9 of 9 · `delta2_and_grad_W2`
# *{points} points · about 20 minutes · needs the chain rule of chapter 5*
#
# Two products of the chain rule, for the output layer $u_2 = z_1 W_2 + b_2$, $y = f(u_2)$, and the error $E = \frac{1}{2} \sum (y - d)^2$:
#
# $$ (1)\;\; \frac{\partial E}{\partial y} \frac{\partial y}{\partial u_2} = \delta_2 \qquad\qquad (2)\;\; \frac{\partial E}{\partial y} \frac{\partial y}{\partial u_2} \frac{\partial u_2}{\partial W_2} $$
#
# | name | shape | meaning |
# |---|---|---|
# | `z1` | (N, H) | hidden layer, one sample a row |
# | `y`, `d` | (N, K) | outputs and targets |
# | `delta2` | (N, K) | what arrives at the sums |
# | `grad_W2` | (H, K) | the shape of `W2`: N has to go |
#
# E is the **sum** over all outputs and samples. Nobody divides by N here.

# %% [markdown] key="delta2_and_grad_W2.example"
# **By hand**, one sample: z1 = [[1, 2, 0.5]], y = [[0.8, 0.4]], d = [[1, 0]].
#
# | output layer | dE/dy = y − d | dy/du | delta2 |
# |---|---|---|---|
# | identity | [−0.2, 0.4] | 1 | [−0.2, 0.4] |
# | sigmoid | [−0.2, 0.4] | y (1 − y) = [0.16, 0.24] | [−0.032, 0.096] |
#
# Weight $W_{2}[h, k]$ multiplies `z1[h]` and leads to output k, so its gradient is `z1[h]` times `delta2[k]`: for the identity
# [[−0.2, 0.4], [−0.4, 0.8], [−0.1, 0.2]]. With several samples these tables are added up.
#
# **Predict, then run:** which product adds up over the 4 samples?

# %% key="delta2_and_grad_W2.predict"
left, right = np.ones((4, 3)), np.ones((4, 2))
for text in ["left @ right", "left.T @ right", "right.T @ left", "left * right"]:
    try:
        print(f"{text:<15}", eval(text).shape, eval(text)[0, 0])
    except ValueError:
        print(f"{text:<15} does not fit")

# %% [markdown] key="delta2_and_grad_W2.trap"
# *In words: `left.T @ right` is (3, 2) and adds up over the 4 rows; the third one is the same table turned round.*
#
# **Traps.** $d - y$ has the wrong sign. With a sigmoid, its derivative belongs into `delta2`. And with one sample or one output the results are still tables, (N, K) and (H, K).

# %% exercise="delta2_and_grad_W2" title="Back to the weights of the output layer" section="question 9" kind="function"
def delta2_and_grad_W2(z1, y, d, output='identity'):
    """Return what arrives at the sums of the output layer, and the gradient of its weights.

    The error is E = 1/2 * (sum of all (y - d)^2), over the outputs and over the samples; it
    is not divided by their number.

    Args:
        z1: outputs of the hidden layer, one sample a row, shape (N, H).
        y: outputs of the network, shape (N, K).
        d: targets, shape (N, K).
        output: activation function of the output layer, 'identity' or 'sigmoid'.

    Returns:
        delta2: dE/du2, shape (N, K), where y = activation(u2).
        grad_W2: dE/dW2, shape (H, K), where u2 = z1 W2 + b2.
        All arguments are left unchanged.

    Source: question 9.
    """
    raise NotImplementedError

# %% [markdown] key="delta2_and_grad_W2.hints"
#
# <details>
# <summary>My second result has the wrong shape</summary>
#
# Write the shapes below each other: (N, H) and (N, K) should become (H, K). In a matrix product the two inner numbers go away, so N has to stand inside.
# </details>
#
# <details>
# <summary>What do I do with `output`?</summary>
#
# Compare it with a text: `if weather == "rain":`. Only one of the two cases needs more work.
# </details>

# %% check="delta2_and_grad_W2"
hidden = np.array([[1.0, 2.0, 0.5], [0.0, 1.0, -1.0]])
answers = np.array([[0.8, 0.4], [0.5, 0.9]])
desired = np.array([[1.0, 0.0], [0.0, 1.0]])
check(
    "delta2_and_grad_W2",
    ("one sample, identity: as worked by hand",
     lambda: call(delta2_and_grad_W2, hidden[:1], answers[:1], desired[:1], gives=([[-0.2, 0.4]], [[-0.2, 0.4], [-0.4, 0.8], [-0.1, 0.2]]))),
    ("one sample, sigmoid",
     lambda: call(delta2_and_grad_W2, hidden[:1], answers[:1], desired[:1], "sigmoid",
                  gives=([[-0.032, 0.096]], [[-0.032, 0.096], [-0.064, 0.192], [-0.016, 0.048]]))),
    ("two samples: added up",
     lambda: call(delta2_and_grad_W2, hidden, answers, desired, gives=([[-0.2, 0.4], [0.5, -0.1]], [[-0.2, 0.4], [0.1, 0.7], [-0.6, 0.3]]))),
    ("one output: still tables",
     lambda: call(delta2_and_grad_W2, hidden, answers[:, :1], desired[:, :1], gives=([[-0.2], [0.5]], [[-0.2], [0.1], [-0.6]]))),
)

# %% [markdown] key="delta2_and_grad_W2.next"
# **The hidden tests look at** other sizes, both activation functions, one sample, one output, unchanged arrays.
#
# **Think:** and the gradient of `b2`?
#
# <details>
# <summary>One answer</summary>
#
# The last link is 1, so only N has to go: the sum of `delta2` over the rows.
# </details>
#
# **That was all nine.** Where you had to look something up, read that section once more; then come back next week.
