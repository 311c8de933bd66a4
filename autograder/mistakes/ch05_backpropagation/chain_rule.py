"""What goes wrong in chain_rule, and what looks unusual and is right."""

import numpy as np

from autograder.mistakes import mistake, variant


@mistake("chain_rule", "Only 2x and 2y: the outer derivative 2t is taken at t = a x + b y, not at x or y alone.")
def chain_rule__only_2x(x, y, a=1.0, b=1.0):
    return 2 * x, 2 * y


@mistake("chain_rule", "The inner derivative is missing: multiply the outer derivative 2t by a for x and by b for y.")
def chain_rule__missing_inner_derivative(x, y, a=1.0, b=1.0):
    t = a * x + b * y
    return 2 * t, 2 * t


@mistake(
    "chain_rule",
    "The derivatives are measured with a small step h, which rounding spoils for large numbers. "
    "Use the formula: outer derivative 2t times inner derivative.",
)
def chain_rule__numeric_h(x, y, a=1.0, b=1.0):
    h = 1e-4
    dx = ((a * (x + h) + b * y) ** 2 - (a * (x - h) + b * y) ** 2) / (2 * h)
    dy = ((a * x + b * (y + h)) ** 2 - (a * x + b * (y - h)) ** 2) / (2 * h)
    return dx, dy


@mistake(
    "chain_rule",
    "The derivatives are measured with a step to one side only. Use the formula: outer derivative 2t "
    "times inner derivative.",
)
def chain_rule__forward_difference(x, y, a=1.0, b=1.0):
    h = 1e-4
    z = (a * x + b * y) ** 2
    return ((a * (x + h) + b * y) ** 2 - z) / h, ((a * x + b * (y + h)) ** 2 - z) / h


@mistake("chain_rule", "The factors are missing inside the bracket: the outer derivative is 2t with t = a x + b y.")
def chain_rule__factors_left_out_of_t(x, y, a=1.0, b=1.0):
    t = x + y
    return 2 * t * a, 2 * t * b


@mistake("chain_rule", "The two results are swapped: x stands beside a, so dz/dx has the factor a and comes first.")
def chain_rule__factors_swapped(x, y, a=1.0, b=1.0):
    t = a * x + b * y
    return 2 * t * b, 2 * t * a


@mistake("chain_rule", "The outer derivative of t squared is 2t: the 2 is missing.")
def chain_rule__missing_two(x, y, a=1.0, b=1.0):
    t = a * x + b * y
    return t * a, t * b


@mistake("chain_rule", "Outer and inner derivative are added. The chain rule multiplies them.")
def chain_rule__sum_of_derivatives(x, y, a=1.0, b=1.0):
    t = a * x + b * y
    return 2 * t + a, 2 * t + b


@mistake("chain_rule", "It returns z itself. Asked for are its two derivatives.")
def chain_rule__returns_z(x, y, a=1.0, b=1.0):
    z = (a * x + b * y) ** 2
    return z, z


@mistake("chain_rule", "Only one number comes back. There are two derivatives: return dz_dx, dz_dy.")
def chain_rule__one_number(x, y, a=1.0, b=1.0):
    return 2 * (a * x + b * y) * a


@mistake("chain_rule", "Your function hands nothing back: it gives None. End it with return.")
def chain_rule__returns_none(x, y, a=1.0, b=1.0):
    t = a * x + b * y
    print(2 * t * a, 2 * t * b)


@mistake("chain_rule", "The answer is the one of the example in the text, whatever x and y are.")
def chain_rule__hard_coded_example(x, y, a=1.0, b=1.0):
    return (10.0, 10.0) if a == b else (32.0, 48.0)


@variant("chain_rule")
def chain_rule__multiplied_out(x, y, a=1.0, b=1.0):
    return 2 * a * a * x + 2 * a * b * y, 2 * b * b * y + 2 * a * b * x


@variant("chain_rule")
def chain_rule__as_a_list(x, y, a=1.0, b=1.0):
    t = a * x + b * y
    return [2 * t * a, 2 * t * b]


@variant("chain_rule")
def chain_rule__as_an_array(x, y, a=1.0, b=1.0):
    return tuple(2 * np.dot([a, b], [x, y]) * np.array([a, b]))
