"""Wrong answers that no known mistake explains, described in words: how do they differ from the right ones?

The calls of the hidden tests are the probes. For each of them the student's answer lies beside the reference's, with
what both were given. A sentence is a claim about all of these answers ("transposed", "half as large", "right except for
a batch of one"). The claims are tried one after the other, from the most telling to the least; the first that holds
everywhere is told, and where none holds, nothing is. No sentence holds a number of an input or of an answer, so no
hidden one gets out by it.

    beside      the same, held against a known mistake in the place of what is right
    describing  which kinds of claims are tried, in which order; `describe` is the way in
    edges       claims about the calls: what the arguments of exactly the wrong ones have in common
    parts       what calls returned, taken apart into single arrays, and whose they are
    probes      the answers beside the right ones, call by call
    relations   claims about each answer and the right one, with their words
      extents     a sum or mean missing or too many, an end missing
      factors     off by a length, a size or an argument
      functions   squared, without sign, upside down
      places      turned round, moved, sorted, along another axis
    amounts     claims about all answers together: one factor, one amount, a bound, a kind of numbers
    conditions  answers of yes and no, and answers that are all the same
    spots       wrong only in the first or last row or column
    nearness    when numbers count as the same

Each module imports only from those below it in this list, and of the rest of `grading` only the log of calls.
"""

from autograder.grading.deviation.beside import words_beside
from autograder.grading.deviation.describing import UNSTEADY, describe, has_faults

__all__ = ["UNSTEADY", "describe", "has_faults", "words_beside"]
