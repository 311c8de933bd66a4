"""Attacks run as notebook cells in a real sandbox; each file states what must not happen.

`attack(source, without=...)` switches layers off, so that a test can show that the attack works without the layer which
it proves.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from autograder.sandbox import doctor
from autograder.sandbox.config import LAYERS, STRICT, Limits, SandboxConfig
from autograder.sandbox.notebook import CellRun, run_notebook
from autograder.sandbox.server import ForkServer, Sandbox

PROJECT = Path(__file__).resolve().parents[2]
LIMITS = Limits(
    idle_wall_s=3.0,
    notebook_cpu_s=4.0,
    cell_cpu_s=1.0,
    memory_mib=256,
    scratch_mib=8,
    max_processes=16,
    max_open_files=64,
)


@dataclass(frozen=True)
class Seen:
    """All text that a notebook's cells showed, and the status of each cell."""

    text: str
    statuses: tuple[str, ...]

    def __contains__(self, word: str) -> bool:
        return word in self.text


def seen(runs: tuple[CellRun, ...]) -> Seen:
    """Collect what cells printed and which errors they ended in."""
    outputs = [output for run in runs for output in run.outputs]
    text = "\n".join("".join(str(output.get(part, "")) for part in ("text", "ename", "evalue")) for output in outputs)
    return Seen(text, tuple(run.status for run in runs))


@pytest.fixture(scope="session")
def servers() -> Iterator[Callable[..., ForkServer]]:
    """One fork server for each set of layers, started when first asked for."""
    offered = doctor.available(doctor.examine())
    if not offered >= STRICT:
        pytest.skip(f"this machine lacks layers of the strict sandbox: {sorted(STRICT - offered)}")
    started: dict[frozenset[str], ForkServer] = {}

    def get(without: tuple[str, ...] = ()) -> ForkServer:
        layers = frozenset(LAYERS) & offered - set(without)
        if layers not in started:
            started[layers] = ForkServer(SandboxConfig(layers=layers, limits=LIMITS, figures=False))
        return started[layers]

    yield get
    for server in started.values():
        server.close()


@pytest.fixture
def sandbox(servers: Callable[..., ForkServer]) -> Iterator[Sandbox]:
    """A fresh strict sandbox."""
    with servers().open() as opened:
        yield opened


@pytest.fixture
def attack(servers: Callable[..., ForkServer]) -> Callable[..., Seen]:
    """Run cells in a fresh sandbox and return what they showed."""

    def run(*sources: str, without: tuple[str, ...] = ()) -> Seen:
        with servers(without).open() as opened:
            return seen(run_notebook(opened, sources, LIMITS)[1])

    return run
