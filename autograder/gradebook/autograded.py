"""Writes autograded/<student>/<assignment>/<slug>.ipynb: the cells as they were run, with their outputs."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from autograder.errors import SubmissionError
from autograder.files import write_atomically
from autograder.gradebook.outputs import NOTEBOOK_CHARACTERS, safe_markdown, safe_outputs, safe_raw, size_of
from autograder.gradebook.structure import load_notebook
from autograder.submission.accidents import shown
from autograder.submission.alignment import AlignedCell

CellOutputs = Sequence[Mapping[str, Any]]
_MARKUP = frozenset('<>"')


class AutogradedWriter:
    """Writes the autograded notebooks of one assignment; the released notebook is read once."""

    def __init__(self, folder: Path, assignment: str, release_notebook: Path) -> None:
        """Prepare to write below folder, the course's `autograded`."""
        self._folder, self._assignment = folder, assignment
        released = load_notebook(release_notebook)
        self._metadata = released.get("metadata", {})
        self._cells = {
            cell["metadata"]["nbgrader"]["grade_id"]: cell
            for cell in released["cells"]
            if cell.get("metadata", {}).get("nbgrader")
        }

    def write(self, student: str, cells: Sequence[AlignedCell], outputs: Sequence[CellOutputs | None]) -> Path:
        """Write one student's notebook.

        Args:
            student: the id, which names a folder.
            cells: the aligned cells.
            outputs: for each cell what it showed; None for a cell that was not run.

        Raises:
            SubmissionError: the id cannot name a folder.
        """
        folder = self._folder / safe_student(student) / self._assignment
        folder.mkdir(parents=True, exist_ok=True)
        notebook = {
            "cells": self._notebook_cells(cells, outputs),
            "metadata": self._metadata,
            "nbformat": 4,
            "nbformat_minor": 5,
        }
        path = folder / f"{self._assignment}.ipynb"
        write_atomically(path, msgspec.json.encode(notebook))
        return path

    def _notebook_cells(
        self, cells: Sequence[AlignedCell], outputs: Sequence[CellOutputs | None]
    ) -> list[dict[str, Any]]:
        made, count, room = [], 0, NOTEBOOK_CHARACTERS
        for index, cell in enumerate(cells):
            ran = outputs[index] if index < len(outputs) else None
            count += ran is not None and cell.kind == "code"
            new = self._notebook_cell(index, cell, ran, count)
            room -= size_of(new.get("outputs", ()))
            if room < 0:
                new["outputs"] = []
            made.append(new)
        return made

    def _notebook_cell(self, index: int, cell: AlignedCell, ran: CellOutputs | None, count: int) -> dict[str, Any]:
        released = self._cells.get(cell.grade_id or "")
        made: dict[str, Any] = {
            "cell_type": cell.kind,
            "id": released["id"] if released and "id" in released else f"cell-{index}",
            "metadata": released["metadata"] if released else {},
            "source": _source(cell),
        }
        if cell.kind == "code":
            made["execution_count"] = count if ran is not None else None
            made["outputs"] = safe_outputs(ran or (), made["execution_count"])
        if released and "attachments" in released:
            made["attachments"] = released["attachments"]
        return made


def safe_student(student: str) -> str:
    """The id, if it can name a folder and nothing else.

    Raises:
        SubmissionError: it is empty, leads elsewhere, cannot be printed, or would be markup in nbgrader's pages.
    """
    if student in {"", ".", ".."} or not student.isprintable() or set(student) & set("/\\"):
        raise SubmissionError(f"The student id {shown(student)} cannot name a folder. Rename the folder in submitted/.")
    if set(student) & _MARKUP:
        # Formgrader writes ids into its pages as they are, where a script would run with the instructor's rights.
        raise SubmissionError(
            f"The student id {shown(student)} would be markup in formgrader. Rename the folder in submitted/."
        )
    return student


def _source(cell: AlignedCell) -> str:
    if cell.origin == "released" or cell.kind == "code":
        return cell.source
    return safe_markdown(cell.source) if cell.kind == "markdown" else safe_raw(cell.source)
