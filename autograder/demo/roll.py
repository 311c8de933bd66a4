"""The whole class."""

from autograder.demo import accidents, exhausting, honest, hostile

SPECIMENS = (*honest.SPECIMENS, *accidents.SPECIMENS, *exhausting.SPECIMENS, *hostile.SPECIMENS)
