"""Runs notebook cells through IPython inside the sandbox, with a CPU limit."""

import builtins
import signal
import sys
import tempfile
import types
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from autograder.sandbox.outputs import Outputs, captured, traceback_lines
from autograder.sandbox.plain_cells import PlainCells

FIGURE_DPI = 72


class CpuLimitReached(BaseException):
    """Raised in student code when its CPU seconds are used up.

    No Exception, so that a student's `except Exception` lets it pass.
    """


class CellRunner:
    """One IPython shell; created once in the fork server, used by every fork."""

    def __init__(self, *, figures: bool) -> None:
        from IPython.core.interactiveshell import InteractiveShell
        from traitlets.config import Config

        settings = Config()
        settings.HistoryManager.enabled = False
        settings.InteractiveShell.colors = "nocolor"
        settings.InteractiveShell.xmode = "Plain"
        # "tight", IPython's default, draws every figure twice: once to find its edges.
        png = {"compress_level": 1}
        settings.InlineBackend.print_figure_kwargs = {"dpi": FIGURE_DPI, "bbox_inches": None, "pil_kwargs": png}
        settings.InlineBackend.figure_formats = {"png"} if figures else set()
        self.module = types.ModuleType("__main__")
        self.module.__dict__["__builtins__"] = builtins
        sys.modules["__main__"] = self.module
        InteractiveShell.enable_gui = lambda *_: None  # there is no event loop to hook into
        # Left to itself it would make a profile in a temporary folder, and leave it there.
        with tempfile.TemporaryDirectory(prefix="autograder-ipython-") as folder:
            self.shell = InteractiveShell.instance(config=settings, user_module=self.module, ipython_dir=folder)
        self._shell_outputs: Outputs | None = None
        self._cpu_limit_reached = False
        self._failed: BaseException | None = None
        self.plain = PlainCells(self.shell)
        self._replace_shell_parts()

    @property
    def namespace(self) -> dict[str, Any]:
        """The notebook's globals."""
        return self.shell.user_ns  # type: ignore[no-any-return]

    def run(self, source: str, name: str, cpu_s: float, limit_bytes: int) -> dict[str, object]:
        """Run one cell; return its status (ok, error, over-limit), its outputs and the type of its error."""
        outputs = Outputs(limit_bytes)
        self._shell_outputs, self._failed, self._cpu_limit_reached = outputs, None, False
        with captured(outputs), self._cpu_limit(cpu_s):
            try:
                failed = self._run(source, name)
            except CpuLimitReached as error:
                failed = error
        failed = self._failed or failed
        status = "over-limit" if self._cpu_limit_reached else "error" if failed else "ok"
        return {"status": status, "outputs": outputs.plain(), "error": type(failed).__name__ if failed else None}

    def _run(self, source: str, name: str) -> BaseException | None:
        code = self.plain.prepare(source, name)
        if code is not None:
            return self.plain.run(code, source, name)
        self.shell.compile.get_code_name = lambda *_: name
        result = self.shell.run_cell(source, store_history=False, silent=False)
        return result.error_before_exec or result.error_in_exec  # type: ignore[no-any-return]

    @contextmanager
    def _cpu_limit(self, cpu_s: float) -> Iterator[None]:
        def stop(_signal: int, _frame: object) -> None:
            self._cpu_limit_reached = True
            raise CpuLimitReached

        with cpu_timer(cpu_s, stop):
            yield

    def _replace_shell_parts(self) -> None:
        shell = self.shell
        shell.showtraceback = self._show_traceback
        shell.showsyntaxerror = self._show_traceback
        shell.display_pub.publish = self._publish
        shell.displayhook.__class__ = _displayhook_class(self)
        builtins.input = _no_input

    def _publish(self, data: dict[str, Any], metadata: object = None, **_: object) -> None:
        del metadata
        if self._shell_outputs is not None:
            self._shell_outputs.add_data("display", data)

    def add_result(self, data: dict[str, Any]) -> None:
        """Keep the value of the cell's last expression."""
        if self._shell_outputs is not None:
            self._shell_outputs.add_data("result", data)

    def _show_traceback(self, *_: object, **__: object) -> None:
        error = sys.exc_info()[1]
        if error is None or self._shell_outputs is None:
            return
        self._failed = error
        self._shell_outputs.add_error(error, traceback_lines(error))


@contextmanager
def cpu_timer(cpu_s: float, stop: Callable[[int, Any], None]) -> Iterator[None]:
    """Call stop after cpu_s CPU seconds of this process, and again and again until the block is left."""
    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, cpu_s, 0.2)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _displayhook_class(runner: CellRunner) -> type:
    base = type(runner.shell.displayhook)

    class Hook(base):  # type: ignore[misc, valid-type]
        """Keeps results as plain data in place of printing them."""

        def __call__(self, result: object = None) -> None:
            if result is not None and not self.quiet():
                self.update_user_ns(result)
                runner.add_result(self.compute_format_data(result)[0])

    return Hook


def _no_input(prompt: object = "") -> str:
    message = f"input() cannot be answered while a notebook is graded (it asked: {str(prompt)[:80]!r})"
    raise RuntimeError(message)
