"""Cells mean what they mean in Jupyter, whichever way they are run: compiled ahead, as plain Python, or by IPython."""

import pytest

from autograder.sandbox.config import LEVELS, SandboxConfig
from autograder.sandbox.notebook import run_notebook
from autograder.sandbox.server import ForkServer

KNOWN = "def divide(x):\n    return x / 0\n\ndivide"
CONFIG = SandboxConfig(layers=LEVELS["none"], figures=False, known_sources=("import math", KNOWN))


@pytest.fixture(scope="module")
def server():
    with ForkServer(CONFIG) as running:
        yield running


def run(server, *sources):
    with server.open() as sandbox:
        return run_notebook(sandbox, sources, CONFIG.limits)[1]


def shown(cell_run):
    return [output.get("text") or output.get("data", {}).get("text/plain") for output in cell_run.outputs]


@pytest.mark.parametrize(
    ("source", "want"),
    [
        ("1 + 1", ["2"]),
        ("1 + 1;", []),
        ("x = 3\nx", ["3"]),
        ("x = 3", []),
        ("5\nNone", []),
        ("print('a')\n'b'", ["a\n", "'b'"]),
        ("%matplotlib inline\n1 + 1", ["2"]),
        ("n = %who_ls\n1", ["1"]),
        ("from IPython.display import display\ndisplay(7)", ["7"]),
        ("# only a comment", []),
        ("", []),
    ],
)
def test_what_a_cell_shows(server, source, want):
    (only,) = run(server, source)
    assert (only.status, shown(only)) == ("ok", want)


@pytest.mark.parametrize("extra", [(), ("import math",), ("%time x = 1", "y = 2")])
def test_errors_tell_the_cell_where_it_stands_now(server, extra):
    *_, failed = run(server, *extra, KNOWN, "divide(1)")
    assert failed.error == "ZeroDivisionError"
    trace = "".join(failed.outputs[-1]["traceback"])
    assert f'"<cell {len(extra)}>", line 2, in divide\n    return x / 0' in trace
    assert f'"<cell {len(extra) + 1}>", line 1' in trace


def test_a_cell_that_cannot_be_read_costs_itself(server):
    broken, outside, fine = run(server, "def f(:\n  pass", "x = 1\nreturn x", "2")
    assert [broken.error, outside.error] == ["SyntaxError", "SyntaxError"]
    assert shown(fine) == ["2"]


def test_a_future_import_counts_for_later_cells(server):
    runs = run(
        server, "def f(x: nowhere): pass", "from __future__ import annotations", "def f(x: nowhere): pass\n1", KNOWN
    )
    assert [one.error for one in runs] == ["NameError", None, None, None]


def test_a_function_knows_its_source(server):
    runs = run(server, KNOWN, "import inspect\ninspect.getsource(divide)")
    assert shown(runs[1]) == [repr("def divide(x):\n    return x / 0\n")]


def test_names_that_start_with_an_underscore_hold_the_last_results(server):
    assert shown(run(server, "20 + 1", "_ * 2")[1]) == ["42"]


def test_all_cells_run_however_much_they_show_or_how_long_they_take(server):
    runs = run(server, *["print('a' * 100_000)"] * 4, "import time\nwhile time.process_time() < 1.5: pass", None, "8")
    assert [len(one.outputs[0]["text"]) for one in runs[:4]] == [100_001] * 4
    assert [one.status for one in runs] == ["ok"] * 7
    assert shown(runs[6]) == ["8"]


HALF = "\\ud83d"


@pytest.mark.parametrize(
    "source",
    [
        f"print('a{HALF}b')",
        f"raise ValueError('{HALF}')",
        f"class R:\n    def __repr__(self): return '{HALF}'\nR()",
        f"from IPython.display import Markdown, display\ndisplay(Markdown('{HALF}'))",
        f"class E(Exception):\n    def _render_traceback_(self): return ['{HALF}']\nraise E",
    ],
)
def test_half_an_emoji_does_not_cost_the_cell(server, source):
    first, second = run(server, "kept = 1\n" + source, "kept")
    assert first.status in {"ok", "error"}
    assert first.outputs
    assert shown(second) == ["1"]
