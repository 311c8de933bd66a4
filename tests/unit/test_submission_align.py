"""Aligning a submission with the released notebook."""

import time

import msgspec
import pytest

from autograder.submission import Cell, Notebook, align
from autograder.submission.definitions import defined_names

STUB = "def softmax(x):\n    raise NotImplementedError"
ANSWER = "def softmax(x):\n    return x"
RELEASED = (
    ("markdown", "intro", "# Title"),
    ("code", "imports", "import numpy as np"),
    ("code", "sigmoid", "def sigmoid(x):\n    raise NotImplementedError"),
    ("code", "test_sigmoid", "check(sigmoid)"),
    ("code", "softmax", STUB),
    ("code", "test_softmax", "check(softmax)"),
    ("markdown", "essay", "Your answer"),
)
EXERCISES = ("sigmoid", "softmax", "essay")


def book(*cells):
    return Notebook(
        tuple(
            Cell(index, kind, source, mark, f"id-{mark}" if mark else None)
            for index, (kind, mark, source) in enumerate(cells)
        )
    )


def aligned(*cells, ids=True):
    submitted = book(*cells)
    if not ids:
        bare = [msgspec.structs.replace(cell, cell_id=None) for cell in submitted.cells]
        submitted = Notebook(tuple(bare))
    return align(book(*RELEASED), submitted, EXERCISES, {})


def changed(**sources):
    return [(kind, mark, sources.get(mark, source)) for kind, mark, source in RELEASED]


def kinds(alignment):
    return [accident.kind for accident in alignment.accidents]


def marks(alignment):
    return [cell.grade_id for cell in alignment.cells]


def sources(alignment):
    return [cell.source for cell in alignment.cells]


RELEASED_MARKS = [mark for _, mark, _ in RELEASED]


def test_an_ordinary_submission():
    result = aligned(*changed(softmax=ANSWER, essay="Because."))
    assert marks(result) == RELEASED_MARKS
    assert result.accidents == ()
    answer = result.answers["softmax"]
    assert (answer.source, answer.untouched, answer.missing, answer.position) == (ANSWER, False, False, 4)
    assert result.answers["sigmoid"].untouched
    assert not result.answers["essay"].untouched
    assert [cell.exercise for cell in result.cells] == [None, None, "sigmoid", None, "softmax", None, "essay"]


def test_white_space_is_no_answer():
    assert aligned(*changed(softmax=STUB + "  \n\n")).answers["softmax"].untouched


def test_points_and_tests_come_from_the_released_notebook():
    result = aligned(*changed(test_softmax="pass", imports="import evil"))
    assert sources(result) == [source for _, _, source in RELEASED]
    assert kinds(result) == ["altered-locked-cell"]
    assert "imports, test_softmax" in result.accidents[0].message


def test_a_copied_test_cell_counts_once():
    cells = changed(softmax=ANSWER)
    result = aligned(*cells, cells[5])
    assert marks(result) == RELEASED_MARKS
    assert kinds(result) == ["copied-locked-cell"]


def test_of_two_answer_cells_the_last_changed_one_counts():
    cells = changed(softmax=ANSWER)
    result = aligned(*cells, ("code", "softmax", STUB))
    assert result.answers["softmax"].source == ANSWER
    assert sources(result).count(STUB) == 0
    assert kinds(result) == ["duplicate-cell"]
    other = "def softmax(x):\n    return 2 * x"
    result = aligned(*cells, ("code", "softmax", other))
    assert result.answers["softmax"].source == other
    # The first copy runs as well, before the one that counts.
    assert sources(result).index(ANSWER) < sources(result).index(other)
    assert marks(result).count("softmax") == 1


def test_missing_cells_are_put_back_in_their_places():
    cells = [cell for cell in changed(softmax=ANSWER) if cell[1] not in {"intro", "imports", "sigmoid", "test_softmax"}]
    result = aligned(*cells)
    assert marks(result) == RELEASED_MARKS
    assert result.answers["sigmoid"].missing
    assert result.answers["sigmoid"].untouched
    assert kinds(result) == ["missing-cell", "missing-locked-cell"]


def test_an_answer_turned_into_text_is_graded_as_code():
    cells = [
        ("markdown" if mark == "softmax" else kind, mark, source) for kind, mark, source in changed(softmax=ANSWER)
    ]
    result = aligned(*cells)
    assert result.cells[4].kind == "code"
    assert kinds(result) == ["retyped-cell"]


def test_a_text_turned_into_code_is_never_run():
    cells = [("code" if mark in {"intro", "essay"} else kind, mark, source) for kind, mark, source in RELEASED]
    result = aligned(*cells)
    assert [cell.kind for cell in result.cells] == [kind for kind, _, _ in RELEASED]
    assert kinds(result) == ["retyped-cell", "retyped-locked-cell"]


@pytest.mark.parametrize("ids", [True, False])
def test_stripped_marks_are_recognised_by_id_or_text(ids):
    cells = [(kind, None, source) for kind, _, source in changed(softmax=ANSWER)]
    submitted = book(*cells)
    if ids:
        named = zip(submitted.cells, RELEASED_MARKS, strict=True)
        submitted = Notebook(tuple(msgspec.structs.replace(cell, cell_id=f"id-{mark}") for cell, mark in named))
    result = align(book(*RELEASED), submitted, EXERCISES, {})
    assert result.answers["softmax"].source == ANSWER
    assert sorted(mark for mark in marks(result) if mark) == sorted(RELEASED_MARKS)
    assert kinds(result)[0] == "stripped-metadata"


def test_a_written_answer_without_its_mark_is_recognised_by_its_place():
    cells = [(kind, None, source) for kind, _, source in changed(softmax=ANSWER, essay="Because.")]
    result = aligned(*cells)
    assert result.answers["essay"].source == "Because."
    assert marks(result) == RELEASED_MARKS


def test_an_answer_in_a_new_cell_behind_the_untouched_stub():
    result = aligned(*RELEASED, ("code", None, ANSWER))
    assert result.answers["softmax"].source == ANSWER
    assert STUB not in sources(result)
    assert marks(result).count("softmax") == 1
    assert kinds(result) == ["answer-elsewhere"]


def test_an_answer_before_the_stub_is_not_undone_by_it():
    result = aligned(("code", None, ANSWER), *RELEASED)
    assert STUB not in sources(result)
    assert not result.answers["softmax"].untouched


def test_a_later_definition_counts():
    later = "def softmax(x):\n    return 3 * x"
    result = aligned(*changed(softmax=ANSWER), ("code", None, later))
    assert result.answers["softmax"].source == later
    assert sources(result)[-1] == later
    assert kinds(result) == ["redefined"]


def test_a_renamed_mark_is_salvaged_by_the_names_it_defines():
    cells = [(kind, "my_" + mark if mark == "softmax" else mark, s) for kind, mark, s in changed(softmax=ANSWER)]
    result = aligned(*cells)
    assert result.answers["softmax"].source == ANSWER
    assert kinds(result) == ["answer-elsewhere"]


def test_an_answer_written_into_a_test_cell_is_salvaged():
    result = aligned(*changed(test_softmax=ANSWER + "\ncheck(softmax)"))
    assert result.answers["softmax"].source.startswith(ANSWER)
    assert "check(softmax)" in sources(result)


def test_one_cell_may_answer_several_exercises():
    both = "def sigmoid(x): return 1\n\ndef softmax(x): return 2"
    result = aligned(*RELEASED, ("code", None, both))
    assert result.answers["sigmoid"].source == result.answers["softmax"].source == both
    assert not result.answers["softmax"].untouched
    assert marks(result).count("softmax") == marks(result).count("sigmoid") == 1
    assert sources(result).index(both) > sources(result).index(STUB)
    assert result.cells[result.answers["softmax"].position].source == both


def test_an_answer_inside_another_exercises_cell_is_not_undone_by_its_own_stub():
    both = "def sigmoid(x): return 1\n\ndef softmax(x): return 2"
    result = aligned(*changed(sigmoid=both))
    assert sources(result).index(both) > sources(result).index(STUB)
    assert result.answers["softmax"].source == both
    assert kinds(result) == ["answer-elsewhere"]


def test_a_changed_test_cell_does_not_hide_the_answer():
    result = aligned(*changed(softmax=ANSWER, test_softmax="softmax = None"))
    assert result.answers["softmax"].source == ANSWER


def test_a_helper_name_used_elsewhere_is_no_answer():
    names = {"softmax": ("softmax", "accuracy")}
    cells = [*changed(sigmoid="def sigmoid(x):\n    return x\naccuracy = 0.5")]
    result = align(book(*RELEASED), book(*cells), EXERCISES, names)
    assert result.answers["softmax"].untouched
    assert result.accidents == ()


def test_several_names_the_cell_that_defines_all_counts():
    names = {"softmax": ("helper", "softmax")}
    whole = "def helper(): ...\nsoftmax = helper"
    cells = (*RELEASED, ("code", None, whole), ("code", None, "helper = 3"))
    result = align(book(*RELEASED), book(*cells), EXERCISES, names)
    assert result.answers["softmax"].source == whole


def test_extra_cells_stay_where_they_are():
    cells = list(RELEASED)
    cells.insert(2, ("code", None, "np.seterr(all='ignore')"))
    result = aligned(*cells)
    assert sources(result)[2] == "np.seterr(all='ignore')"
    assert result.cells[2].origin == "student"
    assert result.accidents == ()


def test_an_alien_notebook_is_graded_as_untouched():
    result = aligned(("code", None, "print('hello')"))
    assert all(answer.missing for answer in result.answers.values())
    assert marks(result)[: len(RELEASED)] == RELEASED_MARKS


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("def f(): pass", {"f"}),
        ("class f: pass", {"f"}),
        ("f = g = 1", {"f", "g"}),
        ("f, g = 1, 2", {"f", "g"}),
        ("f: int = 1", {"f"}),
        ("async def f(): ...", {"f"}),
        ("if True:\n    def f(): ...", {"f"}),
        ("%matplotlib inline\n!ls\ndef f(): ...", {"f"}),
        ("def f(:\n  oops", {"f"}),
        ("'''\ndef f(): ...\n'''", set()),
        ("def h():\n    f = 1", set()),
        ("f()", set()),
        ("f\x00 = 1", set()),
        ("f = " + "-" * 100_000, set()),
        ("f = " + "(" * 5000, {"f"}),
        ("x = '\\d'\nf = 1", {"f"}),
    ],
)
def test_defined_names(source, expected):
    assert defined_names(source, {"f", "g"}) == expected


def test_aligning_an_ordinary_notebook_is_fast():
    released = [("markdown", f"text_{n}", "word " * 100) for n in range(30)]
    released += [("code", f"ex{n}", f"def ex{n}(x):\n    raise NotImplementedError") for n in range(15)]
    released += [("code", f"test_ex{n}", "assert True\n" * 20) for n in range(15)]
    answers = [(kind, mark, source.replace("raise", "return")) for kind, mark, source in released]
    exercises = [f"ex{n}" for n in range(15)]
    first, second = book(*released), book(*answers, ("code", None, "ex1 = ex1"))
    best = min(_seconds(align, first, second, exercises, {}) for _ in range(5))
    assert best < 0.003


def _seconds(function, *args):
    started = time.perf_counter()
    function(*args)
    return time.perf_counter() - started
