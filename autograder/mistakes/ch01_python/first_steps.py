# ruff: noqa: F821 - bodies are pasted into a notebook, where the names of the chapter exist
"""What goes wrong in arithmetic and list_ops, and what looks unusual and is right."""

from autograder.mistakes import altered, altered_variant, mistake, variant

ALTERED = [
    altered(
        "arithmetic",
        "integer_division",
        "a is divided and cut to a whole number, as // does. Use / . Read 1.3.1.",
        ("a / b", "a // b"),
    ),
    altered(
        "arithmetic",
        "average_cut",
        "The average is cut to a whole number, as // does. Use / . Read 1.3.1.",
        ("(a + b) / 2", "(a + b) // 2"),
    ),
    altered(
        "arithmetic",
        "precedence",
        "a + b / 2 divides only b by 2. Put brackets around the sum. Read 1.3.1.",
        ("(a + b) / 2", "a + b / 2"),
    ),
    altered(
        "arithmetic",
        "sum_for_average",
        "The first result is the sum. The average is half of it.",
        ("(a + b) / 2", "a + b"),
    ),
    altered(
        "arithmetic",
        "times_for_power",
        "a is multiplied by b. To the power of b is written a ** b. Read 1.3.1.",
        ("a**b", "a * b"),
    ),
    altered(
        "arithmetic", "power_swapped", "The power is turned round: a to the power of b is a ** b.", ("a**b", "b**a")
    ),
    altered(
        "arithmetic", "quotient_swapped", "The quotient is turned round: a divided by b is a / b.", ("a / b", "b / a")
    ),
    altered(
        "arithmetic",
        "returns_none",
        "Your function hands nothing back: it gives None. End it with return.",
        ("return (a + b) / 2, a**b, a / b", "print((a + b) / 2, a**b, a / b)"),
    ),
    altered(
        "arithmetic",
        "another_order",
        "The three results come in another order than asked: average, power, quotient.",
        ("(a + b) / 2, a**b, a / b", "a**b, (a + b) / 2, a / b"),
    ),
    altered(
        "arithmetic",
        "only_the_average",
        "One result comes back. Give back three, with commas between them.",
        ("(a + b) / 2, a**b, a / b", "(a + b) / 2"),
    ),
    altered_variant("arithmetic", "as_list", ("(a + b) / 2, a**b, a / b", "[a / 2 + b / 2, pow(a, b), a * (1 / b)]")),
    altered_variant(
        "arithmetic",
        "as_array",
        (
            "return (a + b) / 2, a**b, a / b",
            "average = np.mean([a, b])\n    return average, np.power(float(a), b), np.divide(a, b)",
        ),
    ),
    altered(
        "list_ops",
        "mutates_input",
        "The list of the caller is changed. Work on a copy: a.copy(). Read 1.3.4.",
        ("a.copy()", "a"),
    ),
    altered(
        "list_ops",
        "slice_end_inclusive",
        "The slices go one too far: a[0:2] ends before place 2. Read 1.3.4.",
        ("changed[0:2]", "changed[0:3]"),
        ("changed[:3]", "changed[:4]"),
    ),
    altered(
        "list_ops",
        "one_based_index",
        "The slices begin one too late: places are counted from 0. Read 1.3.4.",
        ("changed[0:2]", "changed[1:3]"),
        ("changed[1:]", "changed[2:]"),
        ("changed[:3]", "changed[1:4]"),
    ),
    altered(
        "list_ops",
        "negative_index_misread",
        "The slice [:-1] leaves the last element out, and [:-2] the last two. Read 1.3.4.",
        ("changed[:-1]", "changed[:]"),
        ("changed[:-2]", "changed[:-1]"),
    ),
    altered(
        "list_ops",
        "last_elements_only",
        "[-1:] holds only the last element. [:-1] holds all but the last: the colon comes first.",
        ("changed[:-1]", "changed[-1:]"),
        ("changed[:-2]", "changed[-2:]"),
    ),
    altered(
        "list_ops",
        "first_set",
        "The first element is set to 99. The last one is a[-1]. Read 1.3.4.",
        ("[-1] = 99", "[0] = 99"),
    ),
    altered(
        "list_ops",
        "place_fixed",
        "The element at place 4 is set to 99. That is the last one in lists of five only: use a[-1].",
        ("[-1] = 99", "[4] = 99"),
    ),
    altered("list_ops", "not_set", "The last element is not set to 99.", ("changed[-1] = 99", "pass")),
    altered(
        "list_ops",
        "appended",
        "99 is added behind the last element. Write it in its place: a[-1] = 99.",
        ("changed[-1] = 99", "changed.append(99)"),
    ),
    altered(
        "list_ops",
        "returns_none",
        "Your function hands nothing back: it gives None. End it with return.",
        (
            "return changed[0:2], changed[1:], changed[:3], changed[:-1], changed[:-2]",
            "print(changed[0:2], changed[1:], changed[:3], changed[:-1], changed[:-2])",
        ),
    ),
    altered_variant("list_ops", "copied_by_a_slice", ("a.copy()", "a[:]")),
    altered_variant(
        "list_ops", "new_list", ("    changed = a.copy()\n    changed[-1] = 99\n", "    changed = a[:-1] + [99]\n")
    ),
    altered_variant(
        "list_ops",
        "in_a_list",
        (
            "return changed[0:2], changed[1:], changed[:3], changed[:-1], changed[:-2]",
            "return [changed[:2], changed[1:], changed[0:3], changed[0:-1], changed[0 : len(a) - 2]]",
        ),
    ),
]


@mistake("arithmetic", "The sign ^ is no power: it compares binary digits. Write a ** b. Read 1.3.1.")
def arithmetic__xor_power(a, b):
    return (a + b) / 2, a ^ b, a / b


@mistake("arithmetic", "The results are those of the example in the text, whatever a and b are.")
def arithmetic__hard_coded_example(a, b):
    return 4.5, 49, 3.5


@mistake("list_ops", "The results are those of the example in the text, whatever a is.")
def list_ops__hard_coded_example(a):
    a = [1, 2, 3, 4, 99]
    return a[0:2], a[1:], a[:3], a[:-1], a[:-2]


@variant("list_ops")
def list_ops__comprehensions(a):
    b = list(a)
    b[len(b) - 1] = 99
    n = len(b)
    return [b[0], b[1]], [b[i] for i in range(1, n)], [b[i] for i in range(3)], b[: n - 1], b[: n - 2]
