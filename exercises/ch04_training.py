# ---
# title: "Chapter 4: Training"
# chapter: 4
# files: ch03_neural_networks
# ---

# %% [markdown] key="welcome"
# # Chapter 4: Training
#
# At the end of this notebook a network has learned to read digits by itself, and you have written what makes it learn: a measure of how wrong it is,
# the slopes of this measure, and the walk downhill.
#
# | part | exercises | about |
# |---|---|---|
# | 1 How wrong? | 1 to 4 | 70 minutes |
# | 2 Slopes | 5 to 8 | 90 minutes |
# | 3 Downhill | 9 to 11 | 60 minutes |
# | 4 A network that learns | 12 to 16 | 150 minutes |
# | 5 In words | 17 and 18 | 25 minutes |
#
# Together {total_points} points.
#
# **Three kinds of cells.** Cells *to read* (text, examples, drawings): run them and leave them as they are. Cells *to write*: replace
# each line `raise NotImplementedError` by your code. Cells *to check*: run them after yours; they show what you passed in, what
# came back and what was expected, and count how many checks you have passed. Add cells of your own wherever you like.
#
# Checks are not the grade: the hidden tests use other numbers and ask for everything that the text and the docstring promise.
# Stuck for half an hour? Go on; each exercise says which earlier ones it calls.

# %% key="setup"
# Run this cell first. You need not read it: it holds the imports, and the helpers of the check cells.
import inspect
from copy import deepcopy

import matplotlib.pyplot as plt
import numpy as np

plt.rcParams["figure.dpi"] = 72
NUMBER_OF_CHECKS = 16
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
    if isinstance(value, np.random.Generator):
        return start + "a random generator"
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


def drawn_by(function, *inputs):
    """Call a function that draws, and return its axes; a plt.show() inside does no harm."""
    plt.close("all")
    show, plt.show = plt.show, lambda *args, **kwargs: None
    try:
        function(*inputs)
    finally:
        plt.show = show
    return [axes for number in plt.get_fignums() for axes in plt.figure(number).axes]


def plain(name):
    """The name of an axis, without the signs that make it a formula."""
    return name.replace("$", "").replace("_", "").strip().lower()

# %% [markdown] key="part1"
# ## Part 1 of 5 · How wrong?
#
# The network of chapter 3 came with ready weights. To find weights we need one number that says how wrong the answers are: the **loss**.
# The smaller, the better; learning means making it smaller. The letters of this chapter:
#
# | letter | meaning | shape for one sample | for a batch |
# |---|---|---|---|
# | `y` | what the network answers | (K,) | (N, K) |
# | `t` | what is right (target), one-hot | (K,) | (N, K) |
# | K, N | number of classes, of samples | | |
#
# The next cell holds two answers to the picture of a 2; the checks use them. **Predict:** which of the two should have the larger loss?

# %% key="part1.answers"
right_class = np.array([0, 0, 1, 0, 0, 0, 0, 0, 0, 0])  # ten classes, class 2 is right
good_answer = np.array([0.1, 0.05, 0.6, 0.0, 0.05, 0.1, 0.0, 0.1, 0.0, 0.0])
bad_answer = np.array([0.1, 0.05, 0.1, 0.0, 0.05, 0.1, 0.0, 0.6, 0.0, 0.0])
print("most probable:", good_answer.argmax(), "and", bad_answer.argmax())

# %% [markdown] key="sum_squared_error.why"
# *In words: the first one says 2, the second one takes it for a 7, so its loss should be the larger one.*
#
# ### Exercise 1 of 18 · `sum_squared_error`
# *NumPy · {points} points · about 10 minutes · needs nothing*
#
# The plainest loss: how far is each answer off? Square it, add up, take half.
#
# $$ E = \frac{1}{2} \sum_k (y_k - t_k)^2 \qquad (4.1) $$
#
# **By hand**, three classes, the right one is class 1:
#
# | | class 0 | class 1 | class 2 | sum | half |
# |---|---|---|---|---|---|
# | `y` | 0.2 | 0.7 | 0.1 | | |
# | `t` | 0 | 1 | 0 | | |
# | squared difference | 0.04 | 0.09 | 0.01 | 0.14 | **0.07** |
#
# **Predict, then run:** a guesser says 4 and 6 metres, the tape says 5 and 5. Which of the three lines hides that he was wrong?

# %% key="sum_squared_error.predict"
guessed, measured = np.array([4.0, 6.0]), np.array([5.0, 5.0])
print("differences        :", np.sum(guessed - measured))
print("without their signs:", np.sum(np.abs(guessed - measured)))
print("squared            :", np.sum((guessed - measured) ** 2))

# %% [markdown] key="sum_squared_error.trap"
# *In words: 0, 2 and 2. Plain differences cancel. Squares do not, and they count one large error more than two small ones.*
#
# **Trap: a mean.** This course takes the *sum*, and half of it. Other books divide by K or by N, and then all numbers differ. The half will
# cancel a 2 in chapter 5.
#
# **Your turn.** One number comes back, also for a batch: all entries are summed.

# %% exercise="sum_squared_error" title="Sum of squared errors" section="4.2.1" kind="function"
def sum_squared_error(y, t):
    """Return half the sum of the squared differences.

    Args:
        y: what the network answered, shape (K,), or (N, K) for a batch; float or int. Left
            unchanged.
        t: what is right, same shape. Left unchanged.

    Returns:
        One float: 0.5 times the sum of (y - t) squared over all entries. Nothing is
        divided by K or N.

    Source: section 4.2.1, equation (4.1).
    """
    raise NotImplementedError

# %% [markdown] key="sum_squared_error.hints"
#
# <details>
# <summary>My result is an array</summary>
#
# `np.sum` without `axis=` adds up everything: `np.sum(np.array([[1, 2], [3, 4]]))` is 10.
# </details>

# %% check="sum_squared_error"
check(
    "sum_squared_error",
    ("the example worked by hand", lambda: call(sum_squared_error, np.array([0.2, 0.7, 0.1]), np.array([0, 1, 0]), gives=0.07)),
    ("an answer that favours the right class has a small loss",
     lambda: call(sum_squared_error, good_answer, right_class, gives=0.0975, think="Half of the sum, divided by nothing.")),
    ("one that favours a wrong class has a larger one", lambda: call(sum_squared_error, bad_answer, right_class, gives=0.5975)),
    ("a batch gives one number", lambda: call(sum_squared_error, np.array([[1.0, 2.0], [0.0, 3.0]]), np.array([[0, 2], [1, 1]]), gives=3.0)),
)

# %% [markdown] key="sum_squared_error.next"
# **The hidden tests look at** other answers and sizes, a batch, integers, unchanged arrays.
#
# **Think:** what is the smallest possible loss, and when is it reached?
#
# <details>
# <summary>One answer</summary>
#
# 0, when every entry is exactly right.
# </details>

# %% [markdown] key="cross_entropy_single.why"
# ### Exercise 2 of 18 · `cross_entropy_single`
# *Idea and mathematics · {points} points · about 20 minutes · needs nothing*
#
# For classes another loss is used: it looks only at the probability of the *right* class and asks how surprised we must be.
#
# $$ E = -\sum_k t_k \log y_k \qquad (4.2) $$
#
# `log` is the natural logarithm, `np.log`. As $t$ is 0 everywhere but at the right class, a single term is left.
#
# **By hand** with `y` = [0.2, 0.7, 0.1] and class 1 right: $-(0 \cdot \log 0.2 + 1 \cdot \log 0.7 + 0 \cdot \log 0.1) = -\log 0.7 = 0.357$.

# %% key="cross_entropy_single.figure"
probability = np.linspace(0.005, 1, 200)
plt.figure(figsize=(6, 2.2))
plt.plot(probability, -np.log(probability), color="black")
for y_right, name in [(0.1, "0.1: loss 2.30"), (0.6, "0.6: loss 0.51"), (1.0, "1: loss 0")]:
    plt.plot(y_right, -np.log(y_right), "o", color="black")
    plt.annotate(name, (y_right, -np.log(y_right)), (4, 8), textcoords="offset points", ha="right" if y_right == 1 else "left")
plt.xlabel("probability of the right class")
plt.ylabel("loss")
plt.show()

# %% [markdown] key="cross_entropy_single.example"
# *In words: whoever is sure of the right class (1) loses nothing; 0.6 costs 0.51, 0.1 costs 2.30, and towards 0 the curve rises without end.*
#
# **Predict, then run:** what is the logarithm of 0, and what does it do to a sum?

# %% key="cross_entropy_single.predict"
with np.errstate(all="ignore"):
    print("log          :", np.log(np.array([0.6, 0.1, 0.0])))
    print("0 times -inf :", 0 * np.log(0.0))
print("log of 1e-7  :", np.log(1e-7))

# %% [markdown] key="cross_entropy_single.trap"
# *In words: the logarithm of 0 is minus infinity, and 0 times that is nan, not a number. One such entry spoils the whole sum. The logarithm of 0.0000001 is
# a harmless −16.1.*
#
# So a tiny number, 1e-7, is added **inside** the logarithm. It changes the sixth digit of the result at most, as long as the probabilities are not tiny themselves.
#
# **Trap: which one goes into the logarithm?** The probabilities. In `t` most entries are 0.
#
# **Trap: the minus.** Logarithms of numbers below 1 are negative; a loss is not.

# %% exercise="cross_entropy_single" title="Cross entropy of one sample" section="4.2.2" kind="function"
def cross_entropy_single(y, t):
    """Return the cross entropy of one sample.

    Args:
        y: probabilities that the network gives to the K classes, shape (K,). Left
            unchanged.
        t: one-hot, shape (K,): 1 at the right class and 0 elsewhere, float or int. Left
            unchanged.

    Returns:
        One float: minus the sum of t times the natural logarithm of y. A probability of 0
        gives a large finite number, because 1e-7 is added inside the logarithm.

    Source: section 4.2.2, equation (4.2).
    """
    raise NotImplementedError

# %% [markdown] key="cross_entropy_single.hints"
#
# <details>
# <summary>I do not know where 1e-7 goes</summary>
#
# The same care for a division: `pieces / (people + 1e-7)` never divides by 0. The small number joins the array, before the operation that might fail.
# </details>

# %% check="cross_entropy_single"
check(
    "cross_entropy_single",
    ("the example worked by hand",
     lambda: call(cross_entropy_single, np.array([0.2, 0.7, 0.1]), np.array([0, 1, 0]), gives=0.3566749, close=1e-5)),
    ("probability 0.6 for the right one of ten classes",
     lambda: call(cross_entropy_single, good_answer, right_class, gives=0.5108255, close=1e-5)),
    ("probability 0.1 for the right class",
     lambda: call(cross_entropy_single, bad_answer, right_class, gives=2.3025841, close=1e-5)),
    ("probability 0 for the right class gives a large finite number",
     lambda: None if 5 < float(cross_entropy_single(np.array([0.3, 0.7, 0.0]), np.array([0, 0, 1]))) < np.inf
     else f"  y = [0.3 0.7 0. ] with class 2 right gives {cross_entropy_single(np.array([0.3, 0.7, 0.0]), np.array([0, 0, 1]))}, expected about 16.1."),
)

# %% [markdown] key="cross_entropy_single.next"
# **The hidden tests look at** other probabilities and numbers of classes, a probability of 0, unchanged arrays.
#
# **Think:** a network that guesses gives 0.1 to each of ten classes. What is its loss? Remember this number: it is where every training of this course begins.
#
# <details>
# <summary>One answer</summary>
#
# 2.30, the second example of the check.
# </details>

# %% [markdown] key="cross_entropy_error.why"
# ### Exercise 3 of 18 · `cross_entropy_error`
# *NumPy · {points} points · about 30 minutes · needs exercise 2 as an idea*
#
# A network learns from many samples at a time. The loss of a batch is the **mean** over its N samples, so that it does not grow with N.
#
# $$ E = -\frac{1}{N} \sum_n \sum_k t_{nk} \log y_{nk} \qquad (4.3) $$
#
# Targets come in two forms, and both should work:
#
# | | `y` | `t` one-hot | `t` as labels |
# |---|---|---|---|
# | a batch | (N, K) | (N, K) | (N,) integers |
# | one sample | (K,) | (K,) | |
#
# **By hand**, N = 2, K = 3, right classes 1 and 2:
#
# | `y` | probability of the right class | loss |
# |---|---|---|
# | 0.2, 0.7, 0.1 | 0.7 | 0.357 |
# | 0.6, 0.1, 0.3 | 0.3 | 1.204 |
# | | mean | **0.780** |
#
# **Predict, then run:** three shops (rows), prices of four fruits (columns). We want the price of one fruit in each shop: fruit 2, fruit 0, fruit 3.

# %% key="cross_entropy_error.predict"
prices = np.array([[10, 20, 30, 40], [11, 21, 31, 41], [12, 22, 32, 42]])
fruit = np.array([2, 0, 3])
print(prices[np.arange(3), fruit])
print(prices[:, fruit])

# %% [markdown] key="cross_entropy_error.trap"
# *In words: with the shop's number beside each fruit, three prices come out: 30, 11, 42. With a colon, all shops are asked for all three fruits: nine prices.*
#
# **Trap: labels taken for one-hot.** `labels * np.log(y)` may even run when N and K are equal, and means nothing.
#
# **Trap: which form is it?** An integer type does not tell: one-hot rows are often integers, too. The number of entries does: a one-hot `t` has as many as `y`.
#
# **Trap: dividing by K**, or by all N times K entries (`np.mean` of the whole table). N is the number of rows.
#
# **Your turn.** One sample, (K,), is a batch of one: give it the missing axis first.

# %% exercise="cross_entropy_error" title="Cross entropy of a batch" section="4.2.4" kind="function"
def cross_entropy_error(y, t):
    """Return the mean cross entropy of a batch, or that of one sample.

    Args:
        y: probabilities, shape (N, K), or (K,) for one sample. Left unchanged.
        t: one-hot rows of the same shape as y (float or int), or, for a batch, the right
            classes themselves: integers of shape (N,). Left unchanged.

    Returns:
        One float: the sum over all samples divided by N. A probability of 0 gives a large
        finite number, because 1e-7 is added inside the logarithm.

    Source: section 4.2.4, equation (4.3).
    """
    raise NotImplementedError

# %% [markdown] key="cross_entropy_error.hints"
#
# <details>
# <summary>How do I treat one sample as a batch?</summary>
#
# `row.reshape(1, row.size)` gives a table with one row. Do it with `y` and with `t`, where `y.ndim` is 1; the rest of the function then knows only batches.
# </details>
#
# <details>
# <summary>How do I treat two forms of targets?</summary>
#
# Make one out of the other. One-hot rows become labels by `argmax` along their axis; a small case: `np.array([[0, 1], [1, 0]]).argmax(axis=1)` is [1 0].
# Then pick from `y` as the prices were picked.
# </details>

# %% check="cross_entropy_error"
two_answers = np.array([[0.2, 0.7, 0.1], [0.6, 0.1, 0.3]])
three_answers = np.array([[0.5, 0.25, 0.25], [0.1, 0.8, 0.1], [0.2, 0.3, 0.5]])
check(
    "cross_entropy_error",
    ("one-hot targets: the example worked by hand",
     lambda: call(cross_entropy_error, two_answers, np.array([[0.0, 1, 0], [0, 0, 1]]), gives=0.7803239, close=1e-5)),
    ("the same targets as labels",
     lambda: call(cross_entropy_error, two_answers, np.array([1, 2]), gives=0.7803239, close=1e-5)),
    ("integer one-hot rows, as many rows as classes",
     lambda: call(cross_entropy_error, three_answers, np.array([[0, 1, 0], [0, 1, 0], [1, 0, 0]]), gives=1.0729583, close=1e-5)),
    ("labels, as many rows as classes",
     lambda: call(cross_entropy_error, three_answers, np.array([1, 1, 0]), gives=1.0729583, close=1e-5)),
    ("one sample without a batch axis", lambda: call(cross_entropy_error, good_answer, right_class, gives=0.5108255, close=1e-5)),
    ("a batch of one gives a single number", lambda: call(cross_entropy_error, two_answers[:1], np.array([1]), gives=0.3566749, close=1e-5)),
    ("a probability of 0 gives a large finite number",
     lambda: None if 5 < float(cross_entropy_error(np.array([[1.0, 0.0]]), np.array([1]))) < np.inf
     else "  The loss for probability 0 is not finite, or too small."),
)

# %% [markdown] key="cross_entropy_error.next"
# **The hidden tests look at** one-hot rows and labels, also as many rows as classes, uint8 labels, one sample, a batch of one, a probability of 0, unchanged arrays.
#
# **Think:** why the mean and not the sum?
#
# <details>
# <summary>One answer</summary>
#
# The mean of 100 samples and the mean of 1,000 can be compared, and a step of learning is not ten times as large only because the batch is.
# </details>

# %% [markdown] key="minibatch_choice.why"
# ### Exercise 4 of 18 · `minibatch_choice`
# *NumPy · {points} points · about 10 minutes · needs nothing*
#
# The loss over all 60,000 digits would be exact and slow. A small random sample, a **mini-batch**, tells nearly as much, as a poll does. It is drawn anew for each step.
#
# | name | shape | meaning |
# |---|---|---|
# | `x` | (N, ...) | all training inputs |
# | `t` | (N,) or (N, K) | their targets |
# | `rng` | | a random generator: `np.random.default_rng()` |
# | result | two arrays, `batch_size` rows each | row i of both is the same sample |
#
# **Predict, then run:** which numbers can come out, how many are there, and are the two draws alike?

# %% key="minibatch_choice.predict"
dice = np.random.default_rng(3)
print(dice.choice(6, 4))
print(dice.choice(6, 4))
names = np.array(["Ada", "Bea", "Cem", "Dov"])
print(names[np.array([3, 1, 3])])

# %% [markdown] key="minibatch_choice.trap"
# *In words: `choice(6, 4)` draws four numbers from 0 to 5, others at each call; a number may come twice, here the 1. An array of numbers in square brackets picks rows, also one twice.*
#
# **Trap: drawing twice.** New numbers for `t` would pair pictures with labels of other pictures, and the network would learn nonsense.
#
# **Trap: a generator of one's own** with a fixed seed inside the function deals the same cards in every game. Use the `rng` that comes in: with it, a training can be
# repeated. (`np.random.choice`, which books use, counts as well.)

# %% exercise="minibatch_choice" title="Choosing a mini-batch" section="4.2.3" kind="function"
def minibatch_choice(x, t, batch_size, rng):
    """Draw some samples at random, each with its own target.

    Args:
        x: all training inputs, shape (N, D) or (N, ...). Left unchanged.
        t: their targets, shape (N,) or (N, K). Left unchanged.
        batch_size: how many samples to draw, at most N.
        rng: random generator, as np.random.default_rng() makes it.

    Returns:
        (x_batch, t_batch), batch_size rows each; row i of both comes from the same sample.
        Every sample can be drawn, and a later call draws anew. Whether a sample may come
        twice is up to you.

    Source: section 4.2.3.
    """
    raise NotImplementedError

# %% [markdown] key="minibatch_choice.hints"
#
# <details>
# <summary>How do I get two arrays out of one function?</summary>
#
# `return first, second` hands back both. The caller may write `a, b = my_function()`.
# </details>

# %% check="minibatch_choice"
def batch_problem(calls=1):
    """Draw from 5 samples of which row i is filled with i, and look whether the two parts belong together."""
    x, t = np.repeat(np.arange(5.0)[:, None], 2, axis=1), np.arange(5)
    generator, draws = np.random.default_rng(0), []
    for _ in range(calls):
        result = minibatch_choice(x, t, 3, generator)
        if not isinstance(result, (tuple, list)) or len(result) != 2:
            return "  Two arrays are expected: return x_batch, t_batch."
        if unlike(np.repeat(np.arange(5.0)[:, None], 2, axis=1), x) or unlike(np.arange(5), t):
            return "  The samples themselves were changed. Pick rows, do not move them."
        x_batch, t_batch = result
        if not (isinstance(x_batch, np.ndarray) and isinstance(t_batch, np.ndarray)):
            kinds = f"{type(x_batch).__name__} and {type(t_batch).__name__}"
            return f"  Two arrays are expected, and {kinds} came back. Is np.array(...) missing around a list of rows?"
        if np.shape(x_batch) != (3, 2) or np.shape(t_batch) != (3,):
            return f"  The shapes are {np.shape(x_batch)} and {np.shape(t_batch)}, expected (3, 2) and (3,)."
        if not np.array_equal(x_batch[:, 0], t_batch):
            return f"  Inputs of the samples {x_batch[:, 0]} came with the targets of {t_batch}. They should be the same samples."
        draws.append(tuple(int(number) for number in t_batch))
    if calls > 1 and len(set(draws)) == 1:
        return f"  {calls} calls drew {draws[0]} every time. Is the batch drawn anew, from the rng that comes in?"
    if calls > 1 and set(sum(draws, ())) != set(range(5)):
        return f"  In {calls} calls only the samples {sorted(set(sum(draws, ())))} of 0 to 4 were drawn."
    return None


check(
    "minibatch_choice",
    ("inputs and targets of 3 samples, each pair from the same sample", batch_problem),
    ("later calls draw anew, and every sample has its turn", lambda: batch_problem(calls=40)),
)

# %% [markdown] key="minibatch_choice.next"
# **The hidden tests look at** pairs that belong together, labels and one-hot targets, pictures with more axes, several calls, whether every sample can come, unchanged arrays.
#
# **Think:** with batches of 100, after how many batches has the network seen as many pictures as there are, 60,000?
#
# <details>
# <summary>One answer</summary>
#
# After 600. This is called an **epoch**.
# </details>

# %% [markdown] key="part2"
# ## Part 2 of 5 · Slopes
#
# Which way should a weight move? That is the question of the **slope**: if the loss rises when the weight grows,
# the weight should shrink, and the other way round. This part measures slopes.

# %% [markdown] key="numerical_diff.why"
# ### Exercise 5 of 18 · `numerical_diff`
# *Idea and mathematics · {points} points · about 25 minutes · needs nothing*
#
# The slope of a curve at x is its rise divided by its run, on a very short piece that lies evenly about x: one step h to the right, one to the left. This is the **central difference**.
#
# $$ f'(x) \approx \frac{f(x + h) - f(x - h)}{2h} \qquad (4.4) $$
#
# **By hand**, $f(x) = x^2$ at $x = 3$ with the coarse step $h = 0.1$:
#
# | | value |
# |---|---|
# | f(3.1) | 9.61 |
# | f(2.9) | 8.41 |
# | rise | 1.20 |
# | run, two steps | 0.2 |
# | slope | **6** |
#
# From 3 to the right alone, (9.61 − 9) / 0.1, it would be 6.1: a **forward difference** is less exact.
#
# The book first tries a step of $10^{-50}$. **Predict, then run:** what does the computer make of it?

# %% key="numerical_diff.predict"
print("a small float32  :", np.float32(1e-50))
print("5 + 1e-50 == 5   :", 5 + 1e-50 == 5)
print("5 + 1e-4 == 5    :", 5 + 1e-4 == 5)

# %% [markdown] key="numerical_diff.example"
# *In words: float32 rounds 1e-50 to 0, and even a float64 cannot tell 5 + 1e-50 from 5. The rise would be 0, and so would every slope.*
#
# So h must be small, but not too small. The next figure shows how far off the slope of `np.sin` at 1 is for various steps. **Predict:** which h is best for the central difference?

# %% key="numerical_diff.figure"
steps = [1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-8, 1e-10, 1e-12, 1e-14]
forward_off = [4.3e-2, 4.2e-3, 4.2e-4, 4.2e-5, 4.2e-6, 4.2e-7, 3.0e-9, 5.8e-8, 4.3e-5, 3.7e-3]
central_off = [9.0e-4, 9.0e-6, 9.0e-8, 9.0e-10, 1.1e-11, 2.8e-11, 2.6e-9, 5.8e-8, 1.2e-5, 3.7e-3]
plt.figure(figsize=(6, 2.4))
plt.loglog(steps, forward_off, "s--", color="0.5", label="forward")
plt.loglog(steps, central_off, "o-", color="black", label="central")
plt.xlabel("step h")
plt.ylabel("error of the slope")
plt.legend()
plt.show()

# %% [markdown] key="numerical_diff.trap"
# *In words: read from right to left. First both errors fall, the central one much faster; left of about 1e-5 (central) and 1e-8 (forward) rounding takes over and they rise
# again.* With h = 1e-4 the central difference is off by 0.0000000009, the forward one by 0.00004. The course takes **h = 1e-4**.
#
# **Trap: half of the run.** The two places are 2h apart. Divide by h, and every slope is twice too large.
#
# **Your turn.** `f` is a function that comes in as an argument. Call it like any other: `f(...)`.

# %% exercise="numerical_diff" title="Numerical differentiation" section="4.3.1" kind="function"
def numerical_diff(f, x):
    """Return the slope of f at x, by a central difference.

    Args:
        f: function that takes a float and returns a float.
        x: the place, a float.

    Returns:
        The slope, a float: f a little to the right minus f a little to the left, divided by
        the distance of the two places. The step h is 1e-4.

    Source: section 4.3.1, equation (4.4).
    """
    raise NotImplementedError

# %% [markdown] key="numerical_diff.hints"
#
# <details>
# <summary>My slopes are a little off, or wildly off</summary>
#
# Python calculates `*` and `/` from left to right: `1 / 2 * 5` is 2.5, and `1 / (2 * 5)` is 0.1. Do your brackets say what the formula says?
# </details>

# %% check="numerical_diff"
def square(x):
    return x**2


def cube(x):
    return x**3


asked = []


def remembering_sine(x):
    """The sine, which keeps a list of the places that it was asked for."""
    asked.append(float(x))
    return np.sin(x)


def places_problem():
    """Look where f was asked for."""
    asked.clear()
    numerical_diff(remembering_sine, 1.0)
    off = sorted(round(place - 1.0, 12) for place in asked)
    story = f"  numerical_diff(sine, 1.0) asked for sine at 1.0 plus {off}"
    if not off or off[0] >= 0 or off[-1] <= 0:
        return story + ". Expected: one place on each side of 1.0."
    if not (abs(off[0] + off[-1]) < 1e-9 and 1e-6 <= off[-1] <= 1e-3):
        return story + ". Expected: 0.0001 to the left and to the right."
    return None


check(
    "numerical_diff",
    ("the square has the slope 6 at 3, as worked by hand", lambda: call(numerical_diff, square, 3.0, gives=6.0)),
    ("a falling curve has a negative slope", lambda: call(numerical_diff, square, -2.0, gives=-4.0)),
    ("the places lie on both sides of x, with a small step", places_problem),
    ("the cube has the slope 12 at 2", lambda: call(numerical_diff, cube, 2.0, gives=12.0)),
    ("the sine has the slope 1 at 0", lambda: call(numerical_diff, np.sin, 0.0, gives=1.0)),
)

# %% [markdown] key="numerical_diff.next"
# **The hidden tests look at** other functions and places, the places at which f is asked, and the exactness (a millionth).
#
# **Think:** the slope of |x| at 0: what does your function say, and is it right?
#
# <details>
# <summary>One answer</summary>
#
# 0, as both sides are equally high. But |x| has a corner there: the slope is −1 on the left and 1 on the right, and no single number is right.
# </details>

# %% [markdown] key="tangent_line.why"
# ### Exercise 6 of 18 · `function_1`, `tangent_line`, `plot_tangents`
# *Matplotlib and mathematics · {points} points · about 25 minutes · calls your `numerical_diff`*
#
# A slope can be seen: it is how steep the **tangent** is, the straight line that touches the curve. The curve of the book is
#
# $$ f(x) = 0.01\,x^2 + 0.1\,x \qquad (4.5) $$
#
# A line through the point (x, f(x)) with the slope s has the height $s\,u + (f(x) - s\,x)$ at the place $u$.
#
# **By hand** at x = 5: f(5) = 0.25 + 0.5 = 0.75, slope 0.2.
#
# | place u | height of the tangent | height of the curve |
# |---|---|---|
# | 0 | 0.75 − 0.2 · 5 = **−0.25** | 0 |
# | 5 | 0.2 · 5 − 0.25 = 0.75 | 0.75 |
# | 10 | 0.2 · 10 − 0.25 = 1.75 | 2 |
#
# `tangent_line` gives back a *function*. **Predict, then run:** what do the last two lines print?

# %% key="tangent_line.predict"
def price_list(fee, per_hour):
    """Return a function that tells the price of some hours."""
    def price(hours):
        return fee + per_hour * hours
    return price


boat = price_list(500, 200)
print(boat)
print(boat(3), boat(np.array([0, 1, 2])))

# %% [markdown] key="tangent_line.trap"
# *In words: `boat` is a function; it remembers its fee of 500 and 200 an hour. Called with 3 it says 1100, with an array it answers for every entry.*
#
# **Trap: through the origin.** `slope * u` alone has the right steepness and touches nothing. The table shows what is missing at u = 0.
#
# **Your turn.** The drawing: curve and both tangents over x = 0.0, 0.1, ..., 19.9, which are 200 points; the axes are named `x` and `f(x)`.

# %% exercise="tangent_line" title="Drawing tangents" section="4.3.2" kind="plot" defines="function_1,tangent_line,plot_tangents" requires="numerical_diff"
def function_1(x):
    """Return 0.01 x squared plus 0.1 x.

    Args:
        x: a float, or an array of any shape. Left unchanged.

    Returns:
        A float, or a new array of the same shape.

    Source: section 4.3.2, equation (4.5).
    """
    raise NotImplementedError


def tangent_line(f, x):
    """Return the straight line that touches the curve of f at x.

    Args:
        f: function of one float, as numerical_diff takes it.
        x: the place where line and curve touch, a float.

    Returns:
        A function of one argument (a float or an array): the height of the line there.

    Source: section 4.3.2.
    """
    raise NotImplementedError


def plot_tangents():
    """Draw function_1 with its tangents at x = 5 and x = 10.

    All three over x = 0.0, 0.1, ..., 19.9, as lines in one pair of axes or, with the curve
    repeated, in two. The axes are named 'x' and 'f(x)'.

    Returns:
        None. No plt.show() is needed.

    Source: section 4.3.2.
    """
    raise NotImplementedError

# %% [markdown] key="tangent_line.hints"
#
# <details>
# <summary>How do I give a function back?</summary>
#
# Define it inside, then return its name, as `price_list` does. A short form: `return lambda hours: fee + per_hour * hours`.
# </details>
#
# <details>
# <summary>How do I name the axes?</summary>
#
# For another figure: `plt.plot(hours, boat(hours))`, then `plt.xlabel("hours")` and `plt.ylabel("yen")`.
# </details>

# %% check="tangent_line"
def parabola(x):
    return x**2


def heights_problem(place, gives):
    """Ask the tangent of the parabola x**2 for its heights at 0, 1 and 2."""
    tangent = tangent_line(parabola, place)
    if not callable(tangent):
        return f"  tangent_line(parabola, {place}) gives back {tangent!r}, expected a function."
    got = tangent(np.array([0.0, 1.0, 2.0]))
    problem = difference(got, gives)
    return problem and f"  tangent of the parabola x**2 at {place}, heights at 0, 1, 2\n{line('got', got)}\n{line('expected', gives)}\n  {problem}"


def tangents_problem():
    axes_list = drawn_by(plot_tangents)
    lines = [drawn.get_data() for axes in axes_list for drawn in axes.lines]
    if not lines:
        return "  No line was drawn."
    for name, y_at_0, y_at_10, bend in [("function_1", 0, 2, 2.4375), ("tangent at 5", -0.25, 1.75, 1.75), ("tangent at 10", -1, 2, 1.25)]:
        wanted = [(x, y) for x, y in lines if abs(np.interp(0, x, y) - y_at_0) < 1e-3 and abs(np.interp(10, x, y) - y_at_10) < 1e-3]
        if not wanted:
            return f"  No line goes through (0, {y_at_0}) and (10, {y_at_10}), as {name} does. Lines drawn: {len(lines)}."
        x = np.asarray(wanted[0][0], dtype=float)
        if len(x) not in (200, 201) or not np.allclose(x, 0.1 * np.arange(len(x)), atol=1e-6):  # 20.0 may be there
            return f"  {name}: x goes from {x[0]:.4g} to {x[-1]:.4g} in {len(x)} points, expected 0.0 to 19.9 in 200 points."
    for axes in axes_list:
        if axes.lines and (plain(axes.get_xlabel()), plain(axes.get_ylabel())) != ("x", "f(x)"):
            return f"  The axes are named {axes.get_xlabel()!r} and {axes.get_ylabel()!r}, expected 'x' and 'f(x)'."
    return None


check(
    "tangent_line",
    ("function_1 is 0.75 at 5 and 2 at 10", lambda: call(function_1, np.array([0.0, 5.0, 10.0]), gives=[0, 0.75, 2])),
    ("the tangent of x**2 at 1 goes through -1, 1, 3", lambda: heights_problem(1.0, [-1, 1, 3])),
    ("the tangent of x**2 at -1 goes through -1, -3, -5", lambda: heights_problem(-1.0, [-1, -3, -5])),
    ("the drawing shows curve and tangents, with names at the axes", tangents_problem),
)

# %% [markdown] key="tangent_line.next"
# **The hidden tests look at** tangents of other functions, the points of all three lines, the names of the axes.
#
# **Think:** the tangent at 10 is steeper than that at 5. Who would come down faster on this hill, somebody at 5 or at 10?
#
# <details>
# <summary>One answer</summary>
#
# The one at 10. Gradient descent uses this: steep places get long steps.
# </details>

# %% [markdown] key="partial_derivative.why"
# ### Exercise 7 of 18 · `function_2` and `partial_derivative`
# *Idea and mathematics · {points} points · about 15 minutes · calls your `numerical_diff`*
#
# A loss depends on many weights. So take two variables first:
#
# $$ f(x_0, x_1) = x_0^2 + x_1^2 \qquad (4.6) $$
#
# In which direction is the slope meant? A **partial derivative** moves *one* variable and holds all others still. It is the slope of a curve again: cut through the hill.
#
# **By hand** at (3, 4):
#
# | moved | held | what is left | slope | name |
# |---|---|---|---|---|
# | $x_0$, about 3 | $x_1 = 4$ | $x_0^2 + 16$ | 2 · 3 = **6** | $\partial f / \partial x_0$ |
# | $x_1$, about 4 | $x_0 = 3$ | $9 + x_1^2$ | 2 · 4 = **8** | $\partial f / \partial x_1$ |
#
# **Predict, then run:** three functions are made in a loop. What do they answer?

# %% key="partial_derivative.predict"
adders = [lambda number: number + step for step in (1, 2, 3)]
print([adder(10) for adder in adders])

# %% [markdown] key="partial_derivative.trap"
# *In words: 13 three times. A function looks up `step` when it is called, and by then the loop has ended at 3.* Who makes a function for each variable in a loop meets this
# **trap**; a function that is made inside `partial_derivative`, for the one `index`, does not.
#
# **Trap: the wrong height for the rest.** Others held at 0 instead of at their own values give another curve.
#
# **Trap: `^`.** In Python the power is `**`.
#
# **Your turn.** Make a function of one float, and hand it to `numerical_diff`. `x` itself must stay as it is: change a copy.

# %% exercise="partial_derivative" title="Partial derivatives" section="4.3.3" kind="function" defines="function_2,partial_derivative" requires="numerical_diff"
def function_2(x):
    """Return the sum of the squares of all entries of x.

    Args:
        x: array of shape (n,), for the text's example (2,). Left unchanged.

    Returns:
        One number.

    Source: section 4.3.3, equation (4.6).
    """
    raise NotImplementedError


def partial_derivative(f, x, index):
    """Return the slope of f at x in the direction of one variable; all others stay as they are.

    Args:
        f: function that takes an array of shape (n,) and returns one number.
        x: the place, float array of shape (n,). Left unchanged.
        index: which variable is moved, from 0 to n - 1.

    Returns:
        The partial derivative, a float, by a central difference with step 1e-4.

    Source: section 4.3.3.
    """
    raise NotImplementedError

# %% [markdown] key="partial_derivative.hints"
#
# <details>
# <summary>How do I make a function of one variable out of f?</summary>
#
# Define it inside. On another problem, the price of a basket when only the price of item 2 changes:
# `def basket(price): changed = prices.copy(); changed[2] = price; return changed.sum()` (in three lines).
# </details>

# %% check="partial_derivative"
def lopsided(x):
    return x[0] * x[1] ** 2 + 5 * x[2]


check(
    "partial_derivative",
    ("function_2 is 25 at (3, 4)", lambda: call(function_2, np.array([3.0, 4.0]), gives=25)),
    ("function_2 is 9 at (1, 2, 2)", lambda: call(function_2, np.array([1.0, 2.0, 2.0]), gives=9)),
    ("moving x0 at (3, 4) gives 6", lambda: call(partial_derivative, function_2, np.array([3.0, 4.0]), 0, gives=6)),
    ("moving x1 at (3, 4) gives 8", lambda: call(partial_derivative, function_2, np.array([3.0, 4.0]), 1, gives=8)),
    ("another function, three variables, the first moved", lambda: call(partial_derivative, lopsided, np.array([2.0, 3.0, 7.0]), 0, gives=9)),
    ("the second moved", lambda: call(partial_derivative, lopsided, np.array([2.0, 3.0, 7.0]), 1, gives=12)),
    ("the third moved", lambda: call(partial_derivative, lopsided, np.array([2.0, 3.0, 7.0]), 2, gives=5)),
)

# %% [markdown] key="partial_derivative.next"
# **The hidden tests look at** other functions, places and variables, and an unchanged `x`.
#
# **Think:** your result at (3, 4) is not exactly 6. How far off is it, and why?
#
# <details>
# <summary>One answer</summary>
#
# About 4e-12. The formula is exact for squares; what is left comes from rounding.
# </details>

# %% [markdown] key="numerical_gradient.why"
# ### Exercise 8 of 18 · `numerical_gradient`
# *Idea and NumPy · {points} points · about 40 minutes · calls none of your functions*
#
# All partial derivatives together are the **gradient**. It has the shape of its variable: one slope for each entry.
#
# | name | a place | weights of a layer |
# |---|---|---|
# | `x` | (n,) | (D, M) |
# | gradient | (n,) | (D, M) |
#
# **By hand**, $f = x_0^2 + x_1^2$ at (3, 4), h = 0.0001. One entry after the other, four moves: **remember** its value, **go up** and ask, **go down** and ask, **put back**.
#
# | entry | up | down | slope | then |
# |---|---|---|---|---|
# | `x[0]` | f(3.0001, 4) | f(2.9999, 4) | 6 | back to 3 |
# | `x[1]` | f(3, 4.0001) | f(3, 3.9999) | 8 | back to 4 |
#
# **Predict, then run:** which places of a table does `np.ndindex` name, and does `saved` change with the array?

# %% key="numerical_gradient.predict"
seats = np.array([[5.0, 6.0, 7.0], [8.0, 9.0, 10.0]])
print(list(np.ndindex(seats.shape)))
saved = seats[1, 0]
seats[1, 0] = 99.0
print(saved, seats[1, 0])

# %% [markdown] key="numerical_gradient.copy"
# *In words: it names the place of every entry, (0, 0) to (1, 2), whatever the shape; `seats[place]` reads or sets it. A single entry that was read stays what it was: 8.*
#
# **Why the array itself is moved, and not a copy.** The loss of a network takes no weights as an argument: it reads them from where they are kept. Who moves a copy moves nothing.
# The next cell holds two such cases; the check uses them, and so do the hidden tests.

# %% key="numerical_gradient.given"
def slopes_of_kept_weights(weights):
    """Ask for the gradient of a loss that leaves its argument aside, as the loss of a network does."""

    def loss(_):
        return np.sum(weights**3)

    return numerical_gradient(loss, weights)


def weights_after_an_error(weights):
    """Ask for the gradient of a loss that stops with an error at its third call; return what is left of the weights."""
    calls = []

    def loss(w):
        calls.append(1)
        if len(calls) == 3:
            raise ZeroDivisionError
        return np.sum(w**2)

    try:
        numerical_gradient(loss, weights)
    except ZeroDivisionError:
        return weights
    return weights * np.nan

# %% [markdown] key="numerical_gradient.trap"
# **Trap: not put back.** If `x[0]` stays at 2.9999, all later slopes are measured at another place, and the caller's weights have moved.
#
# **Trap: an error on the way.** `f` may stop with an error. Python has a block that runs in any case:
# `try:` ... `finally:`; what stands under `finally:` is done with and without an error. Put back there.
#
# **Trap: whole numbers.** `np.array([3, 4])` can only hold whole numbers: 3 + 0.0001 becomes 3, and the slopes are nonsense. This function may rely on floats; who calls it writes 3.0.
#
# **Your turn.** Any shape, with `np.ndindex` or in another way.

# %% exercise="numerical_gradient" title="Numerical gradient" section="4.4" kind="function"
def numerical_gradient(f, x):
    """Return the slopes of f at x in the direction of every entry of x.

    Args:
        f: function that takes x and returns one number. It may also leave its argument
            aside and read the very array x from elsewhere, as a network reads its weights.
            So x itself has to be moved, not a copy.
        x: the place, float array of any shape. Entries are changed for a moment; when the
            function is over, every one has its value again, also when f stops with an error.

    Returns:
        New float array of the shape of x: in each place the slope with respect to the entry
        there, by a central difference with step 1e-4, all other entries staying as they are.

    Source: sections 4.4 and 4.4.2.
    """
    # for each entry: remember, go up and ask, go down and ask, put back
    raise NotImplementedError

# %% [markdown] key="numerical_gradient.hints"
#
# <details>
# <summary>It works for (n,) and not for a table</summary>
#
# Walk over places, not over rows: `for place in np.ndindex(seats.shape): print(place, seats[place])` visits all six seats, and `np.zeros_like(seats)` is a table of zeros of the same shape.
# </details>
#
# <details>
# <summary>How does try with finally look?</summary>
#
# With a door: `door.open()`, then `try:` and below it, indented, what is done inside; then `finally:` and below it, indented, `door.close()`. The door is closed even when something inside fails.
# </details>

# %% check="numerical_gradient"
seen_places = []


def remembering_bowl(x):
    """The sum of squares, which keeps copies of the places that it was asked for."""
    seen_places.append(np.array(x, dtype=float))
    return x.dot(x)


def moves_problem():
    """Look where f was asked for, and what became of x."""
    start = np.array([3.0, 4.0])
    seen_places.clear()
    x = start.copy()
    numerical_gradient(remembering_bowl, x)
    for place in seen_places:
        moved = np.abs(place - start) > 1e-9
        if moved.sum() > 1:
            return f"  f was asked for {place}, with two entries away from (3, 4). Is the first one put back before the second moves?"
        if np.abs(place - start).max() > 1e-3:
            return f"  f was asked for {place}: that is too far from (3, 4), or in the wrong place."
    if not any((place < start).any() for place in seen_places) or not any((place > start).any() for place in seen_places):
        return f"  f was asked for {[place.tolist() for place in seen_places]}, expected places on both sides of (3, 4)."
    if np.abs(x - start).max() > 1e-12:
        return f"  (3, 4) went in and is {x} afterwards."
    return None


def weighted(x):
    return np.sum(x * np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]) * x)


check(
    "numerical_gradient",
    ("at (3, 4) the gradient is (6, 8)", lambda: call(numerical_gradient, remembering_bowl, np.array([3.0, 4.0]), gives=[6, 8])),
    ("one entry moves at a time, up and down, and is put back", moves_problem),
    ("at (0, 2) it is (0, 4)", lambda: call(numerical_gradient, remembering_bowl, np.array([0.0, 2.0]), gives=[0, 4])),
    ("a table of weights has a table of slopes",
     lambda: call(numerical_gradient, weighted, np.array([[1.0, 0.5, -1.0], [2.0, 0.0, 1.0]]), gives=[[2, 2, -6], [16, 0, 12]])),
    ("a loss that reads the weights from where they are kept",
     lambda: call(slopes_of_kept_weights, np.array([[1.0, -2.0], [0.5, 3.0]]), gives=[[3, 12], [0.75, 27]], think="Is a copy moved?")),
    ("after an error in f all entries have their values again",
     lambda: call(weights_after_an_error, np.array([1.0, 2.0, 3.0]), gives=[1, 2, 3])),
)

# %% [markdown] key="numerical_gradient.next"
# **The hidden tests look at** other functions, one, two and three axes, the places at which f is asked, a loss that reads kept weights, `x` afterwards, also after an error.
#
# **Think:** a network with 39,760 weights. How often is its loss computed for one gradient?
#
# <details>
# <summary>One answer</summary>
#
# 79,520 times, twice for each weight. That is why chapter 5 finds another way.
# </details>

# %% [markdown] key="part3"
# **Next:** what to do with a gradient.
#
# ## Part 3 of 5 · Downhill
#
# The gradient points to where f grows fastest. The way **down** is the other way: against the gradient. Two landscapes serve as examples: the round bowl of exercise 7, and an oval one,
# flat in one direction and steep in the other. The next cell defines the oval one; the tests use it, too.

# %% key="oval_bowl"
def oval_bowl(x):
    """A bowl that is four times as steep in one direction as in the other; its lowest place is (0, 0)."""
    return 0.25 * x[0] ** 2 + x[1] ** 2


print("at (2, 0):", oval_bowl(np.array([2.0, 0.0])), "  at (0, 2):", oval_bowl(np.array([0.0, 2.0])))

# %% [markdown] key="gradient_descent.why"
# ### Exercise 9 of 18 · `gradient_descent`
# *Idea and NumPy · {points} points · about 20 minutes · calls your `numerical_gradient`*
#
# **Gradient descent** repeats one move: measure the gradient where you stand, and take a step against it.
#
# $$ x \leftarrow x - \eta \, \nabla f(x) \qquad (4.7) $$
#
# $\eta$ (eta), in code `lr`, is the **learning rate**: it turns a slope into the length of a step. Steep places get long steps, flat places short ones.
#
# **By hand** on the round bowl $x_0^2 + x_1^2$ from (−3, 4), lr = 0.1; its gradient is twice the place:
#
# | step | place | gradient | minus 0.1 times it |
# |---|---|---|---|
# | 0 | (−3, 4) | (−6, 8) | (+0.6, −0.8) |
# | 1 | (−2.4, 3.2) | (−4.8, 6.4) | (+0.48, −0.64) |
# | 2 | (−1.92, 2.56) | | |
#
# Each step leaves 0.8 of the place. **Predict, then run:** what is left after 100 steps? And of 11 steps at lr = 1.1, where each leaves −1.2 of it?

# %% key="gradient_descent.predict"
print("0.8 to the power 100  :", 0.8**100)
print("-1.2 to the power 11  :", (-1.2) ** 11)
start = np.array([-3.0, 4.0])
place = start
place -= np.array([0.6, 0.8])
print("start                 :", start)

# %% [markdown] key="gradient_descent.figure_text"
# *In words: practically nothing is left of 1 after 100 steps at 0.1; with too large a learning rate each step lands farther away on the other side, −7.4 times as far. The last lines show a
# **trap**: `place = start` gives one array a second name, and `-=` changed the start, too.*
#
# How large should lr be? Eight steps on the oval bowl, from the same place:

# %% key="gradient_descent.figure"
fig, panels = plt.subplots(1, 3, figsize=(8, 1.9), sharey=True)
across, along = np.meshgrid(np.linspace(-3.5, 3.5, 40), np.linspace(-2, 2, 30))
for panel, (rate, name) in zip(panels, [(0.05, "lr 0.05: too small"), (0.7, "lr 0.7: good"), (1.02, "lr 1.02: too large")]):
    steps = np.arange(9)
    panel.contour(across, along, 0.25 * across**2 + along**2, levels=[0.1, 0.5, 1.2, 2.2, 3.5], colors="0.75")
    panel.plot(-3 * (1 - 0.5 * rate) ** steps, 1.2 * (1 - 2 * rate) ** steps, "o-", color="black", markersize=4)
    panel.set(title=name, xlabel="x0", xlim=(-3.5, 3.5), ylim=(-2, 2), aspect="equal")
panels[0].set_ylabel("x1")
plt.show()

# %% [markdown] key="gradient_descent.trap"
# *In words: left, the steps creep and do not get far; in the middle they come close to the lowest place; right, they jump from one side of the valley to the other and climb.*
# The learning rate is not learned: you choose it. Such a number is called a **hyperparameter**.
#
# **Trap: up instead of down.** With a plus sign the walk climbs the hill.
#
# **Trap: one step too many** or too few. `step_num` updates, no more.
#
# **Your turn.** The start array of the caller must stay as it is: begin with a copy.

# %% exercise="gradient_descent" title="Gradient descent" section="4.4.1" kind="function" requires="numerical_gradient"
def gradient_descent(f, init_x, lr=0.01, step_num=100):
    """Walk downhill from init_x, step_num times against the gradient.

    Args:
        f: function that takes a float array and returns one number.
        init_x: where to start, float array of any shape. Left unchanged.
        lr: learning rate, by which each gradient is multiplied.
        step_num: number of steps; 0 steps end where they start.

    Returns:
        New array of the shape of init_x: the place after the last step. A learning rate that
        is too large leads far away; nothing is done against it.

    Source: section 4.4.1, equation (4.7).
    """
    raise NotImplementedError

# %% [markdown] key="gradient_descent.hints"
#
# <details>
# <summary>How do I repeat something without using a counter?</summary>
#
# `for _ in range(3): savings = savings * 1.02` adds interest for three years.
# </details>
#
# <details>
# <summary>My result is right, and the check says that the input was changed</summary>
#
# `place = start` is no copy, `place = start.copy()` is one.
# </details>

# %% check="gradient_descent"
def round_bowl(x):
    return float(x.dot(x))


minus_three_four = np.array([-3.0, 4.0])
check(
    "gradient_descent",
    ("one step from (-3, 4)", lambda: call(gradient_descent, round_bowl, minus_three_four.copy(), 0.1, 1, gives=[-2.4, 3.2])),
    ("two steps, as worked by hand", lambda: call(gradient_descent, round_bowl, minus_three_four.copy(), 0.1, 2, gives=[-1.92, 2.56])),
    ("no step at all", lambda: call(gradient_descent, round_bowl, minus_three_four.copy(), 0.1, 0, gives=[-3, 4])),
    ("a hundred steps reach the bottom", lambda: call(gradient_descent, round_bowl, minus_three_four.copy(), 0.1, 100, gives=[0, 0])),
    ("with lr = 1e-10 they hardly move", lambda: call(gradient_descent, round_bowl, minus_three_four.copy(), 1e-10, 100, gives=[-3, 4])),
    ("lr is 0.01 and step_num 100 where they are left out",
     lambda: call(gradient_descent, round_bowl, minus_three_four.copy(), gives=[-0.39785867, 0.53047823])),
    ("with lr = 10 they end far away",
     lambda: None if np.abs(gradient_descent(round_bowl, minus_three_four.copy(), 10.0, 100)).max() > 1e10
     else "  The result after 100 steps with lr = 10 is near the start. Nothing needs to be done against leaps."),
)

# %% [markdown] key="gradient_descent.next"
# **The hidden tests look at** other landscapes, starts, rates and numbers of steps, tables as places, the values that hold where nothing is given, a rate that is too large, an unchanged start.
#
# **Think:** the gradient is 0 at the bottom. Where else is it 0, and what happens there?
#
# <details>
# <summary>One answer</summary>
#
# On a hilltop, on a saddle between two hills, on a plain. Gradient descent stops there, too.
# </details>

# %% [markdown] key="plot_gradient_field.why"
# ### Exercise 10 of 18 · `plot_gradient_field`
# *Matplotlib · {points} points · about 25 minutes · calls your `numerical_gradient`*
#
# Draw a landscape as water would run over it: an arrow at each place of a grid, pointing downhill, as long as the slope is steep.
#
# | what `plt.quiver(x, y, u, v)` takes | here |
# |---|---|
# | `x`, `y`: where each arrow begins | the places: x0 and x1 among −2.0, −1.5, ..., 2.0 |
# | `u`: how far it goes to the right | minus the slope with respect to x0 |
# | `v`: how far it goes up | minus the slope with respect to x1 |
#
# **By hand** on the oval bowl at (2, −1): the gradient is (1, −2), so the arrow goes 1 to the left and 2 up: `u` = −1, `v` = 2.
#
# **Predict, then run:** two loops name the places of a small grid. In which order?

# %% key="plot_gradient_field.predict"
tiles = np.array([[column, row] for row in [10, 20] for column in [1, 2, 3]])
print(tiles.tolist())
print("first of each:", tiles[:, 0])

# %% [markdown] key="plot_gradient_field.trap"
# *In words: the last loop runs fastest: (1, 10), (2, 10), (3, 10), then the next row. A column of the table holds all first coordinates.* Any order will do, as long as each arrow stands at the place for
# which it was computed.
#
# **Trap: uphill.** The gradient itself points up. Draw minus the gradient.
#
# **Trap: u and v swapped** turns the picture over its diagonal. The oval bowl shows it, the round one hides it.
#
# **Trap: unequal axes.** With different units on the two axes arrows seem to point past the middle. `plt.axis("equal")` helps.

# %% exercise="plot_gradient_field" title="Drawing a field of gradients" section="4.4" kind="plot" requires="numerical_gradient"
def plot_gradient_field(f):
    """Draw at each place of a grid an arrow against the gradient of f: the way downhill.

    Grid: all places with x0 and x1 among -2.0, -1.5, ..., 2.0, which makes 81 arrows, drawn
    by one call of plt.quiver. The axes are named 'x0' and 'x1' and have equal units.

    Args:
        f: function that takes an array of shape (2,) and returns one number.

    Returns:
        None. No plt.show() is needed.

    Source: section 4.4.
    """
    raise NotImplementedError

# %% [markdown] key="plot_gradient_field.hints"
#
# <details>
# <summary>I do not know how to begin</summary>
#
# Make a table of places as in the cell above, shape (81, 2), with floats. Then a table of gradients of the same shape: `np.array([my_function(place) for place in places])` calls a function for each row.
# The four things for quiver are columns of the two tables.
# </details>
#
# <details>
# <summary>How do I get −2.0, −1.5, ..., 2.0?</summary>
#
# `np.linspace(0, 10, 5)` is 0, 2.5, 5, 7.5, 10: from, to, and how many.
# </details>

# %% check="plot_gradient_field"
def field_problem():
    axes_list = drawn_by(plot_gradient_field, oval_bowl)
    fields = [(axes, drawn) for axes in axes_list for drawn in axes.collections if hasattr(drawn, "U")]
    if not fields:
        return "  No field of arrows was drawn. Does the function call plt.quiver?"
    if len(fields) > 1:
        return f"  plt.quiver was called {len(fields)} times. Draw all 81 arrows by one call, so that their lengths can be compared."
    axes, field = fields[0]
    x, y, u, v = (np.ravel(np.asarray(part, dtype=float)) for part in (field.X, field.Y, field.U, field.V))
    wanted = {(a / 2, b / 2) for a in range(-4, 5) for b in range(-4, 5)}
    if len(x) != 81 or {(round(a, 6), round(b, 6)) for a, b in zip(x, y)} != wanted:
        return f"  {len(x)} arrows begin at places from ({x.min():.3g}, {y.min():.3g}) to ({x.max():.3g}, {y.max():.3g}), expected 81 from (-2, -2) to (2, 2)."
    for a, b, to_right, up in zip(x, y, u, v):
        if not (abs(to_right + 0.5 * a) < 1e-6 and abs(up + 2 * b) < 1e-6):
            return f"  The arrow at ({a:g}, {b:g}) goes {to_right:.4g} to the right and {up:.4g} up, expected {-0.5 * a + 0:.4g} and {-2 * b + 0:.4g}."
    if (plain(axes.get_xlabel()), plain(axes.get_ylabel())) != ("x0", "x1"):
        return f"  The axes are named {axes.get_xlabel()!r} and {axes.get_ylabel()!r}, expected 'x0' and 'x1'."
    return None if axes.get_aspect() in (1, "equal") else "  The units of the two axes are not equal."


check("plot_gradient_field", ("81 arrows show the way down the oval bowl", field_problem))

# %% [markdown] key="plot_gradient_field.next"
# **The hidden tests look at** the places, the direction and the length of the arrows, the names of the axes, equal units.
#
# **Think:** do all arrows of your picture point to the lowest place, (0, 0)?
#
# <details>
# <summary>One answer</summary>
#
# No. They point in the steepest direction, which in an oval bowl is mostly across the valley. In the round bowl both are the same.
# </details>

# %% [markdown] key="plot_descent_path.why"
# ### Exercise 11 of 18 · `plot_descent_path`
# *Matplotlib · {points} points · about 25 minutes · calls your `gradient_descent`*
#
# Now draw a walk: every place that gradient descent visits, on a map with **contour lines**, which join places of the same height.
#
# | step (lr 0.1, round bowl) | 0 | 1 | 2 | 3 |
# |---|---|---|---|---|
# | x0 | −3 | −2.4 | −1.92 | −1.536 |
# | x1 | 4 | 3.2 | 2.56 | 2.048 |
#
# `gradient_descent` tells only where it ends. But a walk of one step, begun where the last one ended, gives the places one by one.
#
# **Predict, then run:** the same list is appended three times. What do the two diaries say?

# %% key="plot_descent_path.predict"
balance, diary, copies = np.array([100.0]), [], []
for _ in range(3):
    balance += 10
    diary.append(balance)
    copies.append(balance.copy())
print(diary)
print(copies)
columns, rows = np.meshgrid([1, 2, 3], [10, 20])
print(columns.shape, rows.shape)

# %% [markdown] key="plot_descent_path.trap"
# *In words: the diary holds the same array three times, and it shows the last balance everywhere; copies keep what was. `meshgrid` makes two tables of the same shape: the column and the row of every tile.*
# `plt.contour(columns, rows, heights)` takes a third table with the height of each tile.
#
# **Trap: one array, many times.** An array that is changed in place and appended again and again: all points lie on each other.
#
# **Trap: a map of another landscape.** The contour lines belong to the `f` that comes in.
#
# **Your turn.** Show x0 from −3.5 to 3.5 and x1 from −4.5 to 4.5. A map with tiles of 0.25 is fine enough.

# %% exercise="plot_descent_path" title="Drawing the descent" section="4.4.1" kind="plot" requires="gradient_descent"
def plot_descent_path(f, init_x, lr, step_num):
    """Draw the places that gradient descent visits, over the contour lines of f.

    Places: the start and the place after each step, step_num + 1 in all, as markers (joined
    by a line or not). Contour lines: plt.contour of the heights of f. The axes show x0 from
    -3.5 to 3.5 and x1 from -4.5 to 4.5.

    Args:
        f: function that takes an array of shape (2,) and returns one number.
        init_x: where to start, float array of shape (2,). Left unchanged.
        lr: learning rate.
        step_num: number of steps.

    Returns:
        None. No plt.show() is needed.

    Source: section 4.4.1.
    """
    raise NotImplementedError

# %% [markdown] key="plot_descent_path.hints"
#
# <details>
# <summary>How do I get a table of heights?</summary>
#
# Ask f for every tile, one after the other, and give the answers the shape of the map. With another function:
# `np.array([area(np.array([c, r])) for c, r in zip(columns.ravel(), rows.ravel())]).reshape(columns.shape)`.
# </details>
#
# <details>
# <summary>How do I draw points, and set what the axes show?</summary>
#
# `plt.plot(years, prices, "o")` draws points only, `"o-"` joins them, and `plt.xlim(1990, 2020)` sets the range.
# </details>

# %% check="plot_descent_path"
def path_problem():
    axes_list = drawn_by(plot_descent_path, oval_bowl, np.array([-3.0, 4.0]), 0.1, 3)
    want = np.array([[-3, 4], [-2.85, 3.2], [-2.7075, 2.56], [-2.572125, 2.048]])
    drawn = [(axes, np.column_stack(mark.get_data())) for axes in axes_list for mark in axes.lines if mark.get_marker() not in ("None", "", None)]
    drawn += [(axes, np.asarray(mark.get_offsets())) for axes in axes_list for mark in axes.collections if hasattr(mark, "get_sizes") and not hasattr(mark, "levels")]
    if not drawn:
        return "  No points were drawn. A line without markers shows no places."
    points = np.concatenate([places for _, places in drawn])
    for number, place in enumerate(want):
        if not (np.abs(points - place).max(axis=1) < 1e-4).any():
            return f"  No marker stands at ({place[0]:.4g}, {place[1]:.4g}), the place after step {number} from (-3, 4) with lr 0.1 on the oval bowl.\n{line('drawn', points)}"
    points = points[np.abs(points).max(axis=1) > 1e-9]  # the lowest place may be marked, too
    if len(points) != 4:
        return f"  {len(points)} markers were drawn, expected 4: the start and 3 steps."
    return frame_and_map_problem(drawn[0][0])


def frame_and_map_problem(axes):
    maps = [drawn for drawn in axes.collections if hasattr(drawn, "levels") and not drawn.filled]
    if not maps:
        return "  No contour lines were drawn. Does the function call plt.contour?"
    corners = [(path.vertices, level) for path, level in zip(maps[0].get_paths(), maps[0].levels) if len(path.vertices)]
    off = max(np.abs(0.25 * places[:, 0] ** 2 + places[:, 1] ** 2 - level).max() for places, level in corners)
    if off > 0.5:
        return f"  On a contour line, the oval bowl differs from the line's height by up to {off:.3g}. Are these lines those of f, with x0 to the right?"
    limits = (*axes.get_xlim(), *axes.get_ylim())
    if not np.allclose(limits, (-3.5, 3.5, -4.5, 4.5), atol=1e-3):
        return f"  The axes show x0 from {limits[0]:.3g} to {limits[1]:.3g} and x1 from {limits[2]:.3g} to {limits[3]:.3g}, expected -3.5 to 3.5 and -4.5 to 4.5."
    return None


check("plot_descent_path", ("three steps on the oval bowl, on its map", path_problem))

# %% [markdown] key="plot_descent_path.next"
# **The hidden tests look at** all places of the walk, the contour lines of the landscape, the range of the axes, an unchanged start.
#
# **Try:** in a cell of your own, `plot_descent_path(oval_bowl, np.array([-3.0, 4.0]), 0.9, 20)`, then with 0.99 and 1.01. Where is the border?

# %% [markdown] key="part4"
# **Next:** the same walk, in a landscape with thousands of directions.
#
# ## Part 4 of 5 · A network that learns
#
# The loss of a network is a landscape, its weights are the place, and training is gradient descent. Everything is there: loss, mini-batches, gradient, steps. Two functions come from chapter 3;
# the next cell brings them.

# %% earlier="ch03_neural_networks" names="sigmoid,softmax,load_mnist"
# From chapter 3. Run this cell.

# %% [markdown] key="simpleNet.why"
# ### Exercise 12 of 18 · `simpleNet`
# *Idea and NumPy · {points} points · about 30 minutes · calls your `cross_entropy_error` and `numerical_gradient`*
#
# The smallest network with a gradient: two inputs, three classes, six weights, no biases.
#
# | method | what it does | shape for one sample | for a batch |
# |---|---|---|---|
# | `__init__` | draws `self.W` at random | (2, 3) | (2, 3) |
# | `predict(x)` | scores: `x` times `W` | (2,) to (3,) | (N, 2) to (N, 3) |
# | `loss(x, t)` | softmax of the scores, then cross entropy | one number | one number |
# | `gradient(x, t)` | slopes of the loss | (2, 3) | (2, 3) |
#
# **By hand** with x = [0.6, 0.9], class 2 right, and the weights of the book:
#
# | | class 0 | class 1 | class 2 |
# |---|---|---|---|
# | weights from x0 | 0.47355 | 0.99774 | 0.84668 |
# | weights from x1 | 0.85557 | 0.03564 | 0.69422 |
# | score | 1.0541 | 0.6307 | 1.1328 |
# | softmax | 0.365 | 0.239 | 0.395 |
#
# The loss is −log 0.395 = **0.928**. **Predict, then run:** two dogs are made. What does each of the three lines print?

# %% key="simpleNet.predict"
class Dog:
    def __init__(self):
        self.weight = np.array([8.0])

    def fed(self, _):
        return self.weight[0] + 0.5


rex, bello = Dog(), Dog()
rex.weight[0] = 20.0
print(rex.fed("bone"), bello.fed("bone"))
print(*map(lambda food: rex.fed(food), ["bone", "soup"]))
rex.weight = np.array([30.0])
print(rex.fed("bone"))

# %% [markdown] key="simpleNet.trap"
# *In words: 20.5 and 8.5: each dog has a weight of its own, under `self`. `fed` leaves its argument aside, so a function that calls it may do so as well: 20.5 twice. And it reads the weight at the moment of the call: 30.5.*
#
# This is how `numerical_gradient` fits: hand it a function that ignores its argument and computes the loss, and the array `self.W`. It moves the entries of **that array**, and the loss reads them.
#
# **Trap: a copy of the weights** inside the function. Then nothing moves, and all slopes are 0.
#
# **Trap: softmax twice,** once in `predict` and once in `loss`, or not at all.
#
# **Your turn.** Draw the weights by `np.random.standard_normal((rows, columns))`.

# %% exercise="simpleNet" title="A network with a gradient" section="4.4.2" kind="class" requires="cross_entropy_error,numerical_gradient"
class simpleNet:
    """One layer of weights, two inputs and three classes, without biases. Source: section 4.4.2."""

    def __init__(self):
        """Draw self.W, shape (2, 3), from np.random.standard_normal; every network draws its own."""
        raise NotImplementedError

    def predict(self, x):
        """Return the scores of the classes: x times W.

        Args:
            x: shape (2,) for one sample or (N, 2) for a batch. Left unchanged.

        Returns:
            Scores, shape (3,) or (N, 3).
        """
        raise NotImplementedError

    def loss(self, x, t):
        """Return the cross entropy of the probabilities that softmax makes of the scores.

        Args:
            x: as for predict.
            t: one-hot, shape (3,) or (N, 3). Left unchanged.
        """
        raise NotImplementedError

    def gradient(self, x, t):
        """Return the numerical gradient of the loss with respect to self.W, shape (2, 3).

        Args:
            x: as for predict.
            t: as for loss.
        """
        raise NotImplementedError

# %% [markdown] key="simpleNet.hints"
#
# <details>
# <summary>How does one method call another?</summary>
#
# Through `self`: `self.fed("bone")` inside the class, `rex.fed("bone")` outside.
# </details>
#
# <details>
# <summary>How do I write a function that ignores its argument?</summary>
#
# `lambda _: self.fed("bone")` takes one argument, calls it `_`, and does not look at it.
# </details>

# %% check="simpleNet"
book_weights = np.array([[0.47355232, 0.9977393, 0.84668094], [0.85557411, 0.03563661, 0.69422093]])
book_x, book_t = np.array([0.6, 0.9]), np.array([0, 0, 1])


def with_book_weights():
    network = simpleNet()
    network.W = book_weights.copy()
    return network


def book_problem(method, *inputs, gives, **how):
    """Call a method of a network with the weights of the book; tell the whole story."""
    network = with_book_weights()
    got = getattr(network, method)(*inputs)
    problem = difference(got, gives, **how)
    if problem is None and not np.allclose(network.W, book_weights, rtol=0, atol=1e-12):
        problem = "The weights are not the same after the call."
    story = "\n".join(line(name, value) for name, value in zip("xt", inputs))
    return problem and f"  {method}, with the weights of the book\n{story}\n{line('got', got)}\n{line('expected', gives)}\n  {problem}"


def own_weights_problem():
    one, other = simpleNet(), simpleNet()
    if np.shape(getattr(one, "W", None)) != (2, 3):
        return f"  self.W has the shape {np.shape(getattr(one, 'W', None))}, expected (2, 3): a row for each input, a column for each class."
    if len(np.unique(one.W)) < 6:
        return f"  The six weights are not drawn one by one:\n{line('self.W', one.W)}"
    return "  Two networks have the same weights. Are they drawn at random?" if np.array_equal(one.W, other.W) else None


def scores_problem():
    """Probabilities in place of scores are right as well, if loss does not make them a second time."""
    got = with_book_weights().predict(book_x)
    return difference(got, [0.36541271, 0.23927078, 0.39531651]) and book_problem("predict", book_x, gives=[1.05414809, 0.63071653, 1.1328074])


check(
    "simpleNet",
    ("every network draws its own six weights", own_weights_problem),
    ("the scores of the book", scores_problem),
    ("the loss of the book", lambda: book_problem("loss", book_x, book_t, gives=0.9280683, close=1e-5)),
    ("the slopes of the book",
     lambda: book_problem("gradient", book_x, book_t, gives=[[0.21924763, 0.14356247, -0.36281009], [0.32887144, 0.2153437, -0.54421514]], close=1e-5)),
    ("a batch of two samples",
     lambda: book_problem("gradient", np.array([[0.6, 0.9], [-1.0, 2.0]]), np.array([[0, 0, 1], [0, 1, 0]]),
                          gives=[[-0.20025814, 0.53618821, -0.33593007], [0.78419953, -0.82114217, 0.03694264]], close=1e-5)),
)

# %% [markdown] key="simpleNet.next"
# **The hidden tests look at** other weights, one sample and batches, weights that are drawn anew, and unchanged weights.
#
# **Think:** the slope for `W[1, 2]` is −0.54. What does the loss do when this weight grows by 0.01?
#
# <details>
# <summary>One answer</summary>
#
# It falls by about 0.0054. Gradient descent makes this weight larger, and class 2, the right one, more probable.
# </details>

# %% [markdown] key="TwoLayerNet.why"
# ### Exercise 13 of 18 · `TwoLayerNet`
# *Everything together · {points} points · about 50 minutes · calls your `cross_entropy_error` and `numerical_gradient`*
#
# Now a network that can read digits. It keeps its weights in a dict, `self.params`:
#
# | key | shape | at the beginning | for digits |
# |---|---|---|---|
# | `W1` | (D, H) | random, times `weight_init_std` | (784, 50) |
# | `b1` | (H,) | 0 | (50,) |
# | `W2` | (H, K) | random, times `weight_init_std` | (50, 10) |
# | `b2` | (K,) | 0 | (10,) |
#
# | step of `predict` | for a batch |
# |---|---|
# | `x` times `W1`, plus `b1` | (N, D) to (N, H) |
# | sigmoid | (N, H) |
# | times `W2`, plus `b2` | (N, H) to (N, K) |
# | softmax | (N, K): probabilities |
#
# **By hand:** how many numbers are that for digits? 784 · 50 + 50 + 50 · 10 + 10 = 39,760, and one numerical gradient needs the loss twice for each.
# **Predict, then run:** a loop over a dict. What is printed, and how many of the four predictions are right?

# %% key="TwoLayerNet.predict"
purse = {"coins": np.zeros(3), "notes": np.zeros((2, 2))}
print({key: array.shape for key, array in purse.items()})
chances = np.array([[0.1, 0.9], [0.8, 0.2], [0.7, 0.3], [0.4, 0.6]])
truth = np.array([[0, 1], [1, 0], [0, 1], [0, 1]])
print(chances.argmax(axis=1), truth.argmax(axis=1), np.mean(chances.argmax(axis=1) == truth.argmax(axis=1)))

# %% [markdown] key="TwoLayerNet.trap"
# *In words: the short form makes a new dict, with the same keys and the shapes as values. Three of the four largest chances are where the truth is: 0.75.*
#
# **Trap: weights of size 1.** With 784 inputs the sums become huge, and every sigmoid is flat. Multiply the random numbers by `weight_init_std`, here 0.01. The first loss is then close to 2.30; check yours.
#
# **Trap: one gradient for all.** `numerical_gradient` of the *class* gives a dict: for each key the gradient of the loss with respect to that array. Inside it you call `numerical_gradient`, the *function* of exercise 8;
# with `self.` in front it would be the method.
#
# **Trap: `accuracy`.** Its `t` may be one-hot or labels, as in exercise 3. The classes lie along axis 1.

# %% key="TwoLayerNet.given"
def fast_gradient(params, x, t):
    """Given: the same as the numerical gradient of a two-layer network, thousands of times faster. Chapter 5 finds out how."""
    # Biases are taken as one more row of weights, which leads from an input that is always 1.
    joined = [np.vstack([params["W" + number], params["b" + number]]) for number in "12"]
    inputs = np.column_stack([np.atleast_2d(x), np.ones(len(np.atleast_2d(x)))])
    sums = inputs @ joined[0]
    hidden = np.column_stack([sigmoid(sums), np.ones(len(sums))])
    y = softmax(hidden @ joined[1])
    change = (y - (t.reshape(y.shape) if t.size == y.size else np.eye(y.shape[1])[t])) / len(y)
    with np.errstate(over="ignore"):
        earlier = change @ params["W2"].T / (2 * np.cosh(sums / 2)) ** 2
    first, second = inputs.T @ earlier, hidden.T @ change
    return {"W1": first[:-1], "b1": first[-1], "W2": second[:-1], "b2": second[-1]}

# %% [markdown] key="TwoLayerNet.task"
# The cell above holds a **fast gradient**, which you may use and need not read: a training with `numerical_gradient` would take days.
# The stub calls it in `gradient`. Both methods give the same numbers; the check compares them.
#
# **By hand**, for the first sample of the check, x = [1, 0.5, −1], through its small network 3-2-3:
#
# | sums | after sigmoid | scores | probabilities |
# |---|---|---|---|
# | 2.1, −1.1 | 0.891, 0.250 | 0.891, 0.109, −0.179 | 0.555, 0.254, 0.190 |
#
# **Your turn:** five methods.

# %% exercise="TwoLayerNet" title="A network of two layers" section="4.5.1" kind="class" requires="cross_entropy_error,numerical_gradient"
class TwoLayerNet:
    """A network of two layers: sigmoid in the hidden one, softmax at the end. Source: section 4.5.1.

    Attributes:
        params: dict with the float arrays 'W1' (input_size, hidden_size), 'b1' (hidden_size,),
            'W2' (hidden_size, output_size), 'b2' (output_size,).
    """

    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        """Fill self.params: weights from np.random.standard_normal times weight_init_std, biases 0."""
        raise NotImplementedError

    def predict(self, x):
        """Return the probability of each class, shape (N, K) for x of shape (N, D), or (K,) for one sample (D,)."""
        raise NotImplementedError

    def loss(self, x, t):
        """Return the mean cross entropy, for a batch or for one sample; t as cross_entropy_error takes it."""
        raise NotImplementedError

    def accuracy(self, x, t):
        """Return the share of right answers, 0.0 to 1.0, for a batch.

        Args:
            x: inputs, shape (N, D).
            t: one-hot rows, shape (N, K), or the right classes, integers of shape (N,).
        """
        raise NotImplementedError

    def numerical_gradient(self, x, t):
        """Return a dict with the keys of self.params: the numerical gradient of the loss for each of its arrays."""
        raise NotImplementedError

    def gradient(self, x, t):
        """Return the same as numerical_gradient, fast; given."""
        return fast_gradient(self.params, x, t)

# %% [markdown] key="TwoLayerNet.hints"
#
# <details>
# <summary>It looks like forward of chapter 3</summary>
#
# It is the same, with one layer less, arrays from `self.params`, and softmax instead of the identity.
# </details>
#
# <details>
# <summary>How do I get a dict of gradients?</summary>
#
# Go through the keys and fill a new dict, as for the purse: `{key: array.sum() for key, array in purse.items()}` is a dict of sums.
# For the gradients, the function that you hand over is the same for all four: the loss, which ignores its argument (exercise 12).
# </details>

# %% check="TwoLayerNet"
def small_network():
    """A network 3-2-3 with known weights."""
    network = TwoLayerNet(3, 2, 3)
    network.params["W1"] = np.array([[0.5, -0.5], [1.0, 0.0], [-1.0, 0.5]])
    network.params["b1"] = np.array([0.1, -0.1])
    network.params["W2"] = np.array([[1.0, -1.0, 0.5], [0.0, 2.0, -0.5]])
    network.params["b2"] = np.array([0.0, 0.5, -0.5])
    return network


def beginning_problem():
    params = TwoLayerNet(30, 20, 10).params
    want = {"W1": (30, 20), "b1": (20,), "W2": (20, 10), "b2": (10,)}
    shapes = {key: np.shape(array) for key, array in params.items()}
    if shapes != want:
        return f"  TwoLayerNet(30, 20, 10).params has the shapes {shapes}, expected {want}."
    if np.any(params["b1"]) or np.any(params["b2"]):
        return "  The biases are not 0."
    for key, std, network in [("W1", 0.01, TwoLayerNet(30, 20, 10)), ("W2", 0.01, TwoLayerNet(5, 30, 20)), ("W1", 0.5, TwoLayerNet(30, 20, 10, 0.5))]:
        spread = np.std(network.params[key])
        if not 0.85 < spread / std < 1.15:
            return f"  weight_init_std is {std}, and the standard deviation of {key} is {spread:.3g}, expected about {std}."
    return None


def method_problem(method, *inputs, gives):
    got = getattr(small_network(), method)(*inputs)
    problem = difference(got, gives, close=1e-5)
    story = "\n".join(line(name, value) for name, value in zip("xt", inputs))
    return problem and f"  {method} of a small network 3-2-3\n{story}\n{line('got', got)}\n{line('expected', gives)}\n  {problem}"


def gradients_problem():
    network = small_network()
    slow, fast = network.numerical_gradient(two_x, two_t), network.gradient(two_x, two_t)
    if not isinstance(slow, dict) or slow.keys() != fast.keys():
        return f"  numerical_gradient should return a dict with the keys {sorted(fast)}, and returns {sorted(slow) if isinstance(slow, dict) else type(slow).__name__}."
    for key in fast:
        problem = difference(slow[key], fast[key], close=1e-5)
        if problem:
            return f"  The gradient for {key}:\n{line('got', slow[key])}\n{line('expected', fast[key])}\n  {problem}"
    return None


two_x, two_t = np.array([[1.0, 0.5, -1.0], [0.0, 2.0, 1.0]]), np.array([[1, 0, 0], [0, 0, 1]])
check(
    "TwoLayerNet",
    ("four arrays of the right shapes, small weights, biases 0", beginning_problem),
    ("predict gives a row of probabilities for each sample",
     lambda: method_problem("predict", two_x, gives=[[0.55548181, 0.25404446, 0.19047374], [0.39579678, 0.48190934, 0.12229388]])),
    ("loss is the mean over the batch", lambda: method_problem("loss", two_x, two_t, gives=1.3446234)),
    ("loss of one sample", lambda: method_problem("loss", two_x[0], two_t[0], gives=0.5879192)),
    ("accuracy for one-hot rows", lambda: method_problem("accuracy", two_x, two_t, gives=0.5)),
    ("accuracy for labels", lambda: method_problem("accuracy", two_x, np.array([0, 1]), gives=1.0)),
    ("numerical_gradient gives what the fast one gives", gradients_problem),
)

# %% [markdown] key="TwoLayerNet.next"
# The two gradients of this network differ by up to 0.0000003: the fast one takes no notice of the 1e-7 in the logarithm. A wrong slope shows in the first digits.
#
# **The hidden tests look at** other sizes and weights, the size of the random weights for other `weight_init_std`, probabilities, losses of batches and of one sample, both forms of targets, gradients for every key.
#
# **Think:** what accuracy do you expect from a network of ten classes before any training?
#
# <details>
# <summary>One answer</summary>
#
# About 0.1: it guesses. Its loss is near 2.30, the logarithm of 10.
# </details>

# %% [markdown] key="train_mini_batch.why"
# ### Exercise 14 of 18 · `train_mini_batch`
# *Idea · {points} points · about 30 minutes · calls your `minibatch_choice`, and any network*
#
# The training itself is short. Each iteration makes four moves: **draw** a batch, **measure** the gradient, **step**, **note** the loss.
#
# | move | with what | what comes of it |
# |---|---|---|
# | draw | `x`, `t`, `batch_size`, `rng` | a batch |
# | measure | `network.gradient(...)` of this batch | a dict with the keys of `network.params` |
# | step | every array of `network.params` minus `lr` times its gradient | the network has changed |
# | note | `network.loss(...)` of the same batch | one more number in a list |
#
# **By hand:** a network with the single weight w = 0, the gradient −4 and lr = 0.1 has w = 0.4 after one step. If the loss rises from step to step, look at this sign first.
#
# This is **stochastic gradient descent**: as the batches are drawn at random, the landscape is a little different in each step, and the loss falls with jumps.

# %% key="train_mini_batch.figure"
at = [0, 25, 50, 75, 100, 150, 200, 250, 300, 350, 400, 500, 600, 700, 800, 900, 999]
noted = [2.29, 2.22, 2.0, 1.38, 1.06, 0.72, 0.55, 0.46, 0.42, 0.34, 0.31, 0.28, 0.35, 0.17, 0.21, 0.15, 0.19]
plt.figure(figsize=(6, 2.2))
plt.plot(at, noted, "o-", color="black", markersize=3)
plt.xlabel("iterations")
plt.ylabel("loss")
plt.ylim(0, 2.5)
plt.show()

# %% [markdown] key="train_mini_batch.trap"
# *In words: a network 784-50-10 on digits, lr 0.5, every batch 100 digits: the loss begins close to 2.30, is below 0.5 after 250 iterations, and near 0.2 after 1,000. It does not fall in every step.*
#
# **Predict** before you write: what would the curve look like if the steps were forgotten? And if the batch were drawn once, before the loop?
#
# **Traps.** Forgotten steps: a flat line near 2.30. One batch for all iterations: the loss falls quickly to 0, and the network knows those 100 digits only. The *numerical* gradient: right, and for digits endless.
#
# **Your turn.** Any network will do that has `params`, `gradient` and `loss`. The checks use the smallest one, which the next cell defines: a straight line with a slope `w` and a height `b`.

# %% key="train_mini_batch.given"
class LineNet:
    """The smallest network: w x + b, with half the mean squared error. It keeps a list of what it was asked."""

    def __init__(self):
        self.params = {"w": np.array([0.0]), "b": np.array([0.0])}
        self.batches, self.evaluations = [], []

    def off(self, x, t):
        return x[:, 0] * self.params["w"] + self.params["b"] - t

    def loss(self, x, t):
        return float(np.mean(self.off(x, t) ** 2) / 2)

    def gradient(self, x, t):
        self.batches.append(x[:, 0].tolist())
        return {"w": np.array([np.mean(self.off(x, t) * x[:, 0])]), "b": np.array([np.mean(self.off(x, t))])}

    def accuracy(self, x, t):
        self.evaluations.append((len(self.batches), len(x)))
        return float(np.mean(np.abs(self.off(x, t)) < 0.5))


line_x = np.linspace(-2, 2, 20)[:, None]
line_t = 3 * line_x[:, 0] + 1  # what is to be learned: w = 3, b = 1

# %% exercise="train_mini_batch" title="Training with mini-batches" section="4.5.2" kind="training" requires="minibatch_choice,TwoLayerNet" cpu_limit_s=60
def train_mini_batch(network, x, t, iterations, batch_size, lr, rng):
    """Train a network: in each iteration draw a batch, step against its gradient, note its loss.

    Args:
        network: has params (dict of arrays), gradient(x, t) and loss(x, t). Its params are
            changed: each by minus lr times its gradient, once in each iteration.
        x: training inputs, shape (N, ...). Left unchanged.
        t: their targets, shape (N,) or (N, K). Left unchanged.
        iterations: how many times.
        batch_size: samples drawn in each iteration, as minibatch_choice draws them.
        lr: learning rate.
        rng: random generator, for the batches.

    Returns:
        List of floats, one for each iteration: the loss on its batch, after the step.

    Source: section 4.5.2.
    """
    # for each iteration: draw, measure, step, note
    raise NotImplementedError

# %% [markdown] key="train_mini_batch.hints"
#
# <details>
# <summary>How do I change every array of a dict?</summary>
#
# One key after the other: `for key in purse: purse[key] += 1` puts one more into every compartment.
# </details>

# %% check="train_mini_batch"
def one_step_problem():
    """All 20 samples have the same input and target here, so that every batch has the same gradient."""
    network = LineNet()
    losses = train_mini_batch(network, np.full((20, 1), 2.0), np.full(20, 2.0), 1, 5, 0.1, np.random.default_rng(0))
    got = [float(network.params["w"][0]), float(network.params["b"][0])]
    if difference(got, [0.4, 0.2]):
        return f"  One step with lr 0.1 from w = 0, b = 0, where the gradient is -4 for w and -2 for b:\n{line('w and b', got)}\n{line('expected', [0.4, 0.2])}"
    problem = difference(losses, [0.5])
    return problem and f"  The loss on the batch was 2 before the step and is 0.5 after it.\n{line('got', losses)}\n{line('expected', [0.5])}\n  {problem}"


def batches_problem():
    network = LineNet()
    train_mini_batch(network, line_x, line_t, 30, 5, 0.1, np.random.default_rng(1))
    sizes = {len(batch) for batch in network.batches}
    if len(network.batches) != 30 or sizes != {5}:
        return f"  The network was asked for {len(network.batches)} gradients, of batches with {sorted(sizes)} samples, expected 30 of 5."
    if all(batch == network.batches[0] for batch in network.batches):
        return "  It was the same batch in every iteration. Is it drawn inside the loop?"
    return None


def learns_problem():
    network = LineNet()
    losses = train_mini_batch(network, line_x, line_t, 200, 10, 0.2, np.random.default_rng(2))
    got = [float(network.params["w"][0]), float(network.params["b"][0])]
    if len(losses) != 200:
        return f"  200 iterations gave {len(losses)} losses."
    return f"  After 200 iterations w and b are {got}, expected about [3, 1]." if difference(got, [3, 1], close=0.01) else None


check(
    "train_mini_batch",
    ("one iteration is one step against the gradient, and notes the loss after it", one_step_problem),
    ("30 iterations draw 30 batches", batches_problem),
    ("200 iterations learn a straight line", learns_problem),
)

# %% [markdown] key="train_mini_batch.next"
# **The hidden tests look at** every step of a training on a small network, fresh batches, the list of losses, and a training of your `TwoLayerNet` on digits.
#
# **Think:** why is the loss noted on the batch and not on all 60,000 digits?
#
# <details>
# <summary>One answer</summary>
#
# It costs 600 times as much. The batch tells the trend, with some noise.
# </details>

# %% [markdown] key="epoch_tracking.why"
# ### Exercise 15 of 18 · `epoch_tracking`
# *Idea · {points} points · about 25 minutes · may call your `train_mini_batch`*
#
# A small loss on batches it was trained with does not say that the network reads *new* digits. So from time to time its **accuracy** is measured, on all training samples and on all test samples, which it never trains with.
# Once in an **epoch** is enough: so many iterations that as many samples were drawn as there are.
#
# | | training samples N | batch | iterations in an epoch |
# |---|---|---|---|
# | MNIST | 60,000 | 100 | 600 |
# | an example | 10,000 | 100 | 100 |
# | does not come out even | 25 | 10 | 2 |
# | batch larger than N | 5 | 10 | 1, the least |
#
# Measured **at the beginning** of each epoch, before its first step: with 10,000 iterations of MNIST that is at i = 0, 600, 1200, ..., 9600, which is 17 times.
#
# **Predict, then run:** at which i does each line say yes?

# %% key="epoch_tracking.predict"
print([i for i in range(10) if i % 3 == 0])
print([i for i in range(10) if i % 2.5 == 0], "25 / 10 =", 25 / 10, " 25 // 10 =", 25 // 10)

# %% [markdown] key="epoch_tracking.trap"
# *In words: `%` is the rest after dividing; it is 0 at 0, 3, 6, 9. With 2.5 only at 0 and 5: every second epoch is missed, and with other sizes nearly all. `//` gives whole numbers.*
#
# **Trap: 0 iterations in an epoch.** 5 // 10 is 0, and `i % 0` is an error. `max(..., 1)` prevents it.
#
# **Trap: the wrong samples.** Both accuracies are those of *all* samples, not of the batch.
#
# **Your turn.** Three lists come back. If you use `train_mini_batch`, one iteration at a time will do.

# %% exercise="epoch_tracking" title="Watching the epochs" section="4.5.3" kind="training" requires="train_mini_batch,minibatch_choice,TwoLayerNet" cpu_limit_s=60
def epoch_tracking(network, x_train, t_train, x_test, t_test, iterations, batch_size, lr, rng):
    """Train as train_mini_batch does, and note the accuracies at the beginning of each epoch.

    An epoch has N // batch_size iterations, N being the number of training samples, and 1 at
    the least. Before the step of iteration i (counted from 0), where i is a multiple of that,
    the accuracy on all training samples and the accuracy on all test samples are noted.

    Args:
        network: as for train_mini_batch, with accuracy(x, t) as well.
        x_train: training inputs, shape (N, ...). Left unchanged, as all the following.
        t_train: their targets.
        x_test: test inputs. They are never trained with.
        t_test: their targets.
        iterations: how many times a batch is drawn.
        batch_size: samples in a batch; it may be larger than N.
        lr: learning rate.
        rng: random generator, for the batches.

    Returns:
        (losses, train_accuracies, test_accuracies): three lists of floats, the first with an
        entry for each iteration, the others with one for each epoch that was begun.

    Source: section 4.5.3.
    """
    raise NotImplementedError

# %% [markdown] key="epoch_tracking.hints"
#
# <details>
# <summary>How do I put the results of many short trainings together?</summary>
#
# `steps += [4, 5]` puts all entries of a list behind another one; `steps.append(6)` puts a single one.
# </details>

# %% check="epoch_tracking"
def epochs_problem(samples, iterations, batch_size, epochs):
    """Train the straight line, and look when the accuracies were measured."""
    network, x, t = LineNet(), line_x[:samples], line_t[:samples]
    result = epoch_tracking(network, x, t, line_x[:3] + 50, line_t[:3] + 150, iterations, batch_size, 0.1, np.random.default_rng(0))
    if not isinstance(result, (tuple, list)) or len(result) != 3:
        return f"  Three lists are expected: return losses, train_accuracies, test_accuracies. It is {type(result).__name__}."
    losses, train, test = result
    story = f"  {samples} training samples, 3 test samples, batches of {batch_size}, {iterations} iterations\n"
    if len(losses) != iterations:
        return story + f"  {len(losses)} losses were noted, expected {iterations}."
    if len(train) != len(epochs) or len(test) != len(epochs):
        return story + f"  {len(train)} training accuracies and {len(test)} test accuracies were noted, expected {len(epochs)} of each."
    if max(map(max, network.batches)) > 10:
        return story + "  Test samples were drawn into a batch. The network never trains with them."
    for name, size in (("training", samples), ("test", 3)):
        got = [done for done, count in network.evaluations if count == size]
        if got != epochs:
            return story + f"  The accuracy on all {size} {name} samples was measured after {got} steps, expected after {epochs}."
    return None


check(
    "epoch_tracking",
    ("20 samples in batches of 5: an epoch has 4 iterations", lambda: epochs_problem(20, 10, 5, [0, 4, 8])),
    ("19 samples in batches of 5: an epoch has 3", lambda: epochs_problem(19, 10, 5, [0, 3, 6, 9])),
    ("a batch of all samples: every iteration is an epoch", lambda: epochs_problem(20, 3, 20, [0, 1, 2])),
)

# %% [markdown] key="epoch_tracking.next"
# **The hidden tests look at** other sizes, also such that do not come out even, a batch larger than the number of samples, accuracies of all samples, test samples that are never trained with.
#
# **Think:** training accuracy 0.99, test accuracy 0.80. What has happened?
#
# <details>
# <summary>One answer</summary>
#
# The network has learned its samples by heart, more than what they have in common with new ones: **overfitting**. Exercise 18 comes back to it.
# </details>

# %% [markdown] key="plot_loss_and_accuracy.why"
# ### Exercise 16 of 18 · `plot_loss_and_accuracy`
# *Matplotlib · {points} points · about 15 minutes · calls none of your functions*
#
# Two pictures tell how a training went.
#
# | axes | lines | horizontal | vertical | legend |
# |---|---|---|---|---|
# | first | losses | `iterations` 0, 1, 2, ... | `loss` | |
# | second | training accuracies (solid), test accuracies (dashed) | `epochs` 0, 1, 2, ... | `accuracy`, from 0 to 1 | `train`, `test` |
#
# **Predict:** where do the lines of the second axes begin, for ten classes?
#
# **Traps.** Accuracies drawn over *iterations* would all stand at the left edge, or far apart. Without 0 to 1, a rise from 0.91 to 0.92 fills the picture. Two solid lines cannot be told apart in grey.

# %% exercise="plot_loss_and_accuracy" title="Drawing a training" section="4.5.3" kind="plot"
def plot_loss_and_accuracy(losses, train_accuracies, test_accuracies):
    """Draw what epoch_tracking returned: the losses in one pair of axes, the accuracies in another.

    First axes: the losses as a line over the iterations 0, 1, 2, ...; named 'iterations' and
    'loss'. Second axes (beside the first, or in a figure of its own): the accuracies over the
    epochs 0, 1, 2, ...; training as a solid line, test as a dashed one, y from 0 to 1, axes
    named 'epochs' and 'accuracy', and a legend with the names 'train' and 'test'.

    Args:
        losses: one for each iteration.
        train_accuracies: one for each epoch.
        test_accuracies: one for each epoch.

    Returns:
        None. No plt.show() is needed.

    Source: section 4.5.3.
    """
    raise NotImplementedError

# %% [markdown] key="plot_loss_and_accuracy.hints"
#
# <details>
# <summary>How do I draw over 0, 1, 2, ...?</summary>
#
# With one argument only, `plt.plot([5, 7, 6])` draws over 0, 1, 2.
# </details>
#
# <details>
# <summary>How do I get two axes?</summary>
#
# `figure, (left, right) = plt.subplots(1, 2, figsize=(8, 3))`, then `left.plot(...)`, `left.set_xlabel("year")`, `right.set_ylim(0, 10)`, `right.legend()`.
# A dotted line has `linestyle=":"`, a dashed one `linestyle="--"`, and `label="rain"` names it for the legend.
# </details>

# %% check="plot_loss_and_accuracy"
def curve_with(axes_list, heights):
    """Return (axes, line) of the first line with these heights."""
    for axes in axes_list:
        for drawn in axes.lines:
            y = np.asarray(drawn.get_ydata(), dtype=float)
            if y.shape == (len(heights),) and np.allclose(y, heights):
                return axes, drawn
    return None, None


def curves_problem():
    losses, train, test = [2.3, 2.0, 1.5, 1.2, 0.9, 0.8], [0.1, 0.6, 0.8], [0.12, 0.55, 0.75]
    axes_list = drawn_by(plot_loss_and_accuracy, losses, train, test)
    found = {name: curve_with(axes_list, heights) for name, heights in [("losses", losses), ("train", train), ("test", test)]}
    for name, (axes, drawn) in found.items():
        if axes is None:
            return f"  No line has the heights of the {name} that were passed in."
        x = np.asarray(drawn.get_xdata(), dtype=float)
        if not np.allclose(x, np.arange(len(x))):
            return f"  {name}: drawn over {x}, expected {np.arange(len(x))}."
    if found["train"][0] is not found["test"][0] or found["losses"][0] is found["train"][0]:
        return "  The two accuracies share one pair of axes, and the losses have another."
    left, right = found["losses"][0], found["train"][0]
    names = [plain(axes_name) for axes_name in (left.get_xlabel(), left.get_ylabel(), right.get_xlabel(), right.get_ylabel())]
    if names != ["iterations", "loss", "epochs", "accuracy"]:
        return f"  The axes are named {names}, expected ['iterations', 'loss', 'epochs', 'accuracy']."
    styles = found["train"][1].get_linestyle(), found["test"][1].get_linestyle()
    if styles != ("-", "--"):
        return f"  The line styles of train and test are {styles}, expected ('-', '--')."
    if not np.allclose(right.get_ylim(), (0, 1), atol=0.055):
        return f"  The accuracies are shown from {right.get_ylim()[0]:.3g} to {right.get_ylim()[1]:.3g}, expected 0 to 1."
    legend = right.get_legend() or (right.figure.legends[0] if right.figure.legends else None)
    entries = [text.get_text().lower() for text in legend.get_texts()] if legend else []
    if not all(any(word in entry for entry in entries) for word in ("train", "test")):
        return f"  The legend shows {entries}, expected 'train' and 'test'."
    if "test" in found["train"][1].get_label().lower():
        return "  In the legend, the name 'test' stands beside the training accuracies."
    return None


check("plot_loss_and_accuracy", ("losses on the left, accuracies with their names on the right", curves_problem))

# %% [markdown] key="plot_loss_and_accuracy.next"
# **The hidden tests look at** the points of all three lines, solid and dashed, names, legend, and the range from 0 to 1.
#
# ## Play · Let it learn
#
# Your network, your training, real digits. The next cell defines `learn_digits` and does not call it. In a **cell of your own**, write `network = learn_digits()`: it trains 784-50-10 for 1,000 iterations, which takes
# a few seconds on MNIST, and draws what you have just written.
#
# Then change something, and predict before you run: `lr=0.1` (the book's), `lr=5.0`, `hidden=5`, `iterations=10000`, or weights without scale, `weight_init_std=1.0`.

# %% key="play.learn"
def learn_digits(iterations=1000, batch_size=100, lr=0.5, hidden=50, weight_init_std=0.01, seed=0):
    """Train your TwoLayerNet on digits, draw how it went, and return it."""
    (x_train, t_train), (x_test, t_test) = load_mnist(one_hot_label=True)
    np.random.seed(seed)
    network = TwoLayerNet(784, hidden, 10, weight_init_std)
    curves = epoch_tracking(network, x_train, t_train, x_test, t_test, iterations, batch_size, lr, np.random.default_rng(seed))
    plot_loss_and_accuracy(*curves)
    plt.show()
    print(f"It now reads {network.accuracy(x_test, t_test):.1%} of {len(x_test)} digits that it has never seen.")
    return network

# %% [markdown] key="why_loss_not_accuracy.why"
# ## Part 5 of 5 · In words
#
# ### Exercise 17 of 18 · Why a loss, and not the accuracy?
# *Idea · {points} points · about 15 minutes · a person reads this answer*
#
# We want a high accuracy. So why does training follow the slopes of the **loss** and not those of the accuracy? Suppose a network is right for 32 of 100 digits, and one weight is moved by 0.0001.
#
# 1. What happens to the accuracy, and what to the loss?
# 2. What would gradient descent do if it followed the accuracy?
# 3. The step function of chapter 3 is unfit for learning for the same reason. Which reason?

# %% [markdown] written="why_loss_not_accuracy" title="Why a loss and not the accuracy" section="4.2.5" points=3
# Write here.

# %% [markdown] rubric="why_loss_not_accuracy"
# **1 point: the accuracy does not move, the loss does.** The accuracy stays 32 % for nearly every small change, and jumps to 33 or 34 % now and then: it is piecewise constant. The loss answers every small change by a small change,
# for example from 0.92543 to 0.93432.
#
# **1 point: with the accuracy nothing would be learned.** Its derivative is 0 almost everywhere, so the gradient is 0, and the weights stay where they are. Half a point for "it does not work" without the slope of 0.
#
# **1 point: the step function.** It is flat everywhere but at one place; its derivative is 0 there too, so a small change of a weight disappears behind it. The sigmoid has a slope everywhere.
#
# Common errors, no points for the part: accuracy is only less precise or has fewer digits (that is not the reason: its slope is 0); the loss is easier or faster to compute; following the accuracy would lead to
# overfitting (another matter); gradients can only be taken of probabilities.

# %% [markdown] key="train_test_reason.why"
# ### Exercise 18 of 18 · Why test data?
# *Idea · {points} points · about 10 minutes · a person reads this answer*
#
# `epoch_tracking` measures the accuracy on training data *and* on test data.
#
# 1. Why is the accuracy on the training data not enough? Say what could go wrong, and what it is called.
# 2. A friend tries twenty learning rates, takes the one with the best *test* accuracy, and reports that accuracy. What is wrong with it?

# %% [markdown] written="train_test_reason" title="Why test data are kept apart" section="4.5.3" points=2
# Write here.

# %% [markdown] rubric="train_test_reason"
# **1 point: generalisation.** The aim is a network that reads digits it has never seen. It may learn its training data by heart (overfitting), with a high training accuracy and a lower one on new data; only data that it was not trained with show that.
# Half a point for "to see whether it works on new data" without what goes wrong, or the word without an explanation.
#
# **1 point: test data that choose are no longer unseen.** The rate was chosen because it suits these very data, so their accuracy flatters. (Other data, called validation data, should choose; the test data are looked at once, at the end.)
# Half a point for "he should have used other data" without the reason.
#
# Common errors: test data are there for tuning; they make training faster; the training data are only larger.

# %% [markdown] key="end"
# **You have built** the whole machine: a loss, its slopes, and the walk downhill, and a network that learned to read. It has one weakness: its honest gradient is slow, and the fast one was given.
# **Next:** chapter 5 finds out how the fast one works.
