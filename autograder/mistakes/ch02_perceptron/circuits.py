# ruff: noqa: F821 - bodies are pasted into a notebook, where the names of the chapter exist
"""What goes wrong in XOR and half_adder, and what looks unusual and is right."""

import numpy as np

from autograder.mistakes import mistake, variant


@mistake(
    "XOR", "A single perceptron cannot be XOR, whatever its parameters: this one is OR. Combine three gates. Read 2.5."
)
def XOR__single_perceptron(x1, x2):
    return perceptron(np.array([x1, x2]), np.array([1.0, 1.0]), -0.5)


@mistake("XOR", "NAND stands at the end, where AND belongs: s1 is NAND, s2 is OR, and AND combines them. Read 2.5.2.")
def XOR__gates_swapped(x1, x2):
    return NAND(OR(x1, x2), NAND(x1, x2))


@mistake("XOR", "With OR at the end the circuit always fires. s1 is NAND, s2 is OR, and AND combines them. Read 2.5.2.")
def XOR__or_of_and_and_nand(x1, x2):
    return OR(AND(x1, x2), NAND(x1, x2))


@mistake("XOR", "AND of AND and OR is AND again. The first gate has to be NAND. Read 2.5.2.")
def XOR__AND_of_ANDs(x1, x2):
    return AND(AND(x1, x2), OR(x1, x2))


@mistake("XOR", "AND of AND and NAND never fires. The second gate has to be OR. Read 2.5.2.")
def XOR__never_fires(x1, x2):
    return AND(AND(x1, x2), NAND(x1, x2))


@mistake(
    "XOR", "No gate is asked: ^, !=, an if or sums of its own do the work. Build XOR from AND, NAND and OR. Read 2.5.2."
)
def XOR__python_xor(x1, x2):
    return x1 ^ x2


@mistake("XOR", "Python's != gives True or False, and no gate is used. Build XOR from AND, NAND and OR. Read 2.5.2.")
def XOR__not_equal(x1, x2):
    return x1 != x2


@mistake(
    "XOR",
    "The last step is no gate: `and`, `if`, * or - puts two answers together. Hand them to a third gate. Read 2.5.2.",
)
def XOR__last_step_by_python(x1, x2):
    return NAND(x1, x2) * OR(x1, x2)


@mistake("XOR", "The answers are True and False. The gate answers with the integers 1 and 0.")
def XOR__returns_bool(x1, x2):
    return bool(AND(NAND(x1, x2), OR(x1, x2)))


@mistake("XOR", "The signals in between come back. The third gate has to combine them: AND(s1, s2).")
def XOR__returns_both_signals(x1, x2):
    return NAND(x1, x2), OR(x1, x2)


@mistake("XOR", "Your function hands nothing back: it gives None. End it with return.")
def XOR__returns_none(x1, x2):
    print(AND(NAND(x1, x2), OR(x1, x2)))


@variant("XOR")
def XOR__one_line(x1, x2):
    return AND(OR(x1, x2), NAND(x1, x2))


@variant("XOR")
def XOR__four_nands(x1, x2):
    n = NAND(x1, x2)
    return NAND(NAND(x1, n), NAND(x2, n))


@variant("XOR")
def XOR__with_not(x1, x2):
    return OR(AND(x1, NAND(x2, x2)), AND(NAND(x1, x1), x2))


@variant("XOR")
def XOR__two_perceptrons(x1, x2):
    both = perceptron(np.array([x1, x2]), np.array([1, 1]), -1.5)
    return perceptron(np.array([x1, x2, both]), np.array([1, 1, -2]), -0.5)


@mistake("half_adder", "Sum and carry are swapped. The function gives back (sum, carry), the sum first.")
def half_adder__swapped_outputs(a, b):
    return AND(a, b), XOR(a, b)


@mistake("half_adder", "Sum and carry are swapped. The first of the two values is the sum.")
def half_adder__swapped_in_a_list(a, b):
    return [AND(a, b), XOR(a, b)]


@mistake("half_adder", "The carry is 1 for a single 1 as well. Only 1 + 1 carries: use AND. Read 2.6.")
def half_adder__carry_is_or(a, b):
    return XOR(a, b), OR(a, b)


@mistake("half_adder", "The sum of 1 and 1 is the digit 0 and a carry. The sum digit is XOR, not OR. Read 2.6.")
def half_adder__sum_is_or(a, b):
    return OR(a, b), AND(a, b)


@mistake(
    "half_adder",
    "No gate is asked: +, &, ^ or sums of its own do the work. Use XOR for the sum and AND for the carry. Read 2.6.",
)
def half_adder__plus_operator(a, b):
    return (a + b) % 2, (a + b) // 2


@mistake("half_adder", "The carry is made by Python (a * b, or an if), and not by a gate. It is AND(a, b). Read 2.6.")
def half_adder__carry_by_python(a, b):
    return XOR(a, b), a * b


@mistake("half_adder", "The sum is made by Python (^ or %), and not by your gates. It is XOR(a, b). Read 2.6.")
def half_adder__sum_by_python(a, b):
    return a ^ b, AND(a, b)


@mistake("half_adder", "The carry is that of NAND, so it is 1 where it should be 0. Use AND. Read 2.6.")
def half_adder__carry_is_nand(a, b):
    return XOR(a, b), NAND(a, b)


@mistake("half_adder", "The carry is missing: give back two values, (sum, carry).")
def half_adder__sum_only(a, b):
    return XOR(a, b)


@mistake("half_adder", "a + b itself comes back in the place of the sum digit: 1 + 1 is the digit 0 and the carry 1.")
def half_adder__plain_sum(a, b):
    return a + b, AND(a, b)


@mistake("half_adder", "The answers are True and False. Give back the integers 0 and 1.")
def half_adder__returns_bool(a, b):
    return bool(XOR(a, b)), bool(AND(a, b))


@mistake("half_adder", "Your function hands nothing back: it gives None. End it with return.")
def half_adder__returns_none(a, b):
    print(XOR(a, b), AND(a, b))


@variant("half_adder")
def half_adder__as_list(a, b):
    carry = AND(a, b)
    return [AND(OR(a, b), NAND(a, b)), carry]


@variant("half_adder")
def half_adder__as_array(a, b):
    return np.array([XOR(a, b), AND(a, b)])


@variant("half_adder")
def half_adder__carry_from_nand(a, b):
    n = NAND(a, b)
    return XOR(a, b), NAND(n, n)
