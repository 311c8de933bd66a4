"""Registers a released notebook in the gradebook, as nbgrader's own SaveCells would have done."""

import contextlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from autograder.errors import UsageError


def register(gradebook: Any, assignment: str, notebook: Mapping[str, Any]) -> None:
    """Create or update the assignment, its notebook and its cells.

    Args:
        gradebook: an open `nbgrader.api.Gradebook`.
        assignment: name of the assignment, and of its one notebook.
        notebook: the released notebook as JSON data.

    Raises:
        UsageError: a cell that somebody graded by hand is not in the notebook any more.
    """
    with _one_commit(gradebook):
        _register(gradebook, assignment, notebook)


def _register(gradebook: Any, assignment: str, notebook: Mapping[str, Any]) -> None:
    gradebook.update_or_create_assignment(assignment, course_id=gradebook.course_id)
    kernel = json.dumps(notebook.get("metadata", {}).get("kernelspec", {}))
    row = gradebook.update_or_create_notebook(assignment, assignment, kernelspec=kernel)
    marked = [cell for cell in notebook["cells"] if cell.get("metadata", {}).get("nbgrader")]
    _remove_stale(gradebook, row, {cell["metadata"]["nbgrader"]["grade_id"] for cell in marked})
    for cell in marked:
        _register_cell(gradebook, assignment, cell)


@contextlib.contextmanager
def _one_commit(gradebook: Any) -> Iterator[None]:
    """Write everything in the block at once: nbgrader commits, and so waits for the disk, for every cell."""
    session = gradebook.db()
    commit = session.commit
    session.commit = session.flush
    try:
        yield
    finally:
        session.commit = commit
    commit()


def load_notebook(path: Path) -> dict[str, Any]:
    """Read a notebook of our own build as JSON data."""
    try:
        notebook: dict[str, Any] = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise UsageError(f"{path}: {error}. Run 'autograder build'.") from error
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        raise UsageError(f"{path}: is no notebook. Run 'autograder build'.")
    for cell in notebook["cells"]:
        cell["source"] = "".join(cell["source"])
    return notebook


def _register_cell(gradebook: Any, assignment: str, cell: Mapping[str, Any]) -> None:
    mark = cell["metadata"]["nbgrader"]
    name, place = mark["grade_id"], (assignment, assignment)
    kind = "markdown" if cell["cell_type"] == "markdown" else "code"
    if mark.get("grade"):
        gradebook.update_or_create_grade_cell(name, *place, max_score=float(mark["points"]), cell_type=kind)
    if mark.get("solution"):
        gradebook.update_or_create_solution_cell(name, *place)
    gradebook.update_or_create_source_cell(
        name,
        *place,
        cell_type=kind,
        locked=not mark.get("solution") and bool(mark.get("grade") or mark.get("locked")),
        source=cell["source"],
        checksum=mark.get("checksum"),
    )


def _remove_stale(gradebook: Any, notebook: Any, names: set[str]) -> None:
    """Remove the cells that an earlier build had, with their automatic grades."""
    stale = [cell for cell in (*notebook.grade_cells, *notebook.solution_cells) if cell.name not in names]
    rows = [row for cell in stale for row in (*(cell.grades or ()), *(cell.comments or ()))]
    by_hand = [row.name for row in rows if _graded_by_hand(row)]
    if by_hand:
        raise UsageError(
            f"the gradebook holds grades or comments given by hand for {', '.join(sorted(set(by_hand)))}, which the "
            "notebook does not have any more. Put these cells back, or remove their grades in formgrader."
        )
    for row in (*rows, *stale, *(cell for cell in notebook.source_cells if cell.name not in names)):
        gradebook.db.delete(row)
    gradebook.db.commit()


def _graded_by_hand(row: Any) -> bool:
    values = (getattr(row, name, None) for name in ("manual_score", "extra_credit", "manual_comment"))
    return any(value is not None for value in values)
