"""What is wrong beside a known mistake: answers that differ from those of the mistake alone in one simple way."""

from collections.abc import Collection, Sequence

import numpy as np

from autograder.grading.deviation.describing import hold_for_all, told
from autograder.grading.deviation.parts import Part
from autograder.grading.deviation.probes import probes_of
from autograder.grading.deviation.relations import RELATIONS
from autograder.grading.log import CallLog, is_fault

_SIMPLE = ("wrong sign", "twice too large", "half as large", "N times too", "transposed")
_BESIDE = tuple((holds, words) for holds, words in RELATIONS if any(one in words for one in _SIMPLE))
_SEVERAL = 6


def words_beside(log: CallLog, mistake: CallLog, reference: CallLog, own: Collection[str]) -> str:
    """A sentence about all answers of a student, held against those of a known mistake; or nothing.

    Args:
        log: the student's answers.
        mistake: the answers of code with that mistake alone.
        reference: the right ones, with arguments.
        own: names that the student is asked to write.
    """
    probes = list(probes_of(log, reference, own, beside=mistake))
    if all(probe.is_right for probe in probes) or any(
        is_fault(one) for probe in probes for one in (probe.got, probe.want)
    ):
        return ""
    words = told(probes, _words)
    return f"Compared with code that has this mistake alone, {words[0].lower()}{words[1:]}" if words else ""


def _words(parts: Sequence[Part]) -> str:
    triples = [(*part.numbers, part.probe.args) for part in parts if part.numbers]
    if len(np.unique(np.concatenate([want.ravel() for _, want, _ in triples]))) < _SEVERAL:
        return ""
    return next((words for holds, words in _BESIDE if hold_for_all(holds, triples)), "")
