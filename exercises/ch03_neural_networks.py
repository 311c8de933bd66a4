# ---
# title: "Chapter 3: Neural networks"
# chapter: 3
# ---

# %% [markdown] key="welcome"
# # Chapter 3: Neural networks
#
# At the end of this notebook a network of three layers reads handwritten digits, and every function in it is yours.
# On the way you write the activation functions, a layer as a matrix product, softmax, and the loader of the pictures.
#
# | part | exercises | about |
# |---|---|---|
# | 1 One neuron | 1 to 4 | 35 minutes |
# | 2 Layers | 5 to 7 | 60 minutes |
# | 3 Looking back | 8 and 9 | 25 minutes |
# | 4 Reading digits | 10 to 13 | 90 minutes |
# | 5 In words | 14 | 15 minutes |
#
# Together {total_points} points.
#
# **Three kinds of cells.** Cells *to read* (text, examples, drawings): run them and leave them as they are. Cells *to write*: replace
# each line `raise NotImplementedError` by your code. Cells *to check*: run them after yours; they show what you passed in, what
# came back and what was expected, and count how many checks you have passed. Add cells of your own wherever you like.
#
# Checks are not the grade: the hidden tests use other numbers and ask for everything that the text and the docstring promise.
# Stuck for half an hour? Go on; almost every exercise can be done without the one before it.

# %% key="setup"
# Run this cell first. You need not read it: it holds the imports, and the helpers of the check cells.
import inspect
from copy import deepcopy

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
    start = f"  {label + ':':<12}"
    if isinstance(value, dict):
        return start + "a dict with " + ", ".join(f"{key} {np.shape(entry)}" for key, entry in value.items())
    if value is None or callable(value):
        return start + ("None" if value is None else value.__name__)
    try:
        value = np.asarray(value)
    except ValueError:  # rows of different lengths
        return start + str(value)
    return start + np.array2string(value, precision=4, suppress_small=True, threshold=40, prefix=start)


def difference(got, want, kind=None, close=1e-6):
    """Say in one sentence where got differs from want; None if nowhere."""
    if got is None:
        return "The function gives back None. Is there a `return`, or does it only print?"
    try:
        got = np.asarray(got)
    except ValueError:
        return "The result cannot be made into an array: its rows have different lengths."
    if got.dtype.kind not in "biuf":
        return f"The result should consist of numbers, and is of the type {got.dtype}."
    want = np.asarray(want, dtype=float)
    if got.shape != want.shape:
        return f"The result has the shape {got.shape}, expected {want.shape}."
    room = close * max(1.0, np.abs(want).max())
    wrong = [at for at in np.ndindex(want.shape) if not abs(float(got[at]) - want[at]) <= room]  # nan is wrong, too
    if wrong:
        where = f"Entry {list(wrong[0])}" if want.shape else "The number"
        return f"{where} is {got[wrong[0]]:.6g}, expected {want[wrong[0]]:.6g}. Wrong entries: {len(wrong)} of {want.size}."
    if kind == "int" and got.dtype.kind not in "iu":
        return f"The values are right, and their type is {got.dtype}. Expected: an integer type."
    return None


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
    names = names if len(names) >= len(inputs) > 1 else ["input"] * len(inputs)
    story = [line(name, value) for name, value in zip(names, inputs)]
    problem = difference(got, gives, **how)
    if problem:
        return "\n".join([*story, line("got", got), line("expected", gives), f"  {problem} {think}".rstrip()])
    for old, new in zip(inputs, given):
        if unlike(old, new):
            return "\n".join([*story, line("after it", new), "  The input was changed. Make a new array, do not write into the old one."])
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
# ## Part 1 of 5 · One neuron
#
# The perceptron of chapter 2 adds up its weighted inputs and answers 0 or 1. A neuron of a network does the same in two moves:
#
# $$ a = w_1 x_1 + w_2 x_2 + b \qquad\qquad y = h(a) $$
#
# The first move is a **weighted sum** $a$, the second an **activation function** $h$. This part is about $h$ alone.
# All activation functions here work **entry by entry**: they take an array of any shape and return a new array of the same shape.

# %% [markdown] key="step_function.why"
# ### Exercise 1 of 14 · `step_function`
# *NumPy · {points} points · about 10 minutes · needs nothing*
#
# The activation of the perceptron: it jumps from 0 to 1 as soon as $a$ is above 0.
#
# $$ h(x) = \begin{cases} 0 & (x \le 0) \\ 1 & (x > 0) \end{cases} \qquad (3.3) $$
#
# | `x` | −1.0 | 1.0 | 2.0 | 0.0 |
# |---|---|---|---|---|
# | result | 0 | 1 | 1 | 0 |
#
# Comparing an array with a number compares every entry. **Predict, then run:** what is printed, and of which type are the entries?

# %% key="step_function.predict"
temperatures = np.array([18.5, 25.0, 31.2])
hot = temperatures >= 25
print(hot, hot.dtype)

# %% [markdown] key="step_function.trap"
# **Trap: an `if` for an array.** `if x > 0:` asks one question; an array has many answers. NumPy stops with
# *The truth value of an array with more than one element is ambiguous*. Compare the whole array instead, then turn true and false into 1 and 0.
#
# **Trap: old books write `np.int`.** It was removed from NumPy; the plain `int` does its work.
#
# **Your turn.** The result has an *integer* type, not bool, because a network goes on calculating with it.

# %% exercise="step_function" title="Step function" section="3.2.2" kind="function"
def step_function(x):
    """Answer 1 for every positive number and 0 for every other one.

    Args:
        x: array of any shape, float or int. Left unchanged.

    Returns:
        New array of the same shape and of an integer type (not bool): 1 where x > 0, else
        0. At exactly 0 it is 0.

    Source: section 3.2.2, equation (3.3).
    """
    raise NotImplementedError

# %% [markdown] key="step_function.hints"
#
# <details>
# <summary>I get True and False</summary>
#
# An array can be converted as a whole: `hot.astype(float)` turns the example above into 0.0 and 1.0.
# </details>

# %% check="step_function"
check(
    "step_function",
    ("positive numbers give 1, negative ones 0",
     lambda: call(step_function, np.array([-1.0, 1.0, 2.0]), gives=[0, 1, 1])),
    ("exactly 0 gives 0",
     lambda: call(step_function, np.array([0.0, 0.001, -0.001]), gives=[0, 1, 0], think="Is 0 above 0?")),
    ("a table of numbers gives a table of the same shape",
     lambda: call(step_function, np.array([[3, -3, 0], [-7, 7, 1]]), gives=[[1, 0, 0], [0, 1, 1]])),
    ("the entries are integers",
     lambda: call(step_function, np.array([-0.5, 0.5]), gives=[0, 1], kind="int")),
)

# %% [markdown] key="step_function.next"
# **The hidden tests look at** other arrays and shapes, the value at 0, the type of the result, an unchanged input.
#
# **Think:** a weight moves from 0.500 to 0.501. How often does the answer of the step function change?
#
# <details>
# <summary>One answer</summary>
#
# Hardly ever: it stays flat, and somewhere it jumps. Learning needs a function that answers a small push by a small change.
# </details>

# %% [markdown] key="sigmoid.why"
# ### Exercise 2 of 14 · `sigmoid`
# *Idea and NumPy · {points} points · about 10 minutes · needs nothing*
#
# The sigmoid is a step with a slope: far left almost 0, far right almost 1, and smooth between them.
#
# $$ h(x) = \frac{1}{1 + e^{-x}} \qquad (3.6) $$
#
# | `x` | −1 | 0 | 1 | 2 |
# |---|---|---|---|---|
# | $e^{-x}$ | 2.718 | 1 | 0.368 | 0.135 |
# | $1 + e^{-x}$ | 3.718 | 2 | 1.368 | 1.135 |
# | result | 0.269 | 0.5 | 0.731 | 0.881 |
#
# **Predict, then run:** what becomes of `exp` for large numbers, and of 1 divided by it?

# %% key="sigmoid.predict"
with np.errstate(all="ignore"):
    powers = np.exp(np.array([1.0, 10.0, 100.0, 1000.0]))
print("exp       :", powers)
print("1 over it :", 1 / powers)

# %% [markdown] key="sigmoid.trap"
# *In words: exp(1000) does not fit into a float and becomes `inf`; 1/inf is 0.0, which is what we want.* NumPy may still warn about it.
#
# **Trap: two forms, one fragile.** In mathematics $e^{x} / (e^{x} + 1)$ is the same function. At $x = 1000$ it is `inf/inf`, and that is `nan`, not a number.
#
# **Trap: `math.exp`.** It takes one number. `np.exp` takes arrays.

# %% exercise="sigmoid" title="Sigmoid" section="3.2.4" kind="function"
def sigmoid(x):
    """Squash every number into the range from 0 to 1.

    Args:
        x: array of any shape, float or int. Left unchanged.

    Returns:
        New float array of the same shape, 1 / (1 + exp(-x)) for each entry. Finite for
        every finite x, also for -1000 and 1000 (where NumPy may warn about an overflow:
        that warning does no harm).

    Source: section 3.2.4, equation (3.6).
    """
    raise NotImplementedError

# %% [markdown] key="sigmoid.hints"
#
# <details>
# <summary>My curve falls instead of rising</summary>
#
# Look at the second row of the table: at 2 the power is *small*. Which sign stands in the exponent?
# </details>

# %% check="sigmoid"
check(
    "sigmoid",
    ("the numbers of the table come out",
     lambda: call(sigmoid, np.array([-1.0, 0.0, 1.0, 2.0]), gives=[0.26894142, 0.5, 0.73105858, 0.88079708])),
    ("a table of integers works, too",
     lambda: call(sigmoid, np.array([[0, 1], [2, -1]]), gives=[[0.5, 0.73105858], [0.88079708, 0.26894142]])),
    ("-1000 gives 0 and 1000 gives 1, both finite",
     lambda: call(sigmoid, np.array([-1000.0, 1000.0]), gives=[0, 1], think="Is something divided by inf, or inf by inf?")),
)

# %% [markdown] key="sigmoid.next"
# **The hidden tests look at** other arrays, shapes and integers, very large and very small numbers, an unchanged input.
#
# **Think:** add the results for 2 and −2. And for 1 and −1?
#
# <details>
# <summary>One answer</summary>
#
# Always 1. The curve is symmetric about the point (0, 0.5).
# </details>

# %% [markdown] key="relu.why"
# ### Exercise 3 of 14 · `relu`
# *NumPy · {points} points · about 10 minutes · needs nothing*
#
# ReLU (rectified linear unit) is what most networks use today: positive numbers pass, all others become 0.
#
# $$ h(x) = \begin{cases} x & (x > 0) \\ 0 & (x \le 0) \end{cases} \qquad (3.7) $$
#
# | `x` | −2.5 | 0 | 0.1 | 40 |
# |---|---|---|---|---|
# | result | 0 | 0 | 0.1 | 40 |
#
# **Predict, then run:** is `saved` the old array after the second line?

# %% key="relu.predict"
prices = np.array([120, 80, 250])
saved = prices
prices[prices > 100] = 100
print(saved)

# %% [markdown] key="relu.trap"
# *In words: `saved` shows 100, 80, 100. Both names mean the same array, so the old prices are lost.*
#
# **Trap: writing into the input.** The same happens with the array of whoever calls your function. Make a **new** array.
#
# **Trap: two functions with similar names.** `np.max(x)` is one number, the largest of all; it does not compare entry by entry.

# %% exercise="relu" title="ReLU" section="3.2.7" kind="function"
def relu(x):
    """Let positive numbers pass and replace every other one by 0.

    Args:
        x: array of any shape, float or int. Left unchanged.

    Returns:
        New array of the same shape: x where x > 0, else 0.

    Source: section 3.2.7, equation (3.7).
    """
    raise NotImplementedError

# %% [markdown] key="relu.hints"
#
# <details>
# <summary>I am looking for a function that compares entry by entry</summary>
#
# Its sister for the smaller of two is `np.minimum`: `np.minimum(prices, 100)` caps every price at 100 and makes a new array.
# </details>

# %% check="relu"
check(
    "relu",
    ("positive numbers pass, negative ones become 0",
     lambda: call(relu, np.array([-2.5, 0.0, 0.1, 40.0]), gives=[0, 0, 0.1, 40])),
    ("a table of integers gives a table of the same shape",
     lambda: call(relu, np.array([[-3, 5, 0], [2, -1, 7]]), gives=[[0, 5, 0], [2, 0, 7]])),
)

# %% [markdown] key="relu.next"
# **The hidden tests look at** other arrays, shapes and integers, and an unchanged input.
#
# **Think:** by how much does the result grow when `x` grows from 3 to 4, and from −4 to −3?
#
# <details>
# <summary>One answer</summary>
#
# By 1, and by 0. Chapter 5 calls these two numbers the gradient of ReLU.
# </details>

# %% [markdown] key="identity_function.why"
# ### Exercise 4 of 14 · `identity_function`
# *Idea · {points} points · about 5 minutes · needs nothing*
#
# A network that predicts a **number**, such as a temperature, must be able to answer −12.5 or 31. So the neurons of its last layer
# have no squashing activation: what comes in goes out, $h(x) = x$. We still give it a name, because then all three layers look alike.
#
# | `x` | −12.5 | 0 | 31 |
# |---|---|---|---|
# | result | −12.5 | 0 | 31 |
#
# **Trap: a habit.** Copying the sigmoid here keeps every answer between 0 and 1: a network that can never say 31.

# %% exercise="identity_function" title="Identity function" section="3.4.3" kind="function"
def identity_function(x):
    """Hand on what comes in: the activation of an output layer that predicts numbers.

    Args:
        x: array of any shape. Left unchanged.

    Returns:
        The same numbers in the same shape; x itself or a copy of it.

    Source: section 3.4.3.
    """
    raise NotImplementedError

# %% check="identity_function"
check(
    "identity_function",
    ("numbers come out as they went in", lambda: call(identity_function, np.array([-12.5, 0.0, 31.0]), gives=[-12.5, 0, 31])),
    ("a table keeps its shape", lambda: call(identity_function, np.array([[1, -2, 3], [4, 5, -6]]), gives=[[1, -2, 3], [4, 5, -6]])),
)

# %% [markdown] key="part2"
# **Next:** from one neuron to a whole layer at once.
#
# ## Part 2 of 5 · Layers
#
# A layer of three neurons computes three weighted sums. Written one by one this is tedious; as a matrix product it is one line,
# for one sample and for a thousand. The letters from here on: N samples, D inputs, M neurons.

# %% [markdown] key="matrix_layer.why"
# ### Exercise 5 of 14 · `matrix_layer`
# *NumPy and mathematics · {points} points · about 15 minutes · needs the matrix product of section 3.3*
#
# | name | one sample | a batch | meaning |
# |---|---|---|---|
# | `X` | (D,) | (N, D) | inputs |
# | `W` | (D, M) | (D, M) | `W[i, j]` leads from input i to neuron j |
# | `B` | (M,) | (M,) | one bias for each neuron |
# | result | (M,) | (N, M) | one weighted sum for each neuron |
#
# $$ A = X W + B \qquad (3.9) $$
#
# **By hand** with `X` = [0.8, −0.4], the weights 0.2 and 0.5 that lead to neuron 0, and the bias 0.1: $0.8 \cdot 0.2 - 0.4 \cdot 0.5 + 0.1 = 0.06$.
#
# **Predict, then run:** two shops sell three fruits. Which of the four lines fails, and what shapes do the others print?

# %% key="matrix_layer.predict"
amounts = np.array([[3, 0, 2], [1, 5, 4]])  # (2 shops, 3 fruits)
prices = np.array([[90, 100], [60, 70], [30, 20]])  # (3 fruits, 2 years)
for text in ["amounts @ prices", "prices @ amounts", "amounts @ amounts", "amounts * prices.T"]:
    try:
        print(f"{text:<19}", eval(text).shape)
    except ValueError:
        print(f"{text:<19} does not fit")

# %% [markdown] key="matrix_layer.trap"
# *In words: (2, 3) @ (3, 2) is (2, 2): income by shop and year. Swapped it is (3, 3), without any error and without a meaning.
# (2, 3) @ (2, 3) does not fit. The star multiplies entry by entry and adds nothing up: (2, 3).*
#
# **Trap: the order.** `X` comes first; the two inner numbers, both D, have to agree.
#
# **Trap: the bias.** It belongs to the neurons, which are the *columns* of the result. NumPy adds a (M,) array to every row of (N, M) by itself.

# %% exercise="matrix_layer" title="One layer as a matrix product" section="3.3.3" kind="function"
def matrix_layer(X, W, B):
    """Compute the weighted sums of one layer, before its activation function.

    Args:
        X: inputs, float or int, shape (D,) for one sample or (N, D) for a batch.
        W: weights, shape (D, M). W[i, j] leads from input i to neuron j.
        B: biases, shape (M,), one for each neuron.

    Returns:
        X W + B, shape (M,) for one sample or (N, M) for a batch. X, W and B are left
        unchanged.

    Source: sections 3.3.3 and 3.4.2, equation (3.9).
    """
    raise NotImplementedError

# %% [markdown] key="matrix_layer.hints"
#
# <details>
# <summary>It works for one sample and not for a batch, or the other way round</summary>
#
# You need neither a loop nor a reshape. `@` and `np.dot` take (D,) as well as (N, D) on the left side. The same pattern for the shops:
# `amounts[0] @ prices + np.array([5, 5])` is one shop with a fixed income of 5, and `amounts @ prices + np.array([5, 5])` is both.
# </details>

# %% check="matrix_layer"
sample_batch = np.array([[1, 2], [0, -1], [3, 1]])  # integers: the sums are floats all the same
sample_weights = np.array([[1.0, 0.0, 2.0, -1.0], [0.5, 1.0, -1.0, 0.0]])
check(
    "matrix_layer",
    ("one sample gives one sum for each neuron, the first one as worked by hand",
     lambda: call(matrix_layer, np.array([0.8, -0.4]), np.array([[0.2, -0.1, 0.4], [0.5, 0.3, -0.2]]), np.array([0.1, 0.0, -0.3]),
                  gives=[0.06, -0.2, 0.1])),
    ("a batch of 3 samples and 4 neurons gives 3 rows of 4 sums",
     lambda: call(matrix_layer, sample_batch, sample_weights, np.array([10.0, 20.0, 30.0, 40.0]),
                  gives=[[12, 22, 30, 39], [9.5, 19, 31, 40], [13.5, 21, 35, 37]])),
    ("a batch of one sample stays a table with one row",
     lambda: call(matrix_layer, sample_batch[:1], sample_weights, np.zeros(4), gives=[[2, 2, 0, -1]])),
)

# %% [markdown] key="matrix_layer.next"
# **The hidden tests look at** other sizes, one sample and batches (also of one row, also as many rows as neurons), unchanged arrays.
#
# **Think:** a layer with 784 inputs and 50 neurons: how many numbers does it hold?
#
# <details>
# <summary>One answer</summary>
#
# 784 times 50 weights and 50 biases, together 39,250.
# </details>

# %% [markdown] key="softmax.why"
# ### Exercise 6 of 14 · `softmax`
# *Idea and NumPy · {points} points · about 25 minutes · needs broadcasting with `keepdims`*
#
# A network that sorts pictures into K classes ends in K **scores**, any numbers. We would like **probabilities**: none below 0, together 1,
# and the largest score still in front. Softmax gets there in three moves: **shift** all scores so that the largest is 0,
# **exponentiate**, **normalise** by the sum.
#
# | name | one sample | a batch | meaning |
# |---|---|---|---|
# | `scores` | (K,) | (N, K) | one score for each class |
# | $m$, the largest score | one number | (N, 1) | one for each row |
# | result | (K,) | (N, K) | each row sums to 1 |
#
# $$ y_k = \frac{e^{a_k}}{\sum_i e^{a_i}} = \frac{e^{a_k - m}}{\sum_i e^{a_i - m}}, \qquad m = \max_i a_i \qquad (3.10), (3.11) $$

# %% key="softmax.figure"
fig, ax = plt.subplots(figsize=(6, 1.9))
bars = ax.barh(["score 4.0", "score 2.9", "score 0.3"], [0.737, 0.245, 0.018], color="0.8", edgecolor="black")
ax.bar_label(bars, fmt=" %.3f")
ax.set(xlim=(0, 1), xticks=[0, 0.5, 1], xlabel="probability", title="three scores share one whole")
plt.show()

# %% [markdown] key="softmax.example"
# *In words: the scores 4.0, 2.9 and 0.3 get 0.737, 0.245 and 0.018 of the whole.* **By hand**, with $m = 4.0$:
#
# | move | class 0 | class 1 | class 2 | sum |
# |---|---|---|---|---|
# | score | 0.3 | 2.9 | 4.0 | |
# | shift | −3.7 | −1.1 | 0 | |
# | exponentiate | 0.025 | 0.333 | 1 | 1.358 |
# | normalise | 0.018 | 0.245 | 0.737 | 1 |
#
# The shift looks needless: it changes no probability. **Predict, then run:** the middle fraction of the formula, without shift, for these two rows.

# %% key="softmax.predict"
for row in ([0.3, 2.9, 4.0], [1000.3, 1002.9, 1004.0]):
    with np.errstate(over="ignore", invalid="ignore"):
        print(row, "->", np.exp(row) / sum(np.exp(row)))

# %% [markdown] key="softmax.trap"
# *In words: the second row has the same differences, so it should give the same; it gives nan three times, because inf/inf is not a number.*
#
# **Trap: the largest score of what?** In a batch every row is a sample of its own. For `table` of shape (2, 3):
#
# | expression | shape | what happens |
# |---|---|---|
# | `table.max()` | () | one maximum for all: a row far below it turns into 0/0 |
# | `table.max(axis=0)` | (3,) | maxima over *samples*: mixes the pictures |
# | `table.max(axis=1)` | (2,) | does not fit; with as many rows as columns it fits and is **wrong without an error** |
# | `table.max(axis=1, keepdims=True)` | (2, 1) | one for each row |
#
# The sum of the third move has the same trap. **Your turn:** one function for one sample and for a batch.

# %% exercise="softmax" title="Softmax" section="3.5.2" kind="function"
def softmax(scores):
    """Turn each row of scores into probabilities.

    Args:
        scores: shape (K,) for one sample or (N, K) for a batch, float or int; any finite
            values, also very large ones such as 1000. Left unchanged.

    Returns:
        New float array of the same shape. Every entry lies in [0, 1], every row sums to 1.
        Rows do not influence each other, however different their sizes are.

    Source: section 3.5.2, equations (3.10) and (3.11).
    """
    # shift, exponentiate, normalise
    raise NotImplementedError

# %% [markdown] key="softmax.hints"
#
# <details>
# <summary>I do not know how to begin</summary>
#
# Write one line of NumPy for each row of the table "by hand", for one sample only. Run the check: its first fact needs no more.
# </details>
#
# <details>
# <summary>It works for one sample and fails for a batch</summary>
#
# The classes lie along the last axis in both cases, and `axis=-1` means the last one. Print the shape after each of your moves.
# </details>
#
# <details>
# <summary>The same pattern on another problem</summary>
#
# Votes as shares of each town, one town a row, or a single town: `votes / np.sum(votes, axis=-1, keepdims=True)`.
# </details>

# %% check="softmax"
def all_rows(scores, gives):
    """Compare, and add the sums of the rows, because they show along which axis was summed."""
    problem = call(softmax, scores, gives=gives)
    got = softmax(scores.copy())
    if problem and np.shape(got) == np.shape(gives) and not np.allclose(np.sum(got, axis=-1), 1):
        problem += f"\n  Your rows sum to {np.round(np.sum(got, axis=-1), 3)}. Each should have the sum 1."
    return problem


check(
    "softmax",
    ("one sample gives the numbers worked by hand",
     lambda: all_rows(np.array([0.3, 2.9, 4.0]), [0.01821127, 0.24519181, 0.73659691])),
    ("in a batch each row is worked out for itself",
     lambda: all_rows(np.array([[2.0, 1.0, 0.0], [5.0, 5.0, 5.0]]), [[0.66524096, 0.24472847, 0.09003057], [1 / 3] * 3])),
    ("scores around 1000 give finite numbers",
     lambda: all_rows(np.array([1001.0, 1000.0, 999.0]), [0.66524096, 0.24472847, 0.09003057])),
    ("a row of large scores does not harm a row of small ones",
     lambda: all_rows(np.array([[1001.0, 1000.0, 999.0], [0.0, 1.0, 0.0]]),
                      [[0.66524096, 0.24472847, 0.09003057], [0.21194156, 0.57611688, 0.21194156]])),
    ("integers work, too", lambda: all_rows(np.array([2, 1, 0]), [0.66524096, 0.24472847, 0.09003057])),
)

# %% [markdown] key="softmax.next"
# **The hidden tests look at** one sample and batches of other sizes, integers, very large and very small scores, rows of very different size, an unchanged input.
#
# **Think:** why may the same number be subtracted from all scores of a row?
#
# <details>
# <summary>One answer</summary>
#
# Every power is then divided by the same factor, above and below the fraction line, and the factor cancels.
# </details>

# %% [markdown] key="forward.why"
# ### Exercise 7 of 14 · `init_network` and `forward`
# *Idea · {points} points · about 20 minutes · calls your `matrix_layer`, `sigmoid` and `identity_function`*
#
# Now the layers are put in a row: what comes out of one goes into the next.

# %% key="forward.figure"
fig, ax = plt.subplots(figsize=(7, 2.2))
ax.axis("off")
columns = [(0, ["x1", "x2"]), (2, ["", "", ""]), (4, ["", ""]), (6, ["y1", "y2"])]
for (x, names), (x_next, next_names) in zip(columns, columns[1:]):
    for y in np.arange(len(names)) - len(names) / 2:
        for y_next in np.arange(len(next_names)) - len(next_names) / 2:
            ax.plot([x, x_next], [-y, -y_next], color="0.7", linewidth=0.8, zorder=1)
for x, names in columns:
    for y, name in zip(np.arange(len(names)) - len(names) / 2, names):
        ax.plot(x, -y, "o", markersize=22, markerfacecolor="white", markeredgecolor="black")
        ax.text(x, -y, name, ha="center", va="center")
for x, text in [(1, "W1, b1\nsigmoid"), (3, "W2, b2\nsigmoid"), (5, "W3, b3\nidentity")]:
    ax.text(x, 2.2, text, ha="center", va="top", bbox={"facecolor": "white", "edgecolor": "none"})
ax.set(xlim=(-0.5, 6.5), ylim=(-1, 2.3))
plt.show()

# %% [markdown] key="forward.example"
# *In words: 2 inputs, a hidden layer of 3 neurons, one of 2 neurons, 2 outputs. Each layer is a weighted sum and an activation.*
#
# | layer | weights | biases | activation | for x = [0.8, −0.4] |
# |---|---|---|---|---|
# | 1 | `W1` [[0.2, −0.1, 0.4], [0.5, 0.3, −0.2]] | `b1` [0.1, 0, −0.3] | sigmoid | sums 0.06, −0.2, 0.1 become 0.515, 0.450, 0.525 |
# | 2 | `W2` [[0.3, −0.2], [0.1, 0.6], [−0.5, 0.2]] | `b2` [0.05, −0.1] | sigmoid | sums −0.013, 0.172 become 0.497, 0.543 |
# | 3 | `W3` [[1, −0.5], [0.25, 0.75]] | `b3` [0.2, −0.2] | identity | 0.832, −0.041 |
#
# **Predict** before you write: if x is a batch of shape (10, 2), what is the shape after each layer?
#
# **Traps.** A sigmoid after the *last* layer would turn −0.041 into 0.490. Without an activation *between* the layers the whole
# network would be no more than one layer (exercise 8 shows why). And `forward` works with the `network` it is given, not with a global one.

# %% exercise="forward" title="A network of three layers" section="3.4.3" kind="function" defines="init_network,forward" requires="sigmoid,identity_function,matrix_layer"
def init_network():
    """Return the weights and biases of the network in the drawing (2 inputs, 3 and 2 hidden neurons, 2 outputs).

    Returns:
        New dict with the float arrays 'W1' (2, 3), 'b1' (3,), 'W2' (3, 2), 'b2' (2,), 'W3'
        (2, 2), 'b3' (2,), filled with the numbers of the table above.

    Source: section 3.4.3.
    """
    raise NotImplementedError


def forward(network, x):
    """Send x through three layers: sigmoid after the first, sigmoid after the second, identity after the last.

    Args:
        network: dict with 'W1', 'b1', 'W2', 'b2', 'W3', 'b3', of any sizes that fit each
            other. Left unchanged.
        x: shape (D,) for one sample or (N, D) for a batch; D is the number of rows of W1.
            Left unchanged.

    Returns:
        The outputs of the last layer, shape (M,) or (N, M); M is the number of columns of
        W3.

    Source: section 3.4.3.
    """
    raise NotImplementedError

# %% [markdown] key="forward.hints"
#
# <details>
# <summary>Which of my layers goes wrong?</summary>
#
# Print the result of each layer for x = [0.8, −0.4] and compare with the last column of the table.
# </details>
#
# <details>
# <summary>How do I make and read a dict?</summary>
#
# `purse = {"coins": np.array([1, 5]), "notes": np.array([1000.0])}` makes one, and `purse["coins"]` reads from it.
# </details>

# %% check="forward"
table = {
    "W1": [[0.2, -0.1, 0.4], [0.5, 0.3, -0.2]], "b1": [0.1, 0, -0.3],
    "W2": [[0.3, -0.2], [0.1, 0.6], [-0.5, 0.2]], "b2": [0.05, -0.1],
    "W3": [[1, -0.5], [0.25, 0.75]], "b3": [0.2, -0.2],
}
table_network = {key: np.array(numbers, dtype=float) for key, numbers in table.items()}


def network_problem():
    """Compare every array of init_network with the table."""
    network = init_network()
    if not isinstance(network, dict):
        return f"  init_network() should return a dict, and returns {type(network).__name__}."
    for key, want in table.items():
        if key not in network:
            return f"  The key '{key}' is missing. Your keys: {sorted(network)}."
        problem = difference(network[key], want)
        if problem:
            return f"{line('got', network[key])}\n{line('expected', want)}\n  {key}: {problem}"
        if not isinstance(network[key], np.ndarray):
            return f"  {key}: the numbers are right, but it is a {type(network[key]).__name__}. Make it an array: np.array(...)."
    return None


check(
    "forward",
    ("init_network holds the numbers of the table", network_problem),
    ("one sample gives the outputs of the table",
     lambda: call(forward, table_network, np.array([0.8, -0.4]), gives=[0.8324860124, -0.0411895719],
                  think="Compare your hidden layers with the table.")),
    ("a batch gives one row of outputs for each sample",
     lambda: call(forward, table_network, np.array([[0.8, -0.4], [0.0, 1.0], [0.8, -0.4]]),
                  gives=[[0.83248601, -0.04118957], [0.86496714, -0.05331969], [0.83248601, -0.04118957]])),
    ("another network gives other outputs",
     lambda: call(forward, table_network | {"b3": np.array([0.0, 1.0])}, np.array([0.8, -0.4]),
                  gives=[0.6324860124, 1.1588104281], think="Does forward read everything from the dict it is given?")),
)

# %% [markdown] key="forward.next"
# **The hidden tests look at** the numbers of your network, other networks of other sizes, one sample and batches, unchanged arrays.
#
# **Think:** which part of `forward` would you change for a network that sorts pictures into classes?
#
# <details>
# <summary>One answer</summary>
#
# Only the activation of the last layer: softmax in the place of the identity.
# </details>

# %% [markdown] key="part3"
# ## Part 3 of 5 · Looking back
#
# Two short exercises about the activation functions: what they are good for, and what they look like.

# %% [markdown] key="linear_collapse.why"
# ### Exercise 8 of 14 · `linear_collapse`
# *Mathematics · {points} points · about 10 minutes · needs nothing*
#
# Suppose the activation were a plain multiple, $h(x) = c\,x$. Three layers of it are $h(h(h(x)))$. The claim of section 3.2.6: one
# single layer $a\,x$ does the same, so the other two were for nothing.
#
# **By hand** for $c = 2$ and $x = 5$: after one layer 10, after two 20, after three 40. **Predict, then run:** which $a$ fits in each column?

# %% key="linear_collapse.predict"
x = np.array([1.0, 5.0])
for c in (2.0, 10.0, -1.0):
    after = x
    for _ in range(3):
        after = c * after
    print(f"c = {c:>4}:  x = {x}  ->  three layers = {after}")

# %% [markdown] key="linear_collapse.trap"
# **Trap: adding instead of multiplying.** For $c = 2$ it is tempting to say three times 2 is 6. The output above says otherwise.

# %% exercise="linear_collapse" title="Three linear layers are one" section="3.2.6" kind="function"
def linear_collapse(c):
    """Return the a for which one layer a x does the same as h(h(h(x))), where h(x) = c x.

    Args:
        c: any number, also negative or 0.

    Returns:
        The number a.

    Source: section 3.2.6.
    """
    raise NotImplementedError

# %% check="linear_collapse"
check(
    "linear_collapse",
    ("c = 2 takes 5 to 40", lambda: call(linear_collapse, 2.0, gives=8)),
    ("c = 10 takes 1 to 1000", lambda: call(linear_collapse, 10.0, gives=1000)),
    ("negative numbers and fractions work, too", lambda: call(linear_collapse, -0.5, gives=-0.125)),
)

# %% [markdown] key="linear_collapse.next"
# **The hidden tests look at** other numbers c, also negative ones and 0.
#
# **Think:** what if each layer also adds a bias, $h(x) = c\,x + d$?
#
# <details>
# <summary>One answer</summary>
#
# Still one layer: the slope is the same as before, and the biases add up to one bias. Only a bend, such as that of ReLU, helps.
# </details>

# %% [markdown] key="plot_activations.why"
# ### Exercise 9 of 14 · `plot_activations`
# *NumPy and Matplotlib · {points} points · about 15 minutes · calls your `step_function`, `sigmoid` and `relu`*
#
# Draw what you wrote. Step and sigmoid share one pair of axes, so that one sees how the curve smooths the jump; ReLU gets its own.
#
# | axes | lines | x | y |
# |---|---|---|---|
# | first | step (dashed), sigmoid (solid), with a legend | −5.0, −4.9, ..., 4.9 | shown from −0.1 to 1.1 |
# | second | ReLU | the same | as it comes |
#
# **Trap: the frame hides the line.** If y were shown from 0 to 1, both flat parts of the step would lie on the frame. Hence −0.1 and 1.1.
#
# **Predict:** where do the two curves of the first axes cross? The check draws your figure; look there.

# %% exercise="plot_activations" title="Drawing the activation functions" section="3.2.3 to 3.2.7" kind="plot" requires="step_function,sigmoid,relu"
def plot_activations():
    """Draw the three activation functions over x = -5.0, -4.9, ..., 4.9.

    First axes: the step function as a dashed line and the sigmoid as a solid line, y from
    -0.1 to 1.1, and a legend that names the two lines 'step' and 'sigmoid'.
    Second axes (beside the first, or in a figure of its own): the ReLU function as a line.

    Returns:
        None. No plt.show() is needed: a notebook shows the figure by itself.

    Source: sections 3.2.3 to 3.2.7.
    """
    raise NotImplementedError

# %% [markdown] key="plot_activations.hints"
#
# <details>
# <summary>How do I make numbers from −5.0 to 4.9?</summary>
#
# `np.arange(start, stop, step)` leaves `stop` out: `np.arange(0, 1, 0.25)` is 0, 0.25, 0.5, 0.75.
# </details>
#
# <details>
# <summary>How do I get two axes, dashes and a legend?</summary>
#
# For two other curves: `figure, axes = plt.subplots(1, 2)`, then `axes[0].plot(t, t**2, linestyle=":", label="square")`,
# `axes[0].legend()`, `axes[0].set_ylim(0, 4)` and `axes[1].plot(t, t**3)`. A dotted line is ":", a dashed one "--".
# </details>

# %% check="plot_activations"
def drawn_by(function, *inputs):
    """Call a function that draws, and return its axes; a plt.show() inside does no harm."""
    plt.close("all")
    show, plt.show = plt.show, lambda *args, **kwargs: None
    try:
        function(*inputs)
    finally:
        plt.show = show
    return [axes for number in plt.get_fignums() for axes in plt.figure(number).axes]


def find_line(axes_list, curve):
    """Return (axes, line) of the drawn line whose heights are those of a function of yours."""
    for axes in axes_list:
        for drawn in axes.lines:
            x, y = (np.asarray(data, dtype=float) for data in drawn.get_data())
            if len(x) > 3 and np.allclose(np.where(abs(x) < 0.05, 0, y - curve(x)), 0, atol=1e-6):
                return axes, drawn
    return None, None


found = {}


def lines_problem():
    axes_list = drawn_by(plot_activations)
    if not axes_list:
        return "  No axes were drawn, or the figure was closed again."
    for name, curve in [("step function", step_function), ("sigmoid", sigmoid), ("relu", relu)]:
        found[name] = find_line(axes_list, curve)
        if found[name][0] is None:
            return f"  No line with the heights of your {name} was found. Pairs of axes drawn: {len(axes_list)}."
        x = np.asarray(found[name][1].get_xdata(), dtype=float)
        if len(x) not in (100, 101) or not np.allclose(x, -5 + 0.1 * np.arange(len(x)), atol=1e-6):  # 5.0 may be there
            return f"  {name}: x goes from {x[0]:.4g} to {x[-1]:.4g} in {len(x)} points, expected -5.0 to 4.9 in 100 points."
    return None


def style_problem():
    (axes, step_line), (sigmoid_axes, sigmoid_line), (relu_axes, relu_line) = found.values()
    if axes is not sigmoid_axes:
        return "  Step function and sigmoid are drawn on different axes, expected on the same."
    if relu_axes is axes:
        return "  ReLU is drawn on the axes of the other two, expected on axes of its own."
    if relu_line.get_linestyle() in ("None", "none", "", " "):
        return "  ReLU is drawn as single dots, expected a line."
    styles = step_line.get_linestyle(), sigmoid_line.get_linestyle()
    return None if styles == ("--", "-") else f"  The line styles of step and sigmoid are {styles}, expected ('--', '-')."


def frame_problem():
    axes, _ = found["step function"]
    if not np.allclose(axes.get_ylim(), (-0.1, 1.1), atol=1e-3):
        return f"  The first axes show y from {axes.get_ylim()[0]:.3g} to {axes.get_ylim()[1]:.3g}, expected -0.1 to 1.1."
    legend = axes.get_legend() or (axes.figure.legends[0] if axes.figure.legends else None)
    names = [text.get_text() for text in legend.get_texts()] if legend else []
    if not all(any(word in name.lower() for name in names) for word in ("step", "sigmoid")):
        return f"  The legend shows {names}, expected the names 'step' and 'sigmoid'."
    for name, sample in zip(names, legend.legend_handles):
        if "step" in name.lower() and getattr(sample, "get_linestyle", lambda: "--")() != "--":
            return f"  In the legend, the name '{name}' stands beside a line that is not dashed."
    return None


check(
    "plot_activations",
    ("all three curves are there, over x = -5.0, -4.9, ..., 4.9", lines_problem),
    ("step (dashed) and sigmoid (solid) share their axes, ReLU has its own", style_problem),
    ("the first axes show y from -0.1 to 1.1 and have a legend", frame_problem),
)

# %% [markdown] key="plot_activations.next"
# **The hidden tests look at** the points of all three lines, the dashes, the range of y, the legend, the separate axes.
#
# **Think:** which of the three curves could a neuron use to say "a bit more"?
#
# <details>
# <summary>One answer</summary>
#
# Sigmoid and ReLU: their height carries an amount. The step function only knows yes and no.
# </details>

# %% [markdown] key="part4"
# ## Part 4 of 5 · Reading digits
#
# MNIST is a collection of handwritten digits: 60,000 to train with and 10,000 to test with, each a grey picture of 28 x 28 pixels with its **label**, 0 to 9.
# `mnist_data.read_raw()` returns four arrays; where MNIST is not on your computer, it takes a smaller set of digits of the same form.

# %% key="samples"
raw_images, raw_labels, _, _ = mnist_data.read_raw()
print("data set:", mnist_data.data_set_name(), "  images:", raw_images.shape, raw_images.dtype, "  labels:", raw_labels.shape, raw_labels.dtype)
fig, ax = plt.subplots(figsize=(8, 1.7))
ax.imshow(np.hstack(list(raw_images[:12])), cmap="gray_r")
ax.set(xticks=np.arange(12) * 28 + 14, xticklabels=raw_labels[:12], yticks=[], title="the first twelve, with their labels below")
plt.show()

# %% [markdown] key="load_mnist.why"
# ### Exercise 10 of 14 · `load_mnist`
# *NumPy · {points} points · about 30 minutes · needs `reshape`, `astype`, indexing*
#
# A network wants rows of small numbers. Three switches say in which form the digits come:
#
# | switch | True | False |
# |---|---|---|
# | `normalize` | pixels 0.0 to 1.0, float32 | 0 to 255, uint8 |
# | `flatten` | images (N, 784) | (N, 1, 28, 28), the 1 being one colour channel |
# | `one_hot_label` | labels (N, 10) | (N,), the digits themselves |
#
# **By hand.** Pixel 51 becomes 51/255 = 0.2 and pixel 255 becomes 1. Row 1, column 0 of a picture becomes entry 28 of its flat row. One-hot writes the
# label 3 as 0 0 0 1 0 0 0 0 0 0: ten columns, a single 1.
#
# **Predict, then run:** uint8 holds whole numbers from 0 to 255. What do these four lines print?

# %% key="load_mnist.predict"
pixels = np.array([0, 51, 200, 255], dtype=np.uint8)
print("pixels + 100:", pixels + np.uint8(100))
print("halves      :", pixels // 2, pixels / 2)
print("back        :", (pixels / 255).astype(np.uint8))
print("types       :", (pixels / 2).dtype, (pixels.astype(np.float32) / 2).dtype)

# %% [markdown] key="load_mnist.trap"
# *In words: 200 + 100 starts again at 0 and gives 44. `//` cuts off. Going back to uint8 after dividing leaves only 0 and 1: the grey is gone.
# Dividing a uint8 array makes float64, dividing float32 keeps float32, which takes half the memory.*
#
# **Trap: train and test swapped.** First the training pair, then the test pair; `read_raw` gives the four arrays in this order.
#
# **Trap: remembering too much.** Every call has its own switches. Start each time from `mnist_data.read_raw()`, which itself reads the files
# only once, and leave its arrays as they are.

# %% exercise="load_mnist" title="Loading the digits" section="3.6.1" kind="function"
def load_mnist(normalize=True, flatten=True, one_hot_label=False):
    """Return the digits in the form that a network reads.

    Args:
        normalize: True: pixels are float32 from 0.0 to 1.0 (float64 is accepted). False:
            uint8 from 0 to 255.
        flatten: True: images have the shape (N, 784). False: (N, 1, 28, 28).
        one_hot_label: False: labels are integers 0 to 9, shape (N,). True: shape (N, 10), 1
            in the column of the label and 0 elsewhere (of any number type).

    Returns:
        (train_images, train_labels), (test_images, test_labels). Every call starts anew
        from mnist_data.read_raw() and leaves the arrays that come from there unchanged.

    Source: section 3.6.1.
    """
    # train_images, train_labels, test_images, test_labels = ...
    raise NotImplementedError

# %% [markdown] key="load_mnist.hints"
#
# <details>
# <summary>How do I reshape without knowing N?</summary>
#
# One size may be -1, and NumPy works it out: `np.arange(24).reshape(-1, 2, 3)` has the shape (4, 2, 3).
# </details>
#
# <details>
# <summary>How do I get one-hot rows without a loop?</summary>
#
# Pick rows from a table by number. With `colours = np.array([[255, 0, 0], [0, 255, 0]])`, `colours[np.array([1, 1, 0])]` has three rows.
# Which table of 10 rows would you pick from? Look at what `np.eye(3)` prints. A loop is fine as well.
# </details>
#
# <details>
# <summary>I am writing everything twice</summary>
#
# A function inside your function can do the work for one pair of images and labels; call it for the training pair and for the test pair.
# </details>

# %% check="load_mnist"
def with_raw(arrays, test):
    """Run a test while mnist_data.read_raw() hands out these four arrays."""
    kept, mnist_data._raw = mnist_data.read_raw(), arrays
    try:
        return test()
    finally:
        mnist_data._raw = kept


def five_pictures():
    """Three pictures to train with and two to test with, with a few known pixels."""
    train, test = np.zeros((3, 28, 28), np.uint8), np.zeros((2, 28, 28), np.uint8)
    train[0, 0, 1], train[0, 1, 0], train[2, 27, 27], test[1, 0, 0] = 51, 255, 102, 153
    return train, np.array([3, 0, 9], np.uint8), test, np.array([1, 7], np.uint8)


def loading(part, want_shape, entries, *, kinds, **switches):
    """Load the five pictures, pick an array by part, and compare its shape, type and some entries."""
    arrays = five_pictures()
    loaded = with_raw(arrays, lambda: load_mnist(**switches))
    call_text = f"  input:      load_mnist({', '.join(f'{key}={value}' for key, value in switches.items())}) with 3 training and 2 test pictures\n"
    try:
        got = np.asarray(loaded[part[0]][part[1]])
    except (TypeError, IndexError, ValueError):
        return call_text + "  The result should be (train_images, train_labels), (test_images, test_labels)."
    name = ("training ", "test ")[part[0]] + ("images", "labels")[part[1]]
    if got.shape != want_shape:
        return call_text + f"  The {name} have the shape {got.shape}, expected {want_shape}."
    if got.dtype.kind not in kinds:
        return call_text + f"  The {name} have the type {got.dtype}, expected {'floats' if kinds == 'f' else 'integers'}."
    for at, want in entries.items():
        if not abs(float(got[at]) - want) < 1e-6:
            return call_text + f"  Entry {list(at)} of the {name} is {float(got[at]):.6g}, expected {want}."
    if any(unlike(old, new) for old, new in zip(five_pictures(), arrays)):
        return call_text + "  The arrays of mnist_data.read_raw() were changed. Make new ones."
    return None


check(
    "load_mnist",
    ("training images are flat rows of pixels from 0 to 1",
     lambda: loading((0, 0), (3, 784), {(0, 1): 0.2, (0, 28): 1.0, (2, 783): 0.4, (1, 0): 0.0}, kinds="f")),
    ("test images come second", lambda: loading((1, 0), (2, 784), {(1, 0): 0.6, (0, 0): 0.0}, kinds="f")),
    ("labels are the digits themselves",
     lambda: loading((0, 1), (3,), {(0,): 3, (1,): 0, (2,): 9}, kinds="iu") or loading((1, 1), (2,), {(0,): 1, (1,): 7}, kinds="iu")),
    ("normalize=False keeps 0 to 255 as integers",
     lambda: loading((0, 0), (3, 784), {(0, 1): 51, (0, 28): 255}, kinds="iu", normalize=False)),
    ("flatten=False gives (N, 1, 28, 28)",
     lambda: loading((0, 0), (3, 1, 28, 28), {(0, 0, 0, 1): 0.2, (0, 0, 1, 0): 1.0, (2, 0, 27, 27): 0.4}, kinds="f", flatten=False)),
    ("one_hot_label=True gives rows of ten with a single 1",
     lambda: loading((0, 1), (3, 10), {(0, 3): 1, (0, 0): 0, (1, 0): 1, (2, 9): 1, (2, 8): 0}, kinds="biuf", one_hot_label=True)
     or loading((1, 1), (2, 10), {(0, 1): 1, (1, 7): 1, (1, 1): 0}, kinds="biuf", one_hot_label=True)),
    ("a later call without switches is normal again", lambda: loading((1, 1), (2,), {(0,): 1}, kinds="iu")),
)

# %% [markdown] key="load_mnist.next"
# **The hidden tests look at** each switch alone and together, shapes, types and values of all four arrays, several calls one after the other
# with other data from `read_raw`, unchanged raw arrays.
#
# **Think:** the network would read the same picture with pixels 0 to 255. Why divide at all?
#
# <details>
# <summary>One answer</summary>
#
# Weighted sums of 784 numbers up to 255 are huge. The sigmoid is flat there, and nearly all neurons say 0 or 1.
# </details>

# %% [markdown] key="img_show.why"
# ### Exercise 11 of 14 · `img_show`
# *Matplotlib · {points} point · about 10 minutes · needs nothing*
#
# A flat row of 784 pixels is good for a network and unreadable for us. Give it back its form and draw it.
#
# | what comes in | shape | values |
# |---|---|---|
# | as `load_mnist` gives it | (784,) | floats 0.0 to 1.0 |
# | as `read_raw` gives it | (28, 28) | uint8 0 to 255 |
#
# `plt.imshow` takes a table of numbers and spreads its colours between the smallest and the largest.
# **Trap: colours.** Without `cmap=` it paints from violet to yellow. **Trap: `astype(np.uint8)`** of pixels from 0.0 to 1.0 leaves a black square;
# **predict** why (exercise 10 showed it). The check draws a picture; what is it?

# %% exercise="img_show" title="Showing a digit" section="3.6.1" kind="plot"
def img_show(img):
    """Draw one digit with plt.imshow, in shades of grey.

    Args:
        img: shape (784,) or (28, 28); uint8 from 0 to 255, or float from 0.0 to 1.0 as
            load_mnist returns them. Left unchanged.

    Returns:
        None. The picture has 28 x 28 pixels and a grey colour map, with ink light or dark,
        as you like.

    Source: section 3.6.1.
    """
    raise NotImplementedError

# %% [markdown] key="img_show.hints"
#
# <details>
# <summary>The same pattern on another picture</summary>
#
# A flag of 6 pixels: `plt.imshow(np.array([1, 0, 0, 1, 0, 0]).reshape(2, 3), cmap="Blues")`. The grey maps are called "gray" and "gray_r".
# </details>

# %% check="img_show"
def picture_of_a_one():
    """Paint a small 1, with a grey foot: uint8, (28, 28)."""
    picture = np.zeros((28, 28), np.uint8)
    picture[5:22, 14:17] = 255
    picture[7:10, 11:14] = 200
    picture[22:24, 10:21] = 120
    return picture


def image_problem(img):
    """Draw, and compare what a viewer sees with the picture."""
    before, want = img.copy(), picture_of_a_one() / 255
    all_axes = drawn_by(img_show, img)
    images = [image for axes in all_axes for image in axes.images]
    for axes in all_axes:
        axes.axis("off")  # the picture alone, without ticks
    start = f"  input:      array of shape {before.shape}, type {before.dtype}, from {before.min():g} to {before.max():g}\n"
    if not images:
        return start + "  No image was drawn. Does the function call plt.imshow?"
    pixels = np.asarray(images[-1].get_array(), dtype=float)
    if pixels.shape[:2] != (28, 28):
        return start + f"  The drawn image has the shape {pixels.shape}, expected (28, 28)."
    if pixels.ndim == 2:
        map_colours = images[-1].get_cmap()(np.linspace(0, 1, 9))[:, :3]
        if np.ptp(map_colours, axis=1).max() > 0.01:
            return start + f"  The colour map is '{images[-1].get_cmap().name}', expected a grey one such as 'gray'."
        pixels = np.clip(np.asarray(images[-1].norm(pixels), dtype=float), 0, 1)
    else:
        pixels = pixels[..., 0] / (255 if pixels.max() > 1 else 1)
    for axis, limits in ((0, images[-1].axes.get_ylim()[::-1]), (1, images[-1].axes.get_xlim())):
        if np.allclose(limits, (27.5, -0.5)):  # pixels are counted the other way on the screen
            pixels = np.flip(pixels, axis)
    if np.ptp(pixels) < 0.5:
        return start + f"  The picture is nearly of one colour: its brightness goes only from {pixels.min():.3g} to {pixels.max():.3g}."
    seen = (pixels - pixels.min()) / np.ptp(pixels)
    if min(np.abs(seen - want).max(), np.abs(1 - seen - want).max()) > 0.02:
        return start + "  The drawn pixels are not those of the input: turned, cut or mixed up?"
    return "  The input was changed." if unlike(before, img) else None


check(
    "img_show",
    ("a flat row of floats becomes a picture", lambda: image_problem(picture_of_a_one().reshape(784) / 255)),
    ("a table of uint8 becomes a picture", lambda: image_problem(picture_of_a_one())),
)

# %% [markdown] key="img_show.next"
# **The hidden tests look at** both shapes and both kinds of values, the pixels drawn, the grey colours, an unchanged input.
#
# **Try:** in a cell of your own, `img_show(raw_images[7])`. Which digit is it?

# %% [markdown] key="predict_batch.why"
# ### Exercise 12 of 14 · `predict`, `predict_batch`, `accuracy`
# *Idea and NumPy · {points} points · about 30 minutes · calls your `sigmoid` and `softmax`*
#
# The network for digits has the form of exercise 7, with other sizes and softmax at the end. 784 pixels go in, 10 probabilities come out.
#
# | | one step | shape for 100 images |
# |---|---|---|
# | input | `x` | (100, 784) |
# | layer 1 | `W1` (784, 50), sigmoid | (100, 50) |
# | layer 2 | `W2` (50, 100), sigmoid | (100, 100) |
# | layer 3 | `W3` (100, 10), softmax | (100, 10) |
# | class | place of the largest entry of each row | (100,) |
#
# Computing 10,000 images one by one is slow, all at once takes much memory; so they go through in **batches**. With 7 images and a batch size of 3: images 0 to 2,
# 3 to 5, and 6 alone. **Predict, then run:** what do the slices hold, and what does `argmax` return with and without an axis?

# %% key="predict_batch.predict"
ages = np.array([31, 4, 27, 60, 18, 45, 9])
for i in range(0, len(ages), 3):
    print(i, ages[i : i + 3])
chances = np.array([[0.1, 0.7, 0.2], [0.8, 0.1, 0.1]])
print("argmax:", chances.argmax(), chances.argmax(axis=0), chances.argmax(axis=1))

# %% [markdown] key="predict_batch.trap"
# *In words: the last slice is simply shorter. Without an axis one number (1), the place in the whole table; along axis 0 the best image
# for each class (1 0 1); along axis 1 the best class of each image (1 0).*
#
# **Trap: lost images.** Counting `len(x) // batch_size` batches forgets the last, smaller one.
# **Trap: dividing by the wrong number.** Accuracy is right answers through *images*: 5 of 7 right is 0.714, in batches of any size.
#
# **Your turn.** Three functions; the second may call the first, the third the second. The order of probabilities is the order of scores, so inside `predict_batch`
# softmax may be left out. `predict` promises probabilities.

# %% exercise="predict_batch" title="Prediction in batches and accuracy" section="3.6.2 to 3.6.3" kind="function" defines="predict,predict_batch,accuracy" requires="sigmoid,softmax"
def predict(network, x):
    """Return the probability of each class for each image: sigmoid, sigmoid, softmax.

    Args:
        network: dict with 'W1', 'b1', 'W2', 'b2', 'W3', 'b3', of any sizes that fit each
            other. Left unchanged.
        x: images, one a row, shape (N, D), with pixels from 0.0 to 1.0. Left unchanged.

    Returns:
        Probabilities, shape (N, K); every row sums to 1. K is the number of columns of W3.

    Source: section 3.6.2.
    """
    raise NotImplementedError


def predict_batch(network, x, batch_size=100):
    """Return the most probable class of every image, computed batch by batch.

    Args:
        network: as for predict.
        x: images, shape (N, D), N at least 1. Left unchanged.
        batch_size: images to compute at once; the last batch is smaller where N is not a
            multiple of it.

    Returns:
        Integer array of shape (N,), one class for each image, in the order of x.

    Source: section 3.6.3.
    """
    raise NotImplementedError


def accuracy(network, x, t, batch_size=100):
    """Return the share of images whose predicted class is right.

    Args:
        network: as for predict.
        x: images, shape (N, D), N at least 1. Left unchanged.
        t: right classes, integers of shape (N,). Left unchanged.
        batch_size: as for predict_batch; the result does not depend on it.

    Returns:
        Float from 0.0 to 1.0: number of right answers divided by number of images.

    Source: section 3.6.3.
    """
    raise NotImplementedError

# %% [markdown] key="predict_batch.hints"
#
# <details>
# <summary>How do I collect the answers of all batches?</summary>
#
# Put each array into a list and join them at the end: `np.concatenate([np.array([1, 2, 3]), np.array([4])])` is one array of 4 entries.
# </details>
#
# <details>
# <summary>How do I count the right answers?</summary>
#
# Comparing two arrays gives True and False, and these count as 1 and 0: `np.sum(np.array([3, 5]) == np.array([3, 4]))` is 1.
# </details>

# %% check="predict_batch"
tiny_network = {
    "W1": np.array([[-5.0, 4, 2], [-2, -5, 3], [-2, 5, -2], [2, -4, 1]]), "b1": np.array([3.5, 0, -2]),
    "W2": np.array([[-6.0, 3], [-5, 3], [3, 0]]), "b2": np.array([4.0, -3]),
    "W3": np.array([[4.0, 1, 5], [3, 5, -6]]), "b3": np.array([-3.0, -3, 0]),
}  # 4 pixels, hidden layers of 3 and 2 neurons, 3 classes
seven_images = np.array([[0.0, 0, 1, 1], [1, 1, 0, 0], [0, 1, 0, 1], [0, 0, 1, 0], [1, 0, 0, 1], [0, 1, 0, 0], [1, 1, 1, 1]])
seven_labels = np.array([1, 2, 0, 1, 0, 0, 0])  # the network takes the last two for class 2
check(
    "predict_batch",
    ("predict: two images give two rows of probabilities",
     lambda: call(predict, tiny_network, seven_images[:2], gives=[[0.1456, 0.8534, 0.0010], [0.0465, 0.0029, 0.9506]], close=1e-4)),
    ("predict_batch: one class for each of 7 images, all at once",
     lambda: call(predict_batch, tiny_network, seven_images, 7, gives=[1, 2, 0, 1, 0, 2, 2], kind="int")),
    ("predict_batch: the same in batches of 3, the last one smaller",
     lambda: call(predict_batch, tiny_network, seven_images, 3, gives=[1, 2, 0, 1, 0, 2, 2], kind="int")),
    ("predict_batch: fewer images than one batch",
     lambda: call(predict_batch, tiny_network, seven_images[:2], gives=[1, 2], kind="int")),
    ("accuracy: 5 of 7 are right",
     lambda: call(accuracy, tiny_network, seven_images, seven_labels, gives=5 / 7)),
    ("accuracy: the same in batches of 2",
     lambda: call(accuracy, tiny_network, seven_images, seven_labels, 2, gives=5 / 7)),
)

# %% [markdown] key="predict_batch.next"
# **The hidden tests look at** other networks and sizes, batch sizes that fit and that do not (1, more than all images), rows that sum to 1, unchanged arrays, integer classes.
#
# **Think:** what accuracy would a network have that only guesses?
#
# <details>
# <summary>One answer</summary>
#
# With ten digits that are about equally frequent: about 0.1.
# </details>

# %% [markdown] key="accuracy_of_pretrained.why"
# ### Exercise 13 of 14 · `accuracy_of_pretrained`
# *Everything together · {points} points · about 20 minutes · calls your `load_mnist` and `accuracy`*
#
# Somebody has already trained the network: `mnist_data.pretrained_weights()` returns its weights. How many of the digits that it never saw does it read?
#
# | step | what | for MNIST |
# |---|---|---|
# | 1 | load the digits | test images (10000, 784), test labels (10000,) |
# | 2 | fetch the weights | `W1` (784, 50) ... `b3` (10,) |
# | 3 | compare predictions with labels | one number, 0.0 to 1.0 |
#
# **Predict** it before you run: 0.5? 0.9? 0.99?
#
# **Traps.** The *training* images would flatter: the network has seen them. Pixels 0 to 255 do not fit its weights. One-hot labels cannot
# be compared with classes. And a number typed in by hand is right for one data set only.

# %% exercise="accuracy_of_pretrained" title="Accuracy of a trained network" section="3.6.2" kind="training" requires="load_mnist,predict_batch"
def accuracy_of_pretrained():
    """Return the accuracy of the ready-trained network on all test images.

    The images come from load_mnist (pixels 0.0 to 1.0, flat), the weights from
    mnist_data.pretrained_weights().

    Returns:
        Float from 0.0 to 1.0.

    Source: section 3.6.2.
    """
    raise NotImplementedError

# %% [markdown] key="accuracy_of_pretrained.hints"
#
# <details>
# <summary>How do I take the two pairs apart?</summary>
#
# As with nested tuples: `(a, b), (c, d) = ((1, 2), (3, 4))` sets four names.
# </details>

# %% check="accuracy_of_pretrained"
def measured_problem():
    """Call it once, with a few of the pictures, to save time and memory."""
    train_images, train_labels, test_images, test_labels = (array[:500] for array in mnist_data.read_raw())
    wrong_labels = (train_labels[:90] + 1) % 10  # so that training images show where they are counted
    got = with_raw((train_images[:90], wrong_labels, test_images, test_labels), accuracy_of_pretrained)
    with np.load(mnist_data.HERE / "pretrained.npz") as stored:
        want = float(stored[f"{mnist_data.data_set_name()}_accuracy_of_500"])
    problem = difference(got, want, close=0.002)
    if problem is None:
        print(f"Your network reads {float(got):.1%} of the first {len(test_labels)} digits that it never saw.")
        return None
    return f"{line('got', got)}\n{line('expected', want)}\n  {problem} Test images? Pixels from 0 to 1? Labels as digits?"


check("accuracy_of_pretrained", ("the accuracy on 500 test images comes out", measured_problem))

# %% [markdown] key="accuracy_of_pretrained.next"
# **The hidden tests look at** the accuracy on the real test images, and on other images in their place.
#
# **Try:** call `accuracy_of_pretrained()` in a cell of your own: how many of *all* test images does it read?
#
# **Think:** the network is wrong for about one digit in forty. Would you be right for all of them? Find some in a cell of your own: compare what
# `predict_batch` returns with the test labels, `np.flatnonzero` gives the places where a comparison holds, and `img_show` draws them.

# %% [markdown] key="output_design.why"
# ## Part 5 of 5 · In words
#
# ### Exercise 14 of 14 · The output layer
# *Idea · {points} points · about 15 minutes · a person reads this answer*
#
# Three networks are planned: (a) one tells tomorrow's temperature, (b) one says whether an e-mail is spam, (c) one sorts pictures into the ten digits.
#
# 1. For each: how many neurons has the output layer, and which activation function? Say why in a sentence.
# 2. For (c), only the most probable digit is wanted in the end. May softmax be left out then? Why?

# %% [markdown] written="output_design" title="Design of the output layer" section="3.5" points=2
# Write here.

# %% [markdown] rubric="output_design"
# **1 point: all three output layers, with reasons.** Half a point if one of them is wrong or the reasons are missing.
#
# - (a) One neuron, identity: a temperature may be any number, so nothing squashes it.
# - (b) One neuron, sigmoid: its output between 0 and 1 is the probability of spam. (Two neurons with softmax is right as well.)
# - (c) Ten neurons, one for each class, softmax: ten probabilities that sum to 1.
#
# **1 point: softmax may be left out for the prediction, with the reason.** It keeps the order of the scores (exp grows, and all
# are divided by the same sum), so the largest score is also the largest probability. Half a point for a yes without this reason.
#
# Common errors: softmax or sigmoid for the temperature (its answers stay between 0 and 1; softmax with one neuron always says 1); one output neuron for ten classes (digits would be
# amounts, and 4 would lie between 3 and 5); softmax is needed to find the largest entry.

# %% [markdown] key="play"
# ## Play · Paint your own digit
#
# No points here. The next cell paints strokes as digits are painted and asks your `predict` what it sees.
# Copy it into a cell of your own and change the strokes: each is a list of corners (column, row), both from 4 to 24, (4, 4) being top left.
# How crooked may your digit be? What does the network say to a letter, or to nothing at all?

# %% key="play.paint"
def paint(strokes, width=1.1):
    """Return a picture (28, 28) of 0.0 to 1.0 with soft lines through the corners of each stroke."""
    corners = [(start, end) for stroke in strokes for start, end in zip(stroke, stroke[1:])]
    dots = np.concatenate([np.linspace(start, end, 40) for start, end in corners])
    rows, columns = np.mgrid[0:28, 0:28]
    distance = np.hypot(columns[..., None] - dots[:, 0], rows[..., None] - dots[:, 1]).min(axis=-1)
    return np.clip(1.6 * np.exp(-((distance / width) ** 2) / 2), 0, 1)


def ask_network(picture):
    """Draw a picture, and print the probabilities that your network gives to the ten digits."""
    try:
        chances = np.ravel(predict(mnist_data.pretrained_weights(), picture.reshape(1, 784)))
    except NotImplementedError:
        print("Nothing to play with yet: this needs your `predict`, `sigmoid` and `softmax`.")
        return
    if chances.shape != (10,):
        print(f"`predict` gave {chances.size} numbers for one picture, expected 10.")
        return
    plt.figure(figsize=(1.9, 1.9))
    plt.imshow(picture, cmap="gray_r")
    plt.axis("off")
    plt.show()
    for digit, chance in enumerate(np.nan_to_num(chances).clip(0, 1)):
        print(digit, f"{chance:6.1%}", "#" * round(30 * chance))


ask_network(paint([[(7, 8), (11, 5), (16, 5), (19, 8), (18, 12), (7, 22), (20, 22)]]))

# %% [markdown] key="end"
# **You have built** a network that reads handwriting, from the single neuron up. What it cannot do yet is learn: somebody else found its weights.
# **Next:** chapter 4 finds them from the pictures.
