# ---
# title: "Chapter 1: Introduction to Python"
# chapter: 1
# ---

# %% [markdown] key="welcome"
# # Chapter 1: Introduction to Python
#
# At the end of this notebook you can calculate with Python, let NumPy calculate with whole tables at once, and draw curves and pictures.
# Nothing more is needed for the neural networks of the next chapters.
#
# | part | exercises | about |
# |---|---|---|
# | 1 Python | 1 to 5 | 70 minutes |
# | 2 NumPy | 6 to 8 | 45 minutes |
# | 3 Matplotlib | 9 to 11 | 40 minutes |
#
# Together {total_points} points.
#
# **How a notebook works.** It consists of cells. Click into one and press Shift+Enter: it runs, and its output appears below. Run the cells from top to bottom.
#
# **Three kinds of cells.** Cells *to read* (text, examples, drawings): run them and leave them as they are. Cells *to write*: replace
# each line `raise NotImplementedError` by your code. Cells *to check*: run them after yours; they show what you passed in, what
# came back and what was expected, and count how many checks you have passed. Add cells of your own wherever you like.
#
# Checks are not the grade: the hidden tests use other numbers and ask for everything that the text and the docstring (the text in `"""`) promise.
# Stuck for half an hour? Go on; almost every exercise can be done without the one before it.

# %% key="setup"
# Run this cell first. You need not read it: it holds the imports, and the helpers of the check cells.
import contextlib
import inspect
import io
from copy import deepcopy

import matplotlib.pyplot as plt
import numpy as np

plt.rcParams["figure.dpi"] = 72
NUMBER_OF_CHECKS = 11
passed_checks = set()


class NotYet(AssertionError):
    """Something does not hold yet; Jupyter shows this sentence and no traceback."""

    def _render_traceback_(self):
        return str(self).split("\n")


def line(label, value):
    """Write one labelled value; the rows of an array stand below each other."""
    start = f"  {label + ':':<12}"
    if isinstance(value, np.ndarray):
        return start + np.array2string(value, precision=4, suppress_small=True, threshold=40, prefix=start)
    if isinstance(value, list):
        value = [entry.item() if isinstance(entry, np.generic) else entry for entry in value]
    return start + repr(value.item() if isinstance(value, np.generic) else value)


def difference(got, want, close=1e-6):
    """Say in one sentence where got differs from want; None if nowhere."""
    if got is None:
        return "The function gives back None. Is there a `return`, or does it only print?"
    if isinstance(want, (str, dict)):
        return None if got == want else "These two differ."
    if isinstance(want, tuple):
        return parts_difference(got, want)
    try:
        got = np.asarray(got)
    except ValueError:
        return "The result cannot be made into an array: its parts have different lengths."
    if got.dtype.kind not in "biuf":
        return f"The result should consist of numbers, and is of the type {got.dtype}."
    want = np.asarray(want, dtype=float)
    if got.shape != want.shape:
        return f"The result has the shape {got.shape}, expected {want.shape}."
    room = close * max(1.0, np.abs(want).max(initial=0.0))
    wrong = [at for at in np.ndindex(want.shape) if not abs(float(got[at]) - want[at]) <= room]  # nan is wrong, too
    if not wrong:
        return None
    where = f"Entry {list(wrong[0])}" if want.shape else "The number"
    return f"{where} is {got[wrong[0]]:.6g}, expected {want[wrong[0]]:.6g}."


def parts_difference(got, want):
    """Compare several results, which a function gives back with commas between them."""
    if not isinstance(got, (tuple, list)):
        return f"One value came back, expected {len(want)} with commas between them: return a, b, ..."
    if len(got) != len(want):
        return f"{len(got)} values came back, expected {len(want)}."
    for part, right in zip(got, want):
        problem = difference(part, right)
        if problem:
            return problem
    return None


def unlike(before, after):
    """Tell whether an argument was changed by a call."""
    if isinstance(before, np.ndarray):
        return not np.array_equal(before, after)
    return isinstance(before, list) and before != after


def call(function, *inputs, gives, think=""):
    """Call a function of yours and compare; return None or the whole story of what went wrong."""
    before = deepcopy(inputs)
    got = function(*inputs)
    names = list(inspect.signature(function).parameters)
    names = names if len(names) >= len(inputs) else ["input"] * len(inputs)
    story = [line(name, value) for name, value in zip(names, before)]
    problem = difference(got, gives)
    if problem:
        if isinstance(gives, tuple) and isinstance(got, (tuple, list)) and len(got) == len(gives):  # show the wrong one only
            place = next(place for place in range(len(gives)) if difference(got[place], gives[place]))
            story.append(f"  value {place + 1} of the {len(gives)} that came back:")
            got, gives = got[place], gives[place]
        return "\n".join([*story, line("got", got), line("expected", gives), f"  {problem} {think}".rstrip()])
    for name, old, new in zip(names, before, inputs):
        if unlike(old, new):
            return "\n".join([*story, line("after it", new), f"  {name} was changed by the call. Make a new one, do not write into it."])
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
# ## Part 1 of 3 · Python
#
# Python calculates like a pocket calculator. Every value has a **type**: `int` for whole numbers, `float` for decimal numbers, `str` for text, `bool`
# for true and false. A **variable** is a name for a value; it may get another value, also of another type, at any time.
#
# **Predict, then run:** which type has the last one, an int times a float?

# %% key="part1.types"
x = 10
print(x, type(x))
x = "hello"
print(x, type(x))
y = 2.718
print(10 * y, type(10 * y))

# %% [markdown] key="arithmetic.why"
# ### Exercise 1 of 11 · `arithmetic`
# *Python · {points} point · about 10 minutes · needs nothing*
#
# | sign | meaning | example | result |
# |---|---|---|---|
# | `+` `-` `*` | plus, minus, times | `1 - 2` | −1 |
# | `/` | divided by, always decimal | `7 / 5` | 1.4 |
# | `//` | divided by, cut down to a whole number | `7 // 5` | 1 |
# | `**` | to the power of | `3 ** 2` | 9 |
#
# A **function** is a recipe with a name. What stands in brackets comes in, what stands behind `return` comes out; several results are separated by commas.
# **Predict, then run:** what does the second line print?

# %% key="arithmetic.predict"
def circle(radius):
    return 2 * 3.14 * radius, 3.14 * radius**2


around, area = circle(10)
print("around:", around, " area:", area)
print("precedence:", 8 + 4 / 2, (8 + 4) / 2)

# %% [markdown] key="arithmetic.trap"
# *In words: 62.8 (decimal numbers carry tiny errors, here a 4 far behind) and 314. Then 10.0 and 6.0: `/` is done before `+`, unless brackets say otherwise.*
#
# **By hand** for a = 7 and b = 2: the average is 4.5, 7 to the power of 2 is 49, 7 divided by 2 is 3.5.
#
# **Trap: two signs for dividing.** `7 // 2` is 3. (In Python 2, which some old books use, `7 / 2` was 3 as well.)
#
# **Trap: the roof is no power.** `7 ^ 2` is 5: it compares the binary digits of both numbers.
#
# **Your turn.** Replace the `raise` line; your lines are indented by four spaces, as it is.

# %% exercise="arithmetic" title="Calculating" section="1.3.1" kind="function"
def arithmetic(a, b):
    """Calculate three numbers from two.

    Args:
        a: any number.
        b: any number but 0.

    Returns:
        Three numbers, in this order: the average of a and b, a to the power of b, and a
        divided by b (with its decimal places).

    Source: section 1.3.1.
    """
    raise NotImplementedError

# %% check="arithmetic"
check(
    "arithmetic",
    ("7 and 2 give 4.5, 49 and 3.5", lambda: call(arithmetic, 7, 2, gives=(4.5, 49, 3.5))),
    ("1 and 4 give 2.5, 1 and 0.25", lambda: call(arithmetic, 1, 4, gives=(2.5, 1, 0.25))),
    ("decimal and negative numbers work, too", lambda: call(arithmetic, -1.5, 2, gives=(0.25, 2.25, -0.75))),
)

# %% [markdown] key="arithmetic.next"
# **The hidden tests look at** each of the three results, for other whole and decimal numbers.
#
# **Think:** what is `10 ** -1`?
#
# <details>
# <summary>One answer</summary>
#
# 0.1, one divided by ten. Learning rates in later chapters are often written in this way.
# </details>

# %% [markdown] key="list_ops.why"
# ### Exercise 2 of 11 · `list_ops`
# *Python · {points} points · about 15 minutes · needs nothing*
#
# A **list** holds values in order: `a = [1, 2, 3, 4, 5]`. Python counts from 0, and from the end with −1. A **slice** `a[start:stop]` is a new list from `start`
# up to, but **without**, `stop`; what is left out means from the beginning or to the end.

# %% key="list_ops.figure"
fig, ax = plt.subplots(figsize=(6, 1.5))
ax.axis("off")
for place, value in enumerate([1, 2, 3, 4, 99]):
    ax.text(place + 0.5, 0, value, ha="center", va="center", fontsize=13)
    ax.text(place + 0.5, 0.75, place, ha="center", color="0.4")
    ax.text(place + 0.5, -0.95, place - 5, ha="center", color="0.4")
    ax.plot([place, place + 1, place + 1, place, place], [-0.4, -0.4, 0.5, 0.5, -0.4], color="black")
ax.text(-0.2, 0.75, "counted from the front", ha="right", color="0.4")
ax.text(-0.2, -0.95, "counted from the end", ha="right", color="0.4")
ax.set(xlim=(-3, 5.2), ylim=(-1.1, 1.1))
plt.show()

# %% [markdown] key="list_ops.example"
# *In words: five boxes with 1, 2, 3, 4, 99; their places are 0 to 4 from the front, and −5 to −1 from the end.* **By hand**, for this list:
#
# | slice | result | |
# |---|---|---|
# | `a[0:2]` | [1, 2] | places 0 and 1, not 2 |
# | `a[1:]` | [2, 3, 4, 99] | from place 1 to the end |
# | `a[:3]` | [1, 2, 3] | the first three |
# | `a[:-1]` | [1, 2, 3, 4] | all but the last |
# | `a[:-2]` | [1, 2, 3] | all but the last two |
#
# **Predict, then run:** does the shopping list on the wall change, too?

# %% key="list_ops.predict"
wall = ["bread", "milk", "eggs"]
pocket = wall
photo = wall.copy()
pocket[-1] = "honey"
print("wall :", wall)
print("photo:", photo)

# %% [markdown] key="list_ops.trap"
# *In words: yes. `pocket = wall` makes a second name for the same list; only `.copy()` makes a second list.*
#
# **Trap: changing the caller's list.** Set the last element in a copy of `a`; the list of whoever calls your function stays as it was.
#
# **Trap: counting from 1.** The first element is `a[0]`, and `a[5]` of a list with five elements does not exist.
#
# **Your turn.** In a copy, set the last element to 99. Give back five slices of the copy, those of the table in this order.

# %% exercise="list_ops" title="Lists and slices" section="1.3.4" kind="function"
def list_ops(a):
    """Set the last element to 99 in a copy of a list, and cut five slices from the copy.

    Args:
        a: list of numbers with at least three elements. Left unchanged.

    Returns:
        Five lists, slices of the copy: [0:2], [1:], [:3], [:-1] and [:-2], in this order.

    Source: section 1.3.4.
    """
    raise NotImplementedError

# %% [markdown] key="list_ops.hints"
#
# <details>
# <summary>How do I give back several lists?</summary>
#
# With commas, as in `circle` above: `return names[0:1], names[2:]` gives back two.
# </details>

# %% check="list_ops"
check(
    "list_ops",
    ("the list of the table gives its five slices",
     lambda: call(list_ops, [1, 2, 3, 4, 5], gives=([1, 2], [2, 3, 4, 99], [1, 2, 3], [1, 2, 3, 4], [1, 2, 3]))),
    ("a list of another length works, too",
     lambda: call(list_ops, [7, 8, 9], gives=([7, 8], [8, 99], [7, 8, 99], [7, 8], [7]))),
)

# %% [markdown] key="list_ops.next"
# **The hidden tests look at** each slice, for lists of other lengths, and whether the list that comes in stays as it was.
#
# **Think:** what is `a[2:2]`?
#
# <details>
# <summary>One answer</summary>
#
# The empty list `[]`: from place 2 up to, but without, place 2. An empty slice is no error.
# </details>

# %% [markdown] key="dict_and_bool.why"
# ### Exercise 3 of 11 · `dict_and_bool`
# *Python · {points} points · about 15 minutes · needs nothing*
#
# A **dictionary** (dict) finds values by a **key** instead of a place: `me = {"height": 180}`, then `me["height"]` is 180. A new key is added by writing to it.
#
# For questions there are `True` and `False`, and the words `and`, `or`, `not`, `in`. In a question every number but 0 counts as true.
# An `if` runs its indented lines only if the answer is true.
#
# **Predict, then run:** which of the last two lines shows "something in both"?

# %% key="dict_and_bool.predict"
basket = {"apples": 2}
basket["pears"] = 1
print(basket, "  apples?", "apples" in basket, "  plums?", "plums" in basket)
if "plums" not in basket:
    print("no plums today")
print("and:", bool(basket["apples"] and basket["pears"]))
print("&  :", bool(basket["apples"] & basket["pears"]))

# %% [markdown] key="dict_and_bool.trap"
# *In words: `and` says True. `&` compares the binary digits of 2 (10) and 1 (01), finds none in common, and says False.*
#
# **Trap: a key that is not there.** `basket["plums"]` stops with a KeyError. Ask with `in` first.
#
# **Trap: a new dict instead of a new key.** `basket = {"pears": 1}` forgets the apples.
#
# **Your turn.** A person comes in as a dict, such as {"height": 180, "hungry": 3, "sleepy": 0}. `hungry` and `sleepy` are True or False or a number: how much, 0 for not at all.
#
# | hungry | sleepy | both | at least one |
# |---|---|---|---|
# | 3 | 0 | False | True |
# | 2 | 1 | True | True |
# | False | 0 | False | False |

# %% exercise="dict_and_bool" title="Dictionaries and questions" section="1.3.5 to 1.3.7" kind="function"
def dict_and_bool(me):
    """Complete the facts about a person, and answer two questions.

    Args:
        me: dict with the keys 'height', 'hungry' and 'sleepy', perhaps 'weight' and others.
            'hungry' and 'sleepy' are True or False, or a number, of which 0 means False.
            The dict may be changed.

    Returns:
        Three things: the dict, in which 'weight' is 70 if me had no such key (all else is as
        it came); whether the person is hungry and sleepy, True or False; whether hungry or
        sleepy, or both, True or False.

    Source: sections 1.3.5 to 1.3.7.
    """
    raise NotImplementedError

# %% [markdown] key="dict_and_bool.hints"
#
# <details>
# <summary>How do I add a key only if it is missing?</summary>
#
# As in the example with the plums: an `if` with `not in`, and one indented line that writes to the key.
# </details>

# %% check="dict_and_bool"
def person_problem(facts, want, think=""):
    """Compare the dict and both answers; what counts as true is as good as True."""
    before = dict(facts)
    got = dict_and_bool(facts)
    story = f"  me:         {before}\n  got:        {got!r}\n  expected:   {want!r}\n"
    if not isinstance(got, (tuple, list)) or len(got) != 3:
        return story + "  Three values are expected, with commas between them."
    if got[0] != want[0]:
        return story + "  The dict differs. Is a key missing, or overwritten?"
    for name, answer, right in zip(("and", "or"), got[1:], want[1:]):
        if not isinstance(answer, (bool, int, float, np.bool_)) or bool(answer) != right:
            return story + f"  The answer with `{name}` differs. {think}".rstrip()
    return None


check(
    "dict_and_bool",
    ("a missing weight is added, everything else stays",
     lambda: person_problem({"height": 180, "hungry": True, "sleepy": False},
                            ({"height": 180, "hungry": True, "sleepy": False, "weight": 70}, False, True))),
    ("a weight that is there stays",
     lambda: person_problem({"height": 150, "hungry": 0, "sleepy": 0, "weight": 48},
                            ({"height": 150, "hungry": 0, "sleepy": 0, "weight": 48}, False, False))),
    ("2 and 1 both count as true",
     lambda: person_problem({"height": 165, "hungry": 2, "sleepy": 1, "weight": 60},
                            ({"height": 165, "hungry": 2, "sleepy": 1, "weight": 60}, True, True), think="Both numbers are not 0, so both are true.")),
)

# %% [markdown] key="dict_and_bool.next"
# **The hidden tests look at** other keys and values, with and without a weight, and at numbers as answers to "how hungry?".
#
# **Think:** what is `not hungry or sleepy` if hungry is False and sleepy is False: is `not` done first or last?
#
# <details>
# <summary>One answer</summary>
#
# First: it is `(not hungry) or sleepy`, which is True. Brackets make it plain for the reader.
# </details>

# %% [markdown] key="greet.why"
# ### Exercise 4 of 11 · `greet`
# *Python · {points} point · about 10 minutes · needs nothing*
#
# Text stands in quotation marks, and `+` joins two texts. The function of this exercise greets somebody:
#
# | `name` | result |
# |---|---|
# | "Ada" | "Hello, Ada!" |
# | 7 | "Hello, 7!" |
#
# **Predict, then run:** `show` and `give` look alike. What does each of the last two lines print?

# %% key="greet.predict"
def show(price):
    print("It costs " + str(price) + " yen")


def give(price):
    return "It costs " + str(price) + " yen"


from_show = show(120)
from_give = give(120)
print("from show:", from_show)
print("from give:", from_give)

# %% [markdown] key="greet.trap"
# *In words: `show` prints its text at once, and what comes back from it is None. `give` prints nothing, and its text comes back.*
#
# **Trap: printing instead of returning.** Whoever calls `greet` wants to use the text. So return it.
#
# **Trap: text plus number.** `"It costs " + 120` stops with a TypeError; `str(120)` turns the number into text first. Some robots are called 7: greet them as well.
#
# **Trap: every sign counts.** A comma and a space before the name, an exclamation mark after it.

# %% exercise="greet" title="A greeting" section="1.3.9" kind="function"
def greet(name):
    """Return a greeting.

    Args:
        name: a text, or a number.

    Returns:
        The text 'Hello, ' followed by the name and '!'.

    Source: section 1.3.9.
    """
    raise NotImplementedError

# %% check="greet"
check(
    "greet",
    ("Ada is greeted", lambda: call(greet, "Ada", gives="Hello, Ada!", think="Compare comma, space and mark.")),
    ("a number is greeted, too", lambda: call(greet, 7, gives="Hello, 7!")),
)

# %% [markdown] key="greet.next"
# **The hidden tests look at** other names and numbers.
#
# **Try:** in a cell of your own, `for name in ["Ada", "Bo", 7]:` and below it, indented, `print(greet(name))`. A **for loop** runs its lines once for each value.

# %% [markdown] key="Man.why"
# ### Exercise 5 of 11 · `Man`
# *Python · {points} points · about 20 minutes · may call your `greet`*
#
# A **class** is a plan for objects that keep their own values. Its functions are called **methods**; the first argument, `self`, is the object itself. `__init__` (with two
# underscores on both sides) runs once when an object is made. **Predict, then run:** what does each line print?

# %% key="Man.predict"
class Purse:
    def __init__(self, coins):
        self.coins = coins

    def put(self, more):
        self.coins = self.coins + more

    def tell(self):
        print("coins: " + str(self.coins))


mine = Purse(10)
yours = Purse(3)
mine.put(5)
mine.tell()
yours.tell()
print(mine.coins - yours.coins)

# %% [markdown] key="Man.trap"
# *In words: 15, 3 and 12. `mine.put(5)` hands the object `mine` over as `self`, so each purse keeps its own coins.*
#
# | you write | what happens |
# |---|---|
# | `m = Man("Ada")` | `__init__` keeps the name in `m.name` |
# | `m.hello()` | prints `Hello, Ada!` |
# | `m.goodbye()` | prints `Good-bye, Ada!` |
#
# **Trap: `self` left out.** Without it in the brackets, `m.hello()` stops with a TypeError; without it before `name`, nothing is kept.
#
# **Trap: one name for all.** What is kept in `Man.name` instead of `self.name` is shared: the second object renames the first.
#
# **Trap: printing or returning?** This time the methods **print**, as `tell` does; they need not return anything.

# %% exercise="Man" title="A class" section="1.4.2" kind="class" requires="greet"
class Man:
    """Somebody with a name, who says hello and good-bye.

    Source: section 1.4.2.
    """

    def __init__(self, name):
        """Keep the name.

        Args:
            name: a text; afterwards found as the attribute `name` of the object.
        """
        raise NotImplementedError

    def hello(self):
        """Print one line: 'Hello, ' followed by the name and '!'."""
        raise NotImplementedError

    def goodbye(self):
        """Print one line: 'Good-bye, ' followed by the name and '!'."""
        raise NotImplementedError

# %% check="Man"
def printed_by(method):
    """Run something that prints, and return what it printed."""
    text = io.StringIO()
    with contextlib.redirect_stdout(text):
        method()
    return text.getvalue().strip()


def man_problem(what, want):
    """Make two objects, then ask both."""
    made = {"first": Man("Ada"), "second": Man("Bo")}
    for which, name in (("first", "Ada"), ("second", "Bo")):
        one, right = made[which], want.replace("NAME", name)
        got = one.name if what == "name" else printed_by(getattr(one, what))
        if got != right:
            hint = "\n  Nothing was printed. Do you return the text instead?" if got == "" else ""
            hint = hint or ("\n  The second object changed the first: keep the name in self.name." if "Bo" in str(got) and name == "Ada" else "")
            return f"  after first = Man('Ada') and second = Man('Bo')\n  {which}.{what}: {got!r}\n  expected: {right!r}{hint}"
    return None


check(
    "Man",
    ("each object keeps its own name", lambda: man_problem("name", "NAME")),
    ("hello prints", lambda: man_problem("hello", "Hello, NAME!")),
    ("goodbye prints", lambda: man_problem("goodbye", "Good-bye, NAME!")),
)

# %% [markdown] key="Man.next"
# **The hidden tests look at** objects with other names, several at a time, and at what the two methods print.
#
# **Think:** chapter 5 makes a class for each layer of a network, with methods `forward` and `backward`. Why a class, and not two functions?
#
# <details>
# <summary>One answer</summary>
#
# A layer has to remember something between the two calls, as a purse remembers its coins.
# </details>

# %% [markdown] key="part2"
# ## Part 2 of 3 · NumPy
#
# **NumPy** adds arrays to Python: rows and tables of numbers that are calculated with all at once, without a loop. It is imported as `np` in the first cell.
# Every array has a **shape** (how many rows and columns) and a **dtype** (the type of its entries).

# %% key="part2.arrays"
x = np.array([1.0, 2.0, 3.0])
A = np.array([[1, 2], [3, 4]])
print(x, x.shape, x.dtype)
print(A, A.shape, A.dtype)

# %% [markdown] key="np_arithmetic.why"
# ### Exercise 6 of 11 · `np_arithmetic`
# *NumPy · {points} points · about 10 minutes · needs nothing*
#
# `+`, `-`, `*`, `/` between two arrays of the same shape work **entry by entry**; a single number works on every entry.
#
# | | | |
# |---|---|---|
# | `x` | [1, 2, 3] | |
# | `y` | [2, 4, 6] | |
# | `x + y` | [3, 6, 9] | |
# | `x - y` | [−1, −2, −3] | |
# | `x * y` | [2, 8, 18] | each with its partner |
# | `x / y` | [0.5, 0.5, 0.5] | |
# | `x / 2.0` | [0.5, 1, 1.5] | each by the same number |
#
# **Predict, then run:** a list is no array. What does `+` do with each, and what happens with unequal lengths?

# %% key="np_arithmetic.predict"
print("lists :", [1, 2, 3] + [2, 4, 6])
print("arrays:", np.array([1, 2, 3]) + np.array([2, 4, 6]))
try:
    print(np.array([1, 2, 3]) + np.array([2, 4]))
except ValueError as error:
    print("ValueError:", error)

# %% [markdown] key="np_arithmetic.trap"
# *In words: lists are joined, arrays are added. Three and two entries do not fit, and NumPy says so with a ValueError.*
#
# **Trap: hiding the error.** In your function, leave it to NumPy: with `try` and `except` around the sums, the caller would never hear of it.
#
# **Trap: a product of another kind.** `np.dot(x, y)` multiplies and then adds everything up: 28. That is the matrix product of chapter 3.

# %% exercise="np_arithmetic" title="Calculating with arrays" section="1.5.3" kind="function"
def np_arithmetic(x, y):
    """Calculate with two arrays, entry by entry.

    Args:
        x: array of numbers, float or int. Left unchanged.
        y: array of the same shape without zeros. Left unchanged.

    Returns:
        Five arrays, in this order: x plus y, x minus y, x times y, x divided by y, and x
        divided by 2.0.

    Raises:
        ValueError: the shapes do not fit. NumPy raises it by itself; let it through.

    Source: section 1.5.3.
    """
    raise NotImplementedError

# %% check="np_arithmetic"
def mismatch_problem():
    """Shapes that do not fit have to end in an error."""
    try:
        got = np_arithmetic(np.array([1.0, 2.0, 3.0]), np.array([1.0, 2.0]))
    except ValueError:
        return None
    return f"  3 and 2 entries do not fit, yet {got!r} came back. Let NumPy's error through."


def five(x, y):
    """The five results one by one; one array of five rows is as good."""
    got = np_arithmetic(x, y)
    return tuple(got) if isinstance(got, np.ndarray) else got


half = np.array([0.5, 0.5, 0.5])
check(
    "np_arithmetic",
    ("[1, 2, 3] and [2, 4, 6] give the five arrays of the table",
     lambda: call(five, np.array([1.0, 2.0, 3.0]), np.array([2.0, 4.0, 6.0]),
                  gives=(np.array([3.0, 6, 9]), np.array([-1.0, -2, -3]), np.array([2.0, 8, 18]), half, np.array([0.5, 1, 1.5])))),
    ("tables of integers work, too",
     lambda: call(five, np.array([[1, 2], [3, 4]]), np.array([[2, 2], [4, 5]]),
                  gives=(np.array([[3, 4], [7, 9]]), np.array([[-1, 0], [-1, -1]]), np.array([[2, 4], [12, 20]]),
                         np.array([[0.5, 1], [0.75, 0.8]]), np.array([[0.5, 1], [1.5, 2]])))),
    ("shapes that do not fit end in a ValueError", mismatch_problem),
)

# %% [markdown] key="np_arithmetic.next"
# **The hidden tests look at** rows and tables, floats and integers, all five results, and at the error for shapes that do not fit.
#
# **Think:** what is the shape of `x * 2` if x has the shape (5, 3)?
#
# <details>
# <summary>One answer</summary>
#
# (5, 3): the number is used for every entry.
# </details>

# %% [markdown] key="broadcast_scale.why"
# ### Exercise 7 of 11 · `broadcast_scale`
# *NumPy · {points} points · about 15 minutes · needs nothing*
#
# Shapes may differ, if the smaller one can be stretched to the larger: this is **broadcasting**. A row with as many entries as the table has columns
# is used for **every row** of the table.

# %% key="broadcast_scale.figure"
fig, ax = plt.subplots(figsize=(6, 1.6))
ax.axis("off")
tables = [(0, [[1, 2], [3, 4]], None), (3, [[10, 20], [10, 20]], 1), (6, [[10, 40], [30, 80]], None)]
for left, rows, first_copy in tables:
    for i, row in enumerate(rows):
        for j, value in enumerate(row):
            copied = first_copy is not None and i >= first_copy
            box = {"boxstyle": "square,pad=0.45", "facecolor": "0.92" if copied else "white", "linestyle": ":" if copied else "-"}
            ax.text(left + j, -i, f"{value:2d}", ha="center", va="center", color="0.5" if copied else "black", bbox=box, family="monospace")
ax.text(2, -0.5, "*", ha="center", va="center", fontsize=18)
ax.text(5, -0.5, "=", ha="center", va="center", fontsize=15)
ax.set(xlim=(-1, 8), ylim=(-1.5, 0.5))
plt.show()

# %% [markdown] key="broadcast_scale.example"
# *In words: the table [[1, 2], [3, 4]] times the row [10, 20]; the row is used a second time (dotted) for the second row; result [[10, 40], [30, 80]].*
#
# | name | shape | meaning |
# |---|---|---|
# | `A` | (m, n) | a table |
# | `v` | a number, or (n,) | one factor for all, or one for each **column** |
# | result | (m, n) | a new table |
#
# **Predict, then run:** which of the three lines does not fit, and in which are the *rows* multiplied?

# %% key="broadcast_scale.predict"
table = np.array([[1, 1, 1], [2, 2, 2]])
for text in ["table * np.array([1, 10, 100])", "table * np.array([1, 10])", "table * np.array([[1], [10]])"]:
    try:
        print(f"{text}:\n{eval(text)}")
    except ValueError:
        print(f"{text}: does not fit")

# %% [markdown] key="broadcast_scale.trap"
# *In words: the first multiplies columns. The second does not fit: two factors for three columns. The third is a column of shape (2, 1), stretched to the
# right, so it multiplies rows.*
#
# **Trap: rows instead of columns.** In a square table both fit, and only the numbers tell. `v[j]` belongs to column j.
#
# **Trap: loops.** They are slow, and have to be written with care: a table without rows, shape (0, n), has a result of shape (0, n) as well.
#
# **Trap: `A *= v`** writes into the table of the caller.

# %% exercise="broadcast_scale" title="Broadcasting" section="1.5.4 to 1.5.5" kind="function"
def broadcast_scale(A, v):
    """Multiply all entries of a table by a number, or each column by a factor of its own.

    Args:
        A: array of shape (m, n), float or int; m may be 0. Left unchanged.
        v: one number, or an array of shape (n,), float or int: v[j] is the factor of column
            j. Left unchanged.

    Returns:
        New array of shape (m, n): entry (i, j) is A[i, j] times v, or times v[j].

    Source: sections 1.5.4 and 1.5.5.
    """
    raise NotImplementedError

# %% check="broadcast_scale"
check(
    "broadcast_scale",
    ("a number scales every entry", lambda: call(broadcast_scale, np.array([[1, 2], [3, 4]]), 10, gives=np.array([[10, 20], [30, 40]]))),
    ("a row scales the columns, as in the drawing",
     lambda: call(broadcast_scale, np.array([[1, 2], [3, 4]]), np.array([10, 20]), gives=np.array([[10, 40], [30, 80]]),
                  think="v[j] belongs to column j.")),
    ("the table need not be square",
     lambda: call(broadcast_scale, np.array([[1.0, 1.0, 1.0], [2.0, 2.0, 2.0]]), np.array([0.5, 1.0, -1.0]),
                  gives=np.array([[0.5, 1, -1], [1, 2, -2]]))),
    ("integers times decimal numbers keep the decimal places",
     lambda: call(broadcast_scale, np.array([[1, 1], [2, 3]]), np.array([0.5, 1.5]), gives=np.array([[0.5, 1.5], [1, 4.5]]))),
    ("a table without rows has a result without rows",
     lambda: call(broadcast_scale, np.zeros((0, 3)), np.array([1.0, 2.0, 3.0]), gives=np.zeros((0, 3)))),
)

# %% [markdown] key="broadcast_scale.next"
# **The hidden tests look at** numbers and rows of factors, square and other tables, integers times decimal numbers, a table without rows, unchanged arrays.
#
# **Think:** in chapter 3 a bias of shape (M,) is added to a table (N, M), one row for each picture. What does broadcasting do there?
#
# <details>
# <summary>One answer</summary>
#
# It adds the same M biases to each of the N rows: one bias for each column.
# </details>

# %% [markdown] key="select_greater.why"
# ### Exercise 8 of 11 · `select_greater`
# *NumPy · {points} points · about 15 minutes · needs nothing*
#
# Entries are picked by place, by a list of places, or by a condition. The table of the course text:
#
# | | column 0 | column 1 |
# |---|---|---|
# | row 0 | 51 | 55 |
# | row 1 | 14 | 19 |
# | row 2 | 0 | 4 |
#
# `X[0]` is the first row [51, 55], and `X[0][1]` is 55. **Flattened**, row after row, it becomes 51, 55, 14, 19, 0, 4, at the places 0 to 5.
# **Predict, then run** for another table: what is printed in each line?

# %% key="select_greater.predict"
ages = np.array([[31, 4, 27], [60, 18, 45]])
print("a row         :", ages[1])
flat = ages.flatten()
print("flattened     :", flat)
print("three places  :", flat[np.array([5, 0, 0])])
print("a condition   :", flat >= 30)
print("where it holds:", flat[flat >= 30])

# %% [markdown] key="select_greater.trap"
# *In words: [60 18 45]; the six ages row after row; 45, 31 and 31 again; six times True or False; and the three ages from 30 on.*
#
# **By hand** for `X` above and the threshold 15: above it are 51, 55, 19. At the places 0, 2 and 4 are 51, 14, 0.
#
# **Trap: the answers instead of the values.** `flat >= 30` holds True and False, `np.where(flat >= 30)` holds places. Asked are the entries themselves.
#
# **Trap: equal is not greater.** A value that equals the threshold is not picked.
#
# **Trap: column after column.** `X.T.flatten()` or `order="F"` give another order.

# %% exercise="select_greater" title="Picking entries" section="1.5.6" kind="function"
def select_greater(X, thr):
    """Pick entries of a table by a condition and by their places.

    Args:
        X: array of shape (m, n), float or int, with at least five entries. Left unchanged.
        thr: a number.

    Returns:
        Two arrays of one dimension. First: the entries of X that are greater than thr, row
        after row (perhaps none). Second: the entries at the places 0, 2 and 4 of the
        flattened X.

    Source: section 1.5.6.
    """
    raise NotImplementedError

# %% check="select_greater"
course_table = np.array([[51, 55], [14, 19], [0, 4]])
check(
    "select_greater",
    ("above 15 are 51, 55, 19; at the places 0, 2, 4 are 51, 14, 0",
     lambda: call(select_greater, course_table, 15, gives=(np.array([51, 55, 19]), np.array([51, 14, 0])))),
    ("a value that equals the threshold is not picked",
     lambda: call(select_greater, course_table, 19, gives=(np.array([51, 55]), np.array([51, 14, 0])), think="19 is not above 19.")),
    ("wide tables work, too: row after row",
     lambda: call(select_greater, np.array([[0.5, 2.5, 1.5, 7.0], [3.5, -1.0, 9.0, 0.0]]), 1.0,
                  gives=(np.array([2.5, 1.5, 7.0, 3.5, 9.0]), np.array([0.5, 1.5, 3.5])))),
    ("nothing may be left", lambda: call(select_greater, course_table, 100, gives=(np.zeros(0), np.array([51, 14, 0])))),
)

# %% [markdown] key="select_greater.next"
# **The hidden tests look at** tall and wide tables, floats and integers, values equal to the threshold, and an unchanged table.
#
# **Try:** `for row in course_table:` and below it, indented, `print(row)`. A loop over a table goes through its rows.

# %% [markdown] key="part3"
# ## Part 3 of 3 · Matplotlib
#
# **Matplotlib** draws. `plt.plot(x, y)` joins points by a line: `x` holds their horizontal places, `y` their heights, both as arrays of the same length.
# The notebook shows a figure at the end of its cell.

# %% [markdown] key="plot_sin.why"
# ### Exercise 9 of 11 · `plot_sin`
# *Matplotlib · {points} points · about 10 minutes · needs nothing*
#
# A smooth curve is made of many short straight pieces. Draw the sine over x = 0, 0.1, 0.2, ..., 5.9.
#
# | point | 0 | 1 | 2 | ... | 59 |
# |---|---|---|---|---|---|
# | `x` | 0 | 0.1 | 0.2 | ... | 5.9 |
# | `sin(x)` | 0 | 0.0998 | 0.1987 | ... | −0.3739 |
#
# **Predict, then run:** which of the two has the end in it, and how many entries has each?

# %% key="plot_sin.predict"
print(np.arange(0, 1, 0.25))
print(np.linspace(0, 1, 5))
print("a whole turn is 2 pi:", np.sin(2 * np.pi), " and 360 is just a number:", np.sin(360))

# %% [markdown] key="plot_sin.trap"
# *In words: `arange(start, stop, step)` leaves `stop` out and has 4 entries, `linspace` has the end in it and 5. `np.sin` counts in radians: 2π is a whole turn, and −2.4e-16 means −0.00000000000000024, a rounding error next to 0.*
#
# **Trap: one point too many.** 0 to 5.9 in steps of 0.1 are **60** points; with 6.0 they are 61.
#
# **Trap: degrees.** Converted to degrees or back, the wave has another length.
#
# **Trap: dots.** `plt.scatter` leaves the points unconnected. A line is asked.

# %% exercise="plot_sin" title="A curve" section="1.6.1" kind="plot"
def plot_sin():
    """Draw the sine as a line over the 60 points x = 0, 0.1, ..., 5.9.

    Returns:
        None. No plt.show() is needed: a notebook shows the figure by itself.

    Source: section 1.6.1.
    """
    raise NotImplementedError

# %% check="plot_sin"
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
    """Return (axes, line) of the drawn line whose heights are those of a curve."""
    for axes in axes_list:
        for drawn in axes.lines:
            x, y = (np.asarray(data, dtype=float) for data in drawn.get_data())
            if len(x) > 10 and drawn.get_linestyle() not in ("None", "", " ") and np.allclose(y, curve(x), atol=1e-6):
                return axes, drawn
    return None, None


def points_problem(drawn):
    """Compare the horizontal places of a line with 0, 0.1, ..., 5.9."""
    x = np.asarray(drawn.get_xdata(), dtype=float)
    if len(x) == 60 and np.allclose(x, 0.1 * np.arange(60), atol=1e-6):
        return None
    return f"  The line has {len(x)} points, from {x[0]:.4g} to {x[-1]:.4g}, expected 60 points from 0 to 5.9."


sine = {}


def sine_problem():
    axes_list = drawn_by(plot_sin)
    if not axes_list:
        return "  Nothing was drawn, or the figure was closed again."
    _, sine["line"] = find_line(axes_list, np.sin)
    if sine["line"] is None:
        dots = any(len(axes.collections) for axes in axes_list)
        return "  Dots were drawn, expected a line." if dots else "  No line was found whose heights are np.sin of its x."
    return None


check(
    "plot_sin",
    ("a line follows the sine", sine_problem),
    ("it has 60 points from 0 to 5.9", lambda: points_problem(sine["line"])),
)

# %% [markdown] key="plot_sin.next"
# **The hidden tests look at** the points of the line, and whether it is a line.
#
# **Think:** what would 6 points instead of 60 look like?
#
# <details>
# <summary>One answer</summary>
#
# Five straight pieces with corners. Try it in a cell of your own.
# </details>

# %% [markdown] key="plot_sin_cos.why"
# ### Exercise 10 of 11 · `plot_sin_cos`
# *Matplotlib · {points} points · about 15 minutes · needs nothing*
#
# A figure that others understand says what its lines and axes are. Draw sine and cosine over the same 60 points as before, in **one** pair of axes.
#
# | part | wanted |
# |---|---|
# | sine | a solid line, called `sin` in the legend |
# | cosine | a dashed line, called `cos` in the legend |
# | axes | named `x` and `y` |
# | title | `sin & cos` |
#
# **Predict, then run** for two other curves: what is missing in the left figure, although both lines have a label?

# %% key="plot_sin_cos.predict"
t = np.linspace(0, 2, 30)
fig, axes = plt.subplots(1, 2, figsize=(7, 2), layout="constrained")
for ax in axes:
    ax.plot(t, t**2, label="square")
    ax.plot(t, t**3, linestyle=":", label="cube")
    ax.set_xlabel("side")
axes[1].legend()
axes[1].set_title("growth")
plt.show()

# %% [markdown] key="plot_sin_cos.trap"
# *In words: the legend and the title. A `label` alone shows nothing; `legend()` writes the labels into the figure.*
#
# With one pair of axes you may write `plt.plot`, `plt.xlabel`, `plt.ylabel`, `plt.title` and `plt.legend`, without `subplots`.
#
# **Trap: a figure for each.** `plt.figure()` or `plt.show()` between the two lines begins a new figure.
#
# **Trap: solid both.** A dotted line is `":"`, a dashed one `"--"`; it tells the two apart in a grey print as well.

# %% exercise="plot_sin_cos" title="Two curves with a legend" section="1.6.2" kind="plot"
def plot_sin_cos():
    """Draw sine and cosine in one pair of axes, over the 60 points x = 0, 0.1, ..., 5.9.

    The sine is a solid line, the cosine a dashed one. A legend names them 'sin' and 'cos',
    the axes are named 'x' and 'y', and the title is 'sin & cos'.

    Returns:
        None. No plt.show() is needed: a notebook shows the figure by itself.

    Source: section 1.6.2.
    """
    raise NotImplementedError

# %% check="plot_sin_cos"
pair = {}


def both_problem():
    axes_list = drawn_by(plot_sin_cos)
    if not axes_list:
        return "  Nothing was drawn, or the figure was closed again."
    for name, curve in [("sin", np.sin), ("cos", np.cos)]:
        pair[name] = find_line(axes_list, curve)
        if pair[name][0] is None:
            return f"  No line was found whose heights are np.{name} of its x."
        if points_problem(pair[name][1]):
            return f"  {name}: {points_problem(pair[name][1]).strip()}"
    return None if pair["sin"][0] is pair["cos"][0] else "  The two lines are in different axes, expected in the same."


def style_problem():
    styles = pair["sin"][1].get_linestyle(), pair["cos"][1].get_linestyle()
    return None if styles == ("-", "--") else f"  The line styles of sine and cosine are {styles}, expected ('-', '--')."


def words_problem():
    axes = pair["sin"][0]
    legend = axes.get_legend() or (axes.figure.legends[0] if axes.figure.legends else None)
    names = [text.get_text() for text in legend.get_texts()] if legend else []
    for word, style in (("sin", "-"), ("cos", "--")):
        place = next((place for place, name in enumerate(names) if word in name.lower()), None)
        if place is None:
            return f"  The legend shows {names}, expected 'sin' and 'cos'."
        if getattr(legend.legend_handles[place], "get_linestyle", lambda: style)() != style:
            return f"  In the legend, '{names[place]}' stands beside the other line."
    if not axes.get_xlabel() or not axes.get_ylabel():
        return f"  The axes are named {axes.get_xlabel()!r} and {axes.get_ylabel()!r}, expected 'x' and 'y'."
    title = axes.get_title() or axes.figure.get_suptitle()
    return None if "sin" in title and "cos" in title else f"  The title is {title!r}, expected 'sin & cos'."


check(
    "plot_sin_cos",
    ("both lines are in one pair of axes, over the 60 points", both_problem),
    ("the sine is solid, the cosine dashed", style_problem),
    ("legend, names of the axes and title are there", words_problem),
)

# %% [markdown] key="plot_sin_cos.next"
# **The hidden tests look at** the points of both lines, the dashes, the legend, the names of the axes, the title.
#
# **Think:** how far is the cosine shifted against the sine?
#
# <details>
# <summary>One answer</summary>
#
# A quarter turn, π/2, about 1.57 to the left.
# </details>

# %% [markdown] key="show_image.why"
# ### Exercise 11 of 11 · `show_image`
# *Matplotlib · {points} points · about 15 minutes · needs nothing*
#
# A grey picture is a table of numbers: one brightness for each **pixel**. `plt.imread` reads a picture file into an array, `plt.imshow` draws an array as a picture.
# Beside this notebook lies the file `harbour.png`, with 60 rows and 80 columns.
#
# **Predict, then run** for a small picture made by hand: which of the four looks right: dark top left, brighter to the right and downwards?

# %% key="show_image.predict"
tiny = np.array([[0.0, 0.2, 0.4], [0.5, 0.8, 1.0]])  # 2 rows, 3 columns
fig, axes = plt.subplots(1, 4, figsize=(8, 1.6), layout="constrained")
axes[0].imshow(tiny)
axes[1].imshow(tiny.T, cmap="gray")
axes[2].imshow(tiny, cmap="gray")
axes[3].imshow(tiny, cmap="gray", origin="lower")
for ax, title in zip(axes, "ABCD"):
    ax.set(title=title, xticks=[], yticks=[])
plt.show()

# %% [markdown] key="show_image.trap"
# *In words: C. A paints the brightness in colours, because no colour map was given. B has rows and columns exchanged. D stands on its head.*
#
# **Trap: a file on your own computer.** A path such as `/home/ada/pictures/harbour.png` works there and nowhere else. The file lies beside the notebook, so its name is enough.

# %% exercise="show_image" title="A picture" section="1.6.3" kind="plot"
def show_image():
    """Read the picture 'harbour.png', which lies beside the notebook, and draw it in grey.

    Dark pixels are drawn dark, bright ones bright; the first row is on top.

    Returns:
        None. No plt.show() is needed: a notebook shows the figure by itself.

    Source: section 1.6.3.
    """
    raise NotImplementedError

# %% check="show_image"
def picture_problem():
    """Compare what a viewer sees with the file."""
    want = plt.imread("harbour.png")
    images = [image for axes in drawn_by(show_image) for image in axes.images]
    if not images:
        return "  No picture was drawn. Does the function call plt.imshow?"
    image, axes = images[-1], images[-1].axes
    pixels = np.asarray(image.get_array(), dtype=float)
    if pixels.shape[:2] != want.shape:
        return f"  The drawn picture has {pixels.shape[0]} rows and {pixels.shape[1]} columns, expected 60 and 80."
    seen = image.to_rgba(pixels)[..., :3] if pixels.ndim == 2 else pixels[..., :3]
    if np.ptp(seen, axis=-1).max() > 0.02:
        return "  The picture is coloured, expected shades of grey: which colour map is used?"
    if axes.get_ylim()[0] < axes.get_ylim()[1]:
        return "  The picture stands on its head: its first row is at the bottom."
    stretched = (want - want.min()) / np.ptp(want)
    if min(np.abs(seen[..., 0] - shown).max() for shown in (stretched, want)) > 0.02:
        return "  The pixels that one sees are not those of the file: is dark drawn dark?"
    return None


check("show_image", ("the harbour is drawn in grey, the right way up", picture_problem))

# %% [markdown] key="show_image.next"
# **The hidden tests look at** the pixels drawn, the grey colours, and which way up they are.
#
# **Try:** in a cell of your own, read the picture and draw only a part of it, say `picture[0:30, 50:80]`. What is in it?

# %% [markdown] key="play"
# ## Play · Beats
#
# No points here. Two tones of almost the same pitch, heard together, grow louder and softer in turn. Copy the next cell into one of your own and
# change the two speeds: when does the wave swell slowly, when fast? What if one of the two is twice the other?

# %% key="play.beats"
speed_1, speed_2 = 10.0, 11.0
t = np.arange(0, 20, 0.02)
fig, ax = plt.subplots(figsize=(8, 1.8))
ax.plot(t, np.sin(speed_1 * t) + np.sin(speed_2 * t), linewidth=0.8, color="black")
ax.set(xlabel="time", title=f"speeds {speed_1} and {speed_2}")
plt.show()

# %% [markdown] key="end"
# **You can now** calculate with numbers, lists and tables, write functions and classes, and draw. A **script** is the same code in a text file: save it as `hungry.py` and
# run it with `python hungry.py`.
# **Next:** chapter 2 builds the ancestor of every neuron, from one multiplication, one sum and one comparison.
