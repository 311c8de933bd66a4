"""Reading of notebook files: encodings, sizes, damage, and files that are no notebooks."""

import codecs
import json
import os
import time

import pytest

from autograder.errors import UnreadableNotebookError
from autograder.submission import read_notebook
from autograder.submission.raw_bytes import read_bytes
from autograder.submission.read import MAX_CELLS


def code(source, grade_id=None, **more):
    metadata = {"nbgrader": {"grade_id": grade_id}} if grade_id else {}
    return {"cell_type": "code", "metadata": metadata, "outputs": [], "source": source, "execution_count": None, **more}


def notebook(*cells, **more):
    return json.dumps({"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5, **more}).encode()


@pytest.fixture
def read(tmp_path):
    def write_and_read(data):
        path = tmp_path / "ch.ipynb"
        path.write_bytes(data)
        return read_notebook(path)

    return write_and_read


def kinds(book):
    return [problem.kind for problem in book.problems]


def test_reads_kind_source_and_marks(read):
    book = read(notebook(code(["a = 1\n", "b = 2"], "one", id="x1"), {"cell_type": "markdown", "source": "text"}))
    assert [(c.index, c.kind, c.source, c.grade_id, c.cell_id) for c in book.cells] == [
        (0, "code", "a = 1\nb = 2", "one", "x1"),
        (1, "markdown", "text", None, None),
    ]
    assert book.problems == ()


@pytest.mark.parametrize(
    ("encode", "expected"),
    [
        (lambda data: codecs.BOM_UTF8 + data, []),
        (lambda data: data.decode().encode("utf-16"), ["encoding"]),
        (lambda data: data.decode().encode("utf-16-le"), ["encoding"]),
        (lambda data: data.decode().encode("utf-16-be"), ["encoding"]),
        (lambda data: data.decode().encode("utf-32"), ["encoding"]),
        (lambda data: codecs.BOM_UTF32_BE + data.decode().encode("utf-32-be"), ["encoding"]),
    ],
)
def test_reads_every_unicode(read, encode, expected):
    book = read(encode(notebook(code("x = 'é'"))))
    assert book.cells[0].source == "x = 'é'"
    assert kinds(book) == expected


@pytest.mark.parametrize(
    ("lines", "source"),
    [
        (["def f():", "    return 1", ""], "def f():\n    return 1\n"),
        (["a = 1\n", "b = 2"], "a = 1\nb = 2"),
        (["a = 1"], "a = 1"),
        (["a = 1\n", "", "b"], "a = 1\nb"),
    ],
)
def test_lines_that_have_lost_their_ends_get_them_back(read, lines, source):
    assert read(notebook(code(lines))).cells[0].source == source


def test_a_notebook_in_the_envelope_of_jupyters_server_is_taken_out(read):
    envelope = {"name": "ch.ipynb", "type": "notebook", "content": json.loads(notebook(code("x = 1")))}
    assert read(json.dumps(envelope).encode()).cells[0].source == "x = 1"


@pytest.mark.parametrize("content", ["text", None, 5, [], {"a": 1}])
def test_another_envelope_is_no_notebook(read, content):
    with pytest.raises(UnreadableNotebookError, match="no list of cells"):
        read(json.dumps({"content": content}).encode())


def test_reads_latin_1(read):
    raw = json.dumps({"cells": [code("x = 'é'")]}, ensure_ascii=False).encode("latin-1")
    book = read(raw)
    assert book.cells[0].source == "x = 'é'"
    assert kinds(book) == ["encoding"]


def test_half_a_surrogate_pair_becomes_writable(read):
    book = read(b'{"cells": [{"cell_type": "code", "source": "x = \'\\ud800\'"}]}')
    assert book.cells[0].source.encode().startswith(b"x = ")


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_numbers_that_json_does_not_know(read, number):
    output = {"data": {"application/json": "HERE"}}
    data = notebook(code("s = 'NaN and Infinity'", outputs=[output])).replace(b'"HERE"', number.encode())
    assert read(data).cells[0].source == "s = 'NaN and Infinity'"


def test_deep_nesting_costs_only_its_own_cell(read):
    deep = b"[" * 200_000 + b"]" * 200_000
    data = notebook(code("a = 1"), code("b = 2", outputs="HERE"), code("c = 3")).replace(b'"HERE"', deep)
    book = read(data)
    assert "a = 1" in [cell.source for cell in book.cells]
    assert "c = 3" in [cell.source for cell in book.cells]


def test_the_whole_cells_of_a_cut_off_file_are_read(read):
    data = notebook(code("a = '}]'"), code("b = 2"), code("c = 3"))
    book = read(data[: data.index(b"c = 3")])
    assert [cell.source for cell in book.cells] == ["a = '}]'", "b = 2"]
    assert kinds(book) == ["damaged-file"]
    assert "2 cells" in book.problems[0].message


def test_a_hundred_megabytes_of_output_are_skipped_fast(read, tmp_path):
    outputs = [{"output_type": "stream", "name": "stdout", "text": ["x" * 1000 + "\n"] * 1000}] * 100
    data = notebook(code("a = 1", outputs=outputs))
    assert len(data) > 100 * 2**20 * 0.95
    (tmp_path / "big.ipynb").write_bytes(data)
    started = time.process_time()
    assert read_notebook(tmp_path / "big.ipynb").cells[0].source == "a = 1"
    assert time.process_time() - started < 2


def test_nbformat_3_is_converted(read):
    old = {
        "nbformat": 3,
        "nbformat_minor": 0,
        "metadata": {"name": ""},
        "worksheets": [{"cells": [{"cell_type": "code", "input": ["a = 1"], "outputs": [], "language": "python"}]}],
    }
    book = read(json.dumps(old).encode())
    assert [(cell.kind, cell.source) for cell in book.cells] == [("code", "a = 1")]


@pytest.mark.parametrize(
    "cell",
    [
        {"cell_type": 7, "source": {"a": 1}, "metadata": []},
        {"cell_type": None, "source": [1, "x", None], "metadata": {"nbgrader": 5}},
        {"metadata": {"nbgrader": {"grade_id": ["a"]}}, "id": {}},
        {},
    ],
)
def test_wrong_types_cost_nothing_but_themselves(read, cell):
    book = read(notebook(cell, code("a = 1")))
    assert book.cells[-1].source == "a = 1"
    assert book.cells[0].grade_id is None


def test_endless_notebooks_are_cut(read):
    book = read(notebook(*[code("1")] * (MAX_CELLS + 5)))
    assert len(book.cells) == MAX_CELLS
    assert kinds(book) == ["too-long"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b" \n\t", "is empty"),
        (b"\x00" * 50, "is empty"),
        (b"PK\x03\x04 rest", "zip"),
        (b"\x1f\x8b rest", "gzip"),
        (b"%PDF-1.7", "PDF"),
        (b"\n <!DOCTYPE html><html>", "web page"),
        (b"import numpy as np\n", "Python script"),
        (b"# %%\nx = 1", "Python script"),
        (b"not json", "no JSON"),
        (b"{", "no JSON"),
        (b"[1, 2]", "no JSON"),
        (b'{"a": 1}', "no list of cells"),
        (b'{"cells": []}', "holds no cells"),
        (b'{"cells": [', "no JSON"),
        (b'{"worksheets": 3, "nbformat": 3}', "old notebook format"),
        (bytes(range(256)), "no JSON"),
    ],
)
def test_what_is_no_notebook_is_called_by_its_name(read, data, words):
    with pytest.raises(UnreadableNotebookError) as error:
        read(data)
    assert words in str(error.value)
    assert str(error.value).startswith("'ch.ipynb' ")
    assert str(error.value).endswith(".")


def test_a_file_above_the_limit_is_refused(tmp_path):
    path = tmp_path / "ch.ipynb"
    path.write_bytes(b" " * 2_000_000)
    with pytest.raises(UnreadableNotebookError, match="Clear its outputs"):
        read_bytes(path, limit=1_000_000)


def test_links_out_of_the_folder_are_refused(tmp_path):
    other = tmp_path / "other" / "ch.ipynb"
    other.parent.mkdir()
    other.write_bytes(notebook(code("secret = 1")))
    mine = tmp_path / "mine"
    mine.mkdir()
    for target in ("/etc/passwd", other, "../other/ch.ipynb", "ch.ipynb"):
        link = mine / "ch.ipynb"
        link.unlink(missing_ok=True)
        link.symlink_to(target)
        with pytest.raises(UnreadableNotebookError):
            read_notebook(link)


def test_a_link_inside_the_folder_is_followed(tmp_path):
    (tmp_path / "real.ipynb").write_bytes(notebook(code("a = 1")))
    (tmp_path / "ch.ipynb").symlink_to("real.ipynb")
    assert read_notebook(tmp_path / "ch.ipynb").cells[0].source == "a = 1"


def test_special_files_are_refused_without_waiting(tmp_path):
    os.mkfifo(tmp_path / "pipe.ipynb")
    (tmp_path / "folder.ipynb").mkdir()
    for name, words in (("pipe.ipynb", "pipe"), ("folder.ipynb", "folder"), ("gone.ipynb", "not there")):
        with pytest.raises(UnreadableNotebookError, match=words):
            read_notebook(tmp_path / name)


def test_names_cannot_steer_a_terminal(tmp_path):
    path = tmp_path / "a\x1b[31m.ipynb"
    path.write_bytes(b"")
    with pytest.raises(UnreadableNotebookError) as error:
        read_notebook(path)
    assert "\x1b" not in str(error.value)
