"""CPU seconds of grading a training on real MNIST, beside the same student code in a bare script.

Both run the reference's code of chapter 5 (or what --chapter and --exercise name) for the same iterations on the same
arrays; starts are measured apart and taken off. Run: python benchmarks/training.py [--rounds 3]
"""

import argparse
import functools
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import msgspec
from support import PROJECT
from support.show import machine, table

from autograder.commands.context import chapter_of, course_at, sandbox_config
from autograder.datasets import locate
from autograder.datasets.rearranged import rearranged
from autograder.grading.engine import Engine
from autograder.sandbox import usage
from autograder.sandbox.server import Sandbox
from autograder.sandbox.session import Process
from autograder.submission import Notebook, read_notebook

ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
BARE = """
import matplotlib
matplotlib.use("agg")
import numpy as np
exec(compile(open({source!r}).read(), "student", "exec"))
np.random.seed(1)
x_train, t_train, x_test, t_test = (np.asarray(np.load(f"{folder}/{{n}}.npy", mmap_mode="r")) for n in
                                    ("x_train", "t_train", "x_test", "t_test"))
if {iterations}:
    network = {network}(784, 50, 10)
    {train}(network, x_train, t_train, x_test, t_test, {iterations}, 100, 0.1, np.random.default_rng(1))
"""


HELPERS = """
import numpy as np
import matplotlib.pyplot as plt


def take_step(network, grads, lr):
    for key in grads:
        network.params[key] -= lr * grads[key]
"""


class SandboxCpu:
    """CPU seconds of sandboxes: nobody waits for their processes, so they are read just before each one ends."""

    def __init__(self) -> None:
        self._ticks: dict[int, int] = {}
        for owner, name in ((Process, "close"), (Sandbox, "close")):
            self._watch(owner, name)

    def take(self) -> float:
        """Seconds since the last time."""
        ticks, self._ticks = self._ticks, {}
        return sum(ticks.values()) / os.sysconf("SC_CLK_TCK")

    def _watch(self, owner: Any, name: str) -> None:
        original = getattr(owner, name)

        @functools.wraps(original)
        def closing(*args: Any) -> Any:
            self._look()
            return original(*args)

        setattr(owner, name, closing)

    def _look(self) -> None:
        for pid in usage.members(os.getpid()):
            try:
                fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                is_sandboxed = self._is_inside(pid)
            except OSError:
                continue
            if is_sandboxed:
                self._ticks[pid] = int(fields[11]) + int(fields[12])

    @staticmethod
    def _is_inside(pid: int) -> bool:
        """Whether it lives in another pid namespace than we do."""
        return Path(f"/proc/{pid}/ns/pid").readlink() != Path("/proc/self/ns/pid").readlink()


def children_cpu_s() -> float:
    """CPU seconds of all processes that have ended and were waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def own_cpu_s() -> float:
    """CPU seconds of this process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def graded(sandboxes: SandboxCpu, chapter: str, exercise: str, *, training: bool) -> tuple[float, int]:
    """CPU seconds of a whole engine that grades one submission, and the iterations that were done.

    Args:
        sandboxes: watches them.
        chapter: its prefix.
        exercise: what is graded.
        training: whether it is; else the notebook is only run.
    """
    before = own_cpu_s() + children_cpu_s()
    course = course_at(PROJECT)
    found = chapter_of(course, chapter)
    released = PROJECT / "release" / found.slug / f"{found.slug}.ipynb"
    solved = read_notebook(PROJECT / "source" / found.slug / released.name)
    with Engine(found, released, locate(), b"benchmark", sandbox_config("strict", figures=False)) as engine:
        only = exercise if training else next(e.id for e in found.exercises if e.kind == "written")
        result = engine.grade_notebook(without_figures(solved), "benchmark", only=only).result
    if training and result.exercises[0].score < result.exercises[0].max_score:
        sys.exit(f"the reference is graded {result.exercises[0].score} of {result.exercises[0].max_score}")
    curves = [curve for e in result.exercises for curve in e.curves]
    return own_cpu_s() + children_cpu_s() + sandboxes.take() - before, sum(curve.iterations[-1] for curve in curves)


def without_figures(notebook: Notebook) -> Notebook:
    """The answers and what they need, without checks and drawings, which have no part in a training."""
    kept = tuple(cell for cell in notebook.cells if not (cell.grade_id or "").startswith("test_"))
    return msgspec.structs.replace(notebook, cells=kept)


def bare(folder: Path, chapter: str, exercise: str, network: str, iterations: int) -> float:
    """CPU seconds of a plain script that trains with the same code."""
    found = chapter_of(course_at(PROJECT), chapter)
    cells = read_notebook(PROJECT / "source" / found.slug / f"{found.slug}.ipynb").cells
    wanted = [e.id for e in found.exercises] + [earlier.grade_id for earlier in found.earlier]
    code = [cell.source for cell in cells if cell.kind == "code" and cell.grade_id in wanted]
    with tempfile.TemporaryDirectory() as name:
        source = Path(name) / "student.py"
        source.write_text("\n\n\n".join([HELPERS, *code]))
        script = BARE.format(source=str(source), folder=folder, iterations=iterations, network=network, train=exercise)
        before = children_cpu_s()
        subprocess.run([sys.executable, "-c", script], env={**os.environ, **ONE_THREAD}, check=True)
        return children_cpu_s() - before


def main() -> None:
    """Print both and their ratio, round by round, the two in turn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--chapter", default="ch05")
    parser.add_argument("--exercise", default="train_backprop")
    parser.add_argument("--network", default="TwoLayerNet")
    arguments = parser.parse_args()
    what = (arguments.chapter, arguments.exercise)
    print(machine())
    sandboxes = SandboxCpu()
    slug = chapter_of(course_at(PROJECT), arguments.chapter).slug
    data = locate()
    folder = rearranged(data, b"benchmark", slug).shown
    graded(sandboxes, *what, training=False)  # what is made once is made now
    rows = []
    for number in range(arguments.rounds):
        whole, iterations = graded(sandboxes, *what, training=True)
        start, _ = graded(sandboxes, *what, training=False)
        script = bare(folder, *what, arguments.network, iterations)
        script_start = bare(folder, *what, arguments.network, 0)
        ours, theirs = whole - start, script - script_start
        rows.append((str(number + 1), str(iterations), f"{ours:.2f}", f"{theirs:.2f}", f"{ours / theirs:.2f}"))
    best = [min(float(row[place]) for row in rows) for place in (2, 3)]
    rows.append(("least", rows[0][1], f"{best[0]:.2f}", f"{best[1]:.2f}", f"{best[0] / best[1]:.2f}"))
    head = ("round", "iterations", "graded, CPU s", "bare script, CPU s", "ratio")
    table(f"training on {data.name}, starts taken off", head, rows)


if __name__ == "__main__":
    os.environ.update(ONE_THREAD)
    main()
