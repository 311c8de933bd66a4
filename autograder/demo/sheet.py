"""One student's notebook in the making."""

import copy
from pathlib import Path
from typing import Any

import msgspec

from autograder.course import Chapter, Course
from autograder.errors import MistakeError
from autograder.grading.specimens import Specimens
from autograder.mistakes.catalogue import Variant, load_catalogue

_SOLUTION_MARKS = ("### BEGIN SOLUTION", "### END SOLUTION")
_WRITTEN = "One neuron for each of the ten digits, with softmax: the outputs can be read as probabilities."


class Material:
    """What all sheets of a class are made of; read once.

    Attributes:
        course_root: folder of the course, which a hostile student may have guessed.
        class_dir: folder of the class, which a hostile student may have guessed.
    """

    def __init__(self, course: Course, chapter: Chapter, class_dir: Path) -> None:
        self.slug, self.course_root, self.class_dir = chapter.slug, course.root, class_dir
        notebook = f"{chapter.slug}/{chapter.slug}.ipynb"
        self.released: dict[str, Any] = msgspec.json.decode((course.root / "release" / notebook).read_bytes())
        for cell in self.released["cells"]:
            cell["source"] = "".join(cell["source"])
        self._specimens = Specimens(chapter, course.root / "source" / notebook)
        found = load_catalogue(chapter.mistakes_path)
        self._entries = {(entry.exercise, entry.id): entry for entry in (*found.mistakes, *found.variants)}
        exercises = {exercise.id: exercise.kind for exercise in chapter.exercises}
        self.answers = {
            cell.grade_id: _WRITTEN if exercises[cell.grade_id] == "written" else _unmarked(cell.source)
            for cell in self._specimens.reference().cells
            if cell.grade_id in exercises
        }

    def entry(self, exercise: str, name: str) -> str:
        """Source of an answer cell with an entry of the catalogue in it.

        Raises:
            MistakeError: the catalogue has no such entry.
        """
        found: Variant | None = self._entries.get((exercise, name))
        if found is None:
            raise MistakeError(f"the catalogue of {self.slug} has no {exercise}/{name}, which the demo shows.")
        return _unmarked(self._specimens.answer_with(found))


class Sheet:
    """A notebook that starts with the reference in every answer cell, as a student would hand it in.

    Attributes:
        cells: of the notebook, as JSON data.
        material: what it is made of.
    """

    def __init__(self, material: Material) -> None:
        self.material = material
        self._notebook = copy.deepcopy(material.released)
        self.cells: list[dict[str, Any]] = self._notebook["cells"]
        for exercise, source in material.answers.items():
            self.answer(exercise, source)

    def answer(self, exercise: str, source: str) -> None:
        """Write into the answer cell of an exercise."""
        self.cell(exercise)["source"] = source

    def answer_from_catalogue(self, exercise: str, name: str) -> None:
        """Answer as a known mistake or an unusual right answer does."""
        self.answer(exercise, self.material.entry(exercise, name))

    def untouched(self, exercise: str) -> None:
        """Put the stub back."""
        released = self.material.released["cells"]
        self.answer(exercise, next(cell["source"] for cell in released if grade_id(cell) == exercise))

    def insert_before(self, mark: str, source: str, kind: str = "code") -> None:
        """Add a cell of the student's own."""
        position = self.cells.index(self.cell(mark))
        made: dict[str, Any] = {"cell_type": kind, "id": f"own-{position}", "metadata": {}, "source": source}
        if kind == "code":
            made |= {"execution_count": None, "outputs": []}
        self.cells.insert(position, made)

    def cell(self, mark: str) -> dict[str, Any]:
        """The cell that carries a mark of nbgrader's."""
        return next(cell for cell in self.cells if grade_id(cell) == mark)

    def as_bytes(self) -> bytes:
        """The notebook as Jupyter saves it, all but the order of keys."""
        return msgspec.json.format(msgspec.json.encode(self._notebook), indent=1)


def grade_id(cell: dict[str, Any]) -> str | None:
    """The mark that nbgrader gave a cell, in JSON data."""
    mark: str | None = cell["metadata"].get("nbgrader", {}).get("grade_id")
    return mark


def _unmarked(source: str) -> str:
    return "\n".join(line for line in source.splitlines() if line.strip() not in _SOLUTION_MARKS)
