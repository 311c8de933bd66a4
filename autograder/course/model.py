"""The course as frozen facts: which chapters there are, which exercises they hold, where their files lie."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Kind = Literal["function", "class", "plot", "training", "written"]
Continuity = Literal["given", "own"]
"""Where a chapter has functions of an earlier one from: the reference, or the student's own notebook."""


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise of a chapter, as its declaration in the lesson and its suite state it."""

    id: str
    title: str
    section: str
    kind: Kind
    points: float
    requires: tuple[str, ...]
    defines: tuple[str, ...]
    cpu_limit_s: float
    line: int
    """Line of the declaration in the lesson script."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """Names that a chapter takes over from an earlier one, and the locked cell that defines them."""

    slug: str
    names: tuple[str, ...]
    grade_id: str
    solution_path: Path


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter: an assignment of nbgrader."""

    slug: str
    title: str
    number: int
    exercises: tuple[Exercise, ...]
    lesson_path: Path
    solution_path: Path
    files_dir: Path
    suites_dir: Path
    mistakes_path: Path
    """A module, or a package folder when a catalogue is long."""
    earlier: tuple[Earlier, ...] = ()
    continuity: Continuity = "given"

    @property
    def total_points(self) -> float:
        """Points of all exercises together."""
        return sum(exercise.points for exercise in self.exercises)

    def exercise(self, exercise_id: str) -> Exercise:
        """Return the exercise with this id; KeyError when the chapter has none."""
        for exercise in self.exercises:
            if exercise.id == exercise_id:
                return exercise
        raise KeyError(exercise_id)

    def in_need_of(self, exercise_id: str) -> tuple[str, ...]:
        """The exercises that build on this one; trainings, which take long, only if they use it directly."""
        found: list[str] = []
        for other in self.exercises:
            if exercise_id in other.requires or (other.kind != "training" and set(found) & set(other.requires)):
                found.append(other.id)
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Course:
    """All chapters below one root folder."""

    root: Path
    chapters: tuple[Chapter, ...]
