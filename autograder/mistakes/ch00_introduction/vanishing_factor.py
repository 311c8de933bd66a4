"""What goes wrong in vanishing_factor, and what looks unusual and is right."""

import numpy as np

from autograder.mistakes import mistake, variant


@mistake("vanishing_factor", "One sigmoid too many is counted. L is the number of sigmoids: L factors of 0.25.")
def vanishing_factor__counts_output_layer(L):
    return 0.25 ** (L + 1)


@mistake("vanishing_factor", "One sigmoid too few is counted. L is the number of sigmoids: L factors of 0.25.")
def vanishing_factor__one_too_few(L):
    return 0.25 ** (L - 1)


@mistake("vanishing_factor", "The factors are multiplied, not added: 0.25 to the power of L.")
def vanishing_factor__uses_L_times_025(L):
    return L * 0.25


@mistake("vanishing_factor", "That is what is lost. What is left of the gradient is asked: 0.25 to the power of L.")
def vanishing_factor__one_minus(L):
    return 1 - 0.25**L


@mistake("vanishing_factor", "0.25 and L have changed places: it is 0.25 to the power of L.")
def vanishing_factor__power_swapped(L):
    return L**0.25


@mistake("vanishing_factor", "The factor 0.25 is divided by L. One factor for each sigmoid is multiplied.")
def vanishing_factor__divided(L):
    return 0.25 / max(L, 1)


@mistake("vanishing_factor", "The largest derivative of the sigmoid is 0.25, not 0.5: the curve's height at 0 is 0.5.")
def vanishing_factor__half(L):
    return 0.5**L


@mistake("vanishing_factor", "The result is rounded, and nothing is left of many sigmoids. Keep all digits.")
def vanishing_factor__rounded(L):
    return round(0.25**L, 4)


@mistake("vanishing_factor", "A list of all factors comes back. One number is asked.")
def vanishing_factor__wrong_shape(L):
    return [0.25**number for number in range(1, L + 1)]


@mistake("vanishing_factor", "Your function hands nothing back: it gives None. End it with return.")
def vanishing_factor__returns_none(L):
    print(0.25**L)


@mistake("vanishing_factor", "The answer is the one for two sigmoids, whatever L is.")
def vanishing_factor__hard_coded_example(L):
    return 0.0625


@variant("vanishing_factor")
def vanishing_factor__product(L):
    return np.prod([0.25] * L)


@variant("vanishing_factor")
def vanishing_factor__loop(L):
    factor = 1
    for _ in range(L):
        factor *= 0.5 * (1 - 0.5)
    return factor


@variant("vanishing_factor")
def vanishing_factor__quarter(L):
    return 1 / 4**L
