"""What goes wrong in AND, and what looks unusual and is right."""

import numpy as np

from autograder.mistakes import mistake, variant


@mistake(
    "AND",
    "One input is enough, as for OR. Is the comparison >= in the place of >, or the threshold too low? See (2.1).",
)
def AND__greater_equal(x1, x2):
    w1, w2, theta = 1.0, 1.0, 1.0
    if w1 * x1 + w2 * x2 >= theta:
        return 1
    return 0


@mistake("AND", "Python's own and/or decides here. A perceptron weighs: w1*x1 + w2*x2 > theta. Read 2.3.1.")
def AND__if_logic(x1, x2):
    if x1 == 1 and x2 == 1:
        return 1
    return 0


@mistake(
    "AND",
    "Each input is judged by itself, and the judgements are combined. A perceptron judges one sum. Read 2.3.1.",
)
def AND__each_by_itself(x1, x2):
    return 1 if x1 > 0.5 and x2 > 0.5 else 0


@mistake("AND", "Above the threshold it answers 1, and otherwise nothing comes back. Return 0 there.")
def AND__silent_branch_missing(x1, x2):
    if 0.5 * x1 + 0.5 * x2 > 0.7:
        return 1


@mistake("AND", "Python's own `and` takes every number but 0 for true. Compare a weighted sum with theta. Read 2.3.1.")
def AND__truth_of_inputs(x1, x2):
    return 1 if x1 and x2 else 0


@mistake("AND", "The inputs are multiplied with each other. Multiply each by its weight and add. Read 2.3.1.")
def AND__product(x1, x2):
    return 1 if x1 * x2 > 0.5 else 0


@mistake("AND", "A comparison gives True or False. The gate answers with the integers 1 and 0.")
def AND__returns_bool(x1, x2):
    return 0.5 * x1 + 0.5 * x2 > 0.7


@mistake("AND", "The answers are decimal numbers. The gate answers with the integers 1 and 0.")
def AND__float_output(x1, x2):
    return 1.0 if 0.5 * x1 + 0.5 * x2 > 0.7 else 0.0


@mistake("AND", "The two branches are swapped: above the threshold the gate fires. What you have is NAND.")
def AND__swapped_branch(x1, x2):
    if 0.5 * x1 + 0.5 * x2 > 0.7:
        return 0
    return 1


@mistake("AND", "The gate never fires: both weights together have to exceed the threshold.")
def AND__threshold_too_high(x1, x2):
    return int(0.5 * x1 + 0.5 * x2 > 1.0)


@mistake("AND", "Only the first input is weighed. Add the second one with its weight.")
def AND__second_input_ignored(x1, x2):
    return int(0.5 * x1 > 0.3)


@mistake("AND", "Your function hands nothing back: it gives None. End it with return.")
def AND__returns_none(x1, x2):
    print(1 if 0.5 * x1 + 0.5 * x2 > 0.7 else 0)


@mistake("AND", "The weighted sum itself comes back. Compare it with the threshold and answer 1 or 0.")
def AND__returns_sum(x1, x2):
    return 0.5 * x1 + 0.5 * x2


@variant("AND")
def AND__weights_and_bias(x1, x2):
    x = np.array([x1, x2])
    w = np.array([0.5, 0.5])
    b = -0.7
    tmp = np.sum(w * x) + b
    if tmp <= 0:
        return 0
    else:
        return 1


@variant("AND")
def AND__sum_on_the_threshold(x1, x2):
    w1, w2, theta = 1.0, 1.0, 1.0
    tmp = x1 * w1 + x2 * w2
    if tmp <= theta:
        return 0
    elif tmp > theta:
        return 1


@variant("AND")
def AND__numpy_integer(x1, x2):
    return np.where(np.dot([x1, x2], [0.5, 0.5]) > 0.8, 1, 0)


@variant("AND")
def AND__unequal_weights(x1, x2):
    return int(2 * x1 + 3 * x2 > 4)
