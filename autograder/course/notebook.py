"""From a lesson to the instructor's notebook (`source/`), the same bytes on every build."""

from typing import Any

from autograder.course.cells import Cell, Role
from autograder.course.earlier import earlier_cell
from autograder.course.lesson import Lesson, place
from autograder.course.model import Chapter
from autograder.course.names import check_names, names_only_in
from autograder.course.quick import nbformat
from autograder.course.solution import BEGIN_SOLUTION, END_SOLUTION, fill_stub, read_reference
from autograder.errors import LessonError

SCHEMA_VERSION = 3
# No versions of a kernel: they would change the bytes from machine to machine.
_KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
_LANGUAGE = {"file_extension": ".py", "mimetype": "text/x-python", "name": "python", "pygments_lexer": "ipython3"}


def source_notebook(chapter: Chapter, lesson: Lesson) -> str:
    """Return the text of the instructor's notebook of a chapter."""
    rubrics = lesson.of_role(Role.RUBRIC)
    reference = read_reference(chapter.solution_path)
    missing = names_only_in(reference, lesson)
    cells = []
    for cell in lesson.cells:
        if cell.role is Role.RUBRIC:
            continue
        text = _with_points(chapter, lesson, cell)
        if cell.role is Role.EARLIER:
            text = earlier_cell(chapter, lesson.path, cell)
        if cell.role is Role.STUB:
            text = fill_stub(lesson.path, cell, reference)
            check_names(text, reference, missing)
        elif cell.name in rubrics and cell.role is Role.WRITTEN:
            text = f"{text}\n{BEGIN_SOLUTION}\n{rubrics[cell.name].source}\n{END_SOLUTION}"
        cells.append(_notebook_cell(chapter, cell, text))
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": _KERNEL, "language_info": _LANGUAGE})
    nbformat.validate(notebook)
    return str(nbformat.writes(notebook)) + "\n"


def _notebook_cell(chapter: Chapter, cell: Cell, text: str) -> Any:
    make = nbformat.v4.new_code_cell if cell.is_code else nbformat.v4.new_markdown_cell
    metadata: dict[str, Any] = {"nbgrader": _nbgrader_metadata(chapter, cell)}
    if cell.role is Role.CHECK:
        # A failing check must not stop "Run All" for the exercises below it.
        metadata["tags"] = ["raises-exception"]
    return make(source=text, metadata=metadata, id=cell.grade_id.replace(".", "_"))


def _nbgrader_metadata(chapter: Chapter, cell: Cell) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "cell_type": "code" if cell.is_code else "markdown",
        "grade": cell.role in (Role.CHECK, Role.WRITTEN),
        "grade_id": cell.grade_id,
        "locked": cell.role in (Role.TEXT, Role.EARLIER, Role.CHECK),
        "schema_version": SCHEMA_VERSION,
        "solution": cell.role in (Role.STUB, Role.WRITTEN),
        "task": False,
    }
    if facts["grade"]:
        facts["points"] = chapter.exercise(cell.name).points
    return facts


def _with_points(chapter: Chapter, lesson: Lesson, cell: Cell) -> str:
    """Fill the placeholders of a text cell; literal replacement, because formulas are full of braces."""
    if cell.is_code:
        return cell.source
    text = cell.source.replace("{total_points}", f"{chapter.total_points:g}")
    if "{points}" not in text:
        return text
    if cell.exercise_id not in (exercise.id for exercise in chapter.exercises):
        raise LessonError(
            f"{place(lesson.path, cell.line)}: {{points}} in '{cell.name}', which belongs to no exercise. "
            f"Begin its key with an exercise id, or write {{total_points}}."
        )
    return text.replace("{points}", f"{chapter.exercise(cell.exercise_id).points:g}")
