"""Must not happen: a cell that ends its process takes the cells around it along."""

import pytest

DEADLY = {
    "os._exit": "import os; os._exit(0)",
    "os.abort": "import os; os.abort()",
    "segfault": "import ctypes; ctypes.string_at(0)",
    "c stack": """\
import sys
sys.setrecursionlimit(10**9)
class A:
    def __repr__(self): return repr(self)
repr(A())""",
}
POLITE = {
    "sys.exit": "import sys; sys.exit()",
    "exit": "exit()",
    "quit": "raise SystemExit",
    "interrupt": "raise KeyboardInterrupt",
    "signal": "import signal; signal.raise_signal(signal.SIGKILL)",
}


@pytest.mark.parametrize("source", DEADLY.values(), ids=DEADLY)
def test_a_deadly_cell_costs_itself_only(attack, source):
    shown = attack("a = 41", source, "print('NEXT', a + 1)")
    assert shown.statuses[1] in {"crashed", "over-limit"}
    assert "NEXT 42" in shown


@pytest.mark.parametrize("source", POLITE.values(), ids=POLITE)
def test_a_cell_that_leaves_politely_costs_itself_only(attack, source):
    assert "NEXT 42" in attack("a = 41", source, "print('NEXT', a + 1)")
