# ruff: noqa: F821 - bodies are pasted into a notebook, where the names of the chapter exist
"""What goes wrong in linear_collapse, and what looks unusual and is right."""

import numpy as np

from autograder.mistakes import mistake, variant


@mistake(
    "linear_collapse",
    "The factors multiply: three layers are c times c times c, not 3 times c. Read 3.2.6.",
    edit=(("c * c * c", "3 * c"),),
)
def linear_collapse__c_times_3(c):
    return 3 * c


@mistake("linear_collapse", "A bias of each layer is mixed in. h(x) = c x has none: the factors multiply.")
def linear_collapse__ignores_composition_of_bias(c):
    return c**3 + c**2 + c


@mistake("linear_collapse", "A bend as in ReLU is assumed. h(x) = c x is straight, also below 0.")
def linear_collapse__nonlinear_reasoning(c):
    return max(0, c * max(0, c * max(0, c)))


@mistake("linear_collapse", "c and the number of layers have changed places: it is c to the power of 3.")
def linear_collapse__power_swapped(c):
    return 3.0**c


@mistake("linear_collapse", "That is two layers. h(h(h(x))) has three.")
def linear_collapse__two_layers(c):
    return c**2


@mistake(
    "linear_collapse",
    "The sign is lost for a negative c. Three negative factors give a negative one.",
    edit=(("return c", "return abs(c)"),),
)
def linear_collapse__abs(c):
    return abs(c) ** 3


@mistake(
    "linear_collapse",
    "That is c to the power of 4, as h(h(h(c))) gives. The three factors alone make c to the power of 3.",
)
def linear_collapse__fourth_power(c):
    return c**4


@mistake("linear_collapse", "One layer alone has the factor c; three of them have more.")
def linear_collapse__one_layer(c):
    return c


@mistake("linear_collapse", "The factor is cut down to a whole number. c may be a decimal number.")
def linear_collapse__integer_output(c):
    return int(c**3)


@mistake("linear_collapse", "Your function hands nothing back: it gives None. End it with return.")
def linear_collapse__returns_none(c):
    print(c**3)


@mistake("linear_collapse", "The answer is an array with one entry. A single number is asked.")
def linear_collapse__wrong_shape(c):
    return np.array([c**3])


@mistake("linear_collapse", "The answer is the one of the example in the text, whatever c is.")
def linear_collapse__hard_coded_example(c):
    return 8.0


@variant("linear_collapse")
def linear_collapse__power(c):
    return c**3


@variant("linear_collapse")
def linear_collapse__numpy_number(c):
    return np.power(np.float64(c), 3)


@variant("linear_collapse")
def linear_collapse__three_calls(c):
    def h(x):
        return c * x

    return h(h(h(1)))


@variant("linear_collapse")
def linear_collapse__array_without_axes(c):
    return np.prod(np.array([c, c, c]))
