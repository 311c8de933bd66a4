"""What goes wrong in perceptron, and what looks unusual and is right."""

import numpy as np

from autograder.mistakes import mistake, variant


@mistake("perceptron", "With >= it fires at exactly 0. Only strictly above 0 fires, see equation (2.2).")
def perceptron__greater_equal(x, w, b):
    return int(np.sum(w * x) + b >= 0)


@mistake("perceptron", "The bias is subtracted as if it were a threshold. It is added: b = -theta. Read 2.3.2.")
def perceptron__bias_sign(x, w, b):
    return int(np.sum(w * x) - b > 0)


@mistake("perceptron", "The bias is missing: add b to the weighted sum before you compare. Read 2.3.2.")
def perceptron__bias_forgotten(x, w, b):
    return int(np.sum(w * x) > 0)


@mistake("perceptron", "Only the first two inputs are weighed. np.sum(w * x) takes all of them, however many.")
def perceptron__two_inputs_only(x, w, b):
    tmp = w[0] * x[0] + b
    if len(x) > 1:
        tmp += w[1] * x[1]
    return 1 if tmp > 0 else 0


@mistake("perceptron", "w[1] is read even where there is one input only. np.sum(w * x) takes any number of them.")
def perceptron__two_inputs_fixed(x, w, b):
    return int(w[0] * x[0] + w[1] * x[1] + b > 0)


@mistake("perceptron", "The last input is left out. Does a loop end one round early? np.sum(w * x) takes all of them.")
def perceptron__last_input_left_out(x, w, b):
    return int(np.sum(w[:-1] * x[:-1]) + b > 0)


@mistake("perceptron", "The first input is left out. Does a loop begin at 1? Python counts from 0.")
def perceptron__first_input_left_out(x, w, b):
    return int(np.sum(w[1:] * x[1:]) + b > 0)


@mistake("perceptron", "One product above the bias is enough to fire. Sum all products, and compare then.")
def perceptron__any_product(x, w, b):
    return int(np.any(w * x + b > 0))


@mistake("perceptron", "The comparison points the wrong way: it fires below 0. Above 0 the answer is 1.")
def perceptron__fires_below_zero(x, w, b):
    return int(np.sum(w * x) + b < 0)


@mistake("perceptron", "The two branches are swapped: it fires below 0. Above 0 the answer is 1.")
def perceptron__swapped_branch(x, w, b):
    return 0 if np.sum(w * x) + b > 0 else 1


@mistake("perceptron", "There is one answer for each input, because nothing is summed. Use np.sum(w * x).")
def perceptron__no_sum(x, w, b):
    return (w * x + b > 0).astype(int)


@mistake(
    "perceptron",
    "The bias counts once for every input (or the products are averaged). Sum the products, then add b once.",
)
def perceptron__bias_for_each_input(x, w, b):
    return int(np.sum(w * x + b) > 0)


@mistake("perceptron", "The answer is an array with one entry. A single integer is asked.")
def perceptron__returns_array(x, w, b):
    return np.array([np.sum(w * x) + b > 0]).astype(int)


@mistake("perceptron", "A comparison gives True or False. The perceptron answers with the integers 1 and 0.")
def perceptron__returns_bool(x, w, b):
    return np.sum(w * x) + b > 0


@mistake("perceptron", "The sum itself comes back. Compare it with 0 and answer 1 or 0.")
def perceptron__returns_sum(x, w, b):
    return np.sum(w * x) + b


@mistake("perceptron", "Your function hands nothing back: it gives None. End it with return.")
def perceptron__returns_none(x, w, b):
    print(int(np.sum(w * x) + b > 0))


@mistake("perceptron", "Your function writes into its argument x. `x * w` makes a new array, `x *= w` does not.")
def perceptron__mutates_input(x, w, b):
    x = np.asarray(x)
    try:
        x *= w
    except TypeError:
        x = x * w
    return int(np.sum(x) + b > 0)


@mistake("perceptron", "Weights and bias are fixed in the body. Use the w and b that are handed over.")
def perceptron__hard_coded_example(x, w, b):
    w = np.array([0.5, 0.5])
    b = -0.7
    return int(np.sum(w * x) + b > 0)


@variant("perceptron")
def perceptron__matrix_product(x, w, b):
    return 1 if x @ w + b > 0 else 0


@variant("perceptron")
def perceptron__loop(x, w, b):
    total = b
    for i in range(len(x)):
        total += x[i] * w[i]
    if total > 0:
        return 1
    return 0


@variant("perceptron")
def perceptron__bias_as_weight(x, w, b):
    return int(np.append(w, b).dot(np.append(x, 1)) > 0)


@variant("perceptron")
def perceptron__rounding_allowed_for(x, w, b):
    return int(np.sum(w * x) + b > 1e-9)


@variant("perceptron")
def perceptron__where(x, w, b):
    return np.where(np.inner(w, x) + b > 0, 1, 0)


@variant("perceptron")
def perceptron__heaviside(x, w, b):
    return np.heaviside(np.sum(w * x) + b, 0).astype(np.int64)
