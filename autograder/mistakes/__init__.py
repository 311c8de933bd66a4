"""The catalogue of known wrong implementations, and of right ones that look unusual.

Theory of operation
-------------------
`autograder/mistakes/<chapter>.py` (or the files of a folder of that name) holds ordinary functions:

    @mistake("softmax", "The largest score of each row is not subtracted, so exp overflows. Read 3.5.2.")
    def softmax__no_max_subtraction(scores): ...

    @variant("softmax")
    def softmax__transposed_form(scores): ...

Classes are declared in the same way. Where the reference itself is nearly the entry, it is altered instead of copied,
in a list of this name:

    ALTERED = [
        altered("Affine", "bias_not_summed", "The bias gradient is ...", ("np.sum(dout, axis=0)", "dout")),
        altered_variant("Affine", "keeps_dims", ("np.sum(dout, axis=0)", "np.sum(dout, axis=0, keepdims=True)[0]")),
    ]

The part before the double underscore is the exercise, the rest the mistake's id. A body is written as a student would
write it in a notebook: it may use np, plt, mnist_data and the other functions of the chapter, though the module does
not import them. So nobody calls these functions here; `source` holds the text under the name that it replaces, to be
run where those names exist.

A mistake has to lose points and a variant none; `autograder check` proves both. When a submission loses points, the log
of its calls is compared with the log of every mistake, which names what went wrong.

A list EQUIVALENT names changes of the reference that no right test can see, for `autograder mutants`; see
`equivalents`.
"""

from autograder.mistakes.catalogue import Catalogue, Mistake, Variant, catalogue, load_catalogue
from autograder.mistakes.declare import altered, altered_variant, mistake, variant
from autograder.mistakes.equivalents import Equivalent, equivalent, load_equivalents

__all__ = [
    "Catalogue",
    "Equivalent",
    "Mistake",
    "Variant",
    "altered",
    "altered_variant",
    "catalogue",
    "equivalent",
    "load_catalogue",
    "load_equivalents",
    "mistake",
    "variant",
]
