"""How long one submission's own code ran. No part of the result, which is the same each time."""

import msgspec


class RunTimes(msgspec.Struct, frozen=True):
    """Seconds on the clock during which the grader waited for the student's code.

    Attributes:
        notebook: for the run of all cells.
        exercises: for the hidden tests of each exercise, by its id; what was not tested is missing.
    """

    notebook: float
    exercises: dict[str, float]
