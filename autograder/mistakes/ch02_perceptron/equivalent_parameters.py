# ruff: noqa: F821 - bodies are pasted into a notebook, where the names of the chapter exist
"""What goes wrong in equivalent_parameters, and what looks unusual and is right."""

import numpy as np

from autograder.mistakes import altered, altered_variant, mistake, variant

ALTERED = [
    altered(
        "equivalent_parameters",
        "theta_vs_minus_b",
        "theta is handed to perceptron as the bias. The bias is b = -theta. Read 2.3.2.",
        ("-theta)", "theta)"),
    ),
    altered(
        "equivalent_parameters",
        "another_gate",
        "The answers are compared with the table of OR. AND has the table 0, 0, 0, 1.",
        ("[0, 0, 0, 1]", "[0, 1, 1, 1]"),
    ),
    altered(
        "equivalent_parameters",
        "one_answer_for_all",
        "There is one answer for the whole list. Give back one for each triple.",
        ("return valid", "return all(valid)"),
    ),
    altered(
        "equivalent_parameters",
        "returns_in_first_round",
        "Only the first triple is judged: a return inside the loop ends it in the first round. Move it to the left.",
        ("    return valid", "        return valid"),
    ),
    altered(
        "equivalent_parameters",
        "only_the_last",
        "The list of answers begins anew in every round. Make the empty list once, before the loop.",
        (
            "    valid = []\n    for w1, w2, theta in triples:\n",
            "    for w1, w2, theta in triples:\n        valid = []\n",
        ),
    ),
    altered(
        "equivalent_parameters",
        "returns_none",
        "Your function hands nothing back: it gives None. End it with return.",
        ("return valid", "print(valid)"),
    ),
    altered_variant("equivalent_parameters", "as_array", ("return valid", "return np.array(valid)")),
    altered_variant(
        "equivalent_parameters",
        "as_numbers",
        ("append(answers == [0, 0, 0, 1])", "append(int(answers == [0, 0, 0, 1]))"),
    ),
]


@mistake(
    "equivalent_parameters", "The comparison is >=, so (1, 1, 1) is refused. A sum on the threshold does not fire."
)
def equivalent_parameters__accepts_greater_equal_only(triples):
    answers = []
    for w1, w2, theta in triples:
        fires = [w1 * x1 + w2 * x2 >= theta for x1, x2 in [(0, 0), (1, 0), (0, 1), (1, 1)]]
        answers.append(fires == [False, False, False, True])
    return answers


@mistake("equivalent_parameters", "Only the corner (1, 1) is looked at. AND has to be silent at the other three, too.")
def equivalent_parameters__tests_only_one_corner(triples):
    return [w1 + w2 > theta for w1, w2, theta in triples]


@mistake("equivalent_parameters", "Only three of the four corners are looked at: (0, 1) is missing.")
def equivalent_parameters__corner_forgotten(triples):
    return [w1 + w2 > theta and w1 <= theta and theta >= 0 for w1, w2, theta in triples]


@mistake(
    "equivalent_parameters",
    "Any gate that fires at one corner passes. AND fires at (1, 1) and nowhere else: look where.",
)
def equivalent_parameters__counts_firing_corners(triples):
    corners = [(0, 0), (1, 0), (0, 1), (1, 1)]
    return [sum(w1 * x1 + w2 * x2 > theta for x1, x2 in corners) == 1 for w1, w2, theta in triples]


@mistake(
    "equivalent_parameters", "A gate whose sum lies on the threshold is refused. It is silent there, as AND has to be."
)
def equivalent_parameters__refuses_the_threshold(triples):
    return [w1 + w2 > theta and w1 < theta and w2 < theta for w1, w2, theta in triples]


@mistake(
    "equivalent_parameters",
    "Only the sum of the weights is looked at. Each of them alone has to leave the gate silent, too.",
)
def equivalent_parameters__sum_of_weights_only(triples):
    return [theta < w1 + w2 <= 2 * theta for w1, w2, theta in triples]


@mistake("equivalent_parameters", "The triples themselves come back. Give back True or False for each of them.")
def equivalent_parameters__returns_triples(triples):
    return [t for t in triples if t[0] + t[1] > t[2] >= max(t[0], t[1])]


@mistake("equivalent_parameters", "The answers of the example come back, whatever the triples are.")
def equivalent_parameters__hard_coded_example(triples):
    return [True, True, False]


@variant("equivalent_parameters")
def equivalent_parameters__inequalities(triples):
    return [w1 + w2 > t and w1 <= t and w2 <= t for w1, w2, t in triples]


@variant("equivalent_parameters")
def equivalent_parameters__arrays(triples):
    w1, w2, theta = np.array(triples, dtype=float).T
    return (w1 + w2 > theta) & (w1 <= theta) & (w2 <= theta) & (theta >= 0)


@variant("equivalent_parameters")
def equivalent_parameters__nested_gate(triples):
    def gate(w1, w2, theta, x1, x2):
        tmp = w1 * x1 + w2 * x2
        if tmp <= theta:
            return 0
        return 1

    result = []
    for triple in triples:
        ok = True
        for x1 in (0, 1):
            for x2 in (0, 1):
                if gate(*triple, x1, x2) != (x1 and x2):
                    ok = False
        result.append(ok)
    return tuple(result)
