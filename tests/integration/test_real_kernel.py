"""Each chapter as a student has it: the released notebook, solved, in a Jupyter kernel, alone and offline."""

import re
import shutil
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[2]
CHAPTERS = sorted(path.stem for path in (ROOT / "exercises").glob("*.py"))
# Runs in the kernel before the first cell. A student has neither the autograder nor, perhaps, a network.
ALONE = """
import importlib.util, socket
assert importlib.util.find_spec("autograder") is None, "the autograder can be imported"
assert importlib.util.find_spec("solutions") is None, "the solutions can be imported"
def _refuse(self, address, connect=socket.socket.connect):
    if isinstance(address, tuple) and address[0] not in ("127.0.0.1", "::1", "localhost"):
        raise OSError("no network in this test")
    return connect(self, address)
socket.socket.connect = _refuse
"""


@pytest.fixture
def plain_environment(monkeypatch, tmp_path):
    """What a student's computer has: no variable of ours, a home and a cache of its own."""
    for name in ("PYTHONPATH", "MNIST_DIR", "DL_DOWNLOAD", "MPLBACKEND", "AUTOGRADER_SECRET"):
        monkeypatch.delenv(name, raising=False)
    for name in ("HOME", "XDG_CACHE_HOME", "IPYTHONDIR", "JUPYTER_RUNTIME_DIR", "MPLCONFIGDIR"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    (tmp_path / "home").mkdir()


def solved_notebook(slug):
    """The released notebook with the reference's answers, and where they came from."""
    released, source = (
        nbformat.read(ROOT / kind / slug / f"{slug}.ipynb", as_version=nbformat.NO_CONVERT)
        for kind in ("release", "source")
    )
    answers = {cell.id: cell.source for cell in source.cells if cell.metadata.nbgrader.solution}
    for cell in released.cells:
        cell.source = answers.get(cell.id, cell.source)
    return released


def outputs(notebook, kind):
    """All outputs of one type, with the cell that they came from."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return [(cell.id, output) for cell in cells for output in cell.outputs if output.output_type == kind]


@pytest.mark.slow
@pytest.mark.parametrize("slug", CHAPTERS)
def test_solved_release_runs_from_top_to_bottom(slug, tmp_path, plain_environment):
    folder = tmp_path / "downloaded"
    shutil.copytree(ROOT / "release" / slug, folder)
    notebook = solved_notebook(slug)
    notebook.cells.insert(0, nbformat.v4.new_code_cell(ALONE, id="alone"))
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(folder)}}).execute()
    assert [(cell, output.evalue) for cell, output in outputs(notebook, "error")] == []
    printed = [(cell, output.name, output.text) for cell, output in outputs(notebook, "stream")]
    assert [(cell, text) for cell, name, text in printed if name == "stderr"] == []
    passed = re.findall(r"(\d+) of \d+ checks passed", "".join(text for _, _, text in printed))
    assert int(passed[-1]) == sum(cell.id.startswith("test_") for cell in notebook.cells)
