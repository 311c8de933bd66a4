"""Honest work that something happened to on the way."""

import copy
from typing import Any

import msgspec

from autograder.demo.expected import Expected, Specimen
from autograder.demo.honest import HALF_DONE
from autograder.demo.sheet import Sheet
from autograder.grading.result import Verdict

_INPUT = 'student_name = input("Your name? ")\nprint("Hello", student_name)'


def _right(*accidents: str) -> Expected:
    return Expected(Verdict.NEEDS_REVIEW, accidents=frozenset(accidents))


def _unreadable(kind: str = "unreadable") -> Expected:
    return Expected(Verdict.NOT_ATTEMPTED, rest=Verdict.NOT_ATTEMPTED, accidents=frozenset({kind}))


def _as_it_is(_: Sheet) -> None:
    pass


def _copy_a_check(sheet: Sheet) -> None:
    check = sheet.cell("test_softmax")
    again = copy.deepcopy(check)
    again["id"] = "copied"
    again["source"] = "# my own tries\n" + again["source"]
    sheet.cells.insert(sheet.cells.index(check), again)


def _delete_an_answer(sheet: Sheet) -> None:
    sheet.cells.remove(sheet.cell("img_show"))


def _retype_an_answer(sheet: Sheet) -> None:
    cell = sheet.cell("relu")
    cell["cell_type"] = "markdown"
    del cell["outputs"], cell["execution_count"]


def _define_again(sheet: Sheet) -> None:
    sheet.untouched("sigmoid")
    sheet.insert_before("sigmoid_next", sheet.material.answers["sigmoid"])


def _old_format(slug: str, notebook: bytes) -> tuple[str, bytes]:
    """As IPython 2 saved it: worksheets of cells, code under `input`."""
    cells = [_old_cell(cell) for cell in msgspec.json.decode(notebook)["cells"]]
    old = {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": slug}, "worksheets": [{"cells": cells}]}
    return f"{slug}.ipynb", msgspec.json.encode(old)


def _old_cell(cell: dict[str, Any]) -> dict[str, Any]:
    old = {"cell_type": cell["cell_type"], "metadata": cell["metadata"]}
    if cell["cell_type"] == "code":
        return {**old, "input": cell["source"], "language": "python", "outputs": [], "collapsed": False}
    return {**old, "source": cell["source"]}


_DELETED = {"img_show": Verdict.NOT_ATTEMPTED}
# Cut in the middle: the cells that are whole count.
_TRUNCATED = msgspec.structs.replace(
    HALF_DONE,
    exercises={**HALF_DONE.exercises, "forward": Verdict.PASSED},
    accidents=frozenset({"damaged-file", "missing-cell", "missing-locked-cell"}),
)

SPECIMENS = (
    Specimen("renamed_file", _right("renamed"), _as_it_is, lambda slug, nb: (f"{slug} (1).ipynb", nb)),
    Specimen("old_nbformat_3", _right(), _as_it_is, _old_format),
    Specimen("byte_order_mark", _right(), _as_it_is, lambda slug, nb: (f"{slug}.ipynb", b"\xef\xbb\xbf" + nb)),
    Specimen("copied_test_cell", _right("copied-locked-cell", "altered-locked-cell"), _copy_a_check),
    Specimen(
        "deleted_cell",
        Expected(Verdict.NOT_ATTEMPTED, _DELETED, accidents=frozenset({"missing-cell"})),
        _delete_an_answer,
    ),
    Specimen("retyped_cell", _right("retyped-cell"), _retype_an_answer),
    Specimen("answer_in_a_new_cell", _right("answer-elsewhere"), _define_again),
    Specimen("input_call", _right(), lambda sheet: sheet.insert_before("part1", _INPUT)),
    Specimen("not_json", _unreadable(), _as_it_is, lambda slug, _: (f"{slug}.ipynb", b"Dear tutor, see my drive.\n")),
    Specimen("empty_file", _unreadable(), _as_it_is, lambda slug, _: (f"{slug}.ipynb", b"")),
    Specimen("truncated_json", _TRUNCATED, _as_it_is, lambda slug, nb: (f"{slug}.ipynb", nb[: len(nb) // 2])),
)
