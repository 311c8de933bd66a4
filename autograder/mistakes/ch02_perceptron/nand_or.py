# ruff: noqa: F821 - bodies are pasted into a notebook, where the names of the chapter exist
"""What goes wrong in NAND and OR, and what looks unusual and is right."""

import numpy as np

from autograder.mistakes import mistake, variant


@mistake("NAND", "Only the weights have the opposite sign of AND's. The bias needs it, too, or the gate never fires.")
def NAND__only_weights_negated(x1, x2):
    return perceptron(np.array([x1, x2]), np.array([-0.5, -0.5]), -0.7)


@mistake("NAND", "Only the bias has the opposite sign of AND's. The weights need it, too, or the gate always fires.")
def NAND__only_bias_negated(x1, x2):
    return perceptron(np.array([x1, x2]), np.array([0.5, 0.5]), 0.7)


@mistake("NAND", "That is NOR: it fires only at (0, 0). NAND also fires if one input is 1. Enlarge the bias.")
def NAND__NOR_instead(x1, x2):
    return perceptron(np.array([x1, x2]), np.array([-0.5, -0.5]), 0.2)


@mistake("NAND", "That is AND. NAND is its opposite: turn the signs of both weights and of the bias.")
def NAND__AND_instead(x1, x2):
    return perceptron(np.array([x1, x2]), np.array([0.5, 0.5]), -0.7)


@mistake("NAND", "Python's own not/and decides here. Use a weighted sum with a bias, as in perceptron. Read 2.3.3.")
def NAND__if_logic(x1, x2):
    return 0 if x1 == 1 and x2 == 1 else 1


@mistake("NAND", "The signs are those of NAND, and the bias is so large that the gate fires at (1, 1) as well.")
def NAND__bias_too_large(x1, x2):
    return perceptron(np.array([x1, x2]), np.array([-0.5, -0.5]), 1.5)


@mistake("NAND", "`not AND(...)` gives True or False. Write 1 - AND(...), or turn the signs of the perceptron.")
def NAND__not_of_and(x1, x2):
    return not AND(x1, x2)


@mistake("NAND", "Python's `not` gives True or False, and weighs nothing. Use a weighted sum. Read 2.3.3.")
def NAND__returns_bool(x1, x2):
    return not (x1 and x2)


@mistake("NAND", "The answer is 1 or 0 times something: it has to be the integer 1 or 0, not a decimal number.")
def NAND__float_output(x1, x2):
    return 1.0 - (0.5 * x1 + 0.5 * x2 > 0.7)


@mistake("NAND", "Your function hands nothing back: it gives None. End it with return.")
def NAND__returns_none(x1, x2):
    print(perceptron(np.array([x1, x2]), np.array([-0.5, -0.5]), 0.7))


@variant("NAND")
def NAND__not_of_and_by_call(x1, x2):
    return 1 - AND(x1, x2)


@variant("NAND")
def NAND__written_out(x1, x2):
    x = np.array([x1, x2])
    w = np.array([-0.5, -0.5])
    b = 0.7
    tmp = np.sum(w * x) + b
    if tmp <= 0:
        return 0
    else:
        return 1


@variant("NAND")
def NAND__sum_on_the_boundary(x1, x2):
    return int(-2 * x1 - x2 + 3 > 0)


@mistake("OR", "That is XOR: it is silent at (1, 1). OR fires there as well.")
def OR__XOR_instead(x1, x2):
    return 1 if x1 + x2 == 1 else 0


@mistake("OR", "The bias is above 0, so the gate fires without any signal. It has to be 0 or below. Read 2.3.3.")
def OR__bias_zero_or_positive(x1, x2):
    return perceptron(np.array([x1, x2]), np.array([1.0, 1.0]), 0.5)


@mistake("OR", "The bias takes too much: one input alone is not enough, and the gate behaves as AND.")
def OR__threshold_too_high(x1, x2):
    return perceptron(np.array([x1, x2]), np.array([1.0, 1.0]), -1.0)


@mistake("OR", "Python's own or decides here. Use a weighted sum with a bias, as in perceptron. Read 2.3.3.")
def OR__if_logic(x1, x2):
    return 1 if x1 == 1 or x2 == 1 else 0


@mistake("OR", "Python's own or takes every number but 0 for true. Use a weighted sum with a bias. Read 2.3.3.")
def OR__truth_of_inputs(x1, x2):
    return 1 if x1 or x2 else 0


@mistake(
    "OR", "Each input is judged by itself, and the judgements are combined. A perceptron judges one sum. Read 2.3.3."
)
def OR__each_by_itself(x1, x2):
    return 1 if x1 > 0.5 or x2 > 0.5 else 0


@mistake("OR", "A comparison gives True or False. The gate answers with the integers 1 and 0.")
def OR__returns_bool(x1, x2):
    return bool(x1 + x2 - 0.5 > 0)


@mistake("OR", "The sum itself comes back, so (1, 1) gives 2. Compare it with 0 and answer 1 or 0.")
def OR__returns_sum(x1, x2):
    return x1 + x2


@mistake("OR", "Your function hands nothing back: it gives None. End it with return.")
def OR__returns_none(x1, x2):
    print(perceptron(np.array([x1, x2]), np.array([1.0, 1.0]), -0.5))


@variant("OR")
def OR__other_parameters(x1, x2):
    x = np.array([x1, x2])
    w = np.array([0.5, 0.5])
    b = -0.2
    tmp = np.sum(w * x) + b
    return 0 if tmp <= 0 else 1


@variant("OR")
def OR__no_bias(x1, x2):
    return perceptron(np.array([x1, x2]), np.array([1, 1]), 0)


@variant("OR")
def OR__from_nand(x1, x2):
    def turned(x):
        return perceptron(np.array([x]), np.array([-1]), 1)

    return perceptron(np.array([x1, x2]), np.array([0.7, 0.7]), -0.3) if turned(0) else 0
