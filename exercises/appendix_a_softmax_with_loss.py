# ---
# title: "Appendix A: The graph of softmax with loss"
# chapter: 9
# files: ch05_backpropagation
# ---

# %% [markdown] key="welcome"
# # Appendix A: The graph of softmax with loss
#
# Chapter 5 told you without proof that softmax and cross entropy together go back as $y - t$. At the end of this notebook you have derived it, node by
# node, and your code has checked it. About 75 minutes; together {total_points} points. You need softmax (3.5), the cross entropy (4.2) and the nodes of chapter 5.
#
# **Three kinds of cells.** Cells *to read*: run them and leave them as they are. Cells *to write*: replace each line `raise NotImplementedError` by your code.
# Cells *to check*: run them after yours; they show what went in, what came back and what was expected. The hidden tests use other numbers and ask for everything
# that text and docstring promise.

# %% key="setup"
# Run this cell first. You need not read it: it holds the imports, and the helpers of the check cells.
import inspect
from copy import deepcopy

import graphs
import matplotlib.pyplot as plt
import numpy as np

plt.rcParams["figure.dpi"] = 72
NUMBER_OF_CHECKS = 3
passed_checks = set()


class NotYet(AssertionError):
    """Something does not hold yet; Jupyter shows this sentence and no traceback."""

    def _render_traceback_(self):
        return str(self).split("\n")


def line(label, value):
    """Write one labelled value; the rows of an array stand below each other."""
    start = f"  {label + ':':<13}"
    if isinstance(value, np.ndarray):
        return start + np.array2string(value, precision=4, suppress_small=True, threshold=40, prefix=start)
    return start + str(value)


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
    return f"{what}: entry {list(wrong[0])} is {got[wrong[0]]:.6g}, expected {want[wrong[0]]:.6g}. Wrong entries: {len(wrong)} of {want.size}."


def verdict(story, got, gives, think=""):
    """Compare one result, or several by name; return None or the whole story of what went wrong."""
    if isinstance(gives, dict):
        if not isinstance(got, (tuple, list, np.ndarray)) or not np.iterable(got) or len(got) != len(gives):
            return f"  Two arrays should come back: {', '.join(gives)}."
        return next((p for p in (verdict(story, part, want, f"({name}) {think}") for part, (name, want) in zip(got, gives.items())) if p), None)
    problem = difference(got, gives)
    shown = [line("got", got), line("expected", np.asarray(gives))]
    return "\n".join([*story, *shown, f"  {problem} {think}".rstrip()]) if problem else None


def call(function, *inputs, gives, think=""):
    """Call a function of yours and compare."""
    before = deepcopy(inputs)
    story = [line(name, value) for name, value in zip(inspect.signature(function).parameters, before)]
    problem = verdict(story, function(*inputs), gives, think)
    if problem:
        return problem
    changed = [after for old, after in zip(before, inputs) if not np.array_equal(old, after)]
    return "\n".join([*story, line("after it", changed[0]), "  An input was changed. Make a new array."]) if changed else None


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
            raise NotYet(f"{name}: nothing to check yet. `{trace.tb_frame.f_code.co_name}` still ends in its `raise` line.") from None
        except Exception as error:
            error.add_note(f"{name}: your code stopped while this was tried: {sentence}.")
            raise
        if problem:
            raise NotYet(f"{name}: {held} of {len(facts)} facts hold. The next one does not yet: {sentence}.\n{problem}")
        print(f"holds: {sentence}")
    passed_checks.add(name)
    done = len(passed_checks)
    print(f"{name} is done.  [{'#' * done}{'.' * (NUMBER_OF_CHECKS - done)}] {done} of {NUMBER_OF_CHECKS} checks passed")

# %% [markdown] key="graph"
# ## The whole graph
#
# Three classes, one sample. The scores are $a_1, a_2, a_3$; exp of them summed is $S$; softmax gives $y_k = e^{a_k} / S$; the loss is $L = -\sum_k t_k \log y_k$.
#
# The drawing shows the way of **one** class k. The other classes have the same, and all meet twice: in the sum that makes S, and in the sum that makes L.

# %% key="graph.figure"
graphs.draw(
    {"a": (0, 1.2), "exp": (0.8, 1.2, "exp"), "sum": (1.7, -0.1, "+"), "over": (2.6, -0.1, "/"), "times": (3.1, 1.2, "×"), "log": (4, 1.2, "log"),
     "t": (4.8, 0.1), "weigh": (4.8, 1.2, "×"), "plus": (5.6, 1.2, "+"), "minus": (6.3, 1.2, "×"), "L": (7, 1.2), "others": (0.8, -0.6), "more": (5.6, 0.1), "one": (6.3, 0.1)},
    [("a", "exp", "a", ""), ("exp", "times", "exp(a)", ""), ("exp", "sum", " ", ""), ("others", "sum", "others", ""), ("sum", "over", "S", ""),
     ("over", "times", "1/S", ""), ("times", "log", "y", ""), ("log", "weigh", "log y", ""), ("t", "weigh", "t", ""), ("weigh", "plus", " ", ""),
     ("more", "plus", "others", ""), ("plus", "minus", " ", ""), ("minus", "L", "L", ""), ("one", "minus", "−1", "")],
)
plt.show()

# %% [markdown] key="graph.example"
# *In words: a goes through exp; exp(a) goes two ways, straight on and into the sum S with the exps of all classes. S becomes 1/S, which is multiplied with exp(a): that is y. log y
# is multiplied by t, summed over the classes, and multiplied by −1: the loss L.*
#
# **Our numbers all the way:** scores 0.3, 2.9, 4.0, and the right class is the last one.
#
# | | class 0 | class 1 | class 2 | sum |
# |---|---|---|---|---|
# | $e^{a}$ | 1.350 | 18.174 | 54.598 | S = 74.122 |
# | y | 0.0182 | 0.2452 | 0.7366 | 1 |
# | t | 0 | 0 | 1 | 1 |
#
# A table of what each node does on the way back (chapter 5):
#
# | node | multiplies what arrives by |
# |---|---|
# | + | 1, for each input |
# | × | the other input |
# | log | 1 / its input |
# | exp | its own output |
# | / (one over) | minus its output squared |

# %% [markdown] key="cross_entropy_backward.why"
# ### Exercise 1 of 4 · `cross_entropy_backward`
# *Mathematics · {points} points · about 15 minutes · needs the table above*
#
# The right part of the drawing, from L back to y. 1 arrives; the × −1 makes it −1; the + hands it on; the × with t makes it $-t_k$; the log node multiplies by $1 / y_k$:
#
# $$ \frac{\partial L}{\partial y_k} = -\frac{t_k}{y_k} \qquad (A.1) $$
#
# **By hand:** 0, 0 and −1 / 0.7366 = −1.3576. Only the right class gets anything, and the more, the smaller its probability.
#
# **Predict, then run:** what becomes of a class with t = 0 whose probability is so small that it is 0 in the computer?

# %% key="cross_entropy_backward.predict"
with np.errstate(all="ignore"):
    print("0/0 is", -np.float64(0.0) / np.float64(0.0), "  and 0 times log(0) is", 0 * np.log(np.float64(0.0)))
weights, lengths = np.array([0.0, 3.0, 0.0, 8.0]), np.array([0.0, 2.0, 5.0, 4.0])
ratio = np.zeros(4)
used = weights != 0
ratio[used] = weights[used] / lengths[used]
print(ratio)

# %% [markdown] key="cross_entropy_backward.trap"
# *In words: 0/0 gives nan, and one nan spoils every sum that it gets into. The last lines divide only where it matters; the rest stays 0.*
#
# **Traps.** The minus. Dividing by y, not multiplying. Nothing is divided by the number of classes here, nor by N: this is the gradient of each sample's own loss. And where t is 0, the
# answer is 0, even if y is 0 as well.
#
# One sample (K,) and a batch (N, K) need the same code: all entries go their own way.

# %% exercise="cross_entropy_backward" title="Back through the cross entropy" section="A.1" kind="function"
def cross_entropy_backward(y, t):
    """Go back through the cross entropy alone: how the loss of each sample answers to its probabilities.

    Args:
        y: probabilities, float array of shape (K,) or (N, K). Left unchanged. Where t is 1,
            y is above 0; elsewhere it may be exactly 0.
        t: one-hot, of the same shape, float or int. Left unchanged.

    Returns:
        New float array of the same shape: -t / y in each entry, and 0 where t is 0, whatever y
        is there. Nothing is divided by K or N.

    Source: appendix A.1 and A.2.
    """
    raise NotImplementedError

# %% [markdown] key="cross_entropy_backward.hints"
#
# <details>
# <summary>How do I avoid 0/0?</summary>
#
# As the example does with `used`: start from zeros, and divide only in the entries where t is not 0. Mind the type: `np.zeros_like` of integers is an array of integers.
# </details>

# %% check="cross_entropy_backward"
check(
    "cross_entropy_backward",
    ("our numbers come out",
     lambda: call(cross_entropy_backward, np.array([0.01821127, 0.24519181, 0.73659691]), np.array([0, 0, 1]), gives=[0, 0, -1.35759462])),
    ("a batch works row by row, without dividing by N",
     lambda: call(cross_entropy_backward, np.array([[0.2, 0.3, 0.5], [0.25, 0.7, 0.05]]), np.array([[0.0, 0, 1], [1, 0, 0]]),
                  gives=[[0, 0, -2], [-4, 0, 0]])),
    ("a probability of exactly 0 does no harm where t is 0",
     lambda: call(cross_entropy_backward, np.array([0.0, 1.0]), np.array([0, 1]), gives=[0, -1], think="0/0 is nan.")),
)

# %% [markdown] key="cross_entropy_backward.next"
# **The hidden tests look at** other probabilities, one sample and batches, integer and float t, probabilities of exactly 0, unchanged arguments.
#
# **Think:** why may one not stop here and change the probabilities themselves?
#
# <details>
# <summary>One answer</summary>
#
# They are no free numbers: they have to sum to 1. What one can change freely are the scores, and through them the weights.
# </details>

# %% [markdown] key="softmax_backward.why"
# ### Exercise 2 of 4 · `softmax_backward`
# *Mathematics and NumPy · {points} points · about 30 minutes · needs the drawing*
#
# The left part, from y back to a, with any `dout` arriving at y. Write d for dout.
#
# 1. × node: to exp(a) goes $d_k / S$, and to 1/S goes $d_k\,e^{a_k}$.
# 2. 1/S was used by **all** classes, so what comes back is added: $\sum_i d_i\,e^{a_i}$. The / node multiplies by $-1/S^2$.
# 3. The + node of S hands that on to every exp. There it is **added** to what came straight back in step 1.
# 4. The exp node multiplies by $e^{a_k}$. With $y_k = e^{a_k}/S$ everything becomes
#
# $$ \mathrm{dx}_k = y_k \Big( d_k - \sum_i d_i\,y_i \Big) \qquad (A.2) $$

# %% key="softmax_backward.figure"
graphs.draw(
    {"a": (0, 1.6), "exp": (1, 1.6, "exp"), "times": (4, 1.6, "×"), "y": (5, 1.6), "sum": (1.9, 0, "+"), "over": (3.1, 0, "/"), "more": (1, -0.5)},
    [("a", "exp", "a", "dx"), ("exp", "times", "exp(a)", "d / S"), ("times", "y", "y", "d"), ("exp", "sum", " ", " "), ("more", "sum", "others", " "),
     ("sum", "over", "S", "− Σ d exp(a) / S²"), ("over", "times", "1/S", "d exp(a), Σ over all")],
)
plt.show()

# %% [markdown] key="softmax_backward.example"
# *In words: d arrives at y. d/S goes straight back to exp; d exp(a), summed over all classes, goes back to 1/S, and becomes minus that sum over S². Both meet at exp.* **By hand** with y = [0.2, 0.3, 0.5] and d = [1, 0, −2]:
#
# | | class 0 | class 1 | class 2 | sum |
# |---|---|---|---|---|
# | d · y | 0.2 | 0 | −1 | −0.8 |
# | d − sum | 1.8 | 0.8 | −1.2 | |
# | dx = y · (d − sum) | 0.36 | 0.24 | −0.6 | 0 |
#
# The sum of dx is always 0. **Predict, then run:** why? What happens to probabilities when all scores rise by the same amount?

# %% key="softmax_backward.predict"
for scores in (np.array([1.0, 2.0, 3.0]), np.array([6.0, 7.0, 8.0])):
    print(scores, "->", np.exp(scores) / np.exp(scores).sum())
shares = np.array([[0.5, 0.5], [0.9, 0.1]])
print(np.sum(shares * 10, axis=-1), np.sum(shares * 10, axis=-1, keepdims=True), sep="\n")

# %% [markdown] key="softmax_backward.trap"
# *In words: nothing happens to them, so the slope in that direction is 0. Below: sums of the rows, once as (2,), once as (2, 1).*
#
# **Trap: only the own path.** $y_k (1 - y_k)\,d_k$ is right for a sigmoid, where nobody else takes part. Here the sum S ties all classes together: each score moves every probability.
#
# **Trap: whose sum?** Over the classes of one row. Without `keepdims` the sums lie along the wrong axis; with as many rows as classes that gives wrong numbers without an error.

# %% exercise="softmax_backward" title="Back through softmax" section="A.2" kind="function"
def softmax_backward(y, dout):
    """Go back through softmax alone.

    Args:
        y: what softmax returned, shape (K,) or (N, K); every row sums to 1. Left unchanged.
        dout: how the loss answers to each entry of y, of the same shape. Left unchanged.

    Returns:
        New array of the same shape: how the loss answers to each score. In every row,
        dx_k = y_k (dout_k - sum of dout_i y_i over the classes i of this row).

    Source: appendix A.2.
    """
    raise NotImplementedError

# %% [markdown] key="softmax_backward.hints"
#
# <details>
# <summary>I do not know how to begin</summary>
#
# The three rows of the table "by hand" are three lines of NumPy. The middle one needs one sum for each sample; `axis=-1` is the axis of the classes, for one sample and for a batch.
# </details>

# %% check="softmax_backward"
def slopes_problem():
    """Central differences of softmax itself, weighted by dout."""
    scores, dout = np.array([[0.5, -1.0, 0.2, 1.0], [1.5, 0.3, -0.4, 0.0]]), np.array([[1.0, -2.0, 0.5, 3.0], [0.0, 1.0, 4.0, -1.0]])

    def probabilities(a):
        return np.exp(a) / np.exp(a).sum(axis=-1, keepdims=True)

    want = np.zeros_like(scores)
    for at in np.ndindex(scores.shape):
        step = np.zeros_like(scores)
        step[at] = 1e-4
        want[at] = np.sum((probabilities(scores + step) - probabilities(scores - step)) * dout) / 2e-4
    return call(softmax_backward, probabilities(scores), dout, gives=want, think="(expected: measured slopes)")


check(
    "softmax_backward",
    ("the table worked by hand comes out",
     lambda: call(softmax_backward, np.array([0.2, 0.3, 0.5]), np.array([1.0, 0.0, -2.0]), gives=[0.36, 0.24, -0.6])),
    ("a batch works row by row",
     lambda: call(softmax_backward, np.array([[0.2, 0.3, 0.5], [0.5, 0.5, 0.0]]), np.array([[1.0, 0.0, -2.0], [4.0, 2.0, 7.0]]),
                  gives=[[0.36, 0.24, -0.6], [0.5, -0.5, 0.0]])),
    ("as many rows as classes, too",
     lambda: call(softmax_backward, np.array([[0.25, 0.75], [0.5, 0.5]]), np.array([[1.0, 0.0], [4.0, 2.0]]), gives=[[0.1875, -0.1875], [0.5, -0.5]])),
    ("it agrees with measured slopes", slopes_problem),
)

# %% [markdown] key="softmax_backward.next"
# **The hidden tests look at** other probabilities and gradients, one sample and batches (also square ones), unchanged arguments.
#
# **Think:** what does a `dout` that is the same for all classes give?
#
# <details>
# <summary>One answer</summary>
#
# Zeros. The probabilities of a row sum to 1 whatever happens, so pulling all of them up alike has no effect.
# </details>

# %% [markdown] key="combined_equals_y_minus_t.why"
# ### Exercise 3 of 4 · `combined_equals_y_minus_t`
# *Everything together · {points} points · about 20 minutes · calls your `cross_entropy_backward` and `softmax_backward`; `softmax` is given*
#
# Put the two parts together. What arrives at y from the loss is $d_k = -t_k / y_k$. In (A.2) the sum becomes $\sum_i -t_i = -1$, since the labels sum to 1, and
#
# $$ \mathrm{dx}_k = y_k \Big( -\frac{t_k}{y_k} + 1 \Big) = y_k - t_k \qquad (A.3) $$
#
# | way | steps | for our numbers |
# |---|---|---|
# | long | softmax, one-hot t, `cross_entropy_backward`, `softmax_backward`, divide by N | 0.0182, 0.2452, −0.2634 |
# | short | (y − t) / N | 0.0182, 0.2452, −0.2634 |
#
# For a batch the loss is the **mean** over N samples: both ways are divided by N, at the end. **Predict, then run:** how are labels made into one-hot rows, and how equal are two ways of computing the same?

# %% earlier="ch03_neural_networks" names="softmax"

# %% key="combined_equals_y_minus_t.predict"
colours = np.array([2, 0, 2])
print(np.eye(4)[colours])
print(0.1 + 0.2 == 0.3, abs(0.1 + 0.2 - 0.3))

# %% [markdown] key="combined_equals_y_minus_t.trap"
# *In words: each label picks a row of the unit matrix. Two right ways differ in the last of sixteen digits or so; that is rounding, and need not be hidden.*
#
# **Traps.** Labels are numbers of classes, not to be subtracted from probabilities. `softmax_backward` wants the probabilities y, so softmax is applied **once**. The long way really goes the long way; the
# hidden tests look whether both functions are called. Nothing is rounded.

# %% exercise="combined_equals_y_minus_t" title="Two ways, one gradient" section="A.2" kind="function" requires="cross_entropy_backward,softmax_backward"
def combined_equals_y_minus_t(scores, t):
    """Work out the gradient of softmax and cross entropy in two ways.

    Args:
        scores: float array of shape (N, K). Left unchanged.
        t: the right classes, integers of shape (N,). Left unchanged.

    Returns:
        Two arrays of shape (N, K), both the gradient of the mean loss of the batch:
        first the long way, cross_entropy_backward followed by softmax_backward,
        then the short one, (y - t) / N with one-hot t. They differ by rounding only, and
        nothing is rounded to make them equal.

    Source: appendix A.2.
    """
    raise NotImplementedError

# %% [markdown] key="combined_equals_y_minus_t.hints"
#
# <details>
# <summary>In which order are the two functions called?</summary>
#
# Backward: the loss is on the right, so the cross entropy comes first. What it returns is the `dout` of softmax.
# </details>

# %% check="combined_equals_y_minus_t"
our_scores, our_gradient = np.array([[0.3, 2.9, 4.0]]), [[0.01821127329554753, 0.24519181293507392, -0.26340308623062137]]
check(
    "combined_equals_y_minus_t",
    ("our numbers come out, both ways",
     lambda: call(combined_equals_y_minus_t, our_scores, np.array([2]), gives={"the long way": our_gradient, "the short way": our_gradient})),
    ("a batch of 2 is divided by 2",
     lambda: call(combined_equals_y_minus_t, np.array([[0.3, 2.9, 4.0], [0.0, 0.0, 0.0]]), np.array([2, 0]),
                  gives=dict.fromkeys(["the long way", "the short way"], [[0.00910564, 0.12259591, -0.13170154], [-1 / 3, 1 / 6, 1 / 6]]))),
)
long_way, short_way = combined_equals_y_minus_t(np.sin(np.arange(12.0)).reshape(4, 3), np.array([0, 2, 1, 2]))
print("largest difference of the two ways:", np.abs(long_way - short_way).max())

# %% [markdown] key="combined_equals_y_minus_t.next"
# **The hidden tests look at** other batches, also of one sample and square ones, both ways each for itself (to twelve digits), whether the long way calls both functions, unchanged arguments.

# %% [markdown] key="derivation.why"
# ### Exercise 4 of 4 · The derivation
# *Mathematics · {points} points · about 15 minutes · a person reads this answer*
#
# Write down, for three classes and one sample, how the gradient of the loss with respect to the score $a_k$ comes about, from L back to $a_k$, node by node. Say at each step which node it is and what it multiplies by or adds up, and
# **where** you use that the labels sum to 1, and that $y_k = e^{a_k} / S$. Plain text will do: `exp(a_k)`, `-t_k / y_k`.

# %% [markdown] written="derivation" title="Derivation of y - t" section="A.2" points=3
# Write here.

# %% [markdown] rubric="derivation"
# **1 point: the cross entropy part.** 1; the × node by −1 gives −1; the + node hands it on; the × node with t_k gives −t_k; the log node multiplies by 1/y_k: −t_k / y_k. Half a point if the derivative of the log is not
# named or the sign is lost.
#
# **1 point: the branches of softmax.** × node: to exp(a_k) goes −t_k / y_k · 1/S = −t_k / exp(a_k); to 1/S goes −t_k / y_k · exp(a_k) = −t_k S (here y_k = exp(a_k)/S is used). 1/S was used by all classes, so these
# are added: −S (t_1 + t_2 + t_3) = −S (labels sum to 1). The / node multiplies by −1/S²: 1/S. The + node hands 1/S on to every exp. Half a point if the sum over the classes is there without the reason.
#
# **1 point: putting together.** At the exp node both are added, 1/S − t_k / exp(a_k), and multiplied by exp(a_k): exp(a_k)/S − t_k = y_k − t_k. Half a point for the result without the two branches being added. A derivation with
# the Jacobian y_i (δ_ik − y_k) and the chain rule, carried through, is worth full points as well.
#
# Common errors: the branch through S is left out (only −t_k remains, or the diagonal y (1 − y) is used); the derivative of the log is forgotten; the labels' sum is used without being named.

# %% [markdown] key="end"
# **You have derived** the simplest gradient of the course from six kinds of nodes. For identity and squares the same y − t needs two steps only. **Next:** chapter 6.
