"""The miniature course, built, and submissions to it: what tests of the engine, the commands and leaks share.

A submission is written as text: the part behind each line `# %% NAME` stands in the released notebook's cell of that
name; cells that are not named stay as released.
"""

import fcntl
import json
import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from autograder.course import build_chapter, find_chapter, load_course
from autograder.datasets import locate
from autograder.datasets.prepare import write_folder
from autograder.grading.engine import Engine
from autograder.sandbox import doctor
from autograder.sandbox.config import STRICT, Limits, SandboxConfig

ROOT = Path(__file__).resolve().parents[2]
SLUG = "ch01_mini"
SECRET = "secret of the miniature course"
LIMITS = Limits(notebook_cpu_s=5.0, cell_cpu_s=1.0, idle_wall_s=3.0, memory_mib=256, scratch_mib=8)
RIGHT = """
# %% double
def double(values):
    return 2 * np.asarray(values)
# %% scale_rows
def scale_rows(matrix, factors):
    return double(factors)[:, None] * np.asarray(matrix)

class RowScaler:
    def __init__(self, factors):
        self.factors = factors

    def scale(self, matrix):
        return scale_rows(matrix, self.factors)
# %% draw_line
def draw_line(slope):
    x = np.linspace(-1, 1, 21)
    plt.plot(x, slope * x)
    plt.title("a line")
# %% why
The caller still needs the old numbers.
"""


def skip_without_strict_sandbox():
    """Nothing here is proved by a weaker sandbox."""
    missing = STRICT - doctor.available(doctor.examine())
    if missing:
        pytest.skip(f"this machine lacks layers of the strict sandbox: {sorted(missing)}")


def once(tmp_path_factory, name, make):
    """Make a folder once, also when several processes share the tests."""
    top = tmp_path_factory.getbasetemp()
    folder = (top.parent if "PYTEST_XDIST_WORKER" in os.environ else top) / name
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "made").exists():
            make(folder)
            (folder / "made").touch()
    return folder


def mini_course(tmp_path_factory):
    """The miniature course, built, with a data set of a few pictures beside it; to be read only."""
    skip_without_strict_sandbox()
    return once(tmp_path_factory, "mini", _build) / "course"


def _build(folder):
    root = Path(shutil.copytree(ROOT / "tests" / "mini_course", folder / "course"))
    course = load_course(root)
    build_chapter(course, course.chapters[0])
    pictures, labels = np.zeros((4, 28, 28), np.uint8), np.arange(4, dtype=np.uint8)
    write_folder(folder / "data", "digits", (pictures, labels, pictures, labels))


@contextmanager
def engine_of(root, **options):
    """An engine that grades the miniature course."""
    chapter = find_chapter(load_course(root), SLUG)
    released = root / "release" / SLUG / f"{SLUG}.ipynb"
    config = SandboxConfig(limits=LIMITS, **({"figures": False} | options))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MNIST_DIR", "to be set by the engine and restored behind it")
        with Engine(chapter, released, locate(root.parent / "data"), SECRET.encode(), config) as engine:
            yield engine


def notebook(root, text):
    """Bytes of the released notebook with the parts of a submission in its cells."""
    path = root / "release" / SLUG / f"{SLUG}.ipynb"
    found = json.loads(path.read_text())
    _, *parts = re.split(r"^# %% (\w+)\n", text, flags=re.MULTILINE)
    sources = dict(zip(parts[::2], parts[1::2], strict=True))
    for cell in found["cells"]:
        name = cell["metadata"].get("nbgrader", {}).get("grade_id")
        cell["source"] = sources.pop(name).strip() if name in sources else cell["source"]
    assert not sources, f"no such cell: {sorted(sources)}"
    return json.dumps(found).encode()


def hand_in(class_dir, student, data, name=f"{SLUG}.ipynb"):
    """Put a file where `grade` looks for it."""
    path = class_dir / "submitted" / student / SLUG / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def command_line(*arguments, cwd=ROOT, **environment):
    """How a person starts the program, and with which environment."""
    words = [sys.executable, "-W", "error", "-m", "autograder", *map(str, arguments)]
    variables = {**os.environ, "AUTOGRADER_SECRET": SECRET, "PYTHONPATH": str(ROOT), "COLUMNS": "200", **environment}
    variables.pop("MNIST_DIR", None)
    return {"args": words, "env": variables, "cwd": cwd}


def autograder(*arguments, **options):
    """Run the program to its end; stdout, stderr and returncode are in what is returned."""
    return subprocess.run(**command_line(*arguments, **options), capture_output=True, text=True, check=False)


def grade(root, class_dir, *options):
    """Run `grade` on a class of the miniature course."""
    places = ("--course", root, "--class-dir", class_dir, "--data-dir", root.parent / "data")
    return autograder("grade", SLUG, *places, *options)
