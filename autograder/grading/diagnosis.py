"""What is said about wrong code, besides which tests it fails."""

from dataclasses import dataclass

from autograder.mistakes.catalogue import Mistake


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A finding about the code of one exercise; empty if nothing is known.

    Attributes:
        mistakes: that explain its answers.
        partly: they explain some of the failed tests only.
        deviation: a sentence that holds for all its answers, where no mistakes explain them all.
        beside: what else is wrong where the one mistake, which is a part, is.
    """

    mistakes: tuple[Mistake, ...] = ()
    partly: bool = False
    deviation: str = ""
    beside: str = ""


NOTHING = Diagnosis()
