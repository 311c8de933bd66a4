"""Functions asked for answers, and what is said where the wrong one and the right one differ."""

import numpy as np

from autograder.grading.deviation import describe
from autograder.grading.local import LocalStudent
from autograder.grading.log import CallLog
from autograder.grading.recording import Recording

RNG = np.random.default_rng(3)


MATRIX, VECTOR = RNG.normal(size=(4, 3)), RNG.normal(size=5)


def asked(function, inputs, *, keep=False, with_args=False):
    """The log of a function that is asked for several inputs, each a test."""
    log = CallLog(keep_arguments=keep)
    for number, given in enumerate(inputs):
        log.start(f"test {number}")
        student = Recording(LocalStudent({"f": function}), log)
        for args in given if isinstance(given, list) else [given]:
            call = student.f.with_args if with_args else student.f
            call(*args) if isinstance(args, tuple) else call(args)
    return log


def said(wrong, right, inputs, **options):
    return describe(asked(wrong, inputs, **options), asked(right, inputs, keep=True, **options))


def mean(x):
    return np.asarray(x).mean(axis=0)


INPUTS = [MATRIX, RNG.normal(size=(6, 2)), RNG.normal(size=(3, 5))]
