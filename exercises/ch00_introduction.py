# ---
# title: "Introduction: a network by hand"
# chapter: 0
# ---

# %% [markdown] key="welcome"
# # Introduction: a network by hand
#
# At the end of this notebook you have calculated a small neural network forward and backward by hand, taught it one number, and every
# step is a function of yours. It needs about five hours and no chapter before it, only first steps in Python.
#
# | part | exercises | about |
# |---|---|---|
# | 1 Forward | 1 to 4 | 50 minutes |
# | 2 How wrong? | 5 to 7 | 50 minutes |
# | 3 Backward | 8 to 10 | 80 minutes |
# | 4 Learning | 11 to 14 | 55 minutes |
# | 5 Pictures | 15 and 16 | 35 minutes |
# | 6 Many layers, much data | 17 to 20 | 45 minutes |
#
# Together {total_points} points.
#
# **Three kinds of cells.** Cells *to read*: run them and leave them as they are. Cells *to write*: replace each line
# `raise NotImplementedError` by your code. Cells *to check*: run them after yours; they show what you passed in, what came back and what was expected.
# Add cells of your own wherever you like. The hidden tests use other numbers and ask for everything that the text and the docstring promise.
# Stuck for half an hour? Go on with the next one.

# %% key="setup"
# Run this cell first. You need not read it: it holds the imports, and the helpers of the check cells.
import copy
import inspect

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
        return start + "a dict with " + ", ".join(f"{key} {np.shape(entry)}" for key, entry in value.items())
    if isinstance(value, (tuple, list)) and any(np.ndim(part) for part in value):
        return "\n".join([f"{start}{len(value)} parts", *(line(f"  part {i}", part) for i, part in enumerate(value))])
    if value is None or isinstance(value, str):
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
    room = close * np.abs(want) + 1e-3 * close  # small numbers count, too
    wrong = [at for at in np.ndindex(want.shape) if not abs(float(got[at]) - want[at]) <= room[at]]  # nan is wrong, too
    if wrong:
        where = f"Entry {list(wrong[0])}" if want.shape else "The number"
        return f"{where} is {got[wrong[0]]:.6g}, expected {want[wrong[0]]:.6g}. Wrong entries: {len(wrong)} of {want.size}."
    if kind == "int" and got.dtype.kind not in "iu":
        return f"The values are right, and their type is {got.dtype}. Expected: an integer type."
    if kind == "float" and got.dtype.kind != "f":
        return f"The values are right, and their type is {got.dtype}. Expected: a float type."
    if kind == "number" and got.dtype.kind == "b":
        return "The values are True and False. Expected: the numbers 1 and 0."
    return None


def different_parts(got, want, kind, close):
    """As difference, for several results."""
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
    before = copy.deepcopy(inputs)
    got = function(*inputs)
    names = list(inspect.signature(function).parameters)
    names = names if len(names) >= len(inputs) else ["input"] * len(inputs)
    story = [line(name, value) for name, value in zip(names, before)]
    problem = difference(got, gives, **how)
    if problem:
        return "\n".join([*story, line("got", got), line("expected", gives), f"  {problem} {think}".rstrip()])
    for name, old, new in zip(names, before, inputs):
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

# %% [markdown] key="part1"
# ## Part 1 of 6 · Forward
#
# A network turns numbers into numbers. A wine, described by years of age 3, alcohol 14 and colour 0.2, goes in; out come 0.15 for *white* and 0.85 for *red*.
# In between there are only two kinds of steps: **linear layers** (weighted sums) and **activation functions**, which bend.
# **Predict, then run:** which of the two lines in the drawing could a network without any bend learn?

# %% key="part1.figure"
fig, (left, right) = plt.subplots(1, 2, figsize=(7, 2.2))
hours = np.linspace(0, 10, 11)
grown = 8 / (1 + np.exp(5 - hours))
slope, start = np.polyfit(hours, grown, 1)
left.plot(hours, grown, "ko", hours, slope * hours + start, "k:")
left.set(xlabel="hours", ylabel="size", title="data that bends, and a line")
u = np.linspace(-4, 4, 81)
right.plot(u, 1 / (1 + np.exp(-u)), "k-", label="sigmoid")
right.plot(u, np.maximum(u, 0), "k--", label="ReLU")
right.set(xlabel="u", ylim=(-0.2, 2), title="two ways to bend")
right.legend()
plt.show()

# %% [markdown] key="affine_column.why"
# *In words: left, points that rise slowly, then fast, then slowly again, and a dotted straight line that misses most of them. Weighted sums alone are straight
# lines; the sigmoid and ReLU on the right give the bends.*
#
# ### Exercise 1 of 20 · `affine_column`
# *NumPy · {points} points · about 15 minutes · needs nothing*
#
# One linear layer, for one sample:
#
# | name | shape | meaning |
# |---|---|---|
# | `h` | (D,) | inputs of the layer |
# | `W` | (M, D) | row i holds the weights of neuron i |
# | `b` | (M,) | one bias for each neuron |
# | result u | (M,) | one sum for each neuron |
#
# $$ u = W h + b \qquad\text{that is}\qquad u_i = \sum_j W_{ij}\, h_j + b_i $$
#
# **Which way round?** Here a sample is a column and stands on the *right* of its weights, as in most mathematics. Chapters 1 to 8 turn it round: samples are rows, $x W + b$,
# and W is (D, M). Only this chapter uses columns.

# %% [markdown] key="affine_column.example"
# **By hand**, with `h` = [2, 3, 1], the weights [[3, 1, 2], [−2, −3, −1]] and the biases [0, 5]:
#
# | neuron | sum | bias | result |
# |---|---|---|---|
# | 0 | 3·2 + 1·3 + 2·1 = 11 | 0 | 11 |
# | 1 | −2·2 − 3·3 − 1·1 = −14 | 5 | −9 |
#
# **Predict, then run:** two shops, three fruits. Which lines fail, and what do the others print?

# %% key="affine_column.predict"
prices = np.array([[90, 60, 30], [100, 70, 20]])  # (2 shops, 3 fruits)
basket = np.array([1, 2, 0])  # how many of each fruit
for text in ["prices @ basket", "np.dot(prices, basket)", "basket @ prices", "prices * basket"]:
    try:
        print(f"{text:<23}", eval(text).tolist())
    except ValueError:
        print(f"{text:<23} does not fit")

# %% [markdown] key="affine_column.trap"
# *In words: `@` and `np.dot` are the same here: what the basket costs in each shop, 210 and 240. Swapped it does not fit. The star multiplies and adds nothing up.*
#
# **Trap: it fits, and is wrong.** With as many neurons as inputs, the swapped order runs without any error: `h @ W` takes *columns* of weights.
#
# **Trap: a bias as a column.** (M,) plus (M, 1) is (M, M). And each neuron adds its **own** bias, not `b[0]`.

# %% exercise="affine_column" title="One linear layer" section="part 1" kind="function"
def affine_column(W, h, b):
    """Compute the weighted sums of one layer for one sample.

    Args:
        W: weights, shape (M, D): row i belongs to neuron i, W[i, j] leads from input j to it.
        h: inputs of the layer, shape (D,), float or int.
        b: biases, shape (M,), one for each neuron.

    Returns:
        W h + b, shape (M,). W, h and b are left unchanged.

    Source: part 1, the linear layer.
    """
    raise NotImplementedError

# %% [markdown] key="affine_column.hints"
#
# <details>
# <summary>I do not know how to begin</summary>
#
# The same pattern for the shops, each with its own fee for a bag: `np.dot(prices, basket) + np.array([5, 8])`.
# </details>

# %% check="affine_column"
check(
    "affine_column",
    ("the sums worked by hand come out",
     lambda: call(affine_column, np.array([[3, 1, 2], [-2, -3, -1]]), np.array([2, 3, 1]), np.array([0, 5]), gives=[11, -9])),
    ("as many neurons as inputs: the weights of a neuron are a row",
     lambda: call(affine_column, np.array([[1.0, 10.0], [0.0, -1.0]]), np.array([2.0, 3.0]), np.array([0.5, 0.0]), gives=[32.5, -3],
                  think="Is something the wrong way round?")),
    ("one neuron alone gives an array with one entry",
     lambda: call(affine_column, np.array([[3.0, 2.0]]), np.array([11.0, 0.0]), np.array([-1.0]), gives=[32])),
)

# %% [markdown] key="affine_column.next"
# **The hidden tests look at** other sizes, also as many neurons as inputs, biases that differ from each other, unchanged arrays.
#
# **Think:** a picture of 784 pixels goes into 50 neurons. What is the shape of W?
#
# <details>
# <summary>One answer</summary>
#
# (50, 784): one row for each neuron.
# </details>

# %% [markdown] key="relu_hand_forward.why"
# ### Exercise 2 of 20 · `relu_hand_forward`
# *Idea · {points} points · about 15 minutes · calls your `affine_column`*
#
# Now two layers, one behind the other: 3 inputs, 2 hidden neurons, 1 output. We call it the **3-2-1 network**; it stays with us for the whole notebook.

# %% key="example"
EXAMPLE = {
    "w1": np.array([[3, 1, 2], [-2, -3, -1]]),  # (2, 3)
    "b1": np.array([0, 0]),  # (2,)
    "w2": np.array([[3, 2]]),  # (1, 2)
    "b2": np.array([0]),  # (1,)
}
X_EXAMPLE = np.array([2, 3, 1])  # one sample
T_EXAMPLE = np.array([20])  # what we would like to come out

# %% key="example.figure"
fig, ax = plt.subplots(figsize=(7, 2.3))
ax.axis("off")
for i, hidden in enumerate([0.5, -0.5]):
    ax.plot([3, 6], [hidden, 0], color="0.6", zorder=1)
    ax.text(4.5, hidden * 0.75, EXAMPLE["w2"][0, i], ha="center", va="center", backgroundcolor="white", fontsize=9)
    for j, height in enumerate([1, 0, -1]):
        ax.plot([0, 3], [height, hidden], color="0.6", zorder=1)
        ax.text(0.8, height + 0.27 * (hidden - height), EXAMPLE["w1"][i, j], ha="center", va="center", backgroundcolor="white", fontsize=9)
names = {(0, 1): "2", (0, 0): "3", (0, -1): "1", (3, 0.5): "h1", (3, -0.5): "h2", (6, 0): "y"}
for place, name in names.items():
    ax.plot(*place, "o", markersize=24, markerfacecolor="white", markeredgecolor="black")
    ax.text(*place, name, ha="center", va="center")
for place, name in [(0, "x"), (1.5, "w1"), (3, "hidden"), (4.5, "w2"), (6, "output")]:
    ax.text(place, 1.55, name, ha="center")
ax.set(xlim=(-0.5, 6.5), ylim=(-1.4, 1.8))
plt.show()

# %% [markdown] key="relu_hand_forward.example"
# *In words: the inputs 2, 3, 1 lead to both hidden neurons, with the weights 3, 1, 2 and −2, −3, −1; these lead to the output with 3 and 2. All biases are 0.*
#
# The hidden neurons use **ReLU**: $\max(0, u)$, entry by entry. The output is a plain sum. **By hand:**
#
# | step | formula | shape | value |
# |---|---|---|---|
# | sums | $u_1 = w_1 x + b_1$ | (H,) | [11, −14] |
# | hidden layer | $h_1 = \max(0, u_1)$ | (H,) | [11, 0] |
# | output | $y = w_2 h_1 + b_2$ | (K,) | 3·11 + 2·0 = 33 |
#
# (One printed edition has −11 for the second sum. Calculate it once yourself.)
#
# The network comes as a **dict**: `net["w1"]` reads its weights. **Predict, then run:** what is printed?

# %% key="relu_hand_forward.predict"
heights = np.array([120, -30, 0])
print(np.minimum(heights, 100), np.min(heights), heights.astype(float))
halves = np.array([1, 2, 3])
halves[0] = 0.5  # an array of int stays one
print(halves)

# %% [markdown] key="relu_hand_forward.trap"
# *In words: `np.minimum` compares every entry with 100, `np.min` finds the smallest one. An int array cannot hold 0.5: it keeps 0.*
#
# **Trap: ReLU once more.** Only the hidden layer has ReLU. The output may be negative.
# **Trap: whole numbers.** The example holds int, and int arrays cut decimals off. The three results are float.

# %% exercise="relu_hand_forward" title="The 3-2-1 network by hand" section="part 1" kind="function" requires="affine_column"
def relu_hand_forward(net, x):
    """Send one sample through ReLU neurons and a linear output, and keep every step.

    Args:
        net: dict of 'w1' (H, D), 'b1' (H,), 'w2' (K, H), 'b2' (K,), of any sizes that fit each
            other, float or int. Left unchanged.
        x: inputs of one sample, shape (D,), float or int. Left unchanged.

    Returns:
        Three float arrays, also for int input: the sums u1 (H,), the hidden layer h1 (H,)
        after ReLU, and the output y (K,), which has no activation function.

    Source: part 1, the 3-2-1 network by hand.
    """
    raise NotImplementedError

# %% [markdown] key="relu_hand_forward.hints"
#
# <details>
# <summary>I am looking for a function for ReLU</summary>
#
# `np.minimum(heights, 100)` made a new array with the smaller one of two numbers in each place. Its sister is `np.maximum`.
# </details>
#
# <details>
# <summary>How do I return three results?</summary>
#
# With commas: `return width, height, depth`.
# </details>

# %% check="relu_hand_forward"
SMALL = {"w1": np.array([[1.0, -1.0], [0.5, 2.0]]), "b1": np.array([0.5, -1.0]), "w2": np.array([[-2.0, 1.0]]), "b2": np.array([0.25])}
check(
    "relu_hand_forward",
    ("the example gives the numbers worked by hand",
     lambda: call(relu_hand_forward, EXAMPLE, X_EXAMPLE, gives=([11, -14], [11, 0], [33]))),
    ("a network with biases, and a negative output",
     lambda: call(relu_hand_forward, SMALL, np.array([2.0, 0.25]), gives=([2.25, 0.5], [2.25, 0.5], [-3.75]),
                  think="Are both biases added? Has only the hidden layer ReLU?")),
    ("all three results are float",
     lambda: call(relu_hand_forward, EXAMPLE, X_EXAMPLE, gives=([11, -14], [11, 0], [33]), kind="float")),
)

# %% [markdown] key="relu_hand_forward.next"
# **The hidden tests look at** other networks and sizes, biases, outputs of both signs, the type of the results.
#
# **Think:** by how much does the output change if the weight −2 becomes −1.9?
#
# <details>
# <summary>One answer</summary>
#
# Not at all: that neuron's sum stays far below 0, so ReLU still answers 0. It is called a dead neuron.
# </details>

# %% [markdown] key="sigmoid_forward_000.why"
# ### Exercise 3 of 20 · `sigmoid` and `sigmoid_forward_000`
# *Idea and NumPy · {points} points · about 15 minutes · calls your `affine_column`*
#
# The **sigmoid** bends softly: far left almost 0, far right almost 1.
#
# $$ f(u) = \frac{1}{1 + e^{-u}} $$
#
# | u | −14 | 0 | 3 | 11 |
# |---|---|---|---|---|
# | $e^{-u}$ | 1202604 | 1 | 0.0498 | 0.0000167 |
# | f(u) | 0.00000083 | 0.5 | 0.9526 | 0.9999833 |
#
# Two versions of the network are used in textbooks. They have the same weights and differ in one place, and we number them:
#
# | network | hidden layer | output layer | y of the example |
# |---|---|---|---|
# | **000** | sigmoid | sigmoid | 0.9526 |
# | **001** | sigmoid | nothing | 2.99995 |
#
# **Predict, then run:** which of the three rows is finite everywhere?

# %% key="sigmoid_forward_000.predict"
u = np.array([-1000.0, 0.0, 1000.0])
with np.errstate(all="ignore"):
    for name, row in [("e^u", np.exp(u)), ("1 / e^u", 1 / np.exp(u)), ("e^u / e^u", np.exp(u) / np.exp(u))]:
        print(f"{name:<10}", row)

# %% [markdown] key="sigmoid_forward_000.trap"
# *In words: none. $e^{1000}$ is too large and becomes `inf`; 1/inf is 0, a good answer; inf/inf and 0/0 are nan, no number at all.*
#
# **Trap: the other form.** $e^{u} / (1 + e^{u})$ is the same in mathematics and nan at 1000. **Trap: the sign.** It is $e^{-u}$; with $e^{u}$ the curve falls.
# **Trap: `math.exp`** takes one number; `np.exp` takes arrays.
#
# **Your turn:** first the sigmoid, then network 000 with it: a sigmoid after **both** layers.

# %% exercise="sigmoid_forward_000" title="Forward through network 000" section="part 1" kind="function" defines="sigmoid,sigmoid_forward_000" requires="affine_column"
def sigmoid(u):
    """Squash every number into the range from 0 to 1: 1 / (1 + exp(-u)).

    Args:
        u: array of any shape, float or int. Left unchanged.

    Returns:
        New float array of the same shape. Finite for every finite u, also for -1000 and
        1000 (where NumPy may warn about an overflow: that warning does no harm).

    Source: part 1, the sigmoid.
    """
    raise NotImplementedError


def sigmoid_forward_000(net, x):
    """Send one sample through network 000: sigmoid after the hidden layer and after the output layer.

    Args:
        net: dict of 'w1' (H, D), 'b1' (H,), 'w2' (K, H), 'b2' (K,), of any sizes that fit each
            other, float or int. Left unchanged.
        x: inputs of one sample, shape (D,), float or int. Left unchanged.

    Returns:
        The output y, float, shape (K,), every entry between 0 and 1.

    Source: part 1, network 000.
    """
    raise NotImplementedError

# %% [markdown] key="sigmoid_forward_000.hints"
#
# <details>
# <summary>Where do the layers begin and end?</summary>
#
# As in exercise 2: sums, bend, sums, and here one more bend. Print every step for the example: 11 and −14, then nearly 1 and nearly 0, then 2.99995.
# </details>

# %% check="sigmoid_forward_000"
check(
    "sigmoid_forward_000",
    ("sigmoid: the numbers of the table",
     lambda: call(sigmoid, np.array([-14, 0, 3, 11]), gives=[8.31528028e-07, 0.5, 0.95257413, 0.99998330], kind="float")),
    ("sigmoid: -1000 gives 0 and 1000 gives 1, in a table of numbers as well",
     lambda: call(sigmoid, np.array([[-1000.0, 1000.0], [0.0, 1.0]]), gives=[[0, 1], [0.5, 0.73105858]],
                  think="Is something divided by inf, or inf by inf?")),
    ("network 000: the example",
     lambda: call(sigmoid_forward_000, EXAMPLE, X_EXAMPLE, gives=[0.9525719383624175],
                  think="2.99995 means that the last sigmoid is missing.")),
    ("network 000: another network, with biases",
     lambda: call(sigmoid_forward_000, SMALL, np.array([2.0, 0.25]), gives=[0.28153874])),
)

# %% [markdown] key="sigmoid_forward_000.next"
# **The hidden tests look at** other networks, several outputs, very large sums, unchanged arrays.
#
# **Think:** can network 000 ever answer 20?
#
# <details>
# <summary>One answer</summary>
#
# No; exercise 14 makes more of it.
# </details>

# %% [markdown] key="linear_output_forward_001.why"
# ### Exercise 4 of 20 · `linear_output_forward_001`
# *Idea · {points} points · about 5 minutes · calls your `affine_column` and `sigmoid`*
#
# A network that predicts a *number*, such as a price or our 20, must not end in a function that stays below 1. Network 001 leaves the sum of the output layer as it is:
#
# $$ Y = w_2\, f(w_1 x + b_1) + b_2 $$
#
# | step | shape | example |
# |---|---|---|
# | sums | (H,) | [11, −14] |
# | hidden layer, sigmoid | (H,) | [0.9999833, 0.00000083] |
# | output | (K,) | 3 · 0.9999833 + 2 · 0.00000083 = 2.99995 |
#
# **Trap: rounding.** With [1, 0] for the hidden layer the output is 3. Nearly right, and the gradients of part 3 would all be 0.
# **Trap: the wrong bend.** Without the sigmoid in the *hidden* layer the example gives 3·11 − 2·14 = 5.
# The result is an array with one entry per output neuron, as `affine_column` returns it.

# %% exercise="linear_output_forward_001" title="Forward through network 001" section="part 1" kind="function" requires="affine_column,sigmoid_forward_000"
def linear_output_forward_001(net, x):
    """Send one sample through network 001: sigmoid after the hidden layer, nothing after the output layer.

    Args:
        net: dict of 'w1' (H, D), 'b1' (H,), 'w2' (K, H), 'b2' (K,), of any sizes that fit each
            other, float or int. Left unchanged.
        x: inputs of one sample, shape (D,), float or int. Left unchanged.

    Returns:
        The output Y, float, shape (K,), any number.

    Source: part 1, network 001.
    """
    raise NotImplementedError

# %% [markdown] key="linear_output_forward_001.hints"
#
# <details>
# <summary>What has to change?</summary>
#
# Only the last move of exercise 3. If your result is between 0 and 1 for the example, that move is still there.
# </details>

# %% check="linear_output_forward_001"
check(
    "linear_output_forward_001",
    ("the example", lambda: call(linear_output_forward_001, EXAMPLE, X_EXAMPLE, gives=[2.999951558790512], close=1e-9)),
    ("another network, with biases and a negative output",
     lambda: call(linear_output_forward_001, SMALL, np.array([2.0, 0.25]), gives=[-0.93684174])),
)

# %% [markdown] key="linear_output_forward_001.next"
# **The hidden tests look at** other networks, several outputs, the shape of the result.
#
# **Next:** we wanted 20 and got 2.99995 or 0.95. How wrong is that?


# %% [markdown] key="part2"
# ## Part 2 of 6 · How wrong?
#
# Learning needs one number that says how wrong an answer is: the **loss**. It is 0 for a perfect answer and grows with the error.
# For numbers there is the squared error, for classes the cross entropy.

# %% [markdown] key="mean_squared_error.why"
# ### Exercise 5 of 20 · `mean_squared_error`
# *Mathematics and NumPy · {points} points · about 10 minutes · needs nothing*
#
# | name | shape | meaning |
# |---|---|---|
# | `y` | (N,) or (N, 1) | what came out |
# | `t` | (N,) or (N, 1) | the **targets**: what should have come out |
# | result | one number | mean of the squared differences |
#
# $$ L = \frac{1}{N} \sum_{n=1}^{N} (t_n - y_n)^2 $$
#
# **By hand:** the ReLU network answered 33 and the target was 20: $(20 - 33)^2 / 1 = 169$. With outputs [1, 5] and targets [2, 2]: $(1 + 9) / 2 = 5$.
#
# **Which squared error?** Books use two: this *mean*, and *one half of the sum*, which chapter 4 calls `sum_squared_error`. For 33 and 20 that one is 84.5. The name tells them apart,
# and the tests do, too.

# %% key="mean_squared_error.predict"
seconds = np.array([[10.0], [20.0], [30.0]])  # a column (3, 1)
limits = np.array([15.0, 15.0, 35.0])  # (3,)
print(seconds.shape, limits.shape, (seconds - limits).shape)
print(seconds - limits)

# %% [markdown] key="mean_squared_error.trap"
# *In words: a column minus a row is a table (3, 3), every time minus every limit.* No error, and a wrong mean.
#
# **Trap: two shapes.** Outputs often come as a column (N, 1) and targets as (N,). They are still meant pair by pair: bring both into one shape first.
#
# **Trap: no square.** 10 too much and 10 too little would add up to a perfect 0.

# %% exercise="mean_squared_error" title="Mean squared error" section="part 2" kind="function"
def mean_squared_error(y, t):
    """Return the mean of the squared differences between outputs and targets.

    Args:
        y: outputs, shape (N,) or (N, 1), float or int.
        t: targets, as many as outputs, shape (N,) or (N, 1), not always that of y. Entry i
            of t belongs to entry i of y.

    Returns:
        One number: the sum of (t - y) squared over all entries, divided by their number N.

    Source: part 2, the squared error. This is the mean, not one half of the sum.
    """
    raise NotImplementedError

# %% [markdown] key="mean_squared_error.hints"
#
# <details>
# <summary>How do I bring both into one shape?</summary>
#
# `seconds.reshape(-1)` and `np.ravel(seconds)` make a flat row (3,) out of the column.
# </details>

# %% check="mean_squared_error"
check(
    "mean_squared_error",
    ("33 for 20 gives 169", lambda: call(mean_squared_error, np.array([33.0]), np.array([20.0]), gives=169)),
    ("[1, 5] for [2, 2] gives 5", lambda: call(mean_squared_error, np.array([1, 5]), np.array([2, 2]), gives=5, think="Is it divided by N?")),
    ("a column of outputs and a row of targets are taken pair by pair",
     lambda: call(mean_squared_error, np.array([[1.0], [5.0], [2.0]]), np.array([2.0, 2.0, 2.0]), gives=10 / 3)),
    ("and the other way round",
     lambda: call(mean_squared_error, np.array([1.0, 5.0, 2.0]), np.array([[2.0], [2.0], [2.0]]), gives=10 / 3)),
)

# %% [markdown] key="mean_squared_error.next"
# **The hidden tests look at** one and many entries, differences of both signs, whole numbers, columns and rows, unchanged arrays.
#
# **Think:** one answer is off by 10, or ten answers are off by 1. Which is worse for this loss?
#
# <details>
# <summary>One answer</summary>
#
# One answer off by 10: 100 against 10, both divided by the same N. The square punishes large errors.
# </details>
