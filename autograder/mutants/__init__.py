"""Are the suites strong? Reference functions with one small change each, graded as submissions are.

A mutant is a reference with one thing wrong: an operator, a constant, an axis, a variable, a statement left out. Hidden
tests have to tell it from the reference (they kill it), or somebody has to say why no right test can (it is equivalent,
declared in the catalogue with a reason). What is neither is a survivor: a hole in a suite.

    generate   which mutants there are: rules of expressions, names and statements on the syntax tree
    trial      grades them: the reference's notebook is run once, for each mutant a snapshot and its cell once more
    pool       shares them out to processes
    strength   counts, compares with the declared equivalents and with the bars
"""
