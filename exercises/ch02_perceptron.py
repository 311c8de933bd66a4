# ---
# title: "Chapter 2: Perceptron"
# chapter: 2
# ---

# %% [markdown] key="welcome"
# # Chapter 2: Perceptron
#
# At the end of this notebook you have built gates that decide, put them together into one that no single gate can be,
# and added two binary numbers with them. It is the smallest ancestor of every neural network.
#
# | part | exercises | about |
# |---|---|---|
# | 1 One perceptron | 1 to 4 | 45 minutes |
# | 2 Two layers | 5 and 6 | 30 minutes |
# | 3 Looking back | 7 to 9 | 45 minutes |
#
# Together {total_points} points.
#
# **Three kinds of cells.** Cells *to read* (text, examples, drawings): run them and leave them as they are. Cells *to write*: replace
# each line `raise NotImplementedError` by your code. Cells *to check*: run them after yours; they show what you passed in, what
# came back and what was expected, and count how many checks you have passed. Add cells of your own wherever you like.
#
# Checks are not the grade: the hidden tests use other numbers and ask for everything that the text and the docstring promise.
# Stuck for half an hour? Go on; later exercises are graded as if the earlier ones were right.

# %% key="setup"
# Run this cell first. You need not read it: it holds the imports, and the helpers of the check cells.
import inspect
from copy import deepcopy

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.markers import MarkerStyle

plt.rcParams["figure.dpi"] = 72
NUMBER_OF_CHECKS = 8
passed_checks = set()


class NotYet(AssertionError):
    """Something does not hold yet; Jupyter shows this sentence and no traceback."""

    def _render_traceback_(self):
        return str(self).split("\n")


def line(label, value):
    """Write one labelled value; the rows of an array stand below each other."""
    start = f"  {label + ':':<12}"
    if value is None or callable(value):
        return start + ("None" if value is None else value.__name__)
    if isinstance(value, (list, tuple)):
        return start + str(value)
    return start + np.array2string(np.asarray(value), precision=4, suppress_small=True, threshold=40, prefix=start)


def difference(got, want, kind=None, close=1e-6):
    """Say in one sentence where got differs from want; None if nowhere."""
    if got is None:
        return "The function gives back None. Is there a `return`, or does it only print?"
    try:
        got = np.asarray(got)
    except ValueError:
        return "The result cannot be made into an array: its parts have different lengths."
    if got.dtype.kind not in "biuf":
        return f"The result should consist of numbers, and is of the type {got.dtype}."
    want = np.asarray(want, dtype=float)
    if got.shape != want.shape:
        return f"The result has the shape {got.shape}, expected {want.shape}."
    room = close * max(1.0, np.abs(want).max())
    wrong = [at for at in np.ndindex(want.shape) if not abs(float(got[at]) - want[at]) <= room]  # nan is wrong, too
    if wrong:
        where = f"Entry {list(wrong[0])}" if want.shape else "The number"
        count = f" Wrong entries: {len(wrong)} of {want.size}." if want.shape else ""
        return f"{where} is {got[wrong[0]]:.6g}, expected {want[wrong[0]]:.6g}.{count}"
    if kind == "int" and got.dtype.kind not in "iu":
        return f"The value is right, and its type is {got.dtype}. Expected: the integer 0 or 1."
    return None


def unlike(before, after):
    """Tell whether an array was changed by a call."""
    return isinstance(before, np.ndarray) and not np.array_equal(before, after)


def call(function, *inputs, gives, think="", **how):
    """Call a function of yours and compare; return None or the whole story of what went wrong."""
    before = deepcopy(inputs)
    got = function(*inputs)
    names = list(inspect.signature(function).parameters)
    names = names if len(names) >= len(inputs) > 1 else ["input"] * len(inputs)
    story = [line(name, value) for name, value in zip(names, before)]
    problem = difference(got, gives, **how)
    if problem:
        return "\n".join([*story, line("got", got), line("expected", gives), f"  {problem} {think}".rstrip()])
    for old, new in zip(before, inputs):
        if unlike(old, new):
            return "\n".join([*story, line("after it", new), "  The input was changed. Make a new array, do not write into the old one."])
    return None


CORNERS = [(0, 0), (1, 0), (0, 1), (1, 1)]


def table_problem(gate, want, think=""):
    """Try a gate on all four inputs and show its whole table; None if it is right."""
    answers = [gate(*corner) for corner in CORNERS]
    problems = [difference(got, right) for got, right in zip(answers, want)]
    if not any(problems):
        return None
    rows = [f"  {'x1':>4} {'x2':>4}   {'got':>6} {'expected':>9}"]
    for (x1, x2), got, right, problem in zip(CORNERS, answers, want, problems):
        rows.append(f"  {x1:>4} {x2:>4}   {got!s:>6} {right:>9}{'   <- here' if problem else ''}")
    return "\n".join([*rows, f"  {next(filter(None, problems))} {think}".rstrip()])


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
# ## Part 1 of 3 · One perceptron
#
# In 1957 Frank Rosenblatt described the **perceptron**. It receives several signals and sends out one: 1 ("it fires") or 0 ("it stays silent").
# Each input signal is multiplied by a **weight**, which says how important it is, and the products are added up.

# %% key="perceptron.drawing"
fig, ax = plt.subplots(figsize=(6, 1.8))
ax.axis("off")
for height, name, weight in [(1.0, "x1", "w1"), (0.0, "x2", "w2")]:
    ax.annotate("", (3.45, 0.5), (0.3, height), arrowprops={"arrowstyle": "->", "shrinkA": 12})
    ax.text(1.9, 0.5 + (height - 0.5) * 0.85, weight, ha="center", va="bottom" if height else "top")
    ax.text(0.3, height, name, ha="center", va="center", bbox={"boxstyle": "circle", "facecolor": "white"})
ax.annotate("", (8.1, 0.5), (4.2, 0.5), arrowprops={"arrowstyle": "->", "shrinkA": 12})
ax.text(4.0, 0.5, "weigh\nand add", ha="center", va="center", bbox={"boxstyle": "circle,pad=0.2", "facecolor": "0.9"})
ax.text(6.5, 0.56, "above the threshold?", ha="center", va="bottom")
ax.text(8.4, 0.5, "y", ha="center", va="center", bbox={"boxstyle": "circle", "facecolor": "white"})
ax.set(xlim=(-0.2, 8.8), ylim=(-0.35, 1.35))
plt.show()

# %% [markdown] key="AND.why"
# *In words: two inputs go, each with its weight, into one sum; the sum is compared with a threshold; the answer is y.*
#
# ### Exercise 1 of 9 · `AND`
# *Idea · {points} points · about 10 minutes · needs nothing*
#
# The perceptron fires only if the weighted sum goes **above** its threshold $\theta$ (theta):
#
# $$ y = \begin{cases} 0 & (w_1 x_1 + w_2 x_2 \le \theta) \\ 1 & (w_1 x_1 + w_2 x_2 > \theta) \end{cases} \qquad (2.1) $$
#
# An **AND gate** fires only if both inputs are 1. **By hand** with $w_1 = w_2 = 0.5$ and $\theta = 0.8$:
#
# | `x1` | `x2` | weighted sum | above 0.8? | result |
# |---|---|---|---|---|
# | 0 | 0 | 0 | no | 0 |
# | 1 | 0 | 0.5 | no | 0 |
# | 0 | 1 | 0.5 | no | 0 |
# | 1 | 1 | 1.0 | yes | 1 |
#
# **Predict, then run:** with the weights 1 and 1 and the threshold 1, what do `>` and `>=` answer for the inputs 1 and 0?

# %% key="AND.predict"
weighted_sum = 1.0 * 1 + 1.0 * 0
print("weighted sum:", weighted_sum)
print("with >  :", weighted_sum > 1.0)
print("with >= :", weighted_sum >= 1.0)

# %% [markdown] key="AND.trap"
# *In words: the sum is exactly on the threshold. `>` keeps the gate silent, `>=` lets it fire, and then AND has become OR.*
#
# **Trap: on the threshold.** Throughout this course a perceptron stays silent there: only strictly above it fires.
#
# **Trap: True is not 1.** A comparison gives True or False. The gate answers with the integers 1 and 0.
#
# **Trap: Python's own `and`.** It would give the same table, and it weighs nothing. A perceptron can be given any
# number: 0.5 · 1000 alone is far above 0.8, so `AND(1000, 0)` is 1. The hidden tests look whether your gate weighs.
#
# **Your turn.** Choose weights and a threshold (those of the table, or others), compute the sum, compare.

# %% exercise="AND" title="AND gate with a threshold" section="2.3.1" kind="function"
def AND(x1, x2):
    """Fire only if both inputs are 1: a perceptron with two weights and a threshold.

    Args:
        x1: first input, 0 or 1. (Any other number is weighed in the same way, so a huge
            one is enough to fire, and a very negative one prevents it.)
        x2: second input, likewise.

    Returns:
        The integer 1 if w1 * x1 + w2 * x2 > theta, else the integer 0 (not True or False).

    Source: section 2.3.1, equation (2.1).
    """
    raise NotImplementedError

# %% [markdown] key="AND.hints"
#
# <details>
# <summary>How do I turn a comparison into 1 or 0?</summary>
#
# With `if` and two `return` lines, or with `int(...)`. For another question: `int(temperature > 30)` is 1 on a hot day and 0 on others.
# </details>

# %% check="AND"
check(
    "AND",
    ("the table of AND comes out", lambda: table_problem(AND, [0, 0, 0, 1])),
    ("the answers are integers", lambda: call(AND, 1, 1, gives=1, kind="int")),
    ("it weighs its inputs: 1000 alone is above the threshold",
     lambda: call(AND, 1000, 0, gives=1, think="Is there a weighted sum, or does `and` decide?")),
    ("a very negative input keeps it silent", lambda: call(AND, -1000, 1, gives=0)),
)

# %% [markdown] key="AND.next"
# **The hidden tests look at** the table, also for 0.0 and 1.0, the type of the answers, large and negative inputs.
#
# **Think:** which other thresholds would do with the weights 0.5 and 0.5?
#
# <details>
# <summary>One answer</summary>
#
# Every one from 0.5 (at 0.5 itself the gate stays silent) up to, but not including, 1.0. Many parameters make the same gate: exercise 9 sorts them.
# </details>

# %% [markdown] key="perceptron.why"
# ### Exercise 2 of 9 · `perceptron`
# *NumPy · {points} points · about 15 minutes · needs nothing*
#
# Move $\theta$ to the other side and call it $b = -\theta$, the **bias**. Now every perceptron is compared with 0, and it may have any number of inputs:
#
# $$ y = \begin{cases} 0 & (b + w_1 x_1 + w_2 x_2 + \dots \le 0) \\ 1 & (b + w_1 x_1 + w_2 x_2 + \dots > 0) \end{cases} \qquad (2.2) $$
#
# | name | shape | meaning |
# |---|---|---|
# | `x` | (n,) | inputs |
# | `w` | (n,) | weights: how important each input is |
# | `b` | a number | bias: how easily it fires |
# | result | a number | 0 or 1 |
#
# **By hand** with three inputs: x = [1, 0, 1], w = [0.4, 0.9, 0.3], b = −0.5: the products 0.4, 0, 0.3 sum to 0.7; plus b gives 0.2; it fires.
#
# **Predict, then run:** what is printed, and would this perceptron fire?

# %% key="perceptron.predict"
signals = np.array([0, 1])
weights = np.array([0.5, 0.5])
bias = -0.7
print("products :", weights * signals)
print("their sum:", np.sum(weights * signals))
print("with bias:", np.sum(weights * signals) + bias)

# %% [markdown] key="perceptron.trap"
# *In words: the products are 0 and 0.5, their sum 0.5. With the bias it is −0.2, printed with a tiny error of the computer's
# decimal numbers; it does not fire.*
#
# **Trap: the sign of the bias.** The bias is *added*: −20 makes a neuron that hardly ever fires, for it needs a sum above 20. A threshold is
# subtracted; $\theta = 0.7$ is the same as $b = -0.7$.
#
# **Trap: only two inputs.** `w[0] * x[0] + w[1] * x[1]` forgets the third. Let NumPy multiply and add all of them.
#
# **Trap: an array of answers.** `w * x + b > 0` without a sum gives one answer for *each* input.

# %% exercise="perceptron" title="Perceptron with weights and bias" section="2.3.2 to 2.3.3" kind="function"
def perceptron(x, w, b):
    """Weigh the inputs, add the bias, and fire if the result is above 0.

    Args:
        x: inputs, array of shape (n,), float or int, n at least 1. Left unchanged.
        w: weights, array of shape (n,), float or int. Left unchanged.
        b: bias, one number.

    Returns:
        The integer 1 if w[0] * x[0] + ... + w[n-1] * x[n-1] + b > 0, else the integer 0.
        Exactly 0 does not fire.

    Source: sections 2.3.2 and 2.3.3, equation (2.2).
    """
    raise NotImplementedError

# %% [markdown] key="perceptron.hints"
#
# <details>
# <summary>How do I multiply and add without knowing n?</summary>
#
# As in the example above, on another problem: the price of a basket is `np.sum(amounts * prices)`, for any number of goods.
# </details>

# %% check="perceptron"
check(
    "perceptron",
    ("three inputs as worked by hand: 0.2 is above 0",
     lambda: call(perceptron, np.array([1, 0, 1]), np.array([0.4, 0.9, 0.3]), -0.5, gives=1)),
    ("the two inputs of the example: -0.2 is not",
     lambda: call(perceptron, np.array([0, 1]), np.array([0.5, 0.5]), -0.7, gives=0, think="The bias is added.")),
    ("all inputs count: here the fourth one decides",
     lambda: call(perceptron, np.array([1.0, 1.0, 1.0, 2.0]), np.array([0.1, 0.1, 0.1, 5.0]), -9.0, gives=1)),
    ("without any signal the bias alone decides",
     lambda: call(perceptron, np.zeros(2), np.array([3.0, 4.0]), 0.1, gives=1)
     or call(perceptron, np.zeros(2), np.array([3.0, 4.0]), -0.1, gives=0)),
    ("exactly 0 does not fire", lambda: call(perceptron, np.array([1, 1]), np.array([2, 3]), -5, gives=0, think="Is 0 above 0?")),
    ("the answer is one integer", lambda: call(perceptron, np.array([1.0]), np.array([2.0]), 0.5, gives=1, kind="int")),
)

# %% [markdown] key="perceptron.next"
# **The hidden tests look at** one to six inputs, floats and integers, positive and negative biases, the case of exactly 0, unchanged arrays.
#
# **Think:** how would you make a perceptron that always fires for inputs of 0 and 1?
#
# <details>
# <summary>One answer</summary>
#
# Give it a bias larger than all its negative weights together.
# </details>

# %% [markdown] key="NAND.why"
# ### Exercise 3 of 9 · `NAND`
# *Idea · {points} points · about 10 minutes · calls your `perceptron`*
#
# A NAND gate ("not and") is the opposite of AND: silent only if both inputs are 1. The same perceptron, other parameters.
#
# | `x1` | `x2` | AND | NAND |
# |---|---|---|---|
# | 0 | 0 | 0 | 1 |
# | 1 | 0 | 0 | 1 |
# | 0 | 1 | 0 | 1 |
# | 1 | 1 | 1 | 0 |
#
# **By hand.** With w = [0.5, 0.5], b = −0.7, the four sums of AND are −0.7, −0.2, −0.2, 0.3, and only the last is above 0. If every one of these
# four numbers had the opposite sign, only the last would be below 0. The drawing shows a perceptron as a map: where does it fire?

# %% key="NAND.figure"
def draw_region(ax, w, b, title, corner_answers=()):
    """Shade where a perceptron with two inputs fires, and mark the four corners (circle 0, triangle 1)."""
    grid_1, grid_2 = np.meshgrid(np.linspace(-0.5, 1.5, 80), np.linspace(-0.5, 1.5, 80))
    height = w[0] * grid_1 + w[1] * grid_2 + b
    ax.contourf(grid_1, grid_2, height, levels=[-100, 0, 100], colors=["white", "0.85"])
    ax.contour(grid_1, grid_2, height, levels=[0], colors="black", linewidths=1)
    for corner, answer in zip(CORNERS, corner_answers):
        ax.plot(*corner, marker="^" if answer else "o", markersize=11, color="black", markerfacecolor="white")
    ax.set(title=title, xlabel="x1", ylabel="x2", xticks=[0, 1], yticks=[0, 1], aspect="equal")


fig, axes = plt.subplots(1, 2, figsize=(6, 2.7), layout="constrained")
draw_region(axes[0], (0.5, 0.5), -0.7, "AND: b = -0.7", [0, 0, 0, 1])
draw_region(axes[1], (0.5, 0.5), -0.2, "same weights, b = -0.2", [0, 1, 1, 1])
plt.show()

# %% [markdown] key="NAND.trap"
# *In words: grey is where it fires, always one side of a straight line. Left, only the corner (1, 1) is grey: AND (triangle 1, circle 0). Right, a larger
# bias moves the line towards (0, 0), and three corners are grey.* For NAND the **other** side of the left line must be grey.
#
# **Trap: half of the signs.** w = [−0.5, −0.5] with b = −0.7: **predict** the four sums. All are below 0, and this gate never fires.
#
# **Trap: NOR.** It fires only at (0, 0); NAND fires at three corners.
#
# **Your turn.** `perceptron` wants an array: `np.array([x1, x2])`.

# %% exercise="NAND" title="NAND gate" section="2.3.3" kind="function" requires="perceptron"
def NAND(x1, x2):
    """Stay silent only if both inputs are 1: a perceptron with weights and a bias.

    Args:
        x1: first input, 0 or 1. (Any other number is weighed in the same way.)
        x2: second input, likewise.

    Returns:
        The integer 0 if both are 1, and the integer 1 for the other three pairs.

    Source: section 2.3.3.
    """
    raise NotImplementedError

# %% [markdown] key="NAND.hints"
#
# <details>
# <summary>I do not know how to call perceptron</summary>
#
# For another gate with three inputs: `perceptron(np.array([x1, x2, x3]), np.array([2, 2, 2]), -5)` fires only if all three are 1.
# </details>

# %% check="NAND"
check(
    "NAND",
    ("the table of NAND comes out", lambda: table_problem(NAND, [1, 1, 1, 0])),
    ("the answers are integers", lambda: call(NAND, 1, 1, gives=0, kind="int")),
    ("it weighs its inputs: 1000 alone silences it", lambda: call(NAND, 1000, 0, gives=0, think="Is there a weighted sum?")),
)

# %% [markdown] key="NAND.next"
# **The hidden tests look at** the table, also for 0.0 and 1.0, the type of the answers, large and negative inputs. `1 - AND(x1, x2)` is accepted as well.
#
# **Think:** which gate do you get from a NAND gate whose two inputs are the same signal?
#
# <details>
# <summary>One answer</summary>
#
# NOT: 0 becomes 1 and 1 becomes 0. From NAND gates alone a whole computer can be built (section 2.6).
# </details>

# %% [markdown] key="OR.why"
# ### Exercise 4 of 9 · `OR`
# *Idea · {points} points · about 10 minutes · calls your `perceptron`*
#
# An OR gate fires if at least one input is 1, also if both are.
#
# | `x1` | `x2` | result |
# |---|---|---|
# | 0 | 0 | 0 |
# | 1 | 0 | 1 |
# | 0 | 1 | 1 |
# | 1 | 1 | 1 |
#
# The course text uses b = −0.5, w1 = w2 = 1:
#
# $$ y = \begin{cases} 0 & (-0.5 + x_1 + x_2 \le 0) \\ 1 & (-0.5 + x_1 + x_2 > 0) \end{cases} \qquad (2.3) $$
#
# **Predict, then run:** the sums at the four corners, with three biases. Which row makes an OR gate?

# %% key="OR.predict"
for bias in (0.1, -0.5, -1.0):
    sums = [x1 + x2 + bias for x1, x2 in CORNERS]
    print(f"bias {bias:>4}:", [f"{number:4.1f}" for number in sums], "fires:", [number > 0 for number in sums])

# %% [markdown] key="OR.trap"
# *In words: the middle row. With 0.1 it fires everywhere, with −1 only at (1, 1).* Now find parameters of your *own*. What may the bias be, if the weights stay 1 and 1?
#
# **Trap: too easy.** With a bias of 0.1 the gate fires at (0, 0) already: the bias has to be 0 or below. **Trap: too strict.** With −1 and the weights 1
# a single input is not enough: the sum is exactly 0. **Trap: either, or?** (1, 1) fires as well.

# %% exercise="OR" title="OR gate" section="2.3.3" kind="function" requires="perceptron"
def OR(x1, x2):
    """Fire if at least one input is 1: a perceptron with weights and a bias.

    Args:
        x1: first input, 0 or 1. (Any other number is weighed in the same way.)
        x2: second input, likewise.

    Returns:
        The integer 0 if both are 0, and the integer 1 for the other three pairs.

    Source: sections 2.3.3 and 2.4.1, equation (2.3).
    """
    raise NotImplementedError

# %% check="OR"
check(
    "OR",
    ("the table of OR comes out", lambda: table_problem(OR, [0, 1, 1, 1])),
    ("the answers are integers", lambda: call(OR, 1, 0, gives=1, kind="int")),
    ("it weighs its inputs: -1000 outweighs 1", lambda: call(OR, -1000, 1, gives=0, think="Is there a weighted sum?")),
)

# %% [markdown] key="OR.next"
# **The hidden tests look at** the table, also for 0.0 and 1.0, the type of the answers, large and negative inputs.
#
# **Think:** AND, NAND and OR have the same three lines of code. In what do they differ?
#
# <details>
# <summary>One answer</summary>
#
# Only in the values of the parameters. Finding such values from examples, by a program, is what *training* means; from chapter 4 on it replaces your guessing.
# </details>

# %% [markdown] key="part2"
# **Next:** something that one perceptron cannot do.
#
# ## Part 2 of 3 · Two layers
#
# XOR ("exclusive or") fires if exactly one of two inputs is 1. Its corners (0, 1) and (1, 0) lie across from each other.
# **Predict** before you run: can one straight line have the triangles on one side and the circles on the other?

# %% key="XOR.figure"
fig, axes = plt.subplots(1, 2, figsize=(6, 2.7), layout="constrained")
for ax in axes:
    for corner, answer in zip(CORNERS, [0, 1, 1, 0]):
        ax.plot(*corner, marker="^" if answer else "o", markersize=11, color="black", markerfacecolor="white", zorder=3)
    ax.set(xlabel="x1", ylabel="x2", xticks=[0, 1], yticks=[0, 1], xlim=(-0.5, 1.5), ylim=(-0.5, 1.5), aspect="equal")
t = np.linspace(-0.5, 1.5, 50)
for intercept, slope in [(0.5, -1), (1.5, -1), (0.5, 0.0)]:
    axes[0].plot(t, intercept + slope * t, linestyle="--", color="0.4", linewidth=1)
axes[0].set_title("straight lines fail")
axes[1].fill_between(t, 0.5 - t, 1.5 - t, color="0.85")
axes[1].set_title("two lines succeed")
plt.show()

# %% [markdown] key="XOR.why"
# *In words: left, each dashed line leaves a circle and a triangle on the same side, and so does every other line. Right, the band between two parallel lines
# holds both triangles and no circle.* A band is two perceptrons, and a third that asks whether both fire.
#
# ### Exercise 5 of 9 · `XOR`
# *Idea · {points} points · about 15 minutes · calls your `AND`, `NAND` and `OR`*
#
# Two gates look at the inputs, a third at their answers. Here are the columns to be filled from your gates; `s1` and `s2` are the signals in between:
#
# | `x1` | `x2` | `s1` | `s2` | `y` |
# |---|---|---|---|---|
# | 0 | 0 | 1 | 0 | 0 |
# | 1 | 0 | 1 | 1 | 1 |
# | 0 | 1 | 1 | 1 | 1 |
# | 1 | 1 | 0 | 1 | 0 |
#
# **Predict:** which gate makes the column `s1`, which one `s2`, and which one makes `y` of these two?

# %% key="XOR.drawing"
fig, ax = plt.subplots(figsize=(5, 1.9))
ax.axis("off")
places = {"x1": (0, 1), "x2": (0, 0), "s1": (2, 1), "s2": (2, 0), "y": (4, 0.5)}
for start, end in [("x1", "s1"), ("x1", "s2"), ("x2", "s1"), ("x2", "s2"), ("s1", "y"), ("s2", "y")]:
    ax.annotate("", places[end], places[start], arrowprops={"arrowstyle": "->", "shrinkA": 13, "shrinkB": 13})
for name, (x, y) in places.items():
    ax.text(x, y, name, ha="center", va="center", bbox={"boxstyle": "circle", "facecolor": "white"})
for x, text in [(0, "layer 0"), (2, "layer 1"), (4, "layer 2")]:
    ax.text(x, 1.55, text, ha="center")
ax.set(xlim=(-0.6, 4.6), ylim=(-0.35, 1.75))
plt.show()

# %% [markdown] key="XOR.trap"
# *In words: both inputs go into both gates of layer 1, and their answers s1 and s2 into the gate of layer 2.* Weights lie on the arrows, so there are two layers
# of weights: this course counts those and calls it a **two-layer** perceptron. (Some books count the columns of circles and say three.)
#
# **Trap: the gates in another order.** `OR` of `AND` and `NAND` always fires. Check a circuit with its table, row by row.
#
# **Trap: Python's `^` or `!=`.** They give the same table, and are no gates. The hidden tests exchange your three gates for broken ones and look whether
# XOR notices. So build it from gates. **The last step, too:** `and`, `if`, `*` or `-` between the answers of two gates is Python again.

# %% exercise="XOR" title="XOR gate from three gates" section="2.5.2" kind="function" requires="AND,NAND,OR"
def XOR(x1, x2):
    """Fire if exactly one input is 1: a circuit of the gates AND, NAND and OR.

    Gates do all of it: no `and`, `if`, * or - puts their answers together.

    Args:
        x1: first input, 0 or 1.
        x2: second input, 0 or 1.

    Returns:
        The integer 1 for (1, 0) and (0, 1), the integer 0 for (0, 0) and (1, 1).

    Source: section 2.5.2.
    """
    raise NotImplementedError

# %% [markdown] key="XOR.hints"
#
# <details>
# <summary>How do I put gates one behind the other?</summary>
#
# Keep what a gate answers in a variable and hand it to the next. A circuit for another task, "not both, and the third one":
# `both = AND(a, b)`, `not_both = NAND(both, both)`, `return AND(not_both, c)`.
# </details>

# %% check="XOR"
def with_gates(gates, test):
    """Run a test while names of this notebook mean other gates."""
    kept = {name: globals()[name] for name in gates}
    globals().update(gates)
    try:
        return test()
    finally:
        globals().update(kept)


def broken_gates_problem(circuit):
    """With gates that always say 0, a circuit has to say the same for all four inputs."""
    silent = {name: lambda *inputs, **named: 0 for name in ("AND", "NAND", "OR", "XOR", "perceptron") if name != circuit.__name__}
    answers = with_gates(silent, lambda: [circuit(*corner) for corner in CORNERS])
    if all(np.array_equal(answer, answers[0]) for answer in answers):
        return None
    return f"  With gates that always answer 0, {circuit.__name__} still answers {answers}. Does it use your gates?"


def last_step_problem(circuit):
    """XOR takes three gates, or two perceptrons; with fewer, Python puts their answers together."""
    asked = []
    counting = {name: lambda *inputs, _name=name, **named: asked.append(_name) or 0 for name in ("AND", "NAND", "OR", "perceptron")}
    with_gates(counting, lambda: circuit(1, 0))
    if len(asked) >= (2 if "perceptron" in asked else 3):
        return None
    return f"  Only these gates were asked: {', '.join(asked)}. Which gate puts their answers together?"


check(
    "XOR",
    ("the table of XOR comes out", lambda: table_problem(XOR, [0, 1, 1, 0], think="Write down s1 and s2 for this row.")),
    ("the answers are integers", lambda: call(XOR, 1, 0, gives=1, kind="int")),
    ("it is made of gates", lambda: broken_gates_problem(XOR)),
    ("a gate takes the last step", lambda: last_step_problem(XOR)),
)

# %% [markdown] key="XOR.next"
# **The hidden tests look at** the table, the type of the answers, whether broken gates are noticed, and whether a gate takes the last step.
#
# **Think:** can you build XOR from NAND gates alone?
#
# <details>
# <summary>One answer</summary>
#
# Yes, from four: with `n = NAND(x1, x2)`, the answer is NAND of `NAND(x1, n)` and `NAND(x2, n)`. It is accepted, too.
# </details>

# %% [markdown] key="half_adder.why"
# ### Exercise 6 of 9 · `half_adder`
# *Idea · {points} points · about 15 minutes · calls your `XOR` and others*
#
# Gates can calculate. A **half adder** adds two binary digits and answers with two: the **sum** digit and the **carry**, as in adding by hand, where 5 + 7 is
# "2, carry 1".
#
# | `a` | `b` | a + b | in binary | sum | carry |
# |---|---|---|---|---|---|
# | 0 | 0 | 0 | 00 | 0 | 0 |
# | 1 | 0 | 1 | 01 | 1 | 0 |
# | 0 | 1 | 1 | 01 | 1 | 0 |
# | 1 | 1 | 2 | 10 | 0 | 1 |
#
# **Predict, then run:** which of your gates has the column *sum*, and which has the column *carry*? How is 6 written in binary?

# %% key="half_adder.predict"
for number in range(7):
    print(number, "in binary:", format(number, "03b"))

# %% [markdown] key="half_adder.trap"
# *In words: 6 is 110: one four, one two, no one. With two digits one counts to 3, 11.*
#
# **Trap: the order.** In binary the carry is written first, as the left digit; the function gives back the *sum* first.
#
# **Trap: `+`.** Calculating `a + b` would be cheating the purpose: a computer has no plus until somebody builds it from gates.
# As with XOR, the hidden tests look whether broken gates are noticed.

# %% exercise="half_adder" title="Half adder" section="2.6" kind="function" requires="XOR,AND,NAND,OR"
def half_adder(a, b):
    """Add two binary digits with gates.

    Args:
        a: first digit, 0 or 1.
        b: second digit, 0 or 1.

    Returns:
        Two integers, (sum, carry), each 0 or 1: a + b = sum + 2 * carry.

    Source: section 2.6.
    """
    raise NotImplementedError

# %% [markdown] key="half_adder.hints"
#
# <details>
# <summary>How does a function give back two values?</summary>
#
# With a comma: `return min(a, b), max(a, b)` gives back a pair, and `low, high = smaller_larger(7, 3)` takes it apart.
# </details>

# %% check="half_adder"
def adder_problem(part):
    """Compare one of the two answers for all four inputs."""
    name = ("sum", "carry")[part]
    for (a, b), want in zip(CORNERS, ([0, 1, 1, 0], [0, 0, 0, 1])[part]):
        got = half_adder(a, b)
        try:
            one, two = got
        except (TypeError, ValueError):
            return f"  half_adder({a}, {b}) gives {got!r}, expected two values: (sum, carry)."
        problem = difference((one, two)[part], want, kind="int")
        if problem:
            return f"  half_adder({a}, {b}) gives {(one, two)}: the {name} should be {want}. {problem}"
    return None


check(
    "half_adder",
    ("the sum is right for all four pairs", lambda: adder_problem(0)),
    ("the carry is right for all four pairs", lambda: adder_problem(1)),
    ("it is made of gates", lambda: broken_gates_problem(half_adder)),
)

# %% [markdown] key="half_adder.next"
# **The hidden tests look at** both columns, the type of the answers, and whether broken gates are noticed.
#
# **Think:** to add longer numbers, three digits must be added: one of each number and the carry from the right. How many half adders does that take?
#
# <details>
# <summary>One answer</summary>
#
# Two, and an OR gate for their carries. This is a *full adder*, and a row of them adds numbers of any length.
# </details>

# %% [markdown] key="part3"
# ## Part 3 of 3 · Looking back
#
# A drawing, an explanation, and a sorting task: what a perceptron's numbers mean.

# %% [markdown] key="plot_or_boundary.why"
# ### Exercise 7 of 9 · `plot_or_boundary`
# *Matplotlib and mathematics · {points} points · about 20 minutes · may call your `OR`*
#
# Draw the OR gate of equation (2.3) as a map. It changes its answer where $-0.5 + x_1 + x_2 = 0$, on a straight line. To draw it, solve for the
# vertical axis: $x_2 = 0.5 - x_1$.
#
# | `x1` | −0.5 | 0 | 0.5 | 1.5 |
# |---|---|---|---|---|
# | `x2` on the line | 1 | 0.5 | 0 | −1 |
#
# **Predict, then run:** which of these points lie on the line, which on the side where OR fires?

# %% key="plot_or_boundary.side"
for x1, x2 in [(0.5, 0.0), (0.2, 0.3), (0.0, 0.0), (1.0, 0.2), (-0.5, 1.0)]:
    print((x1, x2), " -0.5 + x1 + x2 =", round(-0.5 + x1 + x2, 3))

# %% [markdown] key="plot_or_boundary.task"
# *In words: 0 for the first, the second and the last, so they lie on it; (0, 0) is on the silent side, (1, 0.2) on the side that fires.*
#
# | what to draw | how |
# |---|---|
# | the line, at least from $x_1 = -0.5$ to $1$ | solid or dashed |
# | the corner where OR answers 0 | a circle, marker `"o"` |
# | the three corners where OR answers 1 | triangles, marker `"^"` |
#
# **Predict, then run:** matplotlib chooses the frame by itself. What is wrong with this picture of four points?

# %% key="plot_or_boundary.predict"
fig, axes = plt.subplots(1, 2, figsize=(6, 2.2), layout="constrained")
for ax in axes:
    ax.plot([2, 4, 2, 4], [10, 10, 30, 30], "s")
axes[0].set(xlim=(2, 4), ylim=(10, 30), title="frame on the points")
axes[1].set(xlim=(1, 5), ylim=(0, 40), title="frame with room")
plt.show()

# %% [markdown] key="plot_or_boundary.trap"
# *In words: left, the frame cuts through all four squares. Right, there is room on all sides.*
#
# **Trap: hidden points.** The corners are at 0 and 1. A frame from −0.5 to 1.5 in both directions shows them whole.
#
# **Trap: one look for all.** If all four points look the same, the picture says nothing about OR. Use two markers; colour alone is lost in a grey print.
#
# **Trap: the intercept.** The line crosses the vertical axis at 0.5, not at −0.5: moving −0.5 to the other side changes its sign.

# %% exercise="plot_or_boundary" title="Drawing the boundary of OR" section="2.4.1" kind="plot" requires="OR"
def plot_or_boundary():
    """Draw the line -0.5 + x1 + x2 = 0 and the four inputs of the OR gate on one pair of axes.

    The line (x1 to the right, x2 upwards) reaches at least from x1 = -0.5 to x1 = 1. The
    point (0, 0) is drawn as a circle, the points (1, 0), (0, 1) and (1, 1) as triangles.
    All four points lie inside the frame, at least 0.1 away from it.

    Returns:
        None. No plt.show() is needed: a notebook shows the figure by itself.

    Source: section 2.4.1.
    """
    raise NotImplementedError

# %% [markdown] key="plot_or_boundary.hints"
#
# <details>
# <summary>How do I draw a line from a formula?</summary>
#
# Make values for the horizontal axis and compute the others. For another line: `t = np.linspace(-2, 3, 20)`, then `plt.plot(t, 4 - 2 * t)`.
# </details>
#
# <details>
# <summary>How do I draw points with a marker, and set the frame?</summary>
#
# `plt.plot([5, 6], [7, 8], "s")` draws two squares at (5, 7) and (6, 8) without a line between them; `plt.scatter([5, 6], [7, 8], marker="s")` does, too.
# `plt.xlim(4, 7)` and `plt.ylim(6, 9)` set the frame.
# </details>

# %% check="plot_or_boundary"
def drawn_by(function, *inputs):
    """Call a function that draws, and return its axes; a plt.show() inside does no harm."""
    plt.close("all")
    show, plt.show = plt.show, lambda *args, **kwargs: None
    try:
        function(*inputs)
    finally:
        plt.show = show
    return [axes for number in plt.get_fignums() for axes in plt.figure(number).axes]


drawing = {}


def drawn_curves(axes):
    """The points (x1, x2) of each line, also of those that plt.axline and plt.contour have drawn."""
    for one in axes.lines:
        x1, x2 = (np.asarray(values, dtype=float) for values in one.get_data())
        if hasattr(one, "get_slope"):  # plt.axline draws from frame to frame
            (here, height), there = one.get_xy1(), one.get_xy2()
            slope = one.get_slope() if there is None else (there[1] - height) / ((there[0] - here) or np.nan)
            x1 = np.array(axes.get_xlim())
            x2 = height + slope * (x1 - here)
        if one.get_linestyle() not in ("None", "none", "", " ") and len(x1) > 1:
            yield x1, x2
    for contours in axes.collections:
        if hasattr(contours, "levels") and not contours.filled:
            yield from (path.vertices.T for path in contours.get_paths() if len(path.vertices) > 1)


def boundary_problem():
    axes_list = drawn_by(plot_or_boundary)
    if len(axes_list) != 1:
        return f"  Pairs of axes drawn: {len(axes_list)}, expected 1."
    drawing["axes"] = axes_list[0]
    curves = list(drawn_curves(axes_list[0]))
    if not curves:
        return "  No line was drawn. Does the function call plt.plot with values for x1 and x2?"
    for x1, x2 in curves:
        if np.allclose(x2, 0.5 - x1):
            reaches = x1.min() < -0.499 and x1.max() > 0.999
            return None if reaches else f"  The line goes only from x1 = {x1.min():.3g} to {x1.max():.3g}, expected at least -0.5 to 1."
    return f"  The line has x2 = {x2[0]:.3g} at x1 = {x1[0]:.3g}, expected {0.5 - x1[0]:.3g}."


def scattered_marker(dots):
    """Which circle or triangle scatter has drawn; it keeps the outline only."""
    outline = dots.get_paths()[0].vertices
    for name in "o.^v<>":
        style = MarkerStyle(name)
        known = style.get_path().transformed(style.get_transform()).vertices
        if known.shape == outline.shape and np.allclose(known, outline):
            return name
    return f"of {len(outline)} corners"


def marker_at(axes, corner):
    """The markers drawn at a point: a set, which is empty if there is none."""
    found = set()
    for one in axes.lines:
        here = np.isclose(np.column_stack(one.get_data()).astype(float), corner).all(axis=1)
        if here.any() and one.get_marker() not in ("None", None, "", " "):
            found.add(str(one.get_marker()))
    for dots in axes.collections:
        if type(dots).__name__ != "PathCollection":  # a filled area, say
            continue
        offsets = np.asarray(dots.get_offsets(), dtype=float)
        if len(offsets) and np.isclose(offsets, corner).all(axis=1).any():
            found.add(scattered_marker(dots))
    return found


def markers_problem():
    markers = {corner: marker_at(drawing["axes"], corner) for corner in CORNERS}
    missing = [corner for corner, found in markers.items() if not found]
    if missing:
        return f"  No marker was found at {missing[0]}."
    if markers[0, 0] & (markers[1, 0] | markers[0, 1] | markers[1, 1]):
        return "  (0, 0) has the same marker as a corner where OR answers 1."
    if not markers[1, 0] == markers[0, 1] == markers[1, 1]:
        return "  The three corners where OR answers 1 do not share one marker."
    if not markers[0, 0] <= set("o."):
        return "  The marker at (0, 0) is not a circle."
    return None if markers[1, 1] <= set("^v<>") else "  The marker where OR answers 1 is not a triangle."


def room_problem():
    for name, limits in [("x1", drawing["axes"].get_xlim()), ("x2", drawing["axes"].get_ylim())]:
        if limits[0] > limits[1]:
            return f"  {name} goes from {limits[0]:.3g} to {limits[1]:.3g}: this axis is turned."
        if min(limits) > -0.1 + 1e-9 or max(limits) < 1.1 - 1e-9:
            return f"  The frame shows {name} from {min(limits):.3g} to {max(limits):.3g}: points at 0 and 1 need room, say -0.5 to 1.5."
    return None


check(
    "plot_or_boundary",
    ("the line x2 = 0.5 - x1 is there", boundary_problem),
    ("circle for 0, triangles for 1", markers_problem),
    ("all four points have room in the frame", room_problem),
)

# %% [markdown] key="plot_or_boundary.next"
# **The hidden tests look at** the points of the line, the markers at the four corners, and the frame.
#
# **Think:** how does the line move if the bias becomes −0.9?
#
# <details>
# <summary>One answer</summary>
#
# It keeps its direction and moves away from (0, 0): $x_2 = 0.9 - x_1$. The weights turn a boundary, the bias shifts it.
# </details>

# %% [markdown] key="xor_not_linear.why"
# ### Exercise 8 of 9 · Why one perceptron is not enough
# *Idea · {points} points · about 15 minutes · a person reads this answer*
#
# 1. Explain why **no** choice of $w_1$, $w_2$ and $b$ makes a single perceptron an XOR gate. A convincing sketch in words is enough; an argument with the four inequalities is fine, too.
# 2. Explain why the network of exercise 5 can do it.
#
# Four to eight sentences together.
#
# <details>
# <summary>Where could an argument begin?</summary>
#
# Write down for each corner whether $b + w_1 x_1 + w_2 x_2$ has to be above 0. Then compare the sum of two of these conditions with the sum of the other two.
# Or look at the figure of Part 2: where do the line between the two triangles and the line between the two circles cross?
# </details>

# %% [markdown] written="xor_not_linear" title="Why one perceptron cannot be XOR" section="2.4 and 2.5" points=2
# Write here.

# %% [markdown] rubric="xor_not_linear"
# **1 point: one perceptron cannot, for any parameters.** Its boundary is one straight line, one side fires; no line has (1, 0) and (0, 1) on one side and (0, 0) and (1, 1) on the other,
# *with a reason*: one of
#
# - sum: (1, 0) and (0, 1) need $b + w_1 > 0$ and $b + w_2 > 0$, together $2b + w_1 + w_2 > 0$; (0, 0) and (1, 1) need $b \le 0$ and $b + w_1 + w_2 \le 0$, together $2b + w_1 + w_2 \le 0$. Contradiction.
# - convexity: each side of a line contains the whole stretch between any two of its points; the stretches between the triangles and between the circles cross in (0.5, 0.5), which would lie on both sides.
#
# Half a point for "not linearly separable" or a drawing in words without a reason.
#
# **1 point: two layers can.** NAND and OR each cut off one corner with a line of their own; AND takes what lies between the two lines, a region that no single line bounds. Half a point for only naming the gates.
#
# Misconceptions to name in the comment, each costs the point of its part:
#
# - *says_impossible_for_any_network*: "a perceptron network can never do XOR"; the second layer does it.
# - *says_more_iterations_needed*: "it needs more training or better values"; no values exist, so nothing can find them.
# - *bias_missing_excuse*: "it only fails because there is no bias" or "with a suitable bias it works"; the argument holds for every bias.

# %% [markdown] key="equivalent_parameters.why"
# ### Exercise 9 of 9 · `equivalent_parameters`
# *Idea · {points} points · about 15 minutes · may call your `perceptron`*
#
# Many parameters make the same gate. Sort out which triples $(w_1, w_2, \theta)$ of the threshold form (2.1) are AND gates:
#
# | triple | sums at (0,0), (1,0), (0,1), (1,1) | fires at | AND? |
# |---|---|---|---|
# | (0.5, 0.5, 0.8) | 0, 0.5, 0.5, 1 | (1,1) | yes |
# | (1, 1, 1) | 0, 1, 1, 2 | (1,1) | yes: 1 is not above 1 |
# | (0.5, 0.5, 0.4) | 0, 0.5, 0.5, 1 | three corners | no, it is OR |
#
# **Predict, then run:** and (0.5, 0.9, 0.7)? Which corners does its line leave on the grey side?

# %% key="equivalent_parameters.figure"
fig, axes = plt.subplots(1, 4, figsize=(8, 2.4), layout="constrained")
for ax, (w1, w2, theta) in zip(axes, [(0.5, 0.5, 0.8), (1, 1, 1), (0.5, 0.5, 0.4), (0.5, 0.9, 0.7)]):
    draw_region(ax, (w1, w2), -theta, f"({w1}, {w2}, {theta})", [0, 0, 0, 1])
plt.show()

# %% [markdown] key="equivalent_parameters.trap"
# *In words: the marks are those of AND. The first two lines have only the triangle on the grey side; the second goes right through two circles, which still counts as
# silent. The third has three corners on the grey side, the last one two: (0, 1) is wrong.*
#
# **Trap: looking at one corner.** All gates above fire at (1, 1). All four corners have to be right.
# **Trap: threshold or bias?** If you call `perceptron`, remember what $b$ is in terms of $\theta$.

# %% exercise="equivalent_parameters" title="Which parameters make an AND gate?" section="2.2 and 2.3" kind="function" requires="perceptron"
def equivalent_parameters(triples):
    """Tell for each triple (w1, w2, theta) whether a perceptron with it is an AND gate.

    Args:
        triples: list of tuples (w1, w2, theta), at least one. A perceptron fires if
            w1 * x1 + w2 * x2 > theta (strictly above).

    Returns:
        List with one True or False for each triple, in the same order: True if the
        perceptron answers 0, 0, 0, 1 for the inputs (0, 0), (1, 0), (0, 1), (1, 1).

    Source: sections 2.2.1 and 2.3.1.
    """
    raise NotImplementedError

# %% [markdown] key="equivalent_parameters.hints"
#
# <details>
# <summary>How do I walk through a list of triples?</summary>
#
# `for name, age, town in people:` takes each entry apart. Start with an empty list, `answers = []`, and put one answer in per round: `answers.append(age > 17)`.
# </details>
#
# <details>
# <summary>How do I ask about four corners at once?</summary>
#
# Collect four answers in a list and compare the lists: `[1, 0, 0] == [1, 0, 1]` is False.
# </details>

# %% check="equivalent_parameters"
def triple_problem(triples, want, think=""):
    """Compare the answers for a list of triples, one by one."""
    got = equivalent_parameters(list(triples))
    if not isinstance(got, (list, tuple, np.ndarray)):
        return f"  The result is {got!r}, expected a list with {len(want)} answers."
    if len(got) != len(want):
        return f"  The result has {len(got)} answers for {len(want)} triples: {got}."
    for triple, answer, right in zip(triples, got, want):
        if not isinstance(answer, (bool, int, np.bool_, np.integer)) or bool(answer) != right:
            return f"  For {triple} the answer is {answer}, expected {right}. {think}".rstrip()
    return None


check(
    "equivalent_parameters",
    ("two AND gates and an OR gate are told apart", lambda: triple_problem([(0.5, 0.5, 0.8), (0.5, 0.5, 0.4), (0.6, 0.6, 1.0)], [True, False, True])),
    ("a sum exactly on the threshold does not fire", lambda: triple_problem([(1, 1, 1), (1, 1, 2)], [True, False], think="Strictly above: 1 > 1 is False.")),
    ("each corner counts", lambda: triple_problem([(0.5, 0.9, 0.7), (0.9, 0.5, 0.7), (-1.0, -1.0, -1.5), (1.0, -1.0, 0.5)], [False] * 4)),
)

# %% [markdown] key="equivalent_parameters.next"
# **The hidden tests look at** lists of other lengths, sums exactly on the threshold, triples in which only one corner is wrong.
#
# **Think:** if $(w_1, w_2, \theta)$ is an AND gate, is $(10 w_1, 10 w_2, 10 \theta)$ one?
#
# <details>
# <summary>One answer</summary>
#
# Yes. Multiplying all three by the same positive number changes neither side's order.
# </details>

# %% [markdown] key="play"
# ## Play · Move the line yourself
#
# No points here. Copy the next cell into one of your own and change the numbers. Which sign turns the grey side round? What does a weight of 0 mean?
# How near to XOR do you get? (For the gates of part 1, an algorithm of the 1960s finds the numbers after finitely many corrections; for XOR it never ends.)

# %% key="play.region"
w1, w2, b = 0.7, -0.4, -0.1
answers = [int(w1 * x1 + w2 * x2 + b > 0) for x1, x2 in CORNERS]
fig, ax = plt.subplots(figsize=(2.7, 2.7))
draw_region(ax, (w1, w2), b, f"answers {answers}", answers)
plt.show()

# %% [markdown] key="end"
# **You have built** gates from one idea, a weighted sum and a threshold, and a circuit of two layers that does what no single one can.
# **Next:** chapter 3 smooths the jump and stacks such layers into a network that reads digits.
