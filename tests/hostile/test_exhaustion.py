"""Must not happen: one notebook takes the machine's memory, disk, descriptors, output or time from the others."""

import time

import msgspec
import pytest

from autograder.sandbox.notebook import run_notebook
from tests.hostile.conftest import LIMITS


def test_memory_is_refused_inside(attack):
    shown = attack("x = bytearray(3 << 30); print('TAKEN')", "print('NEXT')")
    assert "MemoryError" in shown
    assert "NEXT" in shown


def test_without_resource_limits_the_watch_ends_it(attack):
    slowly = "x = []\nwhile True: x.append(bytearray(8 << 20))"
    shown = attack(slowly, "print('NEXT')", without=("rlimits",))
    assert shown.statuses[0] == "over-limit"
    assert "NEXT" in shown


def test_the_scratch_is_small(attack):
    shown = attack("f = open('big', 'wb')\nfor _ in range(64): f.write(bytes(1 << 20)); f.flush()\nprint('WRITTEN')")
    assert "WRITTEN" not in shown
    assert "OSError" in shown


def test_many_small_files_run_out_too(attack):
    shown = attack("for i in range(10000): open(f'f{i}', 'w').close()\nprint('WRITTEN')")
    assert "WRITTEN" not in shown


def test_output_is_cut_and_the_next_cell_runs(attack):
    shown = attack("for _ in range(1000): print('x' * 100_000)", "print('NEXT')")
    assert len(shown.text) < 1_000_000
    assert "not kept" in shown
    assert "NEXT" in shown


def test_descriptors_are_few(attack):
    shown = attack("keep = [open('/dev/null') for _ in range(5000)]; print('OPENED')", "print('NEXT')")
    assert "OPENED" not in shown
    assert "NEXT" in shown


@pytest.mark.parametrize(
    "source",
    [
        "while True: pass",
        "10 ** (10 ** 9)",
        "import re; re.match(r'(a+)+$', 'a' * 40 + 'b')",
        "sum(1 for _ in iter(int, 1))",
    ],
)
def test_an_endless_cell_costs_itself_only(attack, source):
    started = time.monotonic()
    shown = attack("a = 41", source, "print('NEXT', a + 1)")
    assert shown.statuses[1] == "over-limit"
    assert "NEXT 42" in shown
    assert time.monotonic() - started < 30


def test_catching_the_limit_does_not_help(attack):
    stubborn = "while True:\n    try:\n        while True: pass\n    except BaseException: pass"
    shown = attack(stubborn, "print('NEXT')")
    assert shown.statuses[0] == "over-limit"
    assert "NEXT" in shown


def test_sleeping_is_noticed_long_before_the_wall_guard(attack):
    started = time.monotonic()
    shown = attack("import time; time.sleep(1000)", "print('NEXT')")
    assert shown.statuses[0] == "over-limit"
    assert "NEXT" in shown.text
    assert time.monotonic() - started < 25  # the wall guard alone would take 2 x 25 s: once plainly, once carefully


BUSY = "import time\nend = time.process_time() + 0.4\nwhile time.process_time() < end: pass"


@pytest.mark.parametrize("count", [3, 12])
def test_cells_that_each_stay_below_their_limit_end_together(sandbox, count):
    """The first cell dies, so each of the others has a process of its own, and CPU seconds of its own."""
    limits = msgspec.structs.replace(LIMITS, notebook_cpu_s=2.0)
    _, runs = run_notebook(sandbox, ["import os; os._exit(0)", *[BUSY] * count], limits)
    statuses = [run.status for run in runs]
    assert statuses[:4] == ["crashed", "ok", "ok", "ok"]
    assert statuses.count("skipped") == max(0, count - statuses.count("ok"))
    assert statuses.count("ok") < 8
