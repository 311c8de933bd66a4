# ---
# title: "Chapter 5: Backpropagation"
# chapter: 5
# ---

# %% [markdown] key="welcome"
# # Chapter 5: Backpropagation
#
# Chapter 4 found every gradient by trying: push one weight a little, look at the loss, for each of 39,760 weights. At the end of this notebook your network
# gets **all of them in one pass backwards**, thousands of times faster, and learns to read digits while you watch.
#
# | part | exercises | about |
# |---|---|---|
# | 1 Graphs | 1 to 6 | 75 minutes |
# | 2 Activation layers | 7 and 8 | 40 minutes |
# | 3 Affine and loss | 9 to 11 | 80 minutes |
# | 4 The network | 12 to 14 | 95 minutes |
#
# Together {total_points} points.
#
# **Three kinds of cells.** Cells *to read*: run them and leave them as they are. Cells *to write*: replace each line `raise NotImplementedError` by your code.
# Cells *to check*: run them after yours; they show what went in, what came back and what was expected.
#
# Checks are not the grade: the hidden tests use other numbers and ask for everything that text and docstring promise.
# Stuck for half an hour? Go on; almost every exercise can be done without the one before it.

# %% key="setup"
# Run this cell first. You need not read it: it holds the imports, and the helpers of the check cells.
import inspect
import sys
from copy import deepcopy

import graphs
import matplotlib.pyplot as plt
import mnist_data
import numpy as np

plt.rcParams["figure.dpi"] = 72
NUMBER_OF_CHECKS = 13
passed_checks = set()


class NotYet(AssertionError):
    """Something does not hold yet; Jupyter shows this sentence and no traceback."""

    def _render_traceback_(self):
        return str(self).split("\n")


def line(label, value):
    """Write one labelled value; the rows of an array stand below each other."""
    start = f"  {label + ':':<13}"
    if value is None or isinstance(value, (dict, tuple, str)) or not isinstance(value, (list, int, float, np.ndarray, np.generic)):
        return start + str(value)
    try:
        value = np.asarray(value)
    except ValueError:  # rows of different lengths
        return start + str(value)
    return start + np.array2string(value, precision=4, suppress_small=True, threshold=40, prefix=start)


def difference(got, want, what="The result", close=1e-6):
    """Say in one sentence where got differs from want; None if nowhere."""
    if got is None:
        return f"{what} is None. Is there a `return`, or does the code only print?"
    try:
        got = np.asarray(got)
    except ValueError:
        return f"{what} cannot be made into an array: its rows have different lengths."
    if got.dtype.kind not in "biuf":
        return f"{what} should consist of numbers, and is of the type {got.dtype}."
    want = np.asarray(want, dtype=float)
    if got.shape != want.shape:
        return f"{what} has the shape {got.shape}, expected {want.shape}."
    room = close * max(1.0, np.abs(want).max())
    wrong = [at for at in np.ndindex(want.shape) if not abs(float(got[at]) - want[at]) <= room]  # nan is wrong, too
    if not wrong:
        return None
    entry = f"entry {list(wrong[0])} " if want.shape else ""
    count = f" Wrong entries: {len(wrong)} of {want.size}." if want.shape else ""
    return f"{what}: {entry}is {got[wrong[0]]:.6g}, expected {want[wrong[0]]:.6g}.{count}"


def parts_problem(got, gives):
    """Compare several results, named by the keys of gives."""
    if not isinstance(got, (tuple, list)) or len(got) != len(gives):
        count = len(got) if isinstance(got, (tuple, list)) else 1
        return f"Expected {len(gives)} values ({', '.join(gives)}), and the number of values that came back is {count}."
    problems = (difference(value, want, name) for value, (name, want) in zip(got, gives.items()))
    return next((problem for problem in problems if problem), None)


def verdict(story, got, gives, think, close=1e-6):
    """Compare and tell the whole story of what went wrong; None if nothing did."""
    many = isinstance(gives, dict)
    problem = parts_problem(got, gives) if many else difference(got, gives, close=close)
    if not problem:
        return None
    shown = [line("got", got), line("expected", tuple(gives.values()) if many else gives)]
    return "\n".join([*story, *shown, f"  {problem} {think}".rstrip()])


def call(function, *inputs, gives, think="", close=1e-6):
    """Call a function of yours and compare; return None or the whole story of what went wrong."""
    before = deepcopy(inputs)
    names = list(inspect.signature(function).parameters)
    story = [line(name, value) for name, value in zip(names, before)]
    problem = verdict(story, function(*inputs), gives, think, close)
    if problem:
        return problem
    changed = [after for old, after in zip(before, inputs) if isinstance(old, np.ndarray) and not np.array_equal(old, after)]
    return "\n".join([*story, line("after it", changed[0]), "  An input was changed. Make a new array."]) if changed else None


def back(layer, *inputs, dout, gives, think="", close=1e-6):
    """Send inputs forward and dout back through a layer of yours; compare what comes back."""
    layer.forward(*deepcopy(inputs))
    names = list(inspect.signature(layer.forward).parameters)
    story = [line(name, value) for name, value in zip(names, inputs)] + [line("dout", dout)]
    return verdict(story, layer.backward(deepcopy(dout)), gives, think, close)


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
            writer = trace.tb_frame.f_code.co_qualname if hasattr(trace.tb_frame.f_code, "co_qualname") else trace.tb_frame.f_code.co_name
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
# ## Part 1 of 4 · Graphs
#
# You buy 2 apples at 100 yen each, and 10 % tax comes on top. What do you pay? A **computational graph** writes the sum as circles and arrows:
# each circle, a **node**, does one small step, and hands its result on to the right.

# %% key="part1.figure"
graphs.draw(
    {"apple": (0, 1), "count": (0, 0), "times": (1, 0.5, "×"), "tax": (1.2, -0.3), "taxed": (2, 0.5, "×"), "price": (3, 0.5)},
    [("apple", "times", "price of one: 100", ""), ("count", "times", "count: 2", ""), ("times", "taxed", "200", ""),
     ("tax", "taxed", "tax: 1.1", ""), ("taxed", "price", "220", "")],
)
plt.show()

# %% [markdown] key="part1.ideas"
# *In words: 100 and 2 meet in a × node, which gives 200; 200 and 1.1 meet in another, which gives 220.* Two things to notice:
#
# 1. **A node is local.** The second node sees 200 and 1.1. It need not know about apples.
# 2. **Results in between are kept.** The 200 stands on its arrow, and we shall need it again.
#
# The real question of this chapter: *if one number on the left grows a little, by how much does the price on the right grow?* For the
# apple price the answer is 2.2: one yen more for each apple costs 2.20 yen more in the end. This number is the **derivative** of the price with respect to the apple price.
# Backpropagation finds all such numbers at once, by walking through the graph from right to left.

# %% [markdown] key="chain_rule.why"
# ### Exercise 1 of 14 · `chain_rule`
# *Mathematics · {points} points · about 10 minutes · needs derivatives such as that of t², which is 2t*
#
# A function made of two steps: first $t = x + y$, then $z = t^2$. How does $z$ answer to $x$? The **chain rule** says: multiply what each step does.
#
# $$ \frac{\partial z}{\partial x} = \frac{\partial z}{\partial t}\,\frac{\partial t}{\partial x} = 2t \cdot 1 = 2(x + y) \qquad (5.1) \text{ to } (5.4) $$

# %% key="chain_rule.figure"
graphs.draw(
    {"x": (0, 1.5), "y": (0, 0), "plus": (1, 0.75, "+"), "square": (2, 0.75, "t²"), "z": (3, 0.75)},
    [("x", "plus", "x = 3", "10 · 1 = 10"), ("y", "plus", "y = 2", "10"), ("plus", "square", "t = 5", "1 · 2t = 10"),
     ("square", "z", "z = 25", "1")],
)
plt.show()

# %% [markdown] key="chain_rule.example"
# *In words: forward (solid), 3 and 2 give t = 5 and z = 25. Backward (dashed), we start with 1, because z answers to itself one to one. The square node multiplies by
# 2t = 10; the + node multiplies by 1, for x and for y.*
#
# Now with factors: $t = a\,x + b\,y$, and $z = t^2$ as before. Then $\partial t / \partial x = a$. **By hand** for $x = 1$, $y = 2$, $a = 2$, $b = 3$:
#
# | step | value |
# |---|---|
# | $t$ | 2 · 1 + 3 · 2 = 8 |
# | outer derivative $2t$ | 16 |
# | dz/dx | 16 · 2 = 32 |
# | dz/dy | 16 · 3 = 48 |
#
# **Predict, then run:** the cell measures the same two numbers as chapter 4 did, here and at a very large x. Where does it go wrong?

# %% key="chain_rule.predict"
def measured(x, y, a, b, h=1e-4):
    """Central differences of (a x + b y)^2."""
    along_x = ((a * (x + h) + b * y) ** 2 - (a * (x - h) + b * y) ** 2) / (2 * h)
    along_y = ((a * x + b * (y + h)) ** 2 - (a * x + b * (y - h)) ** 2) / (2 * h)
    return along_x, along_y


print("x = 1, y = 2           :", measured(1.0, 2.0, 2.0, 3.0))
print("x = 100000000, y = 2   :", measured(1e8, 2.0, 2.0, 3.0), " the formula says 8.00000024e+08 for x")

# %% [markdown] key="chain_rule.trap"
# *In words: near 1 the measured numbers agree with the table to eleven digits. At a hundred million rounding spoils them, because two huge squares are subtracted.*
#
# **Trap: forgetting the inner step.** 2t = 16 is only the outer derivative. What happens *inside* the bracket, the factor a, has to be multiplied in.
#
# **Your turn:** two formulas, no measuring.

# %% exercise="chain_rule" title="Chain rule" section="5.2.2" kind="function"
def chain_rule(x, y, a=1.0, b=1.0):
    """Return both derivatives of z = (a x + b y)^2, computed with the chain rule.

    Args:
        x: any number, also a very large one.
        y: any number.
        a: factor of x. With a = b = 1 the function is z = (x + y)^2.
        b: factor of y.

    Returns:
        Two numbers: dz/dx and dz/dy at this point, exact but for rounding (formulas, no
        numerical differentiation).

    Source: section 5.2.2, equations (5.1) to (5.4).
    """
    raise NotImplementedError

# %% [markdown] key="chain_rule.hints"
#
# <details>
# <summary>How do I return two numbers?</summary>
#
# With a comma: `return low, high`. Whoever calls writes `low, high = ...`.
# </details>
#
# <details>
# <summary>The same pattern on another function</summary>
#
# For $z = (5x)^3$: inside t = 5x, outside 3t². So dz/dx is `3 * (5 * x) ** 2 * 5`: outer derivative at t, times inner derivative.
# </details>

# %% check="chain_rule"
def far_away_problem():
    """At x = 1e8 only a formula is exact enough."""
    return call(lambda x, y, a, b: [d / 1e8 for d in chain_rule(x, y, a, b)], 1e8, 2.0, 2.0, 3.0, gives=[8.00000024, 12.00000036],
                think="(All in hundred millions.) Is a difference of two large squares taken?", close=1e-11)


check(
    "chain_rule",
    ("x = 3 and y = 2 give the numbers of the drawing", lambda: call(chain_rule, 3.0, 2.0, gives={"dz/dx": 10, "dz/dy": 10})),
    ("with factors, the numbers of the table come out",
     lambda: call(chain_rule, 1.0, 2.0, 2.0, 3.0, gives={"dz/dx": 32, "dz/dy": 48}, think="Outer times inner derivative.")),
    ("negative numbers and factors work", lambda: call(chain_rule, -1.5, 0.5, 4.0, -2.0, gives={"dz/dx": -56, "dz/dy": 28})),
    ("a very large number is as exact", far_away_problem),
)

# %% [markdown] key="chain_rule.next"
# **The hidden tests look at** other points, with and without factors, negative and very large numbers.
#
# **Think:** a third step $w = 7z$ is added. By what are both derivatives multiplied?
#
# <details>
# <summary>One answer</summary>
#
# By 7, and everything to the left of it stays as it is. That is why one can compute backwards step by step.
# </details>

# %% [markdown] key="square"
# ### A node as a class
#
# A node needs two moves, `forward` and `backward`, and a memory between them: going back, the square node wants its 2t, and t was there on the way forward.
# That is what a class is for. Here is the square node, complete; all layers of this chapter look like it.

# %% key="square.layer"
class Square:
    """A node that squares a number."""

    def __init__(self):
        self.t = None  # nothing to remember yet

    def forward(self, t):
        self.t = t  # backward will need it
        return t**2

    def backward(self, dout):
        """dout: how much the end of the graph changes with the output of this node."""
        return dout * 2 * self.t  # what arrives from the right, times what this node does itself


node = Square()
print("forward :", node.forward(5.0))
print("backward:", node.backward(1.0), "and with 3 arriving from the right:", node.backward(3.0))

# %% [markdown] key="MulLayer.why"
# ### Exercise 2 of 14 · `MulLayer`
# *Idea · {points} points · about 15 minutes · needs a class with two methods, as above*
#
# A × node has two inputs. If y is 5, then one more in x is 5 more in the product: $\partial (xy) / \partial x = y$. And the other way round.
# So the node multiplies what arrives from the right by **the other** input.
#
# $$ z = x\,y \qquad \mathrm{dx} = \mathrm{dout} \cdot y \qquad \mathrm{dy} = \mathrm{dout} \cdot x \qquad (5.6) $$
#
# In code, `dx` is short for "how much the end of the graph changes with x". **Predict** the two dashed numbers that are missing:

# %% key="MulLayer.figure"
graphs.draw(
    {"x": (0, 1.5), "y": (0, 0), "times": (1, 0.75, "×"), "z": (2, 0.75)},
    [("x", "times", "x = 10", "dx = ?"), ("y", "times", "y = 5", "dy = ?"), ("times", "z", "50", "dout = 1.3")],
)
plt.show()

# %% [markdown] key="MulLayer.example"
# *In words: 10 and 5 go into a × node, 50 comes out; 1.3 arrives from the right.*
#
# | | made from | value |
# |---|---|---|
# | `forward(10, 5)` | 10 · 5 | 50 |
# | `dx` | 1.3 · 5 | 6.5 |
# | `dy` | 1.3 · 10 | 13 |
#
# **Traps.** The product 50 is of no use on the way back: what has to be kept is x **and** y. And keep them in the *object*, `self.x`. What belongs to the class
# (`MulLayer.x`) is shared by all its objects, and a graph has many × nodes, each with numbers of its own.
#
# x and y may be arrays of one shape as well; `*` then works entry by entry, and nothing changes in your code.

# %% exercise="MulLayer" title="Multiplication node" section="5.4.1" kind="class"
class MulLayer:
    """A node that multiplies two numbers, or two arrays of the same shape entry by entry.

    Source: section 5.4.1, equation (5.6).
    """

    def __init__(self):
        self.x = None
        self.y = None

    def forward(self, x, y):
        """Multiply.

        Args:
            x: number or array.
            y: number or array of the same shape. Both are left unchanged.

        Returns:
            x times y.
        """
        raise NotImplementedError

    def backward(self, dout):
        """Send a gradient back through the node.

        Args:
            dout: how much the final result changes with the output of the last forward.

        Returns:
            Two values, dx and dy: how much the final result changes with x and with y.
        """
        raise NotImplementedError

# %% [markdown] key="MulLayer.hints"
#
# <details>
# <summary>Where does backward get x and y from?</summary>
#
# From `forward`, which has to put them aside: look how `Square` does it with `self.t`.
# </details>

# %% check="MulLayer"
def two_nodes_problem():
    """Two nodes, used one after the other, keep their numbers apart."""
    first, second = MulLayer(), MulLayer()
    first.forward(10.0, 5.0)
    second.forward(2.0, 3.0)
    return verdict([line("first", "forward(10, 5)"), line("second", "forward(2, 3)"), line("then", "first.backward(1.3)")],
                   first.backward(1.3), {"dx": 6.5, "dy": 13.0}, "Does each object keep its own x and y?")


def again_problem():
    """A second forward replaces what the first one left."""
    node = MulLayer()
    node.forward(10.0, 5.0)
    return back(node, 4.0, -2.0, dout=0.5, gives={"dx": -1.0, "dy": 2.0}, think="The same object saw 10 and 5 before.")


check(
    "MulLayer",
    ("forward(10, 5) gives 50", lambda: call(MulLayer().forward, 10.0, 5.0, gives=50)),
    ("backward gives the numbers of the table",
     lambda: back(MulLayer(), 10.0, 5.0, dout=1.3, gives={"dx": 6.5, "dy": 13.0}, think="Each input gets the other one as its factor.")),
    ("two nodes do not disturb each other", two_nodes_problem),
    ("backward belongs to the last forward", again_problem),
    ("arrays work entry by entry",
     lambda: back(MulLayer(), np.array([1.0, 2.0]), np.array([3.0, -4.0]), dout=np.array([1.0, 10.0]),
                  gives={"dx": [3.0, -40.0], "dy": [1.0, 20.0]})),
)

# %% [markdown] key="MulLayer.next"
# **The hidden tests look at** other numbers and arrays, other gradients than 1, several nodes at once, a second forward.
#
# **Think:** a number a million times larger than usual comes in as x. Which gradient becomes large?
#
# <details>
# <summary>One answer</summary>
#
# That of y. This is why the size of pixels and weights matters when a network learns: gradients are products of the numbers on the way.
# </details>

# %% [markdown] key="AddLayer.why"
# ### Exercise 3 of 14 · `AddLayer`
# *Idea · {points} points · about 5 minutes · needs nothing*
#
# One more in x is one more in the sum, whatever y is. So a + node hands on what arrives, unchanged, to **both** sides.
#
# $$ z = x + y \qquad \mathrm{dx} = \mathrm{dout} \qquad \mathrm{dy} = \mathrm{dout} \qquad (5.5) $$

# %% key="AddLayer.figure"
graphs.draw(
    {"x": (0, 1.5), "y": (0, 0), "plus": (1, 0.75, "+"), "z": (2, 0.75)},
    [("x", "plus", "x = 10", "dx = 1.3"), ("y", "plus", "y = 5", "dy = 1.3"), ("plus", "z", "15", "dout = 1.3")],
)
plt.show()

# %% [markdown] key="AddLayer.trap"
# *In words: 10 + 5 is 15. 1.3 arrives, and 1.3 goes to each of the two inputs.*
#
# **Trap: sharing it out.** The 1.3 is not divided. It is no amount of something that must be enough for two; it is a factor, and it holds for each input alone.
#
# **Predict** before you write: what does this node have to remember?

# %% exercise="AddLayer" title="Addition node" section="5.4.2" kind="class"
class AddLayer:
    """A node that adds two numbers, or two arrays of the same shape.

    Source: section 5.4.2, equation (5.5).
    """

    def forward(self, x, y):
        """Add.

        Args:
            x: number or array.
            y: number or array of the same shape. Both are left unchanged.

        Returns:
            x plus y.
        """
        raise NotImplementedError

    def backward(self, dout):
        """Send a gradient back through the node.

        Args:
            dout: how much the final result changes with the output of the node.

        Returns:
            Two values, dx and dy.
        """
        raise NotImplementedError

# %% check="AddLayer"
check(
    "AddLayer",
    ("forward(10, 5) gives 15", lambda: call(AddLayer().forward, 10.0, 5.0, gives=15)),
    ("backward hands 1.3 to both", lambda: back(AddLayer(), 10.0, 5.0, dout=1.3, gives={"dx": 1.3, "dy": 1.3})),
    ("arrays work entry by entry",
     lambda: back(AddLayer(), np.array([1.0, 2.0]), np.array([3.0, -4.0]), dout=np.array([0.5, 10.0]),
                  gives={"dx": [0.5, 10.0], "dy": [0.5, 10.0]})),
)

# %% [markdown] key="AddLayer.next"
# **The hidden tests look at** other numbers and arrays. (The node has nothing to remember: that is why it has no `__init__`.)

# %% [markdown] key="buy_apple.why"
# ### Exercise 4 of 14 · `buy_apple`
# *Idea · {points} points · about 15 minutes · calls your `MulLayer`*
#
# Back to the shop: two × nodes in a row. Forward the price comes out. Backward we learn what the price answers to.

# %% key="buy_apple.figure"
graphs.draw(
    {"apple": (0, 1.8), "count": (0, 0), "times": (1, 0.9, "×"), "tax": (1.2, -0.6), "taxed": (2, 0.9, "×"), "price": (3, 0.9)},
    [("apple", "times", "apple: 100", "2.2"), ("count", "times", "number: 2", "110"), ("times", "taxed", "200", "1.1"),
     ("tax", "taxed", "tax: 1.1", "200"), ("taxed", "price", "220", "1")],
)
plt.show()

# %% [markdown] key="buy_apple.example"
# *In words: read the dashed numbers from right to left.* Each × node multiplies what arrives by the other input:
#
# | node | arrives | leaves for | value |
# |---|---|---|---|
# | tax node | 1 | tax | 1 · 200 = 200 |
# | tax node | 1 | the 200 on the left | 1 · 1.1 = 1.1 |
# | apple node | 1.1 | number of apples | 1.1 · 100 = 110 |
# | apple node | 1.1 | price of one apple | 1.1 · 2 = 2.2 |
#
# One more apple costs 110 yen, and not 100: its tax counts, too. **Predict:** the tax factor rises from 1.1 to 1.2. By how much does the price rise, and does the 200 in the table say so?
#
# **Traps.** Backward runs in the **opposite order**: the node that came last goes first. And each node is an object of its own; one object used for both
# products would have forgotten the apples by the time you come back.

# %% exercise="buy_apple" title="Buying apples" section="5.4.1" kind="function" requires="MulLayer"
def buy_apple(apple, apple_num, tax):
    """Work out what apples cost, and how the price answers to each of the three numbers.

    Args:
        apple: price of one apple in yen.
        apple_num: how many are bought.
        tax: factor for the tax; 1.1 stands for 10 %.

    Returns:
        Four numbers: price, dapple, dapple_num, dtax. The last three are the derivatives of
        the price with respect to apple, apple_num and tax.

    Source: sections 5.1.1 and 5.4.1.
    """
    raise NotImplementedError

# %% [markdown] key="buy_apple.hints"
#
# <details>
# <summary>I do not know how to begin</summary>
#
# Make two objects, for example `mul_apple_layer = MulLayer()` and `mul_tax_layer = MulLayer()`. Two lines of `forward`, from left to right through the drawing;
# then two lines of `backward`, from right to left. The first `backward` gets a 1.
# </details>
#
# <details>
# <summary>Two results from one call</summary>
#
# `dheight, dwidth = area_node.backward(1)` takes the pair apart, in the order in which `forward` got height and width.
# </details>

# %% check="buy_apple"
check(
    "buy_apple",
    ("2 apples at 100 with tax 1.1: the numbers of the drawing",
     lambda: call(buy_apple, 100, 2, 1.1, gives={"price": 220, "dapple": 2.2, "dapple_num": 110, "dtax": 200})),
    ("3 apples at 80 with tax 1.5",
     lambda: call(buy_apple, 80, 3, 1.5, gives={"price": 360, "dapple": 4.5, "dapple_num": 120, "dtax": 240})),
)

# %% [markdown] key="buy_apple.next"
# You may see 220.00000000000003: floats are rounded, and that is fine.
#
# **The hidden tests look at** other shopping trips: the price, and each of the three derivatives.

# %% [markdown] key="buy_apple_orange.why"
# ### Exercise 5 of 14 · `buy_apple_orange`
# *Idea · {points} points · about 20 minutes · calls your `MulLayer` and `AddLayer`*
#
# Oranges come into the basket. Three × nodes now, and one + node where the two fruits meet.

# %% key="buy_apple_orange.figure"
graphs.draw(
    {"apple": (0, 3.6), "anum": (0, 2.5), "orange": (0, 1.1), "onum": (0, 0), "atimes": (1, 3, "×"), "otimes": (1, 0.6, "×"),
     "plus": (2, 1.8, "+"), "tax": (2, 0.3), "taxed": (3, 1.8, "×"), "price": (4, 1.8)},
    [("apple", "atimes", "apple: 100", ""), ("anum", "atimes", "number: 2", ""), ("orange", "otimes", "orange: 150", ""),
     ("onum", "otimes", "number: 3", ""), ("atimes", "plus", "200", "?"), ("otimes", "plus", "450", "?"),
     ("plus", "taxed", "650", "1.1"), ("tax", "taxed", "tax: 1.1", "650"), ("taxed", "price", "715", "1")],
)
plt.show()

# %% [markdown] key="buy_apple_orange.example"
# *In words: 2 apples at 100 make 200, 3 oranges at 150 make 450, together 650, with tax 715. Going back, the tax node sends 650 to the tax and 1.1 to the sum.*
#
# **Predict**, on paper, before you write:
#
# | | your number |
# |---|---|
# | the two question marks behind the + node | |
# | one more yen for each apple, one more apple | |
# | one more yen for each orange, one more orange | |
#
# **Traps.** One object for each node: four objects. The order back is tax, sum, then the fruits. The + node gives **two** results, one for
# each fruit; the apples' goes to the apples.

# %% exercise="buy_apple_orange" title="Buying apples and oranges" section="5.4.2" kind="function" requires="MulLayer,AddLayer"
def buy_apple_orange(apple, apple_num, orange, orange_num, tax):
    """Work out what apples and oranges cost, and how the price answers to each of the five numbers.

    Args:
        apple: price of one apple in yen.
        apple_num: how many apples are bought.
        orange: price of one orange in yen.
        orange_num: how many oranges are bought.
        tax: factor for the tax; 1.1 stands for 10 %.

    Returns:
        Six numbers: price, dapple, dapple_num, dorange, dorange_num, dtax. The last five are
        the derivatives of the price, in the order of the arguments.

    Source: sections 5.1.1 and 5.4.2.
    """
    raise NotImplementedError

# %% [markdown] key="buy_apple_orange.hints"
#
# <details>
# <summary>I lose track of the names</summary>
#
# Name each arrow of the drawing: `apple_price`, `orange_price`, `all_price`, `price`. On the way back put a d in front: `dall_price` is what
# flows back along the arrow of `all_price`.
# </details>

# %% check="buy_apple_orange"
check(
    "buy_apple_orange",
    ("2 apples at 100, 3 oranges at 150, tax 1.1",
     lambda: call(buy_apple_orange, 100, 2, 150, 3, 1.1,
                  gives={"price": 715, "dapple": 2.2, "dapple_num": 110, "dorange": 3.3, "dorange_num": 165, "dtax": 650})),
    ("4 apples at 50, 1 orange at 90, tax 1.5",
     lambda: call(buy_apple_orange, 50, 4, 90, 1, 1.5,
                  gives={"price": 435, "dapple": 6, "dapple_num": 75, "dorange": 1.5, "dorange_num": 135, "dtax": 290})),
)

# %% [markdown] key="buy_apple_orange.next"
# **The hidden tests look at** other baskets: the price, and each of the five derivatives.
#
# **Think:** how many runs through the graph would chapter 4's central differences need for five derivatives? And backpropagation?
#
# <details>
# <summary>One answer</summary>
#
# Ten runs, two for each number. Backpropagation: one forward, one backward, however many inputs there are.
# </details>

# %% [markdown] key="graph_reading.why"
# ### Exercise 6 of 14 · Reading a graph
# *Idea · {points} points · about 10 minutes · a person reads this answer*
#
# Somebody fills a big basket: many things, each with a price and a number, worked out by a long graph. Far on the right stands one + node;
# 4,000 and 200 go in, 4,200 comes out.
#
# 1. What does this node have to know about the rest of the graph, forward and backward? Why is that useful?
# 2. A friend says: "The graph is there to make the forward sum faster, and to get the derivative for each of the 50 prices one walks back through it 50 times." What do you answer?
#
# Two or three sentences for each.

# %% [markdown] written="graph_reading" title="Reading a graph" section="5.1" points=2
# Write here.

# %% [markdown] rubric="graph_reading"
# **1 point: local computation.** The node only adds its two inputs: it needs 4,000 and 200, and going back the one number that arrives from the right, which it hands on
# to both. It need not know how 4,000 came about, nor what happens to 4,200. So a calculation of any size is made of simple
# parts, each of which can be written and tested alone. Half a point for "it only adds two numbers" without a reason why that is useful, or if backward is left out.
#
# **1 point: what the graph is for.** Not a faster forward sum (it costs the same), but derivatives: results in between are kept and used again on the way back, and
# **one** backward walk gives the derivatives for all 50 prices, since what arrives at a node serves all the inputs behind it. Half a point for only one of the two.
#
# Common errors: the graph makes the forward pass faster; a node has to know the whole expression to be differentiated; one backward walk for each variable.

# %% [markdown] key="part2"
# ## Part 2 of 4 · Activation layers
#
# From here on a node handles a whole array: N samples at once, every entry for itself. Such a node is called a **layer**. The rule stays the same:
#
# > `backward(dout)` returns an array of the shape of x: what arrives, times what this layer does itself.
#
# Backward passes are easy to get wrong and easy to check: the slopes that chapter 4 measured must agree with them. The next cell holds
# a tool for that. It gives the layer's output a "loss", the sum of `out * dout`, whose gradient with respect to x is just what `backward(dout)` has to return.

# %% key="part2.slopes"
def slopes(loss, array, h=1e-4):
    """Measure how loss() answers to each entry of array, which is put back as it was."""
    grad = np.zeros_like(array)
    for at in np.ndindex(array.shape):
        value = array[at]
        array[at] = value + h
        above = loss()
        array[at] = value - h
        grad[at] = (above - loss()) / (2 * h)
        array[at] = value
    return grad


def measured_problem(layer, x, dout, room=1e-6):
    """Compare backward of a layer of yours, which saw another x before, with the slopes of its own forward."""
    layer.forward(x + 1)
    layer.forward(x.copy())
    got = layer.backward(dout.copy())
    want = slopes(lambda: np.sum(layer.forward(x.copy()) * dout), x)
    return verdict([line("x", x), line("dout", dout)], got, want, "(Expected: the measured slopes of your own forward. The layer saw x + 1 before.)", room)


class SquareLayer(Square):
    """The square node works for arrays as it stands."""


print(measured_problem(SquareLayer(), np.array([[1.0, -2.0], [0.5, 3.0]]), np.array([[1.0, 1.0], [-4.0, 0.1]])) or "SquareLayer: backward and slopes agree.")

# %% [markdown] key="Relu.why"
# ### Exercise 7 of 14 · `Relu`
# *NumPy · {points} points · about 15 minutes · needs indexing with true and false (1.5.5)*
#
# Forward you know it: positive entries pass, the others become 0. Backward the same gate stands open or shut:
#
# $$ y = \begin{cases} x & (x > 0) \\ 0 & (x \le 0) \end{cases} \qquad
# \frac{\partial y}{\partial x} = \begin{cases} 1 & (x > 0) \\ 0 & (x \le 0) \end{cases} \qquad (5.7), (5.8) $$

# %% key="Relu.figure"
graphs.draw(
    {"a": (0, 1), "open": (1, 1, "relu"), "b": (2, 1), "c": (2.4, 1), "shut": (3.4, 1, "relu"), "d": (4.4, 1)},
    [("a", "open", "x = 3", "1.3"), ("open", "b", "3", "1.3"), ("c", "shut", "x = −2", "0"), ("shut", "d", "0", "1.3")],
)
plt.show()

# %% [markdown] key="Relu.example"
# *In words: where 3 came through, the gradient 1.3 goes back as it is; where −2 was stopped, 0 goes back.*
#
# | | row 0 | row 1 |
# |---|---|---|
# | x | 1.0, −0.5 | −2.0, 3.0 |
# | forward | 1, 0 | 0, 3 |
# | shut where (x ≤ 0) | False, True | True, False |
# | dout | 10, 20 | 30, −40 |
# | backward | 10, 0 | 0, −40 |
#
# **Predict, then run:** true-false arrays as an index. Which numbers are printed?

# %% key="Relu.predict"
stock = np.array([[4, 0], [-1, 7]])
missing = stock <= 0
orders = np.array([[100, 200], [300, 400]])
kept = orders.copy()
kept[missing] = -1
print(missing, kept, orders, sep="\n")

# %% [markdown] key="Relu.trap"
# *In words: −1 stands where the stock was 0 or less; `orders` is as before, because a copy was changed.*
#
# **Trap: whose sign?** The gate was set on the way *forward*, by x. The signs of `dout` do not matter: −40 passes.
#
# **Trap: exactly 0.** The gate is shut there, forward and backward: the mask is x ≤ 0, not x < 0.
#
# **Trap: writing into x.** Somebody else may still need it; work on a copy. (Writing into `dout` is allowed here; a copy is the better habit.)

# %% exercise="Relu" title="ReLU layer" section="5.5.1" kind="class"
class Relu:
    """ReLU as a layer: positive numbers pass, all others become 0.

    Source: section 5.5.1, equations (5.7) and (5.8).
    """

    def __init__(self):
        self.mask = None

    def forward(self, x):
        """Let positive entries pass.

        Args:
            x: float array of any shape. Left unchanged.

        Returns:
            New array of the same shape: x where x > 0, else 0.
        """
        raise NotImplementedError

    def backward(self, dout):
        """Send a gradient back through the last forward.

        Args:
            dout: array of the shape of x. It may be written into.

        Returns:
            dx, of the same shape: dout where x > 0, else 0; also 0 where x was exactly 0.
        """
        raise NotImplementedError

# %% [markdown] key="Relu.hints"
#
# <details>
# <summary>What shall I remember between forward and backward?</summary>
#
# Only where the gate was shut: the true-false array, as `missing` in the example. `self.mask` is a good place.
# </details>
#
# <details>
# <summary>The check says that the input was changed</summary>
#
# `kept = orders` would only be a second name for the same array. The example above makes a copy first.
# </details>

# %% check="Relu"
gate_x = np.array([[1.0, -0.5], [-2.0, 3.0]])


def second_batch_problem():
    """The same layer sees another batch, as it does in training."""
    layer = Relu()
    layer.forward(gate_x.copy())
    return back(layer, -gate_x, dout=np.array([[1.0, 2.0], [3.0, 4.0]]), gives=[[0, 2], [3, 0]], think="The layer saw another x before.")


check(
    "Relu",
    ("forward lets positive entries pass", lambda: call(Relu().forward, gate_x.copy(), gives=[[1, 0], [0, 3]])),
    ("backward lets pass what belongs to positive x, whatever its own sign",
     lambda: back(Relu(), gate_x, dout=np.array([[10.0, 20.0], [30.0, -40.0]]), gives=[[10, 0], [0, -40]])),
    ("at exactly 0 the gate is shut", lambda: back(Relu(), np.array([0.0, 2.0]), dout=np.array([5.0, 6.0]), gives=[0, 6])),
    ("backward belongs to the last forward", second_batch_problem),
    ("backward agrees with measured slopes",
     lambda: measured_problem(Relu(), np.array([[0.7, -1.2, 2.0], [-0.3, 0.4, -5.0]]), np.array([[1.0, -2.0, 3.0], [4.0, 0.5, -6.0]]))),
)

# %% [markdown] key="Relu.next"
# **The hidden tests look at** other arrays and shapes, entries that are exactly 0, an unchanged x, gradients of both signs, a second forward, two layers side by side.
#
# **Think:** a neuron whose x is negative for every sample of the data. What does it learn?
#
# <details>
# <summary>One answer</summary>
#
# Nothing more: its gradient is always 0. Such a neuron is called dead, and chapter 6 tells how good initial weights avoid it.
# </details>

# %% [markdown] key="Sigmoid.why"
# ### Exercise 8 of 14 · `Sigmoid`
# *Mathematics · {points} points · about 20 minutes · needs `MulLayer` and `AddLayer` understood*
#
# The sigmoid $y = 1 / (1 + e^{-x})$ consists of four nodes. Each goes back by its own rule:
#
# | node | forward | backward: what arrives, times |
# |---|---|---|
# | `/` | $y = 1 / u$ | $-y^2$ |
# | `+` | $u = 1 + v$ | 1 |
# | exp | $v = e^w$ | $v = e^{-x}$ |
# | `×` | $w = -x$ | −1 |
#
# **Predict** the signs of the four dashed numbers before you look:

# %% key="Sigmoid.figure"
graphs.draw(
    {"x": (0, 1), "times": (1, 1, "×"), "minus": (1, 0.1), "exp": (2, 1, "exp"), "plus": (3, 1, "+"), "one": (3, 0.1), "over": (4, 1, "/"), "y": (5, 1)},
    [("x", "times", "x = 1", "0.197"), ("minus", "times", "−1", ""), ("times", "exp", "−1", "−0.197"), ("exp", "plus", "0.368", "−0.534"),
     ("one", "plus", "1", ""), ("plus", "over", "1.368", "−0.534"), ("over", "y", "y = 0.731", "1")],
)
plt.show()

# %% [markdown] key="Sigmoid.example"
# *In words: forward −1, 0.368, 1.368, 0.731. Back from 1: times −0.731² is −0.534; the + node hands it on; times 0.368 is −0.197; times −1 is 0.197.*
#
# Multiply the four factors, and use $e^{-x} = 1/y - 1$:
#
# $$ \mathrm{dx} = \mathrm{dout} \cdot (-y^2) \cdot 1 \cdot e^{-x} \cdot (-1) = \mathrm{dout} \cdot y^2 \left(\frac{1}{y} - 1\right) = \mathrm{dout} \cdot y\,(1 - y) \qquad (5.12) $$
#
# Four nodes become one layer, and all it has to remember is its own **output**. Check: 0.731 · (1 − 0.731) = 0.197.
#
# **Traps.** It is y (1 − y), and not x (1 − x). The `dout` is a factor, and nothing more; it goes into no exponent. For −1000 the form $e^x / (1 + e^x)$ is fine and for 1000 it is
# inf/inf: take the form above.

# %% exercise="Sigmoid" title="Sigmoid layer" section="5.5.2" kind="class"
class Sigmoid:
    """The sigmoid as a layer.

    Source: section 5.5.2, equations (5.9) to (5.12).
    """

    def __init__(self):
        self.out = None

    def forward(self, x):
        """Squash every entry into the range from 0 to 1.

        Args:
            x: float array of any shape. Left unchanged.

        Returns:
            New array of the same shape, 1 / (1 + exp(-x)); finite for every finite x, also
            for -1000 and 1000.
        """
        # compute, remember, return
        raise NotImplementedError

    def backward(self, dout):
        """Send a gradient back through the last forward.

        Args:
            dout: array of the shape of x. It may be written into.

        Returns:
            dx, of the same shape; finite as well.
        """
        raise NotImplementedError

# %% [markdown] key="Sigmoid.hints"
#
# <details>
# <summary>The same pattern on another layer</summary>
#
# tanh has the derivative 1 − y², so its layer keeps its output, too: forward `self.out = np.tanh(x)`, backward `dout * (1 - self.out**2)`.
# </details>

# %% check="Sigmoid"
check(
    "Sigmoid",
    ("forward gives the sigmoid of every entry",
     lambda: call(Sigmoid().forward, gate_x.copy(), gives=[[0.73105858, 0.37754067], [0.11920292, 0.95257413]])),
    ("backward of ones gives y (1 - y)",
     lambda: back(Sigmoid(), gate_x, dout=np.ones((2, 2)), gives=[[0.19661193, 0.23500371], [0.10499359, 0.04517666]])),
    ("backward agrees with measured slopes for other gradients",
     lambda: measured_problem(Sigmoid(), np.array([[0.7, -1.2, 2.0], [0.0, 0.4, -3.0]]), np.array([[1.0, -2.0, 3.0], [4.0, 0.5, -6.0]]))),
    ("far out, at -1000 and 1000, everything stays finite",
     lambda: call(Sigmoid().forward, np.array([-1000.0, 1000.0]), gives=[0, 1])
     or back(Sigmoid(), np.array([-1000.0, 1000.0]), dout=np.ones(2), gives=[0, 0])),
)

# %% [markdown] key="Sigmoid.next"
# **The hidden tests look at** other arrays and shapes, gradients of both signs, very large and very small x, an unchanged x, a second forward, two layers side by side.
#
# **Think:** what is the largest value that y (1 − y) can take? What happens to a gradient that goes back through five sigmoid layers?
#
# <details>
# <summary>One answer</summary>
#
# 0.25, at x = 0. After five layers at most 0.25⁵, about a thousandth, is left. With ReLU an open gate keeps all of it.
# </details>

# %% [markdown] key="part3"
# ## Part 3 of 4 · Affine and loss
#
# What is left for a whole network: the layer with the weights, and the layer that says how wrong the answer is. Softmax and the cross entropy come from the chapters
# before; the next cells bring them.

# %% earlier="ch03_neural_networks" names="softmax"

# %% earlier="ch04_training" names="cross_entropy_error,numerical_gradient"

# %% [markdown] key="Affine.why"
# ### Exercise 9 of 14 · `Affine`
# *NumPy and mathematics · {points} points · about 35 minutes · needs the matrix product (3.3)*
#
# The fully connected layer of chapter 3, $x W + b$, is called **Affine** here. `dout` arrives, and three gradients are due. The rule that never fails: **a gradient has the shape of its variable.**
#
# | variable | shape | gradient | shape | made from |
# |---|---|---|---|---|
# | `x` | (N, D) | `dx`, returned | (N, D) | `dout` (N, M), and a matrix (M, D): which one? |
# | `W` | (D, M) | `self.dW` | (D, M) | a matrix (D, N): which one? And `dout` (N, M) |
# | `b` | (M,) | `self.db` | (M,) | `dout` (N, M), and N has to go |
#
# $$ \mathrm{dx} = \mathrm{dout}\; W^{\mathsf T} \qquad \mathrm{dW} = x^{\mathsf T}\, \mathrm{dout} \qquad \mathrm{db} = \text{sum of dout over the samples} \qquad (5.13) $$
#
# Two letters side by side are a matrix product, `@` in code; $x^{\mathsf T}$ is x with rows and columns swapped, `x.T`.

# %% key="Affine.figure"
graphs.draw(
    {"x": (0, 1.7), "W": (0, 0), "dot": (1.2, 0.85, "@"), "b": (1.3, -0.9), "plus": (2.6, 0.85, "+"), "out": (3.8, 0.85)},
    [("x", "dot", "x (N, D)", "dx (N, D)"), ("W", "dot", "W (D, M)", "dW (D, M)"), ("dot", "plus", "(N, M)", "dout (N, M)"),
     ("b", "plus", "b (M,)", "db (M,)"), ("plus", "out", "out (N, M)", "dout (N, M)")],
)
plt.show()

# %% [markdown] key="Affine.example"
# *In words: x and W meet in a matrix product, b is added; each dashed arrow carries an array of the shape of the solid one beside it.* **By hand**, 2 samples, 2 inputs, 3 neurons:
#
# | | value |
# |---|---|
# | x, W, b | [[1, 2], [3, −1]], [[1, 0, 2], [−1, 3, 1]], [0.5, −0.5, 1] |
# | out | [[−0.5, 5.5, 5], [4.5, −3.5, 6]] |
# | dout | [[1, 2, 3], [4, 5, 6]] |
# | `dW[0, 1]`: that weight worked in both samples | 1 · 2 + 3 · 5 = 17 |
# | `db[0]`: that bias, too | 1 + 4 = 5 |
#
# **Predict, then run:** which of these lines fit, and what are their shapes?

# %% key="Affine.predict"
rows_x, rows_dout = np.ones((2, 4)), np.ones((2, 3))  # N = 2 samples, D = 4, M = 3
for text in ["rows_x.T @ rows_dout", "rows_dout.T @ rows_x", "rows_x @ rows_dout", "np.sum(rows_dout, axis=0)", "np.sum(rows_dout, axis=1)"]:
    try:
        print(f"{text:<26}", eval(text).shape)
    except ValueError:
        print(f"{text:<26} does not fit")

# %% [markdown] key="Affine.trap"
# *In words: (4, 3), (3, 4), does not fit, (3,), (2,). Only the first has the shape of W, only the fourth that of b.*
#
# **Trap: sum, not mean.** Nothing is divided by N here. The loss layer does that, once.
#
# **Trap: what forward keeps.** x, anew each time. And the arrays W and b themselves: backward must leave them as they are.
#
# **Step 2: pictures.** In chapter 7 x arrives as (N, C, H, W): N little pictures. Read each as one row, `x.reshape(len(x), -1)`, and give dx back in the shape that x had.
# Do the 2-D case first; its checks come first, too.

# %% exercise="Affine" title="Affine layer" section="5.6.2" kind="class"
class Affine:
    """A fully connected layer: x W + b.

    After backward, self.dW and self.db hold the gradients of W and b.

    Source: section 5.6.2, equation (5.13).
    """

    def __init__(self, W, b):
        # These very arrays, not copies: who changes them later changes the layer.
        self.W = W
        self.b = b
        self.dW = None
        self.db = None
        self.x = None

    def forward(self, x):
        """Compute the weighted sums.

        Args:
            x: float array of shape (N, D), or (N, C, H, W) with C * H * W = D, where each
                sample is a little picture and is read as one row. Left unchanged.

        Returns:
            New array of shape (N, M).
        """
        raise NotImplementedError

    def backward(self, dout):
        """Send a gradient back through the last forward, and keep what W and b get of it.

        Args:
            dout: array of shape (N, M). It may be written into.

        Returns:
            dx, of the shape that x had. self.dW gets the shape (D, M), self.db (M,): sums
            over the samples, not means.
        """
        # self.dW = ...
        # self.db = ...
        raise NotImplementedError

# %% [markdown] key="Affine.hints"
#
# <details>
# <summary>I mix up the transposes</summary>
#
# Write the shapes on paper and let them decide. Of x (N, D) and dout (N, M) you want (D, M): the two N have to meet in the middle, so x comes first
# and turned round. The same pattern: hours (days, people) and wages (days, shops) give `hours.T @ wages`, (people, shops).
# </details>
#
# <details>
# <summary>How do I get the shape of the pictures back?</summary>
#
# Keep `x.shape` in forward. `row.reshape(shape)` makes an array of any shape that has as many entries: `np.arange(12).reshape((2, 1, 2, 3))`.
# </details>

# %% check="Affine"
affine_x, affine_dout = np.array([[1.0, 2.0], [3.0, -1.0]]), np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
affine_W, affine_b = np.array([[1.0, 0.0, 2.0], [-1.0, 3.0, 1.0]]), np.array([0.5, -0.5, 1.0])


def kept_problem(name, gives, think=""):
    """Forward and backward, then look at an attribute."""
    layer = Affine(affine_W.copy(), affine_b.copy())
    layer.forward(affine_x.copy())
    layer.backward(affine_dout.copy())
    return verdict([line("x", affine_x), line("dout", affine_dout)], getattr(layer, name), gives, f"Look at self.{name}. {think}")


def pictures_problem():
    """Three pictures of 1 x 2 x 2 pixels go through, and back."""
    pictures = np.arange(12.0).reshape(3, 1, 2, 2)
    layer = Affine(np.arange(8.0).reshape(4, 2), np.array([1.0, 2.0]))
    out = verdict([line("x", "3 pictures, (3, 1, 2, 2)")], layer.forward(pictures), [[29, 36], [77, 100], [125, 164]], "This is forward.")
    dx = [[[[1, 3], [5, 7]]], [[[0, 2], [4, 6]]], [[[1, 5], [9, 13]]]]
    return out or verdict([line("x", "3 pictures, (3, 1, 2, 2)")], layer.backward(np.array([[0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])), dx, "This is backward.")


def four_by_three():
    """An Affine layer of fixed numbers, 4 inputs and 3 neurons."""
    return Affine(np.sin(np.arange(12.0)).reshape(4, 3), np.array([0.1, -0.2, 0.3]))


def weights_measured_problem(name):
    """Compare dW or db with slopes, each measured by changing one entry of W or b."""
    layer, x, dout = four_by_three(), np.cos(np.arange(20.0)).reshape(5, 4), np.sin(1 + np.arange(15.0)).reshape(5, 3)
    layer.forward(x + 1)
    layer.backward(dout.copy())
    layer.forward(x)
    layer.backward(dout.copy())
    want = slopes(lambda: np.sum(layer.forward(x) * dout), getattr(layer, name))
    return verdict([line("N, D, M", "5, 4, 3")], getattr(layer, "d" + name), want, f"This is d{name}; expected are measured slopes. The layer was used before, with x + 1.")


check(
    "Affine",
    ("forward gives x W + b", lambda: call(Affine(affine_W, affine_b).forward, affine_x.copy(), gives=[[-0.5, 5.5, 5], [4.5, -3.5, 6]])),
    ("backward returns dx", lambda: back(Affine(affine_W, affine_b), affine_x, dout=affine_dout, gives=[[7, 8], [16, 17]])),
    ("dW is a sum over the samples", lambda: kept_problem("dW", [[13, 17, 21], [-2, -1, 0]], "Which two arrays, and which of them turned round?")),
    ("db is a sum over the samples", lambda: kept_problem("db", [5, 7, 9], "Which axis are the samples?")),
    ("dW and db agree with measured slopes", lambda: weights_measured_problem("W") or weights_measured_problem("b")),
    ("W and b are as they were", lambda: kept_problem("W", affine_W) or kept_problem("b", affine_b)),
    ("step 2: pictures go in, and dx has their shape", pictures_problem),
)

# %% [markdown] key="Affine.reading"
# Measured and computed gradients never agree exactly. In a layer without bends, such as this one, expect differences below 1e-9 relative to the largest entry;
# a wrong formula is off by a tenth or more. (A whole network is less exact; see exercise 13.)
#
# **The hidden tests look at** other sizes, dx, dW and db each for itself, pictures, a second forward, two layers side by side, W and b unchanged.
#
# **Think:** N samples give one `dW`. Why are their contributions added?
#
# <details>
# <summary>One answer</summary>
#
# One weight works in every sample, and the loss answers to all of these at once. A number that is used in several places gets the sum of what comes back from them.
# </details>

# %% [markdown] key="SoftmaxWithLoss.why"
# ### Exercise 10 of 14 · `SoftmaxWithLoss`
# *Idea and NumPy · {points} points · about 30 minutes · uses `softmax` and `cross_entropy_error`, both given above*
#
# The last layer gets scores and targets, and gives one number, the loss. Inside it are two steps, but backward they make one, and a very simple one:
#
# $$ y = \mathrm{softmax}(x) \qquad L = \mathrm{cross\ entropy}(y, t) \qquad \mathrm{dx} = \frac{y - t}{N} $$
#
# Predicted minus right, divided by the number of samples. (Appendix A derives it node by node.)

# %% key="SoftmaxWithLoss.figure"
graphs.draw(
    {"x": (0, 1), "soft": (1.3, 1, "softmax"), "ce": (2.9, 1, "loss"), "t": (2.9, -0.2), "L": (4, 1)},
    [("x", "soft", "scores (N, K)", "(y − t) / N"), ("soft", "ce", "y (N, K)", "    "), ("t", "ce", "t", ""), ("ce", "L", "L", "1")],
)
plt.show()

# %% [markdown] key="SoftmaxWithLoss.example"
# *In words: scores become probabilities y; y and t become the loss L. From the 1 on the right, (y − t) / N comes back.* For one sample (N = 1) whose class is 1:
#
# | t (one-hot) | y | y − t | what it says |
# |---|---|---|---|
# | 0, 1, 0 | 0.3, 0.2, 0.5 | 0.3, −0.8, 0.5 | far off: push score 1 up, the others down |
# | 0, 1, 0 | 0.01, 0.99, 0 | 0.01, −0.01, 0 | nearly right: leave it alone |
#
# **Labels instead of one-hot.** t may hold the classes themselves. Then the 1 has to be subtracted in the right column of each row. **Predict, then run:** what does
# indexing with two arrays change?

# %% key="SoftmaxWithLoss.predict"
seats = np.array([[5.0, 5.0, 5.0], [7.0, 7.0, 7.0]])
sold_row = np.array([2, 0])
left = seats.copy()
left[np.arange(2), sold_row] -= 1
print(left)
try:
    print(seats - sold_row)
except ValueError:
    print("seats - sold_row does not fit, for 2 rows and 3 columns; for 3 rows and 3 columns it fits, and is wrong without any error")

# %% [markdown] key="SoftmaxWithLoss.trap"
# *In words: row 0 loses one in column 2, row 1 in column 0.* How to tell the two kinds of t apart: one-hot has as many entries as y (`t.size == y.size`), labels have N.
#
# **Traps.** Divide by the number of **samples** N, not of classes. y − t, not t − y. Do not write into `self.y`: a second `backward` would start from a changed y. `dout`
# is nearly always 1, and is a factor all the same.
#
# **One sample alone**, shape (K,), is a batch of one: N is 1 then, and dx has the shape (K,).

# %% exercise="SoftmaxWithLoss" title="Softmax with loss" section="5.6.3" kind="class"
class SoftmaxWithLoss:
    """Softmax and cross entropy in one layer, the last one of a network that tells classes apart.

    Source: section 5.6.3.
    """

    def __init__(self):
        self.y = None
        self.t = None
        self.loss = None

    def forward(self, x, t):
        """Turn scores into a loss.

        Args:
            x: scores, float array of shape (N, K), or (K,) for one sample. Left unchanged.
            t: one-hot rows of the same shape as x, or for a batch the classes themselves,
                integers of shape (N,). Left unchanged.

        Returns:
            The mean cross entropy of the batch, a float.
        """
        raise NotImplementedError

    def backward(self, dout=1):
        """Send a gradient back through the last forward; a second call gives the same again.

        Args:
            dout: one number by which everything is multiplied.

        Returns:
            New array dx of the shape of the scores: (y - t) / N times dout, where t is
            one-hot, and N is 1 for one sample.
        """
        raise NotImplementedError

# %% [markdown] key="SoftmaxWithLoss.hints"
#
# <details>
# <summary>forward and backward in which order of steps?</summary>
#
# forward: probabilities, loss; keep the probabilities and t. backward: a copy of the probabilities, minus the ones, divided by N, times dout. Begin with one-hot batches; the first checks need no more.
# </details>
#
# <details>
# <summary>It fails for a single sample</summary>
#
# `len(y)` is K there, not N. `scores.reshape(-1, 3)` turns (3,) into (1, 3) and leaves (N, 3) alone; at the end, `reshape` to the old shape.
# </details>

# %% check="SoftmaxWithLoss"
loss_scores = np.array([[0.3, 2.9, 4.0], [0.0, 0.0, 0.0]])
one_hot_t, label_t = np.array([[0, 0, 1], [1, 0, 0]]), np.array([2, 0])
loss_dx = [[0.00910564, 0.12259591, -0.13170154], [-1 / 3, 1 / 6, 1 / 6]]


def after_two_backwards_problem():
    """backward twice must give the same twice."""
    layer = SoftmaxWithLoss()
    layer.forward(loss_scores, label_t)
    layer.backward()
    return verdict([line("x", loss_scores), line("t", label_t), line("then", "backward() twice")], layer.backward(), loss_dx,
                   "This is the second result. Was self.y changed by the first?")


def loss_measured_problem():
    """Slopes of the student's own loss; 1e-7 inside the logarithm leaves a small difference."""
    scores, layer = np.array([[0.5, -1.0, 0.2, 1.0], [1.5, 0.3, -0.4, 0.0], [0.1, 0.2, 0.3, -0.5]]), SoftmaxWithLoss()
    labels = np.array([1, 0, 3])
    layer.forward(scores[:2] + np.eye(4)[:2], labels[:2])
    layer.forward(scores, labels)
    got = layer.backward()
    want = slopes(lambda: layer.forward(scores, labels), scores)
    return verdict([line("x", scores), line("t", labels)], got, want, "(Expected: the measured slopes of your own loss. The layer saw another batch before.)", 1e-5)


check(
    "SoftmaxWithLoss",
    ("forward gives the mean loss for one-hot targets",
     lambda: call(SoftmaxWithLoss().forward, loss_scores.copy(), one_hot_t.copy(), gives=0.70216316, close=1e-5)),
    ("backward gives (y - t) / N", lambda: back(SoftmaxWithLoss(), loss_scores, one_hot_t, dout=1, gives=loss_dx, think="N is 2 here.")),
    ("labels give the same loss", lambda: call(SoftmaxWithLoss().forward, loss_scores.copy(), label_t.copy(), gives=0.70216316, close=1e-5)),
    ("labels give the same gradient", lambda: back(SoftmaxWithLoss(), loss_scores, label_t, dout=1, gives=loss_dx)),
    ("backward agrees with measured slopes", loss_measured_problem),
    ("dout is a factor", lambda: back(SoftmaxWithLoss(), loss_scores, label_t, dout=-2.0, gives=-2 * np.array(loss_dx))),
    ("backward can be called twice", after_two_backwards_problem),
    ("one sample alone",
     lambda: back(SoftmaxWithLoss(), loss_scores[0], one_hot_t[0], dout=1, gives=[0.01821127, 0.24519181, -0.26340309], think="N is 1 here.")),
)

# %% [markdown] key="SoftmaxWithLoss.next"
# **The hidden tests look at** other scores, one-hot and labels (also as many samples as classes), loss and gradient each for itself, dout other than 1, one sample alone, backward
# twice, a second forward, two layers side by side, unchanged arguments.
#
# **Think:** by how much does the loss fall, roughly, if score 1 of the first table row (gradient −0.8) is raised by 0.1?
#
# <details>
# <summary>One answer</summary>
#
# By about 0.08. That is what a gradient means.
# </details>

# %% [markdown] key="IdentityWithSSE.why"
# ### Exercise 11 of 14 · `IdentityWithSSE`
# *Idea · {points} points · about 15 minutes · needs the sum of squares (4.2.1)*
#
# A network that predicts numbers, say temperatures, has no softmax at its end (the identity, chapter 3) and the sum of squared errors as its loss. **The convention of this course** has the half in front,
# and for a batch the mean over the N samples:
#
# $$ L = \frac{1}{N} \cdot \frac{1}{2} \sum (y - t)^2 \qquad \mathrm{dx} = \frac{y - t}{N} $$
#
# The same y − t as in exercise 10! That is no accident: softmax with cross entropy and identity with squares were matched so. **By hand**, 2 samples of 2 numbers:
#
# | | sample 0 | sample 1 |
# |---|---|---|
# | y | 0.5, 2.0 | 1.0, −1.0 |
# | t | 0, 2 | 3, −1 |
# | y − t | 0.5, 0 | −2, 0 |
# | (y − t)² | 0.25, 0 | 4, 0 |
#
# L = 0.5 · 4.25 / 2 = 1.0625, and dx = [[0.25, 0], [−1, 0]].
#
# **Predict:** where has the 2 of $2\,(y - t)$, the derivative of a square, gone? **Trap:** N counts samples; entries would be 4 here.

# %% exercise="IdentityWithSSE" title="Identity with sum of squares" section="5.6.3" kind="class"
class IdentityWithSSE:
    """Half the sum of squares as a layer, the last one of a network that predicts numbers.

    Source: sections 4.2.1 and 5.6.3.
    """

    def __init__(self):
        self.y = None
        self.t = None

    def forward(self, x, t):
        """Compare predictions with targets.

        Args:
            x: predictions as they are, float array of shape (N, K), or (K,) for one sample.
                Left unchanged.
            t: targets, of the same shape. Left unchanged.

        Returns:
            A float: half the sum of all squared differences, divided by N (1 for one sample).
        """
        raise NotImplementedError

    def backward(self, dout=1):
        """Send a gradient back through the last forward.

        Args:
            dout: one number by which everything is multiplied.

        Returns:
            New array of the shape of the predictions: (y - t) / N times dout.
        """
        raise NotImplementedError

# %% [markdown] key="IdentityWithSSE.hints"
#
# <details>
# <summary>How do I tell a batch from one sample?</summary>
#
# By the number of axes: `np.zeros((4, 3)).ndim` is 2, `np.zeros(3).ndim` is 1.
# </details>

# %% check="IdentityWithSSE"
sse_y, sse_t = np.array([[0.5, 2.0], [1.0, -1.0]]), np.array([[0.0, 2.0], [3.0, -1.0]])


def second_forecast_problem():
    """The same layer sees another batch."""
    layer = IdentityWithSSE()
    layer.forward(sse_t + 7, sse_y)
    return back(layer, sse_y, sse_t, dout=1, gives=[[0.25, 0], [-1, 0]], think="The layer saw other numbers before.")


check(
    "IdentityWithSSE",
    ("forward gives the loss worked by hand", lambda: call(IdentityWithSSE().forward, sse_y.copy(), sse_t.copy(), gives=1.0625)),
    ("backward gives (y - t) / N", lambda: back(IdentityWithSSE(), sse_y, sse_t, dout=1, gives=[[0.25, 0], [-1, 0]], think="N is 2.")),
    ("dout is a factor", lambda: back(IdentityWithSSE(), sse_y, sse_t, dout=10, gives=[[2.5, 0], [-10, 0]])),
    ("backward belongs to the last forward", second_forecast_problem),
    ("one sample alone",
     lambda: call(IdentityWithSSE().forward, sse_y[1].copy(), sse_t[1].copy(), gives=2)
     or back(IdentityWithSSE(), sse_y[1], sse_t[1], dout=1, gives=[-2, 0], think="N is 1.")),
)

# %% [markdown] key="IdentityWithSSE.next"
# **The hidden tests look at** other numbers and sizes, loss and gradient each for itself, dout other than 1, one sample alone.

# %% [markdown] key="part4"
# ## Part 4 of 4 · The network
#
# Everything is there: Affine, Relu, Affine, and SoftmaxWithLoss at the end. Put in a row they are the network of chapter 4 (with ReLU in place of the sigmoid), and
# its gradients come from one walk back.

# %% key="part4.figure"
graphs.draw(
    {"x": (0, 1), "a1": (1, 1, "Affine1"), "r": (2, 1, "Relu1"), "a2": (3, 1, "Affine2"), "s": (4.1, 1, "last"), "t": (4.1, -0.3), "L": (5, 1)},
    [("x", "a1", "x", "dx"), ("a1", "r", "(N, H)", "dout"), ("r", "a2", "(N, H)", "dout"), ("a2", "s", "scores", "dout"),
     ("t", "s", "t", ""), ("s", "L", "loss", "1")],
)
plt.show()

# %% [markdown] key="TwoLayerNet.why"
# ### Exercise 12 of 14 · `TwoLayerNet`
# *Everything together · {points} points · about 45 minutes · calls your `Affine`, `Relu`, `SoftmaxWithLoss`*
#
# *In words: x runs through Affine1, Relu1 and Affine2, which gives the scores; the last layer compares them with t. Back from 1, each layer hands its dx to the layer before it.*
#
# | method | does |
# |---|---|
# | `__init__` | makes the four parameters and the layers that use them |
# | `predict(x)` | through the layers; returns **scores**, no softmax |
# | `loss(x, t)` | predict, then the last layer |
# | `accuracy(x, t)` | share of rows whose largest score is in the right column |
# | `gradient(x, t)` | forward, then backward in reverse order; collects dW and db |
#
# `numerical_gradient` is written already, as chapter 4 did it; exercise 13 compares the two.
#
# Layers live well in a dict, which keeps its order (in old Python that needed an `OrderedDict`). **Predict, then run:** four lines about
# order and about arrays that have two names.

# %% key="TwoLayerNet.predict"
shelf = {"first": 1, "second": 2, "third": 3}
print(list(shelf.values()), list(reversed(shelf.values())), list(shelf.values()))
box = {"coins": np.array([1.0, 5.0])}
purse, bag = box["coins"], box["coins"].copy()
box["coins"] -= 1
print("after -=           :", purse, bag)
box["coins"] = box["coins"] - 1
print("after a new array  :", purse, "but the box has", box["coins"])

# %% [markdown] key="TwoLayerNet.trap"
# *In words: `reversed` leaves the dict as it is. `purse` is a second name of the array in the box, so `-=`, which writes into the array, shows in it; the copy does not change. A new array
# in the box leaves `purse` behind.*
#
# **Trap: parameters that are not shared.** `self.params["W1"]` and the W of the first Affine have to be **the same array**, no copy. Then a step of gradient descent that
# writes into the parameters changes the layers, too. The next cell holds such a step. It uses `-=`, and you know why now.
#
# **More traps.** Softmax belongs to the last layer; a second one in `predict` spoils loss and gradients. No ReLU behind Affine2: scores may be negative. `backward` starts with 1, not with
# the loss. Never turn the list of layers round for good: the second call would run it the wrong way.

# %% key="TwoLayerNet.step"
def take_step(network, grads, lr=0.1):
    """One step of gradient descent, written into the arrays of network.params."""
    for name, gradient in grads.items():
        network.params[name] -= lr * gradient

# %% exercise="TwoLayerNet" title="Network of two layers" section="5.7.2" kind="class" requires="Affine,Relu,SoftmaxWithLoss"
class TwoLayerNet:
    """A network of two layers, put together from Affine, Relu, Affine and SoftmaxWithLoss.

    Its self.params holds 'W1' (D, H), 'b1' (H,), 'W2' (H, K) and 'b2' (K,); whoever writes
    into these arrays changes the network.

    Source: section 5.7.2.
    """

    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        """Make the parameters and the layers.

        Args:
            input_size: D, numbers in one sample.
            hidden_size: H, neurons of the hidden layer.
            output_size: K, classes.
            weight_init_std: the weights are normally distributed random numbers (as
                np.random.randn makes them) times this; the biases are 0.
        """
        raise NotImplementedError

    def predict(self, x):
        """Return the scores of each class, without softmax.

        Args:
            x: samples, shape (N, D). Left unchanged.

        Returns:
            Array of shape (N, K).
        """
        raise NotImplementedError

    def loss(self, x, t):
        """Return the mean cross entropy of the network's answers.

        Args:
            x: samples, shape (N, D).
            t: one-hot rows (N, K), or classes (N,).

        Returns:
            A float.
        """
        raise NotImplementedError

    def accuracy(self, x, t):
        """Return the share of samples whose highest score belongs to the right class.

        Args:
            x: samples, shape (N, D).
            t: one-hot rows (N, K), or classes (N,).

        Returns:
            A float from 0.0 to 1.0.
        """
        raise NotImplementedError

    def numerical_gradient(self, x, t):
        """Return the gradients as chapter 4 measured them: slow, and good for a check."""
        return {name: numerical_gradient(lambda _: self.loss(x, t), array) for name, array in self.params.items()}

    def gradient(self, x, t):
        """Return the gradient of the loss with respect to every parameter, by one pass back.

        Args:
            x: samples, shape (N, D).
            t: one-hot rows (N, K), or classes (N,).

        Returns:
            Dict with the keys and shapes of self.params.
        """
        # forward, backward, collect
        raise NotImplementedError

# %% [markdown] key="TwoLayerNet.hints"
#
# <details>
# <summary>I do not know how to begin</summary>
#
# `__init__` in two steps: the dict `self.params` with four arrays (`0.01 * np.random.randn(3, 2)` makes (3, 2) small random numbers, `np.zeros(2)` two zeros), then
# the layers, which get their arrays *out of this dict*. `predict` is a loop of two lines.
# </details>
#
# <details>
# <summary>How does gradient get at dW and db?</summary>
#
# Each Affine keeps its own after backward. If your layers are in a dict: `self.layers["Affine1"].dW`.
# </details>
#
# <details>
# <summary>accuracy for both kinds of t</summary>
#
# `t.ndim` is 2 for one-hot rows, and `t.argmax(axis=1)` then gives the classes. `np.mean` of true and false is the share of true.
# </details>

# %% check="TwoLayerNet"
net_x = np.array([[1.0, 2.0, -1.0], [0.5, -1.0, 2.0], [-2.0, 0.0, 1.0], [1.5, 1.0, 0.5]])
net_t = np.array([1, 0, 1, 0])
net_target = {
    "W1": np.array([[0.5, -0.2, 0.3, 0.1], [-0.4, 0.6, 0.2, -0.3], [0.1, 0.3, -0.5, 0.4]]), "b1": np.array([0.1, -0.1, 0.2, 0.3]),
    "W2": np.array([[0.2, -0.3], [0.4, 0.1], [-0.2, 0.5], [0.3, 0.2]]), "b2": np.array([0.05, -0.05]),
}


def fixed_net():
    """A 3-4-2 network of yours, its arrays filled with the numbers of net_target by one big step."""
    net = TwoLayerNet(3, 4, 2, weight_init_std=0.5)
    take_step(net, {name: net.params[name] - target for name, target in net_target.items()}, lr=1.0)
    return net


def start_problem():
    """Names, shapes and sizes of fresh parameters."""
    params = TwoLayerNet(200, 30, 10).params
    for name, shape in {"W1": (200, 30), "b1": (30,), "W2": (30, 10), "b2": (10,)}.items():
        if name not in params or np.shape(params[name]) != shape:
            return f"  params['{name}'] of TwoLayerNet(200, 30, 10) is missing or has the wrong shape; expected {shape}."
        spread = np.std(params[name])
        if not (0.008 < spread < 0.012 if name[0] == "W" else spread == 0):
            return f"  params['{name}'] has the standard deviation {spread:.3g}, expected {'about 0.01' if name[0] == 'W' else '0 (all zero)'}."
    spread = np.std(TwoLayerNet(200, 30, 10, weight_init_std=2).params["W1"])
    return None if 1.6 < spread < 2.4 else f"  With weight_init_std=2 the standard deviation of W1 is {spread:.3g}, expected about 2."


def net_gradient_problem(t):
    """Backprop against the numerical gradient of the same network."""
    net = fixed_net()
    got, want = net.gradient(net_x, t), net.numerical_gradient(net_x, t)
    for name in net_target:
        problem = verdict([], got[name], want[name], f"This is gradient(x, t)['{name}']; expected: measured.", 1e-5)
        if problem:
            return problem
    return None


def steps_problem():
    """Thirty steps have to lower the loss."""
    net = fixed_net()
    before = net.loss(net_x, net_t)
    for _ in range(30):
        take_step(net, net.gradient(net_x, net_t), lr=0.3)
    after = net.loss(net_x, net_t)
    return None if after < 0.7 * before else f"  The loss was {before:.3f} and after 30 steps it is {after:.3f}. It should have become much smaller."


check(
    "TwoLayerNet",
    ("fresh parameters have the right names, shapes and sizes", start_problem),
    ("predict gives scores, also after a step of gradient descent",
     lambda: call(fixed_net().predict, net_x, gives=[[0.01, 0.71], [0.675, -0.045], [0.44, 0.11], [0.275, 0.205]],
                  think="Are the arrays in self.params those of the layers? No softmax, no ReLU at the end?")),
    ("loss is the mean cross entropy", lambda: call(fixed_net().loss, net_x, net_t, gives=0.582559, close=1e-4)),
    ("accuracy counts classes and one-hot rows alike",
     lambda: call(fixed_net().accuracy, net_x, np.array([1, 1, 1, 1]), gives=0.25)
     or call(fixed_net().accuracy, net_x, np.eye(2)[net_t], gives=0.75)),
    ("gradient agrees with numerical_gradient", lambda: net_gradient_problem(net_t)),
    ("and for one-hot targets", lambda: net_gradient_problem(np.eye(2, dtype=int)[net_t])),
    ("thirty steps lower the loss", steps_problem),
)

# %% [markdown] key="TwoLayerNet.next"
# **The hidden tests look at** other sizes and data, fresh parameters, scores, loss, accuracy, all four gradients, a second call, and all of it after a step that wrote into `params`.
#
# **Think:** why do the layers have no learning rate?
#
# <details>
# <summary>One answer</summary>
#
# They only say how the loss answers to each number. What to do about it is decided elsewhere: chapter 6 tries several ways, with the same layers.
# </details>

# %% [markdown] key="gradient_check.why"
# ### Exercise 13 of 14 · `gradient_check`
# *Idea and NumPy · {points} points · about 20 minutes · works on any network with `params`, `gradient` and `numerical_gradient`*
#
# Backpropagation is fast and easily wrong; the numerical gradient is slow and hardly ever wrong. So one compares them, once, on a few samples, and trains with the fast one.
#
# For each parameter: the **mean** of the **absolute** differences of all entries. **By hand**, for `b2` with three entries:
#
# | | | | |
# |---|---|---|---|
# | backpropagation | 0.10 | −0.30 | 0.20 |
# | numerical | 0.12 | −0.30 | 0.16 |
# | absolute difference | 0.02 | 0 | 0.04 |
#
# The mean is 0.02. **Predict, then run:** three other ways to put the differences into one number, and what is wrong with them.

# %% key="gradient_check.predict"
backprop, numeric = np.array([0.10, -0.30, 0.20]), np.array([0.12, -0.30, 0.16])
print("mean without abs:", np.mean(backprop - numeric))
print("sum             :", np.sum(np.abs(backprop - numeric)), " and for ten times as many entries?", np.sum(np.abs(np.tile(backprop - numeric, 10))))
with np.errstate(all="ignore"):
    print("relative        :", np.mean(np.abs(np.array([0.0, 0.2]) - np.array([0.0, 0.2])) / np.abs(np.array([0.0, 0.2]))))

# %% [markdown] key="gradient_check.trap"
# *In words: without abs, differences of both signs cancel. A sum grows with the number of entries, so a big matrix looks worse than a small one. A relative difference is 0/0, nan, where a gradient
# is exactly 0, and behind ReLU many are.*
#
# **Trap: two different questions.** Both gradients have to be taken with the **same** samples and the **same** parameters: no step in between.
#
# **What size is right?** With 1e-7 inside the logarithm, differences around 1e-7 are normal, up to 1e-5 in networks with very small weights; a wrong layer gives 1e-3 to 1. Never exactly 0.

# %% exercise="gradient_check" title="Gradient check" section="5.7.3" kind="function" requires="TwoLayerNet"
def gradient_check(network, x, t):
    """Compare the gradients of backpropagation with measured ones.

    Args:
        network: has params, a dict of arrays, and the methods numerical_gradient(x, t) and
            gradient(x, t), as TwoLayerNet has. Its params are left as they are.
        x: a few samples, shape (N, D).
        t: their targets.

    Returns:
        Dict with the keys of network.params: for each of them the mean, over all entries, of
        the absolute difference of the two gradients, a float.

    Source: section 5.7.3.
    """
    raise NotImplementedError

# %% [markdown] key="gradient_check.hints"
#
# <details>
# <summary>How do I go through all parameters?</summary>
#
# `for name in network.params:` gives the names; both gradients are dicts with the same names. Collect the results in a dict: `table[name] = ...`.
# </details>

# %% check="gradient_check"
class MadeUpNet:
    """Stands in for a network; its gradients are made up."""

    def __init__(self):
        self.params = {"W1": np.zeros((2, 2)), "b2": np.zeros(3)}

    def gradient(self, x, t):
        return {"W1": np.array([[1.0, 2.0], [-3.0, 4.0]]), "b2": np.array([0.10, -0.30, 0.20])}

    def numerical_gradient(self, x, t):
        return {"W1": np.array([[1.0, 2.0], [-3.0, 4.0]]), "b2": np.array([0.12, -0.30, 0.16])}


def table_problem():
    """The table by hand, and a parameter whose gradients are equal."""
    got = gradient_check(MadeUpNet(), net_x, net_t)
    if not isinstance(got, dict) or set(got) != {"W1", "b2"}:
        return f"{line('got', got)}\n  Expected a dict with the keys of network.params, here 'W1' and 'b2'."
    return verdict([], [got["W1"], got["b2"]], {"W1": 0.0, "b2": 0.02}, "(W1 has equal gradients, b2 is the table)")


def own_net_problem():
    """The network of exercise 12 passes; with a gradient that is wrong in one place it does not."""
    got = gradient_check(fixed_net(), net_x[:3], net_t[:3])
    print("  your network:", {name: f"{value:.1e}" for name, value in got.items()})
    return None if max(got.values()) < 1e-5 else "  That is too much. Is exercise 12 done, and does gradient_check ask both with the same samples?"


check(
    "gradient_check",
    ("the table worked by hand comes out", table_problem),
    ("your own network passes", own_net_problem),
)

# %% [markdown] key="gradient_check.next"
# **The hidden tests look at** small networks whose gradient is right, or wrong in a known way, in one parameter; params unchanged.
#
# **Try:** in a cell of your own, spoil something on purpose, for instance `layer.dW / 2` for one layer's gradient. Which entry of the table tells?

# %% [markdown] key="train_backprop.why"
# ### Exercise 14 of 14 · `train_backprop`
# *Everything together · {points} points · about 30 minutes · needs the training loop of chapter 4*
#
# The loop of chapter 4, with the fast gradient. Each iteration:
#
# | step | what |
# |---|---|
# | 1 | at the start of an **epoch**: note the accuracy on all training and on all test data |
# | 2 | draw `batch_size` random training samples, x and t with the same row numbers |
# | 3 | `network.gradient` of this batch |
# | 4 | one step against it: `take_step(network, grads, lr)` |
# | 5 | note the loss of the batch |
#
# An epoch is as many iterations as it takes to see as many samples as there are. **By hand:** 60,000 samples in batches of 100 are 600 iterations; 10,000 iterations are
# 16.7 epochs, with an accuracy noted before iterations 0, 600, ..., 9600: 17 times. And 250 samples in batches of 100? `250 // 100` = 2. **Predict:** 30 samples in batches of 100?

# %% key="train_backprop.predict"
for samples in (250, 30):
    epoch = max(samples // 100, 1)
    print(samples, "samples: an epoch of", epoch, "iterations; accuracy noted before", [i for i in range(5) if i % epoch == 0])
dice = np.random.default_rng(0)
rows = dice.choice(6, 4)
print("rows of one batch:", rows, "and of the next:", dice.choice(6, 4))

# %% [markdown] key="train_backprop.trap"
# *In words: without `max(..., 1)` the second epoch would have 0 iterations, and `i % 0` is an error. Each call of `choice` draws anew.*
#
# **Traps.** A fresh batch in **every** iteration. Train on the training data only: the test data say how good the network is on what it never saw, and only as long as it really never saw it. The
# gradient is a mean already; the learning rate is not divided by the batch size again. And `network.numerical_gradient` would take hours.

# %% exercise="train_backprop" title="Training with backpropagation" section="5.7.4" kind="training" requires="TwoLayerNet"
def train_backprop(network, x_train, t_train, x_test, t_test, iterations=10000, batch_size=100, lr=0.1, rng=None):
    """Train a network with gradients from backpropagation, and watch its accuracy.

    Each iteration draws a fresh random batch of the training data, asks network.gradient for
    the gradients, takes one step against them, and notes the loss of this batch.

    Args:
        network: as TwoLayerNet; its params are changed, step by step.
        x_train: training samples, shape (N, D). Left unchanged, as all arrays here.
        t_train: their targets, one-hot rows or classes.
        x_test: test samples: to measure the accuracy with, never to learn from.
        t_test: their targets.
        iterations: number of steps.
        batch_size: samples in one batch.
        lr: learning rate.
        rng: random generator for the batches; None makes a new one.

    Returns:
        Three lists of floats: the loss of each iteration (after its step); the accuracy on
        all training data, and that on all test data, at the start of each epoch: before
        iterations 0, e, 2e, ... with e = max(N // batch_size, 1).

    Source: section 5.7.4.
    """
    rng = np.random.default_rng() if rng is None else rng
    # three empty lists; a loop; return the lists
    raise NotImplementedError

# %% [markdown] key="train_backprop.hints"
#
# <details>
# <summary>How do I take the same rows of x and t?</summary>
#
# Draw the row numbers once, then use them twice: `names[rows]` and `ages[rows]` belong to the same people.
# </details>
#
# <details>
# <summary>My loss does not fall</summary>
#
# Print it every 10 iterations. Is take_step called? With the gradients of this batch? Does `gradient_check` say that they are right?
# </details>

# %% check="train_backprop"
def three_heaps(samples, seed):
    """Points around three corners, and the numbers of the corners."""
    dice = np.random.default_rng(seed)
    t = dice.integers(0, 3, samples)
    return np.array([[2.0, 0.0], [-1.0, 1.7], [-1.0, -1.7]])[t] + dice.normal(size=(samples, 2)) * 0.5, t


def training_problem():
    """A small network learns three heaps of points."""
    x, t = three_heaps(250, 1)
    x_test, t_test = three_heaps(100, 2)
    net = TwoLayerNet(2, 8, 3, weight_init_std=0.3)
    got = train_backprop(net, x, t, x_test, t_test, iterations=61, batch_size=100, lr=0.5, rng=np.random.default_rng(3))
    if not isinstance(got, tuple) or len(got) != 3:
        return "  Three lists should come back: losses, training accuracies, test accuracies."
    losses, train, test = got
    if (len(losses), len(train), len(test)) != (61, 31, 31):
        return f"  The lengths of the three lists are {len(losses)}, {len(train)}, {len(test)}; expected 61, 31, 31 for 61 iterations of 250 samples in batches of 100."
    if not losses[-1] < 0.6 * losses[0]:
        return f"  The loss goes from {losses[0]:.3f} to {losses[-1]:.3f}. It should fall below 60 % of its start."
    if not abs(net.accuracy(x_test, t_test) - test[-1]) < 0.1 or not test[-1] > 0.85:
        return f"  The last test accuracy noted is {test[-1]:.3f}; the network now has {net.accuracy(x_test, t_test):.3f}. Expected: about the same, above 0.85."
    print(f"  loss {losses[0]:.3f} -> {losses[-1]:.3f}, test accuracy {test[0]:.2f} -> {test[-1]:.2f}")
    return None


def standing_still_problem():
    """With a learning rate of 0 nothing changes, so the lists are known."""
    (x, t), (x_test, t_test), net = three_heaps(40, 4), three_heaps(30, 5), TwoLayerNet(2, 8, 3, weight_init_std=0)
    take_step(net, {"b2": np.array([-1.0, 0.0, 0.0])}, 1.0)  # now it takes every sample for class 0
    before = np.mean(t == 0), np.mean(t_test == 0)
    _, train, test = train_backprop(net, x, t, x_test, t_test, iterations=5, batch_size=10, lr=0.0)
    story = [line("lr", "0, so the network stays as it is; 40 training and 30 test samples, 5 iterations of 10")]
    return verdict(story, (train, test), {"training accuracies": [before[0]] * 2, "test accuracies": [before[1]] * 2}, "")


check(
    "train_backprop",
    ("a small network learns to tell three heaps of points apart", training_problem),
    ("accuracies are noted on all training data and on all test data, and lr is used", standing_still_problem),
)

# %% [markdown] key="train_backprop.next"
# **The hidden tests look at** small problems (losses, batches, epochs, which data are used for what) and at the accuracy that your own network reaches on handwritten digits.

# %% [markdown] key="watch"
# ## Watch it learn
#
# No points here. The next cell trains a network of 784-50-10 numbers, with *your* layers, for 500 steps on handwritten digits. It takes a few seconds. **Predict** the accuracy
# before it is there, and how far the two curves will lie apart. Then call `watch_it_learn` in a cell of your own and change something: 5 hidden neurons, a learning rate of 0.001 or
# of 3, weights with a standard deviation of 1, or all 60,000 pictures and 10,000 steps.

# %% key="watch.training"
def watch_it_learn(hidden=50, lr=0.1, weight_init_std=0.01, steps=500, samples=10000):
    """Train on handwritten digits, and draw the accuracy at the start of each epoch."""
    images, t, test_images, test_t = mnist_data.read_raw()
    images, t = images[:samples], t[:samples]
    x, x_test = (pictures.reshape(len(pictures), -1) / np.float32(255) for pictures in (images, test_images))
    net = TwoLayerNet(784, hidden, 10, weight_init_std)
    steps += 1  # so that the last epoch is followed by a look at the accuracy
    losses, train, test = train_backprop(net, x, t.astype(int), x_test, test_t.astype(int), steps, 100, lr)
    fig, ax = plt.subplots(figsize=(6, 2.2))
    ax.plot(train, "-o", color="black", label="training data")
    ax.plot(test, "--s", color="0.5", label="test data")
    ax.set(xlabel="epochs", ylabel="accuracy", ylim=(0, 1), title=f"first loss {losses[0]:.3f}, last {losses[-1]:.3f}, test accuracy {test[-1]:.3f}")
    ax.legend()
    plt.show()


if "ipykernel" in sys.modules:  # only in Jupyter, where somebody watches
    try:
        watch_it_learn()
    except NotImplementedError:
        print("Nothing to watch yet: this needs your network and its training.")

# %% [markdown] key="end"
# **You have built** a network that learns, every part of it: nodes, layers, loss, gradients, training. The first loss is near 2.303, the logarithm of 10: a network that knows
# nothing gives every digit a tenth. **Next:** appendix A derives y − t node by node; chapter 6 makes learning faster and surer.
